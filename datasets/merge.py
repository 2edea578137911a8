"""Brings datasets together: planned whole, copied beside, renamed into place, then checked."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from .durable import replace_file, sha256_of, storage_error, sync_folder
from .errors import DataError, StorageError, UsageError
from .lock import holder_of
from .merge_plan import Incoming, Progress, keys_content
from .merge_state import Conflict, Copy, Line, Plan, State
from .model import ID_PATTERN
from .root_files import write_session
from .store import DatasetRoot

STAGING = "incoming"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did, or would do.

    Parameters
    ----------
    takes, sessions
        Ids of what is new.
    people
        Pseudonyms that are new, as they are called now.
    known
        Takes that were there already.
    notes
        What has another name now, a line each.
    conflicts
        What could not be brought in.
    done
        Whether anything was written.
    """

    takes: tuple[str, ...]
    sessions: tuple[str, ...]
    people: tuple[str, ...]
    known: int
    notes: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    done: bool


def merge_roots(
    root: DatasetRoot,
    others: Sequence[Path],
    *,
    prefix: str = "",
    link: bool = False,
    dry_run: bool = False,
    skip_conflicts: bool = False,
    progress: Callable[[str, int, int, str], None] | None = None,
) -> Merged:
    """Bring the takes of other datasets into one, with their people, consents and splits.

    Everything is planned before anything is written: every incoming take is checked, and
    whatever would mean two things under one name is a conflict. Takes are copied beside the
    dataset, compared with their SHA-256, and only then renamed into place and registered. A
    merge that was cut off is done by running it again.

    Parameters
    ----------
    root
        The dataset that grows.
    others
        The datasets that are brought in; they are only read.
    prefix
        Put before incoming pseudonyms whose keys are not known here, and before the ids of
        sessions, consents and splits that would have the name of something else.
    link
        Link take files instead of copying them; both datasets must be on one disk.
    dry_run
        Plan only.
    skip_conflicts
        Bring in what is free of conflicts; otherwise one conflict stops the whole.
    progress
        Called with what is done (``checking``, ``copying``), how many, of how many, a name.

    Raises
    ------
    UsageError
        ``E-DAT-36``, for a dataset merged with itself, one given twice, or a prefix that no
        id may begin with.
    LivenessError
        ``E-DAT-01`` or ``E-DAT-03``, for what is no dataset or a damaged one.
    StorageError
        ``E-DSK-04`` when somebody works in one of them, ``E-DSK-01`` when the space does not
        reach, or when it cannot be written.
    DataError
        ``E-DAT-37``, when a file changes while it is copied.
    """
    incoming = _open(root, others, prefix)
    with root.locked():
        state, plan = State.of(root), Plan()
        before = dict(state.keys)
        for other in incoming:
            run = Incoming(state, other, prefix, plan)
            run.run(None if progress is None else _stage(progress, "checking"))
        stopped = bool(plan.conflicts) and not skip_conflicts
        done = not (dry_run or stopped)
        if done:
            _apply(root, plan, state, before, link, progress)
    return Merged(
        tuple(Path(copy.path).stem for copy in plan.copies),
        tuple(visit.id for visit in plan.sessions),
        tuple(plan.people),
        plan.known,
        tuple(plan.notes),
        tuple(plan.conflicts),
        done,
    )


def _open(root: DatasetRoot, others: Sequence[Path], prefix: str) -> list[DatasetRoot]:
    if prefix and not re.fullmatch(ID_PATTERN, prefix):
        raise UsageError(
            "E-DAT-36",
            f"no id may begin with {prefix[:80]!r}",
            "",
            "use letters, digits, dots, underscores and hyphens: --prefix SITE-",
        )
    found = [DatasetRoot.open(path) for path in others]
    places = [root.path, *(other.path for other in found)]
    for i, place in enumerate(places):
        if place in places[:i]:
            what = "with itself" if place == root.path else "twice"
            raise UsageError(
                "E-DAT-36", f"{place} cannot be merged {what}", "", "give other datasets"
            )
        holder = holder_of(place / "lock") if i else None
        if holder is not None:
            raise StorageError(
                "E-DSK-04",
                f"another studio works in {place}",
                f"process {holder.pid} on {holder.host}, since {holder.since_utc}",
                "close it, and merge then",
            )
    return found


