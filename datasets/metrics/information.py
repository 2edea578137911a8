"""How good scores are *as likelihood ratios*: Cllr, and what calibration could still win.

Brummer and du Preez, "Application-independent evaluation of speaker detection" (2006).
"""

from __future__ import annotations

import numpy as np
from scipy.special import expit, logit

from liveness.datasets.model import Model

from .trials import Floats, Trials


class Information(Model):
    """Cost of log-likelihood ratios, bits: 0 is perfect, 1 says nothing, above 1 misleads."""

    cllr: float
    min_cllr: float
    """Cllr after the best monotone map (PAV), fitted to the same trials."""
    calibration_loss: float
    """``cllr - min_cllr``: what a better calibration could win."""
    bona_fide: int
    attacks: int


def cllr(bona_fide: Floats, attacks: Floats) -> float:
    r"""Return the cost of log-likelihood ratios, bits.

    .. math:: \tfrac12 \left[ \overline{\log_2(1 + e^{-s})}_{\text{bona fide}}
        + \overline{\log_2(1 + e^{s})}_{\text{attack}} \right]

    Parameters
    ----------
    bona_fide, attacks
        Log-likelihood ratios, natural log; infinite ones are allowed.

    Raises
    ------
    ValueError
        When a class is empty or a score is NaN.
    """
    _check(bona_fide, attacks)
    missed = np.logaddexp(0, -np.asarray(bona_fide)).mean()
    passed = np.logaddexp(0, np.asarray(attacks)).mean()
    return float((missed + passed) / 2 / np.log(2))


def pav_llr(bona_fide: Floats, attacks: Floats, *, clip: bool = False) -> tuple[Floats, Floats]:
    """Return the log-likelihood ratios that the best monotone map makes of the scores.

    Pool adjacent violators (isotonic regression of the truth on the score), less the prior of
    the trials. For diagnosis: it knows the truth of the very trials that it maps.

    Parameters
    ----------
    bona_fide, attacks
        Scores.
    clip
        Keep probabilities within ``1 / (n + 2)`` of 0 and 1; else llrs may be infinite.

    Raises
    ------
    ValueError
        When a class is empty or a score is NaN.
    """
    from sklearn.isotonic import IsotonicRegression  # takes half a second, and few need it

    _check(bona_fide, attacks)
    scores = np.concatenate([bona_fide, attacks])
    truth = np.concatenate([np.ones(len(bona_fide)), np.zeros(len(attacks))])
    probability = IsotonicRegression(y_min=0, y_max=1).fit_transform(scores, truth)
    if clip:
        edge = 1 / (len(scores) + 2)
        probability = np.clip(probability, edge, 1 - edge)
    mapped = logit(probability) - np.log(len(bona_fide) / len(attacks))
    return mapped[: len(bona_fide)], mapped[len(bona_fide) :]


def information(trials: Trials) -> Information:
    """Return Cllr, minCllr and the loss of calibration of the trials that answered.

    Raises
    ------
    ValueError
        When a class has no score.
    """
    person, attack = trials.bona_fide_scores(), trials.attack_scores()
    found, least = cllr(person, attack), cllr(*pav_llr(person, attack))
    return Information(
        cllr=found,
        min_cllr=least,
        calibration_loss=found - least,
        bona_fide=len(person),
        attacks=len(attack),
    )


def posterior(llr: Floats, prior: float = 0.5) -> Floats:
    """Return the probability of bona fide at a prior.

    Raises
    ------
    ValueError
        When the prior is not between 0 and 1.
    """
    if not 0 < prior < 1:
        raise ValueError(f"the prior lies between 0 and 1, got {prior}")
    found: Floats = expit(np.asarray(llr, np.float64) + logit(prior))
    return found


def _check(bona_fide: Floats, attacks: Floats) -> None:
    if len(bona_fide) == 0 or len(attacks) == 0:
        raise ValueError("bona fide and attack scores are needed, both")
    if np.isnan(bona_fide).any() or np.isnan(attacks).any():
        raise ValueError("a score is NaN")
