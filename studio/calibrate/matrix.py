"""The evidence of many takes as arrays, fused all at once: for weights that are tried out.

What is written to a file comes from :class:`liveness.capture.fusion.Fusion` itself; a test
holds both equal. No Qt.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from liveness.capture.fusion import FusionWeights
from liveness.capture.plugins import load_signals
from liveness.datasets.evidence import Evidence
from liveness.studio.fused_scores import caps_of_signals

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def families_of_signals() -> dict[str, str]:
    """Return the family by name of the installed signals, in their order."""
    return {each.name: each.family for each in load_signals().classes}  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True, eq=False)
class EvidenceMatrix:
    """What each signal said of each take.

    Parameters
    ----------
    names
        The signals, in the order of the fusion.
    llr, quality
        Shape ``(takes, signals)``, float64; 0 where a signal abstained.
    valid
        Shape ``(takes, signals)``: whether it spoke.
    """

    names: tuple[str, ...]
    llr: Floats
    quality: Floats
    valid: Bools

    @classmethod
    def of(cls, evidence: Sequence[Mapping[str, Evidence]]) -> EvidenceMatrix:
        """Gather the evidence of takes; a signal that is missing abstains."""
        names = tuple(caps_of_signals())
        shape = (len(evidence), len(names))
        llr, quality, valid = np.zeros(shape), np.zeros(shape), np.zeros(shape, np.bool_)
        for i, found in enumerate(evidence):
            for k, name in enumerate(names):
                item = found.get(name)
                if item is not None and item.valid and item.quality > 0:
                    llr[i, k], quality[i, k], valid[i, k] = item.llr, item.quality, True
        return cls(names, llr, quality, valid)

    def fused(self, weights: FusionWeights, only: Collection[str] | None = None) -> Floats:
        """Return the fused scores, shape ``(takes,)``, NaN where no signal can count.

        Parameters
        ----------
        weights
            As for the fusion; all other coefficients stay when signals are left out.
        only
            Names of the signals that are heard; all by default.
        """
        total = np.full(len(self.llr), weights.offset)
        heard = np.zeros(len(self.llr), np.int64)
        lowest = np.zeros(len(self.llr))
        for k, name in enumerate(self.names):
            above, below = weights.weight(name, 1.0), weights.weight(name, -1.0)
            if max(above, below) <= 0 or (only is not None and name not in only):
                continue
            low, high = weights.caps.get(name, caps_of_signals()[name])
            llr = np.clip(self.llr[:, k], low, high)
            weight = np.where(llr < 0, below, above)
            part = weight * self.quality[:, k] * llr + weights.biases.get(name, 0.0)
            total += np.where(self.valid[:, k], part, 0.0)
            heard += self.valid[:, k]
            lowest = np.where(self.valid[:, k], low, lowest)
        if weights.lone_cap is not None:
            limited = np.minimum(np.maximum(total, lowest), weights.lone_cap)
            total = np.where(heard == 1, limited, total)
        return np.where(heard > 0, total, np.nan)

    def families(self, weights: FusionWeights) -> NDArray[np.int64]:
        """Return the number of families that can count on each take, shape ``(takes,)``."""
        by_family: dict[str, Bools] = {}
        for name, family in families_of_signals().items():
            k = self.names.index(name)
            if max(weights.weight(name, 1.0), weights.weight(name, -1.0)) > 0:
                before = by_family.get(family, np.zeros(len(self.llr), np.bool_))
                by_family[family] = before | self.valid[:, k]
        found: NDArray[np.int64] = sum(
            (spoke.astype(np.int64) for spoke in by_family.values()),
            start=np.zeros(len(self.llr), np.int64),
        )
        return found


def subsets(names: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield every subset of signals but the empty one, the largest first."""
    for size in range(len(names), 0, -1):
        yield from combinations(names, size)


def reweighted(weights: FusionWeights, factors: Mapping[str, float]) -> FusionWeights:
    """Return weights of which some are multiplied; 0 drops a signal, and its bias with it.

    Parameters
    ----------
    weights
        Those in use.
    factors
        By name of the signal, 0 or more; 1 where a signal is not named.
    """
    return weights.model_copy(
        update={
            "weights": {n: w * factors.get(n, 1.0) for n, w in weights.weights.items()},
            "reject_weights": {
                n: w * factors.get(n, 1.0) for n, w in weights.reject_weights.items()
            },
        }
    )
