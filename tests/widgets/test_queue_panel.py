from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from liveness.widgets.queue_panel import QueuePanel, QueueRow
from liveness.widgets.theme import State

ROWS = (
    QueueRow("S1", State.BONA_FIDE, "done, 2 of 2 takes"),
    QueueRow("S2", State.RECORDING, "now, 0 of 2 takes"),
)


def shown(panel: QueuePanel) -> list[str]:
    return [panel.list.item(i).text() for i in range(panel.list.count())]


def test_people_are_shown_in_words_and_the_choice_stays(qtbot: QtBot) -> None:
    panel = QueuePanel()
    qtbot.addWidget(panel)
    panel.resize(300, 160)
    panel.show()
    empty = panel.list.grab().toImage()
    panel.set_rows(ROWS)
    assert panel.list.grab().toImage() != empty
    assert shown(panel) == ["S1: done, 2 of 2 takes", "S2: now, 0 of 2 takes"]
    panel.list.item(1).setSelected(True)
    panel.set_rows((ROWS[0], QueueRow("S2", State.RECORDING, "now, 1 of 2 takes")))
    assert panel.selected() == ("S2",)


def test_it_asks_for_what_its_buttons_say(qtbot: QtBot) -> None:
    panel = QueuePanel()
    qtbot.addWidget(panel)
    panel.set_rows(ROWS)
    assert not panel.add.isEnabled()
    assert not panel.remove.isEnabled()
    assert not panel.next.isEnabled()
    panel.field.setText("S3, S4")
    with qtbot.waitSignal(panel.add_requested) as added:
        qtbot.keyClick(panel.field, Qt.Key.Key_Return)
    assert added.args == ["S3, S4"]
    assert panel.field.text() == ""
    panel.list.item(0).setSelected(True)
    with qtbot.waitSignal(panel.remove_requested) as removed:
        panel.remove.click()
    assert removed.args == [("S1",)]
    panel.set_next("S7")
    assert panel.next.text() == "Next: S7 (PgDown)"
    with qtbot.waitSignal(panel.next_requested):
        panel.next.click()
    with qtbot.waitSignal(panel.chosen) as chosen:
        panel.list.itemActivated.emit(panel.list.item(1))
    assert chosen.args == ["S2"]
