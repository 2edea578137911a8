"""Whether the label can be told without looking at the face.

A check that was calibrated on such data may have learnt the lamp, the camera or the hour. The
audit predicts the label from facts that have nothing to do with a face, over folds that share
no person, and says how well that goes, by which fact, and what to record to break the link.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from liveness.datasets.errors import DataError
from liveness.datasets.model import Model

from .trials import Bools, Floats

FOLDS = 5
PERMUTATIONS = 999
RIDGE = 1.0
"""Penalty on standardised columns; the audit needs a direction, not a calibrated model."""

LEAST = 8
"""Fewer takes of either class than this tell nothing."""

RARE = 0.1
"""A class with less than this part of its takes under a condition is missing there."""

Fact = float | str | None
"""A measured number, a word, or unknown."""


class MissingCell(Model):
    """What to record so that a fact no longer tells the label."""

    fact: str
    condition: str
    """For instance ``camera is cam-2`` or ``luma below 84``."""
    lacks: str
    """``bona fide`` or ``attack``."""
    have: int
    """Takes of the class that is missing there."""
    other: int
    """Takes of the other class under the same condition."""


class FactAudit(Model):
    """How well one fact alone tells the label."""

    fact: str
    auc: float
    """Area under the ROC curve over held-out people: .5 tells nothing, 1 tells all."""
    p: float
    """Chance of such an area when labels are shuffled, after Holm's correction."""


class ConfounderAudit(Model):
    """What the audit found."""

    takes: int
    bona_fide: int
    attacks: int
    groups: int
    auc: float
    """Of all facts together, held-out people."""
    low: float
    """Of the interval of the area, 95 %, whole people drawn."""
    high: float
    p: float
    """Chance of such an area when labels are shuffled."""
    accused: bool
    """Whether the label can be told from the facts: p at or below .05."""
    facts: tuple[FactAudit, ...]
    """The most telling first."""
    cells: tuple[MissingCell, ...]
    """What would break the link, for the facts that are named."""
    seed: int

    @property
    def named(self) -> tuple[str, ...]:
        """The facts that tell the label; the strongest one where none does by itself."""
        if not self.accused:
            return ()
        found = tuple(fact.fact for fact in self.facts if fact.p <= 0.05)
        return found or (self.facts[0].fact,)


def audit_confounders(
    bona_fide: Sequence[bool],
    facts: Mapping[str, Sequence[Fact]],
    groups: Sequence[str],
    *,
    seed: int = 0,
    permutations: int = PERMUTATIONS,
) -> ConfounderAudit:
    """Try to tell bona fide from attack by facts without a face.

    A ridge regression on standardised facts predicts each fold of people from the others. Its
    area under the curve is compared with those of shuffled labels (Good, *Permutation,
    Parametric, and Bootstrap Tests of Hypotheses*, 2005); they are shuffled within each person
    where most people have both classes, so that who was recorded cannot be what is found.

    Parameters
    ----------
    bona_fide
        Truth of each take.
    facts
        Values of each take by name: numbers, words, or ``None`` where unknown.
    groups
        The person of each take, or what else repeats.
    seed
        Of shuffles and draws.
    permutations
        Number of shuffles.

    Raises
    ------
    DataError
        ``E-CAL-21``, with too few takes of a class, too few people, or no fact that varies.
    """
    truth = np.asarray(bona_fide, bool)
    _check(truth, groups, facts)
    columns = {name: made for name, v in facts.items() if (made := _columns(v)).shape[1]}
    if not columns:
        raise DataError("E-CAL-21", "no fact differs between the takes", "nothing to audit")
    member = np.unique(np.asarray(groups), return_inverse=True)[1]
    random = np.random.default_rng(seed)
    shuffled = _shuffles(truth, member, permutations, random)
    folds = _folds(member, random)
    whole = _held_out(np.hstack(list(columns.values())), truth, shuffled, folds)
    auc, p = _area_and_chance(whole, truth, shuffled)
    singles = {
        name: _area_and_chance(_held_out(made, truth, shuffled, folds), truth, shuffled)
        for name, made in columns.items()
    }
    low, high = _interval(whole[:, 0], truth, member, random)
    audits = _holm(singles)
    found = ConfounderAudit(
        takes=len(truth),
        bona_fide=int(truth.sum()),
        attacks=int((~truth).sum()),
        groups=int(member.max()) + 1,
        auc=auc,
        low=low,
        high=high,
        p=p,
        accused=p <= 0.05,
        facts=audits,
        cells=(),
        seed=seed,
    )
    cells = [cell for name in found.named for cell in _missing(name, facts[name], truth)]
    return found.model_copy(update={"cells": tuple(cells)})


def _check(truth: Bools, groups: Sequence[str], facts: Mapping[str, Sequence[Fact]]) -> None:
    if any(len(values) != len(truth) for values in (groups, *facts.values())):
        raise ValueError("facts, groups and labels differ in length")
    few = int(min(truth.sum(), (~truth).sum()))
    if few < LEAST:
        raise DataError(
            "E-CAL-21",
            "there are too few takes to audit",
            f"{int(truth.sum())} bona fide and {int((~truth).sum())} attacks, "
            f"{LEAST} of each are needed",
            "collect more takes",
        )
    if len(set(groups)) < 2:
        raise DataError(
            "E-CAL-21", "there is only one person to audit", "", "collect more people"
        )


