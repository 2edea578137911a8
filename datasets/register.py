"""Which takes a dataset has: ``takes.jsonl`` per session, and the table made of them."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from .amendments import (
    Mark,
    Note,
    Relabel,
    Review,
    Supersede,
    Trim,
    Undo,
    Unreview,
    taken_back,
)
from .durable import append_line, replace_file
from .gathering import Summary
from .model import Model
from .take import TakeHeader, TakeRecord, family_of

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


LINES: dict[str, type[Model]] = {
    "take": TakeRecord,
    "supersede": Supersede,
    "review": Review,
    "unreview": Unreview,
    "relabel": Relabel,
    "trim": Trim,
    "note": Note,
    "mark": Mark,
    "undo": Undo,
}
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


def read_reviews(root: Path) -> dict[str, list[Review]]:
    """Return the reviews that stand by id of the take, oldest first, of every reviewer."""
    found: dict[str, list[Review]] = {}
    for folder in sorted((root / "sessions").glob("*")):
        for line in standing_lines(folder / "takes.jsonl", ("review", "unreview")):
            assert isinstance(line, Review | Unreview)
            _count_review(found.setdefault(line.id, []), line)
    return found


def standing_lines(path: Path, events: Iterable[str] = tuple(LINES)) -> list[Model]:
    """Return the lines that count: whole, of the events, and not taken back; no undo itself."""
    wanted = {*events, "undo"}
    found: list[Model] = []
    undos: list[Undo] = []
    for _, entry in read_lines(path):
        event = None if entry is None else str(entry.get("event"))
        if event not in wanted or event not in LINES:
            continue
        try:
            line = LINES[event].model_validate(entry)
        except ValidationError:
            continue
        if isinstance(line, Undo):
            undos.append(line)
        else:
            found.append(line)
    gone = taken_back(undos)
    return [line for line in found if getattr(line, "key", None) not in gone]


def _count_review(reviews: list[Review], line: Review | Unreview) -> None:
    """Add a review, or take back the last one of the same reviewer."""
    if isinstance(line, Review):
        reviews.append(line)
        return
    for i in range(len(reviews) - 1, -1, -1):
        if reviews[i].reviewer == line.reviewer:
            del reviews[i]
            return


def _read_session(path: Path) -> list[TakeRecord]:
    takes: dict[tuple[str, str], TakeRecord] = {}
    later: dict[str, dict[str, Any]] = {}
    reviews: dict[str, list[Review]] = {}
    for line in standing_lines(path):
        if isinstance(line, TakeRecord):
            takes[line.session, line.id] = line
        elif isinstance(line, Supersede):
            later.setdefault(line.id, {})["superseded_by"] = line.by
        elif isinstance(line, Review | Unreview):
            _count_review(reviews.setdefault(line.id, []), line)
        elif isinstance(line, Relabel | Trim | Note | Mark):
            later.setdefault(line.id, {})[line.event] = line
    for id_, standing in reviews.items():
        if standing:
            later.setdefault(id_, {})["review"] = standing[-1]
    return [_amended(record, later.get(record.id, {})) for record in takes.values()]


def _amended(record: TakeRecord, later: dict[str, Any]) -> TakeRecord:
    """Return a take as its later lines say it is."""
    later = dict(later)
    line = later.pop("relabel", None)
    if record.family is None and (family := family_of(record.label)) is not None:
        later["family"] = family
    record = record.model_copy(update=later) if later else record
    return record if line is None else record.relabelled(line)


def record_of(header: TakeHeader, summary: Summary, file: str) -> TakeRecord:
    """Return the line that registers a finished take, by its header and what the child found.

    Parameters
    ----------
    header, summary
        The take.
    file
        Name of its file inside the session's folder.
    """
    presentation = header.presentation
    return TakeRecord(
        id=header.id,
        session=header.session,
        file=file,
        sha256=summary.sha256,
        frames=summary.frames,
        seconds=summary.seconds,
        faces=summary.faces,
        analysed=summary.analysed,
        label=presentation.label,
        family=presentation.family,
        pai=presentation.pai,
        subject=presentation.subject,
        target=presentation.target,
        lighting=presentation.conditions.lighting,
        protocol=header.protocol,
        step=header.step,
        repetition=header.repetition,
        score=summary.score,
        decision=summary.decision,
        outcome=summary.outcome,
        privacy=header.privacy,
        status=summary.status,
        frames_known_lost=summary.frames_known_lost,
        dropped=summary.dropped,
        created_utc=header.created_utc,
    )


def append_manifest(root: Path, record: TakeRecord) -> None:
    """Add one take to ``manifest.csv``.

    Raises
    ------
    StorageError
        When it cannot be written.
    """
    path = root / "manifest.csv"
    if not path.is_file():
        # it was deleted: every take again, this one among them
        takes = read_takes(root)
        write_manifest(root, takes if record in takes else [*takes, record])
        return
    append_line(path, _row(_values(record)))


def write_manifest(root: Path, takes: list[TakeRecord]) -> None:
    """Write ``manifest.csv`` anew.

    Raises
    ------
    StorageError
        When it cannot be written.
    """
    replace_file(root / "manifest.csv", manifest_content(takes))


def compare_manifest(root: Path, takes: Iterable[TakeRecord]) -> tuple[int, int] | None:
    """Return how many rows ``manifest.csv`` lacks, and how many it has of no registered take.

    ``None`` where it cannot be read; the order of rows is free.
    """
    try:
        there = Counter((root / "manifest.csv").read_bytes().splitlines())
    except OSError:
        return None
    wanted = Counter(manifest_content(takes).splitlines())
    return (wanted - there).total(), (there - wanted).total()


def manifest_content(takes: Iterable[TakeRecord]) -> bytes:
    """Return ``manifest.csv`` of takes."""
    lines = [_row(MANIFEST_COLUMNS), *(_row(_values(record)) for record in takes)]
    return ("\n".join(lines) + "\n").encode()


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
