"""A take that holds more than its privacy mode allows is a fault, wherever it hides it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import h5py
import numpy as np
import pytest

from liveness.datasets.codec import Codec, crc32, encode
from liveness.datasets.consent import Consent
from liveness.datasets.evidence import Evidence, FusedEvidence, SignalMap
from liveness.datasets.finalise import finalise_journal
from liveness.datasets.journal import JournalWriter
from liveness.datasets.privacy import face_crop
from liveness.datasets.records import AnalysisRecord, Crop, FrameRecord
from liveness.datasets.records_extra import AudioRecord, PlaneRecord
from liveness.datasets.session import PrivacyMode
from liveness.datasets.take import TakeHeader
from liveness.datasets.verify_take import check_take

HeaderOf = Callable[..., TakeHeader]
SIZE = (64, 48)
NS = 33_000_000
FUSED = FusedEvidence(0.0, False, "undecided", False, {})


def _landmarks(i: int) -> np.ndarray:
    marks = np.full((478, 3), 30.0, np.float32)
    marks[0, :2], marks[1, :2] = (20 + i, 16), (36 + i, 32)
    return marks


def _crop(i: int) -> Crop:
    crop = face_crop(_landmarks(i), SIZE)
    assert crop is not None
    return crop


def _frame(i: int, crop: Crop | None, codec: Codec = Codec.JPEG_XL) -> FrameRecord:
    if crop is None:
        return FrameRecord(i, i * NS, 0, Codec.NONE, *SIZE, b"")
    image = np.random.default_rng(i + 9).integers(0, 256, (crop[3], crop[2], 3), dtype=np.uint8)
    data = encode(image, codec)
    return FrameRecord(i, i * NS, 0, codec, *SIZE, data, crop=crop)


def _analysis(i: int, *, face: bool = True, kind: str = "relief") -> AnalysisRecord:
    shown = SignalMap(np.ones((4, 4), np.float32), kind, "1", 0, 2, (21, 17, 9, 9))  # type: ignore[arg-type]
    evidence = {"eyes": Evidence("eyes", 1.0, True, 1.0, ("why",), map=shown)}
    return AnalysisRecord(i, _landmarks(i) if face else None, None, evidence, FUSED)


@pytest.fixture
def write(tmp_path: Path, header_of: HeaderOf) -> Callable[..., JournalWriter]:
    def open_(mode: PrivacyMode, **changes: object) -> JournalWriter:
        margin = 0.25 if mode == "face" else None
        header = header_of(privacy=mode, face_margin=margin, **changes)
        return JournalWriter(tmp_path / "take.mcap", header, sync="never")

    return open_


def _findings(writer: JournalWriter) -> list[str]:
    with writer:
        pass
    out = writer.path.with_suffix(".h5")
    finalise_journal(writer.path, out)
    report = check_take(out)
    assert {finding.code for finding in report.findings} <= {"V-PRIVACY"}
    return [finding.text for finding in report.findings]


def _good(writer: JournalWriter) -> Iterator[int]:
    """Write six frames of which 2 is skipped by the analysis and 4 shows no face."""
    crops = {i: _crop(i) for i in (0, 1, 3, 5)} | {2: (16 + 1, 12, 26, 24), 4: None}
    for i in range(6):
        writer.frame(_frame(i, crops[i]))
        if i != 2:
            writer.analysis(_analysis(i, face=i != 4))
        yield i


Write = Callable[..., JournalWriter]


def test_a_good_take_has_no_fault(write: Write) -> None:
    writer = write("face")
    list(_good(writer))
    assert _findings(writer) == []


@pytest.mark.parametrize(
    ("i", "crop", "text"),
    [
        (1, (0, 0, *SIZE), "more is kept than the face with its margin: frame 1"),
        (1, (16, 12, 25, 24), "more is kept than the face with its margin: frame 1"),
        (2, (0, 0, *SIZE), "more is kept than the face with its margin: frame 2"),
        (4, _crop(4), "pixels are kept where no face was found: frame 4"),
    ],
)
def test_a_crop_that_shows_more_is_named(write: Write, i: int, crop: Crop, text: str) -> None:
    writer = write("face")
    for row in range(6):
        keeps = crop if row == i else None if row == 4 else _crop(row)
        writer.frame(_frame(row, keeps))
        if row != 2:
            writer.analysis(_analysis(row, face=row != 4))
    assert _findings(writer) == [text]


def test_a_packet_with_more_than_its_crop_says_is_named(write: Write) -> None:
    writer = write("face")
    whole = encode(np.full((SIZE[1], SIZE[0], 3), 7, np.uint8), Codec.JPEG_XL)
    writer.frame(FrameRecord(0, 0, 0, Codec.JPEG_XL, *SIZE, whole, crop=_crop(0)))
    writer.analysis(_analysis(0))
    assert "got (48, 64, 3)" in _findings(writer)[0]


def test_a_picture_with_loss_or_of_a_camera_is_named(write: Write) -> None:
    writer = write("face")
    writer.frame(_frame(0, _crop(0), Codec.JPEG))
    writer.analysis(_analysis(0))
    assert _findings(writer) == ["pixels are kept as JPEG, not as JPEG_XL: frame 0"]


def test_bytes_behind_an_empty_frame_are_named(write: Write) -> None:
    writer = write("face")
    writer.frame(FrameRecord(0, 0, 0, Codec.NONE, *SIZE, b"a picture after all"))
    writer.analysis(_analysis(0))
    assert _findings(writer) == ["there are bytes where no pixels should be: frame 0"]


def test_planes_and_sound_beside_the_face_are_named(write: Write) -> None:
    writer = write("face")
    plane = np.zeros(SIZE[::-1], np.uint16)
    for i in _good(writer):
        x, y, width, height = _crop(i)
        plane[:] = 0
        if i != 4:
            plane[y : y + height, x : x + width] = 500
        plane[0, 0] = i == 5
        writer.plane(PlaneRecord(i, "depth", plane.copy()))
    writer.audio(AudioRecord(0, 0, 8000, np.zeros((9, 1), np.int16)))
    assert _findings(writer) == [
        "it holds sound, which its consent does not allow",
        "it holds sound, which privacy mode face does not keep",
        "depth/mm shows more than the face: frame 5",
    ]


def test_sound_needs_the_scope_audio(write: Write) -> None:
    writer = write("full", consent=Consent(id="C1", subject="S1", scope=("record", "train")))
    writer.frame(FrameRecord(0, 0, 0, Codec.RAW, *SIZE, bytes(3 * SIZE[0] * SIZE[1])))
    writer.audio(AudioRecord(0, 0, 8000, np.zeros((9, 1), np.int16)))
    assert _findings(writer) == ["it holds sound, which its consent does not allow"]


def test_signals_keep_no_picture_anywhere(write: Write) -> None:
    writer = write("signals")
    writer.preroll(_frame(-1, _crop(0)))
    writer.frame(_frame(0, (0, 0, *SIZE)))
    writer.plane(PlaneRecord(0, "infrared", np.ones((4, 4), np.uint8)))
    writer.analysis(_analysis(0, kind="highlight"))
    writer.audio(AudioRecord(0, 0, 8000, np.zeros((9, 1), np.int16)))
    texts = " | ".join(_findings(writer))
    for part in (
        "frames hold",
        "preroll hold",
        "infrared planes",
        "the maps of eyes are pictures",
        "it holds sound",
    ):
        assert part in texts


def test_bytes_that_no_frame_claims_are_named(write: Write) -> None:
    writer = write("signals")
    writer.frame(_frame(0, None))
    writer.analysis(_analysis(0))
    assert _findings(writer) == []
    path = writer.path.with_suffix(".h5")
    data = np.frombuffer(b"hidden", np.uint8)
    with h5py.File(path, "r+") as file:
        file["frames/data"].resize((len(data),))
        file["frames/data"][:] = data
        file["frames/offset"][1] = len(data)
        file["frames/crc32"][0] = crc32(data.tobytes())
    texts = [f.text for f in check_take(path).findings if f.code == "V-PRIVACY"]
    assert texts == [
        "frames hold 6 bytes of pictures in 0 frames, privacy mode signals keeps none"
    ]
