"""What was before a take: kept while nothing is recorded, stored with the take."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from capture_fakes import (
    Camera,
    FixedTracker,
    analyser,
    bare_analyser,
    face,
    journal_frames,
    noise_frame,
    oval_face,
    wait_for,
)

from liveness.capture import preroll
from liveness.capture.analysis import Analyser, Snapshot
from liveness.capture.engine import LiveEngine
from liveness.capture.face import Face
from liveness.capture.frame import Frame
from liveness.capture.preroll import Preroll
from liveness.capture.signal import SignalContext
from liveness.datasets.consent import Consent
from liveness.datasets.evidence import FusedEvidence
from liveness.datasets.reader import TakeReader
from liveness.datasets.session import PrivacyMode
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeHeader
from liveness.datasets.verify import verify_take

MakeHeader = Callable[[], TakeHeader]


def consent(ago_s: float = 3600.0) -> Consent:
    granted = datetime.now(UTC) - timedelta(seconds=ago_s)
    return Consent(id="C1", subject="S1", granted_utc=granted.isoformat())


def old(header: TakeHeader, **changes: object) -> TakeHeader:
    """The header of a person who agreed an hour ago."""
    return header.model_copy(update={"consent": consent(), **changes})


def live(i: int, *, jpeg: bool = False) -> Frame:
    return dataclasses.replace(noise_frame(i, jpeg=jpeg), arrival_ns=0)


def kept(ring: Preroll) -> list[int]:
    return [frame.index for frame, _ in ring.drain(consent())]


def test_only_the_last_seconds_stay() -> None:
    ring = Preroll(0.5)
    for i in range(40):
        ring.submit(live(i))
    assert kept(ring) == list(range(24, 40))  # 33 ms apart
    assert len(ring) == ring.size == 0


def test_raw_frames_are_bounded_and_a_cameras_jpeg_is_not_kept_decoded() -> None:
    raw, packets = Preroll(100.0), Preroll(100.0)
    for i in range(80):
        raw.submit(live(i))
        packets.submit(live(i, jpeg=True))
    assert len(raw) == preroll.RAW_FRAMES
    assert raw.size == preroll.RAW_FRAMES * 20 * 30 * 3
    assert len(packets) == 80
    assert packets.size == sum(len(live(i, jpeg=True).encoded or b"") for i in range(80))


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preroll, "LIMIT_BYTES", 5 * 1800)
    ring = Preroll()
    for i in range(20):
        ring.submit(live(i))
    assert ring.size == 5 * 1800
    assert kept(ring) == list(range(15, 20))


def test_a_decoded_packet_is_the_frame_that_came() -> None:
    ring, frame = Preroll(), live(1, jpeg=True)
    ring.submit(frame)
    ((again, _),) = ring.drain(consent())
    assert (again.encoded, again.encoding, again.time_ns) == (
        frame.encoded,
        "jpeg",
        frame.time_ns,
    )
    np.testing.assert_array_equal(again.image, frame.image)


def test_frames_out_of_order_and_twice_are_left_out_and_a_new_start_is_one() -> None:
    ring = Preroll()
    for i in (5, 6, 6, 4, 7):
        ring.submit(live(i))
    assert kept(ring) == [5, 6, 7]
    for i in (500, 1, 2):
        ring.submit(live(i))
    assert kept(ring) == [1, 2]


def test_faces_are_known_by_frame() -> None:
    ring = Preroll()
    for i in range(3):
        ring.submit(live(i))
    fused = FusedEvidence(0.0, False, "undecided", False, {})
    ring.analysed(Snapshot(live(1), face(), 1, {}, fused, {}, {}))
    ring.analysed(Snapshot(live(9), face(), 1, {}, fused, {}, {}))
    assert [found is not None for _, found in ring.drain(consent())] == [False, True, False]


@pytest.mark.parametrize("granted", ["soon", "2999-01-01T00:00:00", ""])
def test_nothing_from_before_the_consent(granted: str) -> None:
    ring = Preroll()
    ring.submit(live(1))
    assert not list(ring.drain(Consent(id="C1", subject="S1", granted_utc=granted)))


def test_switched_off_it_keeps_nothing_and_forgets_what_it_had() -> None:
    ring = Preroll(0.0)
    ring.submit(live(1))
    assert not len(ring)
    ring.seconds = 2.0
    ring.submit(live(2))
    assert len(ring) == 1
    ring.seconds = 0.0
    assert not len(ring)


class SmallFace(FixedTracker):
    def update(self, frame: Frame) -> Face:
        return oval_face(20, 10, 20, 24)


def small_face(context: SignalContext) -> Analyser:
    return analyser(tracker=SmallFace(context))


def record(root: DatasetRoot, header: TakeHeader, *, takes: int = 1) -> list[TakeReader]:
    found = []
    with LiveEngine(Camera(), analyser_factory=small_face) as engine:
        wait_for(lambda: engine.health().frames_read > 12)
        wait_for(lambda: engine.snapshots.peek()[0] > 3)
        for number in range(takes):
            engine.start_recording(root, header.model_copy(update={"id": f"T{number}"}))
            wait_for(lambda: ((engine.recording and engine.recording.frames_on_disk) or 0) > 5)
            assert not len(engine.preroll)
            journal = engine.stop_recording()
            assert journal_frames(journal)[0].time_ns == 0
            found.append(TakeReader(root.take_path(root.finalise(journal))))
            wait_for(lambda: len(engine.preroll) > 3)
    return found


def test_each_live_take_has_what_was_before_it(
    root: DatasetRoot, live_header: MakeHeader
) -> None:
    first, second = record(root, old(live_header()), takes=2)
    with first, second:
        for take in (first, second):
            before = take.preroll
            assert before is not None
            assert len(before) > 3
            times = before.time_ns
            assert times[-1] < 0
            assert np.all(np.diff(times) > 0)
            assert np.diff(before.index).tolist() == [1] * (len(before) - 1)
            assert take.index[0] == before.index[-1] + 1
            shown = before.picture(0)
            assert np.all(shown == before.index[0] % 200)
        # a frame belongs to one take alone
        assert second.preroll is not None
        assert second.preroll.index[0] > first.index[-1]
        assert verify_take(take.path) == []


@pytest.mark.parametrize(("mode", "pixels"), [("signals", False), ("face", True)])
def test_privacy_modes_hold_for_it(
    root: DatasetRoot, live_header: MakeHeader, mode: PrivacyMode, pixels: bool
) -> None:
    (take,) = record(root, old(live_header(), privacy=mode))
    with take:
        before = take.preroll
        assert before is not None
        assert bool(before.has_pixels.any()) is pixels
        assert all(before.crop(i) for i in np.flatnonzero(before.has_pixels))


def test_off_by_choice(root: DatasetRoot, live_header: MakeHeader) -> None:
    with LiveEngine(Camera(), analyser_factory=bare_analyser, preroll_s=0.0) as engine:
        wait_for(lambda: engine.health().frames_read > 8)
        engine.start_recording(root, old(live_header()))
        wait_for(lambda: ((engine.recording and engine.recording.frames_on_disk) or 0) > 2)
        journal = engine.stop_recording()
    with TakeReader(root.take_path(root.finalise(journal))) as take:
        assert take.preroll is None
