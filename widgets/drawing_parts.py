"""What the drawings of steps are made of: heads, arrows, lamps on a square of 64."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from . import theme


def head(p: QPainter, x: float, y: float, size: float) -> None:
    """Paint the outline of a head, ``size`` high."""
    p.drawEllipse(QPointF(x, y), size * 0.38, size * 0.5)


def eyes(p: QPainter, x: float, y: float, size: float, *, radius: float = 0.05) -> None:
    """Paint two eyes of a head of this size; they look out."""
    p.save()
    p.setBrush(p.pen().color())
    for side in (-1, 1):
        p.drawEllipse(
            QPointF(x + side * size * 0.15, y - size * 0.08), size * radius, size * radius
        )
    p.restore()


def mouth(p: QPainter, x: float, y: float, size: float) -> None:
    """Paint a mouth that smiles a little."""
    p.drawArc(QRectF(x - size * 0.15, y + size * 0.05, size * 0.3, size * 0.22), -2640, 2400)


def face(p: QPainter, x: float = 32, y: float = 32, size: float = 30) -> None:
    """Paint a head with eyes and mouth."""
    head(p, x, y, size)
    eyes(p, x, y, size)
    mouth(p, x, y, size)


def person(p: QPainter, x: float = 30, y: float = 25, size: float = 34) -> None:
    """Paint a head over shoulders: somebody who is there."""
    face(p, x, y, size)
    path = QPainterPath(QPointF(x - size * 0.66, 61))
    path.cubicTo(x - size * 0.6, 46, x - size * 0.3, 47, x, 47)
    path.cubicTo(x + size * 0.3, 47, x + size * 0.6, 46, x + size * 0.66, 61)
    p.drawPath(path)


def lines(p: QPainter, *points: tuple[float, float, float, float]) -> None:
    """Paint lines from a point to another."""
    for x0, y0, x1, y1 in points:
        p.drawLine(QPointF(x0, y0), QPointF(x1, y1))


def arrow(p: QPainter, x0: float, y0: float, x1: float, y1: float) -> None:
    """Paint an arrow to its second point."""
    p.drawLine(QPointF(x0, y0), QPointF(x1, y1))
    dx, dy = x1 - x0, y1 - y0
    length = (dx * dx + dy * dy) ** 0.5
    dx, dy = 5 * dx / length, 5 * dy / length
    lines(
        p,
        (x1, y1, x1 - dx - dy * 0.8, y1 - dy + dx * 0.8),
        (x1, y1, x1 - dx + dy * 0.8, y1 - dy - dx * 0.8),
    )


def filled(p: QPainter, path: QPainterPath, *, strong: bool = False) -> None:
    """Paint a shape and what is in it."""
    colours = theme.colours()
    p.fillPath(path, QColor(colours.line if strong else colours.raised))
    p.drawPath(path)


def rectangle(
    x: float, y: float, width: float, height: float, radius: float = 0
) -> QPainterPath:
    """Return a rectangle, with round corners where a radius is given."""
    path = QPainterPath()
    path.addRoundedRect(QRectF(x, y, width, height), radius, radius)
    return path


def lamp(p: QPainter, x: float, y: float) -> None:
    """Paint a lamp with its rays."""
    p.drawEllipse(QPointF(x, y), 4, 4)
    lines(p, (x - 8, y, x - 6, y), (x + 6, y, x + 8, y), (x, y - 8, x, y - 6))
    lines(p, (x, y + 6, x, y + 8), (x - 5, y + 5, x - 6, y + 6), (x + 5, y + 5, x + 6, y + 6))
