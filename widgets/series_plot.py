"""One score over time with the threshold as a line to drag."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from . import theme
from .plot_frame import PlotFrame, show_line, style_line, threshold_line

LIMIT = 2.0
"""The range never gets smaller than this on either side of 0, nat."""


class SeriesPlot(PlotFrame):
    """The evidence of a signal, frame by frame; it breaks where the signal abstains."""

    threshold_moved = Signal(float)
    """The line was dragged, nat."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__("", self.tr("time, s"), self.tr("score, nat"), parent=parent)
        self.setAccessibleName(self.tr("Score over time"))
        self.plot.setMouseEnabled(x=False, y=False)
        self._zero = pg.InfiniteLine(0.0, angle=0)
        self._curve = pg.PlotDataItem(connect="finite")
        self._last = pg.ScatterPlotItem(size=8, symbol="o")
        self.line = threshold_line(0.0, angle=0)
        self.line.setZValue(10)
        self.line.sigDragged.connect(self._on_dragged)
        for item in (self._zero, self._curve, self._last, self.line):
            self.plot.addItem(item)
        self._range = (-LIMIT, LIMIT)
        self.restyle()
        self.set_series(None, None)

    def restyle(self) -> None:
        """Draw everything in the theme's colours."""
        super().restyle()
        colours = theme.colours()
        style_line(self.line)
        self._zero.setPen(pg.mkPen(colours.line))
        self._curve.setPen(pg.mkPen(colours.text, width=1))
        self._last.setPen(pg.mkPen(colours.text))
        self._last.setBrush(pg.mkBrush(colours.text))

    def set_series(
        self,
        seconds: NDArray[np.float64] | None,
        scores: NDArray[np.float64] | None,
        *,
        span: tuple[float, float] | None = None,
        empty: str = "",
    ) -> None:
        """Show a course.

        Parameters
        ----------
        seconds, scores
            Shape ``(n,)`` each; NaN where nothing is said. ``None`` shows nothing.
        span
            Seconds at both ends; those of the course by default.
        empty
            What is said while there is no score.
        """
        some = scores is not None and seconds is not None and bool(np.isfinite(scores).any())
        nothing = empty or self.tr("Click a mark of a strip to see that take over time.")
        self.set_empty("" if some else nothing)
        show_line(self.line, some)
        self._zero.setVisible(some)
        if not some or seconds is None or scores is None:
            self._curve.setData([], [])
            self._last.setData([], [])
            return
        self._curve.setData(seconds, scores)
        known = np.flatnonzero(np.isfinite(scores))
        self._last.setData([seconds[known[-1]]], [scores[known[-1]]])
        ends = span or (float(seconds[0]), max(float(seconds[-1]), float(seconds[0]) + 0.1))
        self.plot.setXRange(*ends, padding=0.02)
        low, high = float(np.nanmin(scores)), float(np.nanmax(scores))
        self._range = (min(-LIMIT, low - 0.4), max(LIMIT, high + 0.4))
        self._fit()

    def _fit(self) -> None:
        """Keep the line in sight; the range moves only when it would leave."""
        low, high = self._range
        value = self.threshold
        self.plot.setYRange(min(low, value - 0.2), max(high, value + 0.2), padding=0)

    @property
    def threshold(self) -> float:
        """Where the line stands, nat."""
        return float(self.line.value())

    def set_threshold(self, value: float) -> None:
        """Put the line somewhere, without telling anybody."""
        self.line.setValue(value)
        low, high = self.plot.viewRange()[1]
        if not low < value < high:
            self._fit()

    def _on_dragged(self) -> None:
        self.threshold_moved.emit(self.threshold)
