"""Refresh and mains flicker, seen as bands that travel over the rows of a rolling shutter."""

from __future__ import annotations

from collections import deque
from typing import Final

import cv2
import numpy as np
import scipy.fft
from numpy.typing import NDArray

from .face import Face

ROWS: Final = 64
FRAMES: Final = 32
STEP: Final = 3
"""Every third column makes the mean of a row: the bands run along the rows."""

_WINDOW: Final = np.outer(np.hanning(FRAMES), np.hanning(ROWS)).astype(np.float32)


class Banding:
    """Row brightness over time inside and outside the face box.

    A lamp on the mains flickers everywhere, a screen only where it is: the difference of the
    two spectral peaks is what tells.
    """

    def __init__(self) -> None:
        self._inside: deque[NDArray[np.float32]] = deque(maxlen=FRAMES)
        self._outside: deque[NDArray[np.float32]] = deque(maxlen=FRAMES)

    def add(self, image: NDArray[np.uint8], face: Face) -> None:
        """Take in the next frame; each frame counts, at the camera's own rate."""
        x, y, w, h = face.box
        width = image.shape[1]
        y0, y1 = max(int(y + 0.1 * h), 0), int(y + 0.9 * h)
        inside = _rows(image[y0:y1, max(int(x + 0.2 * w), 0) : max(int(x + 0.8 * w), 0)])
        left, right = int(x - 0.4 * w), int(x + 1.4 * w)
        strip = image[y0:y1, :left] if left > width - right else image[y0:y1, max(right, 0) :]
        outside = _rows(strip if min(strip.shape[:2]) >= 16 else strip[:0])
        if inside is None or outside is None:
            self._inside.clear()
            self._outside.clear()
            return
        self._inside.append(inside)
        self._outside.append(outside)

    def levels_db(self) -> tuple[float, float] | None:
        """Return the strongest travelling band over the median inside and outside, dB."""
        if len(self._inside) < FRAMES:
            return None
        return _peak_db(self._inside), _peak_db(self._outside)


def _rows(region: NDArray[np.uint8]) -> NDArray[np.float32] | None:
    """Return the logarithm of the mean of each of 64 rows, or None for too small a region."""
    if region.shape[0] < ROWS or region.shape[1] < 8:
        return None
    mean = region[:, ::STEP, 1].mean(axis=1, dtype=np.float32)
    rows = cv2.resize(mean[:, None], (1, ROWS), interpolation=cv2.INTER_AREA)
    return np.asarray(np.log(rows[:, 0] + 1), np.float32)


def _peak_db(rows: deque[NDArray[np.float32]]) -> float:
    """Return the strongest bin of the spectrum over time and rows by its median, dB."""
    history = np.stack(rows)
    spectrum = scipy.fft.rfft2((history - history.mean(axis=0)) * _WINDOW)
    power = spectrum.real**2 + spectrum.imag**2
    # slow changes are the head's and the light's, not a flicker's
    moving = power[3 : FRAMES - 2, 1 : ROWS // 4]
    return float(10 * np.log10((moving.max() + 1e-12) / (np.median(moving) + 1e-12)))
