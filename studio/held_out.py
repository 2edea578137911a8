"""Models of one signal judged on people held out, and whether more people would help."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from liveness.datasets.errors import DataError
from liveness.datasets.metrics import Trials, cllr
from liveness.datasets.metrics.area import area_under_roc
from liveness.datasets.training import CurvePoint

from .folds import Folds, deal_folds
from .ridge_fit import RIDGES, Floats, RidgeFit, fit_ridge
from .training_rows import Examples

FOLDS = 5
"""Folds at most in which people are held out."""

LIMIT = 4.0
"""A quantity further from the mean than so many standard deviations counts as this far."""

LOGIT_LIMIT = 10.0
"""As `liveness.capture.model.LOGIT_LIMIT`."""

CURVE = (0.25, 0.5, 0.75)
"""Shares of the people at which the learning curve is taken besides all."""

DRAWS = 3
"""Random choices of people for each point of the learning curve and fold."""

Step = Callable[[], None]


@dataclass(frozen=True, slots=True, eq=False)
class HeldOut:
    """What models said of takes whose people they had not seen.

    Parameters
    ----------
    examples
        The takes that some fold judged.
    logits
        Shape ``(n,)``: their scores.
    folds
        The deal.
    """

    examples: Examples
    logits: Floats
    folds: Folds

    @property
    def trials(self) -> Trials:
        """The scores with their truth."""
        return as_trials(self.examples, self.logits)


def as_trials(examples: Examples, logits: Floats) -> Trials:
    """Return scores of takes as trials."""
    rows = examples.rows
    return Trials.of(
        logits,
        [row.species for row in rows],
        [row.subject for row in rows],
        [row.pai for row in rows],
    )


def fit_examples(examples: Examples, ridge: float, *, indicate: bool) -> RidgeFit:
    """Fit a model to takes."""
    return fit_ridge(
        examples.values,
        examples.bona_fide,
        [row.label for row in examples.rows],
        [row.subject for row in examples.rows],
        ridge=ridge,
        # without indicators the model is linear in what it takes, so that means stay means
        limit=LIMIT if indicate else np.inf,
        indicate=indicate,
    )


def choose_ridge(examples: Examples, seed: int, *, indicate: bool) -> float:
    """Return the ridge with the least Cllr on people held out; of equals the strongest.

    Where too few people are there to hold some out, it is the strongest.
    """
    folds = deal_folds(examples.rows, FOLDS, seed)
    if folds is None:
        return RIDGES[0]
    cost: dict[float, float] = {}
    for ridge in RIDGES:
        trials = as_trials(*_judge(examples, folds, ridge, indicate=indicate))
        cost[ridge] = cllr(trials.bona_fide_scores(), trials.attack_scores())
    return min(RIDGES, key=lambda ridge: round(cost[ridge], 3))


def hold_out(examples: Examples, seed: int, step: Step, *, indicate: bool) -> HeldOut:
    """Score each take by a model that has not seen its people, its PAI, nor chosen by them.

    Raises
    ------
    DataError
        ``E-CAL-02``, when people cannot be held out.
    """
    folds = deal_folds(examples.rows, FOLDS, seed)
    if folds is None:
        attacks = int((~examples.bona_fide).sum())
        raise DataError(
            "E-CAL-02",
            "nobody can be held out to judge the model on",
            f"{len(examples.people)} people, {attacks} attacks",
            "record bona fide takes and attacks of more people, each of whom stands in few of "
            "the others' attacks",
        )

    def ridge_of(trained: Examples) -> float:
        step()
        return choose_ridge(trained, seed, indicate=indicate)

    judged, logits = _judge(examples, folds, ridge_of, indicate=indicate)
    return HeldOut(judged, logits, folds)


def judge_across(
    examples: Examples, others: Examples, folds: Folds, ridge: float, *, indicate: bool
) -> HeldOut | None:
    """Judge the takes of another dataset by models that have not seen their people or PAIs.

    Parameters
    ----------
    examples
        What is learnt from.
    others
        What is judged, with the same quantities.
    folds
        The deal of the people learnt from: somebody who is also among the others is judged by
        the fold that left him out, strangers by a model of all.
    ridge, indicate
        As for :func:`fit_examples`.

    Returns
    -------
    HeldOut or None
        ``None`` when nobody could be judged.
    """
    judged: list[int] = []
    logits: list[Floats] = []
    for k in (*range(folds.count), None):
        tested = [
            i
            for i, row in enumerate(others.rows)
            if {folds.place[p] for p in row.people if p in folds.place}
            == (set() if k is None else {k})
        ]
        pais = {others.rows[i].pai for i in tested} - {None}
        trained = range(len(examples.rows)) if k is None else folds.trained(examples.rows, k)
        places = [i for i in trained if examples.rows[i].pai not in pais]
        part = examples.at(places)
        if not tested or len(set(part.bona_fide.tolist())) < 2:
            continue
        fit = fit_examples(part, ridge, indicate=indicate)
        judged += tested
        logits.append(_logits(fit, others.at(tested)))
    if not judged:
        return None
    return HeldOut(others.at(judged), np.concatenate(logits), folds)


def learning_curve(
    examples: Examples, folds: Folds, ridge: float, seed: int, step: Step, *, indicate: bool
) -> tuple[CurvePoint, ...]:
    """Return how models do that learn from fewer people, on the same people held out."""
    points: list[CurvePoint] = []
    for share in (*CURVE, 1.0):
        step()
        point = _point(examples, folds, ridge, share, seed, indicate)
        if point is not None and (not points or point.subjects > points[-1].subjects):
            points.append(point)
    return tuple(points)


def _point(
    examples: Examples, folds: Folds, ridge: float, share: float, seed: int, indicate: bool
) -> CurvePoint | None:
    """Return the mean over choices of people; ``None`` when too few folds could be fitted."""
    random = np.random.default_rng([seed, int(100 * share)])
    areas, costs, people, takes = [], [], [], []
    for _ in range(DRAWS if share < 1 else 1):
        judged, logits = [], []
        for k in range(folds.count):
            trained = examples.at(folds.trained(examples.rows, k))
            some = _of_people(trained, share, random)
            if len(set(some.bona_fide.tolist())) < 2:
                continue
            fit = fit_examples(some, ridge, indicate=indicate)
            tested = folds.tested(examples.rows, k)
            judged += tested
            logits.append(_logits(fit, examples.at(tested)))
            people.append(len(some.people))
            takes.append(len(some.rows))
        trials = as_trials(examples.at(judged), np.concatenate(logits or [np.zeros(0)]))
        bona_fide, attacks = trials.bona_fide_scores(), trials.attack_scores()
        if len(bona_fide) and len(attacks):
            areas.append(area_under_roc(bona_fide, attacks))
            costs.append(cllr(bona_fide, attacks))
    if not areas:
        return None
    return CurvePoint(
        subjects=max(round(float(np.mean(people))), 1),
        takes=max(round(float(np.mean(takes))), 1),
        auc=float(np.mean(areas)),
        cllr=float(np.mean(costs)),
        fits=len(people),
    )


def _of_people(examples: Examples, share: float, random: np.random.Generator) -> Examples:
    """Return the takes of some of the people, chosen at random."""
    names = sorted(examples.people)
    count = max(round(share * len(names)), 2)
    chosen = {names[i] for i in random.permutation(len(names))[:count].tolist()}
    places = [i for i, row in enumerate(examples.rows) if chosen.issuperset(row.people)]
    return examples.at(places)


def _judge(
    examples: Examples,
    folds: Folds,
    ridge: float | Callable[[Examples], float],
    *,
    indicate: bool,
) -> tuple[Examples, Floats]:
    judged: list[int] = []
    logits: list[Floats] = []
    for k in range(folds.count):
        trained = examples.at(folds.trained(examples.rows, k))
        chosen = ridge(trained) if callable(ridge) else ridge
        fit = fit_examples(trained, chosen, indicate=indicate)
        tested = folds.tested(examples.rows, k)
        judged += tested
        logits.append(_logits(fit, examples.at(tested)))
    return examples.at(judged), np.concatenate(logits)


def _logits(fit: RidgeFit, examples: Examples) -> Floats:
    found: Floats = np.clip(fit.logits(examples.values), -LOGIT_LIMIT, LOGIT_LIMIT)
    return found
