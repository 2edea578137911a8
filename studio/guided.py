"""Where an operator stands in a protocol: the step that is on, and what comes next. No Qt.

The takes themselves are the memory: after a crash, or the next day, the same protocol over the
same dataset goes on at the first place that no take fills.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from liveness.datasets.coverage import Cell, Coverage
from liveness.datasets.errors import UsageError
from liveness.datasets.protocol import Protocol, Step
from liveness.datasets.protocol_plan import Slot
from liveness.datasets.session import Session
from liveness.datasets.take import TakeRecord

_SUPPORTS = {"hand": "hand-held", "stand": "on a stand", "worn": "worn"}


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the order of one subject.

    Parameters
    ----------
    number, total
        From 1, in the subject's order; how many there are.
    step, slot
        What is asked for.
    take
        The take that fills it, if there is one.
    cut_off
        What a fault or a crash left of a take for it, while it is empty.
    """

    number: int
    total: int
    step: Step
    slot: Slot
    take: TakeRecord | None
    cut_off: TakeRecord | None = None

    @property
    def headline(self) -> str:
        """What is presented, under which conditions: ``Print, matte, PAI 2, office, 40 cm``."""
        parts = [self.step.title]
        if self.slot.pai is not None and self.step.pais > 1:
            parts.append(f"PAI {self.slot.pai} of {self.step.pais}")
        if self.step.support is not None:
            parts.append(_SUPPORTS[self.step.support])
        if self.slot.lighting is not None:
            parts.append(self.slot.lighting)
        if self.slot.distance_mm is not None:
            parts.append(f"{self.slot.distance_mm / 10:.0f} cm")
        return ", ".join(parts)


