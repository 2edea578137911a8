"""What patches of skin and patches off the face showed, and how they compare."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .grids import Grid, same_frequency
from .medians import column_medians
from .noise import noise_ratio
from .skin import PatchReading

OUTSIDE_MIN: Final = 4
"""Fewest patches off the face that make a null."""


@dataclass(frozen=True, slots=True, eq=False)
class SkinSight:
    """One analysis of the skin: its strongest peak in dB, number of peaks, its patches."""

    level_db: float
    peaks: int
    patches: tuple[PatchReading, ...]

    def row(self) -> list[float]:
        """Return level, peaks, patches, and the means over these of their quantities."""
        told = [
            (patch.noise, patch.luma, patch.detail, patch.fine_db) for patch in self.patches
        ]
        means = [sum(column) / len(told) for column in zip(*told, strict=True)]
        return [self.level_db, self.peaks, len(told), *means]


@dataclass(frozen=True, slots=True, eq=False)
class OutsideSight:
    """A patch away from the face; peaks as from `spectrum.find_peaks`."""

    level_db: float
    patch: PatchReading
    peaks: NDArray[np.float64]


def compare(
    skin: Sequence[SkinSight], outside: Sequence[OutsideSight], grid: Grid | None
) -> dict[str, float]:
    """Return what the skin shows, and how that stands to what is off the face.

    Parameters
    ----------
    skin, outside
        The analyses that are remembered; at least one of the skin.
    grid
        The pattern that is looked for off the face, too.

    Returns
    -------
    dict
        By name as in the units of the texture signal; what is unknown is absent.
    """
    level, peaks, patches, noise, _, detail, fine = column_medians(
        np.array([sight.row() for sight in skin])
    ).tolist()
    raw = {"peak_db": level, "peaks": peaks, "patches": patches}
    raw |= {"noise": noise, "smooth_db": fine}
    if len(outside) < OUTSIDE_MIN:
        return raw
    # a null is best taken where there is as much detail as on the skin
    alike = [o for o in outside if 1 / 3 <= o.patch.detail / max(detail, 1e-6) <= 3]
    compared = alike if len(alike) >= OUTSIDE_MIN else outside
    raw["outside_db"] = float(np.median([o.level_db for o in compared]))
    ratio = noise_ratio(
        [patch.curve for sight in skin for patch in sight.patches],
        [o.patch.curve for o in outside],
    )
    if ratio is not None:
        raw["noise_ratio"] = ratio
    if grid is not None:
        wave, tolerance = np.array([(grid.fx, grid.fy)]), 0.12 / grid.period_px
        waves = np.concatenate([o.peaks[:, :2] for o in outside])
        owner = np.repeat(np.arange(len(outside)), [len(o.peaks) for o in outside])
        shows = np.unique(owner[same_frequency(wave, waves, tolerance)[0]])
        raw["outside_share"] = len(shows) / len(outside)
    return raw


def outside_curve(outside: Sequence[OutsideSight]) -> NDArray[np.float64]:
    """Return the noise by brightness off the face, shape ``(8,)``; NaN where unknown."""
    return column_medians(np.array([o.patch.curve for o in outside]))
