from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from liveness.datasets.errors import SourceError
from liveness.widgets.message_bar import Message, MessageBar

ERROR = SourceError("E-CAM-02", "the camera is in use", "EBUSY on /dev/video0", "close it")


def buttons(bar: MessageBar) -> dict[str, QPushButton | QToolButton]:
    found = [*bar.findChildren(QPushButton), *bar.findChildren(QToolButton)]
    return {button.text(): button for button in found if not button.isHidden()}


def test_an_error_shows_code_fact_remedy_and_one_button(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    assert bar.isHidden()
    bar.show_message(Message.of(ERROR, button="Retry", action="source.retry"))
    assert not bar.isHidden()
    assert set(buttons(bar)) == {"Retry", "Copy details", "\u00d7"}
    assert bar.accessibleName() == str(ERROR)
    buttons(bar)["Copy details"].click()
    assert QGuiApplication.clipboard().text() == str(ERROR)
    with qtbot.waitSignal(bar.action_triggered) as signal:
        buttons(bar)["Retry"].click()
    assert signal.args == ["source.retry"]
    assert bar.isHidden()


def test_many_errors_are_one_bar(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    for number in range(40):
        bar.show_message(Message(f"fault {number}"))
    bar.show_message(Message("fault 39"))
    assert bar.waiting == MessageBar.KEEP - 1
    bar.dismiss()
    assert bar.message is not None
    assert bar.message.what == "fault 38"


def test_a_message_goes_when_its_cause_is_gone(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.show_message(Message("no source", action="source.retry", button="Retry"))
    bar.show_message(Message("other"))
    bar.dismiss_action("source.retry")
    assert bar.waiting == 0
    bar.dismiss()
    bar.dismiss()
    assert bar.message is None
