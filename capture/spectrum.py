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
_BORDER: Final = cv2.BORDER_REFLECT_101


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
    order
        Shape ``(bins,)``, intp: flat numbers of the searched bins by radius. Whitening works on
        this order, in which a ring is a slice.
    starts, ring
        Where each ring starts in that order, and how many bins each has; neighbours overlap by
        a bin or two where the bins do not divide evenly.
    blend
        Shape ``(rings, bins)``, float32: how much each ring counts for a bin of its radius.
    axes
        Shape ``(4, n)``, intp: places in that order of the bins near the lower and upper half
        of the horizontal axis, then of the vertical one; padded by repetition.
    """

    size: int
    window: NDArray[np.float32]
    searched: NDArray[np.bool_]
    order: NDArray[np.intp]
    starts: NDArray[np.intp]
    ring: int
    blend: NDArray[np.float32]
    axes: NDArray[np.intp]

    @property
    def bins(self) -> int:
        """Number of bins searched."""
        return len(self.order)


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
    flat = np.flatnonzero(searched)
    order = flat[np.argsort(radius.ravel()[flat], kind="stable")]
    sorted_radius = radius.ravel()[order]
    rings = max(len(order) // RING_BINS, 2)
    ring = -(-len(order) // rings)
    starts = np.rint(np.linspace(0, len(order) - ring, rings)).astype(np.intp)
    centre = np.array([sorted_radius[start : start + ring].mean() for start in starts])
    place = np.interp(sorted_radius, centre, np.arange(rings))
    blend = np.maximum(1 - abs(place - np.arange(rings)[:, None]), 0)
    return SpectrumPlan(
        size=size,
        window=np.outer(hann, hann).astype(np.float32),
        searched=searched,
        order=order,
        starts=starts,
        ring=ring,
        blend=blend.astype(np.float32),
        axes=_axes(radius, searched, order),
    )


def _axes(
    radius: NDArray[np.float64], searched: NDArray[np.bool_], order: NDArray[np.intp]
) -> NDArray[np.intp]:
    size = radius.shape[0]
    rows = np.minimum(np.arange(size), size - np.arange(size))[:, None] <= AXIS_BINS
    columns = np.arange(radius.shape[1])[None, :] <= AXIS_BINS
    upper = radius >= (LOWEST + HIGHEST) / 2
    pieces = [
        np.flatnonzero((near & half & searched).ravel()[order])
        for near in (rows, columns)
        for half in (~upper, upper)
    ]
    longest = max(len(piece) for piece in pieces)
    return np.stack([np.resize(piece, longest) for piece in pieces])


def standardise(patch: NDArray[np.float32]) -> NDArray[np.float32]:
    """Take shading and contrast out of a patch, so that texture alone remains.

    Parameters
    ----------
    patch
        Shape ``(h, w)`` or ``(h, w, k)``, float32, levels.

    Returns
    -------
    numpy.ndarray
        Same shape, float32: residual of a smooth local mean over its local standard deviation
        plus one level, clipped to +-3. The means are twice a box, close to Gaussians of 4 and
        8 pixels.
    """
    residual = cv2.subtract(patch, _boxed(_boxed(patch, 9), 9))
    power = cv2.sqrBoxFilter(residual, cv2.CV_32F, (17, 17), borderType=_BORDER)
    power = np.maximum(_boxed(np.asarray(power, np.float32), 17), 0)
    ratio = np.asarray(cv2.divide(residual, np.sqrt(power) + 1), np.float32)
    return np.clip(ratio, -3, 3).reshape(patch.shape)


def _boxed(image: NDArray[np.float32], size: int) -> NDArray[np.float32]:
    return np.asarray(cv2.blur(image, (size, size), borderType=_BORDER), np.float32)


def whitened(patches: NDArray[np.float32], plan: SpectrumPlan) -> NDArray[np.float32]:
    """Return power over the median power at the same radius.

    Parameters
    ----------
    patches
        Shape ``(k, size, size)``, float32, standardised.

    Returns
    -------
    numpy.ndarray
        Shape ``(k, plan.bins)``, float32, in the plan's order: `spread` puts it into place.
        Near an axis that is stronger than its rings as a whole, by half axes, its own median
        counts.
    """
    spectrum = scipy.fft.rfft2(patches * plan.window, axes=(1, 2), overwrite_x=True)
    searched = spectrum.reshape(len(patches), -1)[:, plan.order]
    white: NDArray[np.float32] = searched.real**2 + searched.imag**2
    middle = (plan.ring - 1) // 2
    medians = np.empty((len(white), len(plan.starts)), np.float32)
    for ring, start in enumerate(plan.starts.tolist()):
        # sorting whole short rows is faster than a selection: it runs in vector registers
        medians[:, ring] = np.sort(white[:, start : start + plan.ring], axis=1)[:, middle]
    white *= np.exp(-np.log(np.maximum(medians, 1e-6)) @ plan.blend)
    ridges = np.sort(white[:, plan.axes], axis=2)
    half = plan.axes.shape[1] // 2
    ridges = np.maximum((ridges[:, :, half] + ridges[:, :, -half - 1]) / 2, 1)
    for piece, ridge in zip(plan.axes, ridges.T, strict=True):
        white[:, piece] /= ridge[:, None]
    return white


def spread(white: NDArray[np.float32], plan: SpectrumPlan) -> NDArray[np.float32]:
    """Return spectra in place: shape ``(k, size, size // 2 + 1)``, 0 where not searched."""
    placed = np.zeros((len(white), plan.searched.size), np.float32)
    placed[:, plan.order] = white
    return placed.reshape(len(white), *plan.searched.shape)


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
    planes = [np.moveaxis(standardise(patch), 2, 0) for patch in patches]
    texture: NDArray[np.float32] = np.concatenate(planes)
    white = whitened(texture, plan)
    threshold = false_alarm_threshold(plan.bins * len(white), pfa)
    highest = white.max(axis=1)
    peaks = [np.zeros((0, 3))] * len(white)
    for n in np.flatnonzero(highest >= threshold).tolist():
        peaks[n] = find_peaks(spread(white[n : n + 1], plan)[0], plan, threshold)
    by_patch = [
        np.concatenate(peaks[start : start + channels])
        for start in range(0, len(peaks), channels)
    ]
    return decibels(float(highest.max())), by_patch, threshold
