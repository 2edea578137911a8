from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from capture_fakes import Camera, bare_analyser, journal_events, journal_records, wait_for

from liveness.capture.engine import LiveEngine
from liveness.capture.microphone import RATE_HZ, SoundBlock, SoundStats
from liveness.capture.recorder import Recorder
from liveness.capture.soundtrack import SoundTrack, refusal
from liveness.datasets.consent import Consent
from liveness.datasets.errors import SoundError
from liveness.datasets.journal_reading import read_journal
from liveness.datasets.records_extra import AudioRecord
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import CaptureInfo, SoundInfo, TakeHeader

MS = 1_000_000
ALLOWED = Consent(id="C1", subject="S1", scope=("record", "audio"))


class FakeMicrophone:
    """Blocks of ten milliseconds, when the test says so."""

    info = SoundInfo(device="desk", rate_hz=RATE_HZ, channels=1, uncertainty_ns=7)

    def __init__(self) -> None:
        self.sink: Any = None
        self.stats = SoundStats(-20.0, True, 7, 0, 0, None)
        self.attached = 0

    def attach(self, sink: Any) -> None:
        self.sink, self.attached = sink, self.attached + 1

    def detach(self) -> None:
        self.sink = None

    def hear(self, *at_ms: int) -> None:
        for ms in at_ms:
            if self.sink is not None:
                values = np.arange(480) + ms * 48
                samples = (values % 30000).astype(np.int16).reshape(-1, 1)
                self.sink(SoundBlock(samples, ms * 48, ms * MS))


@pytest.fixture
def header(live_header: Callable[[], TakeHeader]) -> TakeHeader:
    return live_header().model_copy(update={"consent": ALLOWED})


def sounds(path: Path) -> list[AudioRecord]:
    return [item for item in journal_records(path) if isinstance(item, AudioRecord)]


def record(root: DatasetRoot, header: TakeHeader) -> Recorder:
    return Recorder(root, header, zero_ns=1000 * MS)


def test_the_track_runs_from_the_first_frame_to_the_last(
    root: DatasetRoot, header: TakeHeader
) -> None:
    microphone = FakeMicrophone()
    track = SoundTrack(microphone, header)
    track.begin(1005 * MS)
    microphone.hear(980, 990, 1000, 1010, 1020)
    with Recorder(root, header, zero_ns=1005 * MS) as recorder:
        track.frame(1015 * MS)
        track.record_to(recorder)
        track.frame(1043 * MS)
        microphone.hear(1030, 1040, 1050)
        track.finish(1043 * MS)
        microphone.hear(1060)
        path = recorder.stop()
    found = sounds(path)
    joined = np.concatenate([item.samples for item in found])[:, 0]
    first, last = 1005 * 48, 1043 * 48
    assert joined.tolist() == [value % 30000 for value in range(first, last + 1)]
    assert found[0].time_ns == 0
    assert found[0].position == first
    assert journal_events(path) == []


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"consent": Consent(id="C1", subject="S1")}, "consent C1 is without audio"),
        ({"privacy": "face", "face_margin": 0.2}, "privacy mode face keeps no sound"),
        (
            {
                "capture": CaptureInfo(
                    source="clip.mp4", kind="video", width=64, height=48, clock="media"
                )
            },
            "the picture comes from a file, whose time is not the room's",
        ),
    ],
)
def test_what_is_not_allowed_never_leaves_the_microphone(
    root: DatasetRoot, header: TakeHeader, change: dict[str, Any], why: str
) -> None:
    header = header.model_copy(update=change)
    assert refusal(header) == why
    microphone = FakeMicrophone()
    track = SoundTrack(microphone, header)
    assert track.info is None
    with record(root, header) as recorder:
        track.begin(1000 * MS)
        track.record_to(recorder)
        microphone.hear(1000, 1010)
        track.finish(1010 * MS)
        path = recorder.stop()
    assert microphone.attached == 0
    assert sounds(path) == []
    assert journal_events(path) == [("microphone", f"no sound: {why}")]


def test_what_the_sound_lacks_is_told(root: DatasetRoot, header: TakeHeader) -> None:
    microphone = FakeMicrophone()
    microphone.stats = SoundStats(-20.0, True, 7, 3, 100, None)
    track = SoundTrack(microphone, header)
    with record(root, header) as recorder:
        track.begin(1000 * MS)
        track.record_to(recorder)
        track.frame(3000 * MS)
        microphone.hear(1400, 1410)
        gone = SoundError("E-AUD-04", "gone", "desk: no sound for 1.5 s")
        microphone.stats = SoundStats(-20.0, True, 7, 5, 580, gone)
        track.finish(3000 * MS)
        path = recorder.stop()
    assert [text for _, text in journal_events(path)] == [
        "the sound begins 0.4 s after the first frame",
        "the sound ends 1.6 s before the last frame",
        "the microphone has gone: desk: no sound for 1.5 s",
        "the driver lost sound 2 times, about 480 samples",
    ]
    assert len(sounds(path)) == 2


def test_a_microphone_that_says_nothing_does_not_hold_the_take_up(
    root: DatasetRoot, header: TakeHeader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("liveness.capture.soundtrack.TAIL_S", 0.1)
    track = SoundTrack(FakeMicrophone(), header)
    with record(root, header) as recorder:
        track.begin(1000 * MS)
        track.record_to(recorder)
        track.finish(2000 * MS)
        path = recorder.stop()
    assert journal_events(path) == [("microphone", "no sound came")]


def test_the_engine_gives_a_take_its_sound_and_names_the_microphone(
    root: DatasetRoot, header: TakeHeader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("liveness.capture.soundtrack.TAIL_S", 0.1)
    microphone = FakeMicrophone()
    with LiveEngine(Camera(), analyser_factory=bare_analyser) as engine:
        wait_for(lambda: engine.health().frames_read > 3)
        engine.microphone = microphone
        engine.start_recording(root, header)
        wait_for(lambda: microphone.sink is not None)
        wait_for(lambda: engine.recording and engine.recording.frames_on_disk > 3)
        _, frame = engine.frames.peek()
        assert frame is not None
        now_ms = frame.time_ns // MS
        microphone.hear(now_ms, now_ms + 10)
        wait_for(lambda: engine.frames.peek()[1].time_ns > (now_ms + 40) * MS)  # type: ignore[union-attr]
        journal = engine.stop_recording()
    assert microphone.sink is None
    assert sum(len(item.samples) for item in sounds(journal)) == 960
    with read_journal(journal) as reading:
        assert reading.header.sound == FakeMicrophone.info
