from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from studio_fakes import ready

from liveness.datasets.take import TakeRecord
from liveness.studio import report_desk
from liveness.studio.main_window import MainWindow
from liveness.widgets import samples

BLURRED = "blurred: sharpness 12 of 50"


@pytest.fixture
def desk(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> dict[str, Any]:
    """A window with a dataset, what was played, and what every take is found guilty of."""
    ready(window, qtbot, tmp_path)
    found: dict[str, Any] = {"faults": (BLURRED, "dark: level 20 of 255, 60 is needed")}
    found["cues"] = []
    monkeypatch.setattr(report_desk, "take_faults", lambda *_: found["faults"])
    monkeypatch.setattr(window.cue, "play", found["cues"].append)
    return found


def made(window: MainWindow, qtbot: QtBot, **changes: object) -> TakeRecord:
    record = samples.take(1, **changes)  # type: ignore[arg-type]
    window.takes.take_added.emit(record, None)
    qtbot.waitUntil(lambda: not window.background.busy)
    qtbot.wait(50)
    return record


def test_a_doubtful_take_is_told_at_once_with_every_reason_and_a_retake(
    window: MainWindow, desk: dict[str, Any], qtbot: QtBot
) -> None:
    record = made(window, qtbot, label="bona-fide", protocol=None)
    message = window.view.messages.message
    assert message is not None
    assert message.what == f"Take {record.id} is doubtful"
    assert message.measured == f"{BLURRED}; dark: level 20 of 255, 60 is needed"
    assert (message.action, message.remedy) == ("record.retake", "")
    assert desk["cues"] == ["rejected"]
    desk["faults"] = ()
    made(window, qtbot, label="bona-fide", protocol=None)
    assert window.view.messages.message is None, "a good take takes the notice away"
    assert desk["cues"] == ["rejected"]


def test_an_attack_is_told_and_counts_all_the_same(
    window: MainWindow, desk: dict[str, Any], qtbot: QtBot
) -> None:
    made(window, qtbot, label="print-matte", protocol=None)
    message = window.view.messages.message
    assert message is not None
    assert message.remedy == "an attack counts all the same"
    assert desk["cues"] == []


@pytest.mark.parametrize("changes", [{"protocol": "six"}, {"status": "incomplete"}])
def test_what_is_told_elsewhere_is_not_told_twice(
    window: MainWindow, desk: dict[str, Any], qtbot: QtBot, changes: dict[str, object]
) -> None:
    made(window, qtbot, **{"label": "bona-fide", "protocol": None, **changes})
    assert window.view.messages.message is None
