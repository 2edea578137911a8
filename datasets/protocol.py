"""A collection protocol: the steps that an operator is led through."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, StringConstraints, ValidationError, model_validator

from .errors import LivenessError, UsageError
from .gates import Gates
from .model import Model, Pseudonym
from .pictures import PICTURES, default_picture
from .presentation import Conditions, Presentation
from .protocol_faults import FieldError, FieldFault, field_faults
from .species import Species, find_species
from .toml_lines import TomlLines

Title = Annotated[str, StringConstraints(min_length=1, max_length=80, strip_whitespace=True)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=400, strip_whitespace=True)]
Picture = Annotated[str, Field(json_schema_extra={"enum": list(PICTURES)})]
Word = Annotated[str, StringConstraints(min_length=1, max_length=64, strip_whitespace=True)]
Distance = Annotated[float, Field(ge=200, le=2000)]
Support = Literal["hand", "stand", "worn"]
"""What carries a PAI: a hand, a stand or tripod, a head."""
Required = Literal["target", "pai", "operator", "site"]
"""A field of the form that a step may insist on."""


def _as_tuple(value: object) -> object:
    """Let a file write one condition without brackets."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str | int | float) else value


class Prompt(Model):
    """A sentence that is shown, and spoken where there is a voice, during a take."""

    at_s: float = Field(ge=0, le=600)
    """Time after the take's zero, seconds."""
    text: str = Field(min_length=1, max_length=120)


class StopRule(Model):
    """When a PAI has been presented often enough (BIO-iTC PAD toolbox 1.2, test of a PAI).

    After `presentations` takes of one PAI the rule ends, unless `extend_at` or more of them
    were accepted: then `extend_by` more are made. At `stop_at` accepts the PAI has got
    through, and the rule ends at once.
    """

    presentations: int = Field(default=10, ge=1, le=1000)
    extend_at: int = Field(default=2, ge=1)
    extend_by: int = Field(default=10, ge=0, le=1000)
    stop_at: int = Field(default=3, ge=1)

    def outcome(self, done: int, accepted: int) -> Literal["continue", "passed", "failed"]:
        """Return what `done` presentations with `accepted` accepts mean for one PAI.

        ``failed`` means that the check under test failed: the PAI was accepted too often.
        """
        if accepted >= self.stop_at:
            return "failed"
        return "passed" if done >= self.needed(accepted) else "continue"

    def needed(self, accepted: int) -> int:
        """Return the presentations that one PAI needs after so many accepts."""
        extended = accepted >= self.extend_at
        return self.presentations + (self.extend_by if extended else 0)


class Step(Model):
    """One kind of presentation that a protocol asks for, under each of its conditions."""

    id: Pseudonym
    title: Title
    text: Text
    """What the operator and the subject do."""
    picture: Picture | None = None
    """Name of the drawing that shows it; absent: the one of its species."""
    species: Pseudonym | None = None
    """PAI species; absent for a bona fide step."""
    seconds: float = Field(default=4.0, gt=0, le=600)
    """Length of a take."""
    repetitions: int = Field(default=1, ge=1, le=1000)
    """Takes per subject, PAI and condition; with a stop rule it says how many."""
    pais: int = Field(default=1, ge=1, le=100)
    """Number of PAIs of the species that are presented."""
    optional: bool = False
    """Whether the protocol is complete without it."""
    lighting: Annotated[tuple[Word, ...], BeforeValidator(_as_tuple)] = ()
    """Lights under each of which it is repeated; none: as the room is."""
    distance_mm: Annotated[tuple[Distance, ...], BeforeValidator(_as_tuple)] = ()
    """Distances at each of which it is repeated; none: as the operator sits it."""
    support: Support | None = None
    prompts: tuple[Prompt, ...] = ()
    microphone: bool = False
    """Whether its takes have a sound track; only of people whose consent says ``audio``."""
    require: tuple[Required, ...] = ()
    """Fields of the form without which the step does not begin."""
    stop: StopRule | None = None
    gates: Gates = Gates()

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.species is None:
            self._check_bona_fide()
        elif "mode" in self.gates.model_fields_set and self.gates.mode == "block":
            text = "gates of an attack step warn: blocked attacks would bias APCER"
            raise FieldError(text, "gates", "mode")
        if self.picture is not None and self.picture not in PICTURES:
            text = f"there is no picture {self.picture!r}; there are {', '.join(PICTURES)}"
            raise FieldError(text, "picture")
        for name in ("lighting", "distance_mm"):
            values = getattr(self, name)
            if len(set(values)) != len(values):
                raise FieldError("names a condition twice", name)
        for i, prompt in enumerate(self.prompts):
            if prompt.at_s >= self.seconds:
                text = (
                    f"a prompt at {prompt.at_s:g} s comes after the take's {self.seconds:g} s"
                )
                raise FieldError(text, "prompts", i, "at_s")
        return self

    def _check_bona_fide(self) -> None:
        text = "a bona fide step has no PAIs, support or stop rule"
        if self.pais != 1:
            raise FieldError(text, "pais")
        for name in ("support", "stop"):
            if getattr(self, name) is not None:
                raise FieldError(text, name)
        if {"target", "pai"} & set(self.require):
            raise FieldError("a bona fide step has no target and no PAI to require", "require")

    @property
    def bona_fide(self) -> bool:
        """Whether the step asks for a live person without a PAI."""
        return self.species is None

    @property
    def drawing(self) -> str:
        """Name of the drawing that shows what is done; a protocol has checked that one is."""
        return self.picture or default_picture(self.species) or "live"

    @property
    def blocks(self) -> bool:
        """Whether a take waits for the gates."""
        return self.bona_fide and self.gates.mode == "block"

    def presentation(
        self,
        subject: str,
        *,
        target: str | None = None,
        pai: str | None = None,
        lighting: str | None = None,
        distance_mm: float | None = None,
        known: Iterable[Species] = (),
    ) -> Presentation:
        """Return the label of a take of this step by a subject.

        ``known`` are the species that the step's protocol adds to those that ship. A step
        with one light or one distance fills them in.
        """
        if lighting is None and len(self.lighting) == 1:
            lighting = self.lighting[0]
        if distance_mm is None and len(self.distance_mm) == 1:
            distance_mm = self.distance_mm[0]
        conditions = Conditions(lighting=lighting, distance_mm=distance_mm)
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


