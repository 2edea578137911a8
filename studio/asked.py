"""What is recorded next: the form's label, and the protocol's place that it fills. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from liveness.datasets.kept_protocol import keep_protocol
from liveness.datasets.protocol import Protocol, Step
from liveness.datasets.protocol_plan import Slot
from liveness.datasets.root_files import require_open
from liveness.datasets.session import Session
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import CodecChoice
from liveness.widgets.draft import PresentationDraft

from .taking import TakeRequest


@dataclass(frozen=True, slots=True)
class Asked:
    """What a protocol asks for next.

    Parameters
    ----------
    protocol, session
        The protocol, and the session that follows it.
    slot
        The place that the next take fills.
    replaces
        Id of the take that fills it now and will be superseded.
    """

    protocol: Protocol
    session: Session
    slot: Slot
    replaces: str | None = None

    @property
    def step(self) -> Step:
        """The step that the next take serves."""
        return self.protocol.step(self.slot.step)

    def missing(self, draft: PresentationDraft) -> tuple[str, ...]:
        """Return the fields that the step insists on and the form lacks."""
        values = {
            "target": draft.target,
            "pai": draft.pai,
            "operator": draft.operator,
            "site": draft.site,
        }
        return tuple(name for name in self.step.require if not values.get(name, "").strip())


def make_request(
    root: DatasetRoot,
    draft: PresentationDraft,
    session: str,
    camera: str | None,
    codec: CodecChoice,
    *,
    asked: Asked | None = None,
    manual: bool = True,
    override: str = "",
) -> TakeRequest:
    """Return label, valid consent and session of a take; writes the session's folder.

    Raises
    ------
    ConsentError
        When the consent is missing or no longer covers the subject.
    UsageError
        ``E-LAB-08``, when the session was closed.
    LivenessError
        When the label is not valid or the folder cannot be written.
    """
    consent = root.consents.require(draft.consent, draft.subject)
    kept = None if asked is None else keep_protocol(root.path, asked.protocol)
    visit = root.start_session(
        site=draft.site,
        operator=draft.operator,
        camera=camera,
        protocol=None if asked is None else asked.protocol.id,
        name=session if asked is None else asked.session.id,
        seed=None if asked is None else asked.session.seed,
        protocol_sha256=kept,
        privacy=draft.privacy,
        retain_until=draft.retain_until,
        station=draft.station,
    )
    require_open(visit)
    number = root.numbers.next(visit.id)
    if asked is None:
        return TakeRequest(
            draft.presentation(),
            consent,
            visit,
            codec=codec,
            manual=manual,
            override=override,
            number=number,
        )
    return TakeRequest(
        draft.presentation(asked.protocol.species),
        consent,
        visit,
        codec=codec,
        step=asked.slot.step,
        repetition=asked.slot.repetition,
        manual=manual,
        override=override,
        number=number,
    )


def session_name(draft: PresentationDraft) -> str:
    """Return the session's name: the typed one, or today's at this site.

    What is kept of the picture is part of it: a session has one privacy mode.
    """
    if draft.session:
        return draft.session
    kept = "".join(c if c.isalnum() or c in "._-" else "-" for c in draft.site)
    ending = "" if draft.privacy == "full" else f"-{draft.privacy}"
    name = f"{date.today().isoformat()}-{kept.strip('._-') or 'site'}"
    return name[: 64 - len(ending)] + ending
