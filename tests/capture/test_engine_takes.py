"""Takes of a live engine: they begin with a frame, and end whatever happens."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from capture_fakes import (
    Camera,
    bare_analyser,
    journal_end,
    journal_frames,
    journal_records,
    wait_for,
)

from liveness.capture import engine as engine_module
from liveness.capture.engine import LiveEngine
from liveness.capture.frame import Frame
from liveness.capture.recorder import Recorder
from liveness.datasets.errors import RecordingError, SourceError, StorageError
from liveness.datasets.journal_reading import read_journal
from liveness.datasets.reader import TakeReader
from liveness.datasets.records import AnalysisRecord
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeHeader


def test_a_take_begins_with_the_next_frame_and_keeps_every_one(
    root: DatasetRoot, live_header: Callable[[], TakeHeader]
) -> None:
    with LiveEngine(Camera(), analyser_factory=bare_analyser) as engine:
        wait_for(lambda: engine.health().frames_read > 5)
        before = engine.health().frames_read
        engine.start_recording(root, live_header())
        assert engine.finished is None
        wait_for(lambda: ((engine.recording and engine.recording.frames_on_disk) or 0) > 10)
        journal = engine.stop_recording()
        assert engine.recording is None
        assert engine.finished is not None
        assert engine.finished.status == "complete"
        assert engine.state == "running"
    frames, end = journal_frames(journal), journal_end(journal)
    analyses = [r for r in journal_records(journal) if isinstance(r, AnalysisRecord)]
    indices = [frame.index for frame in frames]
    assert indices[0] >= before
    assert indices == list(range(indices[0], indices[0] + len(indices)))
    assert frames[0].time_ns == 0
    assert (end.status, end.dropped) == ("complete", 0)
    assert {a.index for a in analyses} <= set(indices)
    assert max(a.index for a in analyses) >= indices[-1] - 1
    with read_journal(journal) as reading:
        assert reading.header.zero_ns > 0


def test_two_takes_from_one_engine(
    root: DatasetRoot, live_header: Callable[[], TakeHeader]
) -> None:
    journals = []
    with LiveEngine(Camera(), analyser_factory=bare_analyser) as engine:
        wait_for(lambda: engine.state == "running")
        for _ in range(2):
            engine.start_recording(root, live_header())
            wait_for(lambda: ((engine.recording and engine.recording.frames_on_disk) or 0) > 3)
            journals.append(engine.stop_recording())
    first, second = (journal_frames(journal) for journal in journals)
    assert first[-1].index < second[0].index


def test_recording_is_refused_while_one_runs_and_while_nothing_runs(
    root: DatasetRoot, live_header: Callable[[], TakeHeader]
) -> None:
    camera = Camera()
    camera.opening = threading.Event()
    with LiveEngine(camera, analyser_factory=bare_analyser) as engine:
        with pytest.raises(RecordingError, match="E-REC-07"):
            engine.start_recording(root, live_header())
        with pytest.raises(RecordingError, match="E-REC-04"):
            engine.stop_recording()
        camera.opening.set()
        wait_for(lambda: engine.state == "running")
        engine.start_recording(root, live_header())
        with pytest.raises(RecordingError, match="E-REC-06"):
            engine.start_recording(root, live_header())


@pytest.mark.parametrize(
    ("failure", "code"),
    [(None, "E-CAM-05"), (SourceError("E-CAM-08", "the cable is out"), "E-CAM-08")],
)
def test_a_source_that_ends_mid_take_keeps_what_came(
    root: DatasetRoot,
    live_header: Callable[[], TakeHeader],
    failure: Exception | None,
    code: str,
) -> None:
    camera, told = Camera(failure=failure), []
    engine = LiveEngine(camera, analyser_factory=bare_analyser)
    engine.on_take_ended = told.append
    with engine:
        wait_for(lambda: engine.state == "running")
        engine.start_recording(root, live_header())
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
    journal = engine.stop_recording()
    frames, end = journal_frames(journal), journal_end(journal)
    assert frames[-1].index == camera.index - 1
    assert end.status == "incomplete"
    assert code in end.reason
    assert engine.state == ("failed" if failure else "ended")


def test_a_source_that_stalls_ends_the_take_and_not_the_picture(
    root: DatasetRoot, live_header: Callable[[], TakeHeader], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_module, "TAKE_STALL_S", 0.15)
    camera = Camera()
    with LiveEngine(camera, analyser_factory=bare_analyser) as engine:
        wait_for(lambda: engine.state == "running")
        engine.start_recording(root, live_header())
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
    root: DatasetRoot, live_header: Callable[[], TakeHeader]
) -> None:
    with LiveEngine(Camera(), analyser_factory=bare_analyser) as engine:
        wait_for(lambda: engine.state == "running")
        engine.start_recording(root, live_header())
        wait_for(lambda: ((engine.recording and engine.recording.frames_submitted) or 0) > 3)
    assert engine.finished is not None
    assert engine.finished.journal is not None
    assert journal_end(engine.finished.journal).status == "incomplete"
    assert "closed the source" in str(engine.finished.error)


def test_a_recorder_that_fails_ends_the_take_with_its_error(
    root: DatasetRoot, live_header: Callable[[], TakeHeader], monkeypatch: pytest.MonkeyPatch
) -> None:
    full = StorageError("E-DSK-03", "the disk is full")
    submitted = Recorder.submit

    def submit(self: Recorder, frame: Frame, *, block: bool = False) -> None:
        submitted(self, frame, block=block)
        if self.status.frames_submitted == 6:
            self._fail(full)

    monkeypatch.setattr(Recorder, "submit", submit)
    with LiveEngine(Camera(), analyser_factory=bare_analyser) as engine:
        wait_for(lambda: engine.state == "running")
        engine.start_recording(root, live_header())
        wait_for(lambda: engine.finished)
        assert engine.state == "running"
        journal = engine.stop_recording()
    assert engine.finished is not None
    assert engine.finished.error is full
    assert journal_end(journal).status == "incomplete"


def test_a_journal_that_cannot_be_created_is_an_error_and_no_take(
    root: DatasetRoot, live_header: Callable[[], TakeHeader], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Recorder) -> Recorder:
        raise StorageError("E-DSK-02", "read-only")

    monkeypatch.setattr(Recorder, "__enter__", refuse)
    with LiveEngine(Camera(), analyser_factory=bare_analyser) as engine:
        wait_for(lambda: engine.state == "running")
        engine.start_recording(root, live_header())
        wait_for(lambda: engine.finished)
        with pytest.raises(StorageError, match="E-DSK-02"):
            engine.stop_recording()


def test_a_take_that_is_broken_off_is_kept_and_says_why(
    root: DatasetRoot, live_header: Callable[[], TakeHeader]
) -> None:
    with LiveEngine(Camera(), analyser_factory=bare_analyser) as engine:
        wait_for(lambda: engine.state == "running")
        engine.start_recording(root, live_header())
        wait_for(lambda: ((engine.recording and engine.recording.frames_on_disk) or 0) > 3)
        journal = engine.stop_recording("aborted", "phone rang")
    record = root.finalise(journal)
    assert (record.outcome, record.result, record.usable) == ("aborted", "aborted", False)
    assert record.frames > 3
    with TakeReader(root.take_path(record)) as take:
        about = take.attributes().root
    assert (about.outcome, about.outcome_reason) == ("aborted", "phone rang")
