"""An erasure reaches into the exports that a dataset has written."""

from __future__ import annotations

from pathlib import Path

import pytest

from liveness.datasets.erasure import erasing
from liveness.datasets.erasure.erasing import erase_subject, resume_erasure
from liveness.datasets.exports.options import ExportOptions
from liveness.datasets.exports.record import ExportRecord, read_records
from liveness.datasets.exports.running import run_export
from liveness.datasets.packed import PackedClips
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord

OPTIONS = ExportOptions(clip_frames=4, size=40, margin=2.0)


def test_exports_are_rebuilt_deleted_or_named(
    root: DatasetRoot, takes: list[TakeRecord], tmp_path: Path
) -> None:
    inside = root.path / "exports" / "clips.h5"
    outside, moved = tmp_path / "clips.h5", tmp_path / "moved.h5"
    made = [run_export(root, "packed", out, OPTIONS).record for out in (inside, outside, moved)]
    moved.rename(tmp_path / "elsewhere.h5")
    receipt = erase_subject(root, "S2")
    assert receipt.clean, receipt.scan
    assert dict(receipt.exports) == {
        made[0].id: "rebuilt",
        made[1].id: "rebuilt",
        made[2].id: "gone from where it was written: not reached",
    }
    for path in (inside, outside):
        with PackedClips(path) as clips:
            assert len(clips) == 2 + 2
            for i in range(4):
                clips.check(i)
    records, faults = read_records(root)
    assert faults == []
    kept = {takes[0].id, takes[3].id}
    assert all(set(record.takes) == kept for record in records)
    # of S1 the rest is, too
    again = erase_subject(root, "S1")
    assert again.clean
    assert again.exports[made[0].id] == "deleted"
    assert not inside.exists()
    assert not outside.exists()


def test_an_export_outside_is_searched_too(
    root: DatasetRoot, takes: list[TakeRecord], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "out"
    run_export(root, "packed", folder / "clips.h5", OPTIONS)
    with (folder / "clips.h5").open("ab") as file:
        file.write(root.subject_key("S2").encode())
    steps = tuple((name, step) for name, step in erasing.STEPS if name != "exports")
    monkeypatch.setattr(erasing, "STEPS", steps)
    receipt = erase_subject(root, "S2")
    assert receipt.scan is not None
    found = {(Path(item.path).name, item.kind) for item in receipt.scan.found}
    assert ("clips.h5", "key") in found
    assert not receipt.complete


def test_killed_before_an_export_is_noted_it_is_told_the_same(
    root: DatasetRoot, takes: list[TakeRecord], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class KilledError(Exception):
        pass

    record = run_export(root, "packed", tmp_path / "clips.h5", OPTIONS).record
    with monkeypatch.context() as patch:

        def die(*_: object) -> None:
            raise KilledError

        patch.setattr(erasing._State, "note_export", die)
        with pytest.raises(KilledError):
            erase_subject(root, "S2")
    receipt = resume_erasure(root)
    assert receipt is not None
    assert receipt.clean
    assert dict(receipt.exports) == {record.id: "rebuilt"}


def test_a_damaged_record_is_told(root: DatasetRoot, takes: list[TakeRecord]) -> None:
    broken = ExportRecord(id="x", format="packed", path="gone", takes=(takes[1].id,))
    folder = root.path / "exports"
    folder.mkdir()
    (folder / "x.json").write_text(broken.model_dump_json().replace('"format"', '"farmat"'))
    receipt = erase_subject(root, "S2")
    assert receipt.clean
    assert "damaged" in receipt.exports["x"]