def _stage(progress: Callable[[str, int, int, str], None], name: str) -> Progress:
    return lambda done, of, what: progress(name, done, of, what)


def _apply(
    root: DatasetRoot,
    plan: Plan,
    state: State,
    keys: dict[str, str],
    link: bool,
    progress: Callable[[str, int, int, str], None] | None,
) -> None:
    """Do what was planned; each step may be repeated after a kill."""
    if not link:
        root.check_space(sum(copy.size for copy in plan.copies))
    staged = []
    for number, copy in enumerate(plan.copies, 1):
        staged.append(_bring(root.path, copy, link))
        if progress is not None:
            progress("copying", number, len(plan.copies), Path(copy.path).name)
    # people and consents first: no take without them
    if state.keys != keys:
        replace_file(root.path / "subjects.json", keys_content(state.keys))
    for path, content in plan.writes.items():
        _write(root.path / path, content)
    for visit in plan.sessions:
        write_session(root.path / "sessions", visit.model_dump())
    for part, copy in zip(staged, plan.copies, strict=True):
        _place(part, root.path / copy.path)
    for session, entries in plan.lines.items():
        _append(root.path / "sessions" / session / "takes.jsonl", entries)
    root.write_manifest()
    _check(root, plan.copies)


def _bring(root: Path, copy: Copy, link: bool) -> Path:
    """Return the checked copy of a take, made now or by a merge that was cut off."""
    final = root / copy.path
    part = root / STAGING / f"{final.name}.part"
    try:
        for path in (final, part):
            if path.is_file() and sha256_of(path) == copy.sha256:
                return path
        part.unlink(missing_ok=True)
        if link:
            os.link(copy.source, part)
        else:
            _copy(copy.source, part)
        digest = sha256_of(part)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        if link and error.errno == errno.EXDEV:
            raise UsageError(
                "E-DAT-36",
                f"{copy.source} cannot be linked to {root}",
                "they are not on one disk",
                "merge without --link",
            ) from error
        raise storage_error(error, part) from error
    if digest != copy.sha256:
        part.unlink()
        raise DataError(
            "E-DAT-37",
            f"{copy.source} changed while it was copied",
            "its SHA-256 is not the one that was checked",
            "run verify there, and merge again",
        )
    return part


def _copy(source: Path, part: Path) -> None:
    with source.open("rb") as read, part.open("wb") as written:
        shutil.copyfileobj(read, written, _CHUNK)
        written.flush()
        os.fsync(written.fileno())


def _place(part: Path, final: Path) -> None:
    try:
        if part != final:
            part.replace(final)
            sync_folder(final.parent)
    except OSError as error:
        raise storage_error(error, final) from error


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise storage_error(error, path) from error
    replace_file(path, content)


def _append(path: Path, entries: Sequence[Line]) -> None:
    """Add lines to ``takes.jsonl``, all or none, each once."""
    try:
        old = path.read_bytes()
    except FileNotFoundError:
        old = b""
    except OSError as error:
        raise storage_error(error, path) from error
    if old and not old.endswith(b"\n"):
        old += b"\n"
    new = b"".join(json.dumps(entry).encode() + b"\n" for entry in entries)
    replace_file(path, old + new)


def _check(root: DatasetRoot, copies: Sequence[Copy]) -> None:
    """Check that every take that was brought in is registered and whole.

    Raises
    ------
    DataError
        ``E-DAT-37``.
    """
    registered = {root.take_path(record): record.sha256 for record in root.takes()}
    for copy in copies:
        path = root.path / copy.path
        size = path.stat().st_size if path.is_file() else -1
        if (registered.get(path), size) != (copy.sha256, copy.size):
            raise DataError(
                "E-DAT-37",
                f"{copy.path} did not arrive",
                f"{size} bytes of {copy.size}",
                "check the disk, and merge again",
            )
