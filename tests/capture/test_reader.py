from __future__ import annotations

import queue
import threading
import time
from types import TracebackType
from typing import Self

import numpy as np
import pytest
from capture_fakes import wait_for

from liveness.capture.frame import Frame, LatestFrame
from liveness.capture.reader import Reader
from liveness.datasets.errors import RecordingError, SourceError
from liveness.datasets.take import CaptureInfo


def frame(index: int) -> Frame:
    return Frame(np.zeros((2, 2, 3), np.uint8), index * 1000, index)


class Fed:
    """A live source that gives what the test feeds it."""

    def __init__(self) -> None:
        self.feed: queue.Queue[Frame | Exception | None] = queue.Queue()
        self.closed = False
        self.info = CaptureInfo(source="fed", kind="camera", width=2, height=2)
        self.live = True
        self.frame_count: int | None = None

    def read(self) -> Frame | None:
        item = self.feed.get()
        if isinstance(item, Exception):
            raise item
        return item

    def close(self) -> None:
        self.closed = True
        self.feed.put(None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class Kept:
    def __init__(self) -> None:
        self.indices: list[int] = []

    def submit(self, frame: Frame) -> None:
        self.indices.append(frame.index)


def give(reader: Reader, source: Fed, *indices: int) -> None:
    """Feed frames, and wait until the reader has handed on the last."""
    before = reader.stats.frames
    for index in indices:
        source.feed.put(frame(index))
    wait_for(lambda: reader.stats.frames == before + len(indices))


def test_the_newest_frame_is_in_the_slot_and_the_source_is_closed() -> None:
    source, latest = Fed(), LatestFrame()
    with Reader(source, latest) as reader:
        give(reader, source, 0, 1, 2)
        _, newest = latest.peek()
        assert newest is not None
        assert newest.index == 2
        assert not source.closed
    assert source.closed
    assert not reader._thread.is_alive()
    assert reader.stats.error is None
    assert not reader.stats.ended


def test_a_sink_gets_exactly_what_is_read_while_it_is_attached() -> None:
    source, kept = Fed(), Kept()
    with Reader(source, LatestFrame()) as reader:
        give(reader, source, 0, 1)
        reader.attach(kept)
        give(reader, source, 2, 3, 4)
        reader.detach()
        give(reader, source, 5)
    assert kept.indices == [2, 3, 4]


def test_gaps_in_the_index_are_drops() -> None:
    source = Fed()
    with Reader(source, LatestFrame()) as reader:
        give(reader, source, 3, 4, 7, 8, 10)
        assert reader.stats.dropped == 3
        assert reader.stats.lost == 2, "the longest run of them"
        assert reader.stats.frames == 5


def test_the_end_is_told_and_whoever_waits_is_woken() -> None:
    source, latest = Fed(), LatestFrame()
    with Reader(source, latest) as reader:
        give(reader, source, 0)
        version, _ = latest.take(0, 1.0)
        got: list[int] = []
        waiter = threading.Thread(
            target=lambda: got.append(
                latest.take(version, 20.0, stop=lambda: reader.stats.ended)[0]
            )
        )
        waiter.start()
        source.feed.put(None)
        waiter.join(2.0)
        assert got == [version]
        assert reader.stats.ended
        assert reader.stats.error is None


@pytest.mark.parametrize(
    ("raised", "code"),
    [
        (SourceError("E-CAM-09", "camera 0 vanished"), "E-CAM-09"),
        (ValueError("a driver's surprise"), "E-CAM-09"),
    ],
)
def test_an_error_of_the_source_is_kept(raised: Exception, code: str) -> None:
    source = Fed()
    with Reader(source, LatestFrame()) as reader:
        give(reader, source, 0)
        source.feed.put(raised)
        wait_for(lambda: reader.stats.error is not None)
        error = reader.stats.error
        assert error is not None
        assert error.code == code
        assert not reader.stats.ended
    if isinstance(raised, ValueError):
        assert "a driver's surprise" in error.measured


def test_a_stall_is_told_and_heals() -> None:
    source = Fed()
    with Reader(source, LatestFrame(), stall_s=0.1) as reader:
        assert reader.stats.error is None
        give(reader, source, 0)
        wait_for(lambda: reader.stats.error is not None)
        error = reader.stats.error
        assert isinstance(error, SourceError)
        assert error.code == "E-CAM-05"
        assert reader.stats.age_s > 0.1
        give(reader, source, 1)
        assert reader.stats.error is None


def test_a_failing_sink_is_detached_and_the_preview_goes_on() -> None:
    full = RecordingError("E-REC-01", "the queue is full")

    class Failing(Kept):
        def submit(self, frame: Frame) -> None:
            super().submit(frame)
            raise full

    source, latest, sink = Fed(), LatestFrame(), Failing()
    with Reader(source, latest) as reader:
        reader.attach(sink)
        give(reader, source, 0, 1, 2)
        assert sink.indices == [0]
        assert reader.stats.sink_error is full
        assert reader.stats.error is None
        _, newest = latest.peek()
        assert newest is not None
        assert newest.index == 2
        kept = Kept()
        reader.attach(kept)
        assert reader.stats.sink_error is None
        give(reader, source, 3)
        assert kept.indices == [3]


def test_a_sink_may_detach_itself() -> None:
    source = Fed()
    with Reader(source, LatestFrame()) as reader:

        class Once(Kept):
            def submit(self, frame: Frame) -> None:
                super().submit(frame)
                reader.detach()

        sink = Once()
        reader.attach(sink)
        give(reader, source, 0, 1)
        assert sink.indices == [0]


def test_detach_waits_for_the_frame_that_is_being_submitted() -> None:
    entered, go_on, done = threading.Event(), threading.Event(), threading.Event()

    class Slow:
        def submit(self, frame: Frame) -> None:
            entered.set()
            go_on.wait(5.0)
            done.set()

    source = Fed()
    with Reader(source, LatestFrame()) as reader:
        reader.attach(Slow())
        source.feed.put(frame(0))
        assert entered.wait(5.0)
        threading.Timer(0.05, go_on.set).start()
        reader.detach()
        assert done.is_set()


def test_the_rate_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr("liveness.capture.reader.time.monotonic", lambda: now[0])
    reader = Reader(Fed(), LatestFrame())
    for index in range(90):
        now[0] += 1 / 30
        reader._hand_on(frame(index))
    assert reader.stats.fps == pytest.approx(30.0)
    now[0] += 5.0
    assert reader.stats.fps == 0.0
    assert reader.stats.age_s == pytest.approx(5.0)


def test_a_hanging_driver_does_not_hold_the_exit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("liveness.capture.reader.JOIN_S", 0.05)
    go_on = threading.Event()

    class Hanging(Fed):
        def read(self) -> Frame | None:
            go_on.wait(10.0)
            return None

        def close(self) -> None:
            self.closed = True

    source = Hanging()
    begun = time.monotonic()
    with Reader(source, LatestFrame()) as reader:
        pass
    assert time.monotonic() - begun < 1.0
    assert source.closed
    go_on.set()
    reader._thread.join(5.0)
    assert not reader._thread.is_alive()
