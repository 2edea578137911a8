"""The area under the ROC curve, with an interval that knows that people come back."""

from __future__ import annotations

import numpy as np
from scipy.stats import rankdata

from liveness.datasets.model import Model

from .bootstrap import DRAWS
from .intervals import CONFIDENCE
from .trials import Bools, Floats, Trials


class Area(Model):
    """Probability that a bona fide take scores above an attack; ties count one half."""

    value: float
    low: float | None
    """Lower end of the 95 % bootstrap interval over subjects; ``None`` with less than two.
    **At 1 it is 1 to 1 and says nothing**: the error rates' exact intervals do."""
    high: float | None
    subjects: int
    """People that were drawn."""
    seed: int


def area_under_roc(bona_fide: Floats, attacks: Floats) -> float:
    """Return the area under the ROC curve (Mann and Whitney, 1947).

    Parameters
    ----------
    bona_fide, attacks
        Scores, higher means bona fide.

    Raises
    ------
    ValueError
        When a class is empty or a score is NaN.
    """
    scores = np.concatenate([bona_fide, attacks])
    if len(bona_fide) == 0 or len(attacks) == 0 or np.isnan(scores).any():
        raise ValueError("bona fide and attack scores are needed, both, and no NaN")
    ranks = rankdata(scores)[: len(bona_fide)].sum()
    n, m = len(bona_fide), len(attacks)
    return float((ranks - n * (n + 1) / 2) / (n * m))


def area(trials: Trials, *, seed: int = 0, draws: int = DRAWS // 4) -> Area:
    """Return the area of the trials that answered, and its interval when people are drawn.

    Parameters
    ----------
    trials
        A row whose subject is unknown is a person by itself.
    seed
        Of the draws. Nothing depends on the order of the rows.
    draws
        Bootstrap samples; those without both classes are passed over.

    Raises
    ------
    ValueError
        When a class has no score.
    """
    used = trials.only(trials.answered)
    truth = used.bona_fide
    value = area_under_roc(used.bona_fide_scores(), used.attack_scores())
    rows = _rows_of(used)
    found: list[float] = []
    random = np.random.default_rng(seed)
    for _ in range(draws if len(rows) > 1 else 0):
        drawn = np.concatenate([rows[k] for k in random.integers(0, len(rows), len(rows))])
        if _both(truth[drawn]):
            scores = used.scores[drawn]
            found.append(area_under_roc(scores[truth[drawn]], scores[~truth[drawn]]))
    low = high = None
    if found:
        tail = (1 - CONFIDENCE) / 2
        low, high = np.quantile(found, [tail, 1 - tail]).tolist()
    return Area(value=value, low=low, high=high, subjects=len(rows), seed=seed)


def _rows_of(trials: Trials) -> list[np.ndarray[tuple[int], np.dtype[np.intp]]]:
    """Return the rows of each person, in an order that is not that of the rows."""
    of: dict[str, list[int]] = {}
    order = sorted(range(len(trials)), key=lambda i: (trials.scores[i], trials.bona_fide[i]))
    for number, i in enumerate(order):
        # a blank is in no pseudonym
        of.setdefault(trials.subjects[i] or f"row {number}", []).append(i)
    return [np.array(of[name], np.intp) for name in sorted(of)]


def _both(truth: Bools) -> bool:
    return bool(truth.any() and not truth.all())
