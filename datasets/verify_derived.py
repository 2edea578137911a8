"""Checks what is made of the takes or stands beside them: manifest, catalogue, splits, PAIs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .catalog import FILE_NAME, disagreements
from .consent_text import FOLDER as TEXTS
from .consent_text import texts_of
from .errors import LivenessError
from .findings import Fault
from .groups import FOLDER as GROUPS
from .groups import GroupBook
from .lock import holder_of
from .pai import PaiBook
from .register import compare_manifest
from .splits import FOLDER, load_split, split_names
from .store import DatasetRoot
from .take import TakeRecord
from .verify_record import place_of


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
    yield from _check_groups(root)
    yield from _check_texts(root)
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


def _check_groups(root: DatasetRoot) -> Iterator[Fault]:
    for path, error in GroupBook(root.path).faults():
        text = f"{error.what} ({error.measured or 'damaged'})"
        yield Fault("V-GROUPS", place_of(root, path), text)
    try:
        known = set(root.subject_keys().values())
    except LivenessError:  # told as V-KEY
        return
    for path in sorted((root.path / GROUPS).glob("*.json")):
        if path.stem not in known:
            text = "it is of nobody who is known here"
            yield Fault("V-GROUPS", place_of(root, path), text, "warning", "delete it")


def _check_texts(root: DatasetRoot) -> Iterator[Fault]:
    """Check that the texts are there to which the consents refer, and are those."""
    texts, faults = texts_of(root.path)
    for error in faults:
        yield Fault("V-CONSENT", TEXTS, str(error).rstrip("."), "warning", "correct the file")
    kept = {(f"{text.id}-{text.version}", text.language): text.sha256 for text in texts}
    try:
        consents = list(root.consents)
    except LivenessError:  # told with the takes
        return
    for consent in consents:
        if consent.form is None or consent.language is None:
            continue
        name = f"{consent.form_version} in {consent.language}"
        found = kept.get((consent.form_version, consent.language))
        place, fix = f"consents/{consent.id}.json", "restore it from a backup"
        if found is None:
            text = f"its text, {name}, is not kept in {TEXTS}"
            yield Fault("V-CONSENT", place, text, "warning", fix)
        elif found != consent.form_sha256:
            text = f"the text that is kept as {name} is not the one that was agreed to"
            yield Fault("V-CONSENT", place, text, fix=fix)
