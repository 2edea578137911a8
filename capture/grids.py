"""From single spectral peaks to a grid: partners, witnesses and a vote over time."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

GridKind = Literal["grid", "harmonic", "line"]

_ORTHOGONAL_DEG: Final = 8.0
_ALIKE: Final = 0.1
_ANALYSES: Final = 10


@dataclass(frozen=True, slots=True)
class Grid:
    """A periodic pattern that one analysis found.

    Parameters
    ----------
    fx, fy
        Frequency of its strongest peak, cycles per pixel, ``fx >= 0``.
    level_db
        Power of that peak over the spectrum's median at its radius: the median over the patches
        that show it, dB.
    patches
        Number of patches that show it.
    kind
        ``grid`` with a peak at right angles and like radius, ``harmonic`` with one at twice the
        frequency, else ``line``.
    """

    fx: float
    fy: float
    level_db: float
    patches: int
    kind: GridKind

    @property
    def period_px(self) -> float:
        """Period in pixels."""
        return float(1 / np.hypot(self.fx, self.fy))

    @property
    def angle_deg(self) -> float:
        """Direction of the wave, degrees clockwise from image right, -90..90."""
        return float(np.degrees(np.arctan2(self.fy, self.fx)))

    @property
    def witnesses(self) -> int:
        """Independent things that speak for it: each patch, and a partner peak."""
        return self.patches + (self.kind != "line")


def same_frequency(
    first: NDArray[np.float64], second: NDArray[np.float64], tolerance: float
) -> NDArray[np.bool_]:
    """Tell which frequencies agree, a wave and its conjugate being the same.

    Parameters
    ----------
    first, second
        Shapes ``(n, 2)`` and ``(m, 2)``, float64, cycles per pixel.
    tolerance
        Largest distance, cycles per pixel; or 6 % of the frequency, if that is more: an
        inclined screen has another pitch at each cheek.

    Returns
    -------
    numpy.ndarray
        Shape ``(n, m)``, bool.
    """
    apart = np.minimum(
        np.linalg.norm(first[:, None] - second[None], axis=2),
        np.linalg.norm(first[:, None] + second[None], axis=2),
    )
    allowed = np.maximum(tolerance, 0.06 * np.linalg.norm(first, axis=1))[:, None]
    agreed: NDArray[np.bool_] = apart <= allowed
    return agreed


def best_grid(patches: Sequence[NDArray[np.float64]], tolerance: float) -> Grid | None:
    """Return the strongest pattern that has two witnesses, else the strongest of all.

    Parameters
    ----------
    patches
        Peaks by patch, each ``(n, 3)``: fx, fy in cycles per pixel, level in dB.
    tolerance
        As for `same_frequency`.
    """
    peaks = np.concatenate(list(patches)) if patches else np.zeros((0, 3))
    if not len(peaks):
        return None
    owner = np.repeat(np.arange(len(patches)), [len(patch) for patch in patches])
    same = same_frequency(peaks[:, :2], peaks[:, :2], tolerance)
    crossed = _at_right_angles(peaks[:, :2])
    doubled = same_frequency(2 * peaks[:, :2], peaks[:, :2], tolerance)
    found = [
        _grid(peaks, owner, same[row], bool(crossed[row].any()), bool(doubled[row].any()), row)
        for row in np.argsort(-peaks[:, 2], kind="stable")[:12].tolist()
    ]
    return max(found, key=lambda grid: (min(grid.witnesses, 2), grid.level_db))


def _at_right_angles(waves: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Tell which waves stand upright on one another with like frequency, shape ``(n, n)``."""
    radius = np.linalg.norm(waves, axis=1)
    product = radius[:, None] * radius[None]
    upright = abs(waves @ waves.T) <= np.sin(np.deg2rad(_ORTHOGONAL_DEG)) * product
    alike = abs(radius[:, None] - radius[None]) <= _ALIKE * radius[:, None]
    both: NDArray[np.bool_] = upright & alike
    return both


def _grid(
    peaks: NDArray[np.float64],
    owner: NDArray[np.intp],
    same: NDArray[np.bool_],
    crossed: bool,
    doubled: bool,
    row: int,
) -> Grid:
    levels = [
        float(peaks[same & (owner == patch), 2].max()) for patch in np.unique(owner[same])
    ]
    fx, fy = float(peaks[row, 0]), float(peaks[row, 1])
    sign = -1.0 if fx < 0 else 1.0
    kind: GridKind = "grid" if crossed else "harmonic" if doubled else "line"
    return Grid(sign * fx, sign * fy, float(np.median(levels)), len(levels), kind)


class GridVote:
    """Counts how often the same pattern was found in the last ten analyses.

    Parameters
    ----------
    tolerance
        Relative difference of frequency over which two analyses saw different patterns. A hand
        that sways by a tenth of its distance changes a halftone's pitch as much.
    """

    def __init__(self, tolerance: float = 0.12) -> None:
        self._tolerance = tolerance
        self._seen: deque[Grid | None] = deque(maxlen=_ANALYSES)

    def add(self, grid: Grid | None) -> None:
        """Take in what an analysis found."""
        self._seen.append(grid)

    @property
    def analyses(self) -> int:
        """Number of analyses in the window, at most ten."""
        return len(self._seen)

    def winner(self) -> tuple[int, Grid | None]:
        """Return the votes of the pattern seen most often, and its median sighting."""
        found = [grid for grid in self._seen if grid is not None]
        if not found:
            return 0, None
        waves = np.array([(grid.fx, grid.fy) for grid in found])
        near = self._close(waves)
        votes = near.sum(axis=1)
        chosen = int(np.argmax(votes))
        return int(votes[chosen]), _middle(
            grid for grid, member in zip(found, near[chosen], strict=True) if member
        )

    def _close(self, waves: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Tell which sightings agree; the two waves of one grid may take turns as strongest."""
        turned = np.stack([-waves[:, 1], waves[:, 0]], axis=1)
        apart = np.min(
            [
                np.linalg.norm(waves[:, None] - other[None], axis=2)
                for other in (waves, -waves, turned, -turned)
            ],
            axis=0,
        )
        close: NDArray[np.bool_] = (
            apart <= self._tolerance * np.linalg.norm(waves, axis=1)[:, None]
        )
        return close


def _middle(grids: Iterable[Grid]) -> Grid:
    ordered = sorted(grids, key=lambda grid: grid.level_db)
    return ordered[(len(ordered) - 1) // 2]
