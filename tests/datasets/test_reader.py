from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import cv2
import h5py
import numpy as np
import pytest

from liveness.datasets.codec import Codec, crc32, encode
from liveness.datasets.errors import DataError
from liveness.datasets.journal import JournalWriter
from liveness.datasets.presentation import Conditions, Presentation
from liveness.datasets.reader import TakeReader
from liveness.datasets.records import EventRecord, FrameRecord, TakeEnd
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeHeader

pytestmark = pytest.mark.usefixtures("finalise_here")

HeaderOf = Callable[..., TakeHeader]
JournalOf = Callable[..., Path]


def _picture(i: int, height: int = 24, width: int = 32) -> np.ndarray:
    return np.random.default_rng(i).integers(0, 256, (height, width, 3), dtype=np.uint8)


@pytest.fixture
def attack(root: DatasetRoot, journal_of: JournalOf) -> Path:
    conditions = Conditions(lighting="office", notes=None)
    presentation = Presentation.attack(
        "print-matte", subject="S1", pai="P1", conditions=conditions
    )
    journal = journal_of(9, analysed=True, presentation=presentation, protocol="quick-check")
    return root.take_path(root.finalise(journal))


def test_frames_come_back(attack: Path) -> None:
    with TakeReader(attack) as take:
        assert take.n_frames == 9
        for i, (time_ns, image) in enumerate(take.frames()):
            assert time_ns == i * 33_000_000
            assert np.array_equal(image, _picture(i))
        assert take.arrival_ns.tolist() == list(range(7, 16))
        assert take.index.tolist() == list(range(9))
        with pytest.raises(IndexError):
            take.frame(9)
        with pytest.raises(IndexError):
            take.packet(-1)


def test_labels_capture_and_consent_come_back(
    attack: Path, root: DatasetRoot, header_of: HeaderOf
) -> None:
    with TakeReader(attack) as take:
        assert (take.label, take.labels["family"]) == ("print-matte", "print")
        assert (take.labels["pai"], take.labels["lighting"]) == ("P1", "office")
        # what is unknown is None, never 0
        assert (take.labels["distance_mm"], take.labels["notes"]) == (None, None)
        assert take.labels["bona_fide"] is False
        assert take.capture == header_of().capture
        assert take.consent["id"] == "C1"
        assert take.consent["scope"] == "record,train,evaluate"
        assert take.consent["expires"] is None
        assert take.subject_key == root.subject_key("S1")
        assert take.target_key is None
        assert take.zero_ns == 1_000
        assert take.cadence["interval_median_ms"] == pytest.approx(33.0)
        assert (take.status, take.frames_known_lost, take.session_id) == (
            "complete",
            0,
            "visit",
        )


def test_evidence_comes_back(attack: Path) -> None:
    with TakeReader(attack) as take:
        assert take.signals == {"depth": "1"}
        depth = take.evidence("depth")
        fused = take.evidence("fused")
        xyz, found = take.landmarks()
        quality = take.quality()
        with pytest.raises(KeyError):
            take.evidence("smell")
    valid = [i % 3 != 2 for i in range(9)]
    assert depth["valid"].tolist() == valid
    assert found.tolist() == valid
    expected = np.array([0.5 * i if ok else np.nan for i, ok in enumerate(valid)], np.float32)
    np.testing.assert_array_equal(depth["llr"], expected)
    np.testing.assert_array_equal(fused["llr"], expected)
    assert depth["quality"].tolist() == [0.75 if ok else 0.0 for ok in valid]
    assert depth["reasons"][0] == "relief 12 mm; limit 8 mm"
    assert depth["reasons"][2] == "no face"
    np.testing.assert_array_equal(np.isnan(depth["raw"]["relief"]), ~np.array(valid))
    assert depth["raw"]["relief"][4] == 16.0
    assert fused["decision"] == ["accept" if ok else "undecided" for ok in valid]
    assert depth["map"].shape == (6, 4, 5)
    assert depth["map_frame"].tolist() == [0, 1, 3, 4, 6, 7]
    assert depth["map"][2, 1, 1] == 3.0
    assert np.isnan(depth["map"][:, 0, 0]).all()
    assert np.isnan(xyz[2]).all()
    assert xyz[1, 0, 1] == 2.0
    assert quality["sharpness"][3] == 103.0
    assert np.isnan(quality["sharpness"][2])


