"""What a dataset lacks, as far as its lists show it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from liveness.datasets.session import Session
from liveness.datasets.take import TakeRecord

FEW_TAKES = 20
"""0 errors of 20 still allow a rate of 13.9 % (one-sided 95 %, Clopper-Pearson)."""


def gaps(takes: Sequence[TakeRecord], sessions: Mapping[str, Session]) -> list[str]:
    """Return the gaps in plain words, the gravest first.

    Parameters
    ----------
    takes
        All takes; only usable ones count.
    sessions
        By id; takes of others count as of an unknown site.
    """
    usable = [take for take in takes if take.usable]
    if not usable:
        return ["There is no usable take."]
    return [
        *_of_labels(usable),
        *_one_only(usable, sessions),
        *_tied_to_the_label(usable, sessions),
        *_of_records(usable),
    ]


def _of_labels(takes: Sequence[TakeRecord]) -> list[str]:
    counts = Counter(take.label for take in takes)
    found = []
    if not any(take.bona_fide for take in takes):
        found.append("There is no bona fide take: no BPCER can be told.")
    if all(take.bona_fide for take in takes):
        found.append("There is no attack: no APCER can be told.")
    few = [f"{label} ({n})" for label, n in sorted(counts.items()) if n < FEW_TAKES]
    if few:
        found.append(
            f"Fewer than {FEW_TAKES} takes, so that even without an error a rate of 13.9 % "
            f"is not excluded: {', '.join(few)}."
        )
    presenters = defaultdict(set)
    for take in takes:
        presenters[take.label].add(take.subject)
    single = sorted(label for label, people in presenters.items() if len(people) == 1)
    if single:
        found.append(f"Recorded with one person only: {', '.join(single)}.")
    return found


def _one_only(takes: Sequence[TakeRecord], sessions: Mapping[str, Session]) -> list[str]:
    """Name what all takes have in common, so that nothing is known of another."""
    known = [sessions[take.session] for take in takes if take.session in sessions]
    values: dict[str, set[str | None]] = {
        "site": {session.site for session in known},
        "camera": {session.camera for session in known},
        "session": {take.session for take in takes},
        "lighting": {take.lighting for take in takes if take.lighting},
    }
    return [f"All takes are of one {what}." for what, seen in values.items() if len(seen) == 1]


def _tied_to_the_label(
    takes: Sequence[TakeRecord], sessions: Mapping[str, Session]
) -> list[str]:
    """Name circumstances in which only attacks, or only bona fide takes, were recorded."""
    found = []
    for what in ("session", "camera", "lighting"):
        classes: dict[str, set[bool]] = defaultdict(set)
        for take in takes:
            session = sessions.get(take.session)
            value = {
                "session": take.session,
                "camera": session.camera if session else None,
                "lighting": take.lighting,
            }[what]
            if value is not None:
                classes[value].add(take.bona_fide)
        tied = sorted(value for value, seen in classes.items() if len(seen) == 1)
        if tied and len(classes) > 1:
            found.append(
                f"A model can learn the {what} instead of the attack: only bona fide takes, or "
                f"only attacks, in {', '.join(tied)}."
            )
    return found


def _of_records(takes: Sequence[TakeRecord]) -> list[str]:
    found = []
    for count, text in (
        (sum(take.lighting is None for take in takes), "have no lighting noted"),
        (
            sum(not take.bona_fide and not take.target for take in takes),
            "are attacks without a target noted",
        ),
        (sum(take.status == "incomplete" for take in takes), "are incomplete"),
        (sum(take.frames_known_lost > 0 for take in takes), "lost frames in a crash"),
        (sum(not take.faces for take in takes), "show no face that was found"),
        (sum(take.dropped > 0 for take in takes), "have gaps where the camera dropped frames"),
    ):
        if count:
            found.append(f"{count} of {len(takes)} takes {text}.")
    return found
