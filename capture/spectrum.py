"""Narrow peaks in the spectrum of a texture: whitening, false-alarm threshold, search.

A halftone, a pixel grid and their moire are narrow in frequency; skin and noise are not. The
power in each bin is divided by the median power at the same radius, which makes the spectrum of
any isotropic noise flat, with a known distribution: the power of Gaussian noise is exponential,
so a bin exceeds T times the median with probability 2^-T. That gives an exact threshold for a
wanted rate of false alarms (constant false-alarm rate, CFAR).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import cv2
import numpy as np
import scipy.fft
from numpy.typing import NDArray

LOWEST, HIGHEST = 0.06, 0.48
"""Radii that are searched, cycles per pixel: below is shading, above is the demosaic's maze."""

AXIS_BINS: Final = 2
"""Bins this close to an axis are whitened along it: edges and codecs put broad ridges there."""

BLOCK_BINS: Final = 1.5
"""Bins of an axis this close to a multiple of 1/8 belong to JPEG's and MPEG's block grid."""

LATTICE_BINS: Final = 0.4
"""A peak off the axes this close to multiples of 1/8 in both directions is the block grid's."""

RING_BINS: Final = 256
"""Fewest bins of a ring: a median of few bins is itself noisy and raises false alarms."""

_SUPPRESS: Final = 3


@dataclass(frozen=True, slots=True, eq=False)
class SpectrumPlan:
    """Everything that depends on the patch size alone.

    Parameters
    ----------
    size
        Side of the patch, pixels.
    window
        Shape ``(size, size)``, float32: Hann.
    searched
        Shape ``(size, size // 2 + 1)``, bool: bins that may hold a peak.
    below, share
        Same shape: the ring at or below a bin's radius, intp; how far the bin lies towards the
        next ring, 0..1, float32.
    axes
        Shape ``(4, n)``, intp: flat numbers of the bins near the lower and upper half of the
        horizontal axis, then of the vertical one; padded by repetition.
    members, padding
        Flat bin numbers per ring, shape ``(rings, longest)``, and where that is padded.
    middle
        Where the median of each sorted ring lies, shape ``(rings,)``.
    bins
        Number of bins searched.
    """

    size: int
    window: NDArray[np.float32]
    searched: NDArray[np.bool_]
    below: NDArray[np.intp]
    share: NDArray[np.float32]
    axes: NDArray[np.intp]
    members: NDArray[np.intp]
    middle: NDArray[np.intp]
    padding: NDArray[np.bool_]
    bins: int


