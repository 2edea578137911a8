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
_BRIDGED: Final = 3
"""Analyses from one sighting of a chain to the next: two in between may have missed it."""
_LINE: Final = 6
"""Fewest sightings through which a line is laid."""
_STRAIGHT: Final = 0.15
"""Most scatter about that line, as a part of the change along it: what hops from one peak of a
skin's texture to the next scatters by .3 and more."""
_TURNS: Final = (1, -1, 1j, -1j)


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


@dataclass(frozen=True, slots=True)
class Sighting:
    """A pattern that one analysis found.

    Parameters
    ----------
    grid
        The pattern.
    resolution
        How finely the analysis could tell frequencies, cycles per pixel.
    eyes
        From one eye to the other, pixels, as a complex number: size and turn of the face.
    """

    grid: Grid
    resolution: float = 0.0
    eyes: complex = 1.0

    @property
    def wave(self) -> complex:
        """Frequency in cycles per distance of the eyes: that of a texture on skin is constant.

        A texture that is turned and scaled by the complex factor s has its frequency divided by
        the conjugate of s, the eyes are multiplied by s.
        """
        return complex(self.grid.fx, self.grid.fy) * self.eyes.conjugate()


@dataclass(frozen=True, slots=True)
class Trace:
    """One pattern as it was followed over the last analyses.

    Parameters
    ----------
    votes
        Analyses in which two witnesses showed it.
    grid
        Its median sighting, of those with two witnesses where there are any.
    last
        Its latest sighting.
    drift
        How much its frequency moved against the face from the first sighting to the last, as a
        part of the frequency, by a straight line through all of them; 0 where the sightings
        scatter too much for that, or hardly move by what an analysis can tell.
    """

    votes: int
    grid: Grid
    last: Grid
    drift: float


class GridVote:
    """Follows a pattern through the last ten analyses and counts how often it was seen.

    A halftone keeps its pitch as long as its distance. The moire of a screen in the hand does
    not: it is the *difference* of two fine grids, so a tenth of a percent of distance or of a
    degree moves it by a good part of a bin (Amidror, The theory of the moire phenomenon, 2009).
    Hence sightings are linked from one to the next, and the first and the last of a
    chain may lie far apart.

    Parameters
    ----------
    tolerance
        Relative difference of frequency between two analyses in a row. A hand that sways by a
        tenth of its distance changes a halftone's pitch as much.
    """

    def __init__(self, tolerance: float = 0.12) -> None:
        self._tolerance = tolerance
        self._seen: deque[Sighting | None] = deque(maxlen=_ANALYSES)

    def add(self, sighting: Sighting | None) -> None:
        """Take in what an analysis found."""
        self._seen.append(sighting)

    @property
    def analyses(self) -> int:
        """Number of analyses in the window, at most ten."""
        return len(self._seen)

    def winner(self) -> Trace | None:
        """Return the pattern that was followed for longest, or None where none was seen."""
        at, found = self._chain()
        if not found:
            return None
        witnessed = [seen.grid for seen in found if seen.grid.witnesses >= 2]
        middle = _middle(witnessed or [seen.grid for seen in found])
        return Trace(len(witnessed), middle, found[-1].grid, _drift(at, found))

    def _chain(self) -> tuple[list[int], list[Sighting]]:
        """Return the chain with most witnesses, then most sightings; first when each was."""
        at = [n for n, seen in enumerate(self._seen) if seen is not None]
        found = [seen for seen in self._seen if seen is not None]
        if not found:
            return [], []
        near = self._close(at, found)
        worth = [1.0 + _ANALYSES * (seen.grid.witnesses >= 2) for seen in found]
        total, before = list(worth), [-1] * len(found)
        for n in range(1, len(found)):
            for m in np.flatnonzero(near[n, :n]).tolist():
                if total[m] + worth[n] > total[n]:
                    total[n], before[n] = total[m] + worth[n], m
        last, members = int(np.argmax(total)), []
        while last >= 0:
            members.append(last)
            last = before[last]
        members.reverse()
        return [at[n] for n in members], [found[n] for n in members]

    def _close(self, at: Sequence[int], found: Sequence[Sighting]) -> NDArray[np.bool_]:
        """Tell which sightings may be of one pattern that drifts, shape ``(n, n)``.

        The two waves of one grid may take turns as strongest.
        """
        waves = np.array([complex(seen.grid.fx, seen.grid.fy) for seen in found])
        step = abs(np.subtract.outer(at, at))
        turned = waves * 1j
        apart = np.min(
            [abs(waves[:, None] - other[None]) for other in (waves, -waves, turned, -turned)],
            axis=0,
        )
        finest = np.array([seen.resolution for seen in found])
        allowed = np.maximum(self._tolerance * abs(waves), finest)[:, None] * step
        close: NDArray[np.bool_] = (apart <= allowed) & (step <= _BRIDGED)
        return close


def _drift(at: Sequence[int], found: Sequence[Sighting]) -> float:
    """Return how far the frequency moved against the face, as `Trace` has it."""
    if len(found) < _LINE:
        return 0.0
    waves = [found[0].wave]
    for seen in found[1:]:
        # a wave is its conjugate, and the two of a grid may take turns
        waves.append(
            min((seen.wave * turn for turn in _TURNS), key=lambda w: abs(w - waves[-1]))
        )
    path, time = np.array(waves), np.array(at, np.float64)
    time -= time.mean()
    path -= (middle := path.mean())
    slope = (time * path).sum() / (time**2).sum()
    change = float(abs(slope) * np.ptp(time))
    scatter = float(np.sqrt((abs(path - slope * time) ** 2).mean()))
    least = max(seen.resolution * abs(seen.eyes) for seen in found)
    if change < least or scatter > _STRAIGHT * change:
        return 0.0
    return change / max(float(abs(middle)), least)


def _middle(grids: Iterable[Grid]) -> Grid:
    ordered = sorted(grids, key=lambda grid: grid.level_db)
    return ordered[(len(ordered) - 1) // 2]
