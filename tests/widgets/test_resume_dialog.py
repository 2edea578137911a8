from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from liveness.widgets.resume_dialog import ResumeDialog, ResumeReading
from liveness.widgets.theme import State


def dialog_of(qtbot: QtBot, *differences: str) -> ResumeDialog:
    reading = ResumeReading("visit-1", "Six takes", ("3 of 6 takes are there",), differences)
    dialog = ResumeDialog(reading)
    # it deletes itself when it is closed
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_it_says_what_is_there_and_what_differs(qtbot: QtBot) -> None:
    dialog = dialog_of(qtbot)
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    assert texts == ["Six takes", "Session visit-1.", "3 of 6 takes are there."]
    (fits,) = dialog.differences
    assert (fits.state, fits.text) == (
        State.BONA_FIDE,
        "Nothing that matters has changed since.",
    )
    other = dialog_of(qtbot, "it was begun at site gate, this is desk")
    (warned,) = other.differences
    assert warned.state is State.WARNING
    assert warned.text == "It was begun at site gate, this is desk."


@pytest.mark.parametrize("name", ["resumed", "restarted", "blocked"])
def test_each_button_is_one_answer(qtbot: QtBot, name: str) -> None:
    dialog = dialog_of(qtbot)
    button = {"resumed": dialog.resume, "restarted": dialog.restart, "blocked": dialog.block}
    answers: list[str] = []
    for signal in button:
        getattr(dialog, signal).connect(lambda signal=signal: answers.append(signal))
    ended: list[int] = []
    dialog.finished.connect(ended.append)
    button[name].click()
    assert answers == [name]
    assert ended == [1]
    assert button[name].accessibleName()


def test_return_goes_on_and_escape_answers_nothing(qtbot: QtBot) -> None:
    answers: list[str] = []
    first, second = dialog_of(qtbot), dialog_of(qtbot)
    for dialog in (first, second):
        dialog.resumed.connect(lambda: answers.append("resumed"))
    ended: list[int] = []
    second.finished.connect(ended.append)
    qtbot.keyClick(first, Qt.Key.Key_Return)
    qtbot.keyClick(second, Qt.Key.Key_Escape)
    assert answers == ["resumed"]
    assert ended == [0]
