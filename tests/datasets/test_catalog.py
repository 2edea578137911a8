from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

import pytest
from many_takes import register_many

from liveness.datasets import catalog as catalog_module
from liveness.datasets.amendments import Relabel, Review, Supersede, Trim
from liveness.datasets.catalog import Catalog, remove_catalog
from liveness.datasets.catalog_rows import Range
from liveness.datasets.durable import append_line
from liveness.datasets.model import Model
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord


def _register(root: DatasetRoot, session: str, number: int, **changes: object) -> TakeRecord:
    content: dict[str, object] = {
        "id": f"T{number:04}",
        "session": session,
        "file": f"T{number:04}.h5",
        "sha256": f"{number:064x}",
        "frames": 10 * number,
        "seconds": 1.0,
        "faces": 9,
        "label": "bona-fide",
        "subject": "S1",
        "registered_utc": f"2026-01-01T00:00:{number:02}Z",
    }
    record = TakeRecord.model_validate(content | changes)
    root.start_session("lab", "O1", "cam", name=session)
    _say(root, session, record)
    return record


def _say(root: DatasetRoot, session: str, line: Model) -> None:
    append_line(root.path / "sessions" / session / "takes.jsonl", line.model_dump_json())


@pytest.fixture
def filled(root: DatasetRoot) -> DatasetRoot:
    _register(root, "a", 1, score=3.5)
    _register(root, "b", 2, label="print-matte", subject="S2", target="S1", score=-1.0)
    _register(root, "a", 3, label="print-matte", subject=None, status="incomplete")
    return root


def _ids(catalog: Catalog, **filters: object) -> list[str]:
    ids = [row["id"] for row in catalog.query(**filters)]  # type: ignore[arg-type]
    assert ids == [record.id for record in catalog.takes(**filters)]  # type: ignore[arg-type]
    return ids


def test_takes_are_listed_and_filtered(filled: DatasetRoot) -> None:
    with Catalog(filled) as catalog:
        assert not catalog.in_memory
        assert _ids(catalog) == ["T0001", "T0002", "T0003"]
        assert _ids(catalog, descending=True, limit=2) == ["T0003", "T0002"]
        assert _ids(catalog, label="print-matte") == ["T0002", "T0003"]
        assert _ids(catalog, bona_fide=True) == ["T0001"]
        assert _ids(catalog, family="print", subject="S2", target="S1") == ["T0002"]
        assert _ids(catalog, subject=None) == ["T0003"]
        assert _ids(catalog, session="a", status="incomplete") == ["T0003"]
        assert _ids(catalog, session={"b", "c"}) == ["T0002"]
        assert _ids(catalog, operator="O1", site="lab", camera="cam", privacy="full") != []
        assert catalog.counts() == {"bona-fide": 1, "print-matte": 2}
        assert catalog.counts("session", label="print-matte") == {"a": 1, "b": 1}
        row = catalog.query(id="T0001")[0]
        assert row["path"] == "sessions/a/T0001.h5"
        assert row["bona_fide"] is True
        assert row["recorded_utc"] == "2026-01-01T00:00:01Z"


def test_numbers_and_times_are_selected_by_range(filled: DatasetRoot) -> None:
    with Catalog(filled) as catalog:
        assert _ids(catalog, score=Range(-1.0, 3.5)) == ["T0002"]
        assert _ids(catalog, score=Range(-1.0, 3.5, closed=True)) == ["T0001", "T0002"]
        assert _ids(catalog, frames=Range(low=20)) == ["T0002", "T0003"]
        assert _ids(catalog, recorded_utc=Range(high="2026-01-01T00:00:02Z")) == ["T0001"]


def test_takes_are_ordered_and_those_without_a_value_come_last(filled: DatasetRoot) -> None:
    with Catalog(filled) as catalog:
        assert _ids(catalog, order="score") == ["T0002", "T0001", "T0003"]
        assert _ids(catalog, order="score", descending=True) == ["T0001", "T0002", "T0003"]


