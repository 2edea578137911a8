"""Taking people out of exports that exist: what an erasure calls."""

from __future__ import annotations

import shutil
from pathlib import Path

from liveness.datasets.durable import storage_error, sync_folder
from liveness.datasets.errors import DataError
from liveness.datasets.store import DatasetRoot

from .record import ExportRecord, forget_record, prune, write_record
from .registry import exporter_of


def rebuild_export(
    root: DatasetRoot, record: ExportRecord, without: frozenset[str]
) -> ExportRecord:
    """Take takes out of an export; one of which nothing is left is deleted with its record.

    Files are copied to new ones and renamed, so that no byte of the takes stays in the
    export. May be called again after a crash, with the same end.

    Parameters
    ----------
    root
        The dataset, locked by the caller.
    record
        One of :func:`read_records`.
    without
        Ids of takes.

    Returns
    -------
    ExportRecord
        The record as it now stands on the disk; without takes when it is deleted.

    Raises
    ------
    DataError
        ``E-EXP-02``, when nothing stands where the export was written: copies of the takes
        may live on elsewhere. The record no longer names the takes then. ``E-DAT-02``, when
        the export is damaged.
    StorageError
        When the export cannot be rewritten.
    """
    if not without.intersection(record.takes):
        return record
    clear(record.part(root.path))
    kept = tuple(take for take in record.takes if take not in without)
    left = record.model_copy(update={"takes": kept if record.finished else ()})
    place = record.place(root.path)
    gone = record.finished and not place.exists()
    if not gone and left.takes:
        files = exporter_of(record.format).remove(root, record, without)
        left = left.model_copy(update={"files": dict(files)})
    elif not gone:
        delete_files(record, root)
    if left.takes:
        write_record(root, left)
    else:
        forget_record(root, record)
    if gone:
        raise DataError(
            "E-EXP-02",
            f"export {record.id} is gone",
            f"nothing stands at {place}",
            "if it was moved or copied, delete the erased takes from it by hand",
        )
    return left


def delete_files(record: ExportRecord, root: DatasetRoot) -> None:
    """Delete the files that an export wrote; what others put beside them stays.

    Raises
    ------
    StorageError
        When one cannot be deleted.
    """
    place = record.place(root.path)
    folder = place if place.is_dir() else place.parent
    try:
        for name in record.files:
            (folder / name).unlink(missing_ok=True)
        if place.is_dir():
            prune(place)
        if place.parent.is_dir():
            sync_folder(place.parent)
    except OSError as error:
        raise storage_error(error, place) from error


def clear(path: Path) -> None:
    """Remove what a broken export left, file or folder.

    Raises
    ------
    StorageError
        When it cannot be removed.
    """
    try:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise storage_error(error, path) from error
