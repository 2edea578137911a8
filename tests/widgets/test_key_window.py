from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from liveness.widgets.key_window import KeyRow, KeyWindow
from liveness.widgets.theme import State

ROWS = (
    KeyRow("record.toggle", "Record or stop", "Collect", "Space", "Space"),
    KeyRow("record.stop", "Stop", "Collect", "F9", "Esc"),
    KeyRow("theme.dark", "Theme: dark", "everywhere", "", ""),
)


@pytest.fixture
def window(qtbot: QtBot) -> KeyWindow:
    made = KeyWindow()
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.set_rows(ROWS)
    made.show()
    return made


def test_it_is_not_modal_and_begins_with_a_sentence(window: KeyWindow) -> None:
    assert not window.isModal()
    assert window.text == "Choose an action in the list."
    assert not window.assign.isEnabled()
    assert window.reset_all.isEnabled()  # one of them is changed


def test_a_pressed_key_is_asked_for(window: KeyWindow, qtbot: QtBot) -> None:
    asked: list[tuple[str, str]] = []
    window.assign_requested.connect(lambda id_, keys: asked.append((id_, keys)))
    window.choose("record.toggle")
    assert not window.reset.isEnabled()
    window.edit.setFocus()
    qtbot.keyClick(window.edit, Qt.Key.Key_F13)
    window.assign.click()
    window.choose("record.stop")
    assert window.edit.keySequence().isEmpty()  # the next action begins with an empty field
    qtbot.keyClick(window.edit, Qt.Key.Key_Escape)
    window.assign.click()
    assert window.isVisible()
    window.none.click()
    assert asked == [("record.toggle", "F13"), ("record.stop", "Esc"), ("record.stop", "")]


def test_what_was_changed_is_said_in_words_and_can_be_reset(
    window: KeyWindow, qtbot: QtBot
) -> None:
    item = window.list.topLevelItem(1)
    assert item is not None
    assert [item.text(i) for i in range(4)] == ["Stop", "F9 (changed)", "Collect", "Esc"]
    asked: list[str] = []
    window.reset_requested.connect(asked.append)
    window.choose("record.stop")
    window.reset.click()
    window.reset_all.click()
    assert asked == ["record.stop", ""]
    window.say("no", State.WARNING)
    window.set_rows(ROWS)
    assert window.chosen == "record.stop"


def test_the_list_is_searched(window: KeyWindow) -> None:
    window.search.setText("every dark")
    hidden = [window.list.topLevelItem(i).isHidden() for i in range(3)]  # type: ignore[union-attr]
    assert hidden == [True, True, False]
