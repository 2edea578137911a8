"""Which PAI and which target belong to a place of a protocol: what was said of it before.

An id that stays in the form when the next PAI is up would label it wrong. No Qt.
"""

from __future__ import annotations

from collections.abc import Iterable

from liveness.datasets.protocol import Protocol
from liveness.datasets.protocol_plan import Slot, slots_of
from liveness.datasets.take import TakeRecord

Prop = tuple[str, str]
"""PAI id and target; empty where unknown."""


class Props:
    """Remembers the PAIs of a session by step and number.

    Parameters
    ----------
    protocol
        The protocol.
    takes
        Takes of the session so far.
    """

    def __init__(self, protocol: Protocol, takes: Iterable[TakeRecord] = ()) -> None:
        self._number: dict[tuple[str, int], int | None] = {}
        for step in protocol.steps:
            longest = [] if step.stop is None else [step.stop.extend_at] * step.pais
            for slot in slots_of(step, accepted=longest):
                self._number[slot.step, slot.repetition] = slot.pai
        self._known: dict[tuple[str, int], Prop] = {}
        self._up: tuple[str, int] | None = None
        for take in takes:
            self.add(take)

    def add(self, take: TakeRecord) -> None:
        """Take in what a take says of its PAI."""
        number = self._number.get((take.step or "", take.repetition))
        if take.step is not None and number is not None:
            self._known[take.step, number] = (take.pai or "", take.target or "")

    def enter(self, slot: Slot, typed: Prop) -> Prop | None:
        """Return what the form must say at a place; ``None`` leaves it as it stands.

        A PAI that was named before comes back; at another one the form is emptied.

        Parameters
        ----------
        slot
            The place.
        typed
            What the form says now, of the PAI before.
        """
        if slot.pai is None:
            return None
        key = (slot.step, slot.pai)
        before, self._up = self._up, key
        if before is not None and any(typed):
            self._known[before] = typed
        if key == before:
            return None
        if key in self._known:
            return self._known[key]
        return None if before is None else ("", "")


__all__ = ["Props"]
