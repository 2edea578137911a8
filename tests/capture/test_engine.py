from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
import pytest

from liveness.capture import engine as engine_module
from liveness.capture import livetake
from liveness.capture.analysis import Analyser
from liveness.capture.engine import LiveEngine
from liveness.capture.face import Face
from liveness.capture.frame import Frame
from liveness.capture.livetake import LiveTake
from liveness.capture.recorder import Recorder
from liveness.capture.signal import SignalContext
from liveness.capture.tracker import FaceTracker
from liveness.datasets.consent import Consent
from liveness.datasets.errors import LivenessError, RecordingError, SourceError, StorageError
from liveness.datasets.journal_reading import read_journal
from liveness.datasets.presentation import Presentation
from liveness.datasets.records import AnalysisRecord, FrameRecord, TakeEnd
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import CaptureInfo, TakeHeader

INFO = CaptureInfo(source="fake", kind="demo", width=64, height=48, fps=100.0, virtual=True)


class Camera:
    """Gives a frame every 5 ms until the test says otherwise."""

    live = True
    frame_count = None
    info = INFO

    def __init__(self, count: int = 10_000, *, failure: Exception | None = None) -> None:
        self.count, self.failure = count, failure
        self.opening: threading.Event | None = None
        self.refusal: LivenessError | None = None
        self.paused = threading.Event()
        self.ended = threading.Event()
        self.closed = threading.Event()
        self.index = 0

    def __enter__(self) -> Self:
        if self.opening is not None:
            self.opening.wait(2)
        if self.refusal is not None:
            raise self.refusal
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def read(self) -> Frame | None:
        self.closed.wait(0.005)
        while self.paused.is_set() and not self.closed.wait(0.005):
            pass
        if self.closed.is_set() or self.ended.is_set() or self.index >= self.count:
            if self.failure is not None and not self.closed.is_set():
                raise self.failure
            return None
        image = np.full((48, 64, 3), self.index % 200, np.uint8)
        now = time.monotonic_ns()
        frame = Frame(image, now, self.index, arrival_ns=now)
        self.index += 1
        return frame

    def close(self) -> None:
        self.closed.set()


class Tracker(FaceTracker):
    def update(self, frame: Frame) -> Face | None:
        return Face(np.zeros((478, 3), np.float32), (10, 10, 30, 30), 0, 0, 0, 15, 3, 500)


def make(context: SignalContext) -> Analyser:
    return Analyser(context, signals=(), tracker=Tracker(context))


@pytest.fixture
def root(tmp_path: Path) -> DatasetRoot:
    return DatasetRoot.create(tmp_path / "root")


@pytest.fixture
def header(root: DatasetRoot) -> Callable[[], TakeHeader]:
    session = root.start_session(site="here", operator="O1", camera="fake")

    def new() -> TakeHeader:
        return TakeHeader(
            id=root.new_take_id(),
            session=session.id,
            presentation=Presentation(subject="S1"),
            consent=Consent(id="C1", subject="S1"),
            capture=INFO,
            schedule="live",
        )

    return new


def wait_for(condition: Callable[[], Any], limit_s: float = 4.0) -> None:
    end = time.monotonic() + limit_s
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.005)


def records(journal: Path) -> tuple[list[FrameRecord], list[AnalysisRecord], TakeEnd]:
    with read_journal(journal) as reading:
        found = list(reading.records())
        assert not reading.notes
    ends = [r for r in found if isinstance(r, TakeEnd)]
    assert len(ends) == 1
    return (
        [r for r in found if isinstance(r, FrameRecord)],
        [r for r in found if isinstance(r, AnalysisRecord)],
        ends[0],
    )


def test_opening_never_keeps_the_caller_waiting() -> None:
    camera = Camera()
    camera.opening = threading.Event()
    start = time.perf_counter()
    with LiveEngine(camera, analyser_factory=make) as engine:
        assert time.perf_counter() - start < 0.2
        assert engine.state == "opening"
        assert engine.info is None
        assert engine.health().latency_ms is None
        camera.opening.set()
        wait_for(lambda: engine.snapshots.peek()[1])
        assert engine.state == "running"
        assert engine.info == INFO
        assert engine.analyser is not None
        assert engine.analyser.context.fps == 100.0
    assert camera.closed.is_set()
    assert engine.state == "ended"
    assert engine.error is None


def test_health_while_it_runs() -> None:
    with LiveEngine(Camera(), analyser_factory=make) as engine:
        wait_for(lambda: engine.health().frames_read > 20)
        wait_for(lambda: engine.health().analysis_fps > 20)
        health = engine.health()
    assert health.state == "running"
    assert 20 < health.capture_fps < 250
    assert health.dropped == 0
    assert health.latency_ms is not None
    assert 0 < health.latency_ms < 200


def test_a_source_that_cannot_open_fails_with_its_reason() -> None:
    camera = Camera()
    camera.refusal = SourceError("E-CAM-02", "it is in use")
    with LiveEngine(camera, analyser_factory=make) as engine:
        seen = engine.snapshots.take(0, 3.0, engine.is_over)
    assert seen == (0, None)
    assert engine.state == "failed"
    assert engine.error is camera.refusal
    assert engine.health().error is camera.refusal


