"""How the scores of bona fide and of each species lie, with a threshold to drag."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from liveness.datasets.metrics.separation import Separation

from . import theme
from .species_style import colour_of, pen_of

BINS = 60
STRIP = 400
"""Scores that a strip shows of one label; more are a smear."""


class DistributionPlot(QWidget):
    """Histograms over strips of single scores; the line is the threshold."""

    threshold_moved = Signal(float)
    """The line was dragged, nat."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        colours = theme.colours()
        self.plot = pg.PlotWidget(background=colours.panel)
        self.plot.setLabel("bottom", self.tr("score, nat: above 0 speaks for bona fide"))
        self.plot.setLabel("left", self.tr("share of takes, %"))
        self.plot.setMouseEnabled(x=True, y=False)
        self.plot.setMenuEnabled(False)
        self.plot.hideButtons()
        self.plot.addLegend(offset=(-8, 8), labelTextColor=colours.text)
        self.line = pg.InfiniteLine(
            0.0,
            movable=True,
            pen=pg.mkPen(colours.accent, width=2),
            hoverPen=pg.mkPen(colours.accent, width=4),
            label="{value:.2f}",
            labelOpts={"color": colours.accent, "position": 0.96},
        )
        self.line.sigDragged.connect(self._on_dragged)
        self.plot.addItem(self.line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.plot)
        self.setAccessibleName(self.tr("Distribution of scores"))
        self._drawn: list[pg.GraphicsObject] = []

    def set_separation(self, separation: Separation | None) -> None:
        """Show other scores."""
        for item in self._drawn:
            self.plot.removeItem(item)
        self._drawn = []
        if separation is None:
            return
        rows = {"bona-fide": separation.bona_fide, **separation.species}
        known = [scores for scores in rows.values() if len(scores)]
        if not known:
            return
        low = min(float(scores[0]) for scores in known)
        high = max(float(scores[-1]) for scores in known)
        edges = np.linspace(low - 0.2, high + 0.2, BINS + 1)
        for i, (label, scores) in enumerate(rows.items()):
            if len(scores):
                self._draw(label, scores, edges, i)
        self.plot.setXRange(edges[0], edges[-1], padding=0.02)

    def _draw(
        self, label: str, scores: NDArray[np.float64], edges: NDArray[np.float64], row: int
    ) -> None:
        counts = np.histogram(scores, edges)[0]
        fill = QColor(colour_of(label))
        fill.setAlpha(60 if label == "bona-fide" else 0)
        curve = pg.PlotDataItem(
            edges,
            100 * counts / len(scores),
            stepMode="center",
            fillLevel=0 if label == "bona-fide" else None,
            brush=fill,
            pen=pen_of(label),
            name=f"{label} (n = {len(scores)})",
        )
        shown = scores[:: max(1, len(scores) // STRIP)]
        strip = pg.ScatterPlotItem(
            shown,
            np.full(len(shown), -2.5 * (row + 1)),
            symbol="|",
            size=8,
            pen=pg.mkPen(colour_of(label)),
        )
        for item in (curve, strip):
            self.plot.addItem(item)
            self._drawn.append(item)

    @property
    def threshold(self) -> float:
        """Where the line stands, nat."""
        return float(self.line.value())

    def set_threshold(self, value: float) -> None:
        """Put the line somewhere, without telling anybody."""
        self.line.setValue(value)

    def _on_dragged(self) -> None:
        self.threshold_moved.emit(self.threshold)
