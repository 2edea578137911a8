"""What a privacy mode leaves out reaches neither the journal nor the take file.

The strictest test of that: two recordings that differ in nothing but the pixels that are left
out must come to the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import h5py
import numpy as np
import pytest
from capture_fakes import journal_events, journal_records, oval_face

from liveness.capture.face import Face
from liveness.capture.frame import Frame
from liveness.capture.recorder import Recorder
from liveness.datasets import journal as journal_module
from liveness.datasets.codec import Codec, decode, encode
from liveness.datasets.consent import Consent, Scope
from liveness.datasets.errors import RecordingError
from liveness.datasets.evidence import Evidence, FusedEvidence, SignalMap
from liveness.datasets.finalise import finalise_journal
from liveness.datasets.presentation import Presentation
from liveness.datasets.reader import TakeReader
from liveness.datasets.session import PrivacyMode
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import CaptureInfo, TakeHeader
from liveness.datasets.verify import verify_take

HEIGHT, WIDTH = 96, 128
NS = 33_000_000
ANALYSED = (0, 2, 3, 4, 7)
"""Frames that the analysis sees; there is no face in frame 4, and it is late for 8 and 9."""
FUSED = FusedEvidence(1.0, True, "accept", False, {"eyes": 1.0}, ("enough",))


@dataclass
class _Snapshot:
    frame: Frame
    face: Face | None
    evidence: Mapping[str, Evidence]
    fused: FusedEvidence = FUSED
    quality: Mapping[str, float] = field(default_factory=dict)


def _face(i: int) -> Face | None:
    return None if i == 4 else oval_face(40 + i, 30, 24, 32)


def _crop(i: int) -> tuple[int, int, int, int]:
    return 32 + i, 22, 40, 48


KEPT = {i: _crop(i) for i in (-1, 0, 2, 3, 7)} | {1: (32, 22, 42, 48)}
"""What may be kept; of frame 1, which the analysis skips, what 0 and 2 keep together."""


def _image(i: int, outside: int) -> np.ndarray:
    """Noise; what may be kept of it is the same for every ``outside``."""
    image = np.random.default_rng([i + 9, outside]).integers(0, 256, (HEIGHT, WIDTH, 3))
    x, y, w, h = KEPT.get(i, (0, 0, 0, 0))
    image[y : y + h, x : x + w] = np.random.default_rng(i + 9).integers(0, 256, (h, w, 3))
    return image.astype(np.uint8)


def _frame(i: int, outside: int, jpeg: bool) -> Frame:
    image = _image(i, outside)
    depth = np.full((HEIGHT, WIDTH), 400 + outside, np.uint16)
    x, y, w, h = KEPT.get(i, (0, 0, 0, 0))
    depth[y : y + h, x : x + w] = 500
    plane = np.full((10, 10), outside, np.uint8)  # shows another place in the same pixel
    if not jpeg:
        return Frame(image, i * NS, i, arrival_ns=i, depth_mm=depth, infrared=plane)
    data = encode(image, Codec.JPEG)
    shown = decode(data, Codec.CAMERA_JPEG, width=WIDTH, height=HEIGHT)
    return Frame(shown, i * NS, i, data, "jpeg", i)


def _snapshot(frame: Frame, outside: int) -> _Snapshot:
    eyes = SignalMap(np.full((4, 8), outside, np.float32), "highlight", "1", 0, 9, (2, 2, 9, 5))
    relief = SignalMap(np.ones((80, 90), np.float32), "relief", "mm", 0, 9, (40, 30, 24, 32))
    evidence = {
        "eyes": Evidence("eyes", 1.0, True, 1.0, ("two",), {"n": 2.0}, {"n": "1"}, eyes),
        "depth": Evidence("depth", 1.0, True, 1.0, ("deep",), map=relief),
    }
    return _Snapshot(frame, _face(frame.index), evidence)


def _record(
    root: DatasetRoot, mode: PrivacyMode, outside: int, *, jpeg: bool = False, name: str = "T1"
) -> Path:
    """Record ten frames of which some are analysed late, and return the take."""
    header = TakeHeader(
        id="T1",
        session="visit",
        presentation=Presentation(subject="S1"),
        consent=Consent(id="C1", subject="S1", granted_utc="2026-11-22T08:00:00.000Z"),
        capture=CaptureInfo(
            source="x", kind="camera", width=WIDTH, height=HEIGHT, clock="media"
        ),
        privacy=mode,
        created_utc="2026-11-22T08:00:00.000Z",
    )
    journal = root.journal_path("T1")
    with Recorder(root, header, zero_ns=0, sync="never") as recorder:
        before = [_frame(i, outside, False) for i in (-2, -1)]
        recorder.submit_preroll(before, {-1: oval_face(39, 30, 24, 32)})
        frames = [_frame(i, outside, jpeg) for i in range(10)]
        for frame in frames:
            recorder.submit(frame)
        for i in ANALYSED:
            recorder.submit_analysis(_snapshot(frames[i], outside))
        sound = np.full((100, 1), outside, np.int16)
        recorder.submit_audio(sound, rate_hz=8000, position=0, time_ns=0)
    out = root.path / f"{name}.h5"
    finalise_journal(journal, out)
    journal.rename(out.with_suffix(".mcap"))
    return out


@pytest.mark.parametrize("scope", [("record", "audio"), ("record", "train")])
def test_a_voice_is_kept_only_where_its_owner_said_so(
    root: DatasetRoot, live_header: Callable[[], TakeHeader], scope: tuple[Scope, ...]
) -> None:
    consent = Consent(id="C1", subject="S1", scope=scope)
    header = live_header().model_copy(update={"consent": consent})
    with Recorder(root, header, zero_ns=0, sync="never") as recorder:
        recorder.submit(_frame(0, 0, False))
        sound = np.full((100, 1), 7, np.int16)
        recorder.submit_audio(sound, rate_hz=8000, position=0, time_ns=0)
        recorder.submit_audio(sound, rate_hz=8000, position=100, time_ns=12_500_000)
    kinds = [type(record).__name__ for record in journal_records(recorder.path)]
    notes = [text for _, text in journal_events(recorder.path)]
    if "audio" in scope:
        assert kinds.count("AudioRecord") == 2
        assert notes == []
    else:
        assert "AudioRecord" not in kinds
        assert notes == ["the sound is not kept: the consent is without audio"]


@pytest.fixture(autouse=True)
def same_nonce(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_module.secrets, "token_bytes", lambda count: b"n" * count)


def _same_bytes(one: Path, other: Path) -> bool:
    journals = [path.with_suffix(".mcap").read_bytes() for path in (one, other)]
    return one.read_bytes() == other.read_bytes() and journals[0] == journals[1]


@pytest.mark.parametrize("mode", ["face", "signals"])
def test_pixels_that_are_left_out_change_no_byte(root: DatasetRoot, mode: PrivacyMode) -> None:
    one = _record(root, mode, 1, name="one")
    assert _same_bytes(one, _record(root, mode, 2, name="two"))


def test_the_same_test_sees_a_pixel_in_full_mode(root: DatasetRoot) -> None:
    one = _record(root, "full", 1, name="one")
    assert not _same_bytes(one, _record(root, "full", 2, name="two"))
    assert _same_bytes(one, _record(root, "full", 1, name="three"))


def test_face_mode_keeps_the_face_and_where_it_was(root: DatasetRoot) -> None:
    path = _record(root, "face", 3)
    with TakeReader(path) as take:
        assert (take.privacy, take.has_pixels, take.n_frames) == ("face", True, 10)
        kept = [i in KEPT for i in range(10)]
        assert take.rows_with_pixels.tolist() == kept
        for i in (0, 2, 3, 7):
            x, y, w, h = _crop(i)
            assert take.crop(i) == (x, y, w, h)
            assert take.packet(i)[1] is Codec.JPEG_XL
            whole = take.frame(i)
            assert whole.shape == (HEIGHT, WIDTH, 3)
            part = _image(i, 3)[y : y + h, x : x + w]
            assert np.array_equal(whole[y : y + h, x : x + w], part)
            whole[y : y + h, x : x + w] = 0
            assert not whole.any()
        # skipped by the analysis: what its neighbours keep together
        assert take.crop(1) == (32, 22, 42, 48)
        assert take.crop(4) is None
        xyz, found = take.landmarks()
        assert found.tolist() == [i in (0, 2, 3, 7) for i in range(10)]
        assert xyz[3, :, 0].min() == pytest.approx(43, abs=0.1)
        assert [time_ns // NS for time_ns, _ in take.frames()] == [0, 1, 2, 3, 7]


def test_planes_and_the_preroll_are_cut_to_the_face(root: DatasetRoot) -> None:
    with TakeReader(_record(root, "face", 3)) as take:
        before = take.preroll
        assert before is not None
        assert before.has_pixels.tolist() == [False, True]
        assert before.crop(1) == (31, 22, 40, 48)
        depth = take.depth_mm(2)
        assert depth is not None
        x, y, w, h = _crop(2)
        assert np.all(depth[y : y + h, x : x + w] == 500)
        assert np.count_nonzero(depth) == w * h
        assert take.depth_mm(4) is None
        assert take.infrared(2) is None
        assert take.audio() is None


def test_signals_mode_keeps_no_picture_of_any_kind(root: DatasetRoot) -> None:
    path = _record(root, "signals", 3)
    with TakeReader(path) as take:
        assert (take.privacy, take.has_pixels, take.n_frames) == ("signals", False, 10)
        assert take.time_ns.tolist() == [i * NS for i in range(10)]
        assert (take.depth_mm(2), take.audio()) == (None, None)
        assert "map" not in take.evidence("eyes")
        assert take.evidence("depth")["map"].shape[1:] == (64, 64)
        assert take.landmarks()[1].sum() == 4
        assert take.size(3) == (WIDTH, HEIGHT)
        assert take.packet(3) == (b"", Codec.NONE)
        assert [event.text for event in take.events()] == ["the sound is not kept"]
    with h5py.File(path) as file:
        assert file["frames/data"].shape == (0,)
        assert b"no picture" in file["README"][()]


@pytest.mark.parametrize("mode", ["face", "signals"])
def test_a_cameras_jpeg_is_never_kept(root: DatasetRoot, mode: PrivacyMode) -> None:
    path = _record(root, mode, 3, jpeg=True)
    packets = [_frame(i, 3, True).encoded for i in range(10)]
    for file in (path, path.with_suffix(".mcap")):
        data = file.read_bytes()
        assert not any(packet is None or packet[200:232] in data for packet in packets)
    full = _record(root, "full", 3, jpeg=True, name="full").read_bytes()
    assert all(packet is not None and packet in full for packet in packets)
    with TakeReader(path) as take:
        x, y, w, h = _crop(0)
        if mode == "face":
            # what the camera's JPEG decodes to, without a second loss
            expected = _frame(0, 3, True).image[y : y + h, x : x + w]
            assert np.array_equal(take.frame(0)[y : y + h, x : x + w], expected)


@pytest.mark.parametrize("mode", ["full", "face", "signals"])
def test_every_mode_verifies_clean(root: DatasetRoot, mode: PrivacyMode) -> None:
    assert verify_take(_record(root, mode, 3)) == []


def test_a_slow_analysis_costs_pixels_and_is_noted(root: DatasetRoot) -> None:
    header = TakeHeader(
        id="T2",
        session="visit",
        presentation=Presentation(subject="S1"),
        consent=Consent(id="C1", subject="S1"),
        capture=CaptureInfo(source="x", kind="camera", width=WIDTH, height=HEIGHT),
        privacy="face",
    )
    with Recorder(root, header, zero_ns=0, sync="never", queue_frames=3) as recorder:
        for i in range(5):
            recorder.submit(_frame(i, 0, False), block=True)
        assert recorder.status.queue >= 3
        recorder.submit_analysis(_snapshot(_frame(3, 0, False), 0))
        recorder.submit(_frame(5, 0, False), block=True)
        with pytest.raises(RecordingError, match="E-REC-10"):
            recorder.submit_preroll([])
    out = root.path / "late.h5"
    finalise_journal(recorder.path, out)
    with TakeReader(out) as take:
        assert take.rows_with_pixels.tolist() == [False, False, False, True, False, False]
        texts = [event.text for event in take.events()]
        assert texts == ["the analysis is slow: frames go without pixels"]
