from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from liveness.datasets.gates import Gates
from liveness.datasets.protocol import Step
from liveness.studio.take_report import (
    quality_faults,
    rate_faults,
    record_faults,
    sound_faults,
    take_faults,
)
from liveness.widgets import samples


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, None),
        ({"seconds": 3.0}, "short: 3.0 of 5.0 s"),
        ({"status": "incomplete", "seconds": 3.0}, "incomplete: it was cut off after 3.0 s"),
        ({"faces": 60, "analysed": 150}, "a face in 40 % of the frames, 90 % is needed"),
        ({"analysed": 0, "faces": 0}, "no frame was analysed"),
        ({"frames": 120, "dropped": 30}, "20 % of the frames dropped, limit 10 %"),
    ],
)
def test_the_line_of_a_take_is_judged(fields: dict[str, object], said: str | None) -> None:
    record = samples.take(1, **fields)  # type: ignore[arg-type]
    assert record_faults(record, 5.0) == (() if said is None else (said,))


GOOD = {
    "iod_px": 100.0,
    "sharpness": 200.0,
    "luma": 120.0,
    "clipped_percent": 1.0,
    "yaw_deg": 3.0,
    "pitch_deg": -2.0,
    "roll_deg": 1.0,
    "light_ratio": 1.2,
}


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("iod_px", 40, "face small: 40 of 60 px between the eyes"),
        ("sharpness", 12, "blurred: sharpness 12 of 50"),
        ("luma", 20, "dark: level 20 of 255, 60 is needed"),
        ("luma", 230, "bright: level 230 of 255, limit 215"),
        ("clipped_percent", 30, "30 % of the face clipped, limit 20 %"),
        (
            "light_ratio",
            3.5,
            "uneven light: 3.5 to 1 between the halves of the face, limit 3.0",
        ),
        ("roll_deg", 16, "tilted by 16.0 degrees, limit 15"),
        ("yaw_deg", -33, "turned by 33.0 degrees, limit 20"),
        ("pitch_deg", 21, "nodded by 21.0 degrees, limit 15"),
    ],
)
def test_the_quality_of_a_take_is_judged_by_its_median(
    name: str, value: float, said: str
) -> None:
    frames = {key: np.full(9, v, np.float32) for key, v in GOOD.items()}
    assert quality_faults(frames, Gates()) == ()
    # a minority of the frames does not count
    frames[name][:4] = value
    assert quality_faults(frames, Gates()) == ()
    frames[name][:] = value
    assert quality_faults(frames, Gates()) == (said,)
    frames[name][:] = np.nan
    assert quality_faults(frames, Gates()) == ()


def test_the_cadence_of_a_take_is_judged_by_rate_and_longest_gap() -> None:
    index = np.arange(60)
    time_ns = np.round(index / 30 * 1e9).astype(np.int64)
    assert rate_faults(index, time_ns, Gates()) == ()
    assert rate_faults(index[:1], time_ns[:1], Gates()) == ()
    keep = np.delete(index, [20, 21, 22])
    assert rate_faults(index[keep], time_ns[keep], Gates()) == ()
    keep = np.delete(index, [20, 21, 22, 23])
    said = ("4 frames lost in a row, limit 3",)
    assert rate_faults(index[keep], time_ns[keep], Gates()) == said
    said = ("slow: 12.0 of 15 frames per second",)
    assert rate_faults(index, np.round(index / 12 * 1e9).astype(np.int64), Gates()) == said


def test_a_damaged_file_is_a_fault_and_no_crash(tmp_path: Path) -> None:
    path = tmp_path / "t.h5"
    path.write_bytes(b"no take")
    step = Step(id="a", title="A", text="x", seconds=5.0)
    (fault,) = take_faults(path, samples.take(1), step)
    assert "E-DAT" in fault


class FakeTake:
    def __init__(self, texts: tuple[str, ...], *, sound: bool) -> None:
        self._texts, self._sound = texts, sound

    def events(self) -> list[SimpleNamespace]:
        said = [SimpleNamespace(kind="microphone", text=text) for text in self._texts]
        return [SimpleNamespace(kind="drop", text="2 frames"), *said]

    def audio(self) -> object | None:
        return object() if self._sound else None


@pytest.mark.parametrize(
    ("texts", "sound", "said"),
    [
        ((), True, ()),
        ((), False, ("sound: none was recorded",)),
        (("no sound: consent C1 is without audio",), False, ()),
        (("the sound ends 1.3 s before the last frame",), True, None),
    ],
)
def test_a_take_whose_step_asks_for_sound_is_judged_by_it(
    texts: tuple[str, ...], sound: bool, said: tuple[str, ...] | None
) -> None:
    take: Any = FakeTake(texts, sound=sound)
    asking = Step(id="speak", title="Speak", text="Count to ten.", microphone=True)
    wanted = (f"sound: {texts[0]}",) if said is None else said
    assert sound_faults(take, asking) == wanted
    assert sound_faults(take, asking.model_copy(update={"microphone": False})) == ()
