"""Finds everything that belongs to a subject: takes, journals, files, consents, exports."""

from __future__ import annotations

import contextlib
import json
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from liveness.datasets.asking import Child
from liveness.datasets.codec import Codec
from liveness.datasets.errors import DataError, LivenessError, UsageError
from liveness.datasets.groups import FOLDER
from liveness.datasets.journal_reading import read_journal
from liveness.datasets.keys import KeyBook
from liveness.datasets.records import FrameRecord
from liveness.datasets.register import read_lines
from liveness.datasets.store import DatasetRoot

from .byte_scan import BytePatterns, count_in_file
from .frame_marks import TakeMarks, join_marks, marks_of
from .label_search import strings_of
from .plan import (
    PLAN_FILE,
    TAKE_ID,
    Cancelled,
    ErasurePlan,
    PlannedTake,
    Progress,
    Reason,
    check_cancelled,
    read_json,
)

READ_LIMIT_S = 30.0
BYTES_PER_S = 20e6
"""Slowest reading for which the time limit of one file is made."""

_OWN_FOLDERS = {
    "attributes",
    "consents",
    "exports",
    "incoming",
    "pais",
    "scores",
    "sessions",
    "splits",
}
_OWN_FILES = {"dataset.json", "subjects.json", PLAN_FILE}