def test_frames_that_were_not_analysed_are_nan(
    root: DatasetRoot, journal_of: JournalOf
) -> None:
    record = root.finalise(journal_of(4))
    with TakeReader(root.take_path(record)) as take:
        depth = take.evidence("depth")
        assert np.isnan(depth["llr"]).all()
        assert np.isnan(depth["quality"]).all()
        assert not depth["valid"].any()
        assert take.evidence("fused")["decision"] == [""] * 4


def test_camera_jpegs_stay_untouched_and_decode_as_opencv_does(
    root: DatasetRoot, header_of: HeaderOf
) -> None:
    header = header_of()
    packets = [encode(_picture(i), Codec.JPEG) for i in range(4)]
    journal = root.journal_path(header.id)
    with JournalWriter(journal, header, sync="never") as writer:
        for i, packet in enumerate(packets):
            writer.frame(FrameRecord(i, i, i, Codec.CAMERA_JPEG, 32, 24, packet))
    record = root.finalise(journal)
    with TakeReader(root.take_path(record)) as take:
        for i, packet in enumerate(packets):
            assert take.packet(i) == (packet, Codec.CAMERA_JPEG)
            expected = cv2.imdecode(np.frombuffer(packet, np.uint8), cv2.IMREAD_COLOR)
            assert np.array_equal(take.frame(i), expected)


def test_size_and_codec_may_change_in_a_take(root: DatasetRoot, header_of: HeaderOf) -> None:
    header = header_of()
    journal = root.journal_path(header.id)
    pictures = [_picture(0, 10, 20), _picture(1, 30, 8), _picture(2, 1, 1)]
    codecs = [Codec.PNG, Codec.JPEG_XL, Codec.RAW]
    with JournalWriter(journal, header, sync="never") as writer:
        for i, (image, codec) in enumerate(zip(pictures, codecs, strict=True)):
            height, width = image.shape[:2]
            data = encode(image, codec)
            writer.frame(FrameRecord(i, i, i, codec, width, height, data))
    with TakeReader(root.take_path(root.finalise(journal))) as take:
        for i, image in enumerate(pictures):
            assert np.array_equal(take.frame(i), image)
            assert take.packet(i)[1] is codecs[i]
        path = take.path
    with h5py.File(path, "r+") as file:
        heights = file["frames/height"][:-1]
        del file["frames/height"]
        file["frames/height"] = heights
    with TakeReader(path) as take, pytest.raises(DataError, match="E-DAT-02"):
        take.frame(0)


def test_frames_larger_than_a_chunk(root: DatasetRoot, header_of: HeaderOf) -> None:
    header = header_of()
    journal = root.journal_path(header.id)
    rng = np.random.default_rng(0)
    sizes = [1, 3 << 20, 5, 1 << 20, (1 << 20) - 1, 2_500_001]
    packets = [rng.bytes(size) for size in sizes]
    with JournalWriter(journal, header, sync="never") as writer:
        for i, packet in enumerate(packets):
            writer.frame(FrameRecord(i, i, i, Codec.RAW, 1, 1, packet))
    with TakeReader(root.take_path(root.finalise(journal))) as take:
        assert [take.packet(i)[0] for i in range(len(packets))] == packets


def test_events_come_back(root: DatasetRoot, header_of: HeaderOf) -> None:
    header = header_of()
    journal = root.journal_path(header.id)
    events = [EventRecord(5, "dropped", "3 frames"), EventRecord(9, "note", "ü \0 end")]
    with JournalWriter(journal, header, sync="never") as writer:
        writer.frame(FrameRecord(0, 0, 0, Codec.RAW, 1, 1, b"abc"))
        for event in events:
            writer.event(event)
    with TakeReader(root.take_path(root.finalise(journal))) as take:
        assert take.events() == events


def test_gaps_and_lost_frames_are_counted(root: DatasetRoot, header_of: HeaderOf) -> None:
    header = header_of()
    journal = root.journal_path(header.id)
    writer = JournalWriter(journal, header, sync="never")
    for i in (5, 6, 9, 10):
        writer.frame(FrameRecord(i, i, i, Codec.RAW, 1, 1, b"abc"))
    writer.close(TakeEnd(dropped=2))
    record = root.finalise(journal)
    assert (record.frames, record.dropped, record.frames_known_lost) == (4, 2, 0)


