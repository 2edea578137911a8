from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Self

import numpy as np
import pytest

from liveness.capture.frame import Frame, Source
from liveness.capture.prefetch import Prefetch
from liveness.datasets.errors import SourceError
from liveness.datasets.take import CaptureInfo


class Counting:
    """A source of ``n`` frames that may fail at one of them."""

    live = False
    frame_count = None
    info = CaptureInfo(source="counting", kind="demo", width=2, height=2)

    def __init__(self, n: int, fail_at: int | None = None) -> None:
        self.n, self.fail_at, self.read_so_far = n, fail_at, 0

    def read(self) -> Frame | None:
        if self.read_so_far == self.fail_at:
            raise SourceError("E-CAM-05", "it vanished")
        if self.read_so_far == self.n:
            return None
        self.read_so_far += 1
        return Frame(np.zeros((2, 2, 3), np.uint8), 0, self.read_so_far - 1)

    def close(self) -> None: ...

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


def indices(frames: Iterator[Frame]) -> list[int]:
    return [frame.index for frame in frames]


def test_no_frame_is_lost_or_reordered() -> None:
    source: Source = Counting(50)
    with Prefetch(source) as frames:
        assert indices(iter(frames)) == list(range(50))


def test_an_error_comes_where_its_frame_would() -> None:
    seen: list[int] = []
    with pytest.raises(SourceError), Prefetch(Counting(50, fail_at=7)) as frames:
        seen.extend(frame.index for frame in frames)
    assert seen == list(range(7))


def test_leaving_early_stops_the_thread() -> None:
    source = Counting(10_000)
    with Prefetch(source, ahead=2) as frames:
        next(iter(frames))
    assert source.read_so_far < 100
    assert not [t for t in threading.enumerate() if t.name == "prefetch" and t.is_alive()]


class Parallel(Counting):
    """A source whose frames are decoded in any thread; every third takes until the next two."""

    def __init__(self, n: int, fail_at: int | None = None, broken_at: int = -1) -> None:
        super().__init__(n, fail_at)
        self.broken_at = broken_at
        self.decoded: list[int] = []
        self.threads: set[str] = set()
        self.go_on = [threading.Event() for _ in range(n + 2)]

    def read_packet(self) -> Callable[[], Frame] | None:
        frame = super().read()
        return None if frame is None else lambda: self.decode(frame)

    def decode(self, frame: Frame) -> Frame:
        self.threads.add(threading.current_thread().name)
        if frame.index == self.broken_at:
            raise SourceError("E-CAM-07", "it is damaged")
        if frame.index % 3 == 0:
            self.go_on[frame.index + 1].wait(1.0)
        self.decoded.append(frame.index)
        self.go_on[frame.index].set()
        return frame


def test_frames_decoded_side_by_side_come_in_order() -> None:
    source = Parallel(30)
    with Prefetch(source) as frames:
        assert indices(iter(frames)) == list(range(30))
    assert source.decoded.index(1) < source.decoded.index(0), "the second was done first"
    assert len(source.threads) == 2
    assert all(name.startswith("decode") for name in source.threads)


def test_a_damaged_frame_is_told_in_its_place() -> None:
    seen: list[int] = []
    with (
        pytest.raises(SourceError, match="E-CAM-07"),
        Prefetch(Parallel(30, broken_at=11)) as frames,
    ):
        seen.extend(frame.index for frame in frames)
    assert seen == list(range(11))


def test_few_frames_are_decoded_ahead() -> None:
    source = Parallel(1000)
    with Prefetch(source, ahead=3) as frames:
        next(iter(frames))
        assert source.read_so_far <= 5, "one taken, three held, one in hand"
    assert len(source.decoded) <= 5
    assert not [t for t in threading.enumerate() if t.name.startswith("decode")]
