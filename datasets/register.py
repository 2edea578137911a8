"""Which takes a dataset has: ``takes.jsonl`` per session, and the table made of them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError

from .durable import append_line, replace_file
from .model import Model, Pseudonym, utc_now
from .take import TakeRecord

MANIFEST_COLUMNS = (
    "path",
    "id",
    "session",
    "label",
    "subject",
    "target",
    "frames",
    "seconds",
    "faces",
    "status",
    "sha256",
)


class Supersede(Model):
    """The line in ``takes.jsonl`` that says which retake replaces a take; both are kept."""

    event: Literal["supersede"] = "supersede"
    id: Pseudonym
    """The take that is replaced."""
    by: Pseudonym
    utc: str = Field(default_factory=utc_now)


LINES: dict[str, type[Model]] = {"take": TakeRecord, "supersede": Supersede}
"""What a line of ``takes.jsonl`` is by its event; other events are passed over."""


def read_lines(path: Path) -> Iterator[tuple[int, dict[str, Any] | None]]:
    """Yield number (from 1) and content of each line; ``None`` where it is damaged."""
    try:
        content = path.read_bytes()
    except OSError:
        return
    for number, line in enumerate(content.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
        except ValueError:
            entry = None
        yield number, entry if isinstance(entry, dict) else None


def read_takes(root: Path, session: Path | None = None) -> list[TakeRecord]:
    """Return the registered takes of a root, or of one session's folder.

    Damaged lines and unknown events are passed over (``verify`` names the damage); of two
    lines with one id the later one counts.
    """
    folders = [session] if session else sorted((root / "sessions").glob("*"))
    takes: list[TakeRecord] = []
    for folder in folders:
        takes += _read_session(folder / "takes.jsonl")
    return takes


def _read_session(path: Path) -> list[TakeRecord]:
    takes: dict[tuple[str, str], TakeRecord] = {}
    replaced: dict[str, str] = {}
    for _, entry in read_lines(path):
        try:
            if entry is None:
                continue
            if entry.get("event") == "take":
                record = TakeRecord.model_validate(entry)
                takes[record.session, record.id] = record
            elif entry.get("event") == "supersede":
                line = Supersede.model_validate(entry)
                replaced[line.id] = line.by
        except ValidationError:
            continue
    return [
        record.model_copy(update={"superseded_by": replaced.get(record.id)})
        for record in takes.values()
    ]


def append_manifest(root: Path, record: TakeRecord) -> None:
    """Add one take to ``manifest.csv``.

    Raises
    ------
    StorageError
        When it cannot be written.
    """
    path = root / "manifest.csv"
    if not path.is_file():
        write_manifest(root, [record])
        return
    append_line(path, _row(_values(record)))


def write_manifest(root: Path, takes: list[TakeRecord]) -> None:
    """Write ``manifest.csv`` anew.

    Raises
    ------
    StorageError
        When it cannot be written.
    """
    lines = [_row(MANIFEST_COLUMNS), *(_row(_values(record)) for record in takes)]
    replace_file(root / "manifest.csv", ("\n".join(lines) + "\n").encode())


def _values(record: TakeRecord) -> tuple[object, ...]:
    return (
        f"sessions/{record.session}/{record.file}",
        record.id,
        record.session,
        record.label,
        record.subject or "",
        record.target or "",
        record.frames,
        f"{record.seconds:.3f}",
        record.faces,
        record.status,
        record.sha256,
    )


def _row(values: tuple[object, ...]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(values)
    return line.getvalue()
