from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from liveness.widgets.elided_label import LEAST, ElidedLabel
from liveness.widgets.state_label import StateLabel
from liveness.widgets.theme import State

LONG = "a name that is much longer than the room which it has"


def _tip(widget: ElidedLabel | StateLabel) -> str:
    QToolTip.hideText()
    help_ = QHelpEvent(QHelpEvent.Type.ToolTip, QPoint(3, 3), widget.mapToGlobal(QPoint(3, 3)))
    QApplication.sendEvent(widget, help_)
    return QToolTip.text()


def test_it_gives_way_and_tells_the_whole_text(qtbot: QtBot) -> None:
    label = ElidedLabel(LONG)
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() == LEAST
    label.resize(LEAST, 20)
    label.show()
    assert label.elided
    assert _tip(label) == LONG
    label.resize(label.sizeHint())
    assert not label.elided


def test_a_state_without_room_tells_its_whole_word(qtbot: QtBot) -> None:
    label = StateLabel(State.WARNING, LONG)
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.show()
    assert _tip(label) == LONG
