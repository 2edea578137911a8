from __future__ import annotations

from pytestqt.qtbot import QtBot

from liveness.widgets.step_bar import StepBar, StepReading
from liveness.widgets.theme import State


def test_a_step_is_read_from_a_distance(qtbot: QtBot) -> None:
    bar = StepBar()
    qtbot.addWidget(bar)
    assert "Name the subject" in bar.headline
    assert not any(b.isEnabled() for b in (bar.previous, bar.next, bar.best, bar.accept))
    assert bar.picture.isHidden()
    bar.set_reading(
        StepReading(7, 42, "Print, matte, hand-held, office", "Hold it.", picture="print-matte")
    )
    assert bar.picture.accessibleName() == "Print on matte paper"
    assert not bar.picture.isHidden()
    assert bar.headline == "step 7 of 42: Print, matte, hand-held, office"
    assert bar.text == "Hold it."
    assert (bar.state, bar.state_text) == (State.UNDECIDED, "no take yet: Space records")
    assert bar.previous.isEnabled()
    assert not bar.accept.isEnabled()


def test_a_take_is_judged_at_once(qtbot: QtBot) -> None:
    bar = StepBar()
    qtbot.addWidget(bar)
    bar.set_reading(StepReading(1, 2, "Live", "", made=True))
    assert bar.state is State.BONA_FIDE
    assert bar.accept.isEnabled()
    assert not bar.previous.isEnabled()
    faults = ("face in 40 % of the frames, 90 % is needed", "3 frames dropped")
    bar.set_reading(StepReading(2, 2, "Live", "", made=True, faults=faults))
    assert bar.state is State.WARNING
    assert bar.state_text == "face in 40 % of the frames, 90 % is needed and 1 more"
    assert not bar.next.isEnabled()
    assert bar.accept.isEnabled()
    bar.set_reading(StepReading(2, 2, "Live", "", made=True, complete=True))
    assert "complete" in bar.state_text
    assert not bar.accept.isEnabled()


def test_its_buttons_ask(qtbot: QtBot) -> None:
    bar = StepBar()
    qtbot.addWidget(bar)
    bar.set_reading(StepReading(2, 3, "Live", "", made=True))
    asked: list[str] = []
    bar.previous_requested.connect(lambda: asked.append("previous"))
    bar.next_requested.connect(lambda: asked.append("next"))
    bar.suggestion_requested.connect(lambda: asked.append("best"))
    bar.accept_requested.connect(lambda: asked.append("accept"))
    for button in (bar.previous, bar.next, bar.best, bar.accept):
        button.click()
        assert button.accessibleName()
    assert asked == ["previous", "next", "best", "accept"]
