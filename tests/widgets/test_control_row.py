from __future__ import annotations

import pytest
from PySide6.QtWidgets import QGridLayout, QWidget
from pytestqt.qtbot import QtBot

from liveness.capture.control_board import ControlState
from liveness.widgets.control_row import ControlRow, number


@pytest.fixture
def panel(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def row(panel: QWidget) -> ControlRow:
    return ControlRow("exposure", QGridLayout(panel), 0, panel)


def test_the_range_and_unit_of_the_driver_are_those_of_the_field(row: ControlRow) -> None:
    state = ControlState("exposure", 8000, 8000.4, False, 10, 1_000_000, unit="us")
    row.set_state(state, enabled=True)
    assert (row.value.minimum(), row.value.maximum()) == (10, 1_000_000)
    assert row.value.suffix() == " \u00b5s"
    assert row.got == "8000.4 \u00b5s"
    row.set_state(ControlState("exposure", None, -6.0), enabled=True)  # Windows: 2**-6 s
    assert (row.value.value(), row.got) == (-6, "-6")


def test_a_field_that_is_typed_in_is_left_alone(
    qtbot: QtBot, row: ControlRow, monkeypatch: pytest.MonkeyPatch
) -> None:
    row.set_state(ControlState("exposure", 100, 100.0), enabled=True)
    row.value.setValue(90)
    monkeypatch.setattr(row.value, "hasFocus", lambda: True)
    row.set_state(ControlState("exposure", 100, 100.0), enabled=True)
    assert row.value.value() == 90


@pytest.mark.parametrize(
    ("value", "text"), [(8000.0, "8000"), (6.02, "6.02"), (6.5, "6.5"), (-6.0, "-6"), (0, "0")]
)
def test_numbers_without_needless_digits(value: float, text: str) -> None:
    assert number(value) == text