def _columns(values: Sequence[Fact]) -> Floats:
    """Return standardised columns of one fact, (n, k); k = 0 where nothing varies."""
    if any(isinstance(value, str) for value in values):
        words = ["" if value is None else str(value) for value in values]
        made = [np.array([w == name for w in words], np.float64) for name in sorted(set(words))]
        # of two words one column says all
        made = made[:1] if len(made) == 2 else made
    else:
        numbers = np.array([np.nan if value is None else value for value in values], np.float64)
        known = np.isfinite(numbers)
        filled = np.where(known, numbers, np.median(numbers[known]) if known.any() else 0.0)
        made = [filled, (~known).astype(np.float64)]
    kept = [(c - c.mean()) / c.std() for c in made if c.std() > 1e-9]
    return np.column_stack(kept) if kept else np.empty((len(values), 0))


def _shuffles(
    truth: Bools, member: NDArray[np.intp], count: int, random: np.random.Generator
) -> Bools:
    """Return shuffled labels, (n, count)."""
    both = [g for g in range(member.max() + 1) if len(set(truth[member == g])) == 2]
    shuffled = np.empty((len(truth), count), bool)
    within = 2 * len(both) >= member.max() + 1
    for i in range(count):
        # a random key sorts the takes, within each person where that is asked for
        key = random.random(len(truth))
        order = np.lexsort((key, member)) if within else np.argsort(key)
        home = np.argsort(member, kind="stable") if within else np.arange(len(truth))
        shuffled[home, i] = truth[order]
    return shuffled


def _folds(member: NDArray[np.intp], random: np.random.Generator) -> list[NDArray[np.intp]]:
    """Return the takes of each fold; a person is in one fold."""
    people = random.permutation(member.max() + 1)
    parts = np.array_split(people, min(FOLDS, len(people)))
    return [np.flatnonzero(np.isin(member, part)) for part in parts]


def _held_out(
    columns: Floats, truth: Bools, shuffled: Bools, folds: Sequence[NDArray[np.intp]]
) -> Floats:
    """Return predictions of every take from the other folds, (n, 1 + shuffles).

    A ridge regression is linear in the labels, so all shuffles cost one product.
    """
    labels = np.column_stack([truth, shuffled]).astype(np.float64)
    found = np.empty_like(labels)
    for fold in folds:
        rest = np.setdiff1d(np.arange(len(truth)), fold)
        x = columns[rest]
        centred = labels[rest] - labels[rest].mean(0)
        gram = x.T @ x + RIDGE * np.eye(x.shape[1])
        found[fold] = columns[fold] @ np.linalg.solve(gram, x.T @ centred)
    return found


def _area_and_chance(scores: Floats, truth: Bools, shuffled: Bools) -> tuple[float, float]:
    """Return area and chance; which class a fact speaks for does not matter, only that."""
    areas = _areas(scores, np.column_stack([truth, shuffled]))
    beaten = int((areas[1:] >= areas[0] - 1e-12).sum())
    return float(areas[0]), (1 + beaten) / (1 + shuffled.shape[1])


def _areas(scores: Floats, truth: Bools) -> Floats:
    """Return the area under the ROC curve of each column (Mann and Whitney, 1947)."""
    ranks = rankdata(scores, axis=0)
    positive = truth.sum(0)
    negative = len(truth) - positive
    total = np.where(truth, ranks, 0.0).sum(0)
    areas: Floats = (total - positive * (positive + 1) / 2) / (positive * negative)
    return areas


def _interval(
    scores: Floats,
    truth: Bools,
    member: NDArray[np.intp],
    random: np.random.Generator,
    draws: int = 500,
) -> tuple[float, float]:
    """Return the 95 % interval of the area when whole people are drawn."""
    rows = [np.flatnonzero(member == g) for g in range(member.max() + 1)]
    areas: list[float] = []
    for _ in range(draws):
        drawn = np.concatenate([rows[g] for g in random.integers(0, len(rows), len(rows))])
        if 0 < truth[drawn].sum() < len(drawn):
            areas.append(float(_areas(scores[drawn, None], truth[drawn, None])[0]))
    low, high = np.quantile(areas, [0.025, 0.975]).tolist()
    return low, high


def _holm(singles: Mapping[str, tuple[float, float]]) -> tuple[FactAudit, ...]:
    """Return the facts, the most telling first, chances after Holm (1979)."""
    by_chance = sorted(singles, key=lambda name: (singles[name][1], -singles[name][0]))
    found: list[FactAudit] = []
    worst = 0.0
    for i, name in enumerate(by_chance):
        auc, p = singles[name]
        worst = max(worst, min(1.0, p * (len(by_chance) - i)))
        found.append(FactAudit(fact=name, auc=auc, p=worst))
    return tuple(sorted(found, key=lambda fact: (fact.p, -fact.auc)))


def _missing(name: str, values: Sequence[Fact], truth: Bools) -> list[MissingCell]:
    """Return under which conditions of a fact one class is missing."""
    conditions: dict[str, Bools] = {}
    if any(isinstance(value, str) for value in values):
        for word in sorted({value for value in values if value is not None}, key=str):
            conditions[f"{name} is {word}"] = np.array([value == word for value in values])
    else:
        numbers = np.array([np.nan if value is None else value for value in values], np.float64)
        middle = float(np.nanmedian(numbers))
        conditions[f"{name} below {middle:.4g}"] = numbers < middle
        conditions[f"{name} of {middle:.4g} or more"] = numbers >= middle
    cells = []
    for condition, there in conditions.items():
        live, attack = int((truth & there).sum()), int((~truth & there).sum())
        for lacks, have, other, whole in (
            ("bona fide", live, attack, int(truth.sum())),
            ("attack", attack, live, int((~truth).sum())),
        ):
            if other and have < RARE * whole:
                cells.append(
                    MissingCell(
                        fact=name, condition=condition, lacks=lacks, have=have, other=other
                    )
                )
    return cells
