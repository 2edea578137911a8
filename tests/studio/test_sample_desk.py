from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from liveness.datasets.errors import LivenessError
from liveness.datasets.store import DatasetRoot
from liveness.studio import sample_desk
from liveness.studio.activities import Activities
from liveness.studio.sample_desk import SampleDesk, free_folder
from liveness.widgets.message_bar import MessageBar


@pytest.fixture
def window(qtbot: QtBot) -> Any:
    """What the tool uses of the window."""
    window: Any = QMainWindow()
    qtbot.addWidget(window)
    bar = MessageBar()
    qtbot.addWidget(bar)
    window.activities = Activities(window.menuBar(), parent=window)
    window.view = SimpleNamespace(messages=bar)
    window.opened, window.errors = [], []
    window.takes = SimpleNamespace(open_root=window.opened.append)
    window.show_error = window.errors.append
    return window


@pytest.fixture
def desk(window: Any, tmp_path: Path) -> SampleDesk:
    return SampleDesk(window, beside=tmp_path / "liveness-dataset")


def test_a_sample_is_recorded_with_progress_and_opened(
    desk: SampleDesk, window: Any, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sample_desk, "TAKES", 1)
    desk.make()
    desk.make()  # a second press does nothing
    (activity,) = window.activities.running
    qtbot.waitUntil(lambda: bool(window.opened or window.errors), timeout=60_000)
    assert window.errors == []
    assert window.opened == [desk.folder]
    assert activity.look() == ("Recording a sample dataset: 1 of 1 takes", 1.0, True)
    assert desk.folder is not None
    assert len(DatasetRoot.open(desk.folder).takes()) == 1


def test_it_can_be_cancelled(desk: SampleDesk, window: Any, qtbot: QtBot) -> None:
    desk.make()
    window.activities.bar.cancel_requested.emit()
    qtbot.waitUntil(lambda: window.view.messages.message is not None)
    assert "cancelled" in window.view.messages.message.what
    assert window.opened == []
    assert window.activities.running == []


def test_what_went_wrong_is_told_with_its_last_line(
    desk: SampleDesk, window: Any, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sample_desk, "_RUN", "print('the disk is full'); raise SystemExit(1)")
    desk.make()
    qtbot.waitUntil(lambda: bool(window.errors))
    error = window.errors[0]
    assert isinstance(error, LivenessError)
    assert (error.code, error.measured) == ("E-ENV-23", "the disk is full")


def test_a_sample_never_goes_into_a_folder_that_is_there(tmp_path: Path) -> None:
    beside = tmp_path / "liveness-dataset"
    assert free_folder(beside).name == "liveness-sample"
    (tmp_path / "liveness-sample").mkdir()
    (tmp_path / "liveness-sample-2").mkdir()
    assert free_folder(beside).name == "liveness-sample-3"


def test_closing_the_window_ends_it(desk: SampleDesk, window: Any) -> None:
    desk.make()
    desk.close()
    assert window.errors == []
