"""What is asked of a camera's controls, what it answers, and what that says of a lock."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from liveness.capture.camera_settings import CameraSettings
from liveness.capture.control_board import ControlBoard, ControlState, OpticalCheck


def state(asked: float | None, got: float, automatic: bool | None = False) -> ControlState:
    return ControlState("exposure", asked, got, automatic)


def board(*got: float, asked: float | None = 120.0, before: float = 156.0) -> ControlBoard:
    """Return a board that was shown these answers one after the other."""
    made = ControlBoard(CameraSettings(exposure=asked))
    made.begin()
    made.before({"exposure": before})
    for value in got:
        made.show([state(asked, value)])
    return made


@pytest.mark.parametrize(
    ("asked", "got", "automatic", "lock", "mismatch"),
    [
        (None, 156, True, "automatic", False),
        (None, 156, False, "unknown", False),
        (None, 156, None, "unknown", False),
        (120, 120, False, "locked", False),
        (120, 120.5, False, "locked", False),
        (120, 100, False, "locked", True),  # it holds, at another value
        (120, 120, True, "not locked", True),
        (120, 120, None, "locked", False),
        (120, 100, None, "not locked", True),
    ],
)
def test_what_one_answer_says(
    asked: float | None, got: float, automatic: bool | None, lock: str, mismatch: bool
) -> None:
    found = state(asked, got, automatic)
    assert (found.lock, found.mismatch) == (lock, mismatch)


def test_a_value_that_did_not_move_was_ignored() -> None:
    ignored = board(156.0)
    assert ignored.states[0].fault == "ignored"
    assert ignored.verdict() == "not locked"


def test_a_value_that_moves_later_has_drifted() -> None:
    assert board(100.0, 100.0).verdict() == "locked"
    assert board(120.0, 140.0).states[0].fault == "drifted"
    assert board(100.0, 140.0).verdict() == "not locked"
    # slow to answer, and then right: no drift
    assert board(100.0, 120.0).verdict() == "locked"


def test_the_picture_has_the_last_word() -> None:
    made = board(120.0)
    version = made.version
    made.checked(OpticalCheck(0.02, (80, 80, 81)))
    assert made.version > version
    assert made.verdict() == "not locked"
    made.checked(OpticalCheck(0.9, (60, 80, 110)))
    assert made.verdict() == "locked"
    made.checked(OpticalCheck(None, (0, 0, 0)))
    assert made.verdict() == "locked"


def test_wishes_are_handed_over_once_and_the_last_counts() -> None:
    made = ControlBoard()
    made.ask(exposure=100.0, width=640)
    made.ask(exposure=90.0, gain=None)
    assert made.changes() == {"exposure": 90.0, "gain": None}
    assert made.changes() == {}
    assert (made.settings.width, made.settings.exposure) == (640, 90.0)
    made.ask(exposure=80.0)
    made.begin()  # a device that is opened gets everything anyway
    assert made.changes() == {}


@pytest.mark.parametrize("wish", [{"shutter": 1.0}, {"gain": float("nan")}, {"width": -1}])
def test_wishes_that_no_camera_has_are_refused(wish: dict[str, Any]) -> None:
    made = ControlBoard()
    with pytest.raises(ValidationError):
        made.ask(**wish)
    assert made.changes() == {}


def test_other_settings_say_whether_the_source_is_to_be_opened_again() -> None:
    made = ControlBoard()
    assert not made.replace(made.settings.model_copy(update={"gain": 3.0}))
    assert made.changes() == {"gain": 3.0}
    assert made.replace(made.settings.model_copy(update={"fps": 15.0}))
    assert made.changes() == {}


def test_settings_are_known_by_what_they_ask() -> None:
    alike = CameraSettings(exposure=120), CameraSettings(exposure=120.0, gain=None)
    assert alike[0].digest == alike[1].digest
    others = [CameraSettings(), CameraSettings(exposure=121), CameraSettings(gain=120)]
    others.append(CameraSettings(exposure=120, width=640))
    assert len({alike[0].digest, *(other.digest for other in others)}) == 5
