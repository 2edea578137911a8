from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from studio_fakes import engine_of, pretend_to_finalise, ready

from liveness.datasets.take import CaptureInfo
from liveness.studio.main_window import MainWindow
from liveness.studio.preflight import holding
from liveness.studio.preflight_tool import PreflightTool

CAMERA = CaptureInfo(
    source="camera:0", kind="camera", width=640, height=360, fps=30, exposure_locked=False
)


@pytest.fixture
def tool(window: MainWindow) -> PreflightTool:
    return next(tool for tool in window.tools if isinstance(tool, PreflightTool))


def as_camera(window: MainWindow, tool: PreflightTool, info: CaptureInfo = CAMERA) -> None:
    engine_of(window).info = info
    tool._look()


def press(window: MainWindow, qtbot: QtBot, key: Qt.Key) -> None:
    qtbot.keyClick(QApplication.focusWidget() or window, key)


def test_a_red_item_holds_the_start_until_a_reason_is_given_which_the_take_bears(
    window: MainWindow, tool: PreflightTool, qtbot: QtBot, tmp_path: Path
) -> None:
    root = ready(window, qtbot, tmp_path)
    pretend_to_finalise(root)
    engine: Any = engine_of(window)
    headers: list[Any] = []
    start = engine.start_recording
    engine.start_recording = lambda root, header: (headers.append(header), start(root, header))
    as_camera(window, tool)
    window.view.preview.setFocus()
    press(window, qtbot, Qt.Key.Key_Space)
    assert not window.takes.busy
    message = window.view.messages.message
    assert message is not None
    assert (message.what, message.action) == ("Not ready: exposure.", "record.checklist")
    qtbot.waitUntil(lambda: not window.view.record.button.isEnabled())
    assert tool.shown
    assert tool.panel.texts()["exposure"][0] == "not ready"
    field = QApplication.focusWidget()
    assert field is tool.panel.reason, "by keys alone"
    qtbot.keyClicks(field, "this camera has no lock")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert holding(tool.items) == ()
    assert not tool.shown
    assert window.view.messages.message is None
    press(window, qtbot, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(headers), timeout=10_000)
    fact = "exposure: the exposure is automatic: it changes between takes"
    assert headers[0].override == f"this camera has no lock ({fact})"
    assert headers[0].manual
    window.takes.stop()
    qtbot.waitUntil(lambda: not window.takes.working, timeout=10_000)


def test_a_take_of_a_green_list_bears_no_reason(
    window: MainWindow, tool: PreflightTool, qtbot: QtBot, tmp_path: Path
) -> None:
    ready(window, qtbot, tmp_path)
    as_camera(window, tool, CAMERA.model_copy(update={"exposure_locked": True}))
    assert window.takes.problem() == ""
    assert window.takes.override == ""


def test_the_reason_does_not_outlive_the_camera(
    window: MainWindow, tool: PreflightTool, qtbot: QtBot, tmp_path: Path
) -> None:
    ready(window, qtbot, tmp_path)
    as_camera(window, tool)
    tool.override("no lock")
    assert window.takes.problem() == ""
    as_camera(window, tool, CAMERA.model_copy(update={"source": "camera:1"}))
    assert window.takes.problem() == "Not ready: exposure."
    as_camera(window, tool)
    tool.override("no lock")
    tool.take_back()
    assert window.takes.problem() == "Not ready: exposure."


def test_each_fix_goes_where_the_thing_is_put_right(
    window: MainWindow, tool: PreflightTool, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    went: list[str] = []
    monkeypatch.setattr(window, "trigger", went.append)
    for id_ in ("dataset", "disk", "light", "exposure"):
        tool.fix(id_)
    assert went == ["root.choose", "root.choose", "view.histogram", "source.controls"]
    window.activateWindow()
    tool.fix("operator")
    assert window.focusWidget() is window.view.form.operator
    tool.fix("consent")
    assert window.focusWidget() is window.view.form.subject
    tool.fix("camera")
    assert window.focusWidget() is window.view.picker.combo
    window.view.form.subject.setText("S1")
    tool.fix("consent")
    assert went[-1] == "consent.new"


def test_the_key_shows_the_list_in_the_maps_place_and_they_rest_meanwhile(
    window: MainWindow, tool: PreflightTool, qtbot: QtBot
) -> None:
    window.sources.start("demo:bona-fide")
    engine_of(window)
    assert window.view.active_maps()
    window.view.preview.setFocus()
    press(window, qtbot, Qt.Key.Key_C)
    assert tool.shown
    assert window.view.active_maps() == ()
    assert tool.panel.texts()["camera"][0] == "ready"
    assert tool.panel.texts()["exposure"][0] == "not needed"
    qtbot.mouseClick(tool.panel.close_button, Qt.MouseButton.LeftButton)
    assert not tool.shown
    assert window.view.active_maps()


def test_the_gates_of_the_step_judge_the_picture_and_the_light(
    window: MainWindow, tool: PreflightTool, qtbot: QtBot, tmp_path: Path
) -> None:
    ready(window, qtbot, tmp_path)
    engine_of(window).show(0)
    qtbot.waitUntil(lambda: window.feed.snapshot is not None)
    path = tmp_path / "strict.toml"
    path.write_text(
        'id = "strict"\ntitle = "Strict"\n[[steps]]\nid = "live"\ntitle = "Live"\n'
        'text = "Look."\nseconds = 1.0\n[steps.gates]\niod_px = 9000\nluma_min = 250\n'
        "luma_max = 255\n"
    )
    window.protocols.choose(str(path))
    qtbot.waitUntil(lambda: window.protocols.place is not None, timeout=10_000)
    qtbot.waitUntil(lambda: window.feed.gates.iod_px == 9000)
    engine_of(window).show(1)
    qtbot.waitUntil(lambda: "(min 9000)" in window.view.gates.texts()[0])
    qtbot.waitUntil(lambda: "light" in [held.id for held in holding(tool.items)])
    assert window.takes.problem() == "Not ready: light."
    window.protocols.leave()
    qtbot.waitUntil(lambda: window.feed.gates.iod_px == 60)


def test_the_notice_goes_when_nothing_holds_any_more(
    window: MainWindow, tool: PreflightTool, qtbot: QtBot, tmp_path: Path
) -> None:
    ready(window, qtbot, tmp_path)
    as_camera(window, tool)
    window.takes.toggle()
    assert window.view.messages.message is not None
    tool.override("no lock")
    assert window.view.messages.message is None