def test_a_source_that_breaks_in_a_foreign_way_is_named() -> None:
    camera = Camera(5, failure=OSError("usb"))
    with LiveEngine(camera, analyser_factory=make) as engine:
        wait_for(engine.is_over)
        wait_for(lambda: engine.state == "failed")
    assert engine.error is not None
    assert engine.error.code == "E-CAM-09"
    assert "usb" in str(engine.error)


def test_the_last_frame_of_a_source_is_analysed() -> None:
    with LiveEngine(Camera(12), analyser_factory=make) as engine:
        wait_for(lambda: engine.state == "ended")
        snapshot = engine.snapshots.peek()[1]
    assert snapshot is not None
    assert snapshot.frame.index == 11


def test_maps_chosen_before_the_source_is_open_are_kept() -> None:
    asked: list[Any] = []

    class Spy(Analyser):
        def process(self, frame: Frame, *, maps: Any = (), only: Any = None) -> Any:
            asked.append(maps)
            return super().process(frame, maps=maps, only=only)

    def make_spy(context: SignalContext) -> Analyser:
        return Spy(context, signals=(), tracker=Tracker())

    engine = LiveEngine(Camera(), analyser_factory=make_spy)
    engine.set_maps({"depth"})
    with engine:
        wait_for(lambda: asked)
        engine.set_maps(())
        del asked[1:]
        wait_for(lambda: len(asked) > 3)
        assert set(asked[2:]) == {()}
    assert asked[0] == ("depth",)


def test_a_take_begins_with_the_next_frame_and_keeps_every_one(
    root: DatasetRoot, header: Callable[[], TakeHeader]
) -> None:
    with LiveEngine(Camera(), analyser_factory=make) as engine:
        wait_for(lambda: engine.health().frames_read > 5)
        before = engine.health().frames_read
        engine.start_recording(root, header())
        assert engine.finished is None
        wait_for(lambda: ((engine.recording and engine.recording.frames_on_disk) or 0) > 10)
        journal = engine.stop_recording()
        assert engine.recording is None
        assert engine.finished is not None
        assert engine.finished.status == "complete"
        assert engine.state == "running"
    frames, analyses, end = records(journal)
    indices = [frame.index for frame in frames]
    assert indices[0] >= before
    assert indices == list(range(indices[0], indices[0] + len(indices)))
    assert frames[0].time_ns == 0
    assert (end.status, end.dropped) == ("complete", 0)
    assert {a.index for a in analyses} <= set(indices)
    assert max(a.index for a in analyses) >= indices[-1] - 1
    with read_journal(journal) as reading:
        assert reading.header.zero_ns > 0


def test_two_takes_from_one_engine(root: DatasetRoot, header: Callable[[], TakeHeader]) -> None:
    journals = []
    with LiveEngine(Camera(), analyser_factory=make) as engine:
        wait_for(lambda: engine.state == "running")
        for _ in range(2):
            engine.start_recording(root, header())
            wait_for(lambda: ((engine.recording and engine.recording.frames_on_disk) or 0) > 3)
            journals.append(engine.stop_recording())
    first, second = (records(journal)[0] for journal in journals)
    assert first[-1].index < second[0].index


def test_recording_is_refused_while_one_runs_and_while_nothing_runs(
    root: DatasetRoot, header: Callable[[], TakeHeader]
) -> None:
    camera = Camera()
    camera.opening = threading.Event()
    with LiveEngine(camera, analyser_factory=make) as engine:
        with pytest.raises(RecordingError, match="E-REC-07"):
            engine.start_recording(root, header())
        with pytest.raises(RecordingError, match="E-REC-04"):
            engine.stop_recording()
        camera.opening.set()
        wait_for(lambda: engine.state == "running")
        engine.start_recording(root, header())
        with pytest.raises(RecordingError, match="E-REC-06"):
            engine.start_recording(root, header())


@pytest.mark.parametrize(
    ("failure", "code"),
    [(None, "E-CAM-05"), (SourceError("E-CAM-08", "the cable is out"), "E-CAM-08")],
)
def test_a_source_that_ends_mid_take_keeps_what_came(
    root: DatasetRoot,
    header: Callable[[], TakeHeader],
    failure: Exception | None,
    code: str,
) -> None:
    camera, told = Camera(failure=failure), []
    engine = LiveEngine(camera, analyser_factory=make)
    engine.on_take_ended = told.append
    with engine:
        wait_for(lambda: engine.state == "running")
        engine.start_recording(root, header())
        wait_for(lambda: ((engine.recording and engine.recording.frames_submitted) or 0) > 8)
        camera.ended.set()
        wait_for(lambda: engine.finished)
        wait_for(lambda: engine.state in ("ended", "failed"))
    assert engine.finished is not None
    assert told == [engine.finished]
    assert engine.finished.status == "incomplete"
    assert engine.finished.error is not None
    assert engine.finished.error.code == code
    assert engine.stop_recording() == engine.finished.journal
    frames, _, end = records(engine.stop_recording())
    assert frames[-1].index == camera.index - 1
    assert end.status == "incomplete"
    assert code in end.reason
    assert engine.state == ("failed" if failure else "ended")


