"""Regularised logistic regression on raw quantities of which some may be missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from liveness.capture.fusion_fit import row_shares

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

RIDGES = (3.0, 1.0, 0.3, 0.1, 0.03, 0.01)
"""Factors of the squared weights to choose from, the strongest first."""


@dataclass(frozen=True, slots=True, eq=False)
class Scale:
    """How quantities are brought to one scale; missing ones become 0, with an indicator.

    Parameters
    ----------
    mean, std
        Shape ``(k,)``: of the values that are known.
    limit
        A scaled value beyond it counts as that edge.
    indicate
        Whether indicators follow the values.
    """

    mean: Floats
    std: Floats
    limit: float
    indicate: bool

    @classmethod
    def of(cls, values: Floats, limit: float, *, indicate: bool) -> Scale:
        """Return the scale of values, shape ``(n, k)``, NaN where missing."""
        known = ~np.isnan(values)
        count = np.maximum(known.sum(0), 1)
        mean = np.where(known, values, 0.0).sum(0) / count
        spread = np.where(known, values - mean, 0.0)
        std = np.sqrt((spread**2).sum(0) / count)
        # what never differed has nothing to say, whatever it is divided by
        return cls(mean, np.where(std > 1e-9, std, 1.0), limit, indicate)

    def apply(self, values: Floats) -> Floats:
        """Return the input of the regression, as `capture.model_input.feature_input` does."""
        missing = np.isnan(values)
        scaled = np.clip((values - self.mean) / self.std, -self.limit, self.limit)
        filled = np.where(missing, 0.0, scaled)
        return np.hstack([filled, missing]) if self.indicate else filled


@dataclass(frozen=True, slots=True, eq=False)
class RidgeFit:
    """A fitted regression: logit of bona fide at even odds.

    Parameters
    ----------
    scale
        What becomes of the quantities first.
    weights
        Shape ``(k,)`` or, with indicators, ``(2 k,)``.
    offset
        Of the logit, natural log.
    """

    scale: Scale
    weights: Floats
    offset: float

    def logits(self, values: Floats) -> Floats:
        """Return the logit of each row of values, shape ``(n, k)``, NaN where missing."""
        found: Floats = self.scale.apply(values) @ self.weights + self.offset
        return found


def fit_ridge(
    values: Floats,
    bona_fide: Bools,
    labels: Sequence[str],
    subjects: Sequence[str],
    *,
    ridge: float,
    limit: float,
    indicate: bool,
) -> RidgeFit:
    r"""Fit a logistic regression in which species count the same, and people within them.

    Minimises the mean logistic cost at even odds, plus :math:`\lambda |w|^2` of the weights of
    the scaled quantities (scikit-learn's ``LogisticRegression`` at
    :math:`C = 1 / (2 \lambda)`).

    Parameters
    ----------
    values
        Shape ``(n, k)``, NaN where missing.
    bona_fide
        Shape ``(n,)``, bool: the truth.
    labels, subjects
        By row, see :func:`~liveness.capture.fusion_fit.row_shares`.
    ridge
        The factor :math:`\lambda`.
    limit, indicate
        See `Scale`.

    Raises
    ------
    ValueError
        When a class is absent.
    """
    from sklearn.linear_model import LogisticRegression  # takes half a second, and few need it

    scale = Scale.of(values, limit, indicate=indicate)
    share = row_shares(bona_fide, labels, 0.5, subjects)
    model = LogisticRegression(C=1 / (2 * ridge), max_iter=5000, tol=1e-8)
    model.fit(scale.apply(values), bona_fide, sample_weight=share)
    return RidgeFit(scale, np.asarray(model.coef_[0], np.float64), float(model.intercept_[0]))
