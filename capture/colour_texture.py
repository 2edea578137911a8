"""Numbers that describe the look of a face's skin, for a model that a site trains itself.

Colour local binary patterns (Boulkenafet et al. 2015), image distortion (Wen et al. 2015) and
the spectrum, of one frame. They say nothing before a model was trained on takes of the very
camera: none of them transfers to another one.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from liveness.datasets.model_file import Crop

from .face import Face
from .model_input import cut

Floats = NDArray[np.float64]

VERSION: Final = 1
"""Of the numbers; a model of another version is not loaded."""

SIDE: Final = 64
"""Side of the crop for patterns and colours, pixels."""

BINS: Final = 59
"""Uniform patterns of eight neighbours, and one bin for all others."""

BANDS: Final = 12
"""Rings of the spectrum, from one cycle over the crop to the highest frequency."""

WIDTH: Final = 6 * BINS + 18 + BANDS + 1
"""Number of numbers."""

_CROP = Crop(scale=0.8, square=True, size=(SIDE, SIDE), colour="bgr", resize="area")
_SHIFTS = ((-1, -1), (-1, 0), (-1, 1), (0, 1), (1, 1), (1, 0), (1, -1), (0, -1))


class Description(NamedTuple):
    """What is told of one frame.

    Parameters
    ----------
    values
        Shape ``(WIDTH,)``, float64.
    detail
        Source pixels per crop pixel, at most 1.
    """

    values: Floats
    detail: float


def describe(image: NDArray[np.uint8], face: Face) -> Description | None:
    """Return the description of a face.

    Parameters
    ----------
    image
        Shape ``(H, W, 3)``, uint8, BGR.
    face
        Where it is.

    Returns
    -------
    Description or None
        ``None`` when it lies off the image.
    """
    found = cut(image, face.box, _CROP)
    if found is None:
        return None
    crop = np.ascontiguousarray(found.blob[0].transpose(1, 2, 0).astype(np.uint8))
    x, y, wide, tall = (int(side) for side in found.box)
    grey = cv2.cvtColor(image[y : y + tall, x : x + wide], cv2.COLOR_BGR2GRAY)
    hsv = cv2.cvtColor(crop, cv2.COLOR_BGR2HSV)
    ycc = cv2.cvtColor(crop, cv2.COLOR_BGR2YCrCb)
    patterns = [
        lbp_histogram(np.asarray(plane, np.uint8))
        for plane in (*cv2.split(hsv), *cv2.split(ycc))
    ]
    hsv_, grey_ = np.asarray(hsv, np.uint8), np.asarray(grey, np.uint8)
    values = np.concatenate([*patterns, _distortion(crop, hsv_, grey_), _spectrum(grey_)])
    return Description(values, found.detail)


def lbp_histogram(plane: NDArray[np.uint8]) -> Floats:
    """Return how often each uniform pattern occurs, in shares.

    The eight neighbours are pixels, not interpolated: then a rising change of grey alters
    nothing at all (Ojala et al. 2002).

    Parameters
    ----------
    plane
        Shape ``(H, W)``, uint8, at least 3 x 3.

    Returns
    -------
    NDArray
        Shape ``(BINS,)``, sums to 1.
    """
    rows, columns = plane.shape
    middle = plane[1:-1, 1:-1]
    codes = np.zeros(middle.shape, np.uint8)
    for bit, (down, right) in enumerate(_SHIFTS):
        beside = plane[1 + down : rows - 1 + down, 1 + right : columns - 1 + right]
        codes |= (beside >= middle).astype(np.uint8) << np.uint8(bit)
    counts = np.bincount(_UNIFORM[codes].ravel(), minlength=BINS)
    shares: Floats = counts / codes.size
    return shares


def _uniform() -> NDArray[np.intp]:
    """Return the bin of each of the 256 patterns: uniform ones change at most twice around."""
    bits = np.arange(256)[:, None] >> np.arange(8) & 1
    changes = (bits != np.roll(bits, 1, 1)).sum(1)
    found = np.full(256, BINS - 1, np.intp)
    found[changes <= 2] = np.arange(BINS - 1)
    return found


_UNIFORM: Final = _uniform()


def _distortion(
    crop: NDArray[np.uint8], hsv: NDArray[np.uint8], grey: NDArray[np.uint8]
) -> Floats:
    """Return highlights (3), blur (2), colour moments (9), contrast (2) and diversity (2)."""
    planes = hsv.reshape(-1, 3).astype(np.float64) / 255
    bright = (planes[:, 2] > 0.85) & (planes[:, 1] < 0.25)
    shine = planes[bright, 2] if bright.any() else np.zeros(1)
    mean, std = planes.mean(0), planes.std(0)
    skew = ((planes - mean) ** 3).mean(0) / np.maximum(std, 1e-3) ** 3
    sharp = float(cv2.Laplacian(grey, cv2.CV_64F).var())
    blurred = cv2.GaussianBlur(grey, (0, 0), 1.5)
    slopes = [
        float(np.abs(np.diff(each.astype(np.float64))).mean()) for each in (grey, blurred)
    ]
    low, high = (np.percentile(planes[:, 2], [1, 99])).tolist()
    coarse = (crop.reshape(-1, 3) >> 3).astype(np.int64) @ np.array([1, 32, 1024])
    counts = np.sort(np.unique(coarse, return_counts=True)[1])[::-1]
    return np.array(
        [
            *(float(bright.mean()), float(shine.mean()), float(shine.var())),
            *(np.log(sharp + 1), 1 - slopes[1] / max(slopes[0], 1e-6)),
            *mean.tolist(),
            *std.tolist(),
            *skew.tolist(),
            *(low, high),
            *(len(counts) / len(coarse), counts[:100].sum() / len(coarse)),
        ]
    )


def _spectrum(grey: NDArray[np.uint8]) -> Floats:
    """Return the log power of each ring, natural log, and the strongest peak over its ring."""
    side = max(min(256, *grey.shape), 16)
    if min(grey.shape) < side:
        grey = np.asarray(cv2.resize(grey, (side, side)), np.uint8)
    top, left = (grey.shape[0] - side) // 2, (grey.shape[1] - side) // 2
    part = grey[top : top + side, left : left + side].astype(np.float64)
    window = np.hanning(side)
    power = np.abs(np.fft.rfft2((part - part.mean()) * np.outer(window, window))) ** 2 + 1e-3
    radius = np.hypot(np.fft.fftfreq(side)[:, None], np.fft.rfftfreq(side)[None])
    edges = np.geomspace(1 / side, 0.5, BANDS + 1)
    ring = np.digitize(radius, edges) - 1
    levels, peaks = np.zeros(BANDS), np.zeros(BANDS)
    for k in range(BANDS):
        here = power[ring == k]
        if here.size:
            levels[k] = np.log(here.mean())
            peaks[k] = np.log(here.max() / np.median(here))
    return np.append(levels - levels.mean(), peaks[BANDS // 2 :].max())
