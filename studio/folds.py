"""Folds in which nobody stands on both sides: neither as presenter nor as target, nor a PAI."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from liveness.datasets.people import linked

from .trial_table import Row

TRIES = 64
"""Random deals of which the best one is taken; fewer of many takes, for there all are good."""


@dataclass(frozen=True, slots=True)
class Folds:
    """People dealt into folds.

    Parameters
    ----------
    place
        Fold of each person.
    count
        Number of folds.
    sessions_apart
        Whether no session stands in two folds either.
    """

    place: Mapping[str, int]
    count: int
    sessions_apart: bool

    def tested(self, rows: Sequence[Row], k: int) -> list[int]:
        """Return the rows that fold ``k`` judges: everybody in them belongs to it."""
        return [
            i for i, row in enumerate(rows) if all(self.place.get(p) == k for p in row.people)
        ]

    def trained(self, rows: Sequence[Row], k: int) -> list[int]:
        """Return the rows that may be learnt from when fold ``k`` judges.

        Nobody in them belongs to it, and none of its PAIs is seen. Where sessions stand apart,
        none of its sessions is either.
        """
        tested = [rows[i] for i in self.tested(rows, k)]
        pais = {row.pai for row in tested if row.pai is not None}
        visits = {(row.dataset, row.session) for row in tested} if self.sessions_apart else ()
        return [
            i
            for i, row in enumerate(rows)
            if all(self.place.get(person) != k for person in row.people)
            and row.pai not in pais
            and (row.dataset, row.session) not in visits
        ]


def deal_folds(
    rows: Sequence[Row], wanted: int, seed: int, *, each: bool = False
) -> Folds | None:
    """Deal the people of some rows into folds, or return ``None`` where that cannot be.

    People whom a take links stay together, and so do those who share a session, as long as
    there are enough groups; else linked people are parted, and the takes that link them are
    judged by no fold.

    Parameters
    ----------
    rows
        What is to be judged and learnt from.
    wanted
        Number of folds at most; fewer where the people are few.
    seed
        Of the deal.
    each
        Whether each fold must judge both bona fide takes and attacks; else all together.
    """
    answered = [row for row in rows if row.answered]
    people = sorted({name for row in answered for name in row.people})
    for units, apart in (
        (_groups(answered, sessions=True), True),
        (_groups(answered, sessions=False), False),
        ([[name] for name in people], False),
    ):
        for count in range(min(wanted, len(units)), 1, -1):
            found = _best(answered, units, count, seed, apart, each)
            if found is not None:
                return found
    return None


def _groups(rows: Sequence[Row], *, sessions: bool) -> list[list[str]]:
    """Return people in groups that no take (and no session) links."""
    # no pseudonym holds a blank
    bonds = (
        (*row.people, f"visit {row.dataset} {row.session}") if sessions else row.people
        for row in rows
    )
    return sorted([name for name in group if " " not in name] for group in linked(bonds))


def _best(
    rows: Sequence[Row],
    units: Sequence[Sequence[str]],
    count: int,
    seed: int,
    apart: bool,
    each: bool,
) -> Folds | None:
    """Return the best of some random deals of units into folds."""
    random = np.random.default_rng([seed, count])
    weight = {
        tuple(unit): sum(bool(set(row.people) & set(unit)) for row in rows) for unit in units
    }
    best: tuple[tuple[float, ...], Folds] | None = None
    for _ in range(min(max(6400 // max(len(rows), 1), 4), TRIES)):
        order = random.permutation(len(units)).tolist()
        load, place = [0] * count, {}
        for i in order:
            k = load.index(min(load))
            load[k] += weight[tuple(units[i])]
            place.update(dict.fromkeys(units[i], k))
        folds = Folds(place, count, apart)
        worth = _worth(rows, folds, each)
        if worth is not None and (best is None or worth > best[0]):
            best = worth, folds
    return None if best is None else best[1]


def _worth(rows: Sequence[Row], folds: Folds, each: bool) -> tuple[float, ...] | None:
    """Return how good a deal is, more being better; ``None`` when it will not do."""
    judged, labels, smallest = set(), 0, math.inf
    for k in range(folds.count):
        tested = folds.tested(rows, k)
        here = {rows[i].label for i in tested}
        if not _both({rows[i].label for i in folds.trained(rows, k)}):
            return None
        if not tested or (each and not _both(here)):
            return None
        judged.update(tested)
        labels += len(here)
        smallest = min(smallest, len(tested))
    if not _both({rows[i].label for i in judged}):
        return None
    return len(judged), labels, smallest


def _both(labels: set[str]) -> bool:
    """Whether bona fide and some attack are among the labels."""
    return "bona-fide" in labels and len(labels) > 1
