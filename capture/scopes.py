"""What a camera's scopes show: where it is too bright, what is sharp, how light is spread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

BINS: Final = 64
"""Bins of a histogram, four levels each."""


@dataclass(frozen=True, slots=True, eq=False)
class Histogram:
    """How the light of a face is spread.

    Parameters
    ----------
    counts
        Pixels by luma, (64,) float32.
    pixels
        Number of pixels.
    clipped_percent
        Part of the pixels in which a channel is 0 or 255, per cent.
    black_percent, white_percent
        Part in which a channel is 0, and in which one is 255.
    """

    counts: NDArray[np.float32]
    pixels: int
    clipped_percent: float
    black_percent: float
    white_percent: float


def luma_of(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return the luma Y' of a picture (ITU-R BT.601), (H, W) uint8, 0..255."""
    return cv2.cvtColor(image, cv2.COLOR_BGR2GRAY).astype(np.uint8, copy=False)


def zebra_mask(luma: NDArray[np.uint8], threshold: int) -> NDArray[np.uint8]:
    """Return where a luma is at or over a threshold, (H, W) uint8, 255 there and 0 elsewhere.

    Parameters
    ----------
    luma
        (H, W), 0..255.
    threshold
        1..255; 255 shows what is white and nothing else.
    """
    _, mask = cv2.threshold(luma, threshold - 1, 255, cv2.THRESH_BINARY)
    return mask.astype(np.uint8, copy=False)


def peaking_mask(luma: NDArray[np.uint8], threshold: int) -> NDArray[np.uint8]:
    """Return where a picture has sharp edges, (H, W) uint8, 255 there and 0 elsewhere.

    An edge is sharp where the Laplacian over four neighbours is at or over the threshold in
    size; a blur over a few pixels brings it down at once.

    Parameters
    ----------
    luma
        (H, W), 0..255.
    threshold
        Grey levels, 1..255.
    """
    edges = cv2.convertScaleAbs(cv2.Laplacian(luma, cv2.CV_16S))
    return zebra_mask(edges.astype(np.uint8, copy=False), threshold)


def face_histogram(
    image: NDArray[np.uint8], box: tuple[float, float, float, float]
) -> Histogram | None:
    """Return how the light of a face is spread; ``None`` where its box lies outside.

    Every pixel counts: a part of them would miss the percentage by some tenths.

    Parameters
    ----------
    image
        (H, W, 3) BGR.
    box
        Left, top, width and height of the face, pixels.
    """
    part = face_part(image, box)
    if part is None:
        return None
    pixels = part.shape[0] * part.shape[1]
    counts = cv2.calcHist([luma_of(part)], [0], None, [BINS], [0, 256])
    return Histogram(
        counts.ravel().astype(np.float32, copy=False),
        pixels,
        clipped_percent(part),
        100 * _outside(part, 1, 255) / pixels,
        100 * _outside(part, 0, 254) / pixels,
    )


def clipped_percent(part: NDArray[np.uint8]) -> float:
    """Return the part of the pixels in which a channel is 0 or 255, per cent.

    Parameters
    ----------
    part
        (H, W, 3), not empty.
    """
    return 100 * _outside(part, 1, 254) / (part.shape[0] * part.shape[1])


def face_part(
    image: NDArray[np.uint8], box: tuple[float, float, float, float]
) -> NDArray[np.uint8] | None:
    """Return the part of a picture in a box, a view; ``None`` when the box lies outside."""
    left, top = max(0, int(box[0])), max(0, int(box[1]))
    right, bottom = int(box[0] + box[2]), int(box[1] + box[3])
    part = image[top : max(top, bottom), left : max(left, right)]
    return part if part.size else None


def _outside(part: NDArray[np.uint8], lowest: int, highest: int) -> int:
    """Return the number of pixels with a channel outside of two levels."""
    low, high = np.full(3, lowest, np.uint8), np.full(3, highest, np.uint8)
    inside = cv2.countNonZero(cv2.inRange(part, low, high))
    return int(part.shape[0] * part.shape[1] - inside)
