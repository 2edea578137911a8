"""How the scores of bona fide and of each species lie, with a threshold to drag."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from liveness.datasets.metrics.separation import Separation

from . import theme
from .plot_frame import PlotFrame, show_line, style_line, threshold_line
from .species_style import colour_of, pen_of

BINS = 60
STRIP = 400
"""Scores that a strip shows of one label; more are a smear."""
LEAST = 2.0
"""Least width of the plot, nat."""
STEP = 0.085
"""Height of a strip, in heights of the histogram."""


class _Shares(pg.AxisItem):  # type: ignore[misc]
    """Shares of takes; the strips below 0 have no number."""

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        return [f"{value:g}" if value >= 0 else "" for value in values]


class DistributionPlot(PlotFrame):
    """Histograms over strips of single scores; the line is the threshold."""

    threshold_moved = Signal(float)
    """The line was dragged, nat."""
    score_picked = Signal(str, float)
    """A strip was clicked: its label, and the score there."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(
            "",
            self.tr("score, nat: above 0 speaks for bona fide"),
            self.tr("share of takes, %"),
            left_axis=_Shares("left"),
            parent=parent,
        )
        self.setAccessibleName(self.tr("Distribution of scores"))
        self.plot.setMouseEnabled(x=True, y=False)
        self.line = threshold_line(0.0, angle=90)
        self.line.setZValue(10)
        self.line.sigDragged.connect(self._on_dragged)
        self.plot.addItem(self.line)
        self._mark = pg.ScatterPlotItem(size=13, symbol="o", brush=None)
        self._mark.setZValue(9)
        self.plot.addItem(self._mark)
        self.plot.scene().sigMouseClicked.connect(self._on_clicked)
        self._rows: list[tuple[pg.PlotDataItem, pg.ScatterPlotItem]] = []
        self._separation: Separation | None = None
        self._top = 1.0
        self._marked: tuple[str, float] | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """The strips from above."""
        shown = self._separation
        if shown is None:
            return ()
        rows = {"bona-fide": shown.bona_fide, **shown.species}
        return tuple(label for label, scores in rows.items() if len(scores))

    def set_separation(self, separation: Separation | None) -> None:
        """Show other scores."""
        self._separation = separation
        self._draw()

    def set_marked(self, label: str, score: float | None) -> None:
        """Ring the score of the take that is looked at; ``None`` rings nothing."""
        self._marked = None if score is None else (label, score)
        self._ring()

    def restyle(self) -> None:
        """Draw everything in the theme's colours."""
        super().restyle()
        style_line(self.line)
        self._draw()

    def _draw(self) -> None:
        shown, labels = self._separation, self.labels
        for curve, strip in self._rows[len(labels) :]:
            curve.setData([], [])
            strip.setData([], [])
        show_line(self.line, bool(labels))
        if shown is None or not labels:
            self.set_empty(self.tr("No scores yet."))
            self._ring()
            return
        self.set_empty("")
        rows = {"bona-fide": shown.bona_fide, **shown.species}
        low = min(float(rows[label][0]) for label in labels)
        high = max(float(rows[label][-1]) for label in labels)
        room = 0.06 * (high - low) + 0.05
        edges = np.linspace(low - room, high + room, BINS + 1)
        shares = {
            label: 100 * np.histogram(rows[label], edges)[0] / len(rows[label])
            for label in labels
        }
        self._top = float(max(share.max() for share in shares.values()))
        for i, label in enumerate(labels):
            self._draw_label(label, shares[label], rows[label], edges, i)
        # the line is in sight, and scores that are all alike are not spread over hundredths
        middle, half = (low + high) / 2, max((edges[-1] - edges[0]) / 2, LEAST / 2)
        ends = (middle - half, middle + half, self.threshold - room, self.threshold + room)
        self.plot.setXRange(min(ends), max(ends), padding=0)
        below = -STEP * self._top * (len(labels) + 0.6)
        self.plot.setYRange(below, 1.06 * self._top, padding=0)
        self._ring()

    def _draw_label(
        self,
        label: str,
        shares: NDArray[np.float64],
        scores: NDArray[np.float64],
        edges: NDArray[np.float64],
        row: int,
    ) -> None:
        fill = QColor(colour_of(label))
        fill.setAlpha(60 if label == "bona-fide" else 0)
        full = np.flatnonzero(shares)
        first, last = max(0, int(full[0]) - 1), min(BINS - 1, int(full[-1]) + 1)
        curve, strip = self._row(row)
        curve.setData(
            edges[first : last + 2],
            shares[first : last + 1],
            stepMode="center",
            fillLevel=0 if label == "bona-fide" else None,
            fillBrush=fill,
            pen=pen_of(label),
        )
        shown = scores[:: max(1, len(scores) // STRIP)]
        strip.setData(
            shown, np.full(len(shown), self._height(row)), pen=pg.mkPen(colour_of(label))
        )

    def _row(self, row: int) -> tuple[pg.PlotDataItem, pg.ScatterPlotItem]:
        """Return the items of a row; they are kept and used again (see `plot_frame`)."""
        while len(self._rows) <= row:
            made = (pg.PlotDataItem(), pg.ScatterPlotItem(symbol="|", size=8))
            for item in made:
                self.plot.addItem(item)
            self._rows.append(made)
        return self._rows[row]

    def _height(self, row: int) -> float:
        return -STEP * self._top * (row + 0.8)

    def _ring(self) -> None:
        marked, labels = self._marked, self.labels
        if marked is None or marked[0] not in labels:
            self._mark.setData([], [])
            return
        self._mark.setPen(pg.mkPen(theme.colours().text, width=2))
        self._mark.setData([marked[1]], [self._height(labels.index(marked[0]))])

    @property
    def threshold(self) -> float:
        """Where the line stands, nat."""
        return float(self.line.value())

    def set_threshold(self, value: float) -> None:
        """Put the line somewhere, without telling anybody."""
        self.line.setValue(value)

    def _on_dragged(self) -> None:
        self.threshold_moved.emit(self.threshold)

    def pick(self, x: float, y: float) -> None:
        """Choose the strip at a place of the plot, as a click does; above 0 is none."""
        row = round(-y / (STEP * self._top) - 0.8)
        if y < 0 and 0 <= row < len(self.labels):
            self.score_picked.emit(self.labels[row], x)

    def _on_clicked(self, event: object) -> None:
        if event.button() == Qt.MouseButton.LeftButton:  # type: ignore[attr-defined]
            spot: QPointF = self.plot.plotItem.vb.mapSceneToView(event.scenePos())  # type: ignore[attr-defined]
            self.pick(spot.x(), spot.y())
