"""Flicker of the lamps, seen live as bands that travel over the rows of a rolling shutter."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from .frame import Frame

ROWS: Final = 48
WINDOW_S: Final = 2.0
"""How far back it looks: aliases half a hertz apart are told apart."""

LEAST_S: Final = 1.2
"""Less than this says nothing."""

COLUMN_STEP: Final = 16
"""Every so many-th column makes the mean of a row."""

MAINS: Final = ((50, 100.0), (60, 120.0))
"""Frequency of the mains and of the light on it, hertz."""

SLOWEST_HZ: Final = 3.0
"""Slower changes are the head's and the exposure's; an alias below this is not seen."""

NEAR_HZ: Final = 0.7
"""A peak so near to an alias is its lamp's."""

LOBE_HZ, AROUND_HZ = 1.1, 4.0
"""A line is as wide as the first, by the window; its surroundings reach to the second."""

STRONG_DB: Final = 18.0
"""Power of a line over its surroundings that makes a flicker."""

SMALLEST_PERCENT: Final = 0.3
"""A modulation smaller than this harms no signal."""

_STEP_HZ: Final = 0.25


@dataclass(frozen=True, slots=True)
class FlickerReading:
    """What moves over the rows.

    Parameters
    ----------
    mains_hz
        50 or 60; 0 where both look the same at this frame rate; ``None`` when nothing
        flickers.
    modulation_percent
        Amplitude of the strongest band in the mean brightness, per cent.
    over_db
        Its power over that of its surroundings in the spectrum, dB.
    unseen
        Mains whose flicker stands still at this frame rate, so that nobody can tell, hertz.
    """

    mains_hz: int | None
    modulation_percent: float
    over_db: float
    unseen: tuple[int, ...]


class FlickerMeter:
    """Row brightness of the last two seconds, and what in it travels.

    A lamp of frequency f, seen by a shutter that takes r seconds over the rows, shows f r
    periods over the picture, which move by f modulo the frame rate from frame to frame. A
    lamp at a multiple of the frame rate stands still and looks like shading.
    """

    def __init__(self) -> None:
        self._rows: deque[NDArray[np.float32]] = deque()
        self._at: deque[tuple[int, int]] = deque()

    def reset(self) -> None:
        """Forget what was seen."""
        self._rows.clear()
        self._at.clear()

    def add(self, frame: Frame) -> None:
        """Take in a later frame; gaps in the index are known for what they are."""
        if self._at and (frame.index <= self._at[-1][0] or frame.time_ns <= self._at[-1][1]):
            self.reset()
        mean = frame.image[:, ::COLUMN_STEP, 1].mean(axis=1, dtype=np.float32)
        rows = cv2.resize(mean[:, None], (1, ROWS), interpolation=cv2.INTER_AREA)[:, 0]
        self._rows.append(np.log(rows + 1).astype(np.float32))
        self._at.append((frame.index, frame.time_ns))
        while frame.time_ns - self._at[0][1] > WINDOW_S * 1e9:
            self._at.popleft()
            self._rows.popleft()

    def reading(self) -> FlickerReading | None:
        """Return what flickers; ``None`` before there is enough to tell."""
        if len(self._at) < 2:
            return None
        index, time_ns = np.array(self._at).T
        seconds = (time_ns[-1] - time_ns[0]) / 1e9
        fps = (index[-1] - index[0]) / seconds
        if seconds < LEAST_S or len(index) < 0.7 * (index[-1] - index[0]):
            return None
        # the shutter is regular, the stamps tremble
        hertz = np.arange(SLOWEST_HZ, fps / 2, _STEP_HZ)
        if len(hertz) < 8:
            return None
        power = self._bands((index - index[0]) / fps, hertz).max(axis=1) ** 2
        found = [_line(mains, _alias(lamp, fps), hertz, power) for mains, lamp in MAINS]
        lines = [line for line in found if line is not None]
        strongest = max(lines, key=lambda line: line[1], default=(0, 0.0, 0.0))
        mains, amplitude, over_db = strongest
        there = over_db >= STRONG_DB and 100 * amplitude >= SMALLEST_PERCENT
        if there and len({round(_alias(lamp, fps) / NEAR_HZ) for _, lamp in MAINS}) == 1:
            mains = 0
        return FlickerReading(mains if there else None, 100 * amplitude, over_db, _unseen(fps))

    def _bands(
        self, time_s: NDArray[np.float64], hertz: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Return the amplitude by frequency over time and over rows, in parts of the mean."""
        history = np.stack(self._rows).astype(np.float64)
        history -= history.mean(axis=0)
        window = np.hanning(len(time_s) + 2)[1:-1]
        wave = np.exp(-2j * np.pi * hertz[:, None] * time_s[None]) * window
        over_time = 2 * (wave @ history) / window.sum()
        tapered = over_time * np.hanning(ROWS + 2)[1:-1]
        over_rows = np.abs(np.fft.fft(tapered, axis=1)) / np.hanning(ROWS + 2).sum()
        # the picture as a whole is the exposure's; fine rows are noise
        kept: NDArray[np.float64] = np.delete(over_rows, [0, *range(12, ROWS - 11)], axis=1)
        return kept


def _alias(hertz: float, fps: float) -> float:
    """Return where a frequency stands after sampling, hertz, from 0 to half the rate."""
    return abs(hertz - fps * round(hertz / fps))


def _unseen(fps: float) -> tuple[int, ...]:
    return tuple(mains for mains, hertz in MAINS if _alias(hertz, fps) < SLOWEST_HZ)


def _line(
    mains: int, alias: float, hertz: NDArray[np.float64], power: NDArray[np.float64]
) -> tuple[int, float, float] | None:
    """Return the mains, amplitude and dB over the surroundings of the line at an alias.

    What moves before the camera raises a whole range of frequencies; a lamp raises one.
    """
    here = np.abs(hertz - alias) <= NEAR_HZ
    if alias < SLOWEST_HZ or not here.any():
        return None
    peak = float(hertz[here][power[here].argmax()])
    away = np.abs(hertz - peak)
    around = power[(away > LOBE_HZ) & (away <= AROUND_HZ)]
    top = float(power[here].max())
    return mains, top**0.5, 10 * float(np.log10((top + 1e-20) / (np.median(around) + 1e-20)))
