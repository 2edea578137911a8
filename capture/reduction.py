"""Maps small enough for a take: at most 64 by 64, at most one per signal in 0.45 s."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from liveness.datasets.evidence import Evidence, SignalMap
from liveness.datasets.privacy import MAP_LIMIT

MAP_EVERY_NS = 450_000_000


class MapThinner:
    """Reduces the maps of successive evidence; remembers when each signal had one."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def thin(self, evidence: Mapping[str, Evidence], time_ns: int) -> dict[str, Evidence]:
        """Return the evidence without overlays, with few and small maps.

        Parameters
        ----------
        evidence
            By name of the signal.
        time_ns
            Capture time of the frame, nanoseconds.
        """
        return {name: self._one(name, item, time_ns) for name, item in evidence.items()}

    def _one(self, name: str, item: Evidence, time_ns: int) -> Evidence:
        if item.map is None:
            return dataclasses.replace(item, overlay=()) if item.overlay else item
        last = self._seen.get(name)
        if last is not None and 0 <= time_ns - last < MAP_EVERY_NS:
            return dataclasses.replace(item, map=None, overlay=())
        self._seen[name] = time_ns
        return dataclasses.replace(item, map=reduce_map(item.map), overlay=())


def reduce_map(item: SignalMap, limit: int = MAP_LIMIT) -> SignalMap:
    """Return a map of at most ``limit`` by ``limit``; unknown places do not spread.

    Each new place is the mean of the known ones that it covers, and NaN where none is known;
    a direction is the direction of their mean vector.
    """
    height, width = item.values.shape
    if max(height, width) <= limit:
        return item
    size = (min(height, limit), min(width, limit))
    direction = None
    if item.direction is not None:
        # the mean of angles goes through vectors, of the length of the flow
        length = np.nan_to_num(item.values, nan=0.0)
        right = _blocks(length * np.cos(item.direction), size)
        up = _blocks(length * np.sin(item.direction), size)
        direction = np.arctan2(up, right)
    return dataclasses.replace(item, values=_blocks(item.values, size), direction=direction)


def _blocks(values: NDArray[np.float32], size: tuple[int, int]) -> NDArray[np.float32]:
    """Return the mean of the finite values in each block of a grid."""
    known = np.isfinite(values)
    filled = np.where(known, values, 0).astype(np.float64)
    counts = known.astype(np.float64)
    for axis in (0, 1):
        starts = np.arange(size[axis]) * values.shape[axis] // size[axis]
        filled = np.add.reduceat(filled, starts, axis)
        counts = np.add.reduceat(counts, starts, axis)
    mean = np.full(size, np.nan)
    np.divide(filled, counts, out=mean, where=counts > 0)
    return mean.astype(np.float32)
