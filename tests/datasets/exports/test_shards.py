"""WebDataset shards, read by the library they are for."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from liveness.datasets.errors import DataError
from liveness.datasets.exports.options import ExportOptions
from liveness.datasets.exports.rebuilding import rebuild_export
from liveness.datasets.exports.record import ExportRecord
from liveness.datasets.exports.running import run_export
from liveness.datasets.packed import PackedClips
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord

# webdataset leaves its files to the garbage collector
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

OPTIONS = ExportOptions(clip_frames=4, size=40, margin=2.0, shard_samples=3)


@pytest.fixture
def record(root: DatasetRoot, takes: list[TakeRecord], tmp_path: Path) -> ExportRecord:
    return run_export(root, "webdataset", tmp_path / "shards", OPTIONS).record


def _read(folder: Path) -> list[dict[str, object]]:
    webdataset = pytest.importorskip("webdataset")
    urls = [str(path) for path in sorted(folder.glob("*.tar"))]
    data = webdataset.WebDataset(urls, shardshuffle=False, empty_check=False).decode()
    return list(data)


def test_the_library_reads_what_the_packed_export_holds(
    root: DatasetRoot, takes: list[TakeRecord], record: ExportRecord, tmp_path: Path
) -> None:
    run_export(root, "packed", tmp_path / "clips.h5", OPTIONS)
    samples = _read(tmp_path / "shards")
    packed = PackedClips(tmp_path / "clips.h5", landmarks=True)
    assert len(samples) == len(packed) == 7
    for i, sample in enumerate(samples):
        item, told = packed[i], sample["json"]
        assert np.array_equal(sample["npy"], item["pixels"])
        assert np.array_equal(sample["landmarks.npy"], item["landmarks"], equal_nan=True)
        for name in ("label", "subject_key", "target_key", "bona_fide"):
            assert told[name] == item[name]
        assert (told["id"], told["session"]) == (item["take"], "visit")
    # what is unknown has a word in JSON
    assert samples[2]["json"]["evidence"]["depth"]["llr"] == [None, None, 1.0, 1.5]
    assert samples[2]["json"]["distance_mm"] is None
    index = json.loads((tmp_path / "shards" / "index.json").read_text())
    assert [shard["samples"] for shard in index["shards"]] == [3, 3, 1]
    assert index["samples"] == 7
    assert set(record.files) == {
        "index.json", "shard-000000.tar", "shard-000001.tar", "shard-000002.tar",
    }  # fmt: skip


@pytest.mark.parametrize(("image", "extension"), [("original", "png"), ("jpeg", "jpg")])
def test_clips_of_one_frame_are_pictures(
    root: DatasetRoot,
    takes: list[TakeRecord],
    tmp_path: Path,
    image: str,
    extension: str,
) -> None:
    options = OPTIONS.model_copy(update={"clip_frames": 1, "every": 1, "image": image})
    run_export(root, "webdataset", tmp_path / "shards", options)
    run_export(root, "packed", tmp_path / "clips.h5", options)
    webdataset = pytest.importorskip("webdataset")
    urls = [str(path) for path in sorted((tmp_path / "shards").glob("*.tar"))]
    samples = list(webdataset.WebDataset(urls, shardshuffle=False).decode("rgb8"))
    packed = PackedClips(tmp_path / "clips.h5")
    assert len(samples) == len(packed) == 10 + 5 + 10 + 10  # two frames have no face
    difference = samples[3][extension].astype(int) - packed.clip(3)[0]
    assert np.abs(difference).max() <= (0 if extension == "png" else 40)


def test_the_same_takes_give_the_same_bytes(
    root: DatasetRoot, record: ExportRecord, tmp_path: Path
) -> None:
    again = run_export(root, "webdataset", tmp_path / "again", OPTIONS).record
    assert again.files == record.files


def test_a_take_is_removed_from_the_shards(
    root: DatasetRoot, takes: list[TakeRecord], record: ExportRecord, tmp_path: Path
) -> None:
    before = {sample["__key__"]: sample["npy"] for sample in _read(tmp_path / "shards")}
    gone = takes[0].id
    left = rebuild_export(root, record, frozenset({gone, takes[1].id}))
    assert list(left.takes) == [takes[2].id, takes[3].id]
    after = {sample["__key__"]: sample["npy"] for sample in _read(tmp_path / "shards")}
    assert set(after) == {key for key in before if key[:-5] in left.takes}
    assert all(np.array_equal(after[key], before[key]) for key in after)
    content = b"".join(path.read_bytes() for path in (tmp_path / "shards").iterdir())
    assert gone.encode() not in content
    assert "shard-000000.tar" not in left.files  # it held nothing else
    assert json.loads((tmp_path / "shards" / "index.json").read_text())["samples"] == 4
    assert rebuild_export(root, left, frozenset({gone})) == left
    nothing = rebuild_export(root, left, frozenset(left.takes))
    assert nothing.takes == ()
    assert not (tmp_path / "shards").exists()


def test_a_damaged_shard_is_named(
    root: DatasetRoot, takes: list[TakeRecord], record: ExportRecord, tmp_path: Path
) -> None:
    (tmp_path / "shards" / "shard-000001.tar").write_bytes(b"no tar" * 200)
    with pytest.raises(DataError, match=r"E-DAT-02.*shard-000001"):
        rebuild_export(root, record, frozenset({takes[2].id}))
