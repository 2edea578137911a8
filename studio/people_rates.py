"""Errors, and coverage, by what people told of themselves. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from liveness.datasets.groups import (
    KINDS,
    LEAST_PEOPLE,
    NOT_TOLD,
    GroupBook,
    Kind,
    by_subject,
    pooled,
)
from liveness.datasets.metrics import GroupRates, Outcomes, Trials, rates_by_group
from liveness.datasets.store import DatasetRoot

from .trial_table import Row


def rates_of_people(
    rows: Sequence[Row], trials: Trials, outcomes: Outcomes
) -> dict[str, tuple[GroupRates, ...]]:
    """Return the rates of each group of people, by kind; of kinds that anybody told.

    A take is of the group of the person whose face it shows. Groups of fewer than
    `LEAST_PEOPLE` people stand together, or are not told at all, see `pooled`.

    Parameters
    ----------
    rows, trials, outcomes
        The takes, their scores, and what became of them; as many of each.
    """
    found: dict[str, tuple[GroupRates, ...]] = {}
    people = [row.shown for row in rows]
    for kind in KINDS:
        if not any(kind in row.told for row in rows):
            continue
        groups = pooled([row.told.get(kind) for row in rows], people)
        kept = np.array([group is not None for group in groups], np.bool_)
        named = [group for group in groups if group is not None]
        if named:
            found[kind] = rates_by_group(trials.only(kept), outcomes[kept], named)
    return found


@dataclass(frozen=True, slots=True)
class GroupCount:
    """How much there is of one group.

    Parameters
    ----------
    kind, group
        For instance ``age band`` and ``31-50``.
    people
        ``None`` where they are fewer than `LEAST_PEOPLE`, and more than none.
    bona_fide, attacks
        Takes that count and show people of the group; ``None`` as for ``people``.
    """

    kind: Kind
    group: str
    people: int | None
    bona_fide: int | None
    attacks: int | None


def coverage_of_people(root: DatasetRoot) -> list[GroupCount]:
    """Return how many people and takes there are of each group that anybody told.

    Raises
    ------
    LivenessError
        ``E-DAT-03``, when what somebody told is damaged.
    """
    told = by_subject(GroupBook(root.path).all(), root.subject_keys())
    shown: dict[str, list[bool]] = {}
    for take in root.takes():
        if take.usable:
            who = take.subject if take.bona_fide else take.target or take.subject
            shown.setdefault(who or "", []).append(take.bona_fide)
    people = {*told, *(name for name in shown if name)}
    found: list[GroupCount] = []
    for kind in KINDS:
        if not any(kind in groups for groups in told.values()):
            continue
        of: dict[str, list[str]] = {}
        for person in sorted(people):
            of.setdefault(told.get(person, {}).get(kind, NOT_TOLD), []).append(person)
        found += [_count(kind, group, who, shown) for group, who in sorted(of.items())]
    return found


def _count(
    kind: Kind, group: str, people: Sequence[str], shown: dict[str, list[bool]]
) -> GroupCount:
    if len(people) < LEAST_PEOPLE:
        return GroupCount(kind, group, None, None, None)
    takes = [each for person in people for each in shown.get(person, ())]
    live = sum(takes)
    return GroupCount(kind, group, len(people), live, len(takes) - live)
