"""Checks what is made of the takes or stands beside them: manifest, catalogue, splits, PAIs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .catalog import FILE_NAME, disagreements
from .errors import LivenessError
from .findings import Fault
from .lock import holder_of
from .pai import PaiBook
from .register import compare_manifest
from .splits import FOLDER, load_split, split_names
from .store import DatasetRoot
from .take import TakeRecord


def check_derived(root: DatasetRoot, records: Sequence[TakeRecord]) -> Iterator[Fault]:
    """Yield the faults of manifest, catalogue, splits and the registry of PAIs.

    Parameters
    ----------
    root
        The dataset; nothing in it is changed.
    records
        Its registered takes.
    """
    # while somebody records, the table and its lines are written one after the other
    if holder_of(root.path / "lock") is None:
        yield from _check_manifest(root, records)
    wrong = disagreements(root)
    if wrong:
        text = f"{wrong} row{'s are' if wrong > 1 else ' is'} not as the files say"
        yield Fault("V-CATALOG", FILE_NAME, text, "warning")
    yield from _check_splits(root)
    for name, text in PaiBook(root.path).faults():
        yield Fault("V-PAI", f"pais/{name}", text.rstrip("."))


def _check_manifest(root: DatasetRoot, records: Sequence[TakeRecord]) -> Iterator[Fault]:
    counts = compare_manifest(root.path, records)
    if counts is None:
        yield Fault("V-MANIFEST", "manifest.csv", "it cannot be read", "warning")
    elif any(counts):
        text = f"{counts[0]} rows are missing, {counts[1]} are of no registered take"
        yield Fault("V-MANIFEST", "manifest.csv", text, "warning")


def _check_splits(root: DatasetRoot) -> Iterator[Fault]:
    try:
        known = set(root.subject_keys().values())
    except LivenessError:  # told as V-KEY
        return
    for name in split_names(root.path):
        place = f"{FOLDER}/{name}.json"
        try:
            split = load_split(root.path, name)
        except LivenessError as error:
            yield Fault("V-SPLIT", place, f"{error.what} ({error.measured or 'damaged'})")
            continue
        if split.name != name:
            yield Fault("V-SPLIT", place, f"it is named {split.name} inside")
        strangers = {key for keys in split.parts.values() for key in keys} - known
        if strangers:
            count = len(strangers)
            text = f"it names {count} key{'s' if count > 1 else ''} of nobody known here"
            yield Fault("V-SPLIT", place, text, "warning")
