from __future__ import annotations

from pytestqt.qtbot import QtBot

from liveness.widgets.fault_list import FaultList
from liveness.widgets.theme import State


def test_it_lists_faults_and_leads_to_them(qtbot: QtBot) -> None:
    faults = FaultList()
    qtbot.addWidget(faults)
    faults.show()
    assert (faults.state.state, faults.state.text) == (
        State.BONA_FIDE,
        "The protocol is valid.",
    )
    assert faults.list.isHidden()
    faults.set_faults([("step 1, seconds: too long", False), ("step 2, x: no field", True)])
    assert (faults.state.state, faults.state.text) == (
        State.WARNING,
        "2 fields are at fault:",
    )
    chosen: list[int] = []
    removed: list[int] = []
    faults.chosen.connect(chosen.append)
    faults.remove_requested.connect(removed.append)
    faults.list.setCurrentRow(0)
    assert not faults.remove.isEnabled()
    faults.list.setCurrentRow(1)
    faults.list.itemActivated.emit(faults.list.item(1))
    assert chosen == [1]
    faults.remove.click()
    assert removed == [1]
    # the same faults again keep the choice
    faults.set_faults([("step 1, seconds: too long", False), ("step 2, x: no field", True)])
    assert faults.list.currentRow() == 1
    faults.set_faults([("step 1, seconds: too long", False)])
    assert faults.state.text == "1 field is at fault:"
    assert faults.remove.isHidden()
