from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from liveness.datasets.evidence import Overlay, OverlayKind
from liveness.widgets import samples
from liveness.widgets.overlay import Placement, draw_face, draw_overlay

PLACE = Placement(QRectF(100, 50, 40, 20), QRectF(10, 20, 80, 60))


def test_image_pixels_find_their_place() -> None:
    point = PLACE.point(120, 60)
    assert (point.x(), point.y()) == (50, 50)
    xy = np.array([[100, 50], [140, 70]], np.float32)
    assert PLACE.array(xy).tolist() == [[10, 20], [90, 80]]
    assert PLACE.polygon(xy)[1].x() == 90


@pytest.mark.parametrize(
    ("kind", "xy"),
    [
        ("points", [[120, 60]]),
        ("polygon", [[110, 55], [130, 55], [120, 66]]),
        ("lines", [[[110, 60], [130, 60]]]),
        ("lines", [[[110, 60], [110, 60]]]),
    ],
)
def test_every_kind_is_drawn_inside_its_place(kind: OverlayKind, xy: list[object]) -> None:
    image = QImage(100, 100, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    draw_overlay(painter, [Overlay(kind, np.array(xy, np.float32))], PLACE)
    draw_face(painter, samples.face(120, 60, 8), PLACE)
    painter.end()
    data = np.frombuffer(image.constBits(), np.uint8).reshape(100, 100, 4).copy()
    rows, columns = np.nonzero(data[..., 3])
    assert rows.size > 0
    assert rows.min() >= 18
    assert rows.max() <= 82
    assert columns.min() >= 8


def test_nothing_to_draw_is_drawn() -> None:
    image = QImage(8, 8, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    draw_overlay(painter, [Overlay("lines", np.zeros((0, 2, 2), np.float32))], PLACE)
    draw_overlay(painter, [Overlay("points", np.zeros((0, 2), np.float32))], PLACE)
    painter.end()
    assert image.pixel(4, 4) == 0
