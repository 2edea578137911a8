"""How far two reviewers agree: Cohen's kappa over the takes that both reviewed.

Cohen (1960), A coefficient of agreement for nominal scales: kappa = (p_o - p_e) / (1 - p_e),
where p_o is the share of takes of one verdict and p_e the share that chance would give to two
reviewers who give each verdict as often as these two did.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from .amendments import Review

_ERASED = "erased"
"""Stands for any reviewer whose id was erased: no one person."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two reviewers agree.

    Parameters
    ----------
    first, second
        Pseudonyms, in the order of the alphabet.
    takes
        Number of takes that both reviewed.
    same
        Number of those on which both said the same.
    kappa
        1: always of one mind; 0: as chance would have it; ``None`` where both gave one and the
        same verdict throughout, for which it is not defined.
    differing
        Ids of the takes on which they differ.
    """

    first: str
    second: str
    takes: int
    same: int
    kappa: float | None
    differing: tuple[str, ...]


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Return Cohen's kappa of two reviewers' answers.

    Parameters
    ----------
    pairs
        What the first and the second said of each take.

    Returns
    -------
    float or None
        ``None`` where it is not defined: no pair, or one answer only.
    """
    count = len(pairs)
    if not count:
        return None
    # in whole numbers: chance of exactly one would else be missed by a rounding
    same = sum(a == b for a, b in pairs) * count
    ones, others = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(ones[answer] * others[answer] for answer in ones)
    if chance == count * count:
        return None
    return (same - chance) / (count * count - chance)


def agreements(reviews: Mapping[str, Iterable[Review]]) -> list[Agreement]:
    """Return the agreement of each two reviewers who reviewed a take in common.

    Parameters
    ----------
    reviews
        Standing reviews by take, oldest first (`register.read_reviews`); of two by one
        reviewer the later one counts.
    """
    said = {
        take: {each.reviewer: each.verdict for each in lines if each.reviewer != _ERASED}
        for take, lines in reviews.items()
    }
    people = sorted({name for verdicts in said.values() for name in verdicts})
    found = []
    for one, two in combinations(people, 2):
        both = {t: (v[one], v[two]) for t, v in said.items() if one in v and two in v}
        if both:
            differing = tuple(sorted(t for t, (a, b) in both.items() if a != b))
            same = len(both) - len(differing)
            value = kappa(list(both.values()))
            found.append(Agreement(one, two, len(both), same, value, differing))
    return found
