"""From frame triples to a likelihood ratio: organic motion, synthesis jitter or one plane."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ._flow import REGIONS, Triple

Floats = NDArray[np.float64]

ORGANIC = (1.5, 2.0)
"""Residual over the flow noise from which a face begins to, and surely does, move by itself: a
rigid mask that turns reaches 1.5."""

UNIFORM_LIMIT = -1.0
"""Lowest llr of a face that moves as one plane: a calm person nearly does."""

LEAST_TRAVEL = 0.003
"""Least global motion that makes a plane's stillness telling, IOD per frame."""


class Verdict(NamedTuple):
    """All triples of the window taken together; quality 0 abstains."""

    llr: float
    quality: float
    reason: str

    def worth(self, share: float) -> Verdict:
        """Return the verdict at a share of its quality."""
        return self._replace(quality=self.quality * share)


class History:
    """The last triples as columns, in no order; the oldest make room for new ones."""

    def __init__(self, room: int) -> None:
        self._rows: Floats = np.empty((room, 5 + len(REGIONS)))
        self._count = 0

    def __len__(self) -> int:
        return min(self._count, len(self._rows))

    def add(self, triple: Triple) -> None:
        """Take in a triple."""
        t = triple
        self._rows[self._count % len(self._rows)] = (
            *(t.size, t.coherence, t.travel, t.floor, t.sheet),
            *(t.parts.get(name, np.nan) for name in REGIONS),
        )
        self._count += 1

    @property
    def columns(self) -> Floats:
        """Size, coherence, travel, floor and sheet; shape ``(5, n)``."""
        return self._rows[: len(self), :5].T

    def raw(self) -> dict[str, float]:
        """Return what the signal reports of them; empty without any."""
        if not self._count:
            return {}
        size, coherence, _, floor, _ = self.columns
        middle = _medians(self._rows[: len(self)])
        raw = dict(
            zip(
                ("residual", "coherence_median", "travel", "noise_floor", "sheet_residual"),
                middle[:5].tolist(),
                strict=True,
            )
        )
        raw["over_floor"] = over_floor(size, floor)
        raw["coherence"] = pooled(size, coherence)
        return raw | dict(zip(REGIONS, middle[5:].tolist(), strict=True))


def _medians(rows: Floats) -> Floats:
    """Median of each column without its NaN; NaN where nothing else is."""
    ordered = np.sort(rows, 0)
    known = np.isfinite(rows).sum(0)
    which = np.arange(rows.shape[1])
    below, above = np.maximum(known - 1, 0) // 2, np.minimum(known // 2, len(rows) - 1)
    return np.asarray((ordered[below, which] + ordered[above, which]) / 2, np.float64)


def judge(
    triples: History, *, full: int, max_floor: float, cap: tuple[float, float]
) -> Verdict:
    """Compare the triples with what a person, synthesis jitter and a held plane would leave.

    Parameters
    ----------
    triples
        At least one.
    full
        Number of triples from which the quality is full.
    max_floor
        Flow noise, IOD, at which a plane can no longer be told from a calm face.
    cap
        Lowest and highest llr.

    Notes
    -----
    Normal densities in coherence and in the logarithm of the residual over the flow noise;
    their means are the null values (jitter -0.5 less the noise's share, a plane 0 at the noise)
    and prior guesses for a person. Neighbouring triples are correlated, so they are pooled and
    not multiplied.
    """
    size, coherence, travel, floor, sheet = triples.columns
    common, over, bent = (
        pooled(size, coherence),
        over_floor(size, floor),
        over_floor(sheet, floor),
    )
    quality = min(1.0, len(triples) / full)
    live = _normal(common, 0.75, 0.22) + _normal(math.log(over), math.log(4), 0.7)
    jitter = _normal(common, -0.4, 0.15) + _normal(math.log(over), math.log(4), 0.8)
    uniform = _normal(common, 0.0, 0.35) + _normal(math.log(over), 0.0, 0.3)
    llr = float(live - np.logaddexp(jitter, uniform) + np.log(2))
    shown = f"residual {over:.1f} x the flow noise"
    if llr < 0 and uniform > jitter:
        moved, noise = upper_quartile(travel), float(np.median(floor))
        quality *= min(max(2 - 2 * noise / max_floor, 0.0), 1.0)
        return _uniform(max(llr, UNIFORM_LIMIT), quality, shown, bent, moved, noise)
    if llr < 0:
        text = f"residual motion takes itself back: coherence {common:.2f}, jitter has -0.50"
        return Verdict(max(llr, cap[0]), quality, f"{text}, {shown}")
    low, high = ORGANIC
    llr = min(llr, cap[1]) * min(max((over - low) / (high - low), 0.0), 1.0)
    if llr < 0.1:
        return Verdict(0.0, 0.0, f"too little moves by itself: {shown}, {low:.1f} are needed")
    text = f"the face moves by itself: coherence {common:.2f}"
    return Verdict(llr, quality, f"{text}, {shown}, over {len(triples)} frame triples")


def _uniform(
    llr: float, quality: float, shown: str, bent: float, moved: float, noise: float
) -> Verdict:
    """Judge a residual that is that of noise: a plane, or a face that keeps still."""
    if bent > 2:
        text = f"nothing moves by itself ({shown}), but the head turned as a relief"
        return Verdict(0.0, 0.0, text)
    if moved < max(6 * noise, LEAST_TRAVEL):
        text = f"{shown}, and the head moved only {100 * moved:.2f} % of IOD per frame"
        return Verdict(0.0, 0.0, text)
    if quality <= 0:
        return Verdict(0.0, 0.0, f"flow noise {100 * noise:.2f} % of IOD hides expression")
    text = f"moves as one plane: {shown} while the head moved {100 * moved:.1f} % of IOD"
    return Verdict(llr, quality, text)


def pooled(size: Floats, coherence: Floats) -> float:
    """Coherence over all triples by energy; no triple counts for more than four usual ones."""
    weight = np.minimum(size, 4 * np.median(size)) ** 2
    total = float(weight.sum())
    return float((weight * coherence).sum() / total) if total > 0 else 0.0


def over_floor(size: Floats, floor: Floats) -> float:
    """Upper quartile of the residual over the noise: a face need not move all the time."""
    return min(max(upper_quartile(size / np.maximum(floor, 1e-6)), 0.05), 100.0)


def upper_quartile(values: Floats) -> float:
    """Return the linear 0.75 quantile, a tenth of numpy's cost."""
    ordered = np.sort(values)
    at = 0.75 * (len(ordered) - 1)
    low = int(at)
    high = min(low + 1, len(ordered) - 1)
    return float(ordered[low] + (at - low) * (ordered[high] - ordered[low]))


def _normal(value: float, mean: float, sd: float) -> float:
    """Log of the normal density, less a constant."""
    return -0.5 * ((value - mean) / sd) ** 2 - math.log(sd)
