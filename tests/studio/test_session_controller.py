from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from liveness.capture.livetake import TakeResult
from liveness.capture.recording import RecorderStatus
from liveness.datasets.errors import ConsentError, RecordingError, StorageError
from liveness.studio.session_controller import SessionController


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


class FakeEngine:
    """An engine whose recording the test drives."""

    def __init__(self) -> None:
        self.info: Any = "info"
        self.analyser: Any = SimpleNamespace(model_id="mesh 1")
        self.recording: RecorderStatus | None = None
        self.finished: TakeResult | None = None
        self.started: list[Any] = []
        self.release = threading.Event()
        self.release.set()
        self.refuse: StorageError | None = None
        self.endings: list[tuple[str, str]] = []

    def start_recording(self, root: Any, header: Any) -> None:
        if self.refuse:
            raise self.refuse
        self.finished = None
        self.started.append(header)
        self.recording = RecorderStatus(3, 2, 1000, 0.1, 1, 0, "frame", None)

    def stop_recording(self, status: str = "complete", reason: str = "") -> Path:
        self.endings.append((status, reason))
        assert self.release.wait(5)
        self.recording = None
        self.finished = TakeResult("T1", Path("T1.mcap"), "complete")
        return Path("T1.mcap")


class FakeRoot:
    def __init__(self) -> None:
        self.journals: list[Path] = []
        self.error: StorageError | None = None
        self.count = 0
        self.replaced: list[tuple[str, str]] = []
        self.refuse_supersede: StorageError | None = None

    def supersede(self, old: str, new: str) -> None:
        if self.refuse_supersede:
            raise self.refuse_supersede
        self.replaced.append((old, new))

    def new_take_id(self) -> str:
        self.count += 1
        return f"T{self.count}"

    def finalise(self, journal: Path) -> Any:
        self.journals.append(journal)
        if self.error:
            raise self.error
        return SimpleNamespace(id=f"T{len(self.journals)}")


class Desk:
    def __init__(self) -> None:
        self.clock, self.engine, self.root = Clock(), FakeEngine(), FakeRoot()
        self.cues: list[tuple[str, float]] = []
        self.controller = SessionController(clock=self.clock, cue=self._cue)
        self.happened: list[Any] = []
        self.request: Callable[[], Any] = lambda: SimpleNamespace(
            header=lambda take, info, analyser, **_: take
        )

    def _cue(self, cue: str) -> None:
        self.cues.append((cue, round(self.clock.now - 1000, 3)))

    def begin(self, seconds: float = 0.0) -> None:
        root, engine = self.root, self.engine
        self.controller.begin(root, engine, self.request, seconds=seconds)  # type: ignore[arg-type]

    def run(self, seconds: float) -> None:
        """Let time pass in steps of a screen."""
        end = self.clock.now + seconds
        while self.clock.now < end - 1e-9:
            self.clock.now = min(end, self.clock.now + 0.02)
            self.tick()

    def tick(self) -> None:
        self.controller.tick()
        self.happened += self.controller.happened()

    def until(self, ready: Callable[[], bool]) -> None:
        limit = time.monotonic() + 5
        while not ready() and time.monotonic() < limit:
            self.tick()
            time.sleep(0.002)
        assert ready()

    @property
    def kinds(self) -> list[str]:
        return [item.kind for item in self.happened]


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = Desk()
    yield made
    made.engine.release.set()
    made.controller.close(2.0)


def start(desk: Desk, seconds: float = 0.0) -> None:
    desk.begin(seconds)
    desk.run(3.04)
    desk.until(lambda: desk.controller.phase == "recording")


def test_tones_are_a_second_apart_and_the_take_begins_at_zero(desk: Desk) -> None:
    desk.begin()
    time.sleep(0.02)  # the request is made in its thread
    desk.run(2.98)
    assert desk.controller.phase == "countdown"
    assert not desk.engine.started
    desk.run(0.04)
    desk.until(lambda: desk.controller.phase == "recording")
    assert [cue for cue, _ in desk.cues] == ["tick", "tick", "tick", "start"]
    times = [at for _, at in desk.cues]
    assert times == pytest.approx([0.0, 1.0, 2.0, 3.0], abs=0.05)
    assert desk.engine.started == ["T1"]


def test_a_take_ends_after_its_time_and_becomes_a_record(desk: Desk) -> None:
    start(desk, seconds=5.0)
    desk.run(4.9)
    assert desk.controller.phase == "recording"
    assert desk.controller.status is not None
    assert desk.controller.status.frames_on_disk == 2
    desk.run(0.2)
    desk.until(lambda: "take" in desk.kinds)
    assert desk.kinds == ["started", "finalising", "take"]
    assert desk.root.journals == [Path("T1.mcap")]
    assert desk.cues[-1][0] == "done"
    assert desk.controller.phase == "idle"


