from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from liveness.widgets.preflight_panel import CheckLine, PreflightPanel, PreflightReading
from liveness.widgets.theme import State

LINES = (
    CheckLine("camera", "Camera", State.BONA_FIDE, "ready", "Desk camera."),
    CheckLine("exposure", "Exposure", State.WARNING, "not ready", "It is automatic.", True),
)


@pytest.fixture
def panel(qtbot: QtBot) -> PreflightPanel:
    made = PreflightPanel()
    qtbot.addWidget(made)
    made.resize(520, 300)
    made.show()
    return made


def test_each_line_has_state_reason_and_a_way_to_put_it_right(
    panel: PreflightPanel, qtbot: QtBot
) -> None:
    assert panel.summary == "nothing looked at yet"
    panel.set_reading(PreflightReading(LINES, holding=1, may_override=True))
    assert panel.summary == "1 of 2 hold the start"
    assert panel.texts() == {
        "camera": ("ready", "Desk camera."),
        "exposure": ("not ready", "It is automatic."),
    }
    assert not panel.fix_button("camera").isVisible()
    assert panel.fix_button("exposure").accessibleName() == "Fix: Exposure"
    with qtbot.waitSignal(panel.fix_requested) as told:
        qtbot.mouseClick(panel.fix_button("exposure"), Qt.MouseButton.LeftButton)
    assert told.args == ["exposure"]
    panel.set_reading(PreflightReading(LINES[:1]))
    assert panel.summary == "ready to record"
    assert list(panel.texts()) == ["camera"]


def test_only_a_reason_begins_all_the_same(panel: PreflightPanel, qtbot: QtBot) -> None:
    panel.set_reading(PreflightReading(LINES, holding=1, may_override=True))
    assert not panel.override.isEnabled()
    panel.reason.setText("   ")
    assert not panel.override.isEnabled()
    panel.reason.setText("no lock on this one")
    with qtbot.waitSignal(panel.override_given) as told:
        qtbot.keyClick(panel.reason, Qt.Key.Key_Return)
    assert told.args == ["no lock on this one"]
    panel.set_reading(PreflightReading(LINES, 0, True, "no lock on this one"))
    assert panel.summary == "begins all the same: no lock on this one"
    assert panel.override.text() == "Take it back"
    with qtbot.waitSignal(panel.override_taken_back):
        qtbot.mouseClick(panel.override, Qt.MouseButton.LeftButton)


def test_what_may_not_be_overridden_takes_no_reason(panel: PreflightPanel) -> None:
    panel.set_reading(PreflightReading(LINES, holding=1, may_override=False))
    assert not panel.reason.isEnabled()
    panel.reason.setText("please")
    assert not panel.override.isEnabled()


def test_a_reason_being_typed_is_not_written_over(panel: PreflightPanel) -> None:
    panel.set_reading(PreflightReading(LINES, holding=1, may_override=True))
    panel.reason.setText("half a rea")
    panel.set_reading(PreflightReading(LINES[1:], holding=1, may_override=True))
    assert panel.reason.text() == "half a rea"


def test_the_way_back_to_the_maps(panel: PreflightPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.close_requested):
        qtbot.mouseClick(panel.close_button, Qt.MouseButton.LeftButton)


def test_the_first_line_that_holds_the_start_is_in_sight(
    panel: PreflightPanel, qtbot: QtBot
) -> None:
    good = [CheckLine(f"g{i}", "Good", State.BONA_FIDE, "ready", "x") for i in range(12)]
    last = CheckLine("last", "Last", State.UNDECIDED, "not needed", "None.", True)
    panel.resize(520, 160)
    panel.set_reading(PreflightReading((*good, last)))
    qtbot.waitUntil(lambda: panel.fix_button("last").visibleRegion().isEmpty())
    held = replace(last, state=State.WARNING, word="not ready", holds=True)
    panel.set_reading(PreflightReading((*good, held), 1, True))
    qtbot.waitUntil(lambda: not panel.fix_button("last").visibleRegion().isEmpty())
