"""Checks the small files by which a dataset knows its takes: lines, sessions, left-overs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import ValidationError

from .erasure.plan import PLAN_FILE, is_interrupted
from .errors import LivenessError
from .findings import Fault
from .lock import holder_of
from .recovery import leftover_parts
from .register import LINES, read_lines
from .session import Session
from .store import DatasetRoot
from .take import TakeRecord
from .verify_record import place_of


def check_register(root: DatasetRoot, records: Sequence[TakeRecord]) -> Iterator[Fault]:
    """Yield the faults of lines, sessions, files nobody knows, and what was left behind.

    Parameters
    ----------
    root
        The dataset.
    records
        Its registered takes.
    """
    yield from _check_lines(root, {record.id for record in records})
    yield from _check_sessions(root)
    yield from _check_leftovers(root)
    known = {root.take_path(record) for record in records}
    for path in sorted((root.path / "sessions").glob("*/*.h5")):
        if path not in known:
            text = "no line of takes.jsonl registers it"
            yield Fault("V-UNREGISTERED", place_of(root, path), text)


def _check_lines(root: DatasetRoot, ids: set[str]) -> Iterator[Fault]:
    for path in sorted((root.path / "sessions").glob("*/takes.jsonl")):
        place = place_of(root, path)
        for number, entry in read_lines(path):
            text = _fault_of(entry)
            if text:
                yield Fault("V-LINE", place, f"line {number} {text}")
            elif entry is not None and entry["event"] in LINES and entry["id"] not in ids:
                text = f"line {number} is of take {entry['id']}, which is not registered"
                fix = "restore the line that registers it from a backup"
                yield Fault("V-LINE", place, text, "warning", fix)


def _fault_of(entry: dict[str, Any] | None) -> str:
    """Return what is wrong with a line, or nothing."""
    if entry is None:
        return "is no JSON object"
    if not isinstance(entry.get("event"), str):
        return "has no event"
    if entry["event"] in LINES:
        try:
            LINES[entry["event"]].model_validate(entry)
        except ValidationError as error:
            return f"is no {entry['event']}: {error.errors()[0]['msg']}"
    return ""


def _check_sessions(root: DatasetRoot) -> Iterator[Fault]:
    begun = set(leftover_parts(root.path))
    for folder in sorted((root.path / "sessions").glob("*")):
        place = place_of(root, folder / "session.json")
        try:
            if not folder.is_dir() or folder in begun:
                continue
            if Session.load(folder / "session.json").id != folder.name:
                yield Fault("V-SESSION", place, "belongs to another session")
        except LivenessError as error:
            yield Fault("V-SESSION", place, f"{error.what} ({error.measured})")


def _check_leftovers(root: DatasetRoot) -> Iterator[Fault]:
    if holder_of(root.path / "lock") is not None:
        # somebody records: what waits is at work
        return
    for path in root.unfinished():
        yield Fault("V-LEFTOVER", place_of(root, path), "a take that waits to be finished")
    if is_interrupted(root):
        yield Fault("V-LEFTOVER", PLAN_FILE, "an erasure that waits to be finished")
    for path in leftover_parts(root.path):
        text = "left by an interrupted write"
        yield Fault("V-LEFTOVER", place_of(root, path), text, "warning")
