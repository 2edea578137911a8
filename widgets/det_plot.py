"""Errors against errors over all thresholds, on the axes of the DET curve."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from scipy.special import ndtr, ndtri

from liveness.datasets.metrics.curves import ErrorCurve

from . import theme

TICKS = (0.001, 0.005, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 0.95)
LEAST = 0.0005
"""Rates below this are drawn at it: a normal deviate of 0 is nowhere."""


def deviate(rate: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the normal deviate of rates (Martin et al., 1997: the DET curve)."""
    found: NDArray[np.float64] = ndtri(np.clip(rate, LEAST, 1 - LEAST))
    return found


class DetPlot(QWidget):
    """APCER of the worst species against BPCER; a click chooses a threshold."""

    threshold_chosen = Signal(float)
    """Threshold of the point that was clicked, nat."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        colours = theme.colours()
        self.plot = pg.PlotWidget(background=colours.panel)
        ticks = [[(float(ndtri(rate)), f"{100 * rate:g}") for rate in TICKS]]
        for side, name in (
            ("bottom", self.tr("APCER of the worst species, %")),
            ("left", self.tr("BPCER, %")),
        ):
            self.plot.setLabel(side, name)
            self.plot.getAxis(side).setTicks(ticks)
        self.plot.setMouseEnabled(x=False, y=False)
        self.plot.setMenuEnabled(False)
        self.plot.hideButtons()
        self.plot.showGrid(x=True, y=True, alpha=0.15)
        ends = (float(ndtri(LEAST)) - 0.1, float(ndtri(0.98)))
        self.plot.setRange(xRange=ends, yRange=ends, padding=0)
        self._curve = pg.PlotDataItem(pen=pg.mkPen(colours.text, width=1.6))
        self._point = pg.ScatterPlotItem(
            size=13, symbol="d", brush=pg.mkBrush(colours.accent), pen=pg.mkPen(colours.window)
        )
        self.plot.addItem(self._curve)
        self.plot.addItem(self._point)
        self.plot.scene().sigMouseClicked.connect(self._on_clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.plot)
        self.setAccessibleName(self.tr("DET curve"))
        self._errors: ErrorCurve | None = None

    def set_curve(self, curve: ErrorCurve | None) -> None:
        """Show another curve; ``None`` shows none."""
        self._errors = curve
        if curve is None:
            self._curve.setData([], [])
            self._point.setData([], [])
        else:
            # a step at each score, because between two scores nothing changes
            self._curve.setData(
                np.repeat(deviate(curve.apcer), 2)[1:], np.repeat(deviate(curve.bpcer), 2)[:-1]
            )

    def set_point(self, apcer: float | None, bpcer: float | None) -> None:
        """Put the marker on the operating point; without a rate there is none."""
        if apcer is None or bpcer is None:
            self._point.setData([], [])
        else:
            self._point.setData(deviate(np.array([apcer])), deviate(np.array([bpcer])))

    def threshold_near(self, apcer: float, bpcer: float) -> float | None:
        """Return the finite threshold whose errors lie nearest, as the eye sees them."""
        curve = self._errors
        if curve is None:
            return None
        finite = np.isfinite(curve.thresholds)
        away = (deviate(curve.apcer[finite]) - deviate(np.array([apcer]))) ** 2
        away += (deviate(curve.bpcer[finite]) - deviate(np.array([bpcer]))) ** 2
        return float(curve.thresholds[finite][int(np.argmin(away))])

    def _on_clicked(self, event: object) -> None:
        if event.button() != Qt.MouseButton.LeftButton:  # type: ignore[attr-defined]
            return
        spot: QPointF = self.plot.plotItem.vb.mapSceneToView(event.scenePos())  # type: ignore[attr-defined]
        threshold = self.threshold_near(float(ndtr(spot.x())), float(ndtr(spot.y())))
        if threshold is not None:
            self.threshold_chosen.emit(threshold)
