from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from liveness.widgets.flow import flow, tell_whole


def test_what_does_not_fit_goes_on_in_the_next_line(qtbot: QtBot) -> None:
    top = QWidget()
    qtbot.addWidget(top)
    buttons = [QPushButton(f"button {i}") for i in range(3)]
    top.setLayout(flow(buttons))
    top.resize(600, 200)
    top.show()
    assert len({button.y() for button in buttons}) == 1
    top.resize(buttons[0].width() + 10, 200)
    qtbot.waitUntil(lambda: len({button.y() for button in buttons}) == 3)


def test_a_label_beside_a_button_is_as_high(qtbot: QtBot) -> None:
    top = QWidget()
    qtbot.addWidget(top)
    label, button = QLabel("8 of 8"), QPushButton("Find")
    top.setLayout(flow((label, button)))
    assert label.minimumHeight() == button.sizeHint().height()


def test_a_narrow_box_tells_its_choice(qtbot: QtBot) -> None:
    combo = QComboBox()
    qtbot.addWidget(combo)
    combo.addItems(["every label", "bona-fide"])
    tell_whole(combo)
    assert combo.toolTip() == "every label"
    combo.setCurrentIndex(1)
    assert combo.toolTip() == "bona-fide"
