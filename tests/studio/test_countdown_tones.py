"""The countdown as it is heard: through PortAudio on a real device, by a witness."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).parent / "scripts" / "countdown_tones.py"


def test_tones_are_heard_a_second_apart_and_each_cue_is_told_from_the_others(
    pulse: Any,
) -> None:
    found = pulse.run(SCRIPT, "cues.monitor")
    assert found["no"] == ""
    names = [name for name, _ in found["asked"]]
    assert names == ["tick", "tick", "tick", "start", "done", "rejected"]
    times = [at for at, _ in found["heard"]]
    assert len(times) == 6
    countdown = [after - before for before, after in pairwise(times[:4])]
    assert countdown == pytest.approx([1.0, 1.0, 1.0], abs=0.05)
    # the fade takes the first samples, the window the fine frequency
    pitches = [hertz for _, hertz in found["heard"]]
    assert pitches == pytest.approx([880, 880, 880, 1318.5, 784, 392], abs=12)
    # every sound is as late as the first: the delay is the device's and does not wander
    asked = [at for _, at in found["asked"]]
    late = [heard - at for heard, at in zip(times, asked, strict=True)]
    assert max(late) - min(late) < 0.05
    assert asked[3] == pytest.approx(found["zero"], abs=0.05)
