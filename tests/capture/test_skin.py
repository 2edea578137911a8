from __future__ import annotations

import numpy as np
import pytest

from liveness.capture import skin
from liveness.capture.banding import FRAMES, Banding
from liveness.capture.face import Face
from liveness.capture.geometry import FACE_OVAL
from liveness.capture.noise import noise_level
from liveness.capture.seam import rim_seam


def face(x: float = 500, y: float = 200, width: float = 300, height: float = 360) -> Face:
    landmarks = np.zeros((478, 3), np.float32)
    landmarks[:, :2] = (x + width / 2, y + height / 2)
    turn = np.linspace(0, 2 * np.pi, len(FACE_OVAL), endpoint=False)
    landmarks[list(FACE_OVAL), 0] += width / 2 * np.sin(turn)
    landmarks[list(FACE_OVAL), 1] -= height / 2 * np.cos(turn)
    return Face(landmarks, (x, y, width, height), 0, 0, 0, 120, 14, 500)


@pytest.mark.parametrize("sigma", [1.5, 3.0, 6.0])
def test_truth_T6_white_noise_is_measured_to_five_percent(sigma: float) -> None:
    y, x = np.mgrid[:128, :128]
    shaded = 100 + 0.3 * x + 20 * np.sin(y / 20)
    noise = np.random.default_rng(0).normal(0, sigma, (128, 128))
    assert noise_level(np.asarray(shaded + noise, np.float32)) == pytest.approx(sigma, rel=0.05)


def test_patches_off_the_face_keep_off_it_and_start_far_away() -> None:
    corners = skin.outside_corners(face(), 96, 1280, 720)
    assert len(corners) > 10
    for x, y in corners:
        assert 0 <= x <= 1280 - 96
        assert 0 <= y <= 720 - 96
        beside = x + 96 <= 500 or x >= 800
        assert beside or y + 96 <= 200
    middle = np.array([650, 380])
    far = [np.hypot(*((np.array(corner) + 48 - middle) / (300, 360))) for corner in corners]
    assert far == sorted(far, reverse=True)
    assert skin.outside_corners(face(0, 0, 1280, 720), 96, 1280, 720) == []


@pytest.mark.parametrize(
    ("iod", "size"), [(90, 64), (137, 64), (138, 96), (183, 128), (400, 128)]
)
def test_a_patch_stays_on_the_cheek(iod: float, size: int) -> None:
    assert skin.patch_size(iod) == size


def test_smoothed_skin_is_less_fine_and_a_smooth_face_less_detailed_than_its_surround() -> None:
    random = np.random.default_rng(0)
    image = random.normal(120, 12, (720, 1280, 3)).clip(0, 255).astype(np.uint8)
    rough = skin.read_patch(image[:96, :96, 1].astype(np.float32))
    smooth = np.full((96, 96), 120, np.float32)
    smooth += np.repeat(np.repeat(random.normal(0, 9, (24, 24)), 4, 0), 4, 1)
    assert skin.read_patch(smooth).fine_db < rough.fine_db - 3
    even = rim_seam(face(), image)
    assert even is not None
    assert even.level_db == pytest.approx(0, abs=1)
    yy, xx = np.mgrid[:720, :1280]
    inside = ((xx - 650) / 150) ** 2 + ((yy - 380) / 180) ** 2 < 1
    image[inside] = image[inside] // 4 + 90
    found = rim_seam(face(), image)
    assert found is not None
    assert found.level_db < -8


def test_truth_F7_a_flicker_inside_the_face_box_is_told_from_one_everywhere() -> None:
    random = np.random.default_rng(0)
    rows = np.arange(300)[:, None, None]
    where = face(200, 40, 150, 200)
    for everywhere in (False, True):
        banding = Banding()
        assert banding.levels_db() is None
        for n in range(FRAMES):
            image = random.standard_normal((300, 560, 3), dtype=np.float32) * 2 + 120
            band = 1.5 * np.sin(2 * np.pi * (rows / 50 + 0.27 * n))
            reach = slice(None) if everywhere else slice(200, 350)
            image[:, reach] += band
            banding.add(image.clip(0, 255).astype(np.uint8), where)
        levels = banding.levels_db()
        assert levels is not None
        assert levels[0] > 25
        assert levels[1] > 25 if everywhere else levels[1] < 18


def test_a_face_that_leaves_the_picture_ends_the_row_history() -> None:
    banding = Banding()
    blank = np.full((720, 1280, 3), 100, np.uint8)
    for _ in range(FRAMES):
        banding.add(blank, face())
    assert banding.levels_db() is not None
    banding.add(blank, face(x=5000))
    assert banding.levels_db() is None
