"""Draws points, arrows and outlines of image pixels at a place in a widget."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from liveness.capture.face import Face
from liveness.datasets.evidence import Overlay

from . import mesh, theme

HEAD_PX = 5.0
"""Length of an arrow's head; a shorter arrow has a shorter one."""

FACE_LINE = "#AEB8C4"


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a rectangle of the image stands in a widget.

    Parameters
    ----------
    box
        The rectangle, image pixels.
    place
        Where it stands, widget pixels.
    """

    box: QRectF
    place: QRectF

    @property
    def scale(self) -> tuple[float, float]:
        """Widget pixels per image pixel, across and down."""
        width, height = max(self.box.width(), 1e-9), max(self.box.height(), 1e-9)
        return self.place.width() / width, self.place.height() / height

    def point(self, x: float, y: float) -> QPointF:
        """Return the widget position of an image pixel."""
        across, down = self.scale
        return QPointF(
            self.place.left() + (x - self.box.left()) * across,
            self.place.top() + (y - self.box.top()) * down,
        )

    def array(self, xy: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return widget positions of image pixels, shape ``(..., 2)`` as given."""
        origin = np.array((self.box.left(), self.box.top()))
        corner = np.array((self.place.left(), self.place.top()))
        moved: NDArray[np.float64] = (xy - origin) * np.array(self.scale) + corner
        return moved

    def polygon(self, xy: NDArray[np.float32]) -> QPolygonF:
        """Return widget positions of image pixels, shape ``(n, 2)``, to draw."""
        return QPolygonF([QPointF(x, y) for x, y in self.array(xy).tolist()])


def draw_face(painter: QPainter, face: Face, placement: Placement) -> None:
    """Draw the lines of a face, for orientation."""
    # opaque and one pixel wide: anything else costs several times as much
    painter.setPen(theme.thin_pen(QColor(FACE_LINE)))
    for line in mesh.CONTOURS:
        painter.drawPolyline(placement.polygon(face.xy[list(line)]))


def draw_overlay(painter: QPainter, overlay: Iterable[Overlay], placement: Placement) -> None:
    """Draw what a signal wants drawn: light on a dark edge, so that it shows on any map."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for item in overlay:
        if item.kind == "lines":
            lines = _arrows(placement.array(item.xy))
            painter.setPen(theme.thin_pen(QColor("#FFFFFF")))
            painter.drawLines(lines)
            continue
        points = placement.polygon(item.xy)
        for colour, width in (("#14171C", 2.6), ("#FFFFFF", 1.2)):
            pen = QPen(QColor(colour), width)
            if item.kind == "points":
                pen.setWidthF(width * 1.6)
                pen.setCapStyle(Qt.PenCapStyle.RoundCap)
                painter.setPen(pen)
                painter.drawPoints(points)
            else:
                painter.setPen(pen)
                painter.drawPolygon(points)


def _arrows(ends: NDArray[np.float64]) -> list[QLineF]:
    """Return shafts and heads of arrows, shape ``(n, 2, 2)``, from and to."""
    start, end = ends[:, 0], ends[:, 1]
    along = end - start
    length = np.hypot(along[:, 0], along[:, 1])
    lines = [QLineF(*a, *b) for a, b in zip(start.tolist(), end.tolist(), strict=True)]
    long = length >= 4
    unit = along[long] / length[long, None]
    across = np.stack([-unit[:, 1], unit[:, 0]], axis=1)
    head = np.minimum(HEAD_PX, length[long] / 2)[:, None]
    for side in (-0.5, 0.5):
        barb = end[long] - head * (unit + side * across)
        tips = zip(end[long].tolist(), barb.tolist(), strict=True)
        lines += [QLineF(*a, *b) for a, b in tips]
    return lines
