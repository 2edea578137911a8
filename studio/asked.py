"""What is recorded next: the form's label, and the protocol's place that it fills. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from liveness.datasets.protocol import Protocol
from liveness.datasets.protocol_plan import Slot
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import CodecChoice
from liveness.widgets.draft import PresentationDraft

from .taking import TakeRequest


@dataclass(frozen=True, slots=True)
class Asked:
    """What a protocol asks for next.

    Parameters
    ----------
    protocol, seed
        The protocol, and the seed of the session's order.
    slot
        The place that the next take fills.
    replaces
        Id of the take that fills it now and will be superseded.
    """

    protocol: Protocol
    seed: int | None
    slot: Slot
    replaces: str | None = None

    def missing(self, draft: PresentationDraft) -> tuple[str, ...]:
        """Return the fields that the step insists on and the form lacks."""
        values = {
            "target": draft.target,
            "pai": draft.pai,
            "operator": draft.operator,
            "site": draft.site,
        }
        required = self.protocol.step(self.slot.step).require
        return tuple(name for name in required if not values.get(name, "").strip())


def make_request(
    root: DatasetRoot,
    draft: PresentationDraft,
    session: str,
    camera: str | None,
    codec: CodecChoice,
    *,
    asked: Asked | None = None,
    manual: bool = True,
) -> TakeRequest:
    """Return label, valid consent and session of a take; writes the session's folder.

    Raises
    ------
    ConsentError
        When the consent is missing or no longer covers the subject.
    LivenessError
        When the label is not valid or the folder cannot be written.
    """
    consent = root.consents.require(draft.consent, draft.subject)
    visit = root.start_session(
        site=draft.site,
        operator=draft.operator,
        camera=camera,
        protocol=None if asked is None else asked.protocol.id,
        name=session,
        seed=None if asked is None else asked.seed,
        privacy=draft.privacy,
        retain_until=draft.retain_until,
        station=draft.station,
    )
    number = root.numbers.next(visit.id)
    if asked is None:
        return TakeRequest(
            draft.presentation(), consent, visit, codec=codec, manual=manual, number=number
        )
    return TakeRequest(
        draft.presentation(asked.protocol.species),
        consent,
        visit,
        codec=codec,
        step=asked.slot.step,
        repetition=asked.slot.repetition,
        manual=manual,
        number=number,
    )
