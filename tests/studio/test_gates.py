from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from liveness.capture.engine import Health
from liveness.datasets.evidence import Evidence
from liveness.datasets.protocol import Gates
from liveness.studio.gates import explain, read_gates, slow_computer
from liveness.widgets.gate_row import GATES


def health(capture: float = 30.0, analysis: float = 29.5) -> Health:
    return Health(capture, analysis, 0, 40.0, 100, "running", None)


def snapshot(iod: float = 96.0, yaw: float = 3.0, pitch: float = -4.0, **quality: float) -> Any:
    face = SimpleNamespace(iod_px=iod, yaw_deg=yaw, pitch_deg=pitch)
    found = {"sharpness": 210.0, "luma": 120.0, "clipped_percent": 1.0} | quality
    return SimpleNamespace(face=face, quality=found)


def test_a_good_face_holds_every_gate() -> None:
    readings = read_gates(snapshot(), Gates(), health())
    assert tuple(reading.name for reading in readings) == GATES
    assert all(reading.held for reading in readings)
    assert readings[0].detail == "96 px between the eyes, 60 are needed"
    assert "29.5 frames per second analysed" in readings[4].detail
    given_up = replace(health(), reduced="to keep up, maps come 3.3 times a second at most")
    assert read_gates(snapshot(), Gates(), given_up)[4].detail.endswith(
        "; to keep up, maps come 3.3 times a second at most"
    )


def test_each_fault_is_shown_with_value_and_limit() -> None:
    bad = snapshot(40.0, -24.0, sharpness=12.0, luma=30.0)
    readings = read_gates(bad, Gates(), health(30.0, 12.0))
    assert [reading.held for reading in readings] == [False] * 5
    assert [reading.fault for reading in readings] == [
        "40 of 60 px", "12 of 50", "level 30", "24.0 of 20\u00b0", "12 of 20 fps",
    ]  # fmt: skip
    nodding = read_gates(snapshot(pitch=19.0), Gates(), health())[3]
    assert (nodding.held, nodding.fault) == (False, "19.0 of 15\u00b0")
    assert read_gates(snapshot(clipped_percent=35.0), Gates())[2].fault == ("35 % clipped")


def test_without_a_face_only_the_size_is_off() -> None:
    nobody: Any = SimpleNamespace(face=None, quality={})
    readings = read_gates(nobody, Gates())
    assert [reading.held for reading in readings] == [False, None, None, None, None]


def test_a_slow_computer_is_told_from_a_slow_camera() -> None:
    text = slow_computer(health(30.0, 15.0))
    assert text.startswith("the computer analyses 15 of 30 frames per second, 20 are needed")
    assert "fold panels" in text
    assert slow_computer(health(15.0, 15.0)) == ""
    assert slow_computer(health(30.0, 19.6)) == ""


def test_the_reason_of_a_signal_names_the_computer() -> None:
    starved = Evidence.abstain("motion", "15.0 frames per second, 20 are needed")
    told = explain(starved, health(30.0, 15.0))
    assert told is not None
    assert told.reasons[0].startswith("the computer analyses 15 of 30")
    assert not told.valid
    # the camera's own fault, another reason, no figures: the signal has the word
    assert explain(starved, health(15.0, 15.0)) is starved
    other = Evidence.abstain("motion", "no face")
    assert explain(other, health(30.0, 15.0)) is other
    assert explain(starved, None) is starved
    assert explain(None, health()) is None
