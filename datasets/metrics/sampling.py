"""How many presentations a claim takes, and what repeated ones are worth."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from .intervals import CONFIDENCE, upper_limit

_MOST = 10_000_000


def presentations_needed(claim: float, errors: int = 0, confidence: float = CONFIDENCE) -> int:
    """Return the fewest presentations that show a rate of ``claim`` or less.

    The smallest ``n`` at which the exact one-sided upper limit of ``errors`` in ``n`` is at or
    below the claim; at 95 % and without an error 19 for 15 %, 42 for 7 %, 59 for 5 %, 149 for
    2 % and 299 for 1 %. The presentations must be independent, see :func:`design_effect`.

    Parameters
    ----------
    claim
        The rate that is to be shown, between 0 and 1.
    errors
        Errors that are allowed for.
    confidence
        Of the claim.

    Raises
    ------
    ValueError
        When an argument is out of range, or ten million presentations are too few.
    """
    if not 0 < claim < 1 or errors < 0:
        raise ValueError(f"no plan for a claim of {claim} with {errors} errors")
    low, high = errors, max(errors, 1)
    while upper_limit(errors, high, confidence) > claim:
        low, high = high, 2 * high
        if high > _MOST:
            raise ValueError(f"a claim of {claim} takes more than {_MOST} presentations")
    while high - low > 1:
        middle = (low + high) // 2
        if upper_limit(errors, middle, confidence) > claim:
            low = middle
        else:
            high = middle
    return high


def design_effect(per_cluster: float, correlation: float) -> float:
    """Return how many times more presentations are needed when they come in clusters.

    Kish (1965): ``1 + (m - 1) rho`` for clusters of ``m`` whose errors correlate by ``rho``;
    ten presentations a PAI at .3 make 3.7, so that 150 are worth 41.

    Raises
    ------
    ValueError
        When a cluster holds less than one presentation or the correlation is outside -1..1.
    """
    if not per_cluster >= 1 or not -1 <= correlation <= 1:
        raise ValueError(f"no design effect for {per_cluster} a cluster at {correlation}")
    return max(1 + (per_cluster - 1) * correlation, 0.0)


def intraclass_correlation(errors: ArrayLike, clusters: Sequence[str]) -> float | None:
    """Return how alike the errors within a cluster are: 0 not at all, 1 wholly.

    The estimator of the analysis of variance (Ridout, Demetrio and Firth, 1999, eq. 3), limited
    to 0..1; ``None`` when there are no errors or nothing but errors, one cluster, or one
    presentation in each, for then nothing can be said.

    Parameters
    ----------
    errors
        Shape ``(n,)``, bool.
    clusters
        The cluster of each presentation.

    Raises
    ------
    ValueError
        When lengths differ.
    """
    wrong = np.asarray(errors, np.float64)
    if wrong.shape != (len(clusters),):
        raise ValueError(f"{wrong.shape} errors for {len(clusters)} clusters")
    if len(wrong) == 0 or wrong.min() == wrong.max():
        return None
    label = np.unique(np.asarray(clusters), return_inverse=True)[1]
    sizes = np.bincount(label).astype(np.float64)
    count, total = len(sizes), len(wrong)
    if count < 2 or count == total:
        return None
    means = np.bincount(label, wrong) / sizes
    between = float(sizes @ (means - wrong.mean()) ** 2) / (count - 1)
    within = float(((wrong - means[label]) ** 2).sum()) / (total - count)
    typical = (total - float((sizes**2).sum()) / total) / (count - 1)
    spread = between + (typical - 1) * within
    return float(np.clip((between - within) / spread, 0.0, 1.0)) if spread > 0 else None
