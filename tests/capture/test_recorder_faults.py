"""A recording that cannot go on: full queues, full disks, and its end."""

from __future__ import annotations

import pytest
from capture_fakes import (
    JournalGate,
    MakeRecorder,
    journal_end,
    journal_events,
    journal_frames,
    journal_records,
    noise_frame,
    wait_for,
)

from liveness.capture import journal_thread
from liveness.capture.frame import Frame
from liveness.datasets import journal as journal_module
from liveness.datasets.errors import LivenessError, RecordingError, StorageError
from liveness.datasets.journal import SYNC_WINDOW
from liveness.datasets.records import (
    TakeEnd,
)
from liveness.datasets.store import DatasetRoot


def test_a_full_queue_fails_loudly_and_keeps_what_it_took(
    make_recorder: MakeRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = JournalGate(monkeypatch)
    told: list[LivenessError] = []
    with make_recorder(queue_frames=4, on_failure=told.append) as recorder:
        for i in range(4):
            recorder.submit(noise_frame(i))
        with pytest.raises(RecordingError) as caught:
            recorder.submit(noise_frame(4))
        assert caught.value.code == "E-REC-01"
        assert recorder.status.failed is caught.value
        assert told == [caught.value]
        gate.open.set()
        with pytest.raises(RecordingError):
            recorder.submit(noise_frame(5))
        path = recorder.stop()
    assert told == [caught.value]
    assert [frame.index for frame in journal_frames(path)] == [0, 1, 2, 3]
    end = journal_end(path)
    assert (end.status, end.frames) == ("incomplete", 4)
    assert end.reason.startswith("E-REC-01")


@pytest.mark.parametrize("at", [0, 3, 7])
def test_a_full_disk_stops_the_take_and_keeps_the_rest(
    make_recorder: MakeRecorder, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    write = journal_module.write_all
    seen = 0

    def failing(fd: int, data: bytes) -> None:
        nonlocal seen
        if len(data) > 1500 and b"\x89LvTk" in data and b"subject" not in data:
            seen += 1
            if seen > at:
                write(fd, data[:700])
                raise OSError(28, "No space left on device")
        write(fd, data)

    told: list[LivenessError] = []
    monkeypatch.setattr(journal_module, "write_all", failing)
    with make_recorder(on_failure=told.append) as recorder:
        for i in range(8):
            try:
                recorder.submit(noise_frame(i), block=True)
            except StorageError:
                break
        wait_for(lambda: recorder.status.failed is not None)
        failed = recorder.status.failed
        assert isinstance(failed, StorageError)
        assert failed.code == "E-DSK-03"
        with pytest.raises(StorageError):
            recorder.submit(noise_frame(9), block=True)
        path = recorder.stop()
    assert told == [failed]
    assert [frame.index for frame in journal_frames(path)] == list(range(at))
    assert journal_end(path).status == "incomplete"
    assert recorder.status.frames_on_disk == at


def test_the_reserve_stops_a_take_before_the_disk_is_full(
    make_recorder: MakeRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_thread, "SPACE_EVERY_S", 0.0)
    with make_recorder() as recorder:
        recorder.submit(noise_frame(0))
        wait_for(lambda: recorder.status.frames_on_disk == 1)
        monkeypatch.setattr(DatasetRoot, "free_bytes", lambda _: 100)
        recorder.submit(noise_frame(1))
        wait_for(lambda: recorder.status.failed is not None)
        failed = recorder.status.failed
        assert failed is not None
        assert failed.code == "E-DSK-01"
        assert journal_end(recorder.stop()).frames == 2


def test_a_full_disk_is_refused_before_the_start(
    make_recorder: MakeRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DatasetRoot, "free_bytes", lambda _: 100)
    monkeypatch.setenv("LIVENESS_DISK_RESERVE", "1000")
    recorder = make_recorder()
    with pytest.raises(StorageError, match="E-DSK-01"):
        recorder.__enter__()
    assert not recorder.path.exists()


def test_a_slow_disk_is_shown_and_noted(
    make_recorder: MakeRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_module, "SLOW_SYNC_S", -1.0)
    with make_recorder(codec="auto") as recorder:
        assert recorder.status.sync == "frame"
        frame = noise_frame(0, jpeg=True)
        for i in range(SYNC_WINDOW + 1):
            same = Frame(frame.image, i, i, frame.encoded, frame.encoding)
            recorder.submit(same, block=True)
        path = recorder.stop()
        assert recorder.status.sync == "second"
    assert [kind for kind, _ in journal_events(path)] == ["sync"]


def test_an_error_in_the_block_makes_the_take_incomplete(make_recorder: MakeRecorder) -> None:
    recorder = make_recorder().__enter__()
    recorder.submit(noise_frame(0))
    recorder.__exit__(RuntimeError, RuntimeError("unplugged"), None)
    end = journal_end(recorder.path)
    assert (end.status, end.reason, end.frames) == (
        "incomplete",
        "RuntimeError: unplugged",
        1,
    )


def test_after_the_end_nothing_is_taken(make_recorder: MakeRecorder) -> None:
    with make_recorder() as recorder:
        path = recorder.stop("incomplete", "by hand")
        assert recorder.stop() == path
        with pytest.raises(RecordingError, match="E-REC-04"):
            recorder.submit(noise_frame(0))
        recorder.event("note", "too late")
    assert journal_records(path) == [TakeEnd(status="incomplete", reason="by hand")]


def test_a_discarded_take_is_gone(make_recorder: MakeRecorder, root: DatasetRoot) -> None:
    with make_recorder() as recorder:
        recorder.submit(noise_frame(0))
        recorder.discard()
    assert root.unfinished() == []


def test_an_unforeseen_error_is_a_failure(
    make_recorder: MakeRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> bytes:
        raise MemoryError("no memory")

    monkeypatch.setattr("liveness.capture.recording.encode", broken)
    with make_recorder() as recorder:
        recorder.submit(noise_frame(0))
        wait_for(lambda: recorder.status.failed is not None)
        assert "E-REC-05" in str(recorder.status.failed)
        assert journal_end(recorder.stop()).status == "incomplete"
