from __future__ import annotations

import threading
import time
from types import TracebackType
from typing import Self

import numpy as np
import pytest

from liveness.capture import pacing
from liveness.capture.frame import Frame, Source
from liveness.capture.pacing import LATE_S, LONGEST_GAP_S, Paced
from liveness.datasets.take import CaptureInfo

MS = 1_000_000


class Footage:
    """A source of small frames at given times."""

    def __init__(self, times_ns: list[int], fps: float | None = 100.0) -> None:
        self.times_ns = times_ns
        self.opened = self.closed = 0
        self._at = len(times_ns)
        self.info = CaptureInfo(
            source="footage", kind="video", width=2, height=2, fps=fps, clock="media"
        )
        self.live = False

    @property
    def frame_count(self) -> int | None:
        return len(self.times_ns)

    def read(self) -> Frame | None:
        if self._at >= len(self.times_ns):
            return None
        self._at += 1
        image = np.full((2, 2, 3), self._at, np.uint8)
        return Frame(image, self.times_ns[self._at - 1], self._at - 1)

    def close(self) -> None:
        self.closed += 1
        self._at = len(self.times_ns)

    def __enter__(self) -> Self:
        self.opened += 1
        self._at = 0
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class Clock:
    """A clock that stands still but for the waits it is told of."""

    def __init__(self) -> None:
        self.now = 50.0
        self.waits: list[float] = []

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()

    class Event(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            assert timeout is not None
            clock.waits.append(round(timeout, 6))
            clock.now += timeout
            return self.is_set()

    monkeypatch.setattr(pacing.threading, "Event", Event)
    return clock


def test_frames_come_when_they_are_due(clock: Clock) -> None:
    footage = Footage([7 * MS, 17 * MS, 57 * MS])
    with Paced(footage, clock=clock) as source:
        assert source.live
        assert source.frame_count == 3
        frames = [source.read() for _ in range(4)]
    assert [f and f.time_ns for f in frames] == [7 * MS, 17 * MS, 57 * MS, None]
    assert clock.waits == [0.0, 0.01, 0.04]
    assert footage.closed == 1


def test_time_that_the_reader_spends_is_not_waited_again(clock: Clock) -> None:
    with Paced(Footage([0, 100 * MS, 200 * MS]), clock=clock) as source:
        source.read()
        clock.now += 0.07
        source.read()
        clock.now += 0.15  # late, but not by much: the schedule stands
        source.read()
    assert clock.waits == [0.0, 0.03, 0.0]
    assert clock.now == pytest.approx(50.25)


def test_a_very_late_reader_moves_the_schedule_and_loses_nothing(clock: Clock) -> None:
    times = [100 * MS * i for i in range(4)]
    with Paced(Footage(times), clock=clock) as source:
        source.read()
        clock.now += 0.1 + LATE_S + 1.0
        frames = [source.read() for _ in range(3)]
    assert [f and f.index for f in frames] == [1, 2, 3]
    assert clock.waits == [0.0, 0.0, 0.1, 0.1]


def test_a_hole_is_not_sat_out(clock: Clock) -> None:
    with Paced(Footage([0, 600_000 * MS, 600_010 * MS]), clock=clock) as source:
        for _ in range(3):
            source.read()
    assert clock.waits == [0.0, LONGEST_GAP_S, 0.01]


def test_a_loop_goes_on_rising(clock: Clock) -> None:
    footage = Footage([5 * MS, 15 * MS])
    with Paced(footage, loop=True, clock=clock) as source:
        assert source.frame_count is None
        frames = [source.read() for _ in range(5)]
    assert [f and f.time_ns for f in frames] == [5 * MS, 15 * MS, 25 * MS, 35 * MS, 45 * MS]
    assert [f and f.index for f in frames] == [0, 1, 2, 3, 4]
    assert [f and int(f.image[0, 0, 0]) for f in frames] == [1, 2, 1, 2, 1]
    assert clock.waits == [0.0, 0.01, 0.01, 0.01, 0.01]
    assert footage.opened == 3


def test_a_picture_looped_is_a_still_at_the_nominal_rate(clock: Clock) -> None:
    with Paced(Footage([0], fps=None), loop=True, clock=clock) as source:
        frames = [source.read() for _ in range(3)]
    assert [f and f.time_ns for f in frames] == [0, 33_333_333, 66_666_666]


def test_arrival_is_the_time_of_delivery() -> None:
    with Paced(Footage([0, 30 * MS])) as source:
        first, second = source.read(), source.read()
        after = time.monotonic_ns()
    assert first is not None
    assert second is not None
    assert 29 * MS < second.arrival_ns - first.arrival_ns
    assert second.arrival_ns <= after


def test_close_ends_a_wait_at_once() -> None:
    source = Paced(Footage([0, 1500 * MS]))
    got: list[Frame | None] = []
    with source:
        source.read()
        thread = threading.Thread(target=lambda: got.append(source.read()))
        thread.start()
        begun = time.monotonic()
        source.close()
        thread.join(1.0)
        assert time.monotonic() - begun < 0.5
    assert got == [None]
    assert source.read() is None


def test_it_is_a_source() -> None:
    with Paced(Footage([0])) as source:
        assert isinstance(source, Source)
