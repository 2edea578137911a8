"""The PAI registry: what each attack instrument is, how it was made, whom it shows."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, model_validator

from .durable import replace_file, storage_error
from .errors import LivenessError, UsageError
from .model import ID_PATTERN, Model, Pseudonym, utc_now
from .species import Species, find_species

LABEL_PREFIX = "liveness-pai:"
"""What the text in a PAI's QR label begins with; its id follows."""


class Recipe(Model):
    """How a PAI is made, good enough to make it again (BIO-iTC PAD toolbox 1.2)."""

    printer: str = Field(default="", max_length=120)
    dpi: int | None = Field(default=None, ge=50, le=20_000)
    """Resolution of a print, dots per inch."""
    paper: str = Field(default="", max_length=120)
    device: str = Field(default="", max_length=120)
    """Phone, tablet or monitor that shows it."""
    screen: str = Field(default="", max_length=120)
    """Kind and resolution of the screen."""
    brightness_percent: float | None = Field(default=None, ge=0, le=100)
    material: str = Field(default="", max_length=120)
    """What a mask or bust is made of."""
    generator: str = Field(default="", max_length=120)
    """Program and version that generated or swapped the face."""
    steps: str = Field(default="", max_length=2000)
    """What else one must know; never a name of a person."""


class Pai(Model):
    """One physical PAI (ISO/IEC 30107-1: presentation attack instrument)."""

    schema_version: Literal[1] = 1
    id: Pseudonym
    species: Pseudonym
    target: Pseudonym | None = None
    """Pseudonym of the person whom it shows; ``None`` where it shows nobody."""
    source: str = Field(default="", max_length=200)
    """Where the picture came from, for instance the camera; never a name."""
    recipe: Recipe = Recipe()
    recipe_version: str = Field(default="1", max_length=20)
    made: date | None = None
    age_limit_days: int | None = Field(default=None, ge=1)
    """After this many days the PAI no longer counts as fresh: prints fade, silicone yields."""
    evidence: dict[str, str] = {}
    """Photographs of making, use and keeping: SHA-256 by file name beside the record."""
    registered_utc: str = Field(default_factory=utc_now)

    @model_validator(mode="after")
    def _no_paths(self) -> Self:
        for name in self.evidence:
            if Path(name).name != name:
                raise ValueError(f"evidence {name!r} is no file name")
        return self

    @property
    def label_text(self) -> str:
        """The text of the PAI's QR label."""
        return LABEL_PREFIX + self.id

    def age_days(self, today: date) -> int | None:
        """Return how old it is, days; ``None`` where nobody wrote down when it was made."""
        return None if self.made is None else (today - self.made).days

    def fault(self, today: date) -> str | None:
        """Return why it should not be presented any more, or ``None``."""
        age = self.age_days(today)
        if age is None or self.age_limit_days is None or age <= self.age_limit_days:
            return None
        return f"it is {age} days old, limit {self.age_limit_days}"


def id_of_label(text: str) -> str | None:
    """Return the PAI's id that the text of a QR label holds; ``None`` for any other text."""
    id_ = text.removeprefix(LABEL_PREFIX)
    if id_ == text or not re.fullmatch(ID_PATTERN, id_):
        return None
    return id_


class PaiBook:
    """The PAI records of a dataset root, one JSON file each, photographs beside them.

    Parameters
    ----------
    root
        The dataset root; its folder ``pais`` is made when the first record is added.
    """

    def __init__(self, root: Path) -> None:
        self._folder = root / "pais"

    def add(self, pai: Pai, *, known: Iterable[Species] = (), replace: bool = False) -> Path:
        """Write a record and return its path.

        Parameters
        ----------
        pai
            The record.
        known
            Species beside those that ship.
        replace
            Whether a record of that id is written anew.

        Raises
        ------
        UsageError
            ``E-PAI-02`` when the id is taken, ``E-LAB-01`` for an unknown species.
        StorageError
            ``E-DSK-02`` when the folder cannot be written, ``E-DSK-03`` when the disk is full.
        """
        find_species(pai.species, known)
        path = self._folder / f"{pai.id}.json"
        if path.exists() and not replace:
            raise UsageError(
                "E-PAI-02",
                f"PAI {pai.id} is registered already",
                f"{path}",
                "choose another id: a PAI that was made anew is another PAI",
            )
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise storage_error(error, path) from error
        replace_file(path, pai.model_dump_json(indent=2).encode() + b"\n")
        return path

    def get(self, id_: str) -> Pai:
        """Return a record by id.

        Raises
        ------
        UsageError
            ``E-PAI-01``, when there is none; the text lists those that there are.
        LivenessError
            ``E-DAT-03``, when the file does not parse.
        """
        path = self._folder / f"{id_}.json"
        # an id that a file cannot bear would lead out of the folder
        if not re.fullmatch(ID_PATTERN, id_) or not path.is_file():
            known = ", ".join(sorted(p.stem for p in self._folder.glob("*.json"))) or "none"
            raise UsageError(
                "E-PAI-01",
                f"there is no PAI {id_!r} in the registry",
                f"registered: {known}",
                f"register it: liveness-studio pai add {self._folder.parent} --id ID "
                "--species SPECIES",
            )
        return Pai.load(path)

    def attach(self, id_: str, name: str, content: bytes) -> Pai:
        """Keep a photograph as evidence of a PAI, and return its record.

        Raises
        ------
        UsageError
            ``E-PAI-01`` when there is no such PAI, ``E-PAI-03`` for a name that is no file's.
        StorageError
            When it cannot be written.
        """
        pai = self.get(id_)
        if Path(name).name != name or not re.fullmatch(ID_PATTERN, name):
            raise UsageError(
                "E-PAI-03",
                f"{name!r} cannot be the name of a photograph",
                "",
                "rename the file",
            )
        kept = f"{id_}-{name}"
        replace_file(self._folder / kept, content)
        digest = hashlib.sha256(content).hexdigest()
        pai = pai.model_copy(update={"evidence": {**pai.evidence, kept: digest}})
        self.add(pai, known=_anything(pai.species), replace=True)
        return pai

    def faults(self) -> Iterator[tuple[str, str]]:
        """Yield (file, text) of each record or photograph that is damaged or gone."""
        for path in sorted(self._folder.glob("*.json")):
            try:
                pai = Pai.load(path)
            except LivenessError as error:
                yield path.name, str(error)
                continue
            for name, digest in pai.evidence.items():
                photo = self._folder / name
                if not photo.is_file():
                    yield name, f"the photograph of PAI {pai.id} is gone"
                elif hashlib.sha256(photo.read_bytes()).hexdigest() != digest:
                    yield name, f"the photograph of PAI {pai.id} was changed"

    def __iter__(self) -> Iterator[Pai]:
        """Yield every record by id."""
        for path in sorted(self._folder.glob("*.json")):
            yield Pai.load(path)


def _anything(species: str) -> tuple[Species, ...]:
    """Let a record be written again whose species a protocol had added."""
    return (Species(id=species, family="mask", title=species),)


__all__ = ["LABEL_PREFIX", "Pai", "PaiBook", "Recipe", "id_of_label"]