def test_ticking_never_waits_for_the_disk(desk: Desk) -> None:
    start(desk)
    desk.engine.release.clear()
    desk.controller.stop()
    began = time.monotonic()
    for _ in range(50):
        desk.tick()
    assert time.monotonic() - began < 0.1
    assert desk.controller.phase == "finishing"
    assert desk.controller.busy
    desk.engine.release.set()
    desk.until(lambda: "take" in desk.kinds)


def test_stop_in_the_countdown_records_nothing(desk: Desk) -> None:
    desk.begin()
    desk.run(1.5)
    desk.controller.stop()
    desk.run(3.04)
    assert desk.controller.phase == "idle"
    assert desk.kinds == ["cancelled"]
    assert not desk.engine.started


def test_a_retake_replaces_the_take_before(desk: Desk) -> None:
    assert not desk.controller.retake()
    for number in (1, 2):
        if number == 2:
            assert desk.controller.retake()
        start(desk)
        desk.controller.stop()
        desk.until(lambda n=number: desk.kinds.count("take") == n)
    first, second = [item for item in desk.happened if item.kind == "take"]
    assert (first.superseded, second.superseded) == (None, "T1")
    assert desk.root.replaced == [("T1", "T2")]


def test_a_retake_that_cannot_be_noted_is_a_take_and_an_error(desk: Desk) -> None:
    start(desk)
    desk.controller.stop()
    desk.until(lambda: desk.kinds.count("take") == 1)
    desk.root.refuse_supersede = StorageError("E-DSK-03", "the disk is full")
    assert desk.controller.retake()
    start(desk)
    desk.controller.stop()
    desk.until(lambda: desk.kinds.count("take") == 2)
    assert desk.happened[-2].superseded is None
    assert desk.happened[-1].error is desk.root.refuse_supersede


@pytest.mark.parametrize("where", ["request", "start"])
def test_what_keeps_a_take_from_beginning_is_told(desk: Desk, where: str) -> None:
    if where == "request":

        def refuse() -> Any:
            raise ConsentError("E-CON-02", "no valid consent")

        desk.request = refuse
    else:
        desk.engine.refuse = StorageError("E-DSK-01", "the disk is nearly full")
    desk.begin()
    desk.run(3.04)
    desk.until(lambda: desk.controller.phase == "failed")
    assert desk.controller.failure is not None
    assert desk.kinds == ["failed"]
    assert desk.cues[-1][0] == "rejected"


def test_a_disk_that_dies_stops_the_take_and_keeps_what_was_written(desk: Desk) -> None:
    start(desk)
    error = RecordingError("E-REC-03", "the disk is full")
    desk.engine.finished = TakeResult("T1", Path("T1.mcap"), "incomplete", error)
    desk.tick()
    assert desk.controller.phase == "failed"
    assert desk.controller.failure is error
    desk.until(lambda: "take" in desk.kinds)
    assert desk.kinds == ["started", "failed", "take"]


def test_a_take_that_ends_without_a_reason_is_told(desk: Desk) -> None:
    start(desk)
    desk.engine.finished = TakeResult("T1", None, "incomplete")
    desk.tick()
    failure = desk.controller.failure
    assert failure is not None
    assert failure.code == "E-REC-09"


def test_a_file_that_cannot_be_made_is_told(desk: Desk) -> None:
    desk.root.error = StorageError("E-DSK-01", "the disk is full")
    start(desk)
    desk.controller.stop()
    desk.until(lambda: "failed" in desk.kinds)
    assert desk.happened[-1].error is desk.root.error
    assert not desk.controller.busy


def test_no_source_at_zero_is_a_failure_not_a_crash(desk: Desk) -> None:
    desk.begin()
    desk.engine.info = None
    desk.run(3.04)
    desk.until(lambda: desk.controller.phase == "failed")
    assert desk.controller.failure is not None
    assert desk.controller.failure.code == "E-REC-07"


def test_a_take_that_is_broken_off_replaces_nothing() -> None:
    desk = Desk()
    desk.begin()
    desk.run(4)
    desk.until(lambda: desk.controller.phase == "recording")
    desk.controller.stop()
    desk.until(lambda: desk.controller.can_retake)
    assert desk.controller.retake()
    desk.begin()
    assert not desk.controller.abort("why")  # a countdown is only cancelled
    assert desk.controller.phase == "idle"
    desk.controller.retake()
    desk.begin()
    desk.run(4)
    desk.until(lambda: desk.controller.phase == "recording")
    assert desk.controller.abort("phone rang")
    desk.until(lambda: len(desk.root.journals) == 2)
    desk.until(lambda: not desk.controller.finalising)
    assert desk.engine.endings == [("complete", ""), ("aborted", "phone rang")]
    assert desk.root.replaced == []
    assert not desk.controller.abort("nothing runs")
    desk.controller.close()
