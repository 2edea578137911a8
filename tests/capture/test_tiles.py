from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from liveness.capture.face import Face
from liveness.capture.geometry import FACE_OVAL
from liveness.capture.tiles import SPAN_DB, tile_map

WAVE = (0.11, 0.05)


def face() -> Face:
    landmarks = np.zeros((478, 3), np.float32)
    turn = np.linspace(0, 2 * np.pi, len(FACE_OVAL), endpoint=False)
    landmarks[:, :2] = 200
    landmarks[list(FACE_OVAL), 0] += 110 * np.sin(turn)
    landmarks[list(FACE_OVAL), 1] -= 130 * np.cos(turn)
    return Face(landmarks, (90, 70, 220, 260), 0, 0, 0, 100, 16, 500)


def picture(amounts: tuple[float, float, float]) -> NDArray[np.uint8]:
    """A wave of these amounts in blue, green and red, and noise."""
    y, x = np.mgrid[:400, :400]
    wave = np.cos(2 * np.pi * (WAVE[0] * x + WAVE[1] * y))[..., None]
    noise = np.random.default_rng(5).standard_normal((400, 400, 3))
    image = 130 + 3 * noise + wave * np.array(amounts)
    return np.clip(np.rint(image), 0, 255).astype(np.uint8)


@pytest.mark.parametrize("amounts", [(4, 4, 4), (0.0, -2.0, 4), (4.0, -2.0, 0)])
def test_a_pattern_is_shown_in_the_channel_that_has_it(
    amounts: tuple[float, float, float],
) -> None:
    shown = tile_map(picture(amounts), face(), WAVE, 12.0, 1e-3)
    assert shown is not None
    assert float(np.nanmedian(shown.values)) > 6
    assert shown.unit == "dB"
    assert shown.title == "pattern of 8.28 px over the null"


def test_noise_shows_nothing_and_what_is_off_the_face_is_unknown() -> None:
    for wave in (None, WAVE):
        shown = tile_map(picture((0, 0, 0)), face(), wave, 12.0, 1e-3)
        assert shown is not None
        assert float(np.nanmax(shown.values)) < 0.1 * SPAN_DB
        assert np.isnan(shown.values[0, 0])
        assert np.isfinite(shown.values).mean() > 0.5


def test_a_face_that_holds_no_tile_has_no_map() -> None:
    small = face()
    tiny = Face(small.landmarks, (180, 180, 40, 40), 0, 0, 0, 20, 4, 2000)
    assert tile_map(picture((0, 0, 0)), tiny, None, 12.0, 1e-3) is None
