from __future__ import annotations

from PySide6.QtWidgets import QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from liveness.widgets.activity_bar import ActivityBar


def test_work_is_shown_with_progress_and_cancel(qtbot: QtBot) -> None:
    bar = ActivityBar()
    qtbot.addWidget(bar)
    assert bar.isHidden()
    bar.set_activity("writing the take", 0.25, cancellable=True)
    assert bar.text == "writing the take"
    assert bar.findChild(QProgressBar).value() == 25
    with qtbot.waitSignal(bar.cancel_requested):
        bar.findChild(QPushButton).click()
    bar.set_activity("opening")
    assert bar.findChild(QProgressBar).maximum() == 0
    assert bar.findChild(QPushButton).isHidden()
    bar.clear()
    assert bar.text == ""
