"""After a crash: journals that wait become takes, and left-over parts go."""

from __future__ import annotations

import contextlib
import mmap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .durable import cut_torn_lines
from .envelope import MARKER, SIZE, Envelope, Kind, parse
from .erasure.erasing import resume_erasure
from .erasure.plan import is_interrupted, planned_files
from .erasure.receipt import Receipt
from .errors import LivenessError, RecordingError, StorageError
from .register import compare_manifest
from .store import DatasetRoot
from .take import TakeRecord

Progress = Callable[[int, int, str], None]
"""Called with the number done, the number in all, and a name."""

EMPTY_LIMIT = 1 << 16
"""Bytes outside records, at most, of a journal that is taken for one just begun."""


@dataclass(frozen=True, slots=True)
class RecoveryFailure:
    """A journal that could not become a take; it stays where it is."""

    journal: Path
    error: LivenessError


@dataclass(frozen=True, slots=True)
class StartUp:
    """What was found and done when a dataset was opened."""

    takes: tuple[TakeRecord, ...] = ()
    """Takes that were made of journals."""
    failures: tuple[RecoveryFailure, ...] = ()
    receipt: Receipt | None = None
    """Of an erasure that was interrupted."""
    fault: LivenessError | None = None
    """Why that erasure could not go on."""
    waiting: int = 0
    """Journals that still wait, for it was cancelled."""

    @property
    def frames_known_lost(self) -> int:
        """Frames of the recovered takes that were recorded and do not read."""
        return sum(take.frames_known_lost for take in self.takes)


def needs_start_up(root: DatasetRoot) -> bool:
    """Whether a crash has left something to finish; a quick look."""
    return bool(root.unfinished() or leftover_parts(root.path)) or is_interrupted(root)


def start_up(
    root: DatasetRoot,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> StartUp:
    """Finish an interrupted erasure, then recover takes; may be cancelled and killed.

    Parameters
    ----------
    root
        The dataset; it is locked meanwhile.
    progress
        Called with how much is done, how much there is, and what it is.
    cancelled
        Whether to stop after the present take; what is left waits for the next time.

    Raises
    ------
    StorageError
        ``E-DSK-04``, when another studio works in the root.
    """
    with root.locked():
        receipt, fault = None, None
        try:
            receipt = resume_erasure(root, progress=progress, cancelled=cancelled)
        except LivenessError as error:
            fault = error
        found = recover_root(root, progress, cancelled)
        stopped = cancelled is not None and cancelled()
        return StartUp(
            tuple(item for item in found if isinstance(item, TakeRecord)),
            tuple(item for item in found if isinstance(item, RecoveryFailure)),
            receipt,
            fault,
            len(root.unfinished()) if stopped else 0,
        )


def recover_root(
    root: DatasetRoot,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> list[TakeRecord | RecoveryFailure]:
    """Finish what a crash interrupted; may be called, and killed, at any time.

    Each waiting journal becomes a take with status ``recovered``; journals without a single
    acknowledged frame are deleted; left-over ``.part`` files are deleted; the manifest is
    written anew. Journals that an interrupted erasure is going to remove are left to it.

    Parameters
    ----------
    root
        The dataset; it is locked meanwhile.
    progress
        Called before each journal and at the end.
    cancelled
        Whether to stop before the next journal.

    Raises
    ------
    StorageError
        ``E-DSK-04``, when another studio works in the root.
    """
    found: list[TakeRecord | RecoveryFailure] = []
    with root.locked():
        planned = planned_files(root)
        journals = [path for path in root.unfinished() if path not in planned]
        parts = leftover_parts(root.path)
        for part in reversed(parts):
            with contextlib.suppress(OSError):
                part.rmdir() if part.is_dir() else part.unlink()
        for lines in root.path.glob("sessions/*/takes.jsonl"):
            with contextlib.suppress(OSError):
                cut_torn_lines(lines)
        for number, journal in enumerate(journals):
            if cancelled is not None and cancelled():
                break
            if progress is not None:
                progress(number, len(journals), journal.stem)
            result = _recover(root, journal)
            if result is not None:
                found.append(result)
        if journals or parts or compare_manifest(root.path, root.takes()) != (0, 0):
            # a table made of other files; on a full disk it waits for the next time
            with contextlib.suppress(StorageError):
                root.write_manifest()
        if progress is not None:
            progress(len(journals), len(journals), "")
    return found


def leftover_parts(root: Path) -> list[Path]:
    """Return every ``.part`` file of an interrupted write, and sessions just begun, empty."""
    folders = (".", "consents", "incoming", "sessions/*")
    parts = {path for folder in folders for path in root.glob(f"{folder}/*.part")}
    return sorted(parts | {path for path in root.glob("sessions/*") if _is_empty(path, parts)})


def _is_empty(session: Path, parts: set[Path]) -> bool:
    """Whether the process died after it made a session's folder, before ``session.json``."""
    return session.is_dir() and parts.issuperset(session.iterdir())


def _recover(root: DatasetRoot, journal: Path) -> TakeRecord | RecoveryFailure | None:
    try:
        return root.finalise(journal, status="recovered")
    except RecordingError:
        # no frame was acknowledged; the journal is gone
        return None
    except LivenessError as error:
        with contextlib.suppress(OSError):
            if error.code in ("E-DAT-04", "E-DAT-05") and _is_just_begun(journal):
                journal.unlink()
                return None
        return RecoveryFailure(journal, error)


def _is_just_begun(journal: Path) -> bool:
    """Return whether the recording died before its first frame was acknowledged.

    The caller knows that no frame of the journal reads. It has the trace of one at most, no
    end, and little that is not the content of a record.
    """
    unknown = journal.stat().st_size
    kinds = []
    for envelope in _envelopes(journal):
        unknown -= envelope.length
        kinds.append(envelope.kind)
    return unknown <= EMPTY_LIMIT and kinds.count(Kind.FRAME) <= 1 and Kind.END not in kinds


def _envelopes(journal: Path) -> Iterator[Envelope]:
    """Yield whatever has the form of an envelope."""
    with journal.open("rb") as file:
        if not file.read(1):
            return
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            at = content.find(MARKER)
            while at >= 0:
                envelope = parse(content[at : at + SIZE])
                if envelope is not None:
                    yield envelope
                at = content.find(MARKER, at + 1)
