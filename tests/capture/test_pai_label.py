from __future__ import annotations

from datetime import date

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from liveness.capture.pai_label import LabelReader, draw_label
from liveness.datasets.pai import Pai

PAI = Pai(id="P-2026-117", species="replay-high-resolution", made=date(2026, 11, 1))


def _held(turn_deg: float, tilt: float, side_px: int) -> NDArray[np.uint8]:
    """A 720p picture of the label, held at an angle, with light falling off and noise."""
    label = draw_label(PAI)
    h, w = label.shape
    scale = side_px / w
    corners = np.array([[0, 0], [w, 0], [w, h], [0, h]], np.float32)
    middle = (corners - (w / 2, h / 2)) * scale
    turn = np.deg2rad(turn_deg)
    turned = middle @ np.array(
        [[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]], np.float32
    )
    depth = 1 + tilt * turned[:, :1] / side_px
    placed = (turned / depth + (640, 360)).astype(np.float32)
    to_picture = cv2.getPerspectiveTransform(corners, placed)
    picture = cv2.warpPerspective(
        label, to_picture, (1280, 720), flags=cv2.INTER_AREA, borderValue=(110,)
    )
    light = np.linspace(0.6, 1.0, 1280, dtype=np.float32)
    noise = np.random.default_rng(3).normal(0, 4, (720, 1280))
    grey = np.clip(picture * light + noise, 0, 255).astype(np.uint8)
    return cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR)


@pytest.mark.parametrize("turn", [0, 17, 90, 200])
@pytest.mark.parametrize(("tilt", "side"), [(0.0, 150), (0.0, 420), (0.25, 260)])
def test_a_label_before_the_camera_is_read(turn: float, tilt: float, side: int) -> None:
    assert LabelReader().read(_held(turn, tilt, side)) == PAI.id


def test_pictures_without_our_label_give_nothing() -> None:
    reader = LabelReader()
    assert reader.read(np.zeros((720, 1280, 3), np.uint8)) is None
    noise = np.random.default_rng(1).integers(0, 256, (240, 320, 3), np.uint8)
    assert reader.read(noise) is None
    other = cv2.QRCodeEncoder.create().encode("https://example.org/P7")
    big = cv2.resize(other, None, fx=6, fy=6, interpolation=cv2.INTER_NEAREST)
    assert reader.read(big) is None


def test_a_label_can_be_read_by_people_too() -> None:
    plain = draw_label(PAI.model_copy(update={"made": None}))
    dated = draw_label(PAI)
    assert dated.shape[0] > plain.shape[0]
    text = dated[dated.shape[1] :]
    assert (text < 128).any()
    # nothing is cut at the sides
    assert (text[:, :8] == 255).all()
    assert (text[:, -8:] == 255).all()
