"""Schemes of evaluation: what is left out of learning, and who judges it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from liveness.datasets.errors import DataError
from liveness.datasets.evidence import FusedEvidence
from liveness.datasets.metrics import Outcomes, Rule

from .evaluation import Scheme
from .folds import Folds, deal_folds
from .fused_scores import fusion_of
from .learning import Learnt, learn
from .outcomes import outcomes_of
from .trial_table import Row, fuse_rows

OUTER_FOLDS = 5

Factor = Callable[[Row], str | None]

FACTORS: dict[Scheme, Factor] = {
    "leave-one-species-out": lambda row: row.species,
    "leave-one-session-out": lambda row: f"{row.dataset}/{row.session}",
    "leave-one-camera-out": lambda row: str(row.camera),
    "leave-one-lighting-out": lambda row: row.lighting or "unknown",
}
"""What each scheme leaves out; what has none of it (bona fide: a species) stays in."""


@dataclass(slots=True)
class Judged:
    """Rows as models judged them that had not seen their people."""

    left_out: str
    rows: list[Row] = field(default_factory=list)
    fused: list[FusedEvidence] = field(default_factory=list)
    outcomes: list[int] = field(default_factory=list)
    thresholds: list[float] = field(default_factory=list)
    trained_on: list[int] = field(default_factory=list)
    people: list[int] = field(default_factory=list)
    notes: set[str] = field(default_factory=set)

    def judge(
        self, rows: Sequence[Row], learnt: Learnt, trained_on: int, people: int = 0
    ) -> None:
        """Judge rows by what was learnt from some takes of some people, as consents allow."""
        rows = [row for row in rows if row.may_evaluate]
        fused = fuse_rows(rows, fusion_of(learnt.fusion))
        self.rows += rows
        self.fused += fused
        self.outcomes += outcomes_of(fused).tolist()
        self.thresholds.append(learnt.threshold)
        self.trained_on.append(trained_on)
        self.people.append(people)
        self.notes.update(learnt.notes)

    @property
    def codes(self) -> Outcomes:
        """The outcomes, shape ``(n,)``, int8."""
        return np.array(self.outcomes, np.int8)


def run_folds(
    rows: Sequence[Row], others: Sequence[Row], rule: Rule, seed: int
) -> tuple[Judged, Judged]:
    """Learn from ``rows`` fold by fold, and judge the people of each fold.

    Parameters
    ----------
    rows
        What is learnt from, and judged.
    others
        Rows of another dataset that the same fits judge; may be empty.
    rule, seed
        As for :func:`~liveness.studio.learning.learn`.

    Returns
    -------
    tuple of Judged
        ``rows`` and ``others``; none of those people is known to the fit that judges them.

    Raises
    ------
    DataError
        ``E-CAL-02`` when people are too few.
    """
    folds = _folds(rows, seed)
    within, cross = Judged("held-out people"), Judged("the other dataset")
    for k in range(folds.count):
        there = [row for row in others if _places(row, folds) == {k}]
        train = _without_pais([rows[i] for i in folds.trained(rows, k)], there)
        learnt = learn(train, rule, seed=seed)
        people = len({row.subject for row in train})
        within.judge([rows[i] for i in folds.tested(rows, k)], learnt, len(train), people)
        if there:
            cross.judge(there, learnt, len(train))
    strangers = [row for row in others if not _places(row, folds)]
    if strangers:
        # nobody of theirs was learnt from, whatever is learnt from
        train = _without_pais(rows, strangers)
        cross.judge(strangers, learn(train, rule, seed=seed), len(train))
    return within, cross


def fold_rows(rows: Sequence[Row], seed: int) -> Iterator[tuple[list[Row], list[Row]]]:
    """Yield what is learnt from and what is judged in each fold of :func:`run_folds`.

    Raises
    ------
    DataError
        ``E-CAL-02`` when people are too few.
    """
    folds = _folds(rows, seed)
    for k in range(folds.count):
        train = _without_pais([rows[i] for i in folds.trained(rows, k)], [])
        yield train, [rows[i] for i in folds.tested(rows, k)]


def _places(row: Row, folds: Folds) -> set[int]:
    return {folds.place[name] for name in row.people if name in folds.place}


def _without_pais(rows: Sequence[Row], judged: Sequence[Row]) -> list[Row]:
    """Return the rows that may be learnt from when the PAIs of others are judged."""
    pais = {row.pai for row in judged} - {None}
    return [row for row in rows if row.may_train and row.pai not in pais]


def leave_one_out(rows: Sequence[Row], scheme: Scheme, rule: Rule, seed: int) -> list[Judged]:
    """Leave one species, session or camera out of learning after the other, and judge it.

    People are held out as well: what is judged is new in both.

    Raises
    ------
    DataError
        ``E-CAL-02``, when there is one value only, or people are too few.
    """
    factor = FACTORS[scheme]
    values = sorted({value for row in rows if (value := factor(row)) is not None})
    if len(values) < 2:
        raise DataError(
            "E-CAL-02",
            f"{scheme} takes two or more of what is left out",
            f"there is {', '.join(values) or 'none'}",
            "use another scheme, or record more",
        )
    folds = _folds(rows, seed)
    found = []
    for value in values:
        part = Judged(value)
        for k in range(folds.count):
            _leave_out(rows, factor, value, folds, k, part, rule, seed)
        if part.rows:
            found.append(part)
    if not found:
        raise DataError(
            "E-CAL-02",
            f"{scheme} leaves too little to learn from",
            "without what is left out, bona fide takes or attacks are missing",
            "record more people, species, sessions or cameras",
        )
    return found


def _leave_out(
    rows: Sequence[Row],
    factor: Factor,
    value: str,
    folds: Folds,
    k: int,
    part: Judged,
    rule: Rule,
    seed: int,
) -> None:
    """Judge one value on the people of one fold, by what the others' other values teach."""
    train = [
        rows[i]
        for i in folds.trained(rows, k)
        if factor(rows[i]) != value and rows[i].may_train
    ]
    tested = [rows[i] for i in folds.tested(rows, k) if factor(rows[i]) in (value, None)]
    if not tested:
        return
    try:
        learnt = learn(train, rule, seed=seed)
    except DataError as error:
        if error.code != "E-CAL-02":
            raise
        part.notes.add(f"{value}: a fold was left out, {error.measured}")
        return
    part.judge(tested, learnt, len(train))


def _folds(rows: Sequence[Row], seed: int) -> Folds:
    folds = deal_folds(rows, OUTER_FOLDS, seed)
    if folds is None:
        people = {name for row in rows if row.answered for name in row.people}
        attacks = sum(row.species is not None for row in rows if row.answered)
        raise DataError(
            "E-CAL-02",
            "learning and judging cannot be kept apart",
            f"{len(people)} people, {attacks} attacks",
            "record bona fide takes of more people, and attacks between few of them",
        )
    return folds
