"""Two ways to decide the same takes: which decisions change, and whether it is luck. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from liveness.datasets.metrics import Paired, mcnemar
from liveness.studio.trial_table import Row

Decision = Literal["accept", "reject", "undecided", "no answer"]


@dataclass(frozen=True, slots=True)
class Change:
    """A take that the two decide differently.

    Parameters
    ----------
    row
        Its place among the takes.
    take, label
        Which take it is.
    first, second
        The two decisions.
    """

    row: int
    take: str
    label: str
    first: Decision
    second: Decision

    @property
    def better(self) -> str:
        """``A`` or ``B``, whichever alone is right; empty where both err."""
        right = _right(self.label)
        if self.first == right:
            return "A"
        return "B" if self.second == right else ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two ways to decide.

    Parameters
    ----------
    changes
        Takes with another decision, in their order.
    paired
        McNemar's test over all takes.
    """

    changes: tuple[Change, ...]
    paired: Paired


def decide(
    score: float | None, threshold: float, families: int = 1, needed: int = 1
) -> Decision:
    """Return the decision on a score: at the threshold or above it is accepted.

    Parameters
    ----------
    score
        Fused, nat; ``None`` where nothing answers.
    threshold
        Nat.
    families, needed
        Families of signals that speak, and that an accept takes.
    """
    if score is None:
        return "no answer"
    if score < threshold:
        return "reject"
    return "accept" if families >= needed else "undecided"


def compare(
    rows: Sequence[Row], first: Sequence[Decision], second: Sequence[Decision]
) -> Comparison:
    """Return which takes are decided differently, and McNemar's test.

    Raises
    ------
    ValueError
        When there is not one decision a take.
    """
    changes = tuple(
        Change(i, row.take, row.label, a, b)
        for i, (row, a, b) in enumerate(zip(rows, first, second, strict=True))
        if a != b
    )
    alone = [change.better for change in changes]
    return Comparison(changes, mcnemar(alone.count("A"), alone.count("B"), len(rows)))


def _right(label: str) -> Decision:
    return "accept" if label == "bona-fide" else "reject"
