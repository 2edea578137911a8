"""The analysis of the newest frame, in its thread, and the rotation of the maps."""

from __future__ import annotations

import threading
import time
from typing import ClassVar

import pytest
from capture_fakes import FRAME_NS, Counting, FixedTracker, analyser, frame, wait_for

from liveness.capture.analysis import (
    Snapshot,
)
from liveness.capture.analysis_thread import AnalysisThread, MapRotation
from liveness.capture.face import Face
from liveness.capture.frame import Frame, LatestFrame
from liveness.datasets.errors import LivenessError


def test_the_thread_takes_the_newest_and_frees_the_models_itself() -> None:
    tracker, latest = FixedTracker(), LatestFrame()
    got: list[Snapshot] = []
    for i in range(5):
        latest.put(frame(i))
    with AnalysisThread(latest, analyser(Counting, tracker=tracker), got.append) as thread:
        wait_for(lambda: got)
        thread.set_maps({"counting"})
        latest.put(frame(5))
        wait_for(lambda: len(got) == 2)
        wait_for(lambda: thread.snapshots.peek()[0] == 2)
        newest = thread.snapshots.peek()[1]
        assert newest is not None
        assert newest.frame is got[-1].frame
        assert thread.fps > 0
    assert [s.frame.index for s in got] == [4, 5]
    assert [s.evidence["counting"].map is not None for s in got] == [False, True]
    assert tracker.threads == {tracker.closed_by}
    assert tracker.closed_by != threading.get_ident()
    assert thread.error is None


class Mapped(Counting):
    name: ClassVar[str] = "mapped"


def test_maps_rotate_one_a_frame_and_ten_a_second() -> None:
    rotation = MapRotation()
    assert rotation.due(0) == ()
    rotation.wanted = frozenset({"a", "b"})
    made = [rotation.due(i * FRAME_NS) for i in range(30)]
    assert max(map(len, made)) == 1
    flat = [name for names in made for name in names]
    assert flat.count("a") == flat.count("b") == 8  # every fourth frame is 0.13 s
    assert flat[:2] == ["a", "b"]
    rotation.wanted = frozenset({"b"})
    assert {n for i in range(30, 60) for n in rotation.due(i * FRAME_NS)} == {"b"}


def test_a_map_is_carried_until_the_next_and_no_longer() -> None:
    rotation = MapRotation()
    rotation.wanted = frozenset({"counting"})
    with analyser(Counting, Mapped) as subject:
        made = subject.process(frame(0), maps=subject.names)
        assert rotation.carry(made).evidence["counting"].map is not None
        later = rotation.carry(subject.process(frame(3)))
        assert later.evidence["counting"].map is made.evidence["counting"].map
        assert later.evidence["counting"].llr == 0.2
        assert later.evidence["mapped"].map is None  # nobody sees it
        stale = rotation.carry(subject.process(frame(15)))
        assert stale.evidence["counting"].map is None


def test_a_slow_analysis_skips_and_never_lags() -> None:
    class Slow(Counting):
        def update(self, frame: Frame, face: Face | None) -> None:
            time.sleep(0.03)

    latest, got = LatestFrame(), []
    with AnalysisThread(latest, analyser(Slow), got.append):
        for i in range(60):
            latest.put(frame(i))
            time.sleep(0.003)
        wait_for(lambda: got and got[-1].frame.index == 59)
    ages = [time.monotonic_ns() - s.frame.arrival_ns for s in got[-1:]]
    assert len(got) < 20
    assert ages[0] < 0.5e9


@pytest.mark.parametrize(
    ("raised", "code"),
    [(LivenessError("E-MOD-01", "no mesh"), "E-MOD-01"), (KeyError("x"), "E-ENV-10")],
)
def test_the_thread_says_why_it_ended(
    raised: Exception, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken(FixedTracker):
        def update(self, frame: Frame) -> Face | None:
            raise raised

    latest = LatestFrame()
    with AnalysisThread(latest, analyser(Counting, tracker=Broken())) as thread:
        latest.put(frame(0))
        wait_for(lambda: thread.error is not None)
    assert thread.error is not None
    assert thread.error.code == code
