"""Datasets of every earlier schema open, work, and migrate to a copy."""

from __future__ import annotations

import json
import shutil
import tarfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from small_takes import content_of, take_in

from liveness.datasets import migration
from liveness.datasets.catalog import Catalog
from liveness.datasets.errors import DataError, StorageError, UsageError
from liveness.datasets.migration import migrate_root
from liveness.datasets.reader import TakeReader
from liveness.datasets.root_files import ROOT_SCHEMA
from liveness.datasets.store import RESERVE_VARIABLE, DatasetRoot
from liveness.datasets.verify import verify_root
from liveness.datasets.verify_take import TakeReport, check_take

pytestmark = pytest.mark.usefixtures("check_here")

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.fixture(autouse=True)
def _reports_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def reports(paths: Sequence[Path]) -> Iterator[TakeReport]:
        return (check_take(path) for path in paths)

    monkeypatch.setattr(migration, "take_reports", reports)


@pytest.fixture(params=range(1, ROOT_SCHEMA))
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A dataset as the program of that schema made it: two takes, one superseded."""
    name = f"schema-{request.param}"
    with tarfile.open(FIXTURES / f"root-{name}.tar.gz") as packed:
        packed.extractall(tmp_path, filter="data")
    return tmp_path / name


def test_an_old_dataset_opens_and_works(old: Path) -> None:
    root = DatasetRoot.open(old)
    assert verify_root(root) == []
    first, second = root.takes()
    assert (first.label, first.state, first.lighting) == ("bona-fide", "superseded", None)
    assert (second.label, second.family, second.target) == ("print-matte", "print", "S2")
    with TakeReader(root.take_path(second)) as take:
        assert take.n_frames == 3
        assert take.evidence("depth")["llr"].tolist() == [0.0, 0.5, 1.0]
    with Catalog(root) as catalog:
        assert catalog.counts() == {"bona-fide": 1, "print-matte": 1}
    # and takes on new takes
    take_in(root, "S1", consent="C1", lighting="window")
    assert verify_root(root) == []
    assert len(root.takes()) == 3


def test_the_copy_says_what_the_files_say(old: Path, tmp_path: Path) -> None:
    before = content_of(old)
    done = migrate_root(old, tmp_path / "new")
    assert (done.takes, done.filled, done.faults) == (2, 2, ())
    assert content_of(old) == before
    assert done.root.info.schema_version == ROOT_SCHEMA
    assert done.root.info.id == DatasetRoot.open(old).info.id
    first, second = done.root.takes()
    assert (first.lighting, first.created_utc) == ("office", "2026-01-01T09:00:00.000Z")
    assert (second.family, second.pai) == ("print", "P1")
    assert first.superseded_by == second.id
    for record, was in zip(done.root.takes(), DatasetRoot.open(old).takes(), strict=True):
        assert record.sha256 == was.sha256
        there = done.root.take_path(record).read_bytes()
        assert there == DatasetRoot.open(old).take_path(was).read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new", old.name]


def test_a_copy_that_was_cut_off_is_gone_on_with(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[str] = []
    original = shutil.copyfile

    def copy(source: Path, target: Path) -> None:
        if len(copied) == 3:
            target.write_bytes(b"half")
            raise KeyboardInterrupt
        copied.append(source.name)
        original(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(migration.shutil, "copyfile", copy)
        with pytest.raises(KeyboardInterrupt):
            migrate_root(old, tmp_path / "new")
    assert not (tmp_path / "new").exists()
    assert migrate_root(old, tmp_path / "new").faults == ()
    assert not (tmp_path / "new.part").exists()


def test_damaged_lines_and_files_come_along_and_are_told(old: Path, tmp_path: Path) -> None:
    root = DatasetRoot.open(old)
    first, second = root.takes()
    root.take_path(second).unlink()
    with (root.take_path(first).parent / "takes.jsonl").open("a") as file:
        file.write("torn {\n")
    done = migrate_root(old, tmp_path / "new")
    assert (done.takes, done.filled) == (2, 1)
    assert {fault.code for fault in done.faults} == {"V-LINE", "V-MISSING"}


def test_a_moved_dataset_is_the_same(old: Path, tmp_path: Path) -> None:
    made = migrate_root(old, tmp_path / "new").root
    with Catalog(made) as catalog:
        before = catalog.takes()
    assert all(str(tmp_path).encode() not in data for data in content_of(made.path).values())
    place = tmp_path / "else where" / "ünter"
    place.parent.mkdir()
    shutil.move(made.path, place)
    moved = DatasetRoot.open(place)
    assert verify_root(moved) == []
    with Catalog(moved) as catalog:
        assert catalog.takes() == before


def test_what_cannot_be_migrated_is_told(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(call: Callable[[], object], said: str) -> None:
        with pytest.raises(UsageError, match="E-DAT-38") as caught:
            call()
        assert said in str(caught.value)

    refused(lambda: migrate_root(old, old), "cannot hold the copy")
    refused(lambda: migrate_root(old, old / "in"), "cannot hold the copy")
    refused(lambda: migrate_root(old, tmp_path), "cannot hold the copy")
    new = DatasetRoot.create(tmp_path / "made")
    refused(lambda: migrate_root(new.path, tmp_path / "x"), "needs no migration")
    (old / "incoming" / "T1.mcap").write_bytes(b"x")
    refused(lambda: migrate_root(old, tmp_path / "x"), "wait to be finished")
    (old / "incoming" / "T1.mcap").unlink()
    with (
        DatasetRoot.open(old).locked(),
        pytest.raises(StorageError, match="another studio works"),
    ):
        migrate_root(old, tmp_path / "x")
    monkeypatch.setenv(RESERVE_VARIABLE, str(10**18))
    with pytest.raises(StorageError, match="E-DSK-01"):
        migrate_root(old, tmp_path / "x")
    assert not (tmp_path / "x.part").exists()


@pytest.mark.parametrize("name", ["dataset.json", "sessions/visit/session.json"])
def test_a_newer_schema_is_refused_with_what_reads_it(old: Path, name: str) -> None:
    path = old / name
    path.write_text(json.dumps(json.loads(path.read_text()) | {"schema_version": 99}))
    with pytest.raises(DataError, match="E-DAT-08") as caught:
        DatasetRoot.open(old).start_session("lab", None, None, name="visit")
    assert "schema 99, this version reads 1" in caught.value.measured
    assert caught.value.remedy == "update the program"
