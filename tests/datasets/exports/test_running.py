"""What holds for every export: consent, place, cancel, disk, records."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest

from liveness.datasets.consent import Consent
from liveness.datasets.errors import ConsentError, DataError, StorageError, UsageError
from liveness.datasets.exports import base, packed_layout
from liveness.datasets.exports.options import ExportOptions
from liveness.datasets.exports.rebuilding import rebuild_export
from liveness.datasets.exports.record import ExportRecord, read_records, write_record
from liveness.datasets.exports.running import ExportResult, run_export
from liveness.datasets.packed import PackedClips
from liveness.datasets.reviewing import review_take
from liveness.datasets.splits import Split, write_split
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord

OPTIONS = ExportOptions(clip_frames=4, size=32)


def _export(root: DatasetRoot, out: Path, **changes: object) -> ExportResult:
    force = bool(changes.pop("force", False))
    options = OPTIONS.model_copy(update=changes)
    return run_export(root, "packed", out, options, force=force)


def _ids(result: ExportResult) -> list[str]:
    return list(result.record.takes)


def test_only_takes_whose_consent_allows_the_purpose(
    root: DatasetRoot, takes: list[TakeRecord], tmp_path: Path
) -> None:
    with pytest.raises(ConsentError, match=r"E-EXP-01.*4 consent does not cover share"):
        _export(root, tmp_path / "shared.h5", purpose="share")
    assert not (tmp_path / "shared.h5").exists()
    root.consents.withdraw("C2")
    result = _export(root, tmp_path / "clips.h5")
    assert _ids(result) == [takes[0].id, takes[3].id]
    # S2 withdrew: neither the own take nor the print that shows S2 goes out
    assert result.left_out == {
        "consent withdrawn": (takes[1].id,),
        "target: consent withdrawn": (takes[2].id,),
    }
    assert result.record.left_out == {
        "consent withdrawn": 1,
        "target: consent withdrawn": 1,
    }
    assert result.record.options.purpose == "train"


def test_an_expired_or_lost_consent_allows_nothing(
    root: DatasetRoot, takes: list[TakeRecord], tmp_path: Path
) -> None:
    path = root.path / "consents" / "C1.json"
    content = json.loads(path.read_text())
    path.write_text(json.dumps(content | {"expires": "2020-01-31"}))
    (root.path / "consents" / "C2.json").unlink()
    with pytest.raises(ConsentError, match="3 consent expired, 1 no consent record"):
        _export(root, tmp_path / "clips.h5")


def test_superseded_takes_are_left_out_unless_asked_for(
    root: DatasetRoot, takes: list[TakeRecord], tmp_path: Path
) -> None:
    root.supersede(takes[2].id, takes[3].id)
    result = _export(root, tmp_path / "a.h5")
    assert result.left_out == {"superseded by a retake": (takes[2].id,)}
    result = _export(root, tmp_path / "b.h5", include=("superseded",))
    assert takes[2].id in _ids(result)


def test_filters_choose_by_label_session_and_split(
    root: DatasetRoot, takes: list[TakeRecord], tmp_path: Path
) -> None:
    result = _export(root, tmp_path / "a.h5", labels=("bona-fide", "replay-phone"))
    assert _ids(result) == [takes[0].id, takes[1].id, takes[3].id]
    assert result.left_out == {}  # what is not asked for is not left out
    with pytest.raises(ConsentError, match="none fits the filters"):
        _export(root, tmp_path / "b.h5", sessions=("another",))
    keys = {name: root.subject_key(name) for name in ("S1", "S2", "S3")}
    parts = {"train": (keys["S1"], keys["S3"]), "test": (keys["S2"],)}
    write_split(root.path, Split(name="half", parts=parts))
    result = _export(root, tmp_path / "c.h5", split="half", part="train")
    assert _ids(result) == [takes[0].id, takes[3].id]  # the print shows S2, who is in test
    assert _ids(_export(root, tmp_path / "d.h5", split="half", part="test")) == [takes[1].id]
    for split, part in (("half", "dev"), ("other", "train"), ("half", None), (None, "test")):
        with pytest.raises(UsageError, match="E-DAT-33" if split == "other" else "E-EXP-04"):
            _export(root, tmp_path / "e.h5", split=split, part=part)


def test_takes_that_give_no_clip_are_counted(
    root: DatasetRoot, takes: list[TakeRecord], tmp_path: Path
) -> None:
    result = _export(root, tmp_path / "clips.h5", clip_frames=8)
    assert result.left_out == {"shorter than a clip": (takes[1].id,)}
    assert takes[1].id not in _ids(result)
    result = _export(root, tmp_path / "two.h5", clip_frames=2, stride=100)
    assert result.left_out == {"no face in any clip": (takes[1].id,)}
    for name in ("packed", "webdataset"):
        with pytest.raises(ConsentError, match=r"E-EXP-01.*4 shorter than a clip"):
            run_export(root, name, tmp_path / "none", ExportOptions(clip_frames=50))
    assert not list(tmp_path.glob("none*"))


def test_a_damaged_take_is_named_and_the_rest_exported(
    root: DatasetRoot, takes: list[TakeRecord], tmp_path: Path
) -> None:
    path = root.take_path(takes[0])
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    root.take_path(takes[1]).unlink()
    result = _export(root, tmp_path / "clips.h5")
    assert _ids(result) == [takes[2].id, takes[3].id]
    assert result.left_out == {
        "the file is damaged or missing": (takes[0].id, takes[1].id),
    }
    assert [fault.code for fault in result.faults] == ["E-DAT-02", "E-DAT-02"]


def test_nothing_that_exists_is_overwritten(
    root: DatasetRoot, takes: list[TakeRecord], tmp_path: Path
) -> None:
    mine = tmp_path / "mine.h5"
    mine.write_text("a year's work")
    for force in (False, True):
        with pytest.raises(UsageError, match=r"E-EXP-05.*no export of this dataset"):
            _export(root, mine, force=force)
    assert mine.read_text() == "a year's work"
    out = tmp_path / "new" / "clips.h5"
    first = _export(root, out)
    with pytest.raises(UsageError, match=r"E-EXP-05.*--force"):
        _export(root, out)
    second = _export(root, out, labels=("bona-fide",), force=True)
    assert read_records(root)[0] == [second.record]
    assert second.record.id != first.record.id or second.record.takes != first.record.takes
    assert len(PackedClips(out)) == 3


@pytest.mark.parametrize("place", ["sessions/clips.h5", "clips.h5", "exports/a.json"])
def test_an_export_keeps_away_from_the_dataset_s_own_files(
    root: DatasetRoot, takes: list[TakeRecord], place: str
) -> None:
    with pytest.raises(UsageError, match="E-EXP-05"):
        _export(root, root.path / place)


def test_an_export_inside_the_root_moves_with_it(
    root: DatasetRoot, takes: list[TakeRecord], tmp_path: Path
) -> None:
    result = _export(root, root.path / "exports" / "clips.h5")
    assert result.record.path == "exports/clips.h5"
    moved = root.path.rename(tmp_path / "moved")
    again = DatasetRoot.open(moved)
    left = rebuild_export(again, read_records(again)[0][0], frozenset({takes[0].id}))
    assert takes[0].id not in left.takes
    assert takes[0].id.encode() not in (moved / "exports" / "clips.h5").read_bytes()


class _Cancelled(BaseException):
    pass


def test_a_cancelled_export_leaves_nothing(
    root: DatasetRoot, takes: list[TakeRecord], tmp_path: Path
) -> None:
    seen: list[str] = []

    def cancel(done: int, of: int, what: str) -> None:
        (part,) = [*tmp_path.glob("*.part"), None][:1]
        seen.append(str(part))
        if part is not None:
            raise _Cancelled

    with pytest.raises(_Cancelled):
        run_export(root, "packed", tmp_path / "clips.h5", OPTIONS, progress=cancel)
    assert seen[-1].endswith("clips.h5.part")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["root"]
    assert read_records(root) == ([], [])


def test_a_disk_without_room_is_told_before_the_first_byte(
    root: DatasetRoot,
    takes: list[TakeRecord],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Usage:
        free = 1000

    monkeypatch.setattr(base.shutil, "disk_usage", lambda _: Usage)
    with pytest.raises(StorageError, match="E-DSK-01"):
        _export(root, tmp_path / "clips.h5")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["root"]
    assert read_records(root) == ([], [])


def test_a_disk_that_fills_meanwhile_is_told_before_libhdf5_meets_it(
    root: DatasetRoot,
    takes: list[TakeRecord],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(descriptor: int, start: int, length: int) -> None:
        assert length > 7 * 4 * 32 * 32 * 3  # all clips at once, before the first one
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(packed_layout.os, "posix_fallocate", full)
    with pytest.raises(StorageError, match="E-DSK-03"):
        _export(root, tmp_path / "clips.h5")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["root"]
    assert read_records(root) == ([], [])


def test_what_a_crash_left_is_cleared_by_the_next_export(
    root: DatasetRoot, takes: list[TakeRecord], tmp_path: Path
) -> None:
    place = tmp_path / "clips.h5"
    record = ExportRecord(id="packed-1", format="packed", path=str(place), takes=("T1", "T2"))
    write_record(root, record)
    record.part(root.path).write_bytes(b"half an export")
    result = _export(root, place)
    assert read_records(root)[0] == [result.record]


def test_a_half_written_export_is_removed_by_an_erasure(
    root: DatasetRoot, tmp_path: Path
) -> None:
    place = tmp_path / "clips.h5"
    record = ExportRecord(id="packed-1", format="packed", path=str(place), takes=("T1", "T2"))
    write_record(root, record)
    record.part(root.path).write_bytes(b"half an export")
    assert rebuild_export(root, record, frozenset({"T1"})).takes == ()
    assert not record.part(root.path).exists()
    assert read_records(root) == ([], [])


def test_an_export_of_which_nothing_is_left_is_deleted(
    root: DatasetRoot, takes: list[TakeRecord], tmp_path: Path
) -> None:
    record = _export(root, tmp_path / "clips.h5").record
    assert rebuild_export(root, record, frozenset(t.id for t in takes)).takes == ()
    assert not (tmp_path / "clips.h5").exists()
    assert read_records(root) == ([], [])


def test_an_export_that_is_gone_is_named_and_forgets_the_takes(
    root: DatasetRoot, takes: list[TakeRecord], tmp_path: Path
) -> None:
    record = _export(root, tmp_path / "clips.h5").record
    (tmp_path / "clips.h5").rename(tmp_path / "elsewhere.h5")
    with pytest.raises(DataError, match=r"E-EXP-02.*clips\.h5"):
        rebuild_export(root, record, frozenset({takes[0].id}))
    assert takes[0].id not in read_records(root)[0][0].takes


def test_a_target_s_own_consent_is_asked(
    root: DatasetRoot, takes: list[TakeRecord], tmp_path: Path
) -> None:
    root.consents.withdraw("C3")
    root.consents.add(Consent(id="C3b", subject="S3"))  # S3 agreed anew
    assert takes[3].id in _ids(_export(root, tmp_path / "clips.h5"))


def test_an_unknown_format_lists_the_known_ones(root: DatasetRoot, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"E-EXP-03.*packed"):
        run_export(root, "lmdb", tmp_path / "x")


def test_takes_rejected_in_review_are_left_out_unless_asked_for(
    root: DatasetRoot, takes: list[TakeRecord], tmp_path: Path
) -> None:
    review_take(root, takes[0].id, "reject", reviewer="R1", reasons=("blurred",))
    review_take(root, takes[3].id, "accept", reviewer="R1")
    result = _export(root, tmp_path / "a.h5")
    assert result.left_out == {"rejected in review": (takes[0].id,)}
    assert takes[0].id in _ids(_export(root, tmp_path / "b.h5", include=("rejected",)))
