"""A live take whose journal is being created while frames come."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest
from capture_fakes import (
    Camera,
    journal_frames,
)

from liveness.capture import livetake
from liveness.capture.livetake import LiveTake
from liveness.capture.recorder import Recorder
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeHeader


def test_a_take_without_a_frame_says_so(
    root: DatasetRoot, live_header: Callable[[], TakeHeader]
) -> None:
    result = LiveTake(root, live_header()).finish()
    assert result.journal is None
    assert result.error is not None
    assert result.error.code == "E-REC-02"


def test_frames_wait_while_the_journal_is_created_and_none_is_lost(
    root: DatasetRoot, live_header: Callable[[], TakeHeader], monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, entered = threading.Event(), Recorder.__enter__

    def slow(self: Recorder) -> Recorder:
        gate.wait(2)
        return entered(self)

    monkeypatch.setattr(Recorder, "__enter__", slow)
    take, camera = LiveTake(root, live_header()), Camera(80)
    frames = [camera.read() for _ in range(80)]
    start = time.perf_counter()
    for frame in frames:
        assert frame is not None
        take.submit(frame)
    assert time.perf_counter() - start < 0.2
    assert take.status.queue == 80
    gate.set()
    monkeypatch.setattr(livetake, "ANALYSIS_LIMIT_S", 0.0)
    result = take.finish()
    assert result.journal is not None
    assert [r.index for r in journal_frames(result.journal)] == list(range(80))


def test_a_disk_too_slow_to_begin_fails_the_take_aloud(
    root: DatasetRoot, live_header: Callable[[], TakeHeader], monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, entered = threading.Event(), Recorder.__enter__

    def slow(self: Recorder) -> Recorder:
        gate.wait(2)
        return entered(self)

    monkeypatch.setattr(Recorder, "__enter__", slow)
    monkeypatch.setattr(livetake, "BACKLOG_FRAMES", 3)
    take, camera = LiveTake(root, live_header()), Camera()
    for _ in range(5):
        frame = camera.read()
        assert frame is not None
        take.submit(frame)
    assert take.failed is not None
    assert take.failed.code == "E-REC-01"
    gate.set()
    assert take.finish().status == "incomplete"
