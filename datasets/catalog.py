"""The catalogue: an SQLite table of all takes; a cache, made from the files at any time."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

from .catalog_rows import (
    COLUMNS,
    FIELDS,
    check_field,
    condition,
    ordering,
    readable,
    record_of_row,
    row_of,
)
from .errors import LivenessError
from .register import read_takes
from .session import Session
from .store import DatasetRoot
from .take import TakeRecord

FILE_NAME = "catalog.sqlite"
SCHEMA = 2
_APPLICATION = 0x4C764B74
"""SQLite's ``application_id`` of our catalogues."""
_SUFFIXES = ("", "-wal", "-shm", "-journal")

_MAKE = f"""
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS takes (
    folder, {", ".join(COLUMNS)}, PRIMARY KEY (folder, session, id)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sources (folder PRIMARY KEY, stamp) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS dataset (id PRIMARY KEY) WITHOUT ROWID;
PRAGMA application_id = {_APPLICATION};
PRAGMA user_version = {SCHEMA};
COMMIT;
"""

_FOR_NOW = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
    }
)
"""What does not say that the catalogue is bad: it cannot be written, or not now."""


class Catalog:
    """The takes of a root for lists and filters; a context manager.

    It is read anew where a session's ``takes.jsonl`` or ``session.json`` has changed. A
    catalogue that is damaged, foreign or of another version is thrown away and made again;
    where it cannot be written (a read-only disk, a full one, another program that holds it)
    it lives in memory.

    Parameters
    ----------
    root
        The dataset.
    patience_s
        How long another program that writes it is waited for, seconds.
    """

    def __init__(self, root: DatasetRoot, *, patience_s: float = 5.0) -> None:
        self._root = root.path
        self._dataset = root.info.id
        self._patience_s = patience_s
        self.path = root.path / FILE_NAME
        self._base: sqlite3.Connection | None = None
        try:
            self._base = self._connect()
            self.refresh()
        except sqlite3.Error as error:
            self._start_again(error)

    @property
    def in_memory(self) -> bool:
        """Whether it could not be written, and lives in memory."""
        return not self._open.execute("PRAGMA database_list").fetchone()[2]

    def rebuild(self) -> None:
        """Throw the catalogue away and make it from the files."""
        self.close()
        remove_catalog(self._root)
        try:
            self._base = self._connect()
            self.refresh()
        except sqlite3.Error:
            self.close()
            self._base = self._in_memory(copy=False)
            self.refresh()

    def refresh(self) -> None:
        """Read the sessions that have changed since."""
        base = self._open
        known = dict(base.execute("SELECT folder, stamp FROM sources"))
        stale = [
            (folder, stamp)
            for folder, stamp in _sources(self._root)
            if known.pop(folder.name, None) != stamp
        ]
        if not stale and not known:
            return
        with base:
            for folder, stamp in stale:
                _read(base, self._root, folder, stamp)
            for name in known:
                _forget(base, name)

    def takes(
        self,
        *,
        order: str = "registered_utc",
        descending: bool = False,
        limit: int | None = None,
        **filters: Any,
    ) -> list[TakeRecord]:
        """Return the takes that pass the filters (see :meth:`query`)."""
        where, values = condition(filters)
        statement = (
            f"SELECT record, later FROM takes WHERE {where} "
            f"ORDER BY {ordering(order, descending=descending)} LIMIT ?"
        )
        values.append(-1 if limit is None else limit)
        try:
            return [record_of_row(*row) for row in self._select(statement, values)]
        except (ValueError, TypeError):
            self.rebuild()
            return [record_of_row(*row) for row in self._select(statement, values)]

    def query(
        self,
        *,
        order: str = "registered_utc",
        descending: bool = False,
        limit: int | None = None,
        **filters: Any,
    ) -> list[dict[str, Any]]:
        """Return the fields of takes as dictionaries.

        Parameters
        ----------
        order
            A name of :data:`~.catalog_rows.FIELDS`; takes without a value come last.
        descending
            Turn the order round.
        limit
            At most so many.
        **filters
            By field: a value (``None`` selects those without one), several in a list, tuple
            or set, or a :class:`~.catalog_rows.Range`.

        Raises
        ------
        ValueError
            For an unknown field.
        """
        where, values = condition(filters)
        rows = self._select(
            f"SELECT {', '.join(FIELDS)} FROM takes WHERE {where} "
            f"ORDER BY {ordering(order, descending=descending)} LIMIT ?",
            [*values, -1 if limit is None else limit],
        )
        return [readable(row) for row in rows]

    def counts(self, field: str = "label", **filters: Any) -> dict[Any, int]:
        """Return the number of takes by value of a field, in the order of the values.

        Raises
        ------
        ValueError
            For an unknown field.
        """
        check_field(field)
        where, values = condition(filters)
        statement = f"SELECT {field}, count(*) FROM takes WHERE {where} GROUP BY 1 ORDER BY 1"
        return dict(self._select(statement, values))

    def close(self) -> None:
        """Close the catalogue."""
        if self._base is not None:
            with contextlib.suppress(sqlite3.Error):
                self._base.close()
            self._base = None

    def __enter__(self) -> Self:
        """Return the catalogue."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the catalogue."""
        self.close()

    @property
    def _open(self) -> sqlite3.Connection:
        if self._base is None:
            raise sqlite3.ProgrammingError("the catalogue is closed")
        return self._base

    def _select(self, statement: str, values: list[Any]) -> list[tuple[Any, ...]]:
        """Return rows of the refreshed catalogue; one that turns out damaged is made again."""
        try:
            self.refresh()
            return self._open.execute(statement, values).fetchall()
        except sqlite3.ProgrammingError:
            raise
        except sqlite3.Error as error:
            self._start_again(error)
            return self._open.execute(statement, values).fetchall()

    def _start_again(self, error: sqlite3.Error) -> None:
        """Go on in memory where the file cannot be written, else make it anew."""
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
        if code not in _FOR_NOW:
            self.rebuild()
            return
        self.close()
        try:
            self._base = self._in_memory(copy=True)
            self.refresh()
        except sqlite3.Error:
            self.close()
            self._base = self._in_memory(copy=False)
            self.refresh()

    def _connect(self) -> sqlite3.Connection:
        base = sqlite3.connect(self.path, timeout=self._patience_s)
        try:
            if base.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,):
                base.execute("PRAGMA journal_mode = WAL")
                _make(base, self._dataset)
            _check(base, self._dataset)
            # a cache: after a power cut it may be made again
            base.execute("PRAGMA synchronous = NORMAL")
            # rows name people: what is deleted is overwritten
            base.execute("PRAGMA secure_delete = ON")
        except sqlite3.Error:
            base.close()
            raise
        return base

    def _in_memory(self, *, copy: bool) -> sqlite3.Connection:
        """Return a catalogue in memory; with ``copy`` it starts from what the file holds."""
        base = sqlite3.connect(":memory:")
        if not copy:
            _make(base, self._dataset)
            return base
        _load(base, self.path, self._dataset)
        return base


