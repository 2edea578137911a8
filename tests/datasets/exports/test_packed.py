from __future__ import annotations

import multiprocessing
import pickle
from pathlib import Path

import cv2
import h5py
import numpy as np
import pytest

from liveness.datasets.errors import DataError
from liveness.datasets.exports.options import ExportOptions
from liveness.datasets.exports.rebuilding import rebuild_export
from liveness.datasets.exports.record import read_records
from liveness.datasets.exports.running import run_export
from liveness.datasets.packed import PackedClips
from liveness.datasets.reader import TakeReader
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord

OPTIONS = ExportOptions(clip_frames=4, size=40, margin=2.0)
SIDE = 40
"""The landmarks are 20 high and the margin is 2: a crop of 40 that is not resized."""
LEFT, TOP = 20 + 8 - 20, 12 + 10 - 20


@pytest.fixture
def packed(root: DatasetRoot, takes: list[TakeRecord], tmp_path: Path) -> Path:
    out = tmp_path / "clips.h5"
    run_export(root, "packed", out, OPTIONS)
    return out


def _expected(root: DatasetRoot, record: TakeRecord, row: int) -> np.ndarray:
    with TakeReader(root.take_path(record)) as take:
        image = take.frame(row)
    return cv2.cvtColor(image, cv2.COLOR_BGR2RGB)[TOP : TOP + SIDE, LEFT : LEFT + SIDE]


def test_a_clip_is_the_square_round_the_face(
    root: DatasetRoot, takes: list[TakeRecord], packed: Path
) -> None:
    with PackedClips(packed) as clips:
        assert len(clips) == 2 + 1 + 2 + 2  # the rest of a take that fills no clip is none
        assert clips.shape == (4, SIDE, SIDE, 3)
        assert list(clips.clips_of(takes[2].id)) == [3, 4]
        for i, record, first in ((1, takes[0], 4), (2, takes[1], 0), (6, takes[3], 4)):
            got = clips.clip(i)
            for t in range(4):
                assert np.array_equal(got[t], _expected(root, record, first + t))
            assert np.array_equal(clips.window(i, 1, 2), got[1:3])
            clips.check(i)


def test_clips_may_overlap_and_leave_frames_out(
    root: DatasetRoot, takes: list[TakeRecord], tmp_path: Path
) -> None:
    options = OPTIONS.model_copy(update={"clip_frames": 3, "every": 2, "stride": 1})
    run_export(root, "packed", tmp_path / "clips.h5", options)
    clips = PackedClips(tmp_path / "clips.h5")
    mine = clips.clips_of(takes[0].id)
    assert len(mine) == 10 - 4
    for start, i in enumerate(mine):
        for t in range(3):
            expected = _expected(root, takes[0], start + 2 * t)
            assert np.array_equal(clips.clip(i)[t], expected)


def test_labels_people_and_provenance_go_with_each_clip(
    root: DatasetRoot, takes: list[TakeRecord], packed: Path
) -> None:
    with PackedClips(packed) as clips:
        assert clips.bona_fide.tolist() == [1, 1, 1, 0, 0, 0, 0]
        assert clips.column("label")[2:4] == ["bona-fide", "print-matte"]
        assert clips.column("subject_key")[3] == root.subject_key("S1")
        assert clips.column("target_key")[3] == root.subject_key("S2")
        assert clips.column("sha256")[3] == takes[2].sha256
        assert clips.dataset_id == root.info.id
        item = clips[3]
        assert (item["bona_fide"], item["take"], item["label"]) == (
            0,
            takes[2].id,
            "print-matte",
        )
        llr = clips.evidence("depth")["llr"]
        assert llr[1].tolist() == [2.0, 2.5, 3.0, 3.5]
        assert np.isnan(llr[2, :2]).all()
        assert clips.evidence("fused", range(2, 3))["valid"].tolist() == [[0, 0, 1, 1]]
        columns = clips.columns(range(1, 2))
        assert columns["frame"].tolist() == [[4, 5, 6, 7]]
        assert columns["time_ns"][0, 0] == 4 * 33_000_000
        assert columns["box"].tolist() == [[LEFT, TOP, SIDE, SIDE]]
        assert columns["landmarks"][0, 0, 0].tolist() == pytest.approx(
            [12.0, 10.0, 0, 0][:3], abs=10
        )
    with h5py.File(packed) as file:
        assert file["clips/pixels"].chunks == (1, 4, SIDE, SIDE, 3)
        unsaid: list[str] = []

        def look(name: str, item: h5py.Group | h5py.Dataset) -> None:
            if isinstance(item, h5py.Dataset):
                if not {"description", "units"} <= set(item.attrs):
                    unsaid.append(name)
                # a time in the file would make every export differ
                assert h5py.h5g.get_objinfo(item.id).mtime == 0

        file.visititems(look)
        assert unsaid == []


