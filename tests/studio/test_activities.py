from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow, QPushButton
from pytestqt.qtbot import QtBot

from liveness.studio.activities import Activities


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.menuBar().addMenu("File").addAction("x")
    window.resize(600, 200)
    window.show()
    return window


@pytest.fixture
def work(window: QMainWindow) -> Activities:
    return Activities(window.menuBar(), parent=window)


def test_it_is_seen_while_it_runs_and_gone_after(
    work: Activities, window: QMainWindow, qtbot: QtBot
) -> None:
    assert work.bar.isHidden()
    one = work.begin("Making a sample")
    qtbot.waitUntil(lambda: work.bar.width() > 100)
    assert work.bar.isVisible()
    assert work.bar.text == "Making a sample"
    one.end()
    qtbot.waitUntil(work.bar.isHidden)
    assert work.running == []


def test_a_thread_tells_how_far_it_is(work: Activities, qtbot: QtBot) -> None:
    one = work.begin("Scoring")
    thread = threading.Thread(target=one.tell, args=(3, 4, "Scoring take 3"))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: work.bar.text == "Scoring take 3")
    assert one.look() == ("Scoring take 3", 0.75, False)


def test_the_newest_is_shown_and_the_others_are_counted(work: Activities) -> None:
    one = work.begin("first")
    two = work.begin("second")
    assert work.bar.text == "second (+1 more)"
    two.end()
    work.refresh()
    assert work.bar.text == "first"
    one.end()


def test_cancel_is_asked_once_and_only_of_what_can_be_cancelled(
    work: Activities, qtbot: QtBot
) -> None:
    asked: list[str] = []
    work.begin("first", lambda: asked.append("first"))
    work.begin("second")
    button = work.bar.findChild(QPushButton)
    assert button is not None
    assert not button.isVisible(), "the one that is shown has no way to stop"
    work.running[-1].end()
    work.refresh()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    work.bar.cancel_requested.emit()
    assert asked == ["first"]
    assert work.running[0].cancelled
    assert not button.isVisible()
