"""Which session of a protocol can go on, and what differs from how it was begun. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from liveness.datasets.kept_protocol import kept_protocol, protocol_changes
from liveness.datasets.protocol import Protocol
from liveness.datasets.session import Session
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord
from liveness.widgets.resume_dialog import ResumeReading

from .guided import Guided


@dataclass(frozen=True, slots=True)
class Resumable:
    """A session that lacks something.

    Parameters
    ----------
    guided
        Where it stands, after its protocol as it was followed.
    done, asked
        Takes that are there, and takes that are asked for, of everybody who was there.
    last
        The newest take.
    changes
        What differs between the protocol as it was followed and as it is, a phrase each.
    """

    guided: Guided
    done: int
    asked: int
    last: TakeRecord | None
    changes: tuple[str, ...] = ()

    @property
    def session(self) -> Session:
        """The session."""
        return self.guided.session


def find_resumable(protocol: Protocol, root: DatasetRoot) -> Resumable | None:
    """Return the newest open session of a protocol, if a take came into it and one is missing.

    It goes on with the protocol as it was followed, where the dataset has kept that.
    """
    takes = root.takes()
    for session in sorted(root.sessions(), key=lambda s: s.created_utc, reverse=True):
        if session.protocol != protocol.id or session.closed_utc is not None:
            continue
        followed = kept_protocol(root.path, protocol.id, session.protocol_sha256)
        guided = Guided(followed or protocol, session, takes)
        if not guided.subjects:
            continue
        if not any(guided.coverage.missing(subject) for subject in guided.subjects):
            return None
        counts = guided.coverage.progress().values()
        return Resumable(
            guided,
            sum(have for have, _ in counts),
            sum(need for _, need in counts),
            guided.last_take,
            () if followed is None else protocol_changes(followed, protocol),
        )
    return None


def same_camera(one: str | None, other: str | None) -> bool:
    """Whether two sources are one camera; every scene of the demo camera is."""
    if one is None or other is None:
        return True
    return one == other or (one.startswith("demo:") and other.startswith("demo:"))


def differences(
    found: Resumable, *, camera: str | None, site: str, operator: str
) -> tuple[str, ...]:
    """Return what differs from how the session was begun, a sentence without full stop each."""
    session = found.session
    said = []
    if found.changes:
        more = len(found.changes) - 3
        listed = "; ".join(found.changes[:3]) + (f" and {more} more" if more > 0 else "")
        said.append(f"the protocol has changed since: {listed}")
    if not same_camera(session.camera, camera):
        said.append(f"it was begun with camera {session.camera}, this is {camera}")
    if site and site != session.site:
        said.append(f"it was begun at site {session.site}, this is {site}")
    if operator and session.operator and operator != session.operator:
        said.append(f"it was begun by operator {session.operator}, this is {operator}")
    return tuple(said)


def resume_reading(
    found: Resumable, *, camera: str | None, site: str, operator: str
) -> ResumeReading:
    """Return what a person is told before a session goes on."""
    session, last = found.session, found.last
    subjects = found.guided.subjects
    facts = [
        f"begun on {session.created_utc[:10]} at {session.site}",
        f"{found.done} of {found.asked} takes are there, of {', '.join(subjects[:4])}"
        + (f" and {len(subjects) - 4} more" if len(subjects) > 4 else ""),
    ]
    place = found.guided.place()
    if place is not None:
        facts.append(f"it goes on with {place.headline}, {place.number} of {place.total}")
    if last is not None and place is not None and place.cut_off is not None:
        cut = place.cut_off
        facts.append(
            f"take {cut.id} was cut off after {cut.seconds:.1f} of {place.step.seconds:g} s; "
            "it is kept, and recorded again"
        )
    said = differences(found, camera=camera, site=site, operator=operator)
    return ResumeReading(session.id, found.guided.protocol.title, tuple(facts), said)


__all__ = ["Resumable", "differences", "find_resumable", "resume_reading", "same_camera"]
