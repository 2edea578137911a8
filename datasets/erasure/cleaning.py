"""Taking entries out of derived files: lines, tables, lists by subject, sessions."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from liveness.datasets.durable import replace_file, storage_error, sync_folder
from liveness.datasets.model import utc_now
from liveness.datasets.profile import Profile

from .label_search import strings_of
from .plan import PLAN_FILE, ErasurePlan, read_json

ERASED = "erased"
"""Stands where the pseudonym was another person's operator or reviewer."""
LINE_FILES = ("sessions/*/takes.jsonl", "scores/*.jsonl", "scores/*.csv", "scores/*.tsv")
_CELLS = re.compile(r"[^A-Za-z0-9._/\\-]+")
JSON_FILES = ("splits/*.json", "scores/*.json")


def unlink(paths: Collection[Path]) -> int:
    """Remove files, and folders that are empty then and are no part of every dataset.

    Returns
    -------
    int
        How many there were; those that are gone already do not count.

    Raises
    ------
    StorageError
        When one cannot be removed.
    """
    removed = 0
    for path in paths:
        try:
            path.unlink()
            removed += 1
        except FileNotFoundError:
            continue
        except OSError as error:
            raise storage_error(error, path) from error
    for folder in {path.parent for path in paths}:
        with contextlib.suppress(OSError):
            sync_folder(folder)
    return removed


def count_lines(root: Path, plan: ErasurePlan) -> dict[str, int]:
    """Return how many lines of which file go."""
    found: dict[str, int] = {}
    for path in _files(root, LINE_FILES):
        _, gone = _split_lines(path, plan)
        if gone:
            found[path.relative_to(root).as_posix()] = gone
    return found


def clean_lines(root: Path, plan: ErasurePlan) -> None:
    """Take the lines of erased takes out of registers and scores; other lines stay as written.

    This is the one time that a ``takes.jsonl`` changes other than at its end.

    Raises
    ------
    StorageError
        When a file cannot be written.
    """
    for path in _files(root, LINE_FILES):
        kept, gone = _split_lines(path, plan)
        if not gone and kept == path.read_bytes():
            continue
        if kept.strip():
            replace_file(path, kept)
        else:
            unlink([path])


def _split_lines(path: Path, plan: ErasurePlan) -> tuple[bytes, int]:
    """Return what stays of a file, and how many lines go."""
    ids, known = plan.ids, plan.secrets
    words = [word.encode() for word in known]
    kept: list[bytes] = []
    gone = 0
    for line in path.read_bytes().splitlines(keepends=True):
        theirs = False
        if any(word in line for word in words):
            entry = _parsed(line)
            # a damaged line, or one of a table, has cells instead of strings
            cells = _CELLS.split(line.decode(errors="replace"))
            strings = set(cells if entry is None else strings_of(entry))
            theirs = not strings.isdisjoint(known)
            theirs = theirs or any(holds_id(text, ids) for text in strings)
        if theirs:
            gone += 1
        else:
            kept.append(_redacted_line(line, plan.label) if path.suffix == ".jsonl" else line)
    return b"".join(kept), gone


def holds_id(text: str, ids: Collection[str]) -> bool:
    """Return whether a path or other text names one of the takes."""
    parts = {part for piece in text.replace("\\", "/").split("/") for part in _stems(piece)}
    return not parts.isdisjoint(ids)


def _stems(name: str) -> Iterator[str]:
    yield name
    while "." in name:
        name = name.rpartition(".")[0]
        yield name


def _redacted_line(line: bytes, label: str) -> bytes:
    """Return a line of another take without the pseudonym as operator or reviewer."""
    if label.encode() not in line:
        return line
    entry = _parsed(line)
    if not isinstance(entry, dict):
        return line
    changed = _redacted(entry, label)
    return line if changed == entry else json.dumps(changed).encode() + b"\n"


def _redacted(entry: dict[str, Any], label: str) -> dict[str, Any]:
    return {
        name: ERASED if name in ("operator", "reviewer") and value == label else value
        for name, value in entry.items()
    }


def _parsed(line: bytes) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        return None


def clean_tables(root: Path, plan: ErasurePlan) -> None:
    """Take keys and ids out of splits, scores and profiles.

    Raises
    ------
    StorageError
        When a file cannot be written.
    """
    known = plan.secrets
    paths = [*_files(root, JSON_FILES), *(root / name for name in plan.models)]
    for path in paths:
        content = read_json(path)
        if content is None:
            continue
        cleaned = without(content, known)
        if cleaned != content:
            replace_file(path, _sealed_again(cleaned))


def _sealed_again(content: Any) -> bytes:
    """Return a table as JSON; a profile says that takes are missing, and is sealed anew."""
    if isinstance(content, dict) and content.get("format") == "liveness-profile":
        note = f"takes it was made from were erased on {utc_now()[:10]}: calibrate anew"
        notes = [*content.get("notes", ()), note]
        with contextlib.suppress(ValidationError):
            profile = Profile.model_validate({**content, "notes": notes, "sha256": ""})
            return profile.sealed().model_dump_json(indent=2).encode() + b"\n"
    return json.dumps(content, indent=2).encode() + b"\n"


def without(content: Any, known: Collection[str]) -> Any:
    """Return a JSON value without the list items and keys that are one of ``known``.

    An object in a list goes whole when one of its own strings is known.
    """
    if isinstance(content, dict):
        return {
            key: without(value, known)
            for key, value in content.items()
            if key not in known and not (isinstance(value, str) and value in known)
        }
    if isinstance(content, list):
        return [without(item, known) for item in content if not _is_theirs(item, known)]
    return content


def _is_theirs(item: Any, known: Collection[str]) -> bool:
    if isinstance(item, dict):
        return any(isinstance(value, str) and value in known for value in item.values())
    return isinstance(item, str) and item in known


def clean_sessions(root: Path, plan: ErasurePlan) -> None:
    """Remove sessions without any take left, and the pseudonym as an operator's.

    Raises
    ------
    StorageError
        When a file cannot be written.
    """
    for path in _files(root, ("sessions/*/session.json",)):
        content = read_json(path)
        if isinstance(content, dict) and content.get("operator") == plan.label:
            replace_file(path, json.dumps(_redacted(content, plan.label), indent=2).encode())
    for session in sorted({take.session for take in plan.takes if take.session}):
        folder = root / "sessions" / session
        if not folder.is_dir():
            continue
        if {entry.name for entry in folder.iterdir()} <= {"session.json"}:
            unlink([folder / "session.json"])
            with contextlib.suppress(OSError):
                folder.rmdir()
                sync_folder(folder.parent)
    _drop_folders(root, plan)


def _drop_folders(root: Path, plan: ErasurePlan) -> None:
    """Remove the empty folders in which files of an erased take stood."""
    folders = {(root / name).parent for name in plan.files}
    for folder in sorted(folders, reverse=True):
        if any(holds_id(part, plan.ids) for part in folder.relative_to(root).parts):
            with contextlib.suppress(OSError):
                folder.rmdir()
                sync_folder(folder.parent)


def _files(root: Path, patterns: Collection[str]) -> Iterator[Path]:
    for pattern in patterns:
        for path in sorted(root.glob(pattern)):
            if path.is_file() and path.name != PLAN_FILE:
                yield path