def test_the_landmarks_are_in_the_clip_s_pixels(packed: Path) -> None:
    with PackedClips(packed, landmarks=True) as clips:
        points = clips[0]["landmarks"]
        assert points.shape == (4, 478, 3)
        assert points[..., 0].min() == pytest.approx(20 - LEFT, abs=1e-4)
        assert points[..., 1].max() == pytest.approx(12 + 20 - TOP, abs=1e-4)
        first = clips[2]
        assert first["landmarks_valid"].tolist() == [0, 0, 1, 1]
        assert np.isnan(first["landmarks"][0]).all()


def test_a_window_reads_only_its_frames(packed: Path) -> None:
    with PackedClips(packed, window=2, seed=3) as clips:
        whole = PackedClips(packed)
        for i in range(len(clips)):
            item = clips[i]
            assert item["pixels"].shape == (2, SIDE, SIDE, 3)
            start = item["start"]
            assert np.array_equal(item["pixels"], whole.clip(i)[start : start + 2])
            assert clips[i]["start"] == start  # a seed: the same window every time
    drawn = {PackedClips(packed, window=2)[0]["start"] for _ in range(40)}
    assert drawn == {0, 1, 2}
    with pytest.raises(IndexError, match="5 frames"):
        PackedClips(packed, window=5)[0]
    with pytest.raises(IndexError, match="clip 7 of 7"):
        PackedClips(packed)[7]


def _bytes_read() -> int:
    return int(Path("/proc/self/io").read_text().split()[1])


@pytest.mark.skipif(not Path("/proc/self/io").exists(), reason="Linux counts what is read")
def test_a_window_costs_its_own_bytes_and_no_more(packed: Path) -> None:
    clips = PackedClips(packed)
    clips.window(0, 0, 1)
    before = _bytes_read()
    for i in range(1, 6):
        clips.window(i, 2, 1)
    frame = SIDE * SIDE * 3
    # beside the pixels only the index of the chunks, once
    assert 5 * frame <= _bytes_read() - before < 5 * frame + 4000


def _starts(clips: PackedClips) -> list[int]:
    return [clips[0]["start"] for _ in range(20)]


def test_it_travels_to_worker_processes_without_its_handle(packed: Path) -> None:
    clips = PackedClips(packed, window=2)
    before = clips[0]["pixels"].shape
    twin = pickle.loads(pickle.dumps(clips))
    assert twin._file is None
    assert twin[0]["pixels"].shape == before
    with multiprocessing.get_context("fork").Pool(2) as pool:
        drawn = pool.map(_starts, [clips] * 2, chunksize=1)
    assert drawn[0] != drawn[1]  # every worker draws its own windows


def test_the_same_takes_give_the_same_bytes(
    root: DatasetRoot, packed: Path, tmp_path: Path
) -> None:
    run_export(root, "packed", tmp_path / "again.h5", OPTIONS)
    assert (tmp_path / "again.h5").read_bytes() == packed.read_bytes()


def test_a_take_is_removed_as_if_it_never_was(
    root: DatasetRoot, takes: list[TakeRecord], packed: Path, tmp_path: Path
) -> None:
    (record,), _ = read_records(root)
    left = rebuild_export(root, record, frozenset({takes[2].id}))
    assert left.takes == tuple(take.id for take in takes if take is not takes[2])
    assert read_records(root)[0] == [left]
    data = packed.read_bytes()
    assert takes[2].id.encode() not in data
    folder = root.path / "sessions" / "visit"
    lines = (folder / "takes.jsonl").read_text().splitlines()
    (folder / "takes.jsonl").write_text(
        "".join(line + "\n" for line in lines if takes[2].id not in line)
    )
    run_export(root, "packed", tmp_path / "fresh.h5", OPTIONS)
    assert data == (tmp_path / "fresh.h5").read_bytes()
    assert rebuild_export(root, left, frozenset({takes[2].id})) == left  # again: nothing to do
    assert packed.read_bytes() == data


def test_damage_is_named(packed: Path, tmp_path: Path) -> None:
    with h5py.File(packed) as file:
        offset = file["clips/pixels"].id.get_chunk_info_by_coord((1, 0, 0, 0, 0)).byte_offset
    data = bytearray(packed.read_bytes())
    data[offset + 7] ^= 1
    packed.write_bytes(data)
    clips = PackedClips(packed)
    clips.check(0)
    with pytest.raises(DataError, match="clip 1 fails its CRC"):
        clips.check(1)
    with pytest.raises(DataError, match="E-DAT-02"):
        len(PackedClips(tmp_path / "missing.h5"))
    with h5py.File(tmp_path / "other.h5", "w") as file:
        file.attrs["format"] = "else"
    with pytest.raises(DataError, match="E-DAT-08"):
        len(PackedClips(tmp_path / "other.h5"))
