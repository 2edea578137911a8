"""A sound as it is drawn: the least and greatest sample of each moment. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FULL = 32768.0
"""Full scale of a 16 bit sample."""


@dataclass(frozen=True, slots=True, eq=False)
class Envelope:
    """A sound as it is drawn.

    Parameters
    ----------
    time_ns
        Middle of each bin, from the take's zero, shape ``(K,)``, int64, rising.
    low, high
        Least and greatest sample, -1 to 1, shape ``(K,)``, float32.
    """

    time_ns: NDArray[np.int64]
    low: NDArray[np.float32]
    high: NDArray[np.float32]


def envelope_of(
    samples: NDArray[np.int16], time_ns: NDArray[np.int64], bins: int = 800
) -> Envelope:
    """Return the envelope of a sound.

    Parameters
    ----------
    samples
        Shape ``(n, channels)``, int16.
    time_ns
        When each was captured, shape ``(n,)``, int64.
    bins
        How many moments are drawn at most.
    """
    count = len(samples)
    if not count:
        none = np.zeros(0, np.float32)
        return Envelope(np.zeros(0, np.int64), none, none)
    starts = np.unique(np.linspace(0, count, min(bins, count), endpoint=False).astype(np.int64))
    low = np.minimum.reduceat(samples.min(axis=1), starts) / FULL
    high = np.maximum.reduceat(samples.max(axis=1), starts) / FULL
    middle = np.minimum(starts + np.diff(np.append(starts, count)) // 2, count - 1)
    return Envelope(time_ns[middle], low.astype(np.float32), high.astype(np.float32))
