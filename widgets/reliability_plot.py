"""Whether confidences mean what they say: what was bona fide against what was told."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from liveness.datasets.metrics import ReliabilityBin

from . import theme
from .plot_frame import PlotFrame
from .theme import State


class ReliabilityPlot(PlotFrame):
    """Bins with their exact 95 % intervals; on the diagonal a confidence keeps its word."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(
            "",
            self.tr("confidence that it is bona fide, %"),
            self.tr("share that was bona fide, %"),
            parent=parent,
        )
        self.setAccessibleName(self.tr("Reliability of confidences"))
        self.plot.setMouseEnabled(x=False, y=False)
        self.plot.setRange(xRange=(-3, 103), yRange=(-3, 103), padding=0)
        self._diagonal = pg.PlotDataItem([0, 100], [0, 100])
        # pyqtgraph's own error bars crash while they are empty
        self._bars = pg.PlotDataItem(connect="finite")
        self._points = pg.ScatterPlotItem(size=9, symbol="o")
        for item in (self._diagonal, self._bars, self._points):
            self.plot.addItem(item)
        self._bins: tuple[ReliabilityBin, ...] = ()
        self.restyle()

    def set_bins(self, bins: Sequence[ReliabilityBin]) -> None:
        """Show other bins."""
        self._bins = tuple(each for each in bins if each.bona_fide.value is not None)
        text = self.tr("Reliability takes scores of bona fide takes and of attacks.")
        self.set_empty("" if self._bins else text)
        x = np.array([100 * each.confidence for each in self._bins])
        y = np.array([100 * (each.bona_fide.value or 0.0) for each in self._bins])
        low = np.array([100 * (each.bona_fide.low or 0.0) for each in self._bins])
        high = np.array([100 * (each.bona_fide.high or 0.0) for each in self._bins])
        self._points.setData(x, y)
        gaps = np.full(len(x), np.nan)
        self._bars.setData(
            np.repeat(x, 3), np.column_stack([low, high, gaps]).ravel().astype(np.float64)
        )

    def restyle(self) -> None:
        """Draw everything in the theme's colours."""
        super().restyle()
        colours = theme.colours()
        self._diagonal.setPen(pg.mkPen(colours.secondary, style=Qt.PenStyle.DashLine))
        self._bars.setPen(pg.mkPen(colours.text, width=1))
        self._points.setPen(pg.mkPen(colours.text))
        self._points.setBrush(pg.mkBrush(colours.of(State.BONA_FIDE)))
        self.set_bins(self._bins)
