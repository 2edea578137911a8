"""Painting a warped canvas over a frame, strip by strip."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .cv import cv2
from .optics import Points
from .surface import STEP, to_samples

_STRIP = 9
"""Sample rows per strip: narrow strips hug the silhouette, wide ones cost fewer calls."""


def premultiplied(
    colour: NDArray[np.uint8] | NDArray[np.float32], alpha: NDArray[np.float32]
) -> NDArray[np.uint8]:
    """Return BGRA of shape ``(h, w, 4)``, colour times alpha.

    Parameters
    ----------
    colour
        Shape ``(h, w, 3)``, BGR, 0 to 255.
    alpha
        Shape ``(h, w)``, 0 to 1.
    """
    flat = np.clip(colour * alpha[..., None], 0, 255)
    return np.dstack([np.rint(flat), np.rint(alpha * 255)]).astype(np.uint8)


def coverage(alpha: NDArray[np.uint8], shape: tuple[int, int]) -> NDArray[np.uint8]:
    """Return where a canvas is painted at all, on the samples of its grid, dilated."""
    rows, columns = shape
    inner = cv2.resize(
        cv2.dilate(alpha, np.ones((STEP, STEP), np.uint8)),
        (columns - 2, rows - 2),
        interpolation=cv2.INTER_AREA,
    )
    padded = cv2.copyMakeBorder(inner, 1, 1, 1, 1, cv2.BORDER_REPLICATE)
    return np.asarray(
        cv2.dilate((padded > 0).astype(np.uint8), np.ones((3, 3), np.uint8)), np.uint8
    )


def paint(
    frame: NDArray[np.uint8],
    canvas: NDArray[np.uint8],
    covered: NDArray[np.uint8],
    field: Points,
) -> None:
    """Paint a canvas over a frame, in place.

    Parameters
    ----------
    frame
        Shape ``(H, W, 3)``, BGR.
    canvas
        Shape ``(h, w, 4)``, premultiplied BGRA.
    covered
        The canvas's :func:`coverage`.
    field
        The canvas pixel at every sample of the frame's grid, ``(rows, columns, 2)``.
    """
    seen = cv2.remap(covered, to_samples(field), None, cv2.INTER_LINEAR)
    rows = field.shape[0] - 2
    for first in range(0, rows, _STRIP):
        last = min(first + _STRIP, rows)
        columns = np.flatnonzero(seen[first : last + 2].any(axis=0))
        if len(columns):
            _paint_block(frame, canvas, field, (first, last), (columns[0], columns[-1]))


def _paint_block(
    frame: NDArray[np.uint8],
    canvas: NDArray[np.uint8],
    field: Points,
    rows: tuple[int, int],
    columns: tuple[int, int],
) -> None:
    # frame block b lies under sample b + 1; two samples more let the edges interpolate
    left = max(columns[0] - 1, 0)
    right = min(columns[1], field.shape[1] - 2)
    if right <= left:
        return
    samples = field[rows[0] : rows[1] + 2, left : right + 2]
    grown = cv2.resize(
        samples,
        (samples.shape[1] * STEP, samples.shape[0] * STEP),
        interpolation=cv2.INTER_LINEAR,
    )[STEP:-STEP, STEP:-STEP]
    target = frame[
        rows[0] * STEP : rows[1] * STEP,
        left * STEP : right * STEP,
    ]
    grown = grown[: target.shape[0], : target.shape[1]]
    layer = cv2.remap(
        canvas, grown, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=0
    )
    hole = cv2.bitwise_not(cv2.extractChannel(layer, 3))
    beneath = cv2.multiply(target, cv2.merge([hole, hole, hole]), scale=1 / 255)
    cv2.add(beneath, cv2.cvtColor(layer, cv2.COLOR_BGRA2BGR), dst=target)
