from __future__ import annotations

import numpy as np
import pytest
from capture_fakes import oval_face

from liveness.capture.banding import FRAMES, Band, Banding

HEIGHT, WIDTH = 300, 560
FACE_X = (200, 350)


def filmed(hertz: float, readout_s: float, where: slice, fps: float = 30.0) -> Band:
    """What a rolling shutter makes of a flicker in some columns, by its own law."""
    random = np.random.default_rng(0)
    row_s = readout_s * np.arange(HEIGHT)[:, None, None] / HEIGHT
    banding = Banding()
    assert banding.band() is None
    for n in range(FRAMES):
        image = random.standard_normal((HEIGHT, WIDTH, 3), dtype=np.float32) * 2 + 120
        image[:, where] += 1.5 * np.sin(2 * np.pi * hertz * (n / fps + row_s))
        banding.add(image.clip(0, 255).astype(np.uint8), oval_face(200, 20, 150, 260))
    found = banding.band()
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("hertz", "readout_s"), [(128.0, 0.02), (247.0, 0.016), (201.0, 0.03), (98.0, 0.03)]
)
def test_truth_F7_a_flicker_stands_where_the_shutter_puts_it(
    hertz: float, readout_s: float
) -> None:
    found = filmed(hertz, readout_s, slice(*FACE_X))
    assert found.inside_db > 25
    assert found.outside_db < 18
    alias = abs(hertz / 30 - round(hertz / 30))
    assert found.per_frame == pytest.approx(alias, abs=1 / FRAMES)
    # the face box holds 208 of the 300 rows, and whole numbers of periods are told
    cycles = hertz * readout_s
    assert 208 / found.period_px == pytest.approx(cycles * 208 / HEIGHT, abs=0.75)


def test_truth_F7_a_flicker_everywhere_cancels() -> None:
    found = filmed(128.0, 0.02, slice(None))
    assert found.inside_db > 25
    assert found.inside_db - found.outside_db == pytest.approx(0, abs=3)


def test_no_flicker_shows_no_band_above_noise() -> None:
    found = filmed(128.0, 0.02, slice(0))
    assert found.inside_db < 18


def test_a_face_that_leaves_the_picture_ends_the_row_history() -> None:
    banding = Banding()
    blank = np.full((720, 1280, 3), 100, np.uint8)
    for _ in range(FRAMES):
        banding.add(blank, oval_face())
    assert banding.band() is not None
    banding.add(blank, oval_face(x=5000))
    assert banding.band() is None
