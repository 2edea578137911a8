from __future__ import annotations

from itertools import pairwise

import pytest
from pytestqt.qtbot import QtBot

from liveness.widgets.record_bar import (
    CountdownRing,
    RecordBar,
    RecordReading,
    countdown_number,
)
from liveness.widgets.theme import State


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def bar(qtbot: QtBot, clock: Clock) -> RecordBar:
    widget = RecordBar(clock=clock)
    qtbot.addWidget(widget)
    return widget


def test_record_is_off_with_the_reason_until_it_can_begin(qtbot: QtBot, bar: RecordBar) -> None:
    bar.set_reading(RecordReading(problem="To record, give a site."))
    assert not bar.button.isEnabled()
    assert bar.indicator.text == "To record, give a site."
    bar.set_reading(RecordReading())
    with qtbot.waitSignal(bar.record_requested):
        bar.button.click()


def test_countdown_shows_three_two_one(qtbot: QtBot, bar: RecordBar) -> None:
    assert [countdown_number(s) for s in (3.0, 2.4, 2.0, 0.01, 0.0)] == list("33210")
    bar.set_reading(RecordReading("countdown", countdown_s=1.5))
    assert bar.ring.number == "2"
    assert bar.button.text() == "Stop (Space)"
    with qtbot.waitSignal(bar.stop_requested):
        bar.button.click()
    bar.set_reading(RecordReading("recording"))
    assert bar.ring.number == ""


def test_the_indicator_hangs_on_frames_on_disk(bar: RecordBar, clock: Clock) -> None:
    states = []
    for tick in range(20):
        clock.now = 100.0 + tick / 10
        bar.set_reading(RecordReading("recording", seconds=tick / 10, on_disk=3 * tick,
                                      submitted=3 * tick + 2))  # fmt: skip
        states.append(bar.indicator.dim)
    assert bar.indicator.text == "REC 00:01  57/59 frames on disk"
    # half a second on, half a second off
    changes = sum(a != b for a, b in pairwise(states))
    assert changes == 3
    # the disk dies: the pulse stops and the words change within a second or so
    for tick in range(20, 33):
        clock.now = 100.0 + tick / 10
        bar.set_reading(
            RecordReading("recording", seconds=tick / 10, on_disk=57, submitted=3 * tick)
        )
    assert bar.indicator.state is State.WARNING
    assert bar.indicator.text.startswith("NOT WRITING for 1.")


def test_failure_and_finishing_are_said(bar: RecordBar) -> None:
    bar.set_reading(RecordReading("finishing", on_disk=150))
    assert "150 frames" in bar.indicator.text
    assert not bar.button.isEnabled()
    bar.set_reading(RecordReading("failed", failure="the disk is full"))
    assert bar.indicator.text == "FAILED: the disk is full"
    assert bar.button.isEnabled()


def test_retake_asks(qtbot: QtBot, bar: RecordBar) -> None:
    assert not bar.retake.isEnabled()
    bar.set_retake_possible(True)
    with qtbot.waitSignal(bar.retake_requested):
        bar.retake.click()


def test_the_ring_fills(qtbot: QtBot) -> None:
    ring = CountdownRing()
    qtbot.addWidget(ring)
    ring.resize(32, 32)
    pictures = []
    for left in (2.9, 1.5, 0.1):
        ring.set_left(left)
        pictures.append(ring.grab().toImage())
    assert pictures[0] != pictures[1] != pictures[2]
