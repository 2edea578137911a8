"""What was exported, from which takes, and where to: one small file an export."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from typing import Literal

from pydantic import Field

from liveness.datasets.durable import replace_file, storage_error, sync_folder
from liveness.datasets.errors import LivenessError
from liveness.datasets.model import Model, Pseudonym, utc_now
from liveness.datasets.store import DatasetRoot

from .options import ExportOptions

FOLDER = "exports"
"""Folder of the records inside a dataset."""


class ExportRecord(Model):
    """One export (``exports/<id>.json``); it names takes, never people.

    It is written before the first byte of the export, without files, and again when the
    export is whole: whatever a crash leaves, an erasure knows where copies of a take are.
    """

    schema_version: Literal[1] = 1
    id: Pseudonym
    format: str
    """Name of the format, a key of ``exports.EXPORTS``."""
    path: str
    """Where the export stands: absolute, or relative to the root when inside it."""
    created_utc: str = Field(default_factory=utc_now)
    takes: tuple[str, ...]
    """Ids of the takes that it holds."""
    options: ExportOptions = ExportOptions()
    files: Mapping[str, str] = {}
    """SHA-256 by file name, relative to ``path``, or to its folder when it is a file; none
    while the export is being written."""
    left_out: Mapping[str, int] = {}
    """Number of takes left out by the reason."""

    @property
    def finished(self) -> bool:
        """Whether the export was written to its end."""
        return bool(self.files)

    def place(self, root: Path) -> Path:
        """Return the export's absolute path."""
        return root / self.path  # an absolute path stays what it is

    def part(self, root: Path) -> Path:
        """Return where the export stands while it is written."""
        place = self.place(root)
        return place.with_name(place.name + ".part")


def new_id(format_: str) -> str:
    """Return an id for a new export: its format, the UTC time and four random digits."""
    return f"{format_}-{datetime.now(UTC).strftime('%Y%m%d-%H%M%S')}-{token_hex(2)}"


def path_in(root: Path, path: Path) -> str:
    """Return a path as records keep it: relative when it lies under the root."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def write_record(root: DatasetRoot, record: ExportRecord) -> Path:
    """Write a record, whole or not at all, and return its path.

    Raises
    ------
    StorageError
        When it cannot be written.
    """
    path = root.path / FOLDER / f"{record.id}.json"
    try:
        path.parent.mkdir(exist_ok=True)
    except OSError as error:
        raise storage_error(error, path) from error
    replace_file(path, record.model_dump_json(indent=2).encode() + b"\n")
    return path


def forget_record(root: DatasetRoot, record: ExportRecord) -> None:
    """Delete a record.

    Raises
    ------
    StorageError
        When it cannot be deleted.
    """
    path = root.path / FOLDER / f"{record.id}.json"
    try:
        path.unlink(missing_ok=True)
        if path.parent.is_dir():
            sync_folder(path.parent)
    except OSError as error:
        raise storage_error(error, path) from error


def read_records(root: DatasetRoot) -> tuple[list[ExportRecord], list[LivenessError]]:
    """Return the records of a dataset by id, and what is wrong with the damaged ones."""
    records: list[ExportRecord] = []
    faults: list[LivenessError] = []
    for path in sorted((root.path / FOLDER).glob("*.json")):
        try:
            records.append(ExportRecord.load(path))
        except LivenessError as error:
            faults.append(error)
    return records, faults


def prune(folder: Path) -> None:
    """Remove a folder and those in it that hold no file."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            with contextlib.suppress(OSError):
                path.rmdir()
    with contextlib.suppress(OSError):
        folder.rmdir()
