"""Intervals that know that presentations repeat: whole people and whole PAIs are drawn."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from liveness.datasets.model import Model

from .intervals import CONFIDENCE
from .trials import Floats

DRAWS = 2000
"""Bootstrap samples."""


class ClusterInterval(Model):
    """A bootstrap interval of a rate over clusters."""

    low: float
    high: float
    clusters: tuple[int, ...]
    """Number of clusters of each kind, for instance subjects and PAIs."""
    draws: int
    seed: int


def cluster_bootstrap(
    errors: ArrayLike,
    *kinds: Sequence[str | None],
    seed: int = 0,
    draws: int = DRAWS,
    confidence: float = CONFIDENCE,
) -> ClusterInterval | None:
    """Return the percentile interval of an error rate when clusters are drawn, not rows.

    With one kind of cluster (subjects) whole clusters are drawn with replacement; with several
    (subjects and PAIs) each kind is drawn by itself and a row counts by the product of how
    often its clusters came (the pigeonhole bootstrap of Owen, 2007). Beside the exact interval
    it shows what dependence does; **without any error it is 0 to 0 and says nothing**, which is
    why it never stands alone.

    Parameters
    ----------
    errors
        Shape ``(n,)``, bool.
    *kinds
        For each kind the cluster of each row; a row whose cluster is ``None`` is one by itself.
    seed
        Of the draws. The interval does not depend on the order of the rows.
    draws
        Number of samples.
    confidence
        Of the interval.

    Returns
    -------
    ClusterInterval or None
        ``None`` with less than two clusters of some kind: nothing can be drawn then.

    Raises
    ------
    ValueError
        When lengths differ, no kind is given, or there are no draws.
    """
    wrong = np.asarray(errors, np.float64)
    if not kinds or draws < 1 or any(wrong.shape != (len(kind),) for kind in kinds):
        raise ValueError(f"{wrong.shape} errors, {[len(kind) for kind in kinds]} clusters")
    labels = [_labels(wrong, kinds, kind) for kind in kinds]
    counts = tuple(int(label.max()) + 1 if len(label) else 0 for label in labels)
    if min(counts) < 2:
        return None
    random = np.random.default_rng(seed)
    rates: list[float] = []
    for _ in range(draws):
        weight: Floats = np.ones(len(wrong))
        for label, count in zip(labels, counts, strict=True):
            came = np.bincount(random.integers(0, count, count), minlength=count)
            weight = weight * came[label]
        total = float(weight.sum())
        if total > 0:
            rates.append(float(weight @ wrong) / total)
    tail = (1 - confidence) / 2
    low, high = np.quantile(rates, [tail, 1 - tail]).tolist()
    return ClusterInterval(low=low, high=high, clusters=counts, draws=draws, seed=seed)


def _labels(
    wrong: Floats, kinds: Sequence[Sequence[str | None]], kind: Sequence[str | None]
) -> NDArray[np.intp]:
    """Return the number of each row's cluster, the same whatever the order of the rows."""

    def telling(i: int) -> tuple[object, ...]:
        # what a row without a cluster of this kind is known by
        return (float(wrong[i]), *(each[i] or "" for each in kinds))

    alone = sorted((i for i in range(len(kind)) if kind[i] is None), key=telling)
    names = sorted({name for name in kind if name is not None})
    number = {name: i for i, name in enumerate(names)}
    found = np.array([-1 if name is None else number[name] for name in kind], np.intp)
    found[alone] = len(names) + np.arange(len(alone))
    return found
