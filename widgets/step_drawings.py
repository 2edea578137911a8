"""The drawings of what is presented, line by line on a square of 64: no photograph of anybody.

A live person has a round mark at the foot, an attack a diamond, as everywhere in the studio.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from liveness.datasets.pictures import LIVE_PICTURES

from . import theme
from .drawing_parts import (
    arrow,
    eyes,
    face,
    filled,
    head,
    lamp,
    lines,
    mouth,
    person,
    rectangle,
)
from .theme import State

SIDE = 64.0
"""Side of the square on which they are drawn."""

Draw = Callable[[QPainter], None]


def draw_step(painter: QPainter, name: str, box: QRectF) -> None:
    """Paint the drawing of a name of `liveness.datasets.pictures.PICTURES` into a square."""
    colours = theme.colours()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(box)
    painter.translate(box.topLeft())
    painter.scale(box.width() / SIDE, box.height() / SIDE)
    pen = QPen(QColor(colours.text), 2.2)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    DRAWINGS[name](painter)
    painter.restore()
    state = State.BONA_FIDE if name in LIVE_PICTURES else State.ATTACK
    side = box.width() * 0.2
    mark = QRectF(box.right() - side - 1, box.bottom() - side - 1, side, side)
    theme.draw_mark(painter, state, mark)


# live people


def _turn(p: QPainter) -> None:
    person(p, 32)
    arrow(p, 12, 14, 4, 22)
    arrow(p, 52, 14, 60, 22)


def _near(p: QPainter) -> None:
    face(p, 13, 18, 18)
    face(p, 41, 38, 42)
    arrow(p, 20, 26, 26, 32)


def _speak(p: QPainter) -> None:
    head(p, 26, 28, 40)
    eyes(p, 26, 28, 40)
    p.drawEllipse(QPointF(26, 37), 4, 5)
    for radius in (6, 12):
        p.drawArc(QRectF(44 - radius, 37 - radius, 2 * radius, 2 * radius), -800, 1600)


def _glasses(p: QPainter, *, dark: bool) -> None:
    person(p)
    for x in (23, 37):
        path = QPainterPath()
        path.addEllipse(QPointF(x, 22), 6, 5)
        if dark:
            filled(p, path, strong=True)
        else:
            p.drawPath(path)
    lines(p, (29, 22, 31, 22), (17, 21, 13, 19), (43, 21, 47, 19))


def _hat(p: QPainter, *, low: bool) -> None:
    person(p, 30, 30, 32)
    brim = 26.0 if low else 20.0
    path = QPainterPath(QPointF(12, brim))
    path.lineTo(18, brim)
    path.cubicTo(18, brim - 18, 42, brim - 18, 42, brim)
    path.lineTo(54, brim)
    path.closeSubpath()
    filled(p, path, strong=True)


def _light(p: QPainter) -> None:
    person(p, 26)
    lamp(p, 53, 15)


def _grey_card(p: QPainter) -> None:
    person(p, 24)
    path = rectangle(42, 12, 18, 24)
    p.fillPath(path, QColor(128, 128, 128))
    p.drawPath(path)


# prints


def _sheet(p: QPainter) -> None:
    path = QPainterPath(QPointF(12, 5))
    path.lineTo(44, 5)
    path.lineTo(53, 14)
    path.lineTo(53, 59)
    path.lineTo(12, 59)
    path.closeSubpath()
    filled(p, path)
    lines(p, (44, 5, 44, 14), (44, 14, 53, 14))


def _print(p: QPainter) -> None:
    _sheet(p)
    face(p, 32, 35, 32)


def _glossy(p: QPainter) -> None:
    _print(p)
    lines(p, (17, 22, 28, 11), (17, 29, 22, 24))


def _bent(p: QPainter) -> None:
    path = QPainterPath(QPointF(10, 9))
    path.quadTo(32, 21, 54, 9)
    path.lineTo(54, 51)
    path.quadTo(32, 63, 10, 51)
    path.closeSubpath()
    filled(p, path)
    face(p, 32, 36, 30)


def _cutout(p: QPainter) -> None:
    _sheet(p)
    head(p, 32, 35, 36)
    for x in (26, 38):
        hole = QPainterPath()
        hole.addEllipse(QPointF(x, 31), 4.5, 3.5)
        p.fillPath(hole, QColor(theme.colours().window))
        p.drawPath(hole)
    eyes(p, 32, 34, 36, radius=0.03)
    mouth(p, 32, 35, 34)


def _life_size(p: QPainter) -> None:
    filled(p, rectangle(-4, 2, 72, 70))
    face(p, 32, 36, 50)


# screens


def _phone(p: QPainter) -> None:
    filled(p, rectangle(18, 3, 28, 57, 5))
    lines(p, (29, 8, 35, 8))
    face(p, 32, 33, 28)


def _tablet(p: QPainter) -> None:
    filled(p, rectangle(8, 4, 46, 55, 4))
    p.drawPoint(QPointF(31, 8))
    face(p, 31, 33, 36)


def _screen(p: QPainter) -> None:
    filled(p, rectangle(3, 8, 58, 38, 2))
    lines(p, (32, 46, 32, 56), (20, 57, 44, 57))


def _monitor(p: QPainter) -> None:
    _screen(p)
    face(p, 32, 27, 30)


def _sharp_monitor(p: QPainter) -> None:
    _screen(p)
    face(p, 22, 27, 30)
    for x in range(40, 59, 6):
        lines(p, (x, 14, x, 40))
    for y in range(16, 41, 6):
        lines(p, (38, y, 58, y))


def _generated(p: QPainter, *, video: bool) -> None:
    _screen(p)
    pen = p.pen()
    dashed = QPen(pen)
    dashed.setDashPattern([1.2, 1.8])
    p.setPen(dashed)
    head(p, 26, 27, 32)
    p.setPen(pen)
    eyes(p, 26, 27, 32)
    mouth(p, 26, 27, 32)
    if video:
        p.setBrush(pen.color())
        p.drawPolygon(QPolygonF([QPointF(46, 22), QPointF(46, 34), QPointF(56, 28)]))
    else:
        lines(p, (50, 19, 50, 33), (43, 26, 57, 26), (46, 22, 54, 30), (46, 30, 54, 22))


def _swap(p: QPainter) -> None:
    _screen(p)
    face(p, 17, 27, 24)
    face(p, 47, 27, 24)
    arrow(p, 27, 20, 37, 20)
    arrow(p, 37, 34, 27, 34)


# masks


def _strap(p: QPainter) -> None:
    lines(p, (13, 24, 4, 20), (47, 24, 56, 20))


def _mask(p: QPainter, *, paper: bool) -> None:
    _strap(p)
    path = QPainterPath(QPointF(13, 14))
    path.quadTo(30, 6, 47, 14)
    path.lineTo(45, 38)
    path.lineTo(30, 56)
    path.lineTo(15, 38)
    path.closeSubpath()
    filled(p, path)
    for x in (23, 37):
        hole = QPainterPath()
        hole.addEllipse(QPointF(x, 26), 4.5, 3)
        p.fillPath(hole, QColor(theme.colours().window))
        p.drawPath(hole)
    if paper:
        lines(p, (30, 10, 30, 20), (30, 30, 30, 36), (24, 44, 36, 44))
    else:
        lines(p, (30, 26, 24, 38), (30, 26, 36, 38), (24, 38, 36, 38), (15, 38, 24, 38))
        lines(p, (36, 38, 45, 38), (24, 45, 36, 45))


def _silicone(p: QPainter) -> None:
    path = QPainterPath()
    path.addEllipse(QPointF(30, 28), 17, 22)
    filled(p, path)
    eyes(p, 30, 28, 40)
    mouth(p, 30, 28, 40)
    neck = QPainterPath(QPointF(18, 46))
    for i, x in enumerate(range(22, 47, 4)):
        neck.lineTo(x, 56 if i % 2 else 60)
    p.drawPath(neck)
    lines(p, (42, 44, 46, 58), (18, 44, 15, 58))


def _mannequin(p: QPainter) -> None:
    head(p, 30, 20, 32)
    lines(p, (24, 18, 27, 18), (33, 18, 36, 18), (30, 20, 30, 25), (27, 29, 33, 29))
    lines(p, (26, 36, 25, 42), (34, 36, 35, 42), (14, 46, 25, 42), (35, 42, 46, 46))
    lines(p, (14, 46, 30, 50), (46, 46, 30, 50), (30, 50, 30, 60), (20, 60, 40, 60))


# parts of a face, light, cable


def _medical(p: QPainter) -> None:
    person(p)
    path = QPainterPath(QPointF(18, 26))
    path.quadTo(30, 22, 42, 26)
    path.quadTo(40, 41, 30, 42)
    path.quadTo(20, 41, 18, 26)
    filled(p, path, strong=True)
    lines(p, (22, 31, 38, 31), (23, 36, 37, 36))


def _makeup(p: QPainter) -> None:
    person(p, 24)
    lines(p, (60, 8, 48, 26))
    path = QPainterPath(QPointF(45, 24))
    path.lineTo(51, 28)
    path.quadTo(44, 36, 38, 36)
    path.closeSubpath()
    filled(p, path, strong=True)


def _manipulated(p: QPainter) -> None:
    filled(p, rectangle(5, 10, 34, 46))
    face(p, 22, 33, 30)
    lamp(p, 52, 16)
    lines(p, (47, 26, 42, 34), (52, 28, 50, 38))


def _injected(p: QPainter) -> None:
    filled(p, rectangle(24, 14, 34, 26, 3), strong=True)
    p.drawEllipse(QPointF(41, 27), 8, 8)
    arrow(p, 3, 50, 20, 50)
    lines(p, (24, 50, 41, 50), (41, 50, 41, 40))


DRAWINGS: Mapping[str, Draw] = {
    "live": partial(person, x=32),
    "live-turn": _turn,
    "live-near": _near,
    "live-speak": _speak,
    "live-glasses": partial(_glasses, dark=False),
    "live-hat": partial(_hat, low=False),
    "live-light": _light,
    "grey-card": _grey_card,
    "print-matte": _print,
    "print-glossy": _glossy,
    "print-bent": _bent,
    "print-cutout": _cutout,
    "print-life-size": _life_size,
    "replay-phone": _phone,
    "replay-tablet": _tablet,
    "replay-monitor": _monitor,
    "replay-high-resolution": _sharp_monitor,
    "generated-still": partial(_generated, video=False),
    "generated-video": partial(_generated, video=True),
    "face-swap-live": _swap,
    "mask-paper": partial(_mask, paper=True),
    "mask-rigid": partial(_mask, paper=False),
    "mask-silicone": _silicone,
    "mannequin": _mannequin,
    "occlusion-glasses": partial(_glasses, dark=True),
    "occlusion-medical-mask": _medical,
    "occlusion-hat": partial(_hat, low=True),
    "makeup": _makeup,
    "lighting-manipulation": _manipulated,
    "injected-video": _injected,
}
"""What paints each drawing, by name."""
