from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from liveness.capture.gating import (
    DETAILS,
    FAULTS,
    GATES,
    READINGS,
    Fault,
    GateCheck,
    GateJudge,
    Settling,
    complaints,
    picture_checks,
    rate_check,
)
from liveness.capture.health import Health
from liveness.datasets.gates import Gates

GOOD = {
    "iod_px": 96.0,
    "face_width_percent": 20.0,
    "sharpness": 210.0,
    "luma": 120.0,
    "clipped_percent": 1.0,
    "light_ratio": 1.2,
    "yaw_deg": 3.0,
    "pitch_deg": -4.0,
    "roll_deg": 2.0,
}


def snapshot(at_s: float = 0.0, face: bool = True, conflict: str = "", **quality: float) -> Any:
    return SimpleNamespace(
        face=object() if face else None,
        conflict=conflict or None,
        quality=GOOD | quality,
        frame=SimpleNamespace(time_ns=round(at_s * 1e9)),
    )


def health(fps: float = 30.0, lost: int = 0) -> Health:
    return Health(fps, fps, lost, 40.0, 100, "running", None, lost=lost)


def test_a_good_face_holds_every_gate() -> None:
    checks = GateJudge(Gates()).update(snapshot(), health())
    assert tuple(check.name for check in checks) == GATES
    assert all(check.held for check in checks)
    assert complaints(checks) == ()
    readings = [str(check.reading) for check in checks]
    assert readings == [
        "96 px (min 60)",
        "210 (min 50)",
        "120 (60\u2013215)",
        "1 % (max 20)",
        "1.2:1 (max 3.0)",
        "4.0\u00b0 (max 15)",
        "30 fps (min 15)",
        "0 % (max 10)",
    ]
    details = " ".join(str(check.detail) for check in checks)
    for words in ("px between the eyes", "nodded by 4.0", "frames per second", "in 0.5 s"):
        assert words in details


@pytest.mark.parametrize(
    ("name", "held", "fails", "fault", "said"),
    [
        ("iod_px", 60.0, 59.0, Fault.SMALL, "59 of 60 px"),
        ("face_width_percent", 50.0, 51.0, Fault.LARGE, "51 % of the picture's width, limit"),
        ("sharpness", 50.0, 49.0, Fault.BLURRED, "sharpness 49 of 50"),
        ("luma", 60.0, 59.0, Fault.DARK, "level 59 of 255, 60 is needed"),
        ("luma", 215.0, 216.0, Fault.BRIGHT, "level 216 of 255, limit 215"),
        ("clipped_percent", 20.0, 21.0, Fault.CLIPPED, "21 % of the face clipped, limit 20 %"),
        ("light_ratio", 3.0, 3.1, Fault.UNEVEN, "3.1 to 1 between the halves"),
        ("yaw_deg", -20.0, -20.1, Fault.TURNED, "turned by 20.1 degrees, limit 20"),
        ("pitch_deg", 15.0, 15.4, Fault.NODDED, "nodded by 15.4 degrees, limit 15"),
        ("roll_deg", 15.0, 16.0, Fault.TILTED, "tilted by 16.0 degrees, limit 15"),
    ],
)
def test_each_limit_of_the_picture_holds_on_one_side_and_fails_on_the_other(
    name: str, held: float, fails: float, fault: Fault, said: str
) -> None:
    assert all(check.held for check in picture_checks(GOOD | {name: held}, Gates()))
    checks = picture_checks(GOOD | {name: fails}, Gates())
    assert [check.fault for check in checks if check.held is False] == [fault]
    (sentence,) = complaints(checks)
    assert said in sentence


@pytest.mark.parametrize(
    ("fps", "lost", "fault", "reading"),
    [
        (15.0, 3, None, "15 fps (min 15)"),
        (14.9, 0, Fault.SLOW, "15 fps (min 15)"),
        (30.0, 4, Fault.LOST, "4 lost (max 3)"),
    ],
)
def test_the_rate_and_the_lost_frames_have_limits(
    fps: float, lost: int, fault: Fault | None, reading: str
) -> None:
    check = rate_check(fps, lost, Gates())
    assert (check.fault, str(check.reading)) == (fault, reading)
    assert rate_check(0.0, 0, Gates()).held is None


def test_an_exposure_that_moves_is_waited_for() -> None:
    judge = GateJudge(Gates())
    held: list[bool | None] = []
    for i in range(30):  # an exposure that finds its place within 0.4 s
        luma = 60.0 + 60.0 * min(i / 12, 1.0)
        held.append(judge.update(snapshot(i / 30, luma=luma))[-1].held)
    assert held[0]
    assert held[3:25] == [False] * 22
    assert all(held[25:])
    slow = [judge.update(snapshot(2 + i / 30, luma=120 + i / 3))[-1].held for i in range(30)]
    assert all(slow), "9 levels in a second are a cloud and no exposure"


def test_settling_begins_anew_where_the_face_or_the_source_did() -> None:
    settling = Settling(0.5)
    assert settling.add(0, 50.0).held
    assert settling.add(0, 90.0).held, "the same picture is not counted twice"
    assert settling.add(10**8, 100.0).held is False
    assert settling.add(2 * 10**8, None).held is None
    assert settling.add(3 * 10**8, 100.0).held
    assert settling.add(4 * 10**8, 50.0).held is False
    assert settling.add(0, 100.0).held, "time went back: another pass"
    assert Settling(0.0).add(0, 50.0).held is None


def test_nobody_and_a_crowd_are_faults_of_the_size() -> None:
    judge = GateJudge(Gates())
    checks = judge.update(snapshot(face=False), health())
    assert [check.held for check in checks] == [False, *[None] * 5, True, None]
    assert complaints(checks) == ("no face is found in the picture",)
    crowd = judge.update(snapshot(conflict="2 faces of nearly one size"))
    assert complaints(crowd) == ("2 faces of nearly one size",)
    assert crowd[0].reading is None


def test_what_was_not_measured_neither_holds_nor_fails() -> None:
    checks = picture_checks({}, Gates())
    assert {check.held for check in checks} == {None}
    assert {check.reading for check in checks} == {check.detail for check in checks} == {None}


def test_every_gate_and_every_fault_has_its_words() -> None:
    assert set(READINGS) == set(DETAILS) == set(GATES)
    assert set(FAULTS) == set(Fault)
    assert GateCheck("size", Fault.NO_FACE).held is False
