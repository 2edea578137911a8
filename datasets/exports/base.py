"""What every export format is, and what it is given to write."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar, Protocol

from liveness.datasets.durable import storage_error
from liveness.datasets.errors import StorageError
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord

from .options import ExportOptions, Purpose
from .record import ExportRecord
from .selection import Selection, Step, check_some


@dataclass(slots=True)
class Job:
    """One export that is being written.

    Parameters
    ----------
    root
        The dataset.
    takes
        The chosen takes by id.
    options
        Form of the export.
    progress
        Told of each step; may raise to cancel.
    left
        Ids of takes that the format itself leaves out, by the reason.
    """

    root: DatasetRoot
    takes: tuple[TakeRecord, ...]
    options: ExportOptions
    progress: Step | None = None
    left: dict[str, list[str]] = field(default_factory=dict)

    def leave(self, record: TakeRecord, reason: str) -> None:
        """Leave a take out."""
        self.left.setdefault(reason, []).append(record.id)

    def check_left(self) -> None:
        """Check that the format has left something to export.

        Raises
        ------
        ConsentError
            ``E-EXP-01``, with the reasons.
        """
        gone = {id_ for ids in self.left.values() for id_ in ids}
        kept = tuple(take for take in self.takes if take.id not in gone)
        left = {reason: tuple(ids) for reason, ids in self.left.items()}
        check_some(Selection(kept, left), self.root.path)

    def each(self, takes: tuple[TakeRecord, ...]) -> Iterator[tuple[TakeRecord, Path]]:
        """Yield takes and their files, and tell the progress."""
        for i, record in enumerate(takes):
            self.tell(i, len(takes), record.id)
            yield record, self.root.take_path(record)
        self.tell(len(takes), len(takes), "")

    def tell(self, done: int, of: int, what: str) -> None:
        """Tell the progress, which may cancel."""
        if self.progress is not None:
            self.progress(done, of, what)

    def check_space(self, folder: Path, extra: int) -> None:
        """Check that a disk has room for ``extra`` bytes and the reserve.

        Raises
        ------
        StorageError
            ``E-DSK-01``, when it has not.
        """
        try:
            free = shutil.disk_usage(folder).free
        except OSError as error:
            raise storage_error(error, folder / "export") from error
        needed = extra + self.root.reserve_bytes
        if free < needed:
            raise StorageError(
                "E-DSK-01",
                f"the disk of {folder} is too full for the export",
                f"{free / 1e9:.2f} GB free, {needed / 1e9:.2f} GB needed",
                "free space, choose another disk, or export less",
            )


class Exporter(Protocol):
    """One export format; a new one is a file in this folder and a word in its tuple."""

    name: ClassVar[str]
    title: ClassVar[str]
    """What it is, in a few words."""
    purpose: ClassVar[Purpose]
    """What it is for where nothing else is asked."""
    pixels: ClassVar[bool]
    """Whether it holds pictures; takes without pixels are then left out."""

    def write(self, job: Job, part: Path) -> None:
        """Write the export to ``part``: a file, or a folder that this call makes.

        Raises
        ------
        LivenessError
            When it cannot be written; the caller clears ``part`` away.
        """

    def remove(
        self, root: DatasetRoot, record: ExportRecord, takes: frozenset[str]
    ) -> Mapping[str, str]:
        """Take takes out of a finished export, and return its files' SHA-256 by name.

        May be called again after a crash, with the same end. No byte of the takes stays in
        the files.

        Raises
        ------
        LivenessError
            When a file is damaged or cannot be written.
        """
