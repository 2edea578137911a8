"""How far confidences lie from the truth."""

from __future__ import annotations

import numpy as np

from liveness.datasets.model import Model

from .information import pav_llr, posterior
from .trials import Trials


class Brier(Model):
    """Mean squared distance of the confidence from the truth (Brier, 1950): 0 is perfect."""

    score: float
    """Of the log-likelihood ratios as they are."""
    isotonic: float
    """After the best monotone map of these very trials (PAV): what calibration could win."""
    knows_nothing: float
    """Of somebody who always tells the share of bona fide trials: above it, it misleads."""
    n: int
    """Trials that answered."""


def brier(trials: Trials) -> Brier:
    """Return the Brier score at the prior of the trials, as in :mod:`.reliability`.

    Raises
    ------
    ValueError
        When a class has no score.
    """
    person, attack = trials.bona_fide_scores(), trials.attack_scores()
    mapped = pav_llr(person, attack)
    n = len(person) + len(attack)
    share = len(person) / n

    def mean_square(live: object, other: object) -> float:
        of_live = 1 - posterior(np.asarray(live, np.float64), share)
        of_other = posterior(np.asarray(other, np.float64), share)
        return float((np.square(of_live).sum() + np.square(of_other).sum()) / n)

    return Brier(
        score=mean_square(person, attack),
        isotonic=mean_square(*mapped),
        knows_nothing=share * (1 - share),
        n=n,
    )
