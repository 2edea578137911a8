"""Refresh and mains flicker, seen as bands that travel over the rows of a rolling shutter."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import scipy.fft
from numpy.typing import NDArray

from .face import Face

ROWS: Final = 64
FRAMES: Final = 32
SLOWEST: Final = 3
"""Fewest cycles in 32 frames."""

COLUMNS: Final = 48
"""Columns that make the mean of a row, at least: the bands run along the rows, and noise of 2
levels in so many is .3 levels; 32 frames and 64 rows take care of the rest."""

_WINDOW: Final = np.outer(np.hanning(FRAMES), np.hanning(ROWS)).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Band:
    """The strongest travelling band.

    A lamp or screen of frequency f, seen by a shutter that takes r seconds from the first row
    to the last, shows f r periods over the picture's height, and stands at f modulo the frame
    rate over time.

    Parameters
    ----------
    inside_db, outside_db
        Its power over the median, in the face box and beside it, dB.
    period_px
        Distance of two bands in the face box, pixel rows.
    per_frame
        Frequency over time in the face box, cycles per frame, folded to 0..0.5.
    """

    inside_db: float
    outside_db: float
    period_px: float
    per_frame: float


class Banding:
    """Row brightness over time inside and outside the face box.

    A lamp on the mains flickers everywhere, a screen only where it is: the difference of the
    two spectral peaks is what tells.
    """

    def __init__(self) -> None:
        self._inside: deque[NDArray[np.float32]] = deque(maxlen=FRAMES)
        self._outside: deque[NDArray[np.float32]] = deque(maxlen=FRAMES)
        self._height = 0

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
        self._height = min(y1, image.shape[0]) - y0
        self._inside.append(inside)
        self._outside.append(outside)

    def band(self) -> Band | None:
        """Return the strongest band, or None before 32 frames in a row had both regions."""
        if len(self._inside) < FRAMES:
            return None
        level, over_time, over_rows = _peak(self._inside)
        return Band(
            inside_db=level,
            outside_db=_peak(self._outside)[0],
            period_px=self._height / over_rows,
            per_frame=min(over_time, FRAMES - over_time) / FRAMES,
        )


def _rows(region: NDArray[np.uint8]) -> NDArray[np.float32] | None:
    """Return the logarithm of the mean of each of 64 rows, or None for too small a region."""
    if region.shape[0] < ROWS or region.shape[1] < 8:
        return None
    step = max(region.shape[1] // COLUMNS, 1)
    mean = region[:, ::step, 1].mean(axis=1, dtype=np.float32)
    rows = cv2.resize(mean[:, None], (1, ROWS), interpolation=cv2.INTER_AREA)
    return np.asarray(np.log(rows[:, 0] + 1), np.float32)


def _peak(rows: deque[NDArray[np.float32]]) -> tuple[float, int, int]:
    """Return the strongest bin by the median in dB, and its cycles in time and in rows."""
    history = np.stack(rows)
    spectrum = scipy.fft.rfft2((history - history.mean(axis=0)) * _WINDOW)
    # slow changes are the head's and the light's, not a flicker's
    moving = abs(spectrum[SLOWEST : FRAMES - SLOWEST + 1, 1 : ROWS // 4]) ** 2
    time, row = np.unravel_index(int(moving.argmax()), moving.shape)
    level = 10 * np.log10((moving.max() + 1e-12) / (np.median(moving) + 1e-12))
    return float(level), int(time) + SLOWEST, int(row) + 1
