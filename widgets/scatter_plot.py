"""The score of each take against something else, with the threshold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from .plot_frame import PlotFrame, show_line, style_line, threshold_line
from .species_style import colour_of

SYMBOLS = ("o", "d", "s", "t", "t1", "p", "h", "star", "x")
"""Shapes of the labels in their order, so that no colour is needed to tell them apart."""

Points = Mapping[str, tuple[Sequence[float], Sequence[float]]]
"""By label: what a score stands against, and the score."""


class ScatterPlot(PlotFrame):
    """One mark a take, in the colour and shape of its label."""

    threshold_moved = Signal(float)
    """The line was dragged, nat."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__("", "", self.tr("score, nat"), parent=parent)
        self.setAccessibleName(self.tr("Score against a condition"))
        self.plot.setMouseEnabled(x=False, y=False)
        self.line = threshold_line(0.0, angle=0)
        self.line.setZValue(10)
        self.line.sigDragged.connect(lambda: self.threshold_moved.emit(self.threshold))
        self.plot.addItem(self.line)
        self._drawn: list[pg.ScatterPlotItem] = []
        self._points: Points = {}
        self._names: tuple[str, ...] = ()
        self.set_points({}, "")

    @property
    def threshold(self) -> float:
        """Where the line stands, nat."""
        return float(self.line.value())

    def set_threshold(self, value: float) -> None:
        """Put the line somewhere, without telling anybody."""
        self.line.setValue(value)

    def set_points(self, points: Points, title: str, names: Sequence[str] = ()) -> None:
        """Show other marks.

        Parameters
        ----------
        points
            By label.
        title
            What stands along the bottom, with unit.
        names
            Where the bottom has names and no numbers: that of 0, 1, 2 ...
        """
        self._points, self._names = points, tuple(names)
        self.set_bottom(title)
        ticks = [list(enumerate(names))] if names else None
        self.plot.getAxis("bottom").setTicks(ticks)
        self._draw()

    def restyle(self) -> None:
        """Draw everything in the theme's colours."""
        super().restyle()
        style_line(self.line)
        self._draw()

    def _draw(self) -> None:
        for item in self._drawn:
            item.setData([], [])
        known = {label: pair for label, pair in self._points.items() if len(pair[0])}
        show_line(self.line, bool(known))
        self.set_empty("" if known else self.tr("No take has both a score and this condition."))
        for i, (label, (across, scores)) in enumerate(known.items()):
            if i == len(self._drawn):  # they are kept and used again (see `plot_frame`)
                self._drawn.append(pg.ScatterPlotItem(size=8, brush=None))
                self.plot.addItem(self._drawn[i])
            self._drawn[i].setData(
                np.asarray(across, np.float64),
                np.asarray(scores, np.float64),
                symbol=SYMBOLS[i % len(SYMBOLS)],
                pen=pg.mkPen(colour_of(label)),
            )
        if known:
            xs = np.concatenate([np.asarray(x, np.float64) for x, _ in known.values()])
            ys = np.concatenate([np.asarray(y, np.float64) for _, y in known.values()])
            room = 0.5 if self._names else 0.05 * float(np.ptp(xs)) + 1e-6
            self.plot.setXRange(xs.min() - room, xs.max() + room, padding=0)
            low, high = (
                min(float(ys.min()), self.threshold),
                max(float(ys.max()), self.threshold),
            )
            self.plot.setYRange(low - 0.4, high + 0.4, padding=0)
