"""Blinks by the eye aspect ratio, with a threshold that follows the person."""

from __future__ import annotations

from collections import deque

import numpy as np
from numpy.typing import NDArray

from liveness.capture.face import EYE_LEFT, EYE_RIGHT, Face

CLOSED = 0.75
"""An eye is closing below this part of its usual ratio."""

DEEP = 0.65
"""A blink goes below this part; less is a squint or noise."""

LONGEST_S = 0.45
"""What lasts longer is a closed eye, no blink; blinks take 80 to 400 ms."""

APART_S = 0.06
"""Both eyes begin within this time, else it is a wink or an occlusion."""


def eye_aspect_ratio(xy: NDArray[np.float32], eye: tuple[int, ...]) -> float | None:
    """Return (|p2 p6| + |p3 p5|) / (2 |p1 p4|) (Soukupova and Cech, 2016), or ``None``."""
    p1, p2, p3, p4, p5, p6 = xy[list(eye)].astype(np.float64)
    wide = float(np.linalg.norm(p1 - p4))
    if not wide > 1e-6:
        return None
    return float((np.linalg.norm(p2 - p6) + np.linalg.norm(p3 - p5)) / (2 * wide))


class _Eye:
    """One eye: open or closing, since when, how deep."""

    def __init__(self) -> None:
        self.history: deque[float] = deque(maxlen=90)
        self.since_ns: int | None = None
        self.deepest = 1.0

    def add(self, ratio: float, now_ns: int) -> tuple[int, int, float] | None:
        """Take in a ratio; return start, end and depth of a dip that ends here."""
        self.history.append(ratio)
        if len(self.history) < 5:
            return None
        usual = float(np.median(self.history))
        part = ratio / usual if usual > 0.05 else 1.0
        if part < CLOSED:
            if self.since_ns is None:
                self.since_ns, self.deepest = now_ns, part
            self.deepest = min(self.deepest, part)
            return None
        if self.since_ns is None:
            return None
        dip = (self.since_ns, now_ns, self.deepest)
        self.since_ns = None
        return dip


class BlinkCounter:
    """Count blinks of both eyes together, frame by frame."""

    def __init__(self) -> None:
        self.count = 0
        """Blinks so far."""
        self.ratio: float | None = None
        """The last mean aspect ratio; 0.31 for an open eye."""
        self._eyes = (_Eye(), _Eye())
        self._dips: list[tuple[int, int, float] | None] = [None, None]

    def add(self, face: Face, now_ns: int) -> None:
        """Take in the next frame's face."""
        ratios = [eye_aspect_ratio(face.xy, eye) for eye in (EYE_RIGHT, EYE_LEFT)]
        known = [ratio for ratio in ratios if ratio is not None]
        if len(known) < 2:
            return
        self.ratio = float(np.mean(known))
        for side, ratio in enumerate(known):
            dip = self._eyes[side].add(ratio, now_ns)
            if dip is not None:
                self._dips[side] = dip
        right, left = self._dips
        if right is None or left is None:
            return
        if abs(right[0] - left[0]) <= APART_S * 1e9:
            lasted = (max(right[1], left[1]) - min(right[0], left[0])) / 1e9
            if lasted <= LONGEST_S and max(right[2], left[2]) < DEEP:
                self.count += 1
            self._dips = [None, None]
        else:  # the older one found no partner
            self._dips[0 if right[0] < left[0] else 1] = None
