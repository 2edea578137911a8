"""The catalogue: an SQLite table of all takes; a cache, made from the files at any time."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

from .register import read_takes
from .store import DatasetRoot
from .take import TakeRecord

SCHEMA = 1
_COLUMNS = (
    "id",
    "session",
    "path",
    "label",
    "bona_fide",
    "subject",
    "target",
    "protocol",
    "step",
    "frames",
    "seconds",
    "faces",
    "score",
    "decision",
    "status",
    "sha256",
    "registered_utc",
)
FILTERS = ("id", "session", "label", "bona_fide", "subject", "target", "status", "protocol")
"""Columns by which :meth:`Catalog.query` selects."""

_MAKE = f"""
CREATE TABLE takes ({", ".join(_COLUMNS)}, PRIMARY KEY (session, id)) WITHOUT ROWID;
CREATE INDEX takes_label ON takes (label);
CREATE INDEX takes_subject ON takes (subject);
CREATE TABLE sources (session PRIMARY KEY, size, mtime_ns) WITHOUT ROWID;
PRAGMA user_version = {SCHEMA};
"""


class Catalog:
    """The takes of a root for lists and filters; a context manager.

    It is read anew where a session's ``takes.jsonl`` has changed; a catalogue that is damaged
    or of another version is thrown away and made again; where the root is read-only it lives
    in memory.

    Parameters
    ----------
    root
        The dataset.
    """

    def __init__(self, root: DatasetRoot) -> None:
        self._root = root.path
        self.path = root.path / "catalog.sqlite"
        try:
            self._base = self._connect()
            self.refresh()
        except sqlite3.Error:
            self.rebuild()

    def rebuild(self) -> None:
        """Throw the catalogue away and make it from the files."""
        with contextlib.suppress(AttributeError, sqlite3.Error):
            self._base.close()
        with contextlib.suppress(OSError):
            for suffix in ("", "-wal", "-shm", "-journal"):
                self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
        try:
            self._base = self._connect()
            self.refresh()
        except sqlite3.Error:
            self._base = sqlite3.connect(":memory:")
            self._base.executescript(_MAKE)
            self.refresh()

    def refresh(self) -> None:
        """Read the sessions whose ``takes.jsonl`` has changed since."""
        known = {
            session: (size, mtime)
            for session, size, mtime in self._base.execute("SELECT * FROM sources")
        }
        with self._base:
            for session, path, stamp in self._sources():
                if known.pop(session, None) != stamp:
                    self._read(session, path, stamp)
            for session in known:
                self._forget(session)

    def query(
        self, *, limit: int | None = None, newest_first: bool = False, **filters: Any
    ) -> list[dict[str, Any]]:
        """Return takes as dictionaries, in the order of registration.

        Parameters
        ----------
        limit
            At most so many.
        newest_first
            Turn the order round.
        **filters
            Value by column (see :data:`FILTERS`); ``None`` selects those without one.

        Raises
        ------
        ValueError
            For an unknown filter.
        """
        unknown = sorted(set(filters) - set(FILTERS))
        if unknown:
            raise ValueError(f"unknown filter {unknown[0]!r}; there are {', '.join(FILTERS)}")
        where = " AND ".join(f"{name} IS ?" for name in filters) or "1"
        order = "DESC" if newest_first else "ASC"
        rows = self._select(
            f"SELECT {', '.join(_COLUMNS)} FROM takes WHERE {where} "
            f"ORDER BY registered_utc {order}, id {order} LIMIT ?",
            (*filters.values(), -1 if limit is None else limit),
        )
        found = [dict(zip(_COLUMNS, row, strict=True)) for row in rows]
        for entry in found:
            entry["bona_fide"] = bool(entry["bona_fide"])
        return found

    def counts(self) -> dict[str, int]:
        """Return the number of takes by label."""
        rows = self._select("SELECT label, count(*) FROM takes GROUP BY label ORDER BY 1", ())
        return {str(label): int(count) for label, count in rows}

    def close(self) -> None:
        """Close the catalogue."""
        self._base.close()

    def __enter__(self) -> Self:
        """Return the catalogue."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the catalogue."""
        self.close()

    def _select(self, statement: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        """Return rows of the refreshed catalogue; one that turns out damaged is made again."""
        try:
            self.refresh()
            return self._base.execute(statement, values).fetchall()
        except sqlite3.Error:
            self.rebuild()
            return self._base.execute(statement, values).fetchall()

    def _connect(self) -> sqlite3.Connection:
        base = sqlite3.connect(self.path, timeout=5.0)
        try:
            base.execute("PRAGMA journal_mode = WAL")
            # a cache: after a power cut it may be made again
            base.execute("PRAGMA synchronous = NORMAL")
            version = base.execute("PRAGMA user_version").fetchone()[0]
            if version == 0:
                base.executescript(_MAKE)
            elif version != SCHEMA:
                raise sqlite3.DatabaseError(f"catalogue of version {version}")
        except sqlite3.Error:
            base.close()
            raise
        return base

    def _sources(self) -> Iterator[tuple[str, Path, tuple[int, int]]]:
        for folder in sorted((self._root / "sessions").glob("*")):
            try:
                state = (folder / "takes.jsonl").stat()
            except OSError:
                continue
            yield folder.name, folder, (state.st_size, state.st_mtime_ns)

    def _read(self, session: str, folder: Path, stamp: tuple[int, int]) -> None:
        self._forget(session)
        marks = ", ".join("?" * len(_COLUMNS))
        self._base.executemany(
            f"INSERT OR REPLACE INTO takes VALUES ({marks})",
            (_row(record) for record in read_takes(self._root, folder)),
        )
        self._base.execute("INSERT INTO sources VALUES (?, ?, ?)", (session, *stamp))

    def _forget(self, session: str) -> None:
        self._base.execute("DELETE FROM takes WHERE session = ?", (session,))
        self._base.execute("DELETE FROM sources WHERE session = ?", (session,))


def _row(record: TakeRecord) -> tuple[object, ...]:
    content: dict[str, object] = record.model_dump()
    content["path"] = f"sessions/{record.session}/{record.file}"
    content["bona_fide"] = int(record.label == "bona-fide")
    content["status"] = record.state
    return tuple(content[name] for name in _COLUMNS)
