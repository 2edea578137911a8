from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from liveness.widgets.steps_table import StepRow, StepsTable

ROWS = (
    StepRow("Live person", "bona fide", "live", 8, "6.0"),
    StepRow("Print", "print-matte", "print-matte", None, "4.0", optional=True, fault="no text"),
)


def test_rows_choice_and_buttons(qtbot: QtBot) -> None:
    table = StepsTable()
    qtbot.addWidget(table)
    table.show()
    chosen: list[int] = []
    table.chosen.connect(chosen.append)
    table.set_rows(ROWS, 0)
    assert chosen == []
    assert table.current == 0
    texts = [
        [table.steps.data(table.steps.index(row, column)) for column in range(4)]
        for row in range(2)
    ]
    assert texts == [
        ["Live person", "bona fide", "8", "6.0"],
        ["Print (optional)", "print-matte", "?", "4.0"],
    ]
    tip = table.steps.data(table.steps.index(1, 0), Qt.ItemDataRole.ToolTipRole)
    assert tip == "no text"
    assert not table.buttons["up"].isEnabled()
    assert table.buttons["down"].isEnabled()
    table.view.selectRow(1)
    assert chosen == [1]
    assert table.buttons["up"].isEnabled()
    assert not table.buttons["down"].isEnabled()
    table.set_rows(ROWS[:1], 0)
    assert not table.buttons["remove"].isEnabled()
    assert chosen == [1]


def test_the_buttons_ask(qtbot: QtBot) -> None:
    table = StepsTable()
    qtbot.addWidget(table)
    table.set_rows(ROWS * 2, 1)
    asked: list[object] = []
    table.add_requested.connect(lambda: asked.append("add"))
    table.copy_requested.connect(lambda: asked.append("copy"))
    table.remove_requested.connect(lambda: asked.append("remove"))
    table.move_requested.connect(asked.append)
    for button in table.buttons.values():
        assert button.accessibleName()
        button.click()
    assert asked == ["add", "copy", "remove", -1, 1]
