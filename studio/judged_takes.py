"""Which takes a figure comes from: each take that was judged, with what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from liveness.datasets.evidence import FusedEvidence
from liveness.datasets.metrics import ACCEPT, NO_RESPONSE, REJECT, UNDECIDED, Outcomes
from liveness.datasets.model import Model, Pseudonym
from liveness.datasets.profile import Profile

from .trial_table import Row

Outcome = Literal["accept", "undecided", "reject", "no answer"]

_WORDS: Mapping[int, Outcome] = {
    ACCEPT: "accept",
    UNDECIDED: "undecided",
    REJECT: "reject",
    NO_RESPONSE: "no answer",
}


class JudgedTake(Model):
    """One take and what became of it; every rate is a count of these."""

    take: Pseudonym
    file: str
    """In the dataset's folder."""
    label: str
    """``bona-fide`` or the species."""
    session: str
    camera: str
    lighting: str | None
    score: float | None
    """Fused llr, natural log; ``None`` where nothing answered."""
    outcome: Outcome

    @property
    def wrong(self) -> bool:
        """Whether it is an error: a bona fide take rejected, or an attack accepted."""
        return self.outcome == ("reject" if self.label == "bona-fide" else "accept")


def judged_takes(
    rows: Sequence[Row], fused: Sequence[FusedEvidence], outcomes: Outcomes
) -> tuple[JudgedTake, ...]:
    """Return what became of each take, by label and id."""
    found = [
        JudgedTake(
            take=row.take,
            file=f"sessions/{row.session}/{row.take}.h5",
            label=row.label,
            session=row.session,
            camera=str(row.camera),
            lighting=row.lighting,
            score=each.llr if each.valid else None,
            outcome=_WORDS[int(outcome)],
        )
        for row, each, outcome in zip(rows, fused, outcomes, strict=True)
    ]
    return tuple(sorted(found, key=lambda take: (take.label, take.take)))


def profile_words(profile: Profile, rows: Sequence[Row]) -> str:
    """Return how old a profile is beside the takes that it judges: January's on March's."""
    made = profile.created_utc[:10]
    days = sorted({row.recorded[:10] for row in rows if row.recorded is not None})
    when = "on an unknown day"
    if days:
        when = f"on {days[0]}" if len(days) == 1 else f"from {days[0]} to {days[-1]}"
    later = sum(row.recorded is not None and row.recorded[:10] > made for row in rows)
    told = f"profile {profile.id} of {made}, judged on takes that were recorded {when}"
    if later:
        told += f"; {later} of {len(rows)} takes are newer than the profile"
    new = sorted({row.species for row in rows if row.species} - set(profile.data.cells))
    if new:
        told += f"; attacks that it was not made from: {', '.join(new)}"
    return told
