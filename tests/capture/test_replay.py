from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from capture_fakes import read_all

from liveness.capture.prefetch import Prefetch
from liveness.capture.replay import TakeSource
from liveness.capture.sources import open_source
from liveness.datasets.codec import Codec, encode
from liveness.datasets.consent import Consent
from liveness.datasets.errors import DataError, SourceError
from liveness.datasets.journal import JournalWriter
from liveness.datasets.presentation import Presentation
from liveness.datasets.records import FrameRecord, TakeEnd
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import CaptureInfo, TakeHeader

WIDTH, HEIGHT = 48, 32
CODECS = (Codec.CAMERA_JPEG, Codec.JPEG_XL, Codec.CAMERA_JPEG)
INDICES = (4, 5, 8)  # two frames were dropped
TIMES = (0, 33_000_000, 140_000_000)


def picture(i: int) -> np.ndarray:
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    return np.dstack([x * 5, y * 7, x + y + 30 * i]).astype(np.uint8)


def packet(i: int) -> bytes:
    if CODECS[i] is Codec.CAMERA_JPEG:
        return cv2.imencode(".jpg", picture(i))[1].tobytes()
    return encode(picture(i), CODECS[i])


def recorded(folder: Path, count: int) -> Path:
    """Record a take of so many frames through the store, and return its file."""
    root = DatasetRoot.create(folder / "root")
    consent = Consent(id="C1", subject="S1")
    root.consents.add(consent)
    session = root.start_session("lab", "O1", "test camera", name="visit")
    header = TakeHeader(
        id=root.new_take_id(),
        session=session.id,
        presentation=Presentation(subject="S1"),
        consent=consent,
        capture=CaptureInfo(
            source="camera:0",
            kind="camera",
            device="Webcam",
            pixel_format="MJPG",
            width=WIDTH,
            height=HEIGHT,
            fps=30.0,
            lossy_origin=True,
            asked={"width": 1280},
            got={"width": 48.0},
        ),
        zero_ns=777,
    )
    journal = JournalWriter(root.journal_path(header.id), header)
    for i in range(count):
        data = packet(i)
        journal.frame(FrameRecord(INDICES[i], TIMES[i], 5, CODECS[i], WIDTH, HEIGHT, data))
    journal.close(TakeEnd(status="complete", reason="", dropped=2, frames=count))
    return root.take_path(root.finalise(journal.path))


@pytest.fixture(scope="module")
def take(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return recorded(tmp_path_factory.mktemp("take"), 3)


def test_times_index_and_packets_are_those_of_the_take(take: Path) -> None:
    with open_source(str(take)) as source:
        assert isinstance(source, TakeSource)
        assert source.frame_count == 3
        assert not source.live
        frames = read_all(source)
    assert [f.index for f in frames] == list(INDICES)
    assert [f.time_ns for f in frames] == list(TIMES)
    assert [f.encoded for f in frames] == [packet(0), None, packet(2)]
    np.testing.assert_array_equal(frames[1].image, picture(1))
    for i in (0, 2):
        decoded = cv2.imdecode(np.frombuffer(packet(i), np.uint8), cv2.IMREAD_COLOR)
        np.testing.assert_array_equal(frames[i].image, decoded)


def test_what_is_known_of_the_camera_stays(take: Path) -> None:
    with TakeSource(take) as source:
        info = source.info
    assert (info.kind, info.source) == ("take", take.name)
    assert (info.device, info.pixel_format, info.fps) == ("Webcam", "MJPG", 30.0)
    assert (info.width, info.height) == (WIDTH, HEIGHT)
    assert info.clock == "monotonic"
    assert info.lossy_origin
    assert info.asked == {"width": 1280}


def test_a_take_is_replayed_again(take: Path) -> None:
    source = TakeSource(take)
    runs = []
    for _ in range(2):
        with source:
            runs.append([f.image.tobytes() for f in read_all(source)])
        assert source.read() is None
    assert len(runs[0]) == 3
    assert runs[0] == runs[1]


def test_a_damaged_frame_is_an_error_and_no_shorter_take(take: Path, tmp_path: Path) -> None:
    data = bytearray(take.read_bytes())
    data[data.index(packet(2)) + 40] ^= 0xFF
    damaged = tmp_path / take.name
    damaged.write_bytes(data)
    with TakeSource(damaged) as source:
        assert [source.read() is None for _ in range(2)] == [False, False]
        with pytest.raises(DataError, match=r"E-DAT-02.*frame 2"):
            source.read()


def test_what_is_no_take_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.h5"
    with pytest.raises(SourceError, match="E-CAM-06"), TakeSource(path):
        pass
    path.write_bytes(b"no HDF5")
    with pytest.raises(DataError, match="E-DAT-02"), TakeSource(path):
        pass


def test_decoding_ahead_changes_nothing(take: Path) -> None:
    with TakeSource(take) as source:
        one_by_one = read_all(source)
    with TakeSource(take) as source, Prefetch(source) as frames:
        ahead = list(frames)
    for first, second in zip(one_by_one, ahead, strict=True):
        np.testing.assert_array_equal(first.image, second.image)
        assert (first.index, first.time_ns) == (second.index, second.time_ns)
        assert (first.encoded, first.encoding) == (second.encoded, second.encoding)


def test_the_landmark_model_and_the_take_are_known_while_it_is_open(take: Path) -> None:
    source = TakeSource(take)
    with pytest.raises(RuntimeError, match="not open"):
        _ = source.take
    with source:
        assert source.take.n_frames == 3
        assert source.take.landmark_model == ""
    assert source.read_packet() is None