def make_plan(
    root: DatasetRoot,
    label: str,
    *,
    reason: Reason = "request",
    generator: str = "",
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> ErasurePlan:
    """Find everything that belongs to a subject; nothing is changed.

    Takes are found by the register, by the keys in the files themselves, and by the headers
    of journals; whoever is the take's subject or its target.

    Parameters
    ----------
    root
        The dataset.
    label
        Pseudonym of the subject.
    reason, generator
        For the receipt.
    progress, cancelled
        For people who wait.

    Raises
    ------
    UsageError
        ``E-ERA-01``, when nothing of this subject is in the dataset.
    LivenessError
        ``E-ERA-03``, when it was cancelled; ``E-DAT-03``, when ``subjects.json`` is damaged.
    """
    search = _Search(root, label, progress, cancelled)
    search.groups()
    search.pais()
    search.lines()
    search.take_files()
    search.journals()
    search.other_files()
    plan = search.plan(reason, generator)
    if plan.empty:
        raise UsageError(
            "E-ERA-01",
            f"there is nothing of subject {label} in {root.path}",
            "no take, no journal, no consent and no key",
            f"check the id: liveness-studio list {root.path}",
        )
    return plan


class _Search:
    """One pass over a root for one subject."""

    def __init__(
        self,
        root: DatasetRoot,
        label: str,
        progress: Progress | None,
        cancelled: Cancelled | None,
    ) -> None:
        self._root, self._label = root, label
        self._progress, self._cancelled = progress, cancelled
        self._key = KeyBook(root.path / "subjects.json").all().get(label)
        self._takes: dict[str, PlannedTake] = {}
        self._known: set[str] = set()
        """Ids of everybody's takes."""
        self._files: dict[Path, None] = {}
        self._pais: set[str] = set()
        """Registered PAIs that show the subject."""
        self._photographs: list[bytes] = []
        """By what copies of their photographs are known."""
        self._unread: list[str] = []
        self._journals = 0
        self._operated = 0

    def groups(self) -> None:
        """Take in what the subject told of themselves."""
        path = self._root.path / FOLDER / f"{self._key}.json"
        if self._key is not None and path.exists():
            self._files[path] = None

    def pais(self) -> None:
        """Take in the registered PAIs that show the subject, with their photographs."""
        folder = self._root.path / "pais"
        records = {path: read_json(path) for path in sorted(folder.glob("*.json"))}
        for path, content in records.items():
            if isinstance(content, dict) and content.get("target") == self._label:
                self._pais.add(path.stem)
                self._files[path] = None
        known = {path.stem for path in records}
        for path in sorted(folder.glob("*")) if self._pais else ():
            owners = [id_ for id_ in known if path.name.startswith(f"{id_}-")]
            if path not in records and owners and max(owners, key=len) in self._pais:
                self._files[path] = None
                with contextlib.suppress(OSError):
                    self._photographs += marks_of([(path.read_bytes(), Codec.JPEG)])

    def lines(self) -> None:
        """Take in the takes whose lines name the subject, now or at any time before."""
        for path in sorted(self._root.path.glob("sessions/*/takes.jsonl")):
            for _, entry in read_lines(path):
                if entry is None or not isinstance(entry.get("id"), str):
                    continue
                self._known.add(entry["id"])
                named = self._label in (entry.get("subject"), entry.get("target"))
                if named or entry.get("pai") in self._pais:
                    self._add(entry["id"], session=path.parent.name)
            for _, entry in read_lines(path):
                if entry and entry.get("event") == "take" and entry.get("id") in self._takes:
                    sha256, frames = entry.get("sha256"), entry.get("frames")
                    self._add(
                        entry["id"],
                        sha256=sha256 if isinstance(sha256, str) else "",
                        frames=frames if isinstance(frames, int) else 0,
                    )

    def take_files(self) -> None:
        """Take in the files that carry the subject's key, and read the marks of frames."""
        paths = sorted(self._root.path.glob("sessions/*/*.h5"))
        if self._key is None and not self._takes:
            return
        with Child("liveness.datasets.erasure.frame_marks") as child:
            for number, path in enumerate(paths):
                self._tell("finding takes", number, len(paths))
                known = path.stem in self._takes
                found = _ask(child, path, marks=known)
                if not known and self._is_theirs(path, found):
                    known, found = True, _ask(child, path, marks=True)
                if known:
                    self._files[path] = None
                    self._add(
                        path.stem,
                        session=path.parent.name,
                        frames=found.frames,
                        marks=found.marks,
                    )
                    if found.take_id and found.take_id != path.stem:
                        self._add(found.take_id, session=path.parent.name)
                elif found.operator == self._label:
                    self._operated += 1

    def journals(self) -> None:
        """Take in the journals whose headers name the subject."""
        for path in self._root.unfinished():
            self._tell("finding journals", 0, 0)
            theirs = path.stem in self._takes
            try:
                with read_journal(path) as reading:
                    who = reading.header.presentation
                    named = self._label in (who.subject, who.target)
                    if not (theirs or named or who.pai in self._pais):
                        continue
                    frames = (r for r in reading.records() if isinstance(r, FrameRecord))
                    marks = marks_of((frame.data, frame.codec) for frame in frames)
                    self._add(path.stem, session=reading.header.session)
                    self._add(path.stem, frames=reading.frames, marks=join_marks(marks))
            except (DataError, LivenessError):
                if not theirs and not self._mentions(path):
                    self._unread.append(self._name(path))
                    continue
                self._add(path.stem)
            self._files[path] = None
            self._journals += 1

    def other_files(self) -> None:
        """Take in every other file that bears the id of a take: parts, thumbnails, caches."""
        for path in sorted(self._root.path.rglob("*")) if self._takes else ():
            inside = path.relative_to(self._root.path).parts
            if inside[0] == "exports" or (path.is_dir() and not path.is_symlink()):
                continue
            if any(self._owner(part) in self._takes for part in inside):
                self._files[path] = None

    def _owner(self, name: str) -> str | None:
        """Return the take that the name of a file or folder bears, or ``None``."""
        made_here = TAKE_ID.search(name)
        if made_here:
            return made_here.group()
        while name not in self._known and "." in name:
            name = name.rpartition(".")[0]
        return name if name in self._known else None

    def plan(self, reason: Reason, generator: str) -> ErasurePlan:
        """Return what was found, with all that depends on it."""
        files = sorted(self._files)
        plan = ErasurePlan(
            id=secrets.token_hex(8),
            reason=reason,
            generator=generator,
            label=self._label,
            key=self._key,
            digest_key=secrets.token_hex(32),
            takes=tuple(self._takes.values()),
            files=tuple(map(self._name, files)),
            bytes=sum(path.lstat().st_size for path in files),
            journals=self._journals,
            pais=len(self._pais),
            photographs=join_marks(self._photographs),
            consents=tuple(self._name(path) for path in self._consents()),
            unread=tuple(self._unread),
            linked=sum(path.lstat().st_nlink > 1 for path in files),
            operated=self._operated,
        )
        exports = list(self._exports(plan.ids))
        places = [str((read_json(path) or {}).get("path", "")) for path in exports]
        return plan.model_copy(
            update={
                "exports": tuple(self._name(path) for path in exports),
                "export_places": tuple(
                    place
                    for place in places
                    if Path(place).is_absolute()
                    and not Path(place).is_relative_to(self._root.path)
                ),
                "models": tuple(self._name(path) for path in self._models(plan.secrets)),
            }
        )

    def _consents(self) -> Iterator[Path]:
        for path in sorted(self._root.path.glob("consents/*.json")):
            content = read_json(path)
            if isinstance(content, dict):
                if content.get("subject") == self._label:
                    yield path
            elif self._mentions(path):
                yield path

    def _exports(self, ids: frozenset[str]) -> Iterator[Path]:
        for path in sorted(self._root.path.glob("exports/*.json")):
            if not ids.isdisjoint(strings_of(read_json(path))):
                yield path

    def _models(self, known: frozenset[str]) -> Iterator[Path]:
        for path in sorted(self._root.path.rglob("*.json")):
            folder = path.relative_to(self._root.path).parts[0]
            if folder in _OWN_FOLDERS or path.name in _OWN_FILES:
                continue
            if not known.isdisjoint(strings_of(read_json(path))):
                yield path

    def _is_theirs(self, path: Path, found: TakeMarks) -> bool:
        if self._key is None:
            return False
        if not found.error:
            return self._key in (found.subject_key, found.target_key)
        # a damaged file may still hold the key
        return bool(count_in_file(path, BytePatterns([("key", self._key.encode())])))

    def _mentions(self, path: Path) -> bool:
        """Return whether a damaged file names the subject as a subject or target."""
        own = json.dumps(self._label).encode()
        patterns = [
            ("label", f'"{who}":'.encode() + space + own)
            for who in ("subject", "target")
            for space in (b"", b" ")
        ]
        return bool(count_in_file(path, BytePatterns(patterns)))

    def _add(self, id_: str, **changes: Any) -> None:
        self._known.add(id_)
        known = self._takes.get(id_, PlannedTake(id=id_))
        given = {name: value for name, value in changes.items() if value}
        self._takes[id_] = known.model_copy(update=given)

    def _name(self, path: Path) -> str:
        return path.relative_to(self._root.path).as_posix()

    def _tell(self, what: str, done: int, of: int) -> None:
        check_cancelled(self._cancelled)
        if self._progress is not None:
            self._progress(done, of, what)


def _ask(child: Child, path: Path, *, marks: bool) -> TakeMarks:
    limit = READ_LIMIT_S + path.stat().st_size / BYTES_PER_S
    answer = child.ask(json.dumps([str(path), marks]), limit)
    if answer is None:
        return TakeMarks(error="the process that read it crashed, or ran out of time")
    return TakeMarks.model_validate_json(answer)
