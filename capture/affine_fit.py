"""Calibration: the straight line that makes scores log-likelihood ratios."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import minimize
from scipy.special import expit

from .fusion import FusionWeights
from .fusion_fit import row_shares

LEAST_SLOPE = 1e-3
"""A slope of 0 would forget the score, one below it would turn it round."""


class Affine(NamedTuple):
    """``L' = slope L + offset``."""

    slope: float
    offset: float


def fit_affine(
    scores: ArrayLike,
    bona_fide: ArrayLike,
    groups: Sequence[str] | None = None,
    subjects: Sequence[str] | None = None,
    *,
    ridge: float = 1e-4,
) -> Affine:
    r"""Return slope and offset that make scores log-likelihood ratios (Platt, 1999).

    Minimises the mean logistic cost at even odds, plus
    :math:`\lambda [(a - 1)^2 + b^2]`: few takes, or classes that part wholly, leave the scores
    as they are.

    Parameters
    ----------
    scores
        Shape ``(n,)``: fused scores of takes that the weights were not fitted on.
    bona_fide
        Shape ``(n,)``, bool: the truth.
    groups, subjects
        By row, what counts the same within a class, see
        :func:`~liveness.capture.fusion_fit.row_shares`.
    ridge
        The factor :math:`\lambda`.

    Raises
    ------
    ValueError
        When shapes differ, a score is not finite, or a class is absent.
    """
    s, target = np.asarray(scores, np.float64), np.asarray(bona_fide, np.bool_)
    if s.shape != target.shape or not np.isfinite(s).all():
        raise ValueError(f"scores {s.shape} must be finite and fit truths {target.shape}")
    if target.all() or not target.any():
        raise ValueError("a calibration takes bona fide rows and attacks")
    share = row_shares(target, groups, 0.5, subjects)
    sign = np.where(target, 1.0, -1.0)

    def loss(x: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        a, b = x
        margin = sign * (a * s + b)
        value = share @ np.logaddexp(0, -margin) + ridge * ((a - 1) ** 2 + b * b)
        pull = -share * sign * expit(-margin)
        slope = np.array([pull @ s + 2 * ridge * (a - 1), pull.sum() + 2 * ridge * b])
        return float(value), slope

    done = minimize(
        loss,
        np.array([1.0, 0.0]),
        jac=True,
        method="L-BFGS-B",
        bounds=[(LEAST_SLOPE, None), (None, None)],
        options={"maxiter": 500, "ftol": 1e-14, "gtol": 1e-9},
    )
    return Affine(float(done.x[0]), float(done.x[1]))


def with_affine(weights: FusionWeights, affine: Affine) -> FusionWeights:
    """Return weights whose fused score is the calibrated one: ``slope L + offset``.

    A take without any valid signal keeps having no score.
    """
    a, b = affine
    return weights.model_copy(
        update={
            "weights": {name: a * value for name, value in weights.weights.items()},
            "reject_weights": {n: a * value for n, value in weights.reject_weights.items()},
            "biases": {name: a * value for name, value in weights.biases.items()},
            "offset": a * weights.offset + b,
        }
    )
