from __future__ import annotations

import numpy as np
import pytest
from capture_fakes import oval_face

from liveness.capture import skin


def test_patches_off_the_face_keep_off_it_and_start_far_away() -> None:
    corners = skin.outside_corners(oval_face(), 96, 1280, 720)
    assert len(corners) > 10
    for x, y in corners:
        assert 0 <= x <= 1280 - 96
        assert 0 <= y <= 720 - 96
        beside = x + 96 <= 500 or x >= 800
        assert beside or y + 96 <= 200
    middle = np.array([650, 380])
    far = [np.hypot(*((np.array(corner) + 48 - middle) / (300, 360))) for corner in corners]
    assert far == sorted(far, reverse=True)
    assert skin.outside_corners(oval_face(0, 0, 1280, 720), 96, 1280, 720) == []


@pytest.mark.parametrize(
    ("iod", "size"), [(90, 64), (137, 64), (138, 96), (183, 128), (400, 128)]
)
def test_a_patch_stays_on_the_cheek(iod: float, size: int) -> None:
    assert skin.patch_size(iod) == size


def test_smoothed_skin_is_less_fine() -> None:
    random = np.random.default_rng(0)
    rough = skin.read_patch(random.normal(120, 12, (96, 96)).astype(np.float32))
    smooth = np.full((96, 96), 120, np.float32)
    smooth += np.repeat(np.repeat(random.normal(0, 9, (24, 24)), 4, 0), 4, 1)
    assert skin.read_patch(smooth).fine_db < rough.fine_db - 3
    assert rough.noise == pytest.approx(12, rel=0.05)
    assert rough.luma == pytest.approx(120, abs=1)
    assert rough.detail == pytest.approx(12, rel=0.05)