def test_an_unknown_field_is_never_sql(filled: DatasetRoot) -> None:
    with Catalog(filled) as catalog:
        for call in (
            lambda: catalog.query(**{"1=1; --": 1}),  # type: ignore[arg-type]
            lambda: catalog.takes(order="id; DROP TABLE takes"),
            lambda: catalog.counts("record"),
        ):
            with pytest.raises(ValueError, match="unknown field"):
                call()
        assert _ids(catalog, label="'; DROP TABLE takes; --") == []
        assert len(_ids(catalog)) == 3


def test_it_gives_back_the_very_records(filled: DatasetRoot) -> None:
    _say(filled, "a", Review(id="T0001", verdict="reject", reasons=("dark",), reviewer="Q1"))
    _say(filled, "b", Relabel(id="T0002", label="print-bent", target="S9", reviewer="Q1"))
    _say(filled, "a", Trim(id="T0003", start_ns=5, reviewer="Q1"))
    _say(filled, "a", Supersede(id="T0001", by="T0003"))
    with Catalog(filled) as catalog:
        by_id = {record.id: record for record in filled.takes()}
        assert {record.id: record for record in catalog.takes()} == by_id
        assert by_id["T0001"].review is not None
        assert by_id["T0002"].file_label == "print-matte"
        assert _ids(catalog, review="reject") == ["T0001"]
        assert _ids(catalog, review="none") == ["T0002", "T0003"]
        assert _ids(catalog, state="superseded") == ["T0001"]
        assert _ids(catalog, usable=False) == ["T0001"]
        assert _ids(catalog, label="print-bent", target="S9") == ["T0002"]


