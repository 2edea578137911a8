"""A signal trained from the menu: the same command, in a process of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from liveness.datasets.model_file import ModelFile
from liveness.datasets.store import DatasetRoot
from liveness.studio import train_desk
from liveness.studio.activities import Activities
from liveness.studio.background import Background
from liveness.studio.train_desk import TrainDesk
from liveness.widgets.message_bar import MessageBar
from liveness.widgets.train_dialog import TrainDialog

Site = Callable[..., DatasetRoot]


@pytest.fixture
def window(qtbot: QtBot) -> Any:
    """What the tool uses of the window."""
    window: Any = QMainWindow()
    qtbot.addWidget(window)
    bar = MessageBar()
    qtbot.addWidget(bar)
    window.activities = Activities(window.menuBar(), parent=window)
    panels = {"motion": SimpleNamespace(title="Motion")}
    window.view = SimpleNamespace(messages=bar, panels=panels)
    window.takes = SimpleNamespace(root=None)
    window.errors, window.loaded = [], []
    window.show_error = window.errors.append
    window.background = Background(window.errors.append)
    window.models = SimpleNamespace(load=lambda *asked: window.loaded.append(asked))
    return window


@pytest.fixture
def desk(window: Any) -> TrainDesk:
    return TrainDesk(window)


def _told(window: Any) -> str:
    message = window.view.messages.message
    return "" if message is None else message.details


def test_a_signal_is_trained_and_offered_for_use(
    desk: TrainDesk, window: Any, motion_site: Site, tmp_path: Path, qtbot: QtBot
) -> None:
    root, out = motion_site(people=6).path, tmp_path / "m.json"
    desk.train(root, "motion", str(out))
    desk.train(root, "motion", str(out))  # a second press does nothing
    (activity,) = window.activities.running
    qtbot.waitUntil(lambda: not desk.running, timeout=60_000)
    assert window.errors == []
    # the last step was told, and it was all of it
    text, fraction, over = activity.look()
    assert text.startswith("Training motion: learning, ")
    assert (fraction, over) == (1.0, True)
    training = ModelFile.load(out).training
    assert training is not None
    assert f"AUC {training.auc.value:.3f}" in _told(window)
    assert "over people" in _told(window)
    assert training.held_out.rates.bpcer.words() in _told(window)
    assert window.view.messages.message.action == "train.use"
    desk.use()
    assert window.loaded == [("motion", str(out))]


def test_it_can_be_cancelled_and_writes_nothing(
    desk: TrainDesk, window: Any, motion_site: Site, tmp_path: Path, qtbot: QtBot
) -> None:
    desk.train(motion_site(people=6).path, "motion", str(tmp_path / "m.json"))
    window.activities.bar.cancel_requested.emit()
    qtbot.waitUntil(lambda: not desk.running)
    assert "cancelled" in _told(window)
    assert not (tmp_path / "m.json").exists()
    assert window.activities.running == []


def test_why_it_cannot_be_trained_is_the_commands_own_line(
    desk: TrainDesk, window: Any, motion_site: Site, tmp_path: Path, qtbot: QtBot
) -> None:
    desk.train(motion_site(people=1).path, "motion", str(tmp_path / "m.json"))
    qtbot.waitUntil(lambda: not desk.running, timeout=60_000)
    assert "could not be trained" in _told(window)
    assert "E-CAL-02" in _told(window)


def test_a_program_that_does_not_start_is_told(
    desk: TrainDesk, window: Any, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(train_desk.sys, "executable", "/nowhere/python")
    desk.train(Path("/data"), "motion", "/data/m.json")
    qtbot.waitUntil(lambda: not desk.running)
    assert "could not be trained" in _told(window)


def test_it_asks_for_signal_and_file_of_the_open_dataset(
    desk: TrainDesk, window: Any, motion_site: Site, qtbot: QtBot
) -> None:
    desk.ask()
    assert "no dataset" in _told(window)
    desk.use()
    assert "No model was trained" in _told(window)
    window.takes.root = motion_site(people=2)
    desk.ask()
    qtbot.waitUntil(
        lambda: window.background.deliver() or bool(window.findChildren(TrainDialog))
    )
    (dialog,) = window.findChildren(TrainDialog)
    assert dialog.chosen[0] == "motion"
    assert dialog.chosen[1].endswith("moving-motion.json")
    dialog.close()
