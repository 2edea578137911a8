from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from liveness.widgets import samples
from liveness.widgets.take_table import COLUMNS, DECISION, GO_FIRST, STATUS, SUBJECT, TakeTable


def row(table: TakeTable, number: int = 0) -> list[str]:
    model = table.model()
    return [model.data(model.index(number, c)).strip() for c in range(model.columnCount())]


def test_a_take_is_a_row_with_units(qtbot: QtBot) -> None:
    table = TakeTable()
    qtbot.addWidget(table)
    table.takes.set_takes([samples.take(1), samples.take(2, label="print-bent", score=None)])
    assert row(table) == [
        "print-bent", "S1", "150", "99 %", "-", "accept", "complete", "5.0 s",
    ]  # fmt: skip
    assert row(table, 1)[4] == "+1.4"
    headings = [
        table.model().headerData(c, Qt.Orientation.Horizontal).strip() for c in range(8)
    ]
    assert headings == [column.title for column in COLUMNS]
    table.takes.add_take(samples.take(3, frames=0, analysed=0, faces=0, status="incomplete"))
    assert row(table)[3] == "-"
    assert table.takes.takes[0].id == "T0003"


def test_decision_and_trouble_have_marks(qtbot: QtBot) -> None:
    table = TakeTable()
    qtbot.addWidget(table)
    table.takes.set_takes([samples.take(1, status="incomplete")])
    model = table.model()
    role = Qt.ItemDataRole.DecorationRole
    assert model.data(model.index(0, DECISION), role) is not None
    assert model.data(model.index(0, STATUS), role) is not None
    assert model.data(model.index(0, 0), role) is None


def test_a_retaken_take_stays_and_says_so(qtbot: QtBot) -> None:
    table = TakeTable()
    qtbot.addWidget(table)
    table.takes.set_takes([samples.take(1), samples.take(2)])
    table.takes.mark_superseded("T0001")
    assert row(table, 1)[STATUS] == "superseded"
    assert row(table, 0)[STATUS] == "complete"


def test_an_empty_table_teaches(qtbot: QtBot) -> None:
    table = TakeTable()
    qtbot.addWidget(table)
    table.resize(600, 120)
    first = table.grab().toImage()
    table.set_empty_text("Choose a folder for the takes first.")
    assert table.grab().toImage() != first


def test_what_was_superseded_before_is_shown_so(qtbot: QtBot) -> None:
    table = TakeTable()
    qtbot.addWidget(table)
    old = samples.take(1)
    table.takes.set_takes([old.model_copy(update={"superseded_by": "T0002"}), samples.take(2)])
    assert [row(table, n)[STATUS] for n in (0, 1)] == ["complete", "superseded"]


@pytest.mark.parametrize("width", [420, 520, 614, 900])
def test_a_subject_is_never_cut_while_a_lesser_column_stands(qtbot: QtBot, width: int) -> None:
    table = TakeTable()
    qtbot.addWidget(table)
    table.takes.set_takes(
        [
            samples.take(1, label="replay-monitor", status="incomplete", subject="DEMO-S12"),
            samples.take(2, subject="DEMO-S1"),
        ]
    )
    table.resize(width, 120)
    table.show()
    qtbot.waitExposed(table)
    hidden = [c for c in GO_FIRST if table.isColumnHidden(c)]
    assert hidden == list(GO_FIRST[: len(hidden)]), "the least missed go first"
    fits = table.columnWidth(SUBJECT) >= table.sizeHintForColumn(SUBJECT)
    assert fits or len(hidden) == len(GO_FIRST)
    assert fits or width < 500
    assert bool(hidden) == (width < 650)
    table.resize(1200, 120)
    assert not any(table.isColumnHidden(c) for c in GO_FIRST), "they come back"
