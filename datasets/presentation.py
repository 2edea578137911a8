"""What was put before the camera: the label of a take."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from pydantic import Field, model_validator

from .model import Model, Pseudonym
from .species import Family, Species, find_species


class Conditions(Model):
    """The circumstances of one presentation; what is unknown is ``None``."""

    lighting: str | None = Field(default=None, max_length=64)
    """A word of the site or protocol, for instance ``office``."""
    distance_mm: float | None = Field(default=None, gt=0, le=10_000)
    """Distance from camera to presentation, millimetres."""
    lux: float | None = Field(default=None, ge=0, le=200_000)
    """Light on the face as a meter says, lux."""
    lamps: str | None = Field(default=None, max_length=64)
    """Id or word of the lamp set, for instance ``ceiling+ring``."""
    pose: str | None = Field(default=None, max_length=64)
    """Pose that was asked for, for instance ``frontal``; what was measured lies per frame."""
    notes: str | None = Field(default=None, max_length=500)
    """Free text; never a name."""


class Presentation(Model):
    """One presentation: bona fide, or an attack with a PAI species.

    ``subject`` is the person in front of the camera; on an attack that is the presenter who
    holds or wears the PAI, and ``target`` is the person whom the PAI shows.
    """

    subject: Pseudonym | None
    """Pseudonym of the person before the camera; ``None`` only when a PAI stands alone."""
    species: Pseudonym | None = None
    """PAI species id; ``None`` means bona fide."""
    family: Family | None = None
    """Family of the species; filled in for species that ship."""
    pai: Pseudonym | None = None
    """Id of the physical PAI."""
    recipe: str | None = Field(default=None, max_length=64)
    """Version of the recipe after which the PAI was made."""
    pai_age_days: float | None = Field(default=None, ge=0, le=36_525)
    """Age of the PAI at the take, days: prints fade, masks wear."""
    target: Pseudonym | None = None
    """Pseudonym of the person whom the PAI shows."""
    conditions: Conditions = Conditions()

    @property
    def bona_fide(self) -> bool:
        """Whether a live, present person was before the camera."""
        return self.species is None

    @property
    def label(self) -> str:
        """``bona-fide`` or the species id."""
        return self.species or "bona-fide"

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.species is None:
            if self.subject is None:
                raise ValueError("a bona fide presentation needs a subject")
            made = self.recipe is not None or self.pai_age_days is not None
            if self.pai or self.target or self.family or made:
                raise ValueError("a bona fide presentation has no PAI, target or family")
        return self

    @classmethod
    def attack(
        cls,
        species: str,
        *,
        subject: str | None,
        target: str | None = None,
        pai: str | None = None,
        conditions: Conditions | None = None,
        known: Iterable[Species] = (),
    ) -> Self:
        """Return an attack presentation of a shipped species, or of one in ``known``.

        Raises
        ------
        UsageError
            ``E-LAB-01`` for an unknown species.
        """
        return cls(
            subject=subject,
            species=species,
            family=find_species(species, known).family,
            pai=pai,
            target=target,
            conditions=conditions or Conditions(),
        )
