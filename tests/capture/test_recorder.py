"""Frames to the journal, in order and untouched."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field

import numpy as np
import pytest
from capture_fakes import (
    JournalGate,
    MakeRecorder,
    face,
    journal_end,
    journal_events,
    journal_frames,
    journal_records,
    noise_frame,
    wait_for,
)

from liveness.capture.face import Face
from liveness.capture.frame import Frame
from liveness.datasets.codec import Codec, decode
from liveness.datasets.evidence import Evidence, FusedEvidence, SignalMap
from liveness.datasets.journal import read_journal
from liveness.datasets.records import (
    AnalysisRecord,
    TakeEnd,
)

FUSED = FusedEvidence(1.0, True, "accept", False, {"depth": 1.0})


@dataclass
class _Snapshot:
    frame: Frame
    face: Face | None = None
    evidence: dict[str, Evidence] = field(default_factory=dict)
    fused: FusedEvidence = FUSED
    quality: dict[str, float] = field(default_factory=dict)


def test_frames_are_recorded_in_order_and_lossless(make_recorder: MakeRecorder) -> None:
    with make_recorder(workers=2) as recorder:
        for i in range(40):
            # sizes of very different cost, so that the pool finishes out of order
            recorder.submit(
                noise_frame(i, size=(200, 300) if i % 4 == 0 else (2, 3)), block=True
            )
        path = recorder.stop()
    frames = journal_frames(path)
    assert [frame.index for frame in frames] == list(range(40))
    assert [frame.time_ns for frame in frames] == [i * 33_000_000 for i in range(40)]
    for frame in frames[:5]:
        image = decode(frame.data, frame.codec, width=frame.width, height=frame.height)
        size = (200, 300) if frame.index % 4 == 0 else (2, 3)
        assert np.array_equal(image, noise_frame(frame.index, size=size).image)
    assert journal_end(path) == TakeEnd(frames=40)


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
    make_recorder: MakeRecorder, codec: str, jpeg: bool, expected: Codec
) -> None:
    frame = noise_frame(0, jpeg=jpeg)
    with make_recorder(codec=codec) as recorder:
        recorder.submit(frame)
        path = recorder.stop()
    (kept,) = journal_frames(path)
    assert kept.codec is expected
    if expected is Codec.CAMERA_JPEG:
        assert kept.data == frame.encoded


def test_only_acknowledged_frames_count(
    make_recorder: MakeRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = JournalGate(monkeypatch)
    with make_recorder() as recorder:
        for i in range(3):
            recorder.submit(noise_frame(i))
        assert recorder.status.frames_submitted == 3
        assert recorder.status.frames_on_disk == 0
        assert recorder.status.queue == 3
        gate.open.set()
        wait_for(lambda: recorder.status.frames_on_disk == 3)
        status = recorder.status
        assert (status.queue, status.failed) == (0, None)
        assert status.seconds == pytest.approx(0.066)
        assert status.bytes_on_disk == recorder.path.stat().st_size


def test_a_blocking_submit_waits_for_room(
    make_recorder: MakeRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = JournalGate(monkeypatch)
    with make_recorder(queue_frames=2) as recorder:
        done = threading.Event()

        def feed() -> None:
            for i in range(6):
                recorder.submit(noise_frame(i), block=True)
            done.set()

        thread = threading.Thread(target=feed)
        thread.start()
        wait_for(lambda: recorder.status.queue == 2)
        assert not done.wait(0.05)
        assert recorder.status.queue == 2
        gate.open.set()
        assert done.wait(5)
        thread.join(5)
        assert len(journal_frames(recorder.stop())) == 6


def test_submit_returns_at_once(make_recorder: MakeRecorder) -> None:
    frames = [noise_frame(i, size=(720, 1280)) for i in range(8)]
    costs = []
    with make_recorder() as recorder:
        for frame in frames:
            started = time.perf_counter()
            recorder.submit(frame)
            costs.append(time.perf_counter() - started)
    # noise of 720p takes some 15 ms to encode; the median of the hand-over is far below 1 ms
    assert sorted(costs)[len(costs) // 2] < 1e-3


def test_gaps_are_drops_and_events(make_recorder: MakeRecorder) -> None:
    with make_recorder() as recorder:
        for i in (3, 4, 7, 8, 2):
            recorder.submit(noise_frame(i))
        assert recorder.status.dropped == 2
        path = recorder.stop()
    assert journal_events(path) == [
        ("dropped", "2 frames before frame 7"),
        ("index", "frame 2 follows frame 8"),
    ]
    assert journal_end(path).dropped == 2


def test_a_change_of_size_or_codec_is_an_event(make_recorder: MakeRecorder) -> None:
    with make_recorder(codec="auto") as recorder:
        recorder.submit(noise_frame(0, jpeg=True))
        recorder.submit(noise_frame(1))
        recorder.submit(noise_frame(2, size=(10, 12)))
        path = recorder.stop()
    assert journal_events(path) == [
        ("codec", "CAMERA_JPEG to JPEG_XL"),
        ("size", "30x20 to 12x10"),
    ]
    assert [(f.width, f.height) for f in journal_frames(path)] == [(30, 20), (30, 20), (12, 10)]


def test_analyses_are_recorded_with_small_maps(make_recorder: MakeRecorder) -> None:
    values = np.ones((100, 200), np.float32)
    relief = SignalMap(values, "relief", "mm", 0.0, 2.0, (0, 0, 1, 1))
    item = Evidence("depth", 1.0, True, 1.0, map=relief)
    with make_recorder() as recorder:
        recorder.submit_analysis(_Snapshot(noise_frame(0), face()))
        for i in range(5, 8):
            recorder.submit(noise_frame(i))
            recorder.submit_analysis(
                _Snapshot(noise_frame(i), face(), {"depth": item}, quality={"luma": float(i)})
            )
        # a frame from before the take
        recorder.submit_analysis(_Snapshot(noise_frame(4), face()))
        path = recorder.stop()
        recorder.submit_analysis(_Snapshot(noise_frame(7), face()))
    analyses = [
        record for record in journal_records(path) if isinstance(record, AnalysisRecord)
    ]
    assert [record.index for record in analyses] == [5, 6, 7]
    assert analyses[0].pose == (1.0, 2.0, 3.0)
    assert analyses[0].quality == {"luma": 5.0}
    maps = [record.evidence["depth"].map for record in analyses]
    assert maps[0] is not None
    assert maps[0].values.shape == (64, 64)
    assert maps[1] is None
    assert maps[2] is None


def test_the_time_zero_stands_in_the_header(make_recorder: MakeRecorder) -> None:
    with make_recorder() as recorder:
        path = recorder.path
    with read_journal(path) as reading:
        assert reading.header.zero_ns == 1000
        # a file's own clock says nothing of the day
        assert reading.header.zero_utc is None
    with make_recorder(clock="monotonic") as recorder:
        assert recorder.header.zero_utc is not None
        assert recorder.header.zero_utc.endswith("Z")
