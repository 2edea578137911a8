"""Noise of the sensor by brightness: inside a face that was made or smoothed there is less.

A sensor's noise depends on how bright a place is and on nothing else in the picture. So skin
and what is around it have the same noise at the same brightness; a face that was generated,
filtered or blended has its own. Codecs take noise away where they please, so the comparison
says nothing about compressed video.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .medians import column_medians

BINS: Final = 8
"""Bins of brightness, 32 levels each."""

LEAST: Final = 96
"""Fewest coefficients that make a bin: their median is then good to 12 %."""

TILE: Final = 16
"""Side of a tile of the noise map, pixels."""

_GAUSSIAN: Final = 0.6745
"""Median absolute value of a standard normal variable."""


def _haar(grey: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the size of the diagonal Haar band and the mean, shapes ``(h // 2, w // 2)``."""
    even, odd = grey[0::2], grey[1::2]
    falling = even[:, 0::2] + odd[:, 1::2]
    rising = even[:, 1::2] + odd[:, 0::2]
    return abs(falling - rising) / 2, (falling + rising) / 4


def noise_level(grey: NDArray[np.float32]) -> float:
    """Return the standard deviation of white noise, levels.

    The median absolute deviation of the diagonal Haar band over .6745 (Donoho and Johnstone,
    1994): edges and shading hardly reach that band.

    Parameters
    ----------
    grey
        Shape ``(h, w)``, float32, levels, even sides.
    """
    return _middle(_haar(grey)[0].ravel()) / _GAUSSIAN


def noise_curve(grey: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return the standard deviation of the noise by brightness, levels.

    Parameters
    ----------
    grey
        Shape ``(h, w)``, float32, levels, even sides.

    Returns
    -------
    numpy.ndarray
        Shape ``(8,)``, float64: the first for means of 0 to 32 levels and so on; NaN where too
        little of the picture is so bright.
    """
    diagonal, mean = _haar(grey)
    index = np.clip(mean.ravel() * (BINS / 256), 0, BINS - 1).astype(np.uint8)
    counts = np.bincount(index, minlength=BINS)
    curve = np.full(BINS, np.nan)
    for step in np.flatnonzero(counts >= LEAST).tolist():
        curve[step] = _middle(diagonal.ravel()[index == step]) / _GAUSSIAN
    return curve


def noise_ratio(
    inside: Sequence[NDArray[np.float64]], outside: Sequence[NDArray[np.float64]]
) -> float | None:
    """Return the noise inside by that outside at equal brightness, or None if none is equal.

    Parameters
    ----------
    inside, outside
        Curves of patches, each ``(8,)``, as from `noise_curve`; at least one of each.
    """
    within = column_medians(np.asarray(inside, np.float64))
    around = column_medians(np.asarray(outside, np.float64))
    both = np.isfinite(within) & (around > 0)
    return float(np.median(within[both] / around[both])) if both.any() else None


def noise_deficit(grey: NDArray[np.float32], curve: NDArray[np.float64]) -> NDArray[np.float32]:
    """Return by tile how much less noise there is than a curve says for its brightness, dB.

    Parameters
    ----------
    grey
        Shape ``(h, w)``, float32, levels; at least one tile.
    curve
        Shape ``(8,)``, levels, as from `noise_curve`; where it is unknown, its nearest bin
        counts. At least one bin is known.

    Returns
    -------
    numpy.ndarray
        Shape ``(h // 16, w // 16)``, float32, dB: above 0 for less noise.
    """
    rows, columns = grey.shape[0] // TILE, grey.shape[1] // TILE
    diagonal, mean = _haar(grey[: rows * TILE, : columns * TILE])
    tiles = np.sort(_tiled(diagonal, rows, columns), axis=1)
    sigma = tiles[:, tiles.shape[1] // 2] / _GAUSSIAN
    known = np.flatnonzero(np.isfinite(curve))
    place = _tiled(mean, rows, columns).mean(axis=1) * (BINS / 256) - 0.5
    expected = np.interp(place, known, curve[known])
    ratio = np.maximum(expected, 1e-3) / np.maximum(sigma, 1e-3)
    return np.asarray(20 * np.log10(ratio), np.float32).reshape(rows, columns)


def _tiled(band: NDArray[np.float32], rows: int, columns: int) -> NDArray[np.float32]:
    side = TILE // 2
    tiles = band.reshape(rows, side, columns, side).swapaxes(1, 2)
    return tiles.reshape(rows * columns, side * side)


def _middle(values: NDArray[np.float32]) -> float:
    half = len(values) // 2
    return float(np.partition(values, half)[half])