def test_a_source_that_stalls_ends_the_take_and_not_the_picture(
    root: DatasetRoot, header: Callable[[], TakeHeader], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_module, "TAKE_STALL_S", 0.15)
    camera = Camera()
    with LiveEngine(camera, analyser_factory=make) as engine:
        wait_for(lambda: engine.state == "running")
        engine.start_recording(root, header())
        wait_for(lambda: ((engine.recording and engine.recording.frames_submitted) or 0) > 3)
        camera.paused.set()
        wait_for(lambda: engine.finished)
        camera.paused.clear()
        read = engine.health().frames_read
        wait_for(lambda: engine.health().frames_read > read + 2)
        assert engine.state == "running"
    assert engine.finished is not None
    assert engine.finished.error is not None
    assert "E-CAM-05: no frame for 0." in str(engine.finished.error)


def test_leaving_the_engine_ends_the_take_as_incomplete(
    root: DatasetRoot, header: Callable[[], TakeHeader]
) -> None:
    with LiveEngine(Camera(), analyser_factory=make) as engine:
        wait_for(lambda: engine.state == "running")
        engine.start_recording(root, header())
        wait_for(lambda: ((engine.recording and engine.recording.frames_submitted) or 0) > 3)
    assert engine.finished is not None
    assert engine.finished.journal is not None
    assert records(engine.finished.journal)[2].status == "incomplete"
    assert "closed the source" in str(engine.finished.error)


def test_a_recorder_that_fails_ends_the_take_with_its_error(
    root: DatasetRoot, header: Callable[[], TakeHeader], monkeypatch: pytest.MonkeyPatch
) -> None:
    full = StorageError("E-DSK-03", "the disk is full")
    submitted = Recorder.submit

    def submit(self: Recorder, frame: Frame, *, block: bool = False) -> None:
        submitted(self, frame, block=block)
        if self.status.frames_submitted == 6:
            self._fail(full)

    monkeypatch.setattr(Recorder, "submit", submit)
    with LiveEngine(Camera(), analyser_factory=make) as engine:
        wait_for(lambda: engine.state == "running")
        engine.start_recording(root, header())
        wait_for(lambda: engine.finished)
        assert engine.state == "running"
        journal = engine.stop_recording()
    assert engine.finished is not None
    assert engine.finished.error is full
    assert records(journal)[2].status == "incomplete"


def test_a_journal_that_cannot_be_created_is_an_error_and_no_take(
    root: DatasetRoot, header: Callable[[], TakeHeader], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Recorder) -> Recorder:
        raise StorageError("E-DSK-02", "read-only")

    monkeypatch.setattr(Recorder, "__enter__", refuse)
    with LiveEngine(Camera(), analyser_factory=make) as engine:
        wait_for(lambda: engine.state == "running")
        engine.start_recording(root, header())
        wait_for(lambda: engine.finished)
        with pytest.raises(StorageError, match="E-DSK-02"):
            engine.stop_recording()


def test_a_take_without_a_frame_says_so(
    root: DatasetRoot, header: Callable[[], TakeHeader]
) -> None:
    result = LiveTake(root, header()).finish()
    assert result.journal is None
    assert result.error is not None
    assert result.error.code == "E-REC-02"


def test_frames_wait_while_the_journal_is_created_and_none_is_lost(
    root: DatasetRoot, header: Callable[[], TakeHeader], monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, entered = threading.Event(), Recorder.__enter__

    def slow(self: Recorder) -> Recorder:
        gate.wait(2)
        return entered(self)

    monkeypatch.setattr(Recorder, "__enter__", slow)
    take, camera = LiveTake(root, header()), Camera(80)
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
    assert [r.index for r in records(result.journal)[0]] == list(range(80))


def test_a_disk_too_slow_to_begin_fails_the_take_aloud(
    root: DatasetRoot, header: Callable[[], TakeHeader], monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, entered = threading.Event(), Recorder.__enter__

    def slow(self: Recorder) -> Recorder:
        gate.wait(2)
        return entered(self)

    monkeypatch.setattr(Recorder, "__enter__", slow)
    monkeypatch.setattr(livetake, "BACKLOG_FRAMES", 3)
    take, camera = LiveTake(root, header()), Camera()
    for _ in range(5):
        frame = camera.read()
        assert frame is not None
        take.submit(frame)
    assert take.failed is not None
    assert take.failed.code == "E-REC-01"
    gate.set()
    assert take.finish().status == "incomplete"


def test_the_engine_is_imported_without_mediapipe_and_sound() -> None:
    code = (
        "import sys, liveness.capture.engine, liveness.capture.audio, liveness.capture.signals;"
        "sys.exit(' '.join({'mediapipe', 'sounddevice', 'PySide6'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stderr.strip() == ""
