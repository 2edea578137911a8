"""The picture while a camera is calibrated: what was found in it, and where enough was seen."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from . import theme
from .preview import PreviewWidget

HEAT_FULL = 4
"""Observations at which a part of the picture is as green as it gets."""


class CalibrationView(PreviewWidget):
    """Shows a `Frame` with points, an outline, and a grid of how often each part was seen."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._points: NDArray[np.float32] | None = None
        self._outline: NDArray[np.float32] | None = None
        self._heat: NDArray[np.int32] | None = None
        self._taken = False
        self.setAccessibleName(self.tr("Picture of the camera"))

    def set_found(
        self,
        points: NDArray[np.float32] | None,
        outline: NDArray[np.float32] | None,
        heat: NDArray[np.int32] | None,
        *,
        taken: bool,
    ) -> None:
        """Show what was found.

        Parameters
        ----------
        points, outline
            Shapes ``(n, 2)``, pixels of the picture.
        heat
            Shape ``(rows, columns)``: observations by part of the picture.
        taken
            Whether this picture counts.
        """
        self._points, self._outline, self._heat = points, outline, heat
        self._taken = taken
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, and over it what was found."""
        super().paintEvent(event)
        if self.frame is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._heat is not None:
            self._paint_heat(painter, self._heat)
        colours, transform = theme.colours(), self.to_widget()
        if self._outline is not None:
            shape = transform.map(_polygon(self._outline))
            for colour, width in ((QColor(0, 0, 0, 160), 4.0), (QColor("#FFFFFF"), 1.6)):
                painter.setPen(QPen(colour, width, Qt.PenStyle.DashLine))
                painter.drawPolygon(shape)
        if self._points is not None:
            colour = QColor(colours.bona_fide if self._taken else colours.warning)
            radius = 4.0 if self._taken else 2.6
            for point in transform.map(_polygon(self._points)).toList():
                painter.setPen(QPen(QColor(0, 0, 0, 200), 3))
                painter.drawEllipse(point, radius, radius)
                painter.setPen(QPen(colour, 1.6))
                painter.drawEllipse(point, radius, radius)
        painter.end()

    def _paint_heat(self, painter: QPainter, heat: NDArray[np.int32]) -> None:
        """Tint what was seen; what was not seen keeps a frame of dots."""
        place = self.picture_rect()
        rows, columns = heat.shape
        width, height = place.width() / columns, place.height() / rows
        seen = QColor(theme.colours().bona_fide)
        for row in range(rows):
            for column in range(columns):
                cell = QRectF(
                    place.left() + column * width, place.top() + row * height, width, height
                ).adjusted(1.5, 1.5, -1.5, -1.5)
                count = int(heat[row, column])
                if count:
                    seen.setAlphaF(0.12 + 0.28 * min(count, HEAT_FULL) / HEAT_FULL)
                    painter.fillRect(cell, seen)
                else:
                    painter.setPen(QPen(QColor(255, 255, 255, 110), 1, Qt.PenStyle.DotLine))
                    painter.drawRect(cell)


def _polygon(points: NDArray[np.float32]) -> QPolygonF:
    return QPolygonF([QPointF(float(x), float(y)) for x, y in points])
