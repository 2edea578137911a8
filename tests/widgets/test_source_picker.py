from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from liveness.capture.sources import SourceDescription
from liveness.widgets.source_picker import SourcePicker

DEMO = SourceDescription("demo:bona-fide", "Demo: bona fide", "demo", True)
PRINT = SourceDescription("demo:print-matte", "Demo: print", "demo", True)
CAMERA = SourceDescription("camera:0", "C920", "camera", True)
BUSY = SourceDescription("camera:1", "Built-in", "camera", False, "in use")


@pytest.fixture
def picker(qtbot: QtBot) -> SourcePicker:
    widget = SourcePicker()
    qtbot.addWidget(widget)
    return widget


def test_the_choice_is_kept_by_spec(picker: SourcePicker) -> None:
    picker.set_sources([DEMO, PRINT])
    picker.choose("demo:print-matte")
    picker.set_sources([CAMERA, BUSY, DEMO, PRINT])
    assert picker.current_spec() == "demo:print-matte"
    picker.set_sources([BUSY, CAMERA])
    assert picker.current_spec() == "camera:0"
    assert "in use" in picker.combo.itemText(0)


def test_start_stop_cancel(qtbot: QtBot, picker: SourcePicker) -> None:
    assert not picker.start.isEnabled()
    picker.set_sources([DEMO])
    with qtbot.waitSignal(picker.source_chosen) as signal:
        picker.start.click()
    assert signal.args == ["demo:bona-fide"]
    picker.set_opening("Demo")
    assert "opening Demo" in picker.status
    with qtbot.waitSignal(picker.cancel_requested):
        picker.start.click()
    picker.set_running("1280 x 720, 30 fps")
    with qtbot.waitSignal(picker.stop_requested):
        picker.start.click()
    picker.set_failed("in use")
    assert picker.start.text() == "Start"


def test_opened_files_join_the_list(qtbot: QtBot, picker: SourcePicker) -> None:
    picker.set_sources([DEMO])
    picker.add_file("/data/visit/d3.mp4")
    assert picker.current_spec() == "/data/visit/d3.mp4"
    assert picker.combo.currentText() == "d3.mp4"
    for number in range(9):
        picker.add_file(f"/data/{number}.mp4")
    assert picker.combo.count() == 1 + 6
    for button, signal in (
        (picker.open, picker.open_requested),
        (picker.refresh, picker.refresh_requested),
    ):
        with qtbot.waitSignal(signal):
            button.click()


def test_a_demo_scene_with_options_has_a_short_name_and_the_whole_in_the_tool_tip(
    qtbot: QtBot,
) -> None:
    picker = SourcePicker()
    qtbot.addWidget(picker)
    picker.choose("demo:print-matte?subject=1&seed=7")
    assert picker.combo.currentText() == "Demo, print-matte, person 1"
    assert picker.combo.toolTip() == "demo:print-matte?subject=1&seed=7"
    picker.choose("/takes/some.mp4")
    assert (picker.combo.currentText(), picker.combo.toolTip()) == (
        "some.mp4", "/takes/some.mp4",
    )  # fmt: skip


def test_without_a_choice_it_asks_for_one(picker: SourcePicker) -> None:
    assert (picker.combo.currentText(), picker.combo.placeholderText()) == (
        "", "Choose a source",
    )  # fmt: skip
    empty = picker.combo.grab().toImage()
    picker.combo.setPlaceholderText("")
    assert picker.combo.grab().toImage() != empty, "it is painted"
    picker.set_sources([BUSY])
    assert picker.combo.currentIndex() == -1, "what is absent is not chosen"


def test_a_camera_with_options_is_named_without_them(picker: SourcePicker) -> None:
    picker.choose("pylon:0815-0000?ImageFilename=/a/b&gain=3")
    assert picker.combo.currentText() == "pylon:0815-0000"
