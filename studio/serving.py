"""Which source serves which step of a protocol when nobody changes what is before it. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from liveness.datasets.errors import UsageError
from liveness.datasets.protocol import Protocol
from liveness.datasets.protocol_plan import Slot
from liveness.datasets.species import SPECIES, find_species

from .collecting import Collection

DEMO = "demo"
"""Serves each species that has a demo scene by it."""


@dataclass(frozen=True, slots=True)
class Serving:
    """Sources by species; the live person has the source of the collection.

    Parameters
    ----------
    attacks
        Source by species.
    """

    attacks: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def parse(cls, texts: Iterable[str], protocol: Protocol) -> Serving:
        """Read ``SPECIES=SOURCE``, or ``demo`` for every species with a demo scene.

        Raises
        ------
        UsageError
            ``E-PRO-07``, for a text of another form; ``E-LAB-01``, for an unknown species.
        """
        attacks: dict[str, str] = {}
        for text in texts:
            species, sign, source = text.partition("=")
            if text == DEMO:
                attacks |= {one.id: f"demo:{one.id}" for one in SPECIES if one.demo_scene}
            elif sign and source:
                attacks[find_species(species, protocol.species).id] = source
            else:
                raise UsageError(
                    "E-PRO-07",
                    f"{text!r} names no source of attacks",
                    "",
                    "give SPECIES=SOURCE, or demo for the scenes of the demo camera",
                )
        return cls(attacks)

    def missing(self, collection: Collection, slot: Slot) -> str:
        """Return what a place lacks to be served, in a few words; empty when it is served."""
        step = collection.protocol.step(slot.step)
        if step.species is None:
            return ""
        source = self.attacks.get(step.species)
        if source is None:
            return f"a source of {step.species}"
        if "target" in step.require and collection.target is None:
            return "--target"
        if "pai" in step.require and self._pai(collection, slot) is None:
            return "--pai, one for each run" if step.pais > 1 else "--pai"
        return ""

    def collection(self, collection: Collection, slot: Slot) -> Collection:
        """Return the collection as it stands for a place: its source and its PAI."""
        species = collection.protocol.step(slot.step).species
        if species is None or species not in self.attacks:
            return collection
        source, pai = self.attacks[species], self._pai(collection, slot)
        return replace(collection, source=source, pai=pai)

    def _pai(self, collection: Collection, slot: Slot) -> str | None:
        """Return the id of the PAI at a place; what the demo renders is named after it."""
        step = collection.protocol.step(slot.step)
        if self.attacks.get(step.species or "", "").startswith("demo:"):
            return collection.pai or f"demo-{step.species}-{slot.pai}"[:64]
        # one id cannot be that of several objects
        return collection.pai if step.pais == 1 else None


__all__ = ["DEMO", "Serving"]
