"""Fit fusion to labelled evidence: logistic regression at a prior, no weight below 0."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import minimize
from scipy.special import expit

from .fusion import FusionWeights

RIDGE: Final = 1e-4
"""Weight of the squared weights and biases: keeps them finite when classes part wholly."""

_Floats = NDArray[np.float64]


def fit_fusion(
    llr: ArrayLike,
    valid: ArrayLike,
    quality: ArrayLike,
    bona_fide: ArrayLike,
    groups: Sequence[str] | None = None,
    *,
    names: Sequence[str],
    subjects: Sequence[str] | None = None,
    prior: float = 0.5,
    ridge: float = RIDGE,
) -> FusionWeights:
    r"""Return the weights, biases and offset that make the fused score a log-likelihood ratio.

    Minimises, with :math:`L = b + \sum_i v_i (w_i q_i s_i + u_i)` and :math:`w_i \ge 0`,

    .. math:: \pi \overline{\log(1 + e^{-(L + \operatorname{logit} \pi)})}
        + (1 - \pi) \overline{\log(1 + e^{L + \operatorname{logit} \pi})}
        + \lambda (|w|^2 + |u|^2)

    with the mean over bona fide in the first term and over attacks in the second, as in the
    BOSARIS toolkit (Brummer and de Villiers, 2013). A weight below 0 would turn evidence round,
    which more data than a site has would be needed to believe.

    Parameters
    ----------
    llr
        Shape ``(n, k)``: llr of each signal, natural log; ignored where not valid.
    valid
        Shape ``(n, k)``, bool: whether the signal spoke.
    quality
        Shape ``(n, k)``, 0..1.
    bona_fide
        Shape ``(n,)``, bool: the truth.
    groups
        By row, the species or the subject: within a class each group counts the same, however
        many rows it has.
    names
        Names of the ``k`` signals.
    subjects
        By row, who it is of: within a group each of them counts the same.
    prior
        Probability of bona fide, at which the fit is best.
    ridge
        The factor :math:`\lambda`.

    Returns
    -------
    FusionWeights
        Marked as calibrated, without a cap on a lone signal: what such a one may say is in its
        weight.

    Raises
    ------
    ValueError
        When shapes differ, a valid llr is not finite, or a class is absent.
    """
    scores, spoke = np.asarray(llr, np.float64), np.asarray(valid, np.bool_)
    worth, target = np.asarray(quality, np.float64), np.asarray(bona_fide, np.bool_)
    if not (scores.shape == spoke.shape == worth.shape == (len(target), len(names))):
        raise ValueError(
            f"llr {scores.shape}, valid {spoke.shape} and quality {worth.shape} must be "
            f"({len(target)}, {len(names)})"
        )
    if target.all() or not target.any():
        raise ValueError("a fit takes bona fide rows and attacks")
    if not 0 < prior < 1:
        raise ValueError(f"the prior lies between 0 and 1, got {prior}")
    inputs = np.where(spoke, worth * np.where(spoke, scores, 0.0), 0.0)
    if not np.isfinite(inputs).all():
        raise ValueError("a valid llr or its quality is not finite")
    design = np.hstack([inputs, spoke, np.ones((len(target), 1))])
    share = row_shares(target, groups, prior, subjects)
    found = _minimise(design, target, share, float(np.log(prior / (1 - prior))), ridge)
    k = len(names)
    return FusionWeights(
        weights=dict(zip(names, found[:k].tolist(), strict=True)),
        biases=dict(zip(names, found[k : 2 * k].tolist(), strict=True)),
        offset=float(found[-1]),
        lone_cap=None,
        calibrated=True,
    )


def row_shares(
    target: NDArray[np.bool_],
    groups: Sequence[str] | None,
    prior: float,
    subjects: Sequence[str] | None = None,
) -> _Floats:
    """Return how much each row counts; all together count 1.

    Parameters
    ----------
    target
        Shape ``(n,)``, bool: bona fide.
    groups
        By row; within a class each group counts the same.
    prior
        What bona fide counts, of 1.
    subjects
        By row; within a group each subject counts the same.

    Raises
    ------
    ValueError
        When lengths differ.
    """
    share = np.where(target, prior, 1 - prior)
    within = np.where(target, "bona fide", "attack").astype(object)
    cells = [target.astype(np.intp)]
    for names in (groups, subjects):
        if names is None:
            continue
        if len(names) != len(target):
            raise ValueError(f"{len(names)} groups for {len(target)} rows")
        finer = np.array([f"{a}\0{b}" for a, b in zip(within, names, strict=True)], object)
        cells.append(np.unique(finer, return_inverse=True)[1])
        within = finer
    for coarse, fine in pairwise(cells):
        members = np.unique(np.stack([coarse, fine]), axis=1)[0]
        share = share / np.bincount(members)[coarse]
    shares: _Floats = share / np.bincount(cells[-1])[cells[-1]]
    return shares


def _minimise(
    design: _Floats, target: NDArray[np.bool_], share: _Floats, shift: float, ridge: float
) -> _Floats:
    """Return weights, biases and offset."""
    sign = np.where(target, 1.0, -1.0)
    k = design.shape[1] // 2
    held = np.full(design.shape[1], ridge)
    held[-1] = 0.0

    def loss(x: _Floats) -> tuple[float, _Floats]:
        margin = sign * (design @ x + shift)
        value = share @ np.logaddexp(0, -margin) + held @ (x * x)
        slope = design.T @ (-share * sign * expit(-margin)) + 2 * held * x
        return float(value), slope

    start = np.concatenate([np.full(k, 0.5), np.zeros(k + 1)])
    limits = [(0.0, None)] * k + [(None, None)] * (k + 1)
    done = minimize(
        loss,
        start,
        jac=True,
        method="L-BFGS-B",
        bounds=limits,
        options={"maxiter": 500, "ftol": 1e-12, "gtol": 1e-8},
    )
    found: _Floats = np.asarray(done.x, np.float64)
    return found
