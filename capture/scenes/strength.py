"""How strongly a scene shows what gives it away: one number from 0 to 1 for each scene.

Without a strength a scene looks as it was composed. With one, everything that a signal could
find grows with it, from the weak end of what a camera meets to the strong end.
"""

from __future__ import annotations

from typing import Final

Range = tuple[float, float]
"""Values at strength 0 and at strength 1."""

MOIRE_CONTRAST: Final[Range] = (0.02, 0.10)
"""Of the pixel grid as the sensor sees it, fraction."""
MOIRE_PERIOD_PX: Final[Range] = (12.0, 2.5)
"""Of its alias: a wide moire is the one that a spectrum misses."""
HALFTONE_CONTRAST: Final[Range] = (0.02, 0.10)
"""Of one of the two screens of dots in the mid-tones, fraction."""
HALFTONE_PERIOD_PX: Final[Range] = (8.0, 2.5)
"""On a picture 1280 pixels wide."""
SHEET_TURN_DEG: Final[Range] = (3.0, 12.0)
"""Amplitude of the turns of a print in the hand: only a turn shows that it is flat."""
BEND_RADIUS_MM: Final[Range] = (130.0, 300.0)
"""Of a bent print, its sheet 315 mm wide: the more it is bent, the less it is a plane."""
LIVELINESS: Final[Range] = (0.4, 1.4)
"""Scale of a head's turns: 1 turns by 7 degrees. A mask is found by turning rigidly."""
JITTER_MM: Final[Range] = (0.15, 0.75)
"""Standard deviation of a face swap's jitter from frame to frame; 0.46 mm is a pixel."""


def linear(span: Range, strength: float) -> float:
    """Return the value at a strength, in equal steps."""
    low, high = span
    return low + (high - low) * strength


def geometric(span: Range, strength: float) -> float:
    """Return the value at a strength, in equal ratios: for periods, radii and amplitudes."""
    low, high = span
    return float(low * (high / low) ** strength)
