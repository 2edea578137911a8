"""One export from its selection to its record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from liveness.datasets.durable import sha256_of, storage_error, sync_folder
from liveness.datasets.errors import LivenessError, UsageError
from liveness.datasets.root_files import absolute_path
from liveness.datasets.store import DatasetRoot

from .base import Exporter, Job
from .options import ExportOptions
from .rebuilding import clear, delete_files
from .record import (
    FOLDER,
    ExportRecord,
    forget_record,
    new_id,
    path_in,
    read_records,
    write_record,
)
from .registry import exporter_of
from .selection import Selection, Step, check_some, select


@dataclass(frozen=True, slots=True)
class ExportResult:
    """What an export came to.

    Parameters
    ----------
    record
        The record as it stands in the dataset.
    path
        Where the export stands, absolute.
    left_out
        Ids of takes that were left out, by the reason.
    faults
        What is wrong with takes that could not be read; they are left out too.
    """

    record: ExportRecord
    path: Path
    left_out: Mapping[str, tuple[str, ...]]
    faults: tuple[LivenessError, ...]


def run_export(
    root: DatasetRoot,
    format_: str | Exporter,
    out: Path,
    options: ExportOptions = ExportOptions(),  # noqa: B008 (frozen)
    *,
    force: bool = False,
    progress: Step | None = None,
) -> ExportResult:
    """Export takes of a dataset, and note it in the dataset.

    The export is written beside its place as ``.part`` and renamed when it is whole; what
    ends in an error or is cancelled leaves nothing.

    Parameters
    ----------
    root
        The dataset; it is locked meanwhile, so that nothing is erased under the export.
    format_
        Name of a format, or the format itself.
    out
        The new file or folder; its parent folders are made.
    options
        Filters and form.
    force
        Replace an earlier export of this dataset at ``out``; nothing else is ever replaced.
    progress
        Told of each step; what it raises cancels.

    Raises
    ------
    UsageError
        ``E-EXP-03`` for an unknown format, ``E-EXP-04`` for an unknown split or part,
        ``E-EXP-05`` when ``out`` is taken or lies where it must not.
    ConsentError
        ``E-EXP-01``, when no take may be exported.
    StorageError
        ``E-DSK-01`` before a byte is written when the disk has no room; other ``E-DSK`` when
        it does not take the export.
    """
    exporter = exporter_of(format_) if isinstance(format_, str) else format_
    place = absolute_path(out)
    with root.locked():
        forget_unfinished(root)
        old = _check_place(root, place, force)
        purpose = options.purpose or exporter.purpose
        options = options.model_copy(update={"purpose": purpose})
        chosen = select(root, options, purpose, pixels=exporter.pixels, progress=progress)
        check_some(chosen, root.path)
        record = ExportRecord(
            id=new_id(exporter.name),
            format=exporter.name,
            path=path_in(root.path, place),
            takes=tuple(take.id for take in chosen.takes),
            options=options,
        )
        write_record(root, record)
        try:
            job = Job(root, chosen.takes, options, progress)
            record, left = _write(exporter, job, record, chosen)
        except BaseException:
            clear(record.part(root.path))
            forget_record(root, record)
            raise
        _put_in_place(root, record, old)
    return ExportResult(record, place, left, chosen.faults)


def forget_unfinished(root: DatasetRoot) -> None:
    """Clear away exports that a crash cut off; the caller holds the lock."""
    for record in read_records(root)[0]:
        if not record.finished:
            clear(record.part(root.path))
            forget_record(root, record)


def _write(
    exporter: Exporter, job: Job, record: ExportRecord, chosen: Selection
) -> tuple[ExportRecord, Mapping[str, tuple[str, ...]]]:
    """Write the export beside its place; return its record with the files' checksums."""
    root = job.root
    part = record.part(root.path)
    try:
        part.parent.mkdir(parents=True, exist_ok=True)
        exporter.write(job, part)
        files = hash_files(part, record.place(root.path).name)
    except OSError as error:
        raise storage_error(error, part) from error
    left = {key: tuple(ids) for key, ids in job.left.items()} | dict(chosen.left_out)
    gone = {id_ for ids in job.left.values() for id_ in ids}
    kept = tuple(take for take in chosen.takes if take.id not in gone)
    check_some(Selection(kept, left), root.path)
    update = {
        "takes": tuple(take.id for take in kept),
        "files": files,
        "left_out": {reason: len(ids) for reason, ids in left.items()},
    }
    record = record.model_copy(update=update)
    # named in full before it stands there: a crash between both must not hide it
    write_record(root, record)
    return record, left


def hash_files(part: Path, name: str) -> dict[str, str]:
    """Force an export to the disk, and return its files' SHA-256 by relative name."""
    if part.is_file():
        return {name: sha256_of(part, sync=True)}
    files = sorted(path for path in part.rglob("*") if path.is_file())
    digests = {path.relative_to(part).as_posix(): sha256_of(path, sync=True) for path in files}
    for folder in {path.parent for path in files} | {part}:
        sync_folder(folder)
    return digests


def _put_in_place(root: DatasetRoot, record: ExportRecord, old: list[ExportRecord]) -> None:
    part, place = record.part(root.path), record.place(root.path)
    for earlier in old:
        delete_files(earlier, root)
        forget_record(root, earlier)
    try:
        part.replace(place)
        sync_folder(place.parent)
    except OSError as error:
        raise storage_error(error, place) from error


def _check_place(root: DatasetRoot, place: Path, force: bool) -> list[ExportRecord]:
    """Return the earlier exports to that place, which the new one replaces.

    Raises
    ------
    UsageError
        ``E-EXP-05``.
    """
    inside = place.is_relative_to(root.path)
    if inside and (place.parent != root.path / FOLDER or place.suffix == ".json"):
        raise _taken(place, "it lies among the dataset's own files", "choose another place")
    part = place.with_name(place.name + ".part")
    if part.exists():
        raise _taken(part, "it is in the way", "move it away")
    known = [record for record in read_records(root)[0] if record.place(root.path) == place]
    if not place.exists():
        return known
    if not known:
        raise _taken(place, "it is no export of this dataset", "choose another place")
    if not force:
        raise _taken(place, f"export {known[-1].id}", "choose another place, or use --force")
    if place.is_dir():
        own = {place / name for record in known for name in record.files}
        strange = [path for path in place.rglob("*") if path.is_file() and path not in own]
        if strange:
            raise _taken(place, f"{strange[0].name} in it is no part of it", "move it away")
    return known


def _taken(place: Path, why: str, remedy: str) -> UsageError:
    return UsageError("E-EXP-05", f"{place} cannot be the export", why, remedy)
