from __future__ import annotations

from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from liveness.capture.gating import GATES
from liveness.widgets import theme
from liveness.widgets.gate_row import GateReading, GateRow
from liveness.widgets.state_label import MARK
from liveness.widgets.theme import State

WORDS = ("size", "sharp", "light", "clip", "even", "pose", "rate", "drift")


def test_each_gate_has_mark_word_value_limit_and_unit(qtbot: QtBot) -> None:
    row = GateRow()
    qtbot.addWidget(row)
    assert row.texts() == WORDS
    assert set(row.states()) == {State.UNDECIDED}
    row.set_readings(
        (
            GateReading("size", True, "96 px (min 60)", "96 px between the eyes"),
            GateReading("pose", False, "24.0\u00b0 (max 20)", "turned by 24 degrees, limit 20"),
        )
    )
    assert (row.texts()[0], row.states()[0]) == ("size 96 px (min 60)", State.BONA_FIDE)
    assert (row.texts()[5], row.states()[5]) == ("pose 24.0\u00b0 (max 20)", State.WARNING)
    assert row.tips()[0] == "96 px between the eyes"
    assert row.tips()[4] == "not measured"
    row.set_readings(())
    assert row.texts() == WORDS


def test_gates_keep_their_places_and_the_longest_text_fits(qtbot: QtBot) -> None:
    row = GateRow()
    qtbot.addWidget(row)
    row.resize(700, 50)
    row.show()
    before = [mark.pos() for mark in row._marks.values()]
    longest = {
        "size": "1234 px (min 60)",
        "light": "128 (60\u2013215)",
        "clip": "100 % (max 20)",
        "even": "12.3:1 (max 3.0)",
        "settled": "100 % (max 10)",
    }
    row.set_readings([GateReading(name, False, longest.get(name, "")) for name in GATES])
    row.layout().activate()  # type: ignore[union-attr]
    assert [mark.pos() for mark in row._marks.values()] == before
    metrics = QFontMetrics(theme.font(13, tabular=True))
    for mark in row._marks.values():
        assert metrics.horizontalAdvance(mark.text) + MARK + 6 <= mark.width()
