from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from liveness.widgets.nat_box import NatBox


@pytest.fixture
def box(qtbot: QtBot) -> NatBox:
    made = NatBox()
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_shows_three_decimals_and_keeps_all(box: NatBox) -> None:
    box.setValue(0.123456789)
    assert box.text() == "0.123 nat"
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert box.value() == pytest.approx(0.123456789, abs=1e-12)


def test_what_is_typed_counts_once_it_is_entered(box: NatBox) -> None:
    told: list[float] = []
    box.valueChanged.connect(told.append)
    box.selectAll()
    QTest.keyClicks(box, "-1.25")
    assert told == []
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert told == [-1.25]


def test_nonsense_leaves_the_value(box: NatBox) -> None:
    box.setValue(0.5)
    assert box.valueFromText("what") == 0.5
