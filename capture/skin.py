"""Where skin is, where it is not, and what each place measures at native resolution."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

from .face import Face
from .noise import noise_curve, noise_level

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


def eye_vector(face: Face) -> complex:
    """Return the way from the right eye's centre to the left one's, pixels, as x + iy."""
    x, y = face.xy[[263, 362]].mean(axis=0) - face.xy[[33, 133]].mean(axis=0)
    return complex(x, y)


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


@dataclass(frozen=True, slots=True, eq=False)
class PatchReading:
    """What one patch shows besides its spectrum.

    Parameters
    ----------
    noise
        Standard deviation of its noise, levels.
    curve
        The same by brightness, shape ``(8,)``, as from `noise.noise_curve`.
    luma
        Mean brightness, levels.
    detail
        Standard deviation of what a mean of 9 pixels leaves, levels.
    fine_db
        Power that a mean of 3 pixels leaves over the power between both means, dB: smoothed
        skin lacks the former.
    """

    noise: float
    curve: NDArray[np.float64]
    luma: float
    detail: float
    fine_db: float


def read_patch(luma: NDArray[np.float32]) -> PatchReading:
    """Measure the luma of a patch, shape ``(h, w)``, float32, levels, even sides."""
    fine, coarse = cv2.blur(luma, (3, 3)), cv2.blur(luma, (9, 9))
    whole = _variance(cv2.subtract(luma, coarse))
    high = _variance(cv2.subtract(luma, fine)) + 1e-6
    between = _variance(cv2.subtract(fine, coarse)) + 1e-6
    return PatchReading(
        noise=noise_level(luma),
        curve=noise_curve(luma),
        luma=float(cv2.mean(luma)[0]),
        detail=float(np.sqrt(whole)),
        fine_db=float(10 * np.log10(high / between)),
    )


def _variance(grey: MatLike) -> float:
    _, spread = cv2.meanStdDev(grey)
    return float(spread[0, 0]) ** 2


def sharpness(grey: NDArray[np.float32]) -> float:
    """Return the variance of the Laplacian after a 3x3 binomial blur, squared levels."""
    soft = cv2.GaussianBlur(grey, (3, 3), 0)
    return _variance(cv2.Laplacian(soft, cv2.CV_32F))


def eye_region(face: Face, image: NDArray[np.uint8]) -> NDArray[np.float32] | None:
    """Return the luma of the strip with both eyes and brows, or None outside the image."""
    points = face.xy[[70, 300, 33, 263, 117, 346]]
    x0, y0 = np.maximum(points.min(axis=0), 0).astype(int)
    x1, y1 = points.max(axis=0).astype(int)
    strip = image[y0:y1, x0:x1]
    if strip.shape[0] < 8 or strip.shape[1] < 8:
        return None
    return mixed(strip, LUMA)[..., 0]
