"""A public set becomes takes: its names are read, its files imported, its split stored."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

import numpy as np

from liveness.datasets.consent import Consent
from liveness.datasets.errors import LivenessError
from liveness.datasets.imports.base import Item, Layout, Reading
from liveness.datasets.imports.licence import consent_of
from liveness.datasets.reader import TakeReader
from liveness.datasets.session import PrivacyMode
from liveness.datasets.splits import Split, write_split
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord

from .importing import Progress, import_file
from .taking import TakeRequest

Tell = Callable[[int, int, Progress], None]
"""Told number of files done, number of all, and how far the present one is."""

AGREE = 0.5
"""Below this share of frames in which our face lies in the set's own box, a take is named."""


@dataclass(slots=True)
class SetImport:
    """What an import of a set came to.

    Parameters
    ----------
    takes
        The new takes with the names of their files.
    before
        Number of files that were takes already.
    faults
        Name of the file and what is wrong with it.
    elsewhere
        Names of files in which the face was found outside of the set's own box.
    split
        Name of the stored split, if there is one.
    """

    takes: list[tuple[str, TakeRecord]] = field(default_factory=list)
    before: int = 0
    faults: list[tuple[str, LivenessError]] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    split: str | None = None


@dataclass(frozen=True, slots=True)
class _How:
    """What holds for every file of an import."""

    licence: Consent
    operator: str | None
    keep_without_face: bool
    privacy: PrivacyMode | None
    retain_until: date | None


def import_set(
    root: DatasetRoot,
    layout: Layout,
    reading: Reading,
    licence: Consent,
    *,
    operator: str | None = None,
    keep_without_face: bool = False,
    privacy: PrivacyMode | None = None,
    retain_until: date | None = None,
    progress: Tell | None = None,
) -> SetImport:
    """Turn the files of a public set into takes, those that are not yet.

    A file that cannot be imported is kept in the result, and the rest is done; a disk that
    takes no more ends it.

    Parameters
    ----------
    root
        The dataset, locked by the caller.
    layout, reading
        The set, and what its folder holds.
    licence
        The record that states the set's licence.
    operator
        Pseudonym of the person who imports.
    keep_without_face
        Keep files without a face, as non-responses.
    privacy, retain_until
        What the set's sessions keep of the picture, and until when.
    progress
        Told how far it is.

    Raises
    ------
    StorageError
        When the split or a session cannot be written.
    """
    result = SetImport()
    done = imported_names(root, layout)
    waiting = [item for item in reading.items if item.name not in done]
    result.before = len(reading.items) - len(waiting)
    waiting.sort(key=lambda item: (item.session, item.name))
    how = _How(licence, operator, keep_without_face, privacy, retain_until)
    of = len(waiting)
    for number, item in enumerate(waiting):
        try:
            _import(root, layout, item, how, result, partial(_tell, progress, number, of))
        except LivenessError as error:
            result.faults.append((item.name, error))
            if error.code.startswith("E-DSK"):
                return result  # the next file would meet the same disk
    result.split = store_split(root, layout, reading)
    return result


def imported_names(root: DatasetRoot, layout: Layout) -> frozenset[str]:
    """Return the names of the set's files that are takes already."""
    start = f"{layout.name} "
    found = set()
    for record in root.takes():
        if not record.session.startswith(f"{layout.prefix}-"):
            continue
        with contextlib.suppress(LivenessError), TakeReader(root.take_path(record)) as take:
            notes = str(take.labels["notes"] or "")
            if notes.startswith(start):
                found.add(notes.removeprefix(start).partition("; ")[0])
    return frozenset(found)


def box_agreement(path: Path, layout: Layout, item: Item) -> float | None:
    """Return the share of frames in which the face we found lies in the set's own box.

    Compared are frames in which both know a face; ``None`` where there is none.
    """
    with TakeReader(path) as take:
        width, height = take.size(0)
        boxes = layout.boxes(item, width, height)
        xyz, valid = take.landmarks()
        index = take.index
    inside = []
    for row in np.flatnonzero(valid).tolist():
        box = boxes.get(int(index[row]))
        if box is not None:
            x, y = (xyz[row, :, :2].min(axis=0) + xyz[row, :, :2].max(axis=0)) / 2
            inside.append(box[0] <= x <= box[0] + box[2] and box[1] <= y <= box[1] + box[3])
    return float(np.mean(inside)) if inside else None


def store_split(root: DatasetRoot, layout: Layout, reading: Reading) -> str | None:
    """Store the official split by people, under the layout's name, and return that name.

    A set whose parts share people has none.
    """
    parts = reading.parts()
    if not parts or reading.shared():
        return None
    people = {p for take in root.takes() for p in (take.subject, take.target) if p is not None}
    keys = {
        part: tuple(sorted(root.subject_key(person) for person in members if person in people))
        for part, members in sorted(parts.items())
    }
    write_split(root.path, Split(name=layout.name, parts=keys))
    return layout.name


def _tell(progress: Tell | None, done: int, of: int, frame: Progress) -> None:
    if progress is not None:
        progress(done, of, frame)


def _import(
    root: DatasetRoot,
    layout: Layout,
    item: Item,
    how: _How,
    result: SetImport,
    show: Callable[[Progress], None],
) -> None:
    """Turn one file into a take."""
    consent = consent_of(root, how.licence, item.person)
    session = root.start_session(
        layout.title,
        how.operator,
        item.camera,
        name=item.session,
        privacy=how.privacy,
        retain_until=how.retain_until,
    )
    try:
        request = TakeRequest(item.presentation(layout.name), consent, session)
        record = import_file(
            root,
            request,
            item.path,
            progress=show,
            keep_without_face=how.keep_without_face,
        )
    finally:
        root.drop_session(session)
    result.takes.append((item.name, record))
    agreement = box_agreement(root.take_path(record), layout, item)
    if agreement is not None and agreement < AGREE:
        result.elsewhere.append(item.name)
