from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from liveness.capture import recorder as recorder_module
from liveness.capture.face import Face
from liveness.capture.frame import Frame
from liveness.capture.recorder import Recorder
from liveness.datasets import journal as journal_module
from liveness.datasets.codec import Codec, decode, encode
from liveness.datasets.consent import Consent
from liveness.datasets.errors import LivenessError, RecordingError, StorageError
from liveness.datasets.evidence import Evidence, FusedEvidence, SignalMap
from liveness.datasets.journal import SYNC_WINDOW, JournalWriter, read_journal
from liveness.datasets.presentation import Presentation
from liveness.datasets.records import (
    AnalysisRecord,
    EventRecord,
    FrameRecord,
    Record,
    TakeEnd,
)
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import CaptureInfo, TakeHeader

MakeRecorder = Callable[..., Recorder]
FUSED = FusedEvidence(1.0, True, "accept", False, {"depth": 1.0})


def _frame(i: int, *, size: tuple[int, int] = (20, 30), jpeg: bool = False) -> Frame:
    rng = np.random.default_rng(i)
    image = rng.integers(0, 256, (*size, 3), dtype=np.uint8)
    if not jpeg:
        return Frame(image, 1000 + i * 33_000_000, i, arrival_ns=i)
    data = encode(image, Codec.JPEG)
    shown = decode(data, Codec.CAMERA_JPEG, width=size[1], height=size[0])
    return Frame(shown, 1000 + i * 33_000_000, i, data, "jpeg", i)


@dataclass
class _Snapshot:
    frame: Frame
    face: Face | None = None
    evidence: dict[str, Evidence] = field(default_factory=dict)
    fused: FusedEvidence = FUSED
    quality: dict[str, float] = field(default_factory=dict)


@pytest.fixture
def root(tmp_path: Path) -> DatasetRoot:
    return DatasetRoot.create(tmp_path / "root")


@pytest.fixture
def make(root: DatasetRoot) -> Iterator[MakeRecorder]:
    made: list[Recorder] = []

    def recorder(
        *, codec: str = "lossless", clock: str = "media", **options: object
    ) -> Recorder:
        header = TakeHeader(
            id=root.new_take_id(),
            session="visit",
            presentation=Presentation(subject="S1"),
            consent=Consent(id="C1", subject="S1"),
            capture=CaptureInfo.model_validate(
                {"source": "x", "kind": "camera", "width": 30, "height": 20, "clock": clock}
            ),
            codec=codec,  # type: ignore[arg-type]
        )
        made.append(Recorder(root, header, zero_ns=1000, **options))  # type: ignore[arg-type]
        return made[-1]

    yield recorder
    for item in made:
        item.stop()
    alive = [thread.name for thread in threading.enumerate() if thread.name == "journal"]
    assert alive == []


def _records(path: Path) -> list[Record]:
    with read_journal(path) as reading:
        records = list(reading.records())
        assert reading.notes == []
    return records


def _frames(path: Path) -> list[FrameRecord]:
    return [record for record in _records(path) if isinstance(record, FrameRecord)]


def _events(path: Path) -> list[tuple[str, str]]:
    return [(r.kind, r.text) for r in _records(path) if isinstance(r, EventRecord)]


def _end(path: Path) -> TakeEnd:
    end = _records(path)[-1]
    assert isinstance(end, TakeEnd)
    return end


def _wait_for(condition: Callable[[], bool]) -> None:
    limit = time.monotonic() + 5
    while not condition():
        assert time.monotonic() < limit, "waited in vain"
        time.sleep(0.002)