def test_it_follows_the_files(filled: DatasetRoot, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    original = catalog_module._read

    def note(base: sqlite3.Connection, root: Path, folder: Path, stamp: str) -> None:
        read.append(folder.name)
        original(base, root, folder, stamp)

    monkeypatch.setattr(catalog_module, "_read", note)
    with Catalog(filled) as catalog:
        assert read == ["a", "b"]
        _register(filled, "b", 4)
        assert len(catalog.takes()) == 4
        # only the session that changed is read again
        assert read == ["a", "b", "b"]
        shutil.rmtree(filled.path / "sessions" / "a")
        assert _ids(catalog) == ["T0002", "T0004"]
    with Catalog(filled) as catalog:
        assert _ids(catalog) == ["T0002", "T0004"]
    assert read == ["a", "b", "b"]


def test_a_file_replaced_within_one_tick_is_seen(filled: DatasetRoot) -> None:
    path = filled.path / "sessions" / "b" / "takes.jsonl"
    with Catalog(filled) as catalog:
        before = path.stat()
        other = path.with_name("other")
        other.write_bytes(path.read_bytes().replace(b"print-matte", b"print-gloss"))
        os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
        other.rename(path)
        assert path.stat().st_mtime_ns == before.st_mtime_ns
        assert _ids(catalog, label="print-gloss") == ["T0002"]


def test_a_session_that_was_corrected_is_seen(filled: DatasetRoot) -> None:
    path = filled.path / "sessions" / "b" / "session.json"
    with Catalog(filled) as catalog:
        path.write_text(path.read_text().replace('"lab"', '"another lab"'))
        assert _ids(catalog, site="another lab") == ["T0002"]
        path.write_text("damaged")
        assert _ids(catalog, site=None) == ["T0002"]


@pytest.mark.parametrize("damage", ["garbage", "truncated", "version", "table", "row", "page"])
def test_a_damaged_catalogue_is_made_again(filled: DatasetRoot, damage: str) -> None:
    with Catalog(filled) as catalog:
        path = catalog.path
    if damage == "garbage":
        path.write_bytes(b"this is no database at all" * 500)
    elif damage == "truncated":
        path.write_bytes(path.read_bytes()[:5000])
    elif damage == "page":
        data = bytearray(path.read_bytes())
        data[4096 : 4096 + 200] = bytes(200)
        path.write_bytes(data)
    else:
        base = sqlite3.connect(path)
        base.execute(
            {
                "version": "PRAGMA user_version = 99",
                "table": "DROP TABLE takes",
                "row": "UPDATE takes SET record = '{}'",
            }[damage]
        )
        base.commit()
        base.close()
    with Catalog(filled) as catalog:
        assert len(catalog.takes()) == 3
        assert not catalog.in_memory
    with Catalog(filled) as catalog:
        assert len(_ids(catalog)) == 3


@pytest.mark.parametrize("foreign", ["program", "dataset"])
def test_a_foreign_catalogue_is_never_believed(
    filled: DatasetRoot, tmp_path: Path, foreign: str
) -> None:
    path = filled.path / "catalog.sqlite"
    if foreign == "program":
        base = sqlite3.connect(path)
        base.execute("CREATE TABLE takes (id)")
        base.commit()
        base.close()
    else:
        other = DatasetRoot.create(tmp_path / "other")
        _register(other, "z", 9)
        with Catalog(other) as catalog:
            assert _ids(catalog) == ["T0009"]
        shutil.copy(other.path / "catalog.sqlite", path)
    with Catalog(filled) as catalog:
        assert _ids(catalog) == ["T0001", "T0002", "T0003"]


def test_it_can_be_thrown_away(filled: DatasetRoot) -> None:
    with Catalog(filled) as catalog:
        catalog.rebuild()
        assert len(_ids(catalog)) == 3
    remove_catalog(filled.path)
    assert [path.name for path in filled.path.glob("catalog*")] == []
    with Catalog(filled) as catalog:
        assert len(_ids(catalog)) == 3


def test_a_closed_one_says_so(filled: DatasetRoot) -> None:
    with Catalog(filled) as catalog:
        pass
    with pytest.raises(sqlite3.ProgrammingError):
        catalog.takes()


def _refuse(message: str, code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError(message)
    error.sqlite_errorcode = code
    return error


def test_it_lives_in_memory_where_it_cannot_be_written(
    filled: DatasetRoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Catalog) -> sqlite3.Connection:
        raise _refuse("attempt to write a readonly database", sqlite3.SQLITE_READONLY)

    monkeypatch.setattr(Catalog, "_connect", refuse)
    with Catalog(filled) as catalog:
        assert catalog.in_memory
        assert len(_ids(catalog)) == 3
    assert not Path(filled.path / "catalog.sqlite").exists()


def test_on_a_read_only_disk_what_is_stored_is_used(
    filled: DatasetRoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Catalog(filled):
        pass
    stored = (filled.path / "catalog.sqlite").read_bytes()
    _register(filled, "b", 4)
    read: list[str] = []
    original = catalog_module._read

    def note(base: sqlite3.Connection, root: Path, folder: Path, stamp: str) -> None:
        read.append(folder.name)
        original(base, root, folder, stamp)

    def refuse(self: Catalog) -> sqlite3.Connection:
        raise _refuse("unable to open database file", sqlite3.SQLITE_CANTOPEN)

    monkeypatch.setattr(catalog_module, "_read", note)
    monkeypatch.setattr(Catalog, "_connect", refuse)
    with Catalog(filled) as catalog:
        assert catalog.in_memory
        assert len(_ids(catalog)) == 4
    assert read == ["b"]
    assert (filled.path / "catalog.sqlite").read_bytes() == stored


def test_one_that_somebody_else_holds_is_not_thrown_away(filled: DatasetRoot) -> None:
    with Catalog(filled) as catalog:
        path = catalog.path
    other = sqlite3.connect(path)
    other.execute("BEGIN IMMEDIATE")
    _register(filled, "b", 4)
    try:
        with Catalog(filled, patience_s=0.01) as catalog:
            assert catalog.in_memory
            assert len(_ids(catalog)) == 4
    finally:
        other.rollback()
        other.close()
    with Catalog(filled) as catalog:
        assert not catalog.in_memory
        assert len(_ids(catalog)) == 4


def test_a_thousand_takes_come_back_as_they_stand_in_the_files(tmp_path: Path) -> None:
    root = register_many(tmp_path / "many", sessions=50, takes=20, subjects=30)
    with Catalog(root) as catalog:
        found = sorted(catalog.takes(), key=lambda record: record.id)
    assert found == root.takes()
    assert len(found) == 1000
