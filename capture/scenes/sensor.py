"""The demo camera's sensor: noise that depends on the signal, cheap enough for 30 frames/s."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from .cv import cv2
from .optics import f32

READOUT_S = 0.022
"""Rolling shutter: time from the first row to the last."""
_SPARE = 320
"""Pixels by which a noise tile exceeds the frame: room for the random offset."""
_BLOCK = 48
"""Rows that are exposed at a time."""
_HALVES = np.sqrt(1 - 1 / np.pi)
"""What adds and what takes come from different places of the tiles: their sum varies less."""
_SIGMA = (2.5, 1.9, 2.3)
"""Noise of blue, green and red before the tone curve, grey levels."""


@lru_cache(maxsize=2)
def _tiles(width: int, height: int) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Return what noise adds and what it takes, each larger than the frame."""
    rng = np.random.default_rng([1, width, height])
    shape = (height + _SPARE, width + _SPARE, 3)
    noise = rng.standard_normal(shape, dtype=np.float32)
    # demosaicing correlates neighbours a little
    noise = 0.8 * noise + 0.45 * cv2.GaussianBlur(noise, (0, 0), 0.9) * 2.2
    noise *= f32(_SIGMA) / noise.std(axis=(0, 1)) / np.float32(_HALVES)
    noise += rng.uniform(-0.5, 0.5, shape).astype(np.float32)
    whole = np.rint(noise)
    return np.maximum(whole, 0).astype(np.uint8), np.maximum(-whole, 0).astype(np.uint8)


def _tone_curve() -> NDArray[np.uint8]:
    """Return the camera's curve: noise of constant size in, signal-dependent noise out.

    Its slope is 1.25 in the shadows, where gamma lifts the read noise, and 0.85 in the
    lights; the whole range maps to itself.
    """
    x = np.arange(256) / 255
    slope = 1.25 - 0.4 * x
    curve = np.cumsum(slope)
    return np.asarray(np.rint(255 * (curve - curve[0]) / (curve[-1] - curve[0])), np.uint8)


_CURVE = _tone_curve()


def expose(frame: NDArray[np.uint8], seed: tuple[int, ...]) -> NDArray[np.uint8]:
    """Return the frame as the sensor gives it; ``seed`` names the frame."""
    height, width = frame.shape[:2]
    adds, takes = _tiles(width, height)
    rng = np.random.default_rng(seed)
    y, x = rng.integers(0, _SPARE, 2)
    v, u = rng.integers(0, _SPARE, 2)
    out = np.empty_like(frame)
    # block by block, so that the three passes find their data in the cache
    for top in range(0, height, _BLOCK):
        rows = slice(top, min(top + _BLOCK, height))
        high, low = (slice(at + rows.start, at + rows.stop) for at in (y, v))
        noisy = cv2.add(frame[rows], adds[high, x : x + width])
        cv2.subtract(noisy, takes[low, u : u + width], dst=noisy)
        cv2.LUT(noisy, _CURVE, dst=out[rows])
    return out