class Guided:
    """Leads through a protocol, one subject after the other.

    Parameters
    ----------
    protocol
        What is collected.
    session
        The visit; its seed makes the order.
    takes
        Every registered take of the dataset.
    subjects
        Who was there already, in their order.
    optional
        Whether optional steps are asked for.

    Raises
    ------
    UsageError
        ``E-PRO-05``, when the session was begun with another protocol.
    """

    def __init__(
        self,
        protocol: Protocol,
        session: Session,
        takes: Iterable[TakeRecord],
        subjects: Sequence[str] = (),
        *,
        optional: bool = True,
    ) -> None:
        if session.protocol not in (None, protocol.id):
            raise UsageError(
                "E-PRO-05",
                f"session {session.id} follows protocol {session.protocol}, not {protocol.id}",
                "",
                "begin a new session, or go on with its own protocol",
            )
        self.protocol, self.session = protocol, session
        self._takes = [take for take in takes if take.session == session.id]
        found = dict.fromkeys(
            take.subject for take in self._takes if take.protocol == protocol.id
        )
        self._subjects = list(dict.fromkeys([*subjects, *(s for s in found if s)]))
        self._optional = optional
        self._at: dict[str, Slot] = {}
        self._coverage = self._cover()
        last = self.last_take
        self.subject = last.subject or "" if last is not None else ""
        if not self.subject and self._subjects:
            self.subject = self._subjects[0]

    def _cover(self) -> Coverage:
        return Coverage(
            self.protocol,
            self._takes,
            self._subjects,
            seed=self.session.seed,
            optional=self._optional,
        )

    def retell(self, takes: Iterable[TakeRecord]) -> None:
        """Count anew over every take as it is now; subjects and places stay."""
        self._takes = [take for take in takes if take.session == self.session.id]
        self._coverage = self._cover()

    @property
    def subjects(self) -> tuple[str, ...]:
        """Who is worked through."""
        return tuple(self._subjects)

    @property
    def coverage(self) -> Coverage:
        """What is there and what is missing."""
        return self._coverage

    @property
    def takes(self) -> tuple[TakeRecord, ...]:
        """The takes of the session, in the order in which they were registered."""
        return tuple(self._takes)

    @property
    def last_take(self) -> TakeRecord | None:
        """The newest take of the session that serves the protocol."""
        mine = [take for take in self._takes if take.protocol == self.protocol.id]
        return mine[-1] if mine else None

    def choose_subject(self, subject: str) -> None:
        """Go on with another person, who is added if new."""
        if subject and subject not in self._subjects:
            self._subjects.append(subject)
            self._coverage = self._cover()
        self.subject = subject

    def place(self) -> Place | None:
        """Return where the operator stands; ``None`` without a subject."""
        if not self.subject:
            return None
        order = self._coverage.order(self.subject)
        slot = self._at.get(self.subject)
        if slot is None or slot not in order:
            slot = self._at[self.subject] = self._where_left(order)
        step = self.protocol.step(slot.step)
        take = self._coverage.take(self.subject, slot)
        cut = self._coverage.cut_off(self.subject, slot)
        return Place(order.index(slot) + 1, len(order), step, slot, take, cut)

    def _where_left(self, order: Sequence[Slot]) -> Slot:
        """Return the first empty place from that of the subject's newest take on."""
        made = [
            i
            for take in self._takes
            for i, slot in enumerate(order)
            if take.subject == self.subject
            and take.protocol == self.protocol.id
            and (take.step, take.repetition) == (slot.step, slot.repetition)
        ]
        last = made[-1] if made else 0
        missing = set(self._coverage.missing(self.subject))
        ring = (*order[last:], *order[:last])
        return next((slot for slot in ring if slot in missing), order[-1])

    @property
    def complete(self) -> bool:
        """Whether nothing is asked for any more of the subject."""
        return bool(self.subject) and not self._coverage.missing(self.subject)

    def move(self, steps: int) -> None:
        """Go forward or back in the subject's order; it ends at both ends."""
        place = self.place()
        if place is None:
            return
        order = self._coverage.order(self.subject)
        index = min(max(0, place.number - 1 + steps), len(order) - 1)
        self._at[self.subject] = order[index]

    def accept(self) -> bool:
        """Go on to the next place that no take fills; return whether there is one."""
        place = self.place()
        if place is None:
            return False
        order = self._coverage.order(self.subject)
        missing = set(self._coverage.missing(self.subject))
        # forward from here, then from the beginning: what was passed over comes last
        ring = (*order[place.number :], *order[: place.number])
        for slot in ring:
            if slot in missing:
                self._at[self.subject] = slot
                return True
        return False

    def go_to(self, cell: Cell) -> None:
        """Go to a cell of the matrix: to what it misses, else to its first take."""
        self.choose_subject(cell.subject)
        order = self._coverage.order(cell.subject)
        wanted = [slot for slot in order if self._is_in(slot, cell)]
        missing = [s for s in wanted if self._coverage.take(cell.subject, s) is None]
        if wanted:
            self._at[cell.subject] = (missing or wanted)[0]

    def _is_in(self, slot: Slot, cell: Cell) -> bool:
        label = self.protocol.step(slot.step).species or "bona-fide"
        conditions = (slot.lighting, slot.distance_mm)
        return (label, *conditions) == (cell.label, cell.lighting, cell.distance_mm)

    def go_to_slot(self, slot: Slot) -> None:
        """Go to a place of the subject's order."""
        if slot in self._coverage.order(self.subject):
            self._at[self.subject] = slot

    def go_to_suggestion(self) -> bool:
        """Go to the next best take; return whether anything is missing."""
        place = self.place()
        if place is None:
            return False
        slot = self._coverage.suggestion(self.subject, place.slot)
        if slot is not None:
            self._at[self.subject] = slot
        return slot is not None

    def take_made(self, record: TakeRecord, superseded: str | None = None) -> None:
        """Take in a new take, and which one it replaces; the place stays until accepted."""
        self._takes = [
            take.model_copy(update={"superseded_by": record.id})
            if take.id == superseded
            else take
            for take in self._takes
        ]
        self._takes.append(record)
        self._coverage.add(record, replaces=superseded)


__all__ = ["Guided", "Place"]
