"""The countdown's zero and the first stored frame, by one clock that the test moves."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

import numpy as np
import pytest

from liveness.capture.analysis import Analyser
from liveness.capture.engine import LiveEngine
from liveness.capture.frame import Frame
from liveness.capture.signal import SignalContext
from liveness.datasets.consent import Consent
from liveness.datasets.presentation import Presentation
from liveness.datasets.reader import TakeReader
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import CaptureInfo, TakeRecord
from liveness.studio.session_controller import SessionController
from liveness.studio.taking import TakeRequest

FPS = 30.0
SCREEN_S = 0.016


class NoFace:
    """A tracker that never looks."""

    faces, conflict, model_id = 0, None, "none"

    def __init__(self, context: SignalContext) -> None:
        self.context = context

    def update(self, frame: Frame) -> None:
        """Find nothing."""

    def reset(self) -> None:
        """Forget nothing."""

    def close(self) -> None:
        """Hold nothing."""


def bare(context: SignalContext) -> Analyser:
    tracker: Any = NoFace(context)
    return Analyser(context, signals=(), tracker=tracker)


class ClockedCamera:
    """A camera whose frames come at multiples of its interval, on the test's clock."""

    live = True
    frame_count = None
    info = CaptureInfo(source="clocked", kind="demo", width=64, height=48, fps=FPS)

    def __init__(self, phase_s: float) -> None:
        self.now_s, self.phase_s, self.index = 1000.0, phase_s, 0
        self.change = threading.Condition()
        self.waiting = self.closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def next_s(self) -> float:
        return 1000.0 + self.phase_s + self.index / FPS

    def read(self) -> Frame | None:
        with self.change:
            self.waiting = True
            self.change.notify_all()
            self.change.wait_for(lambda: self.closed or self.now_s >= self.next_s())
            self.waiting = False
            if self.closed:
                return None
            stamp, index = round(self.next_s() * 1e9), self.index
            self.index += 1
        return Frame(np.full((48, 64, 3), 90, np.uint8), stamp, index, arrival_ns=stamp)

    def close(self) -> None:
        with self.change:
            self.closed = True
            self.change.notify_all()

    def move(self, seconds: float) -> None:
        """Let time pass, and wait until every frame that is due was handed on."""
        with self.change:
            self.now_s += seconds
            self.change.notify_all()
            assert self.change.wait_for(
                lambda: self.waiting and self.now_s < self.next_s(), timeout=10
            )


def until(ready: Callable[[], bool]) -> None:
    limit = time.monotonic() + 10
    while not ready():
        assert time.monotonic() < limit
        time.sleep(0.002)


def take_from(camera: ClockedCamera, root: DatasetRoot) -> tuple[float, TakeRecord]:
    """Count down and record half a second; return the zero and the take."""
    consent = root.consents.get("C1")
    assert consent is not None
    visit = root.start_session("lab", "O1", "clocked", name="visit")
    request = TakeRequest(Presentation(subject="S1"), consent, visit)
    controller = SessionController(clock=lambda: camera.now_s)
    records: list[TakeRecord] = []
    with LiveEngine(camera, analyser_factory=bare, preroll_s=0.0) as engine:
        until(lambda: engine.state == "running" and camera.waiting)
        controller.begin(root, engine, lambda: request)
        assert controller._job is not None
        zero = controller._job.zero
        job = controller._job
        until(job.request.done)
        while camera.now_s < zero + 0.5:
            camera.move(SCREEN_S)
            controller.tick()
        assert controller.phase == "recording"
        controller.stop()

        def made() -> bool:
            controller.tick()
            records.extend(h.record for h in controller.happened() if h.record is not None)
            return bool(records)

        until(made)
        controller.close()
    return zero, records[0]


@pytest.mark.parametrize("phase_s", [0.0, 0.011, 0.031])
def test_the_first_stored_frame_comes_at_zero_or_within_a_frame_and_a_half(
    tmp_path: Path, phase_s: float
) -> None:
    root = DatasetRoot.create(tmp_path / "root")
    root.consents.add(Consent(id="C1", subject="S1"))
    zero, record = take_from(ClockedCamera(phase_s), root)
    with TakeReader(root.take_path(record)) as take:
        first = take.zero_ns / 1e9
        assert zero <= first < zero + 1.5 / FPS
        assert take.time_ns[0] == 0
        assert list(np.diff(take.index)) == [1] * (take.n_frames - 1)
