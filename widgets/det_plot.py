"""Errors against errors over all thresholds, on the axes of the DET curve."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
from scipy.special import ndtr, ndtri

from liveness.datasets.metrics.det_view import LEAST, DetView, deviate

from . import theme
from .plot_frame import PlotFrame
from .species_style import pen_of

TICKS = (0.002, 0.01, 0.03, 0.1, 0.2, 0.4, 0.6, 0.8, 0.9, 0.97, 0.99, 0.998)


class DetPlot(PlotFrame):
    """APCER of the worst species against BPCER; the marker or a click chooses a threshold.

    The band spans the exact 95 % intervals of both rates at each threshold.
    """

    threshold_chosen = Signal(float)
    """Threshold of the point that was clicked or dragged to, nat."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(
            "",
            self.tr("APCER, %: the worst species, and each by itself"),
            self.tr("BPCER, %"),
            parent=parent,
        )
        self.setAccessibleName(self.tr("DET curve"))
        ends = (float(ndtri(LEAST)), float(ndtri(1 - LEAST)))
        named = [(float(ndtri(rate)), f"{100 * rate:g}") for rate in TICKS]
        ticks = [[(ends[0], "0"), *named, (ends[1], "100")]]
        for side in ("bottom", "left"):
            self.plot.getAxis(side).setTicks(ticks)
        self.plot.setMouseEnabled(x=False, y=False)
        self.plot.showGrid(x=True, y=True, alpha=0.15)
        self.plot.setRange(xRange=ends, yRange=ends, padding=0.03)
        self._low, self._high = pg.PlotDataItem(), pg.PlotDataItem()
        self._band = pg.FillBetweenItem(self._low.curve, self._high.curve)
        self._curve = pg.PlotDataItem()
        self.marker = pg.TargetItem((0, 0), size=15, movable=True, label=None)
        self.marker.setZValue(10)
        self.marker.sigPositionChanged.connect(self._on_marker)
        for item in (self._band, self._low, self._high, self._curve, self.marker):
            self.plot.addItem(item)
        self.plot.scene().sigMouseClicked.connect(self._on_clicked)
        self._species: list[pg.PlotDataItem] = []
        self._view: DetView | None = None
        self._quiet = False
        self.restyle()
        self.set_view(None)

    @property
    def view(self) -> DetView | None:
        """The curve that is shown."""
        return self._view

    def set_view(self, view: DetView | None) -> None:
        """Show another curve; ``None`` shows none."""
        self._view = view
        for item in (self._low, self._high, self._curve, *self._species):
            item.setData([], [])
        self.marker.setVisible(False)
        text = self.tr("A curve takes scores of bona fide takes and of attacks.")
        self.set_empty(text if view is None else "")
        if view is None:
            return
        self._curve.setData(*_stairs(view.apcer, view.bpcer))
        # the band ends in corners, where both curves would else be joined by a slope
        apcer = np.concatenate([view.apcer_high[:1], view.apcer_low, view.apcer_low[-1:]])
        bpcer = np.concatenate([view.bpcer_low[:1], view.bpcer_low, view.bpcer_high[-1:]])
        self._low.setData(*_stairs(apcer, bpcer))
        self._high.setData(*_stairs(view.apcer_high, view.bpcer_high))
        if len(view.species) > 1:
            for i, (name, apcer) in enumerate(view.species.items()):
                self._line(i).setData(*_stairs(apcer, view.bpcer), pen=pen_of(name, 1.0))

    def _line(self, i: int) -> pg.PlotDataItem:
        """Return the line of a species; it is kept and used again (see `plot_frame`)."""
        while len(self._species) <= i:
            item = pg.PlotDataItem()
            item.setZValue(-1)
            self.plot.addItem(item)
            self._species.append(item)
        return self._species[i]

    def restyle(self) -> None:
        """Draw everything in the theme's colours."""
        super().restyle()
        colours = theme.colours()
        shade = QColor(colours.secondary)
        shade.setAlpha(46)
        self._band.setBrush(pg.mkBrush(shade))
        edge = QColor(colours.secondary)
        edge.setAlpha(120)
        for item in (self._low, self._high):
            item.setPen(theme.thin_pen(edge, Qt.PenStyle.DotLine))
        self._curve.setPen(pg.mkPen(colours.text, width=1.8))
        self.marker.setPen(pg.mkPen(colours.accent, width=2))
        self.marker.setHoverPen(pg.mkPen(colours.accent, width=4))
        self.set_view(self._view)

    def set_point(self, apcer: float | None, bpcer: float | None) -> None:
        """Put the marker on the operating point; without a rate there is none."""
        known = apcer is not None and bpcer is not None and self._view is not None
        self.marker.setVisible(known)
        if known:
            self._quiet = True
            self.marker.setPos(
                float(deviate(np.array([apcer], np.float64))[0]),
                float(deviate(np.array([bpcer], np.float64))[0]),
            )
            self._quiet = False

    def threshold_near(self, apcer: float, bpcer: float) -> float | None:
        """Return the finite threshold whose errors lie nearest, as the eye sees them."""
        return None if self._view is None else self._view.nearest(apcer, bpcer)

    def _on_marker(self) -> None:
        if not self._quiet:
            self._choose(self.marker.pos())

    def _on_clicked(self, event: object) -> None:
        if event.button() == Qt.MouseButton.LeftButton:  # type: ignore[attr-defined]
            self._choose(self.plot.plotItem.vb.mapSceneToView(event.scenePos()))  # type: ignore[attr-defined]

    def _choose(self, spot: QPointF) -> None:
        threshold = self.threshold_near(float(ndtr(spot.x())), float(ndtr(spot.y())))
        if threshold is not None:
            self.threshold_chosen.emit(threshold)


def _stairs(
    apcer: NDArray[np.float64], bpcer: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return a step at each threshold, because between two scores nothing changes."""
    return np.repeat(deviate(apcer), 2)[1:], np.repeat(deviate(bpcer), 2)[:-1]
