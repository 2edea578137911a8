"""Whether a confidence means what it says: of those told 80 %, 80 % should be bona fide."""

from __future__ import annotations

import numpy as np

from liveness.datasets.model import Model

from .information import posterior
from .rates import Rate
from .trials import Trials


class ReliabilityBin(Model):
    """Trials of about one confidence."""

    low: float
    """Lowest confidence in the bin."""
    high: float
    """Highest confidence in the bin."""
    confidence: float
    """Mean confidence, at the prior of the trials."""
    bona_fide: Rate
    """Share that was bona fide, with its interval: it should enclose the confidence."""


def reliability(trials: Trials, bins: int = 10) -> tuple[ReliabilityBin, ...]:
    """Return bins of equal count, from the least confident to the most.

    The confidence is the posterior at the prior *of these trials*, for only then can it equal
    the share that is observed. Equal scores stay in one bin.

    Parameters
    ----------
    trials
        Those that answered are used.
    bins
        Number of bins at most.

    Raises
    ------
    ValueError
        When a class has no score or there is no bin.
    """
    rows = trials.answered
    truth, scores = trials.bona_fide[rows], trials.scores[rows]
    if truth.all() or not truth.any() or bins < 1:
        raise ValueError("reliability takes bona fide trials, attacks and a bin")
    order = np.argsort(scores, kind="stable")
    truth, scores = truth[order], scores[order]
    confidence = posterior(scores, float(truth.mean()))
    wanted = np.round(np.linspace(0, len(scores), min(bins, len(scores)) + 1)[1:-1])
    # a border moves to the nearer end of equal scores
    at = scores[wanted.astype(np.intp)]
    first, after = np.searchsorted(scores, at, "left"), np.searchsorted(scores, at, "right")
    borders = np.where(wanted - first <= after - wanted, first, after)
    edges = np.unique(np.concatenate([[0], borders, [len(scores)]])).astype(np.intp)
    return tuple(
        ReliabilityBin(
            low=float(confidence[start]),
            high=float(confidence[end - 1]),
            confidence=float(confidence[start:end].mean()),
            bona_fide=Rate.of(int(truth[start:end].sum()), int(end - start)),
        )
        for start, end in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True)
    )
