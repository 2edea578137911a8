"""Where skin is, where it is not, and what each place measures at native resolution."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from .face import Face
from .geometry import FACE_OVAL

PATCH_SIZES: Final = (64, 96, 128)
"""Sides of patches, pixels; larger ones find no more and cost a frame's time."""

SKIN: Final = ((151,), (50, 205), (280, 425))
"""Landmarks whose mean is the middle of the forehead, the right cheek and the left cheek."""

LUMA: Final = np.array([[0.114, 0.587, 0.299]], np.float32)
CHANNELS: Final = np.array(
    [[0.114, 0.587, 0.299], [0.0, -1.0, 1.0], [1.0, -1.0, 0.0]], np.float32
)
"""Luma, red less green and blue less green, from BGR: screens alias by colour."""

Corner = tuple[int, int]


def patch_size(iod_px: float) -> int:
    """Return the largest patch side that stays on a cheek: at most .7 of the eyes' distance."""
    return max((size for size in PATCH_SIZES if size <= 0.7 * iod_px), default=PATCH_SIZES[0])


def skin_corners(face: Face, size: int, width: int, height: int) -> list[Corner]:
    """Return the upper left corners of the skin patches that lie inside the image, pixels."""
    corners = []
    for group in SKIN:
        x, y = face.xy[list(group)].mean(axis=0) - size / 2
        if 0 <= x <= width - size and 0 <= y <= height - size:
            corners.append((int(x), int(y)))
    return corners


def outside_corners(face: Face, size: int, width: int, height: int) -> list[Corner]:
    """Return the corners of patches away from face, hair and shoulders, the farthest first.

    The farthest are the likeliest to lie beyond the edge of a print or screen that is held up.
    """
    x, y, w, h = face.box
    xs = np.arange(size // 4, width - size + 1, size)
    ys = np.arange(size // 4, height - size + 1, size)
    grid = np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)
    if not len(grid):
        return []
    offset = (grid + size / 2 - np.array([x + w / 2, y + h / 2])) / np.array([w, h])
    beside = abs(offset[:, 0]) > 0.75 + size / (2 * w)
    above = offset[:, 1] < -(0.85 + size / (2 * h))
    shoulder = (offset[:, 1] > 0.35) & (abs(offset[:, 0]) < 1.6)
    free = (beside | above) & ~shoulder
    order = np.argsort(-np.hypot(offset[:, 0], offset[:, 1])[free], kind="stable")
    return [(int(cx), int(cy)) for cx, cy in grid[free][order]]


def cut(image: NDArray[np.uint8], corner: Corner, size: int) -> NDArray[np.uint8]:
    """Return the patch at a corner, a view of shape ``(size, size, 3)``."""
    x, y = corner
    return image[y : y + size, x : x + size]


def mixed(patch: NDArray[np.uint8], mix: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return linear mixtures of the colours, shape ``(h, w, len(mix))``, float32, levels."""
    out = cv2.transform(patch.astype(np.float32), mix)
    return np.asarray(out, np.float32).reshape(*patch.shape[:2], len(mix))


def noise_level(grey: NDArray[np.float32]) -> float:
    """Return the standard deviation of white noise, levels.

    The median absolute deviation of the diagonal Haar band over .6745 (Donoho and Johnstone,
    1994): edges and shading hardly reach that band. Shape ``(h, w)``, even sides.
    """
    even, odd = grey[0::2], grey[1::2]
    diagonal = (even[:, 0::2] - even[:, 1::2] - odd[:, 0::2] + odd[:, 1::2]) / 2
    return float(np.median(abs(diagonal)) / 0.6745)


def detail(grey: NDArray[np.float32]) -> tuple[float, float]:
    """Return the amount of detail in levels, and how fine it is in dB.

    The standard deviation of what a mean of 9 pixels leaves; the power that a mean of 3 pixels
    leaves over the power between both means: smoothed skin lacks the former.
    """
    fine, coarse = cv2.blur(grey, (3, 3)), cv2.blur(grey, (9, 9))
    ratio = (float(np.var(grey - fine)) + 1e-6) / (float(np.var(fine - coarse)) + 1e-6)
    return float(np.std(grey - coarse)), float(10 * np.log10(ratio))


def sharpness(grey: NDArray[np.float32]) -> float:
    """Return the variance of the Laplacian after a 3x3 binomial blur, squared levels."""
    soft = cv2.GaussianBlur(grey, (3, 3), 0)
    return float(np.var(cv2.Laplacian(soft, cv2.CV_32F)))


def eye_region(face: Face, image: NDArray[np.uint8]) -> NDArray[np.float32] | None:
    """Return the luma of the strip with both eyes and brows, or None outside the image."""
    points = face.xy[[70, 300, 33, 263, 117, 346]]
    x0, y0 = np.maximum(points.min(axis=0), 0).astype(int)
    x1, y1 = points.max(axis=0).astype(int)
    strip = image[y0:y1, x0:x1]
    if strip.shape[0] < 8 or strip.shape[1] < 8:
        return None
    return mixed(strip, LUMA)[..., 0]


def seam_db(face: Face, image: NDArray[np.uint8]) -> float | None:
    """Return how much finer the detail is inside the outline of the face than outside, dB.

    Mean absolute Laplacian in a box just inside and just outside the face oval, as a ratio, the
    median over 18 places; ``None`` when fewer than six lie inside the image.
    """
    outline = face.xy[list(FACE_OVAL)][::2]
    middle = outline.mean(axis=0)
    x, y, w, h = face.box
    x0, y0 = max(int(x - 0.15 * w), 0), max(int(y - 0.15 * h), 0)
    crop = image[y0 : max(int(y + 1.15 * h), 0), x0 : max(int(x + 1.15 * w), 0), 1]
    if min(crop.shape) < 32:
        return None
    edges = cv2.convertScaleAbs(cv2.Laplacian(crop, cv2.CV_16S))
    side = max(int(0.06 * w) | 1, 5)
    mean = cv2.boxFilter(edges, cv2.CV_32F, (side, side))
    levels = []
    for scale in (0.9, 1.1):
        at = np.rint(middle + scale * (outline - middle) - (x0, y0)).astype(int)
        known = ((at >= 0) & (at < (mean.shape[1], mean.shape[0]))).all(axis=1)
        clipped = np.clip(at, 0, (mean.shape[1] - 1, mean.shape[0] - 1))
        levels.append(np.where(known, mean[clipped[:, 1], clipped[:, 0]], np.nan))
    ratio = 20 * np.log10((levels[0] + 0.1) / (levels[1] + 0.1))
    kept = ratio[np.isfinite(ratio)]
    return float(np.median(kept)) if len(kept) >= 6 else None
