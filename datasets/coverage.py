"""How far a protocol has come: what is there, what is missing, what to do next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from .protocol import Protocol, Step
from .protocol_plan import Slot, plan, slots_of
from .take import TakeRecord

Key = tuple[str, int]
"""Step and repetition: a take's name in its protocol."""


WHOLE = 0.9
"""A take that a crash cut off fills its place when it has this part of its step's seconds."""


def counts(take: TakeRecord, seconds: float = 0.0) -> bool:
    """Whether a take fills its place: whole, not replaced, and not reviewed out.

    ``seconds`` is what its step asks for.
    """
    if not take.usable or take.status == "incomplete":
        return False
    return take.status != "recovered" or take.seconds >= WHOLE * seconds


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the coverage matrix."""

    subject: str
    label: str
    """``bona-fide`` or the species."""
    lighting: str | None
    distance_mm: float | None
    have: int
    need: int

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return self.have >= self.need


@dataclass(frozen=True, slots=True)
class StopState:
    """Where the stop rule of one PAI stands."""

    step: str
    pai: int
    done: int
    accepted: int
    outcome: Literal["continue", "passed", "failed"]


class Coverage:
    """What a dataset has of a protocol, for the subjects of one session.

    Parameters
    ----------
    protocol
        The protocol.
    takes
        Registered takes of it; others are passed over, and so are takes that do not count.
    subjects
        Pseudonyms that the session works through, in their order.
    seed
        Seed of the session's order; the protocol's own where ``None``.
    optional
        Whether optional steps are asked for.
    """

    def __init__(
        self,
        protocol: Protocol,
        takes: Iterable[TakeRecord],
        subjects: Sequence[str],
        *,
        seed: int | None = None,
        optional: bool = False,
    ) -> None:
        self.protocol, self.subjects = protocol, tuple(subjects)
        self._steps = {step.id: step for step in protocol.steps}
        self._done: dict[str, dict[Key, TakeRecord]] = {}
        self._cut: dict[str, dict[Key, TakeRecord]] = {}
        for take in takes:
            self._file(take)
        self._plans = {
            subject: plan(protocol, subject, seed=seed, optional=optional)
            for subject in self.subjects
        }
        self._orders = {subject: self._order(subject) for subject in self.subjects}

    def _file(self, take: TakeRecord) -> None:
        step = self._steps.get(take.step or "")
        if take.protocol != self.protocol.id or step is None or not take.usable:
            return
        held = self._done if counts(take, step.seconds) else self._cut
        held.setdefault(take.subject or "", {})[step.id, take.repetition] = take

    def add(self, take: TakeRecord, *, replaces: str | None = None) -> None:
        """Take in one more take, and forget the one that it replaces."""
        for done in (*self._done.values(), *self._cut.values()):
            for key in [key for key, old in done.items() if old.id == replaces]:
                del done[key]
        self._file(take)
        subject = take.subject or ""
        if subject in self._plans and any(step.stop for step in self.protocol.steps):
            self._orders[subject] = self._order(subject)

    def _order(self, subject: str) -> tuple[Slot, ...]:
        """Return the subject's takes in their order, those that a stop rule adds at the end."""
        order = list(self._plans[subject])
        wanted = {slot.step for slot in order}
        for step in self.protocol.steps:
            if step.stop is None or step.id not in wanted:
                continue
            states = self.stop_states(subject, step)
            ended = {state.pai for state in states if state.outcome != "continue"}
            # a rule that has ended asks for no more of its PAI
            order = [
                slot
                for slot in order
                if slot.step != step.id
                or slot.pai not in ended
                or self.take(subject, slot) is not None
            ]
            planned = set(order)
            order += [
                slot
                for slot in slots_of(step, accepted=[state.accepted for state in states])
                if slot not in planned and slot.pai not in ended
            ]
        return tuple(order)

    def order(self, subject: str) -> tuple[Slot, ...]:
        """Return every take of a subject in the order in which it is asked for."""
        return self._orders[subject]

    def take(self, subject: str, slot: Slot) -> TakeRecord | None:
        """Return the take that fills a place, if there is one."""
        return self._done.get(subject, {}).get((slot.step, slot.repetition))

    def cut_off(self, subject: str, slot: Slot) -> TakeRecord | None:
        """Return the part of a take that a fault or a crash left for an empty place."""
        if self.take(subject, slot) is not None:
            return None
        return self._cut.get(subject, {}).get((slot.step, slot.repetition))

    def missing(self, subject: str) -> tuple[Slot, ...]:
        """Return what is still asked for of a subject, in order."""
        return tuple(s for s in self._orders[subject] if self.take(subject, s) is None)

    def stop_states(self, subject: str, step: Step) -> tuple[StopState, ...]:
        """Return where the stop rule of each PAI of a step stands."""
        if step.stop is None:
            return ()
        takes = self._done.get(subject, {})
        done = [0] * step.pais
        accepted = [0] * step.pais
        most = step.stop.presentations + step.stop.extend_by
        for slot in slots_of(step, accepted=[step.stop.extend_at] * step.pais):
            take = takes.get((step.id, slot.repetition))
            if take is None or slot.pai is None or done[slot.pai - 1] >= most:
                continue
            done[slot.pai - 1] += 1
            accepted[slot.pai - 1] += take.decision == "accept"
        return tuple(
            StopState(step.id, i + 1, done[i], accepted[i], step.stop.outcome(n, accepted[i]))
            for i, n in enumerate(done)
        )

    def cells(self) -> tuple[Cell, ...]:
        """Return the matrix: subject by label by lighting by distance, have and need."""
        found: dict[tuple[str, str, str | None, float | None], list[int]] = {}
        for subject, order in self._orders.items():
            for slot in order:
                label = self._steps[slot.step].species or "bona-fide"
                key = (subject, label, slot.lighting, slot.distance_mm)
                have_need = found.setdefault(key, [0, 0])
                have_need[0] += self.take(subject, slot) is not None
                have_need[1] += 1
        return tuple(Cell(*key, have, need) for key, (have, need) in found.items())

    def suggestion(self, subject: str, last: Slot | None = None) -> Slot | None:
        """Return the best next take of a subject: where most is missing, with least to change.

        Parameters
        ----------
        subject
            Who is before the camera.
        last
            The take before it; of places with the same deficit the one wins that changes
            least of light, PAI and distance, then the earlier one.
        """
        missing = self.missing(subject)
        if not missing:
            return None
        deficit: dict[str, int] = {}
        for slot in missing:
            deficit[slot.step] = deficit.get(slot.step, 0) + 1

        def rank(slot: Slot) -> tuple[int, int]:
            return -deficit[slot.step], 0 if last is None else _changes(last, slot)

        return min(missing, key=rank)

    def progress(self) -> Mapping[str, tuple[int, int]]:
        """Return takes made and takes asked for by subject."""
        return {
            subject: (len(order) - len(self.missing(subject)), len(order))
            for subject, order in self._orders.items()
        }


def _changes(a: Slot, b: Slot) -> int:
    """Return how much an operator has to change between two takes: a lamp is dearest."""
    return (
        4 * (a.lighting != b.lighting)
        + 2 * ((a.step, a.pai) != (b.step, b.pai))
        + (a.distance_mm != b.distance_mm)
    )


__all__ = ["Cell", "Coverage", "StopState", "counts"]
