from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from liveness.capture.control_board import ControlState, OpticalCheck
from liveness.widgets.camera_controls import CameraControls
from liveness.widgets.theme import State

EXPOSURE = ControlState("exposure", 120, 120.0, False, 3, 2047, 1)
WHITE = ControlState("white_balance_k", 4600, 4000.0, False, 2000, 6500, 10)
GAIN = ControlState("gain", None, 12.0)


@pytest.fixture
def controls(qtbot: QtBot) -> CameraControls:
    widget = CameraControls()
    qtbot.addWidget(widget)
    return widget


def test_controls_that_the_camera_lacks_are_hidden(controls: CameraControls) -> None:
    assert controls.shown_rows() == []
    controls.set_states([EXPOSURE, WHITE, GAIN], "locked")
    assert controls.shown_rows() == ["exposure", "white_balance_k", "gain"]  # no focus
    controls.set_states([EXPOSURE], "locked")
    assert controls.shown_rows() == ["exposure"]


def test_asked_and_actual_stand_side_by_side_and_a_mismatch_is_marked(
    controls: CameraControls,
) -> None:
    controls.set_states([EXPOSURE, WHITE, GAIN], "locked")
    exposure, white, gain = (controls.rows[n] for n in ("exposure", "white_balance_k", "gain"))
    assert (exposure.value.value(), exposure.got, exposure.state.state) == (
        120,
        "120",
        State.BONA_FIDE,
    )
    assert (white.value.value(), white.got, white.state.state) == (
        4600,
        "4000 K",
        State.WARNING,
    )
    assert "another value" in white.state.text
    assert not gain.lock.isChecked()
    assert (gain.value.value(), gain.value.isEnabled()) == (12, False)


@pytest.mark.parametrize(
    ("state", "word"),
    [
        (ControlState("exposure", 120, 156.0, True), "still automatic"),
        (ControlState("exposure", 120, 156.0, False, fault="ignored"), "ignores it"),
        (ControlState("exposure", 120, 140.0, False, fault="drifted"), "moved by itself"),
    ],
)
def test_a_lock_that_does_not_hold_says_why(
    controls: CameraControls, state: ControlState, word: str
) -> None:
    controls.set_states([state], "not locked")
    assert controls.verdict.state is State.WARNING
    assert "NOT locked" in controls.verdict.text
    assert word in controls.rows["exposure"].state.text


def test_a_value_that_was_taken_and_shows_nowhere_is_marked_in_its_row(
    controls: CameraControls,
) -> None:
    controls.set_states([EXPOSURE], "not locked")
    assert controls.rows["exposure"].state.state is State.WARNING
    assert "the picture ignores it" in controls.rows["exposure"].state.text


def test_what_a_person_asks_is_told_and_what_comes_back_is_not(
    qtbot: QtBot, controls: CameraControls
) -> None:
    told: list[tuple[str, object]] = []
    controls.asked.connect(lambda name, value: told.append((name, value)))
    controls.set_states([EXPOSURE, GAIN], "locked")
    assert told == []
    controls.rows["exposure"].value.setValue(90)
    controls.rows["gain"].lock.click()
    controls.rows["exposure"].lock.click()
    assert told == [("exposure", 90), ("gain", 12), ("exposure", None)]
    with qtbot.waitSignal(controls.lock_requested) as signal:
        controls.lock_all.click()
    assert signal.args == [True]
    with qtbot.waitSignal(controls.check_requested):
        controls.check.click()


def test_nothing_can_be_changed_while_a_reason_stands(controls: CameraControls) -> None:
    controls.set_states([EXPOSURE, GAIN], "locked", reason="A take is being recorded.")
    assert not controls.rows["exposure"].value.isEnabled()
    assert not controls.rows["exposure"].lock.isEnabled()
    for button in (controls.check, controls.lock_all, controls.apply, controls.save):
        assert not button.isEnabled()
    assert controls.note.text() == "A take is being recorded."


@pytest.mark.parametrize(
    ("report", "state", "words"),
    [
        (OpticalCheck(0.97, face=True), State.BONA_FIDE, "0.97 stops per stop, by the face"),
        (OpticalCheck(-0.001), State.WARNING, "ignores it: 0.00 stops per stop, by the whole"),
        (OpticalCheck(None), State.WARNING, "too dark or too bright"),
        (None, State.UNDECIDED, "not checked"),
    ],
)
def test_what_the_picture_said(
    controls: CameraControls, report: OpticalCheck | None, state: State, words: str
) -> None:
    controls.set_check(report)
    assert controls.checked.state is state
    assert words in controls.checked.text


def test_a_format_that_did_not_come_is_marked(qtbot: QtBot, controls: CameraControls) -> None:
    controls.set_states([EXPOSURE], "locked")
    controls.set_format((1280, 720, 30), (1280, 720, 12))
    assert controls.actual_format == (State.WARNING, "actual: 1280 x 720, 12 fps")
    assert (controls.size_.currentText(), controls.rate.currentText()) == (
        "1280 x 720",
        "30 fps",
    )
    controls.set_format((800, 600, None), (800, 600, 24.9))
    assert controls.actual_format[0] is State.BONA_FIDE
    with qtbot.waitSignal(controls.format_requested) as signal:
        controls.apply.click()
    assert signal.args == [(800, 600, None)]


def test_presets_are_saved_loaded_and_removed_by_name(
    qtbot: QtBot, controls: CameraControls
) -> None:
    controls.set_states([EXPOSURE], "locked")
    controls.set_presets(["lamp", "window"])
    controls.preset.setEditText("  window ")
    assert controls.load.isEnabled()
    assert controls.remove.isEnabled()
    with qtbot.waitSignal(controls.preset_chosen) as signal:
        controls.load.click()
    assert signal.args == ["window"]
    controls.preset.setEditText("night")
    assert not controls.load.isEnabled()
    with qtbot.waitSignal(controls.preset_saved) as signal:
        controls.save.click()
    assert signal.args == ["night"]
    controls.preset.setEditText(" ")
    assert not controls.save.isEnabled()


def test_every_field_has_a_name(controls: CameraControls) -> None:
    controls.set_states([EXPOSURE, WHITE, GAIN], "locked")
    for row in controls.rows.values():
        assert row.lock.accessibleName()
        assert row.value.accessibleName()
    for field in (controls.size_, controls.rate, controls.preset, controls.apply):
        assert field.accessibleName()