class _Gate:
    """Holds the journal's writes until it is opened."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.open = threading.Event()
        write = JournalWriter.frame

        def held(writer: JournalWriter, record: FrameRecord) -> None:
            assert self.open.wait(5)
            write(writer, record)

        monkeypatch.setattr(JournalWriter, "frame", held)


def test_frames_are_recorded_in_order_and_lossless(make: MakeRecorder) -> None:
    with make(workers=2) as recorder:
        for i in range(40):
            # sizes of very different cost, so that the pool finishes out of order
            recorder.submit(_frame(i, size=(200, 300) if i % 4 == 0 else (2, 3)), block=True)
        path = recorder.stop()
    frames = _frames(path)
    assert [frame.index for frame in frames] == list(range(40))
    assert [frame.time_ns for frame in frames] == [i * 33_000_000 for i in range(40)]
    for frame in frames[:5]:
        image = decode(frame.data, frame.codec, width=frame.width, height=frame.height)
        size = (200, 300) if frame.index % 4 == 0 else (2, 3)
        assert np.array_equal(image, _frame(frame.index, size=size).image)
    assert _end(path) == TakeEnd(frames=40)


@pytest.mark.parametrize(
    ("codec", "jpeg", "expected"),
    [
        ("auto", True, Codec.CAMERA_JPEG),
        ("auto", False, Codec.JPEG_XL),
        ("lossless", True, Codec.JPEG_XL),
        ("lossless", False, Codec.JPEG_XL),
        ("jpeg", True, Codec.CAMERA_JPEG),
        ("jpeg", False, Codec.JPEG),
    ],
)
def test_the_codec_is_chosen_by_header_and_frame(
    make: MakeRecorder, codec: str, jpeg: bool, expected: Codec
) -> None:
    frame = _frame(0, jpeg=jpeg)
    with make(codec=codec) as recorder:
        recorder.submit(frame)
        path = recorder.stop()
    (kept,) = _frames(path)
    assert kept.codec is expected
    if expected is Codec.CAMERA_JPEG:
        assert kept.data == frame.encoded


def test_only_acknowledged_frames_count(
    make: MakeRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = _Gate(monkeypatch)
    with make() as recorder:
        for i in range(3):
            recorder.submit(_frame(i))
        assert recorder.status.frames_submitted == 3
        assert recorder.status.frames_on_disk == 0
        assert recorder.status.queue == 3
        gate.open.set()
        _wait_for(lambda: recorder.status.frames_on_disk == 3)
        status = recorder.status
        assert (status.queue, status.failed) == (0, None)
        assert status.seconds == pytest.approx(0.066)
        assert status.bytes_on_disk == recorder.path.stat().st_size


def test_a_full_queue_fails_loudly_and_keeps_what_it_took(
    make: MakeRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = _Gate(monkeypatch)
    told: list[LivenessError] = []
    with make(queue_frames=4, on_failure=told.append) as recorder:
        for i in range(4):
            recorder.submit(_frame(i))
        with pytest.raises(RecordingError) as caught:
            recorder.submit(_frame(4))
        assert caught.value.code == "E-REC-01"
        assert recorder.status.failed is caught.value
        assert told == [caught.value]
        gate.open.set()
        with pytest.raises(RecordingError):
            recorder.submit(_frame(5))
        path = recorder.stop()
    assert told == [caught.value]
    assert [frame.index for frame in _frames(path)] == [0, 1, 2, 3]
    end = _end(path)
    assert (end.status, end.frames) == ("incomplete", 4)
    assert end.reason.startswith("E-REC-01")


def test_a_blocking_submit_waits_for_room(
    make: MakeRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = _Gate(monkeypatch)
    with make(queue_frames=2) as recorder:
        done = threading.Event()

        def feed() -> None:
            for i in range(6):
                recorder.submit(_frame(i), block=True)
            done.set()

        thread = threading.Thread(target=feed)
        thread.start()
        _wait_for(lambda: recorder.status.queue == 2)
        assert not done.wait(0.05)
        assert recorder.status.queue == 2
        gate.open.set()
        assert done.wait(5)
        thread.join(5)
        assert len(_frames(recorder.stop())) == 6


def test_submit_returns_at_once(make: MakeRecorder) -> None:
    frames = [_frame(i, size=(720, 1280)) for i in range(8)]
    costs = []
    with make() as recorder:
        for frame in frames:
            started = time.perf_counter()
            recorder.submit(frame)
            costs.append(time.perf_counter() - started)
    # noise of 720p takes some 15 ms to encode; the median of the hand-over is far below 1 ms
    assert sorted(costs)[len(costs) // 2] < 1e-3


@pytest.mark.parametrize("at", [0, 3, 7])
def test_a_full_disk_stops_the_take_and_keeps_the_rest(
    make: MakeRecorder, monkeypatch: pytest.MonkeyPatch, at: int
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
    with make(on_failure=told.append) as recorder:
        for i in range(8):
            try:
                recorder.submit(_frame(i), block=True)
            except StorageError:
                break
        _wait_for(lambda: recorder.status.failed is not None)
        failed = recorder.status.failed
        assert isinstance(failed, StorageError)
        assert failed.code == "E-DSK-03"
        with pytest.raises(StorageError):
            recorder.submit(_frame(9), block=True)
        path = recorder.stop()
    assert told == [failed]
    assert [frame.index for frame in _frames(path)] == list(range(at))
    assert _end(path).status == "incomplete"
    assert recorder.status.frames_on_disk == at


def test_the_reserve_stops_a_take_before_the_disk_is_full(
    make: MakeRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recorder_module, "_SPACE_EVERY_S", 0.0)
    with make() as recorder:
        recorder.submit(_frame(0))
        _wait_for(lambda: recorder.status.frames_on_disk == 1)
        monkeypatch.setattr(DatasetRoot, "free_bytes", lambda _: 100)
        recorder.submit(_frame(1))
        _wait_for(lambda: recorder.status.failed is not None)
        failed = recorder.status.failed
        assert failed is not None
        assert failed.code == "E-DSK-01"
        assert _end(recorder.stop()).frames == 2


def test_a_full_disk_is_refused_before_the_start(
    make: MakeRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DatasetRoot, "free_bytes", lambda _: 100)
    monkeypatch.setenv("LIVENESS_DISK_RESERVE", "1000")
    recorder = make()
    with pytest.raises(StorageError, match="E-DSK-01"):
        recorder.__enter__()
    assert not recorder.path.exists()


def test_gaps_are_drops_and_events(make: MakeRecorder) -> None:
    with make() as recorder:
        for i in (3, 4, 7, 8, 2):
            recorder.submit(_frame(i))
        assert recorder.status.dropped == 2
        path = recorder.stop()
    assert _events(path) == [
        ("dropped", "2 frames before frame 7"),
        ("index", "frame 2 follows frame 8"),
    ]
    assert _end(path).dropped == 2


def test_a_change_of_size_or_codec_is_an_event(make: MakeRecorder) -> None:
    with make(codec="auto") as recorder:
        recorder.submit(_frame(0, jpeg=True))
        recorder.submit(_frame(1))
        recorder.submit(_frame(2, size=(10, 12)))
        path = recorder.stop()
    assert _events(path) == [("codec", "CAMERA_JPEG to JPEG_XL"), ("size", "30x20 to 12x10")]
    assert [(f.width, f.height) for f in _frames(path)] == [(30, 20), (30, 20), (12, 10)]


def test_a_slow_disk_is_shown_and_noted(
    make: MakeRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_module, "SLOW_SYNC_S", -1.0)
    with make(codec="auto") as recorder:
        assert recorder.status.sync == "frame"
        frame = _frame(0, jpeg=True)
        for i in range(SYNC_WINDOW + 1):
            same = Frame(frame.image, i, i, frame.encoded, frame.encoding)
            recorder.submit(same, block=True)
        path = recorder.stop()
        assert recorder.status.sync == "second"
    assert [kind for kind, _ in _events(path)] == ["sync"]


def _face() -> Face:
    points = np.ones((478, 3), np.float32)
    return Face(points, (0, 0, 1, 1), 1.0, 2.0, 3.0, 60.0, 9.0, 500.0)


def test_analyses_are_recorded_with_small_maps(make: MakeRecorder) -> None:
    values = np.ones((100, 200), np.float32)
    relief = SignalMap(values, "relief", "mm", 0.0, 2.0, (0, 0, 1, 1))
    item = Evidence("depth", 1.0, True, 1.0, map=relief)
    with make() as recorder:
        recorder.submit_analysis(_Snapshot(_frame(0), _face()))
        for i in range(5, 8):
            recorder.submit(_frame(i))
            recorder.submit_analysis(
                _Snapshot(_frame(i), _face(), {"depth": item}, quality={"luma": float(i)})
            )
        # a frame from before the take
        recorder.submit_analysis(_Snapshot(_frame(4), _face()))
        path = recorder.stop()
        recorder.submit_analysis(_Snapshot(_frame(7), _face()))
    analyses = [record for record in _records(path) if isinstance(record, AnalysisRecord)]
    assert [record.index for record in analyses] == [5, 6, 7]
    assert analyses[0].pose == (1.0, 2.0, 3.0)
    assert analyses[0].quality == {"luma": 5.0}
    maps = [record.evidence["depth"].map for record in analyses]
    assert maps[0] is not None
    assert maps[0].values.shape == (64, 64)
    assert maps[1] is None
    assert maps[2] is None


def test_the_time_zero_stands_in_the_header(make: MakeRecorder) -> None:
    with make() as recorder:
        path = recorder.path
    with read_journal(path) as reading:
        assert reading.header.zero_ns == 1000
        # a file's own clock says nothing of the day
        assert reading.header.zero_utc is None
    with make(clock="monotonic") as recorder:
        assert recorder.header.zero_utc is not None
        assert recorder.header.zero_utc.endswith("Z")


def test_an_error_in_the_block_makes_the_take_incomplete(make: MakeRecorder) -> None:
    recorder = make().__enter__()
    recorder.submit(_frame(0))
    recorder.__exit__(RuntimeError, RuntimeError("unplugged"), None)
    end = _end(recorder.path)
    assert (end.status, end.reason, end.frames) == (
        "incomplete",
        "RuntimeError: unplugged",
        1,
    )


def test_after_the_end_nothing_is_taken(make: MakeRecorder) -> None:
    with make() as recorder:
        path = recorder.stop("incomplete", "by hand")
        assert recorder.stop() == path
        with pytest.raises(RecordingError, match="E-REC-04"):
            recorder.submit(_frame(0))
        recorder.event("note", "too late")
    assert _records(path) == [TakeEnd(status="incomplete", reason="by hand")]


def test_a_discarded_take_is_gone(make: MakeRecorder, root: DatasetRoot) -> None:
    with make() as recorder:
        recorder.submit(_frame(0))
        recorder.discard()
    assert root.unfinished() == []


def test_an_unforeseen_error_is_a_failure(
    make: MakeRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> bytes:
        raise MemoryError("no memory")

    monkeypatch.setattr("liveness.capture.recording.encode", broken)
    with make() as recorder:
        recorder.submit(_frame(0))
        _wait_for(lambda: recorder.status.failed is not None)
        assert "E-REC-05" in str(recorder.status.failed)
        assert _end(recorder.stop()).status == "incomplete"
