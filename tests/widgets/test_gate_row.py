from __future__ import annotations

from pytestqt.qtbot import QtBot

from liveness.widgets.gate_row import GATES, GateReading, GateRow
from liveness.widgets.theme import State


def test_each_gate_has_mark_word_and_value(qtbot: QtBot) -> None:
    row = GateRow()
    qtbot.addWidget(row)
    assert row.texts() == GATES
    assert set(row.states()) == {State.UNDECIDED}
    row.set_readings(
        (
            GateReading("size", True, "", "96 px between the eyes, 60 are needed"),
            GateReading("pose", False, "24 of 20 deg", "turned by 24 degrees, limit 20"),
        )
    )
    assert row.states()[0] is State.BONA_FIDE
    assert (row.texts()[3], row.states()[3]) == ("pose 24 of 20 deg", State.WARNING)
    assert row.tips()[0] == "96 px between the eyes, 60 are needed"
    assert row.tips()[4] == "not measured"
    row.set_readings(())
    assert row.texts() == GATES


def test_gates_keep_their_places(qtbot: QtBot) -> None:
    row = GateRow()
    qtbot.addWidget(row)
    row.resize(700, 28)
    row.show()
    before = [mark.x() for mark in row._marks.values()]
    row.set_readings((GateReading("size", False, "48 of 60 px"),))
    row.layout().activate()  # type: ignore[union-attr]
    assert [mark.x() for mark in row._marks.values()] == before
