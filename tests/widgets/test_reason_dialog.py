from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from liveness.widgets.reason_dialog import ReasonDialog

REASONS = [(name, f"because of {name}") for name in ("one", "two", "three")]


@pytest.fixture
def answers() -> list[tuple[str, str]]:
    return []


@pytest.fixture
def dialog(qtbot: QtBot, answers: list[tuple[str, str]]) -> ReasonDialog:
    made = ReasonDialog("Why?", REASONS, needed=True)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    made.answered.connect(lambda *answer: answers.append(answer))
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_a_digit_chooses_and_once_more_saves(
    dialog: ReasonDialog, qtbot: QtBot, answers: list[tuple[str, str]]
) -> None:
    assert not dialog.isModal()
    assert not dialog._save.isEnabled()
    qtbot.keyClick(dialog.list, Qt.Key.Key_9)  # there is no ninth
    assert dialog.reason == ""
    qtbot.keyClick(dialog.list, Qt.Key.Key_2)
    assert dialog.reason == "two"
    assert answers == []
    qtbot.keyClick(dialog.list, Qt.Key.Key_2)
    assert answers == [("two", "")]
    assert not dialog.isVisible()


def test_own_words_may_hold_digits_and_return_saves(
    dialog: ReasonDialog, qtbot: QtBot, answers: list[tuple[str, str]]
) -> None:
    qtbot.keyClick(dialog.list, Qt.Key.Key_3)
    dialog.words.setFocus()
    qtbot.keyClicks(dialog.words, "lamp 1 ")
    qtbot.keyClick(dialog.words, Qt.Key.Key_Return)
    assert answers == [("three", "lamp 1")]


def test_escape_leaves_it_open(
    dialog: ReasonDialog, qtbot: QtBot, answers: list[tuple[str, str]]
) -> None:
    qtbot.keyClick(dialog.list, Qt.Key.Key_1)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Escape)
    assert answers == []
    assert not dialog.isVisible()


def test_without_reasons_it_is_a_line(qtbot: QtBot, answers: list[tuple[str, str]]) -> None:
    dialog = ReasonDialog("Note", text="before")
    dialog.answered.connect(lambda *answer: answers.append(answer))
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.show()
    assert not dialog.list.isVisible()
    dialog.words.clear()
    dialog._save.click()
    assert answers == [("", "")]
