"""Rates that fall before frames are skipped, on a clock of the test's own."""

from __future__ import annotations

import time
from types import SimpleNamespace
from typing import Any, ClassVar

import numpy as np
import pytest
from capture_fakes import FRAME_NS, Counting, FixedTracker, frame

from liveness.capture import analysis_thread
from liveness.capture.analysis import Analyser, Snapshot
from liveness.capture.analysis_thread import AnalysisThread
from liveness.capture.face import Face
from liveness.capture.frame import Frame, LatestFrame
from liveness.capture.rates import LEVELS, LiveRates
from liveness.capture.signal import SignalFamily

CLOCK = SimpleNamespace(now=0.0)
"""Seconds; the signals below move it on."""


class Costly(Counting):
    """A signal that takes its time and remembers which frames it saw."""

    ms: ClassVar[float] = 12.0

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.seen: list[int] = []

    def update(self, frame: Frame, face: Face | None) -> None:
        super().update(frame, face)
        CLOCK.now += self.ms / 1e3
        self.seen.append(frame.index)


class One(Costly):
    name = "one"


class Two(Costly):
    name = "two"
    family: ClassVar[SignalFamily] = "texture"


class Three(Costly):
    name = "three"
    family: ClassVar[SignalFamily] = "optics"


class Moving(Costly):
    name = "moving"
    family: ClassVar[SignalFamily] = "temporal"
    ms = 6.0


SIGNALS = (One, Two, Moving, Three)


class Run:
    """A live analysis before a camera of 30 frames a second, as fast as its signals are."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        clock = SimpleNamespace(perf_counter=lambda: CLOCK.now, monotonic=time.monotonic)
        monkeypatch.setattr(analysis_thread, "time", clock)
        CLOCK.now = 0.0
        self.analysed: list[int] = []
        self.analyser = Analyser(signals=SIGNALS, tracker=FixedTracker())
        self.thread = AnalysisThread(LatestFrame(), self.analyser, self.keep)
        self.thread.set_maps(self.analyser.names)

    def keep(self, snapshot: Snapshot) -> None:
        self.analysed.append(snapshot.frame.index)

    def until(self, seconds: float) -> None:
        """Take the newest frame again and again, as the thread does."""
        while CLOCK.now < seconds:
            newest = int(CLOCK.now * 1e9 / FRAME_NS)
            if self.analysed and newest <= self.analysed[-1]:
                CLOCK.now = (self.analysed[-1] + 1) * FRAME_NS / 1e9 + 1e-6
                continue
            self.thread._step(frame(newest))

    def seen(self, name: str) -> list[int]:
        signal: Any = next(s for s in self.analyser.signals if s.name == name)
        return list(signal.seen)


def within(indices: list[int], first: int, last: int) -> int:
    return sum(first <= index < last for index in indices)


def test_motion_sees_every_frame_and_the_rest_begin_one_after_the_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Costly, "ms", 1.0)
    run = Run(monkeypatch)
    run.until(5.0)
    assert run.analysed == list(range(len(run.analysed)))
    assert run.seen("moving") == run.analysed
    assert [run.seen(name)[0] for name in ("one", "two", "three")] == [0, 1, 2]
    assert within(run.seen("three"), 2, 150) == 148, "a fast computer gives up nothing"
    assert run.thread.reduced == ""


def test_rates_fall_until_no_frame_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    run = Run(monkeypatch)  # 42 of 33 ms a frame
    run.until(2.0)
    assert within(run.analysed, 0, 30) < 30, "there is something to give up"
    run.until(10.0)
    late = within(run.analysed, 240, 300)
    assert late == 60, "with the slow signals in turn no frame is skipped"
    assert within(run.seen("moving"), 240, 300) == 60
    assert [within(run.seen(name), 240, 300) for name in ("one", "two", "three")] == [20] * 3
    assert "one, two, three see one frame in 3" in run.thread.reduced


def test_rates_rise_again_with_the_load_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    run = Run(monkeypatch)
    run.until(5.0)
    assert run.thread.reduced
    monkeypatch.setattr(Costly, "ms", 1.0)
    run.until(30.0)
    assert run.thread.reduced == ""
    assert within(run.seen("one"), 840, 900) == 60


def test_a_level_that_fails_is_tried_ever_more_rarely(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Moving, "ms", 1.0)  # alone it is idle, with all of them it is not
    monkeypatch.setattr(Costly, "ms", 13.0)
    run = Run(monkeypatch)
    run.until(120.0)
    skipped = [b - a - 1 for a, b in zip(run.analysed, run.analysed[1:], strict=False)]
    early = sum(s for s, i in zip(skipped, run.analysed, strict=False) if i < 900)
    late = sum(s for s, i in zip(skipped, run.analysed, strict=False) if i >= 2700)
    assert late < early / 3


def feed(rates: LiveRates, busy: list[float], interval_s: float = 1 / 30) -> None:
    image = np.zeros((4, 4, 3), np.uint8)
    for i, seconds in enumerate(busy):
        rates.due()
        rates.note(Frame(image, round(i * interval_s * 1e9), i), seconds)


def test_one_slow_frame_gives_up_nothing() -> None:
    rates = LiveRates(SIGNALS)
    feed(rates, [2.0] + [0.01] * 100)  # the first loads the models
    assert rates.level == LEVELS[0]


def test_a_slow_camera_leaves_more_time() -> None:
    fast, slow = LiveRates(SIGNALS), LiveRates(SIGNALS)
    feed(fast, [0.04] * 100)
    feed(slow, [0.04] * 100, interval_s=1 / 15)
    assert fast.level != LEVELS[0]
    assert slow.level == LEVELS[0]


def test_a_source_that_begins_again_is_no_load() -> None:
    rates = LiveRates(SIGNALS)
    for _ in range(5):
        feed(rates, [0.04] * 15)
    assert rates.level == LEVELS[0]


def test_signals_that_are_all_temporal_are_never_left_out() -> None:
    rates = LiveRates([Moving])
    feed(rates, [0.1] * 600)
    assert rates.level == LEVELS[-1]
    assert rates.due() == {"moving"}
    assert rates.reduced == "to keep up, maps come 0.8 times a second at most"
