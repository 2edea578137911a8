"""A collection protocol: the steps that an operator is led through."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from typing import Literal, Self

from pydantic import Field, ValidationError, model_validator

from .errors import LivenessError, UsageError
from .model import Model, Pseudonym, describe_validation
from .presentation import Conditions, Presentation
from .species import Species, find_species


class Gates(Model):
    """Least quality of a take; on attack steps the gates warn and never block."""

    iod_px: float = Field(default=60.0, ge=0)
    """Least distance between the eyes, pixels."""
    sharpness: float = Field(default=50.0, ge=0)
    """Least variance of the Laplacian on the face box."""
    yaw_deg: float = Field(default=20.0, gt=0)
    """Largest turn of the head to either side, degrees."""
    pitch_deg: float = Field(default=15.0, gt=0)
    """Largest nod, degrees."""


class Step(Model):
    """One presentation that a protocol asks for, and how often."""

    id: Pseudonym
    title: str = Field(min_length=1, max_length=80)
    text: str = Field(min_length=1, max_length=400)
    """What the operator and the subject do."""
    species: Pseudonym | None = None
    """PAI species; absent for a bona fide step."""
    seconds: float = Field(default=4.0, gt=0, le=600)
    """Length of a take."""
    repetitions: int = Field(default=1, ge=1, le=1000)
    """Takes per subject."""
    optional: bool = False
    """Whether the protocol is complete without it."""
    lighting: str | None = None
    distance_mm: float | None = Field(default=None, ge=200, le=2000)
    gates: Gates = Gates()

    @property
    def bona_fide(self) -> bool:
        """Whether the step asks for a live person without a PAI."""
        return self.species is None

    def presentation(
        self,
        subject: str,
        *,
        target: str | None = None,
        pai: str | None = None,
        known: Iterable[Species] = (),
    ) -> Presentation:
        """Return the label of a take of this step by a subject.

        ``known`` are the species that the step's protocol adds to those that ship.
        """
        conditions = Conditions(lighting=self.lighting, distance_mm=self.distance_mm)
        if self.species is None:
            return Presentation(subject=subject, conditions=conditions)
        return Presentation.attack(
            self.species,
            subject=subject,
            target=target,
            pai=pai,
            conditions=conditions,
            known=known,
        )


class Protocol(Model):
    """A collection protocol, kept as TOML so that a site can edit it."""

    schema_version: Literal[1] = 1
    id: Pseudonym
    version: str = "1"
    title: str
    text: str = ""
    seed: int | None = None
    """Stored seed of a random order; absent for the order as written."""
    species: tuple[Species, ...] = ()
    """Species that this protocol adds to those that ship."""
    steps: tuple[Step, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        seen: set[str] = set()
        for step in self.steps:
            if step.id in seen:
                raise ValueError(f"step id {step.id!r} stands twice")
            seen.add(step.id)
            if step.species is not None:
                try:
                    find_species(step.species, self.species)
                except UsageError as error:
                    raise ValueError(f"step {step.id!r}: {error}") from error
        return self

    @property
    def takes(self) -> int:
        """Number of takes per subject, without the optional steps."""
        return sum(step.repetitions for step in self.steps if not step.optional)


def _line_of(text: str, location: tuple[str | int, ...]) -> int | None:
    """Return the line on which a field stands, counted from 1, as well as TOML lets us."""
    lines = text.splitlines()
    start = 0
    if len(location) >= 2 and location[0] == "steps" and isinstance(location[1], int):
        heads = [i for i, line in enumerate(lines) if line.strip() == "[[steps]]"]
        if location[1] < len(heads):
            start = heads[location[1]]
    name = next((part for part in reversed(location) if isinstance(part, str)), None)
    for i in range(start, len(lines)):
        if name and re.match(rf"\s*{re.escape(name)}\s*=", lines[i]):
            return i + 1
    return start + 1 if start else None


def parse_protocol(text: str, name: str) -> Protocol:
    """Read a protocol from TOML text; ``name`` is used in errors.

    Raises
    ------
    LivenessError
        ``E-PRO-01`` with line and field.
    """
    try:
        return Protocol.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise LivenessError("E-PRO-01", f"{name} is not TOML", str(error)) from error
    except ValidationError as error:
        line = _line_of(text, error.errors()[0]["loc"])
        where = f"{name} line {line}" if line else name
        raise LivenessError(
            "E-PRO-01", where, describe_validation(error), "correct the protocol file"
        ) from error
