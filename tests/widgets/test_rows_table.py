from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from liveness.widgets.rows_table import RowsTable

ROWS = [("print-matte", 24, -2.126), ("mask-rigid", 3, 0.4), ("replay-phone", 100, -0.8)]


@pytest.fixture
def table(qtbot: QtBot) -> RowsTable:
    made = RowsTable("No attacks yet.")
    qtbot.addWidget(made)
    made.resize(400, 200)
    made.show()
    return made


def test_rows_stand_as_they_were_given_until_they_are_sorted(table: RowsTable) -> None:
    table.set_rows(("Species", "n", "nat"), ROWS)
    assert table.texts[0] == ("print-matte", "24", "-2.13")
    table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert [row[1] for row in table.texts] == ["100", "24", "3"], "as numbers, not as texts"
    table.sortByColumn(2, Qt.SortOrder.AscendingOrder)
    assert [row[2] for row in table.texts] == ["-2.13", "-0.80", "+0.40"]


def test_the_chosen_row_is_told_by_its_place_among_the_given(table: RowsTable) -> None:
    table.set_rows(("Species", "n", "nat"), ROWS)
    table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    told: list[int] = []
    table.row_chosen.connect(told.append)
    table.setFocus()
    assert told == [], "a focus chooses nothing"
    table.selectRow(0)
    assert told == [1]
    table.choose(2)
    assert told == [1, 2]
    assert table.currentIndex().row() == 2


def test_an_empty_table_says_so(table: RowsTable) -> None:
    before = table.grab().toImage()
    table.set_empty_text("Choose a scheme.")
    assert table.grab().toImage() != before
    table.set_rows(("a",), [])
    assert table.texts == []
