"""Drawings of what to do while a camera is calibrated: lines on a field of 240 by 150."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from . import theme
from .drawing_parts import arrow, face, lines

FIELD: Final = QRectF(0, 0, 240, 150)


class CalibrationPicture(QWidget):
    """Shows the drawing of one calibration by its name.

    Parameters
    ----------
    name
        ``lens``, ``distance``, ``noise``, ``colour``, ``flicker`` or ``screen``.
    """

    def __init__(self, name: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(150)
        self.setAccessibleName(self.tr("Drawing of what to do"))

    def sizeHint(self) -> QSize:
        """Return the size of the drawing."""
        return QSize(240, 150)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the drawing in the middle, as large as fits."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = min(self.width() / FIELD.width(), self.height() / FIELD.height())
        painter.translate(
            (self.width() - scale * FIELD.width()) / 2,
            (self.height() - scale * FIELD.height()) / 2,
        )
        painter.scale(scale, scale)
        painter.setPen(QPen(QColor(theme.colours().text), 1.6))
        DRAWINGS[self._name](painter)
        painter.end()


def _accent(p: QPainter) -> None:
    p.setPen(QPen(QColor(theme.colours().accent), 2.0))


def _camera(p: QPainter, x: float, y: float) -> None:
    """Paint a webcam that looks to the right."""
    p.drawRoundedRect(QRectF(x - 16, y - 11, 26, 22), 5, 5)
    p.drawEllipse(QPointF(x + 6, y), 6, 6)
    lines(p, (x - 4, y + 11, x - 4, y + 20), (x - 12, y + 20, x + 4, y + 20))


def _board(p: QPainter, corners: list[tuple[float, float]]) -> None:
    """Paint a chessboard into four corners, from top left clockwise."""
    square = QPolygonF([QPointF(0, 0), QPointF(6, 0), QPointF(6, 4), QPointF(0, 4)])
    shape = QPolygonF([QPointF(x, y) for x, y in corners])
    found = QTransform()
    if not QTransform.quadToQuad(square, shape, found):
        return
    p.save()
    p.drawPolygon(shape)
    p.setBrush(p.pen().color())
    p.setPen(Qt.PenStyle.NoPen)
    for row in range(4):
        for column in range(row % 2, 6, 2):
            p.drawPolygon(found.map(QPolygonF(QRectF(column, row, 1, 1))))
    p.restore()


def _lens(p: QPainter) -> None:
    _camera(p, 28, 75)
    _board(p, [(72, 48), (122, 40), (122, 100), (72, 92)])
    _board(p, [(150, 14), (216, 22), (208, 62), (154, 58)])
    _board(p, [(154, 92), (208, 88), (218, 136), (148, 132)])
    _accent(p)
    arrow(p, 132, 58, 146, 46)
    arrow(p, 132, 92, 146, 102)
    p.drawArc(QRectF(84, 16, 30, 18), 20 * 16, 140 * 16)
    p.drawArc(QRectF(84, 106, 30, 18), 200 * 16, 140 * 16)


def _distance(p: QPainter) -> None:
    _camera(p, 28, 66)
    _board(p, [(128, 36), (146, 40), (146, 92), (128, 96)])
    face(p, 190, 66, 64)
    _accent(p)
    arrow(p, 90, 122, 48, 122)
    arrow(p, 90, 122, 136, 122)
    p.setFont(theme.font(12))
    p.drawText(QRectF(52, 124, 80, 20), Qt.AlignmentFlag.AlignCenter, "mm")


def _noise(p: QPainter) -> None:
    _camera(p, 28, 75)
    for step in range(8):
        shade = 60 + 22 * step
        p.fillRect(QRectF(108 + 12 * step, 30, 12.5, 90), QColor(shade, shade, shade))
    p.drawRect(QRectF(108, 30, 96, 90))
    _lamp(p, 222, 24)
    _accent(p)
    arrow(p, 214, 36, 196, 52)


def _lamp(p: QPainter, x: float, y: float) -> None:
    p.drawEllipse(QPointF(x, y), 8, 8)
    lines(p, (x - 4, y + 8, x - 4, y + 14), (x + 4, y + 8, x + 4, y + 14))
    lines(p, (x - 4, y + 14, x + 4, y + 14))


def _colour(p: QPainter) -> None:
    _camera(p, 28, 75)
    shades = ("#735244", "#C29682", "#627A9D", "#576C43", "#8580B1", "#67BDAA")
    strong = ("#383D96", "#469449", "#AF363C", "#E7C71F", "#BB5695", "#0885A1")
    greys = ("#F3F3F2", "#C8C8C8", "#A0A0A0", "#7A7A79", "#555555", "#343434")
    more = ("#D67E2C", "#505BA6", "#C15A63", "#5E3C6C", "#9DBC40", "#E0A32E")
    for row, colours in enumerate((shades, more, strong, greys)):
        for column, colour in enumerate(colours):
            p.fillRect(QRectF(92 + 22 * column, 30 + 23 * row, 19, 20), QColor(colour))
    p.drawRect(QRectF(88, 26, 136, 97))
    _accent(p)
    p.setPen(QPen(p.pen().color(), 1.4, Qt.PenStyle.DashLine))
    p.drawRect(QRectF(80, 18, 152, 113))


def _flicker(p: QPainter) -> None:
    _camera(p, 28, 75)
    _lamp(p, 156, 22)
    p.drawRect(QRectF(92, 50, 130, 84))
    _accent(p)
    for y in (64, 92, 120):
        p.fillRect(QRectF(94, y - 6, 126, 10), QColor(p.pen().color()).lighter(110))
    for side in (-1, 1):
        lines(p, (156 + 14 * side, 28, 156 + 24 * side, 40))
    arrow(p, 232, 66, 232, 116)


def _screen(p: QPainter) -> None:
    # from the side: the camera on the screen, and the mirror that shows it the screen
    p.drawRect(QRectF(18, 40, 74, 62))
    _board(p, [(24, 46), (86, 46), (86, 96), (24, 96)])
    p.drawRoundedRect(QRectF(44, 26, 22, 13), 4, 4)
    p.drawEllipse(QPointF(55, 32), 4, 4)
    lines(p, (55, 102, 55, 116), (38, 116, 72, 116))
    p.save()
    p.translate(184, 66)
    p.rotate(12)
    p.drawRoundedRect(QRectF(-22, -34, 44, 60), 6, 6)
    lines(p, (0, 26, 0, 54))
    _board(p, [(-15, -18), (15, -18), (15, 8), (-15, 8)])
    p.restore()
    _accent(p)
    arrow(p, 160, 44, 72, 34)
    arrow(p, 98, 76, 158, 68)
    p.drawArc(QRectF(162, 8, 44, 22), 30 * 16, 120 * 16)
    p.drawArc(QRectF(210, 44, 16, 44), -60 * 16, 120 * 16)


DRAWINGS: Final[dict[str, Callable[[QPainter], None]]] = {
    "lens": _lens,
    "distance": _distance,
    "noise": _noise,
    "colour": _colour,
    "flicker": _flicker,
    "screen": _screen,
}