def remove_catalog(root: Path) -> None:
    """Remove the catalogue of a root, with what SQLite keeps beside it."""
    for suffix in _SUFFIXES:
        with contextlib.suppress(OSError):
            (root / f"{FILE_NAME}{suffix}").unlink(missing_ok=True)


def disagreements(root: DatasetRoot) -> int:
    """Return how many takes of the stored catalogue are not as the files say.

    Only sessions that have not changed since they were read are compared: the others are read
    anew by whoever opens the catalogue. Nothing is written; a catalogue that is not there, or
    does not read, disagrees about nothing.
    """
    path = root.path / FILE_NAME
    if not path.is_file():
        return 0
    wrong = 0
    with contextlib.closing(sqlite3.connect(":memory:")) as base:
        try:
            _load(base, path, root.info.id)
            stamps = dict(base.execute("SELECT folder, stamp FROM sources"))
            for folder, stamp in _sources(root.path):
                if stamps.get(folder.name) != stamp:
                    continue
                statement = f"SELECT {', '.join(COLUMNS)} FROM takes WHERE folder = ?"
                stored = set(base.execute(statement, (folder.name,)))
                wrong += len(stored ^ set(_rows(root.path, folder)))
        except (sqlite3.Error, TypeError):
            return wrong
    return wrong


def _load(base: sqlite3.Connection, path: Path, dataset: str) -> None:
    """Copy a stored catalogue into one in memory, and check it."""
    # unchanging, as SQLite may not write even its lock there; what a refresh finds changed is
    # read from the files
    place = f"file:{quote(str(path))}?mode=ro&immutable=1"
    with contextlib.closing(sqlite3.connect(place, uri=True)) as stored:
        stored.backup(base)
    _check(base, dataset)


def _make(base: sqlite3.Connection, dataset: str) -> None:
    base.executescript(_MAKE)
    with base:
        base.execute("INSERT OR IGNORE INTO dataset VALUES (?)", (dataset,))


def _check(base: sqlite3.Connection, dataset: str) -> None:
    """Check that a database is a whole catalogue of this dataset."""
    marks = [base.execute(f"PRAGMA {name}").fetchone()[0] for name in _MARKS]
    owner = base.execute("SELECT id FROM dataset").fetchall()
    whole = base.execute("PRAGMA quick_check(1)").fetchone()
    if marks != [_APPLICATION, SCHEMA] or owner != [(dataset,)] or whole != ("ok",):
        raise sqlite3.DatabaseError("a foreign or damaged catalogue")


_MARKS = ("application_id", "user_version")


def _sources(root: Path) -> Iterator[tuple[Path, str]]:
    """Yield the sessions, each with a stamp that changes with its files."""
    for folder in sorted((root / "sessions").glob("*")):
        try:
            lines = os.stat(folder / "takes.jsonl")  # noqa: PTH116
        except OSError:
            continue
        try:
            session = os.stat(folder / "session.json")  # noqa: PTH116
        except OSError:
            session = None
        # the inode too: a file that was replaced may have the old size, within one clock tick
        yield (
            folder,
            " ".join(
                f"{state.st_size}.{state.st_mtime_ns}.{state.st_ino}"
                for state in (lines, session)
                if state is not None
            ),
        )


def _read(base: sqlite3.Connection, root: Path, folder: Path, stamp: str) -> None:
    _forget(base, folder.name)
    marks = ", ".join("?" * (1 + len(COLUMNS)))
    base.executemany(
        f"INSERT OR REPLACE INTO takes VALUES ({marks})",
        ((folder.name, *row) for row in _rows(root, folder)),
    )
    base.execute("INSERT OR REPLACE INTO sources VALUES (?, ?)", (folder.name, stamp))


def _rows(root: Path, folder: Path) -> Iterator[tuple[object, ...]]:
    session: Session | None = None
    with contextlib.suppress(LivenessError):
        session = Session.load(folder / "session.json")
    return (row_of(record, session) for record in read_takes(root, folder))


def _forget(base: sqlite3.Connection, folder: str) -> None:
    base.execute("DELETE FROM takes WHERE folder = ?", (folder,))
    base.execute("DELETE FROM sources WHERE folder = ?", (folder,))
