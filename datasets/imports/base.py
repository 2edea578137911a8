"""What a layout of a public set yields: the files, and what their names say of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar, Protocol

from liveness.datasets.errors import DataError
from liveness.datasets.presentation import Conditions, Presentation
from liveness.datasets.species import Species

Box = tuple[float, float, float, float]
"""``x, y, width, height`` of a face in pixels of the picture."""

PRINT = Species(id="print-unspecified", family="print", title="Print of unknown paper")
REPLAY = Species(id="replay-unspecified", family="replay", title="Replay on an unknown screen")
KNOWN = (PRINT, REPLAY)
"""Species that only public sets need, because their names do not tell paper or screen."""


@dataclass(frozen=True, slots=True)
class Item:
    """One file of a public set.

    Parameters
    ----------
    path
        The video or picture.
    name
        The path relative to the set's folder, with ``/``.
    person
        Pseudonym of the person whose face is shown.
    species
        PAI species, or ``None`` for bona fide.
    session
        Name of the studio session: takes of one camera, and one visit where the set tells.
    camera
        The camera, as the set's authors name it.
    part
        Part of the official split; ``None`` where the set has none for the file.
    lighting
        The set's own word.
    pai
        Id of the PAI or its medium, where the name tells it.
    attributes
        Whatever else the name says.
    boxes
        File with the set's own face locations, if there is one.
    """

    path: Path
    name: str
    person: str
    species: str | None
    session: str
    camera: str
    part: str | None = None
    lighting: str | None = None
    pai: str | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    boxes: Path | None = None

    def presentation(self, layout: str) -> Presentation:
        """Return the label; on an attack the presenter is unknown, and the person the target.

        Parameters
        ----------
        layout
            Name of the layout, which stands in the notes with the file's name.
        """
        told = {"part": self.part, **self.attributes}
        more = "".join(f"; {key} {value}" for key, value in told.items() if value)
        notes = f"{layout} {self.name}{more}"
        conditions = Conditions(lighting=self.lighting, notes=notes[:500])
        if self.species is None:
            return Presentation(subject=self.person, conditions=conditions)
        return Presentation.attack(
            self.species,
            subject=None,
            target=self.person,
            pai=self.pai,
            conditions=conditions,
            known=KNOWN,
        )


@dataclass(slots=True)
class Reading:
    """What was found in a folder.

    Parameters
    ----------
    items
        The files that the layout knows, by name.
    unknown
        Media files whose names the layout does not know, relative to the folder.
    missing
        Names of files that the set has and the folder has not.
    """

    items: list[Item] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def parts(self) -> dict[str, tuple[str, ...]]:
        """Return the people of each part of the official split."""
        found: dict[str, set[str]] = {}
        for item in self.items:
            if item.part is not None:
                found.setdefault(item.part, set()).add(item.person)
        return {part: tuple(sorted(people)) for part, people in found.items()}

    def shared(self) -> tuple[str, ...]:
        """Return the people who stand in more than one part: no split by people then."""
        seen: dict[str, int] = {}
        for people in self.parts().values():
            for person in people:
                seen[person] = seen.get(person, 0) + 1
        return tuple(sorted(person for person, parts in seen.items() if parts > 1))


class Layout(Protocol):
    """How one public set names its files."""

    name: ClassVar[str]
    title: ClassVar[str]
    prefix: ClassVar[str]
    """First part of its pseudonyms and sessions."""

    def read(self, folder: Path) -> Reading:
        """Read the names in a folder; no picture is opened.

        Raises
        ------
        DataError
            ``E-IMP-01`` when nothing in it looks like the set, ``E-IMP-02`` when a label file
            of the set is damaged.
        """

    def boxes(self, item: Item, width: int, height: int) -> Mapping[int, Box]:
        """Return the set's own face boxes by frame, for pictures of that size.

        Raises
        ------
        DataError
            ``E-IMP-02``, when their file is damaged.
        """


def media(folder: Path, suffixes: Sequence[str]) -> Iterator[tuple[Path, str]]:
    """Yield files with such suffixes and their names relative to a folder, sorted."""
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in suffixes and path.is_file():
            yield path, path.relative_to(folder).as_posix()


def checked(reading: Reading, layout: str, folder: Path, expected: str) -> Reading:
    """Return a reading that found something.

    Raises
    ------
    DataError
        ``E-IMP-01``, when it found nothing; the text says what was looked for.
    """
    if reading.items:
        return reading
    count = len(reading.unknown)
    raise DataError(
        "E-IMP-01",
        f"{folder} does not look like {layout}",
        f"{count} media file{'' if count == 1 else 's'} of other names",
        f"the files are named {expected}; see docs/imports.md",
    )


def read_lines(path: Path) -> list[str]:
    """Return the lines of a set's small text file, without empty ones.

    Raises
    ------
    DataError
        ``E-IMP-02``, when it cannot be read.
    """
    try:
        text = path.read_text("utf-8", errors="replace")
    except OSError as error:
        raise damaged(path, error.strerror or str(error)) from error
    return [line.strip() for line in text.splitlines() if line.strip()]


def numbers(path: Path, line: str, count: int) -> list[float]:
    """Return the first numbers of a line that commas or blanks part.

    Raises
    ------
    DataError
        ``E-IMP-02``, when there are fewer.
    """
    try:
        found = [float(word) for word in re.split(r"[,\s]+", line)[:count]]
    except ValueError as error:
        raise damaged(path, str(error)) from error
    if len(found) < count:
        raise damaged(path, f"{len(found)} of {count} numbers in {line[:40]!r}")
    return found


def damaged(path: Path, measured: str) -> DataError:
    """Return the error of a set's own label file that does not read."""
    return DataError("E-IMP-02", f"{path} is damaged", measured, "unpack the set again")