class Limits(Model):
    """Rates at or under which the check passes; the figures of a scheme, or the site's own."""

    apcer: float | None = Field(default=None, ge=0, le=1)
    """Largest attack presentation classification error rate of any species."""
    bpcer: float | None = Field(default=None, ge=0, le=1)
    source: str = Field(default="", max_length=200)
    """Where the figures come from."""


class Protocol(Model):
    """A collection protocol, kept as TOML so that a site can edit it."""

    schema_version: Literal[1] = 1
    id: Pseudonym
    version: str = "1"
    title: Title
    text: str = ""
    subjects: int = Field(default=1, ge=1, le=10_000)
    """People that the protocol is planned for."""
    order: Literal["fixed", "random"] = "fixed"
    """``random``: shuffled within a light, and the lights between subjects, so that operator,
    light and hour do not line up with the class."""
    seed: int | None = None
    """Seed of a random order; a session without one draws its own and stores it."""
    attacks_per_bona_fide: float | None = Field(default=None, gt=0)
    """Attack takes between two bona fide ones; absent: steps in their own order."""
    setup_s: float = Field(default=20.0, ge=0)
    """Time between two takes, seconds; for the estimate of hours."""
    limits: Limits = Limits()
    species: tuple[Species, ...] = ()
    """Species that this protocol adds to those that ship."""
    steps: tuple[Step, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        seen: set[str] = set()
        own = [species.id for species in self.species]
        for i, step in enumerate(self.steps):
            if step.id in seen:
                # of two steps with one id the later one is the one too many
                raise FieldError(f"step id {step.id!r} stands twice", "steps", i, "id")
            seen.add(step.id)
            try:
                if step.species is not None:
                    find_species(step.species, self.species)
            except UsageError as error:
                text = f"{error.what}; {error.remedy}"
                raise FieldError(text, "steps", i, "species") from error
            if step.picture is None and default_picture(step.species, own) is None:
                text = (
                    f"species {step.species!r} of this protocol has no drawing, "
                    f"name one of {', '.join(PICTURES)}"
                )
                raise FieldError(text, "steps", i, "picture")
        if self.attacks_per_bona_fide is not None and not any(s.bona_fide for s in self.steps):
            raise FieldError("needs a bona fide step", "attacks_per_bona_fide")
        return self

    def step(self, id_: str) -> Step:
        """Return the step with an id.

        Raises
        ------
        UsageError
            ``E-PRO-04``; the text lists the steps that there are.
        """
        for step in self.steps:
            if step.id == id_:
                return step
        raise UsageError(
            "E-PRO-04",
            f"protocol {self.id} has no step {id_!r}",
            "",
            "its steps are " + ", ".join(step.id for step in self.steps),
        )


def validate_protocol(content: object) -> Protocol | tuple[FieldFault, ...]:
    """Return the protocol that a table describes, or everything that is wrong with it."""
    try:
        return Protocol.model_validate(content)
    except ValidationError as error:
        return field_faults(error, Protocol)


def parse_protocol(text: str, name: str) -> Protocol:
    """Read a protocol from TOML text; ``name`` is used in errors.

    Raises
    ------
    LivenessError
        ``E-PRO-01`` with line and field.
    """
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = _line_in(str(error)) or max(1, len(text.splitlines()))
        raise LivenessError(
            "E-PRO-01",
            f"{name} line {line} is not TOML",
            str(error),
            "correct the protocol file",
        ) from error
    found = validate_protocol(content)
    if isinstance(found, Protocol):
        return found
    first, more = found[0], len(found) - 1
    at = TomlLines(text).line_of(first.place)
    where = f"{name} line {at}" if at else name
    said = f"{first} (and {more} more)" if more else str(first)
    raise LivenessError("E-PRO-01", where, said, "correct the protocol file")


def _line_in(message: str) -> int | None:
    found = re.search(r"at line (\d+)", message)
    return int(found[1]) if found else None


__all__ = [
    "Gates",
    "Limits",
    "Prompt",
    "Protocol",
    "Step",
    "StopRule",
    "parse_protocol",
    "validate_protocol",
]
