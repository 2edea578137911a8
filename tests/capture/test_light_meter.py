from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from liveness.capture.frame import Frame
from liveness.capture.light_meter import LightMeter, LightState
from liveness.datasets.gates import Gates

FPS = 30
GOOD = {"luma": 120.0, "clipped_percent": 1.0, "light_ratio": 1.2}
ROW_S = 0.02 * np.arange(120)[:, None, None] / 120


def meter(seconds: float = 2.0, hertz: float = 0.0, face: bool = True, **odd: float) -> Any:
    made = LightMeter(Gates())
    feed(made, seconds, hertz, face, **odd)
    return made


def feed(
    made: LightMeter,
    seconds: float,
    hertz: float = 0.0,
    face: bool = True,
    start: int = 0,
    **odd: float,
) -> None:
    random = np.random.default_rng(0)
    for n in range(start, start + round(seconds * FPS)):
        image = 120 + 2 * random.standard_normal((120, 160, 3), dtype=np.float32)
        if hertz:
            image = image + 3 * np.sin(2 * np.pi * hertz * (n / FPS + ROW_S))
        snapshot: Any = SimpleNamespace(
            face=object() if face else None,
            quality=GOOD | odd,
            frame=Frame(image.astype(np.uint8), round(n / FPS * 1e9), n),
        )
        made.add(snapshot)


@pytest.mark.parametrize(
    ("odd", "state", "said"),
    [
        ({}, LightState.GOOD, "level 120 of 255, 60 to 215"),
        ({"luma": 59.0}, LightState.DARK, "dark: level 59 of 255, 60 is needed"),
        ({"luma": 60.0}, LightState.GOOD, ""),
        ({"luma": 216.0}, LightState.BRIGHT, "limit 215"),
        ({"clipped_percent": 21.0}, LightState.CLIPPED, "21 % of the face clipped"),
        ({"light_ratio": 3.1}, LightState.UNEVEN, "3.1 to 1"),
        ({"light_ratio": 3.0}, LightState.GOOD, ""),
        # the worst of two is said
        ({"luma": 20.0, "light_ratio": 5.0}, LightState.DARK, "level 20"),
    ],
)
def test_each_state_has_its_value_and_its_limit(
    odd: dict[str, float], state: LightState, said: str
) -> None:
    reading = meter(1.5, **odd).reading()
    assert reading.state is state
    assert said in str(reading.fact)


def test_banding_of_100_hz_at_30_fps_is_flicker_and_uniform_light_is_not() -> None:
    reading = meter(hertz=100.0).reading()
    assert reading.state is LightState.FLICKER
    assert "with mains of 50 Hz" in str(reading.fact)
    steady = meter().reading()
    assert steady.state is LightState.GOOD
    assert steady.flicker is not None
    assert steady.flicker.mains_hz is None


def test_a_moment_changes_nothing_and_a_second_does() -> None:
    made = meter()
    feed(made, 0.4, start=60, luma=20.0)
    assert made.reading().state is LightState.GOOD
    feed(made, 0.3, start=72, luma=20.0)
    assert made.reading().state is LightState.DARK


def test_without_a_face_the_light_is_unknown_but_a_flicker_is_seen() -> None:
    assert LightMeter(Gates()).reading().state is LightState.UNKNOWN
    assert meter(face=False).reading().state is LightState.UNKNOWN
    assert meter(face=False, hertz=100.0).reading().state is LightState.FLICKER


def test_time_that_goes_back_starts_anew() -> None:
    made = meter(hertz=100.0)
    feed(made, 0.1, luma=20.0)
    assert made.reading().state is LightState.DARK
    assert made.reading().flicker is None
