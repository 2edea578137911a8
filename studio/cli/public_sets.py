"""``import --layout``: a public set's folder becomes takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import typer

from liveness.datasets.errors import UsageError
from liveness.datasets.imports.base import Reading
from liveness.datasets.imports.licence import licence_of
from liveness.datasets.imports.registry import layout_of
from liveness.datasets.store import DatasetRoot
from liveness.studio.importing import Progress
from liveness.studio.public_sets import SetImport, import_set

from .promises import Promises
from .shared import TAKE_COLUMNS, Format, check_pseudonyms, emit, note, progress, take_row

_NAMED = 5
"""So many names of a list are printed; their number always is."""


def check_alone(given: Mapping[str, object]) -> None:
    """Check that options which the set's own names answer are not given beside them.

    Raises
    ------
    UsageError
        ``E-IMP-04``, which names the first.
    """
    for name, value in given.items():
        if value is not None:
            raise UsageError(
                "E-IMP-04",
                f"--{name} does not go with --layout",
                "the set's own names say it",
                f"leave --{name} out",
            )


def import_layout(
    name: str,
    media: Sequence[Path],
    out: Path,
    consent: str,
    licence: Path | None,
    operator: str | None,
    keep_without_face: bool,
    format_: Format,
    promises: Promises = Promises(),
) -> None:
    """Import the folder of a public set.

    Raises
    ------
    UsageError
        ``E-IMP-03`` for an unknown layout, ``E-IMP-04`` unless there is one folder.
    DataError
        ``E-IMP-01``, when the folder does not look like the set.
    ConsentError
        When the licence's record is missing or does not hold.
    """
    layout = layout_of(name)
    check_pseudonyms(consent=consent, operator=operator)
    if len(media) != 1 or not media[0].is_dir():
        shown = ", ".join(map(str, media))
        raise UsageError(
            "E-IMP-04", "a layout needs one folder", shown, "name the set's folder"
        )
    reading = layout.read(media[0])
    dataset = DatasetRoot.open_or_create(out)
    with dataset.locked(), progress() as bar:
        stated = licence_of(dataset, layout, consent, licence)
        task = bar.add_task(layout.title, total=len(reading.items))

        def show(done: int, of: int, frame: Progress) -> None:
            bar.update(task, completed=done, total=of, description=frame.path.name)

        result = import_set(
            dataset,
            layout,
            reading,
            stated,
            operator=operator,
            keep_without_face=keep_without_face,
            privacy=promises.privacy,
            retain_until=promises.retain_until,
            progress=show,
        )
        bar.update(task, completed=len(reading.items), total=len(reading.items))
    rows = [{**take_row(take), "file": file} for file, take in result.takes]
    emit(rows, TAKE_COLUMNS, format_, empty="no take was made")
    _report(reading, result)


def _report(reading: Reading, result: SetImport) -> None:
    """Tell what is not a take now, and end with 1 when something should be."""
    for file, error in result.faults:
        note(f"{file}: {error}")
    _list("files of names that the set does not have", reading.unknown)
    _list("files of the set that are not there", reading.missing)
    _list("takes whose face lies outside of the set's own box", result.elsewhere)
    if result.before:
        note(f"{result.before} of {len(reading.items)} files were takes already")
    if result.split is not None:
        note(f"split {result.split} holds the official parts: {', '.join(reading.parts())}")
    elif reading.shared():
        people = len(reading.shared())
        note(f"no split: {people} people stand in more than one official part; see docs")
    if result.faults or reading.unknown or reading.missing:
        note(f"{len(result.takes)} of {len(reading.items)} files became takes")
        raise typer.Exit(1)


def _list(title: str, names: Sequence[str]) -> None:
    if names:
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        note(f"{title}: {len(names)}: {', '.join(names[:_NAMED])}{more}")
