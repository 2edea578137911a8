"""A take's sound through a real PortAudio device, and its time on the frames' clock."""

from __future__ import annotations

from pathlib import Path
from typing import Any

SCRIPT = Path(__file__).parent / "scripts" / "microphone_loop.py"


def test_a_click_lies_in_the_file_where_it_was_played(pulse: Any, tmp_path: Path) -> None:
    found = pulse.run(SCRIPT, "clicks", tmp_path / "root")
    assert 9 <= len(found["off_ms"]) <= 11, "four a second in 2.5 s"
    # a frame at 60 fps is 17 ms; typically it is under one
    assert max(map(abs, found["off_ms"])) < 20
    assert found["status"] == "complete"
    assert abs(found["seconds"] - found["take_seconds"]) < 0.03, "first frame to last"
    assert 0 <= found["t0_ns"] < 1_000_000
    assert found["lost"] == 0
    assert 10 <= found["uncertainty_ms"] < 20
    assert found["device"]
    assert found["events"] == []


def test_a_microphone_that_vanishes_keeps_the_take_and_marks_it(
    pulse: Any, tmp_path: Path
) -> None:
    found = pulse.run(SCRIPT, "vanish", tmp_path / "root", pulse.process.pid)
    assert found["status"] == "complete"
    assert found["take_seconds"] > 2.3
    assert found["frames"] > 100
    assert 0.8 < found["seconds"] < 1.6
    first, second = found["events"]
    assert first.startswith("the sound ends 1.")
    assert first.endswith(" s before the last frame")
    assert second.startswith("the microphone has gone: ")
    assert found["gone"] == "E-AUD-04"
