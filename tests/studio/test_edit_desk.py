"""Undo, redo and the window of keys in the window itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from liveness.capture.audio import AudioCue
from liveness.datasets.reviewing import note_take
from liveness.datasets.store import DatasetRoot
from liveness.studio.edit_desk import EditDesk
from liveness.studio.key_desk import KeyDesk
from liveness.studio.main_window import MainWindow
from liveness.studio.session_controller import SessionController
from liveness.studio.settings import Settings, load


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    made = MainWindow(
        Settings(muted=True),
        settings_path=tmp_path / "settings.json",
        controller=SessionController(countdown_s=0.0),
        cue=AudioCue(muted=True),
    )
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.close()


def _desk(window: MainWindow, kind: type) -> object:
    (found,) = (tool for tool in window.tools if isinstance(tool, kind))
    return found


@pytest.fixture
def edits(window: MainWindow) -> EditDesk:
    found = _desk(window, EditDesk)
    assert isinstance(found, EditDesk)
    return found


@pytest.fixture
def keys(window: MainWindow) -> KeyDesk:
    found = _desk(window, KeyDesk)
    assert isinstance(found, KeyDesk)
    return found


def test_ctrl_z_takes_back_and_says_what(
    window: MainWindow, edits: EditDesk, qtbot: QtBot, site: Callable[..., DatasetRoot]
) -> None:
    made = site(people=1, each=1)
    window.takes.open_root(made.path)
    qtbot.waitUntil(lambda: window.takes.root is not None)
    root = window.takes.root
    assert root is not None
    window.feed.ticked.emit()  # a tick has seen the dataset
    take = root.takes()[0].id
    edits.history.say(
        window.background,
        "note on it",
        lambda key: note_take(root, take, "see lamp", reviewer="O1", key=key),
        (root, take, "O1"),
        window.show_error,
    )
    qtbot.waitUntil(lambda: root.takes()[0].note is not None)
    assert window.actions_by_id["edit.undo"].text() == "&Undo note on it"
    qtbot.waitUntil(lambda: not edits.history.busy)
    window.view.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: root.takes()[0].note is None)
    assert window.view.messages.message is not None
    assert window.view.messages.message.what == "Taken back: note on it"
    qtbot.waitUntil(lambda: not edits.history.busy)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_Z, both)
    qtbot.waitUntil(lambda: root.takes()[0].note is not None)
    assert window.view.messages.message.what == "Done again: note on it"
    assert window.view.messages.waiting == 0  # one takes the other's place


def test_nothing_to_undo_is_said(window: MainWindow, qtbot: QtBot) -> None:
    window.trigger("edit.undo")
    assert window.view.messages.message is not None
    assert window.view.messages.message.what == "There is nothing to undo"
    window.trigger("edit.redo")
    assert window.view.messages.message.what == "There is nothing to redo"


def test_ctrl_z_in_a_field_is_the_field_s(window: MainWindow, qtbot: QtBot) -> None:
    field = window.view.form.site
    field.setFocus()
    qtbot.keyClicks(field, "gate")
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == ""
    assert window.view.messages.message is None


def test_another_dataset_begins_without_steps(
    window: MainWindow, edits: EditDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    edits.history.set_value("threshold", lambda _: None, 0, 1, name="t")
    window.takes.open_root(tmp_path / "new")
    qtbot.waitUntil(lambda: window.takes.root is not None)
    qtbot.waitUntil(lambda: edits.history.count() == 0)


def test_a_key_is_changed_refused_kept_and_shown(
    window: MainWindow, keys: KeyDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    window.trigger("edit.keys")
    shown = keys.window
    assert shown is not None
    assert not shown.isModal()
    shown.choose("record.toggle")
    shown.edit.setFocus()
    qtbot.keyClick(shown.edit, Qt.Key.Key_Backspace)
    shown.assign.click()
    assert shown.text == (
        "Backspace is the key of \u201cRetake the last take\u201d; give that another one first"
    )
    assert window.actions_by_id["record.toggle"].shortcut().toString() == "Space"
    qtbot.keyClick(shown.edit, Qt.Key.Key_F13)
    shown.assign.click()
    assert shown.text == "F13 now does: Record or stop"
    assert window.actions_by_id["record.toggle"].shortcut().toString() == "F13"
    assert window.view.record.button.text() == "Record (F13)"
    window.show_keys()
    (box,) = window.findChildren(QMessageBox)
    assert "F13\tRecord or stop" in box.text()
    assert "Space\tRecord or stop" not in box.text()
    box.close()
    shown.reset.click()
    assert window.actions_by_id["record.toggle"].shortcut().toString() == "Space"
    shown.choose("record.stop")
    qtbot.keyClick(shown.edit, Qt.Key.Key_F14)
    shown.assign.click()
    window.close()
    assert load(tmp_path / "settings.json").keys == {"record.stop": "F14"}
    qtbot.waitUntil(lambda: keys.window is None)


def test_a_foot_switch_records_and_its_letter_is_a_letter_while_typing(
    window: MainWindow, keys: KeyDesk, qtbot: QtBot
) -> None:
    done: list[bool] = []
    window.actions_by_id["record.toggle"].triggered.connect(lambda: done.append(True))
    keys.assign("record.toggle", "R")
    window.view.preview.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    window.view.preview.setFocus()
    qtbot.keyClick(window.view.preview, Qt.Key.Key_R)
    assert len(done) == 1
    field = window.view.form.subject
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "r")
    assert (field.text(), len(done)) == ("r", 1)