@lru_cache(maxsize=8)
def spectrum_plan(size: int) -> SpectrumPlan:
    """Return the plan for patches of ``size`` x ``size`` pixels."""
    hann = np.hanning(size + 1)[:-1]
    fy = np.fft.fftfreq(size)[:, None]
    fx = np.fft.rfftfreq(size)[None, :]
    radius = np.hypot(fx, fy)
    # the transform of a real patch has each bin of these two columns twice
    twice = ((fx == 0) | (fx == 0.5)) & (fy < 0)
    eighths = abs(np.stack(np.broadcast_arrays(fx, fy)) * 8 % 1)
    on_eighth = np.minimum(eighths, 1 - eighths) * size / 8 <= BLOCK_BINS + 1e-9
    on_axis = np.stack(np.broadcast_arrays(abs(fy), abs(fx))) * size <= BLOCK_BINS + 1e-9
    blocks = (on_eighth & on_axis).any(axis=0)
    searched = (radius >= LOWEST) & (radius <= HIGHEST) & ~twice & ~blocks
    ring, centre = _rings(radius, searched)
    counts = np.bincount(ring[searched])
    members = np.zeros((len(counts), counts.max()), np.intp)
    padding = np.arange(counts.max())[None, :] >= counts[:, None]
    order = np.flatnonzero(searched)
    members[~padding] = order[np.argsort(ring.ravel()[order], kind="stable")]
    place = np.interp(radius, centre, np.arange(len(centre)))
    below = np.minimum(place.astype(np.intp), len(centre) - 2)
    return SpectrumPlan(
        size=size,
        window=np.outer(hann, hann).astype(np.float32),
        searched=searched,
        below=below,
        share=(place - below).astype(np.float32),
        axes=_axes(radius, searched),
        members=members,
        padding=padding,
        middle=((counts - 1) // 2).astype(np.intp),
        bins=int(searched.sum()),
    )


def _rings(
    radius: NDArray[np.float64], searched: NDArray[np.bool_]
) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """Number rings of at least ``RING_BINS`` bins; return also the mean radius of each."""
    whole = (radius * radius.shape[0]).astype(np.intp)
    counts = np.bincount(whole[searched])
    of_radius, current, held = np.zeros(int(whole.max()) + 1, np.intp), 0, 0
    for step, count in enumerate(counts.tolist()):
        of_radius[step] = current
        held += count
        if held >= RING_BINS:
            current, held = current + 1, 0
    # a last ring that is too small joins the one before
    last = current if held >= RING_BINS else current - 1
    of_radius[len(counts) :] = last
    ring = np.minimum(of_radius[whole], last)
    inside = ring[searched]
    centre = np.bincount(inside, weights=radius[searched]) / np.bincount(inside)
    return ring, centre


def _axes(radius: NDArray[np.float64], searched: NDArray[np.bool_]) -> NDArray[np.intp]:
    size = radius.shape[0]
    rows = np.minimum(np.arange(size), size - np.arange(size))[:, None] <= AXIS_BINS
    columns = np.arange(radius.shape[1])[None, :] <= AXIS_BINS
    upper = radius >= (LOWEST + HIGHEST) / 2
    pieces = [
        np.flatnonzero(near & half & searched)
        for near in (rows, columns)
        for half in (~upper, upper)
    ]
    longest = max(len(piece) for piece in pieces)
    return np.stack([np.resize(piece, longest) for piece in pieces])


def standardise(patches: NDArray[np.float32]) -> NDArray[np.float32]:
    """Take shading and contrast out of patches, so that texture alone remains.

    Parameters
    ----------
    patches
        Shape ``(h, w)`` or ``(h, w, k)``, float32, levels.

    Returns
    -------
    numpy.ndarray
        Same shape, float32: residual of a smooth local mean over its local standard deviation
        plus one level, clipped to +-3. The means are twice a box, close to Gaussians of 4 and
        8 pixels.
    """
    residual = patches - _smooth(patches, 9)
    spread = np.sqrt(np.maximum(_smooth(residual * residual, 17), 0)) + 1
    return np.asarray(np.clip(residual / spread, -3, 3), np.float32)


def _smooth(image: NDArray[np.float32], size: int) -> NDArray[np.float32]:
    """Return a smooth local mean: a box twice, width ``size``, pixels."""
    once = cv2.blur(image, (size, size), borderType=cv2.BORDER_REFLECT_101)
    twice = cv2.blur(once, (size, size), borderType=cv2.BORDER_REFLECT_101)
    return np.asarray(twice, np.float32).reshape(image.shape)


def whitened(patches: NDArray[np.float32], plan: SpectrumPlan) -> NDArray[np.float32]:
    """Return power over the median power at the same radius.

    Parameters
    ----------
    patches
        Shape ``(k, size, size)``, float32, standardised.

    Returns
    -------
    numpy.ndarray
        Shape ``(k, size, size // 2 + 1)``, float32; 0 in bins that are not searched. Near an
        axis that is stronger than its rings as a whole, by half axes, its own median counts.
    """
    centred = patches - patches.mean(axis=(1, 2), keepdims=True)
    spectrum = scipy.fft.rfft2(centred * plan.window, axes=(1, 2))
    power = (spectrum.real**2 + spectrum.imag**2).astype(np.float32)
    rings = power.reshape(len(patches), -1)[:, plan.members]
    rings[:, plan.padding] = np.inf
    rings.sort(axis=2)
    medians = np.log(np.maximum(rings[:, np.arange(len(plan.middle)), plan.middle], 1e-6))
    lower, upper = medians[:, plan.below], medians[:, plan.below + 1]
    floor = np.exp(lower + plan.share * (upper - lower))
    white = np.where(plan.searched, power / floor, 0).astype(np.float32)
    flat = white.reshape(len(white), -1)
    for piece in plan.axes:
        ridge = np.median(flat[:, piece], axis=1, keepdims=True)
        flat[:, piece] /= np.maximum(ridge, 1)
    return white


def false_alarm_threshold(bins: int, pfa: float) -> float:
    """Return the whitened power that ``bins`` bins of noise exceed with probability ``pfa``.

    From P(no bin > T medians) = (1 - 2^-T)^M: T = -log2(1 - (1 - pfa)^(1/M)), which is
    log2(M / pfa) for a small rate.
    """
    return float(-np.log2(-np.expm1(np.log1p(-pfa) / bins)))


def decibels(power: float) -> float:
    """Return a ratio of powers in dB, not below 0."""
    return float(10 * np.log10(max(power, 1.0)))


def find_peaks(
    spectrum: NDArray[np.float32], plan: SpectrumPlan, threshold: float, limit: int = 8
) -> NDArray[np.float64]:
    """Return the strongest local maxima of one whitened spectrum above the threshold.

    Parameters
    ----------
    spectrum
        Shape ``(size, size // 2 + 1)``, float32, whitened.
    threshold
        Least whitened power.
    limit
        Most peaks.

    Returns
    -------
    numpy.ndarray
        Shape ``(n, 3)``, float64: horizontal and vertical frequency in cycles per pixel, to a
        fraction of a bin by a parabola through the logarithm; level in dB over the median.
    """
    if float(spectrum.max()) < threshold:
        return np.zeros((0, 3))
    rows, columns = np.nonzero(spectrum >= threshold)
    order = np.argsort(-spectrum[rows, columns], kind="stable")[: 12 * limit]
    size = plan.size
    chosen: list[tuple[int, int]] = []
    for row, column in zip(rows[order].tolist(), columns[order].tolist(), strict=True):
        signed = row if row < size // 2 else row - size
        if all(max(abs(signed - y), abs(column - x)) > _SUPPRESS for y, x in chosen):
            chosen.append((signed, column))
        if len(chosen) == limit:
            break
    found = np.array([_refined(spectrum, row, column, size) for row, column in chosen])
    eighths = found[:, :2] * 8
    off = abs(eighths - np.rint(eighths)).max(axis=1) * size / 8
    kept: NDArray[np.float64] = found[off > LATTICE_BINS]
    return kept


def _refined(
    spectrum: NDArray[np.float32], row: int, column: int, size: int
) -> tuple[float, float, float]:
    """Return frequency to a fraction of a bin, and level in dB."""
    last = spectrum.shape[1] - 1
    x = [float(spectrum[row, min(abs(column + step), last)]) for step in (-1, 0, 1)]
    y = [float(spectrum[(row + step) % size, column]) for step in (-1, 0, 1)]
    return (
        (column + _vertex(x)) / size,
        (row + _vertex(y)) / size,
        decibels(float(spectrum[row, column])),
    )


def _vertex(values: list[float]) -> float:
    """Return where a parabola through the logarithms of three neighbours has its top."""
    low, middle, high = (float(np.log(max(value, 1e-3))) for value in values)
    bend = low - 2 * middle + high
    return 0.0 if bend >= 0 else float(np.clip(0.5 * (low - high) / bend, -0.5, 0.5))


def search_patches(
    patches: Sequence[NDArray[np.float32]], pfa: float
) -> tuple[float, list[NDArray[np.float64]], float]:
    """Search patches of one size, all channels of each, with one rate of false alarms.

    Parameters
    ----------
    patches
        Each ``(size, size, channels)``, float32, levels; at least one.
    pfa
        Probability that white noise shows a peak anywhere in all of them.

    Returns
    -------
    level_db
        The strongest whitened bin, dB.
    peaks
        By patch: shape ``(n, 3)`` as from `find_peaks`, the channels one after the other.
    threshold
        Whitened power that a peak exceeds.
    """
    size, channels = patches[0].shape[0], patches[0].shape[2]
    plan = spectrum_plan(size)
    texture = standardise(np.concatenate(list(patches), axis=2))
    spectra = whitened(np.ascontiguousarray(np.moveaxis(texture, 2, 0)), plan)
    threshold = false_alarm_threshold(plan.bins * len(spectra), pfa)
    peaks = [find_peaks(spectrum, plan, threshold) for spectrum in spectra]
    by_patch = [
        np.concatenate(peaks[start : start + channels])
        for start in range(0, len(peaks), channels)
    ]
    return decibels(float(spectra.max())), by_patch, threshold
