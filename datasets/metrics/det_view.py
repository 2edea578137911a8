"""A DET curve as it is drawn: few points, each with the intervals of both its rates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv, ndtri

from .intervals import CONFIDENCE
from .separation import Separation
from .trials import Floats

POINTS = 800
"""Points at most: more than a plot has pixels across show nothing."""

LEAST = 0.0005
"""Rates below this are drawn at it: a normal deviate of 0 is nowhere."""


def deviate(rate: Floats) -> Floats:
    """Return the normal deviate of rates (Martin et al., 1997: the DET curve)."""
    found: Floats = ndtri(np.clip(rate, LEAST, 1 - LEAST))
    return found


@dataclass(frozen=True, slots=True, eq=False)
class DetView:
    """Both errors at rising thresholds; arrays have shape ``(k,)``, float64.

    Parameters
    ----------
    thresholds
        Scores that occur; at the last, infinite one nothing is accepted.
    apcer, bpcer
        APCER of the worst species, and BPCER.
    apcer_low, apcer_high, bpcer_low, bpcer_high
        Ends of the exact two-sided 95 % intervals (Clopper-Pearson) at each threshold by
        itself: no band that holds the whole curve at once.
    species
        APCER of each species.
    """

    thresholds: Floats
    apcer: Floats
    bpcer: Floats
    apcer_low: Floats
    apcer_high: Floats
    bpcer_low: Floats
    bpcer_high: Floats
    species: Mapping[str, Floats]

    @classmethod
    def of(cls, separation: Separation, limit: int = POINTS) -> DetView | None:
        """Return the curve of sorted scores; ``None`` where a class has none.

        Parameters
        ----------
        separation
            The scores.
        limit
            Points at most. Where there are more scores, points are left out that lie close to
            the next one as the eye sees them; those that stay are exact.
        """
        attacks = {name: s for name, s in separation.species.items() if len(s)}
        person = separation.bona_fide
        if not len(person) or not attacks:
            return None
        scores = np.unique(np.concatenate([person, *attacks.values()]))
        thresholds = np.append(scores, np.inf)
        if len(thresholds) > limit:
            thresholds = _thinned(thresholds, person, attacks, limit)
        counts = {name: _at_or_above(s, thresholds) for name, s in attacks.items()}
        rates = {name: counts[name] / len(s) for name, s in attacks.items()}
        ends = {name: _ends(counts[name], len(s)) for name, s in attacks.items()}
        every = np.stack(list(rates.values()))
        worst = _worst(every, np.stack([high for _, high in ends.values()]))
        column = np.arange(len(thresholds))
        below = len(person) - _at_or_above(person, thresholds)
        bpcer_low, bpcer_high = _ends(below, len(person))
        return cls(
            thresholds,
            every[worst, column],
            below / len(person),
            np.stack([low for low, _ in ends.values()])[worst, column],
            np.stack([high for _, high in ends.values()])[worst, column],
            bpcer_low,
            bpcer_high,
            rates,
        )

    def nearest(self, apcer: float, bpcer: float) -> float:
        """Return the finite threshold whose errors lie nearest, as the eye sees them."""
        finite = np.isfinite(self.thresholds)
        away = (deviate(self.apcer[finite]) - deviate(np.array([apcer]))) ** 2
        away += (deviate(self.bpcer[finite]) - deviate(np.array([bpcer]))) ** 2
        return float(self.thresholds[finite][int(np.argmin(away))])


def _at_or_above(scores: Floats, thresholds: Floats) -> Floats:
    below = np.searchsorted(scores, thresholds, side="left")
    return np.asarray(len(scores) - below, np.float64)


def _ends(errors: Floats, n: int) -> tuple[Floats, Floats]:
    """Return the two-sided exact interval of each count, as :func:`clopper_pearson` does."""
    tail = (1 - CONFIDENCE) / 2
    low, high = np.zeros(len(errors)), np.ones(len(errors))
    some, not_all = errors > 0, errors < n
    low[some] = betaincinv(errors[some], n - errors[some] + 1, tail)
    high[not_all] = betaincinv(errors[not_all] + 1, n - errors[not_all], 1 - tail)
    return low, high


def _worst(rates: Floats, highs: Floats) -> NDArray[np.intp]:
    """Return the row of the highest rate in each column; of equals that with the higher end."""
    leading = rates == rates.max(axis=0)
    found: NDArray[np.intp] = np.where(leading, highs, -1.0).argmax(axis=0)
    return found


def _thinned(
    thresholds: Floats, person: Floats, attacks: Mapping[str, Floats], limit: int
) -> Floats:
    """Return thresholds that lie evenly along the curve as it is drawn."""
    apcer = np.max([_at_or_above(s, thresholds) / len(s) for s in attacks.values()], axis=0)
    bpcer = 1 - _at_or_above(person, thresholds) / len(person)
    way = np.abs(np.diff(deviate(apcer))) + np.abs(np.diff(deviate(bpcer)))
    along = np.concatenate([[0.0], np.cumsum(way)])
    at = np.searchsorted(along, np.linspace(0, along[-1], limit - 1))
    chosen: Floats = thresholds[np.unique(np.append(at, len(thresholds) - 1))]
    return chosen
