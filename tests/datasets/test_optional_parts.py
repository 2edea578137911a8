"""Pre-roll, planes and sound: from the journal to the take file and back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import h5py
import numpy as np
import pytest

from liveness.datasets.codec import Codec, encode
from liveness.datasets.consent import Consent
from liveness.datasets.errors import DataError
from liveness.datasets.journal import JournalWriter
from liveness.datasets.reader import TakeReader
from liveness.datasets.records import FrameRecord, TakeEnd
from liveness.datasets.records_extra import (
    AudioRecord,
    PlaneRecord,
    pack_audio,
    pack_plane,
    unpack_audio,
    unpack_plane,
)
from liveness.datasets.recovery import recover_root
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import SoundInfo, TakeHeader, TakeRecord
from liveness.datasets.verify import verify_take

pytestmark = pytest.mark.usefixtures("finalise_here")

HeaderOf = Callable[..., TakeHeader]
FRAMES = 5


def _picture(i: int) -> np.ndarray:
    return np.random.default_rng(i).integers(0, 256, (24, 32, 3), dtype=np.uint8)


def _plane(i: int, dtype: type = np.uint16) -> np.ndarray:
    return np.random.default_rng(i).integers(0, np.iinfo(dtype).max, (6, 8)).astype(dtype)


def _sound(position: int, count: int = 480) -> AudioRecord:
    samples = np.random.default_rng(position).integers(-9999, 9999, (count, 2))
    time_ns = position * 1_000_000_000 // 48_000 - 2_000_000
    return AudioRecord(time_ns, position, 48_000, samples.astype(np.int16))


@pytest.fixture
def take(root: DatasetRoot, header_of: HeaderOf) -> Path:
    spoken = Consent(id="C1", subject="S1", scope=("record", "audio"))
    microphone = SoundInfo(device="desk", rate_hz=48_000, channels=2, uncertainty_ns=12_000_000)
    header = header_of(consent=spoken, sound=microphone)
    with JournalWriter(root.journal_path(header.id), header, sync="never") as writer:
        for i in (-3, -2, -1):
            data = encode(_picture(i + 100), Codec.PNG)
            writer.preroll(FrameRecord(i, i * 33_000_000, 0, Codec.PNG, 32, 24, data))
        for i in range(FRAMES):
            data = encode(_picture(i), Codec.RAW)
            writer.frame(FrameRecord(i, i * 33_000_000, 0, Codec.RAW, 32, 24, data))
            if i in (1, 3):
                writer.plane(PlaneRecord(i, "depth", _plane(i)))
            writer.plane(PlaneRecord(i, "infrared", _plane(i, np.uint8)))
        writer.plane(PlaneRecord(77, "depth", _plane(77)))  # its frame is lost
        writer.plane(PlaneRecord(4, "depth", np.zeros((3, 3), np.uint16)))  # does not fit
        for position in (0, 480, 960, 1920):  # one block is lost
            writer.audio(_sound(position))
    return root.take_path(root.finalise(writer.path))


def test_a_preroll_lies_apart(take: Path) -> None:
    with TakeReader(take) as reader:
        before = reader.preroll
        assert before is not None
        assert before.time_ns.tolist() == [-99_000_000, -66_000_000, -33_000_000]
        for row, i in enumerate((-3, -2, -1)):
            assert np.array_equal(before.picture(row), _picture(i + 100))
        assert reader.n_frames == FRAMES
        assert reader.time_ns[0] == 0


def test_planes_come_back_with_their_frames(take: Path) -> None:
    with TakeReader(take) as reader:
        depth = [reader.depth_mm(i) for i in range(FRAMES)]
        assert [plane is not None for plane in depth] == [False, True, False, True, False]
        assert np.array_equal(depth[3], _plane(3))  # type: ignore[arg-type]
        for i in range(FRAMES):
            infrared = reader.infrared(i)
            assert infrared is not None
            assert infrared.dtype == np.uint8
            assert np.array_equal(infrared, _plane(i, np.uint8))
        with pytest.raises(IndexError):
            reader.depth_mm(FRAMES)


def test_sound_comes_back_on_its_own_clock(take: Path) -> None:
    with TakeReader(take) as reader:
        track = reader.audio()
    assert track is not None
    assert (track.rate_hz, track.t0_ns, track.lost) == (48_000, -2_000_000, 480)
    assert track.samples.shape == (4 * 480, 2)
    assert np.array_equal(track.samples[1440:], _sound(1920).samples)
    assert track.block_start.tolist() == [0, 480, 960, 1440]
    assert track.block_position.tolist() == [0, 480, 960, 1920]
    assert track.measured_rate_hz == pytest.approx(48_000)


def test_such_a_take_verifies_and_says_what_did_not_fit(take: Path) -> None:
    assert verify_take(take) == []
    with TakeReader(take) as reader:
        events = [(event.kind, event.text) for event in reader.events()]
    assert events == [("misfit", "1 plane or block of sound had another shape than the first")]


def test_a_damaged_preroll_is_found(take: Path) -> None:
    data = bytearray(take.read_bytes())
    place = data.index(encode(_picture(98), Codec.PNG)) + 30
    data[place] ^= 1
    take.write_bytes(data)
    faults = verify_take(take)
    assert [fault.code for fault in faults] == ["V-CRC"]
    assert "pre-roll" in faults[0].text
    with TakeReader(take) as reader:
        before = reader.preroll
        assert before is not None
        with pytest.raises(DataError, match="E-DAT-02"):
            before.packet(1)


def test_a_journal_of_a_later_version_is_read_but_for_what_is_new(
    root: DatasetRoot, header_of: HeaderOf
) -> None:
    header = header_of()
    writer = JournalWriter(root.journal_path(header.id), header, sync="never")
    writer.frame(FrameRecord(0, 0, 0, Codec.RAW, 1, 1, b"abc"))
    writer._channels[99] = writer._channels[max(writer._channels)]  # type: ignore[index]
    writer._append(99, b"what", b"ever", 0, 0)  # type: ignore[arg-type]
    writer._append(99, b"what", b"", 0, 0)  # type: ignore[arg-type]
    writer.frame(FrameRecord(1, 5, 0, Codec.RAW, 1, 1, b"def"))
    writer.close(TakeEnd())
    record = root.finalise(writer.path)
    assert (record.frames, record.status, record.frames_known_lost) == (2, "complete", 0)


@pytest.mark.parametrize("meta", [b"", b"\xff" * 18, b"\0" * 18, b"\0" * 17 + b"\3"])
def test_a_hostile_plane_is_a_value_error(meta: bytes) -> None:
    with pytest.raises(ValueError, match=r".*"):
        unpack_plane(meta, b"12345")


@pytest.mark.parametrize("meta", [b"", b"\xff" * 22, b"\0" * 22])
def test_hostile_sound_is_a_value_error(meta: bytes) -> None:
    with pytest.raises(ValueError, match=r".*"):
        unpack_audio(meta, b"123")


def test_what_is_no_plane_or_sound_is_not_written() -> None:
    for values in (np.zeros((2, 2), np.float32), np.zeros(4, np.uint16)):
        with pytest.raises(ValueError, match="no"):
            pack_plane(PlaneRecord(0, "depth", values))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="no"):
        pack_plane(PlaneRecord(0, "depth", np.zeros((2, 2), np.uint8)))
    with pytest.raises(ValueError, match="int16"):
        pack_audio(AudioRecord(0, 0, 8000, np.zeros(4, np.int16)))


def test_the_arrays_are_plain(take: Path) -> None:
    with h5py.File(take) as file:
        assert file["depth/mm"].dtype == np.dtype("<u2")
        assert file["depth/mm"].chunks == (1, 6, 8)
        assert file["audio/pcm"].dtype == np.dtype("<i2")
        assert file["depth/mm"].attrs["units"] == b"mm"


def test_the_microphone_of_the_header_stands_with_the_sound(take: Path) -> None:
    with h5py.File(take, "r") as file:
        about = dict(file["audio"].attrs)
    assert (about["device"], about["uncertainty_ns"]) == (b"desk", 12_000_000)
    with TakeReader(take) as reader:
        track = reader.audio()
    assert track is not None
    assert (track.device, track.uncertainty_ns) == ("desk", 12_000_000)


def test_each_moment_of_sound_has_its_time_as_frames_have(take: Path) -> None:
    with TakeReader(take) as reader:
        track = reader.audio()
    assert track is not None
    rows = np.array([0, 479, 480, 1440, 1441])
    start = track.block_start
    for row, time_ns in zip(rows, track.time_ns(rows), strict=True):
        block = int(np.flatnonzero(start <= row)[-1])
        into = (row - start[block]) / track.rate_hz * 1e9
        assert abs(time_ns - track.block_time_ns[block] - into) <= 1


def test_sound_up_to_a_crash_is_recovered(root: DatasetRoot, header_of: HeaderOf) -> None:
    spoken = Consent(id="C1", subject="S1", scope=("record", "audio"))
    header = header_of(consent=spoken)
    path = root.journal_path(header.id)
    acknowledged = []
    with JournalWriter(path, header, sync="never") as writer:
        for i in range(8):
            data = encode(_picture(i), Codec.RAW)
            writer.frame(FrameRecord(i, i * 33_000_000, 0, Codec.RAW, 32, 24, data))
            writer.audio(_sound(i * 480))
            acknowledged.append(path.stat().st_size)
    with path.open("r+b") as file:
        file.truncate(acknowledged[5] + 700)  # killed while it wrote the next one
    (record,) = recover_root(root)
    assert isinstance(record, TakeRecord)
    assert record.status == "recovered"
    with TakeReader(root.take_path(record)) as reader:
        track = reader.audio()
    assert track is not None
    whole = np.concatenate([_sound(i * 480).samples for i in range(6)])
    assert np.array_equal(track.samples, whole)
