"""The benchmark from the menu: measured, said in green or amber, the camera back after it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from typer.testing import CliRunner

from liveness.capture import speed
from liveness.capture.audio import AudioCue
from liveness.capture.speed import SpeedReport
from liveness.datasets.errors import SourceError
from liveness.studio.cli import app
from liveness.studio.main_window import MainWindow
from liveness.studio.settings import Settings
from liveness.studio.speed_desk import SpeedDesk
from liveness.widgets.theme import State


def report(written: float, analysed: float) -> SpeedReport:
    return SpeedReport(1280, 720, 30.0, written, analysed, 20.0, jpeg=True)


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(Settings(muted=True), cue=AudioCue(muted=True))
    made.sources._describe = list
    made.show()
    yield made
    made.close()
    made.deleteLater()


def measure(window: MainWindow, qtbot: QtBot, answer: Any) -> list[dict[str, Any]]:
    """Have the desk measure by a stand-in; return what it was asked."""
    asked: list[dict[str, Any]] = []

    def stand_in(folder: Path, **options: Any) -> SpeedReport:
        asked.append({"folder": folder, **options})
        if isinstance(answer, Exception):
            raise answer
        found: SpeedReport = answer
        return found

    (desk,) = (tool for tool in window.tools if isinstance(tool, SpeedDesk))
    desk._measure = stand_in
    window.actions_by_id["source.speed"].trigger()
    assert desk.running
    qtbot.waitUntil(lambda: not desk.running)
    return asked


def test_a_computer_that_keeps_up_is_said_to(window: MainWindow, qtbot: QtBot) -> None:
    (asked,) = measure(window, qtbot, report(29.9, 28.0))
    assert (asked["width"], asked["height"], asked["fps"]) == (1280, 720, 30.0)
    message = window.view.messages.message
    assert message is not None
    assert (message.what, message.state) == ("This computer keeps up", State.BONA_FIDE)
    assert "30 of 30 frames per second written, 28 analysed" in message.measured


def test_a_slow_one_is_amber_with_its_rates_and_advice(
    window: MainWindow, qtbot: QtBot
) -> None:
    measure(window, qtbot, report(11.0, 9.0))
    message = window.view.messages.message
    assert message is not None
    assert message.state is State.WARNING
    assert "11 of 30 frames per second written, 9 analysed" in message.measured
    assert "faster disk" in message.remedy
    assert "close other programs" in message.remedy


def test_the_camera_is_closed_meanwhile_and_opened_again(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.sources.start("demo:bona-fide")
    qtbot.waitUntil(lambda: window.slot.engine is not None)
    closed: list[bool] = []

    def stand_in(folder: Path, **options: Any) -> SpeedReport:
        closed.append(window.slot.engine is None)
        return report(30, 30)

    (desk,) = (tool for tool in window.tools if isinstance(tool, SpeedDesk))
    desk._measure = stand_in
    desk.start()
    qtbot.waitUntil(lambda: not desk.running)
    assert closed == [True]
    qtbot.waitUntil(lambda: window.slot.engine is not None)
    assert window.slot.spec == "demo:bona-fide"


def test_a_cancelled_one_says_nothing(window: MainWindow, qtbot: QtBot) -> None:
    (desk,) = (tool for tool in window.tools if isinstance(tool, SpeedDesk))

    def stand_in(folder: Path, *, stop: threading.Event, **options: Any) -> SpeedReport:
        assert stop.wait(5)
        raise SourceError("E-CAM-21", "not measured", "", "")

    desk._measure = stand_in
    desk.start()
    desk.start()  # twice does no harm
    (activity,) = window.activities.running
    assert activity.cancel is not None
    activity.cancel()
    qtbot.waitUntil(lambda: not desk.running)
    assert window.view.messages.message is None
    assert window.activities.running == []


def test_one_that_fails_says_why(window: MainWindow, qtbot: QtBot) -> None:
    measure(window, qtbot, SourceError("E-CAM-21", "the speed was not measured", "x", "again"))
    message = window.view.messages.message
    assert message is not None
    assert message.code == "E-CAM-21"


@pytest.mark.parametrize(("written", "code"), [(30.0, 0), (12.0, 1)])
def test_the_command_reports_and_fails_where_it_falls_short(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, written: float, code: int
) -> None:
    monkeypatch.setattr(speed, "measure_speed", lambda folder, **options: report(written, 30))
    command = ["benchmark", "--root", str(tmp_path), "--format", "json"]
    result = CliRunner().invoke(app, command)
    assert result.exit_code == code
    (row,) = json.loads(result.stdout)
    assert (row["written_fps"], row["keeps_up"], row["picture"]) == (
        written,
        not code,
        "1280x720",
    )


@pytest.mark.parametrize(
    "arguments", [["--size", "big"], ["--size", "10x10"], ["--root", "/nowhere"]]
)
def test_bad_usage_is_told(arguments: list[str]) -> None:
    result = CliRunner().invoke(app, ["benchmark", *arguments])
    assert "E-CMD-01" in str(result.exception)
