from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from liveness.datasets.catalog import Catalog
from liveness.datasets.register import append_line
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord


def _register(root: DatasetRoot, session: str, number: int, **changes: object) -> TakeRecord:
    content: dict[str, object] = {
        "id": f"T{number:04}",
        "session": session,
        "file": f"T{number:04}.h5",
        "sha256": f"{number:064x}",
        "frames": 10,
        "seconds": 1.0,
        "faces": 9,
        "label": "bona-fide",
        "subject": "S1",
        "registered_utc": f"2026-01-01T00:00:{number:02}Z",
    }
    record = TakeRecord.model_validate(content | changes)
    root.start_session("lab", None, None, name=session)
    append_line(root.path / "sessions" / session / "takes.jsonl", record.model_dump_json())
    return record


@pytest.fixture
def filled(root: DatasetRoot) -> DatasetRoot:
    _register(root, "a", 1)
    _register(root, "b", 2, label="print-matte", subject="S2", target="S1")
    _register(root, "a", 3, label="print-matte", subject=None, status="incomplete")
    return root


def _ids(catalog: Catalog, **filters: object) -> list[str]:
    return [row["id"] for row in catalog.query(**filters)]  # type: ignore[arg-type]


def test_takes_are_listed_and_filtered(filled: DatasetRoot) -> None:
    with Catalog(filled) as catalog:
        assert _ids(catalog) == ["T0001", "T0002", "T0003"]
        assert _ids(catalog, newest_first=True, limit=2) == ["T0003", "T0002"]
        assert _ids(catalog, label="print-matte") == ["T0002", "T0003"]
        assert _ids(catalog, bona_fide=True) == ["T0001"]
        assert _ids(catalog, subject="S2", target="S1") == ["T0002"]
        assert _ids(catalog, subject=None) == ["T0003"]
        assert _ids(catalog, session="a", status="incomplete") == ["T0003"]
        assert catalog.counts() == {"bona-fide": 1, "print-matte": 2}
        row = catalog.query(id="T0001")[0]
        assert row["path"] == "sessions/a/T0001.h5"
        assert row["bona_fide"] is True
        with pytest.raises(ValueError, match="unknown filter"):
            catalog.query(**{"1=1; --": 1})


def test_it_follows_the_files(filled: DatasetRoot, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    original = Catalog._read
    monkeypatch.setattr(
        Catalog,
        "_read",
        lambda self, name, *rest: (read.append(name), original(self, name, *rest)),
    )
    with Catalog(filled) as catalog:
        assert read == ["a", "b"]
        _register(filled, "b", 4)
        assert len(_ids(catalog)) == 4
        # only the session that changed is read again
        assert read == ["a", "b", "b"]
        shutil.rmtree(filled.path / "sessions" / "a")
        assert _ids(catalog) == ["T0002", "T0004"]
    with Catalog(filled) as catalog:
        assert _ids(catalog) == ["T0002", "T0004"]
    assert read == ["a", "b", "b"]


@pytest.mark.parametrize("damage", ["garbage", "truncated", "version", "table"])
def test_a_damaged_catalogue_is_made_again(filled: DatasetRoot, damage: str) -> None:
    with Catalog(filled) as catalog:
        path = catalog.path
    if damage == "garbage":
        path.write_bytes(b"this is no database at all" * 500)
    elif damage == "truncated":
        path.write_bytes(path.read_bytes()[:5000])
    else:
        base = sqlite3.connect(path)
        base.execute("PRAGMA user_version = 99" if damage == "version" else "DROP TABLE takes")
        base.commit()
        base.close()
    with Catalog(filled) as catalog:
        assert len(_ids(catalog)) == 3


def test_it_can_be_thrown_away(filled: DatasetRoot) -> None:
    with Catalog(filled) as catalog:
        catalog.rebuild()
        assert len(_ids(catalog)) == 3
    catalog.path.unlink()
    with Catalog(filled) as catalog:
        assert len(_ids(catalog)) == 3


def test_it_lives_in_memory_where_it_cannot_be_written(
    filled: DatasetRoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Catalog) -> sqlite3.Connection:
        raise sqlite3.OperationalError("attempt to write a readonly database")

    monkeypatch.setattr(Catalog, "_connect", refuse)
    with Catalog(filled) as catalog:
        assert len(_ids(catalog)) == 3
    assert not Path(filled.path / "catalog.sqlite").exists()
