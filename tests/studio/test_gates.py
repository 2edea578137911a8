from __future__ import annotations

from dataclasses import replace

from liveness.capture.engine import Health
from liveness.capture.gating import Fact, GateCheck, picture_checks, rate_check
from liveness.datasets.evidence import Evidence
from liveness.datasets.gates import Gates
from liveness.studio.gates import explain, read_gates, slow_computer
from liveness.widgets.gate_row import GateReading

FACE = {"iod_px": 40.0, "sharpness": 210.0}


def health(capture: float = 30.0, analysis: float = 29.5) -> Health:
    return Health(capture, analysis, 0, 40.0, 100, "running", None)


def test_the_row_says_value_and_limit_of_every_gate_held_or_not() -> None:
    readings = read_gates(picture_checks(FACE, Gates()))
    assert [(r.name, r.held) for r in readings[:3]] == [
        ("size", False), ("sharp", True), ("light", None),
    ]  # fmt: skip
    assert readings[0] == GateReading(
        "size", False, "40 px (min 60)", "40 px between the eyes, 60 are needed"
    )
    assert readings[1].value == "210 (min 50)"
    assert (readings[2].value, readings[2].detail) == ("", "")


def test_facts_are_said_in_the_language_of_the_window() -> None:
    def backwards(fact: Fact) -> str:
        return str(fact)[::-1]

    assert read_gates(picture_checks(FACE, Gates()), say=backwards)[0].value[-2:] == "04"


def _rate(found: Health) -> GateReading:
    check: GateCheck = rate_check(found.capture_fps, found.lost, Gates())
    return read_gates((check,), found)[0]


def test_a_slow_computer_is_told_from_a_slow_camera() -> None:
    assert _rate(health()).held
    starved = _rate(health(30.0, 12.0))
    assert (starved.held, starved.value) == (False, "12 fps (min 20)")
    assert "the computer analyses 12 of 30" in starved.detail
    slow = _rate(health(12.0, 12.0))
    assert (slow.held, slow.value) == (False, "12 fps (min 15)")
    assert "computer" not in slow.detail
    given_up = replace(health(), reduced="to keep up, maps come 3.3 times a second at most")
    assert _rate(given_up).detail.endswith("; to keep up, maps come 3.3 times a second at most")
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
