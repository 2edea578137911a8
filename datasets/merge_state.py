"""What a merge works on: a dataset as it is, or as it will be, and what stands in the way."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .consent import Consent
from .errors import LivenessError
from .register import read_lines
from .session import Session
from .store import DatasetRoot
from .take import TakeRecord

SMALL = ("cameras", "protocols", "consents/texts")
"""Folders of small files that come along as they are, by name."""
PAIS = "pais"
SPLITS = "splits"
GROUPS = "attributes"
LOG = "erasure_log.jsonl"

Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something that cannot be brought in as it is.

    Parameters
    ----------
    path
        The dataset or the file that it comes from.
    text
        What stands against what; no full stop.
    fix
        What to do; no full stop.
    """

    path: str
    text: str
    fix: str

    def __str__(self) -> str:
        """Return the conflict as one line."""
        return f"{self.path}: {self.text}. {self.fix[0].upper()}{self.fix[1:]}."


@dataclass
class State:
    """A dataset in memory, without its takes' content; planning changes it, never the disk."""

    path: Path
    keys: dict[str, str]
    consents: dict[str, Consent]
    sessions: dict[str, Session]
    lines: dict[str, list[Line]]
    """Lines of ``takes.jsonl`` by session."""
    takes: dict[str, tuple[str, str]]
    """SHA-256 and session of each registered take by id."""
    files: dict[str, bytes]
    """Content of the small files by path."""
    people: set[str] = field(default_factory=set)
    """Every pseudonym that stands in it."""

    @classmethod
    def of(cls, root: DatasetRoot) -> State:
        """Read a dataset.

        Raises
        ------
        LivenessError
            ``E-DAT-03``, when ``subjects.json`` or a consent is damaged.
        """
        keys = root.subject_keys()
        consents = {consent.id: consent for consent in root.consents}
        records = root.takes()
        people = {*keys, *(consent.subject for consent in consents.values())}
        for record in records:
            people |= {p for p in (record.subject, record.target, record.file_target) if p}
        files = dict(small_files(root.path))
        return cls(
            root.path,
            keys,
            consents,
            {visit.id: visit for visit in root.sessions()},
            {folder.name: lines_of(folder) for folder in session_folders(root.path)},
            {record.id: (record.sha256, record.session) for record in records},
            files,
            people | targets_in(files),
        )


@dataclass(frozen=True, slots=True)
class Copy:
    """A take file that is brought in.

    Parameters
    ----------
    source
        Where it is.
    path
        Where it goes, relative to the root.
    sha256
        Of its content.
    size
        In bytes.
    """

    source: Path
    path: str
    sha256: str
    size: int


@dataclass
class Plan:
    """What a merge will do; nothing of it is done yet."""

    copies: list[Copy] = field(default_factory=list)
    writes: dict[str, bytes] = field(default_factory=dict)
    """New content of small files by path, in the order of writing."""
    sessions: list[Session] = field(default_factory=list)
    """Sessions that are new."""
    lines: dict[str, list[Line]] = field(default_factory=dict)
    """Lines that ``takes.jsonl`` of a session gets."""
    conflicts: list[Conflict] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What gets another name, and what stays behind, a line each."""
    people: list[str] = field(default_factory=list)
    """Pseudonyms that are new."""
    known: int = 0
    """Takes that are there already."""


def session_folders(root: Path) -> list[Path]:
    """Return the folders of sessions by name; a link is none."""
    folders = sorted((root / "sessions").glob("*"))
    return [folder for folder in folders if folder.is_dir() and not folder.is_symlink()]


def lines_of(folder: Path) -> list[Line]:
    """Return the whole lines of a session's ``takes.jsonl``."""
    return [entry for _, entry in read_lines(folder / "takes.jsonl") if entry is not None]


def small_files(root: Path) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of the small files that come along."""
    for name in (*SMALL, SPLITS, PAIS, GROUPS):
        for path in sorted((root / name).glob("*")):
            if is_plain(path) and path.suffix != ".part":
                yield f"{name}/{path.name}", path.read_bytes()
    if is_plain(root / LOG):
        yield LOG, (root / LOG).read_bytes()


def is_plain(path: Path) -> bool:
    """Whether a path is a file itself: a link may lead anywhere."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def reason_of(error: LivenessError) -> str:
    """Return an error as a part of a sentence."""
    return f"{error.what} ({error.measured})" if error.measured else error.what


def record_in(entry: Line) -> TakeRecord | None:
    """Return the take that a line registers, or ``None`` for another line or a damaged one."""
    if entry.get("event") != "take":
        return None
    try:
        return TakeRecord.model_validate(entry)
    except ValueError:
        return None


def targets_in(files: Mapping[str, bytes]) -> set[str]:
    """Return the pseudonyms that PAI records name."""
    found = set()
    for path, content in files.items():
        if path.startswith(f"{PAIS}/") and path.endswith(".json"):
            try:
                target = json.loads(content).get("target")
            except (ValueError, AttributeError):
                continue
            if isinstance(target, str):
                found.add(target)
    return found
