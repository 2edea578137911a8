"""What an operator says of takes in Collect, by keys, and takes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from liveness.capture.audio import AudioCue
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord
from liveness.studio.main_window import MainWindow
from liveness.studio.mark_desk import BROKEN_OFF, MarkDesk
from liveness.studio.session_controller import Happened
from liveness.studio.settings import Settings
from liveness.widgets.take_table import STATUS


@pytest.fixture
def window(qtbot: QtBot, site: Callable[..., DatasetRoot]) -> Iterator[MainWindow]:
    made = MainWindow(Settings(muted=True, operator="O1"), cue=AudioCue(muted=True))
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.takes.open_root(site(people=1, each=1, species=("print-matte",)).path)
    qtbot.waitUntil(lambda: len(made.view.takes.takes.takes) == 2)
    yield made
    made.close()


@pytest.fixture
def desk(window: MainWindow) -> MarkDesk:
    (found,) = (tool for tool in window.tools if isinstance(tool, MarkDesk))
    return found


def _takes(window: MainWindow) -> list[TakeRecord]:
    assert window.takes.root is not None
    return window.takes.root.takes()


def _status(window: MainWindow, row: int) -> str:
    model = window.view.takes.takes
    return str(model.data(model.index(row, STATUS)))


def _press(window: MainWindow, qtbot: QtBot, key: Qt.Key, shift: bool = False) -> None:
    window.view.preview.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.view.preview.setFocus()
    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    qtbot.keyClick(window.view.preview, key, modifier)


def _answer(desk: MarkDesk, qtbot: QtBot, *keys: Qt.Key, text: str = "") -> None:
    dialog = desk.dialog
    assert dialog is not None
    target: QWidget = dialog.list
    for key in keys:
        qtbot.keyClick(target, key)
    if text:
        dialog.words.setText(text)
        qtbot.keyClick(dialog.words, Qt.Key.Key_Return)


def test_non_response_by_keys_and_back(
    window: MainWindow, desk: MarkDesk, qtbot: QtBot
) -> None:
    newest = _takes(window)[-1]
    _press(window, qtbot, Qt.Key.Key_N, shift=True)
    _answer(desk, qtbot, Qt.Key.Key_2, text="kiosk froze")
    qtbot.waitUntil(lambda: _takes(window)[-1].mark is not None)
    now = _takes(window)[-1]
    assert (now.id, now.result, now.usable) == (newest.id, "non-response", True)
    assert now.mark is not None
    assert (now.mark.reason, now.mark.reviewer) == ("no answer in time; kiosk froze", "O1")
    qtbot.waitUntil(lambda: _status(window, 0) == "non-response")
    window.trigger("edit.undo")
    qtbot.waitUntil(lambda: _takes(window)[-1].mark is None)
    qtbot.waitUntil(lambda: _status(window, 0) == "complete")


def test_reject_relabel_and_note_of_the_chosen_take(
    window: MainWindow, desk: MarkDesk, qtbot: QtBot
) -> None:
    before = _takes(window)
    window.view.takes.selectRow(1)  # the older one
    _press(window, qtbot, Qt.Key.Key_X, shift=True)
    _answer(desk, qtbot, Qt.Key.Key_3, Qt.Key.Key_3)
    qtbot.waitUntil(lambda: _takes(window)[0].review is not None)
    assert _takes(window)[0].review.reasons == ("blurred",)  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: _status(window, 1) == "rejected")
    chosen = desk.take()
    assert chosen is not None
    assert chosen.id == before[0].id  # the table was filled anew, the choice stays
    window.view.takes.selectRow(0)
    desk.relabel()
    assert desk.dialog is not None
    desk.dialog.list.setCurrentRow(0)
    desk.dialog._save.click()
    qtbot.waitUntil(lambda: _takes(window)[1].label == "bona-fide")
    _press(window, qtbot, Qt.Key.Key_N)
    _answer(desk, qtbot, text="second lamp on")
    qtbot.waitUntil(lambda: _takes(window)[1].note is not None)
    qtbot.waitUntil(lambda: window.view.takes.takes.takes[0].note is not None)
    model = window.view.takes.takes
    tip = model.data(model.index(0, 0), Qt.ItemDataRole.ToolTipRole)
    assert "note: second lamp on" in tip
    desk.note()
    assert desk.dialog is not None
    assert desk.dialog.words.text() == "second lamp on"
    desk.dialog.reject()
    for _ in range(3):
        window.trigger("edit.undo")
    qtbot.waitUntil(lambda: _takes(window) == before)


def test_without_operator_or_take_it_is_said(
    window: MainWindow, desk: MarkDesk, qtbot: QtBot
) -> None:
    window.view.form.operator.clear()
    desk.note()
    assert desk.dialog is None
    assert window.view.messages.message is not None
    assert window.view.messages.message.what == "Name the operator in the form first"
    window.view.takes.takes.set_takes(())
    desk.reject()
    assert window.view.messages.message.what == "There is no take yet"


def test_a_take_that_was_broken_off_is_asked_for_its_reason(
    window: MainWindow, desk: MarkDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def abort(reason: str) -> bool:
        said.append(reason)
        return True

    monkeypatch.setattr(window.controller, "abort", abort)
    _press(window, qtbot, Qt.Key.Key_X)
    assert said == [BROKEN_OFF]
    record = _takes(window)[-1].model_copy(update={"outcome": "aborted"})
    window.takes._on_happened(Happened("take", record))
    _answer(desk, qtbot, Qt.Key.Key_6, Qt.Key.Key_6)
    qtbot.waitUntil(lambda: _takes(window)[-1].mark is not None)
    assert _takes(window)[-1].mark.reason == "subject asked to stop"  # type: ignore[union-attr]
    assert not _takes(window)[-1].usable
    qtbot.waitUntil(lambda: _status(window, 0) == "aborted")
