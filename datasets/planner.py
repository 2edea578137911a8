"""What the takes so far can show, and how many more a claim needs: label by label."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .amendments import BONA_FIDE
from .coverage import counts
from .metrics.intervals import CONFIDENCE, upper_limit
from .metrics.sampling import presentations_needed
from .protocol import Protocol
from .protocol_plan import matrix
from .take import TakeRecord

CLAIMS = (0.2, 0.15, 0.1, 0.07, 0.05, 0.02, 0.01)
"""Rates that are commonly to be shown: 20 % Android class 2, 15 and 7 % FIDO, 5 %, 1 %."""


@dataclass(frozen=True, slots=True)
class SampleSize:
    """What the takes of one label can show.

    Parameters
    ----------
    label
        ``bona-fide``, or a species.
    takes
        Takes that count and got a response.
    errors
        How many of them were decided wrongly as recorded: an attack that was accepted, a bona
        fide presentation that was rejected. Undecided is neither.
    clusters
        Subjects before the camera; of an attack PAIs, where they have ids.
    claim
        The rate that is to be shown.
    confidence
        One-sided.
    """

    label: str
    takes: int
    errors: int
    clusters: int
    claim: float
    confidence: float = CONFIDENCE

    @property
    def shown(self) -> float | None:
        """The rate that they do show, at most; ``None`` without a take."""
        if not self.takes:
            return None
        return upper_limit(self.errors, self.takes, self.confidence)

    @property
    def more(self) -> int:
        """How many more takes without another error would show the claim; 0 where they do."""
        needed = presentations_needed(self.claim, self.errors, self.confidence)
        return max(0, needed - self.takes)

    @property
    def sentence(self) -> str:
        """Both in words: ``0 errors in 20 only shows 13.9 % or less; 39 more for 5 %``."""
        claim = f"{100 * self.claim:g} %"
        if self.shown is None:
            return f"no take yet; {self.more} without an error show {claim} or less"
        errors = "1 error" if self.errors == 1 else f"{self.errors} errors"
        limit = f"{100 * self.shown:.1f} % or less"
        if not self.more:
            return f"{errors} in {self.takes} shows {limit}: enough for {claim}"
        more = f"{self.more} more without another" if self.errors else f"{self.more} more"
        return f"{errors} in {self.takes} only shows {limit}; {more} for {claim}"

    @property
    def caution(self) -> str:
        """Why the sentence may say too much; empty where each take has a cluster of its own."""
        if self.clusters >= self.takes:
            return ""
        one = self.clusters == 1
        who = "person" if one else "people"
        if self.label != BONA_FIDE:
            who = "PAI or person" if one else "PAIs or people"
        return (
            f"{self.takes} takes of {self.clusters} {who} count for less than "
            f"{self.takes} independent ones"
        )


def sample_sizes(
    takes: Iterable[TakeRecord],
    protocol: Protocol | None = None,
    *,
    claim: float = 0.05,
    confidence: float = CONFIDENCE,
) -> tuple[SampleSize, ...]:
    """Return what takes can show, bona fide first, then each species.

    Parameters
    ----------
    takes
        Of any label; those that do not count are passed over, and so are non-responses, which
        have a rate of their own.
    protocol
        Only takes of it, and its labels also where there is no take yet; without one every
        label that has takes.
    claim, confidence
        What is to be shown.

    Raises
    ------
    ValueError
        For a claim that is not between 0 and 1.
    """
    if not 0 < claim < 1:
        raise ValueError(f"a claim is a rate between 0 and 1, got {claim}")
    wanted = [
        take
        for take in takes
        if counts(take)
        and take.result != "non-response"
        and (protocol is None or take.protocol == protocol.id)
    ]
    labels: Sequence[str] = (BONA_FIDE,)
    if protocol is not None:
        labels = [BONA_FIDE, *(step.species for step in protocol.steps if step.species)]
    found = sorted({take.label for take in wanted})
    return tuple(
        _size(label, [take for take in wanted if take.label == label], claim, confidence)
        for label in dict.fromkeys([*labels, *found])
    )


def _size(
    label: str, takes: Sequence[TakeRecord], claim: float, confidence: float
) -> SampleSize:
    wrong = "reject" if label == BONA_FIDE else "accept"
    clusters = {
        take.pai if take.pai is not None and not take.bona_fide else take.subject or take.id
        for take in takes
    }
    errors = sum(take.decision == wrong for take in takes)
    return SampleSize(label, len(takes), errors, len(clusters), claim, confidence)


def planned_sizes(
    protocol: Protocol,
    *,
    subjects: int | None = None,
    claim: float = 0.05,
    confidence: float = CONFIDENCE,
) -> tuple[SampleSize, ...]:
    """Return what the takes of a protocol can show once all are there and none errs.

    Parameters
    ----------
    protocol
        The protocol.
    subjects
        Number of people; the protocol's own where ``None``.
    claim, confidence
        What is to be shown.

    Raises
    ------
    ValueError
        For a claim that is not between 0 and 1.
    """
    people = protocol.subjects if subjects is None else subjects
    planned: dict[str, list[int]] = {}
    for row in matrix(protocol):
        found = planned.setdefault(row.label, [0, 0])
        found[0] += row.takes * people
        found[1] = max(found[1], max(1, row.pais) * people)
    return tuple(
        SampleSize(label, takes, 0, min(takes, clusters), claim, confidence)
        for label, (takes, clusters) in planned.items()
    )
