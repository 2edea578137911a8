from __future__ import annotations

import threading
from collections.abc import Iterator
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