def test_stock_h5dump_reads_it(attack: Path) -> None:
    for arguments in (["-H"], ["-d", "/frames/codec"], ["-d", "/evidence/depth/raw"]):
        done = subprocess.run(["h5dump", *arguments, attack], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        assert "unable" not in done.stdout + done.stderr


def test_plain_h5py_reads_it_without_plugins(attack: Path) -> None:
    code = (
        "import h5py, sys\n"
        "f = h5py.File(sys.argv[1])\n"
        "f.visititems(lambda n, o: o[()] if isinstance(o, h5py.Dataset) else None)\n"
        "assert not {'hdf5plugin', 'liveness'} & {m.split('.')[0] for m in sys.modules}\n"
        "o = f['frames/offset']; print(len(f['frames/data'][o[0]:o[1]]))\n"
    )
    environment = {**os.environ, "HDF5_PLUGIN_PATH": "/nowhere"}
    done = subprocess.run(
        [sys.executable, "-c", code, attack], capture_output=True, text=True, env=environment
    )
    assert done.stdout.strip() == str(24 * 32 * 3), done.stderr


def test_only_standard_filters_and_every_dataset_is_described(attack: Path) -> None:
    filters: set[str] = set()
    with h5py.File(attack) as file:

        def look(name: str, item: object) -> None:
            if isinstance(item, h5py.Dataset):
                assert item.attrs["description"], name
                assert "units" in item.attrs, name
                # libhdf5 2.0.0 loops for ever in a damaged heap of texts without a length
                assert not h5py.check_string_dtype(item.dtype) or item.dtype.kind == "S", name
                plist = item.id.get_create_plist()
                filters.update(str(plist.get_filter(i)[0]) for i in range(plist.get_nfilters()))
            for key, value in item.attrs.items():  # type: ignore[attr-defined]
                assert not isinstance(value, str), (name, key)

        file.visititems(look)
        assert file["evidence/depth"].attrs["polarity"] == b"llr > 0 means bona fide"
        assert json.loads(file["evidence/depth/raw"].attrs["column_units"]) == {"relief": "mm"}
        assert file["quality/sharpness"].attrs["units"] == b"1"
        assert file["frames/data"].chunks[0] <= 1 << 20
    # deflate, shuffle, fletcher32
    assert filters == {"1", "2", "3"}


def test_the_readme_inside_decodes_a_frame(root: DatasetRoot, header_of: HeaderOf) -> None:
    header = header_of()
    journal = root.journal_path(header.id)
    with JournalWriter(journal, header, sync="never") as writer:
        data = encode(_picture(1), Codec.JPEG_XL)
        writer.frame(FrameRecord(0, 0, 0, Codec.JPEG_XL, 32, 24, data))
    path = root.take_path(root.finalise(journal))
    with h5py.File(path) as file:
        readme = file["README"][()].decode()
    lines = readme.splitlines()
    scope: dict[str, object] = {"path": path, "i": 0, "h5py": h5py}
    exec(lines[1].strip(), scope)
    exec(lines[2].split("#")[0].strip(), scope)
    assert scope["codec"] == 1
    import imagecodecs

    scope["imagecodecs"] = imagecodecs
    call = lines[4].split("codec 1: ")[1].split("#")[0].strip()
    exec(call, scope)
    scope["f"].close()  # type: ignore[attr-defined]
    assert np.array_equal(np.asarray(scope["rgb"])[..., ::-1], _picture(1))


def _flip(path: Path, place: int) -> None:
    data = bytearray(path.read_bytes())
    data[place] ^= 0x10
    path.write_bytes(data)


def test_a_flipped_bit_in_a_frame_is_found(attack: Path) -> None:
    packet = _picture(4).tobytes()
    _flip(attack, attack.read_bytes().index(packet) + 100)
    with TakeReader(attack) as take:
        with pytest.raises(DataError) as caught:
            take.frame(4)
        assert caught.value.code == "E-DAT-02"
        assert "frame 4" in str(caught.value)
        assert np.array_equal(take.frame(3), _picture(3))
        assert crc32(take.packet(5)[0]) == crc32(_picture(5).tobytes())


@pytest.mark.parametrize("keep", [0, 10, 600, 20_000])
def test_a_truncated_file_is_a_clean_error(attack: Path, keep: int) -> None:
    attack.write_bytes(attack.read_bytes()[:keep])
    with pytest.raises(DataError) as caught:
        TakeReader(attack)
    assert caught.value.code == "E-DAT-02"


def test_foreign_files_are_named(tmp_path: Path) -> None:
    path = tmp_path / "other.h5"
    with h5py.File(path, "w") as file:
        file["x"] = 1
    with pytest.raises(DataError) as caught:
        TakeReader(path)
    assert caught.value.code == "E-DAT-08"
    with pytest.raises(DataError, match="E-DAT-02"):
        TakeReader(tmp_path / "missing.h5")
