from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pytest

from liveness.capture.flicker import FlickerMeter, FlickerReading
from liveness.capture.frame import Frame

HEIGHT, WIDTH = 240, 320


def filmed(
    hertz: float,
    fps: float = 30.0,
    *,
    percent: float = 1.2,
    seconds: float = 2.0,
    skipped: Collection[int] = (),
    moving: bool = False,
    drift: float = 0.0,
    seed: int = 0,
) -> FlickerReading | None:
    """What a rolling shutter of 20 ms makes of a lamp, with shading, noise and late stamps."""
    random = np.random.default_rng(seed)
    row_s = 0.02 * np.arange(HEIGHT)[:, None, None] / HEIGHT
    shading = 120 + 20 * np.sin(np.arange(HEIGHT) / 9)[:, None, None]
    meter = FlickerMeter()
    for n in range(round(seconds * fps)):
        if n in skipped:
            continue
        light = 1 + percent / 100 * np.sin(2 * np.pi * hertz * (n / fps + row_s))
        image = shading * light * (1 + drift * n / fps)
        image = image + random.standard_normal((HEIGHT, WIDTH, 3), dtype=np.float32) * 2
        if moving:
            top = int(60 + 40 * np.sin(2 * np.pi * 0.7 * n / fps))
            image[top : top + 100, 100:220] = 180
        stamp = round((n / fps + random.normal(0, 0.002)) * 1e9)
        meter.add(Frame(image.clip(0, 255).astype(np.uint8), stamp, n))
    return meter.reading()


@pytest.mark.parametrize(
    ("hertz", "fps", "mains"), [(100, 30, 50), (100, 29.97, 50), (120, 25, 60), (200, 30, 50)]
)
def test_mains_are_told_by_where_their_bands_move(hertz: float, fps: float, mains: int) -> None:
    found = filmed(hertz, fps)
    assert found is not None
    assert found.mains_hz == mains
    assert found.modulation_percent == pytest.approx(1.2, rel=0.25)
    assert found.over_db > 30


@pytest.mark.parametrize("seed", range(4))
def test_steady_light_does_not_flicker_whatever_moves_before_the_camera(seed: int) -> None:
    found = filmed(0, percent=0.0, moving=seed % 2 == 0, drift=0.1 * (seed // 2), seed=seed)
    assert found is not None
    assert found.mains_hz is None
    assert found.over_db < 12


def test_bands_that_stand_still_are_said_to_be_unseen() -> None:
    found = filmed(120, 30)
    assert found is not None
    assert (found.mains_hz, found.unseen) == (None, (60,))
    found = filmed(100, 25)
    assert found is not None
    assert (found.mains_hz, found.unseen) == (None, (50,))
    both = filmed(0, 20, percent=0.0)
    assert both is not None
    assert both.unseen == (50, 60)


def test_frames_that_were_left_out_do_no_harm_and_too_few_say_nothing() -> None:
    found = filmed(100, skipped=range(0, 60, 9))
    assert found is not None
    assert found.mains_hz == 50
    assert filmed(100, seconds=1.0) is None
    assert filmed(100, skipped=range(0, 60, 2)) is None
    assert FlickerMeter().reading() is None


def test_a_source_that_begins_again_is_looked_at_anew() -> None:
    meter = FlickerMeter()
    blank = np.full((50, 50, 3), 90, np.uint8)
    for n in range(60):
        meter.add(Frame(blank, round(n / 30 * 1e9), n))
    assert meter.reading() is not None
    meter.add(Frame(blank, 0, 0))
    assert meter.reading() is None
