"""Noise of the sensor by brightness: the photon transfer of pairs of a still, plain picture.

Two pictures of the same light differ by twice the variance of one. A bare sensor's variance
rises in a line with the mean, ``var = read^2 + gain mean`` (Janesick, 2007; EMVA 1288): its
slope is the gain, levels for an electron.
"""

from __future__ import annotations

from typing import ClassVar, Final

import numpy as np
from numpy.typing import NDArray

from liveness.capture.face import Face
from liveness.capture.frame import Frame
from liveness.datasets.camera_profile import Estimate, NoiseLevel, NoiseResult
from liveness.datasets.errors import DataError

from .task import Hint, Progress, Seen, size_of

PAIRS: Final = 24
TILE: Final = 16
"""Side of a tile over which a mean is taken, pixels."""

SHARE: Final = 0.6
"""Part of the picture's sides that is looked at: the middle."""

DARKEST: Final = 8.0
BRIGHTEST: Final = 245.0
"""Means outside are clipped in part, which takes noise away."""

STEPS: Final = 16
LEAST_SPAN: Final = 60.0
"""Range of means, levels, that makes a line."""

LEAST_TILES: Final = 24
FLATNESS: Final = 12.0
"""Largest range of means within a tile, levels: an edge is no plain card."""

LEAST_FLAT: Final = 0.5
"""Part of the tiles that must be plain: what is left between edges is no card."""

MOST_CHANGE: Final = 6.0
"""Change of a tile's mean from one picture to the next, levels, above which something moved."""

ROUNDING: Final = 1 / 12
"""Variance that rounding to whole levels adds, squared levels."""

PROCESSED: Final = 0.12
"""Correlation of neighbours above which the picture is no bare sensor's."""

BENT: Final = 4.0
"""Standard uncertainties of its curvature at which a line is none."""

METHOD: Final = (
    "photon transfer of pairs of frames, green channel, by tiles of 16 px; weighted line "
    "(EMVA 1288), rounding taken off"
)


class NoiseTask:
    """Takes pairs of consecutive pictures of a plain card under steady light.

    A card that fades from dark to bright, or several exposures one after the other, gives
    the range of brightness that the gain needs.

    Parameters
    ----------
    lossy
        Whether the pictures were compressed with loss: noise is then reported, gain is not.
    """

    name: ClassVar[str] = "noise"

    def __init__(self, *, lossy: bool = False) -> None:
        self._lossy = lossy
        self._size: tuple[int, int] | None = None
        self._last: NDArray[np.float32] | None = None
        self._pairs = 0
        self._mean: list[NDArray[np.float64]] = []
        self._variance: list[NDArray[np.float64]] = []
        self._products: list[tuple[float, float]] = []
        self._same = 0

    def add(self, frame: Frame, face: Face | None = None) -> Seen:
        """Take in the next picture; two in a row make a pair."""
        if self._size not in (None, size_of(frame)):
            return Seen("wrong-size")
        self._size = size_of(frame)
        part, outline = _middle(frame.image)
        if part.size == 0:
            return Seen("show-plain")
        before, self._last = self._last, part
        if before is None:
            return Seen("show-plain", outline=outline)
        self._last = None
        if np.array_equal(before, part):  # a source that repeats pictures has no noise to see
            self._same += 1
            return Seen("show-plain", outline=outline)
        hint = self._take(before, part)
        if hint is not None:
            return Seen(hint, outline=outline)
        self._pairs += 1
        ready = self._pairs >= PAIRS
        return Seen("enough" if ready else "keep-going", outline=outline, taken=True)

    def _take(self, one: NDArray[np.float32], two: NDArray[np.float32]) -> Hint | None:
        mean = _tiles((one + two) / 2)
        level, span = mean.mean(axis=1), np.ptp(_columns(mean), axis=1)
        flat = (level > DARKEST) & (level < BRIGHTEST) & (span < FLATNESS)
        moved = abs(_tiles(two - one).mean(axis=1))[flat]
        still = len(moved) > 0 and float(np.median(moved)) < MOST_CHANGE
        if flat.sum() < max(LEAST_TILES, LEAST_FLAT * len(flat)) or not still:
            if float(np.median(level)) >= BRIGHTEST:
                return "too-bright"
            return "too-dark" if float(np.median(level)) <= DARKEST else "show-plain"
        # lamps and automatic exposure change rows and tiles as a whole: that is no noise
        difference = _tiles(two - one)[flat].reshape(-1, TILE, TILE)
        difference = difference - difference.mean(axis=2, keepdims=True)
        freedom = TILE * (TILE - 1)
        variance = (difference**2).sum(axis=(1, 2)) / freedom / 2
        self._mean.append(level[flat].astype(np.float64))
        self._variance.append(variance.astype(np.float64))
        beside = float((difference[:, :, 1:] * difference[:, :, :-1]).mean())
        self._products.append((beside, float((difference**2).mean())))
        return None

    def progress(self) -> Progress:
        """Return how many pairs there are."""
        return Progress(min(self._pairs, PAIRS), PAIRS, self._pairs >= PAIRS)

    def solve(self) -> NoiseResult:
        """Return noise by brightness, and where the picture is a bare sensor's its gain.

        Raises
        ------
        DataError
            ``E-CAL-32`` for too few pairs of a plain picture, or pictures without noise.
        """
        if self._pairs < PAIRS or self._size is None:
            same = f", {self._same} pairs were the same picture twice" if self._same else ""
            raise DataError(
                "E-CAL-32",
                "there are too few pairs of a plain picture",
                f"{self._pairs} of {PAIRS}{same}",
                "fill the middle of the picture with a plain grey card, out of focus and still",
            )
        mean, variance = np.concatenate(self._mean), np.concatenate(self._variance)
        beside, square = np.mean(self._products, axis=0)
        # the mean of each row of 16 was taken off, which correlates neighbours by -1 / 15
        correlation = float(np.clip(beside / square + 1 / (TILE - 1), -1, 1))
        levels = _levels(mean, variance)
        if max(level.noise.value for level in levels) <= 0:
            raise DataError(
                "E-CAL-32",
                "the pictures hold no noise",
                "their difference is rounding alone",
                "turn noise reduction off, or raise gain or exposure",
            )
        read, gain, notes = self._line(mean, variance, correlation)
        return NoiseResult(
            method=METHOD,
            n=self._pairs,
            width=self._size[0],
            height=self._size[1],
            levels=levels,
            read_noise_dn=read,
            gain_dn_per_e=gain,
            neighbour_correlation=correlation,
            notes=notes,
        )

    def _line(
        self,
        mean: NDArray[np.float64],
        variance: NDArray[np.float64],
        correlation: float,
    ) -> tuple[Estimate | None, Estimate | None, tuple[str, ...]]:
        """Return read noise and gain, or why there is none."""
        low, high = np.percentile(mean, [1, 99])
        if high - low < LEAST_SPAN:
            text = (
                f"brightness ran from {low:.0f} to {high:.0f} only, {LEAST_SPAN:.0f} levels "
                "make a line: no gain is given"
            )
            return None, None, (text,)
        if self._lossy:
            return None, None, ("the pictures were compressed with loss: no gain is given",)
        if abs(correlation) > PROCESSED:
            text = (
                f"neighbours are correlated by {correlation:.2f}: the camera filters or "
                "interpolates, and no gain is given"
            )
            return None, None, (text,)
        bend = _bend(mean, variance)
        if abs(bend) > BENT:
            text = (
                f"variance does not rise in a line ({bend:+.0f} standard uncertainties): the "
                "camera applies a tone curve, and no gain is given"
            )
            return None, None, (text,)
        values, covariance = _fit(mean, variance, 1)
        squared, gain = float(values[0] - ROUNDING), float(values[1])
        if gain <= 0:
            return None, None, ("variance does not rise with brightness: no gain is given",)
        read = float(np.sqrt(max(squared, 0.0)))
        deviation = float(np.sqrt(covariance[0, 0]))
        # near 0 the root has no slope: what the variance allows is then the uncertainty
        spread = deviation / (2 * read) if read**2 > deviation else float(np.sqrt(deviation))
        return (
            Estimate(value=read, sd=spread, unit="DN"),
            Estimate(value=gain, sd=float(np.sqrt(covariance[1, 1])), unit="DN/e-"),
            (),
        )


def _middle(image: NDArray[np.uint8]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the green of the middle in whole tiles, and its outline."""
    height, width = image.shape[:2]
    tall, wide = (int(SHARE * side) // TILE * TILE for side in (height, width))
    top, left = (height - tall) // 2, (width - wide) // 2
    part = image[top : top + tall, left : left + wide, 1].astype(np.float32)
    right, bottom = left + wide, top + tall
    corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
    return part, np.array(corners, np.float32)


def _tiles(part: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return tiles as rows, shape ``(n, 256)``."""
    rows, columns = part.shape[0] // TILE, part.shape[1] // TILE
    cut = part.reshape(rows, TILE, columns, TILE).swapaxes(1, 2)
    return np.ascontiguousarray(cut).reshape(rows * columns, TILE * TILE)


def _columns(tiles: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return means of quarters of each tile, which noise hardly reaches, shape ``(n, 16)``."""
    cut = tiles.reshape(-1, 4, TILE // 4, 4, TILE // 4)
    return np.asarray(cut.mean(axis=(2, 4)).reshape(-1, 16))


def _levels(mean: NDArray[np.float64], variance: NDArray[np.float64]) -> tuple[NoiseLevel, ...]:
    """Return the noise in sixteen steps of brightness, where there is enough of it."""
    steps = np.clip(mean / 256 * STEPS, 0, STEPS - 1).astype(np.intp)
    found = []
    for step in np.unique(steps):
        here = variance[steps == step]
        if len(here) < LEAST_TILES:
            continue
        value = float(np.sqrt(max(here.mean() - ROUNDING, 0)))
        error = float(here.std(ddof=1) / np.sqrt(len(here)))
        spread = error / (2 * value) if value > 0 else float(np.sqrt(error))
        noise = Estimate(value=value, sd=spread, unit="DN")
        found.append(NoiseLevel(mean=float(mean[steps == step].mean()), noise=noise))
    if not found:
        raise DataError(
            "E-CAL-32",
            "no brightness was seen often enough",
            f"{len(mean)} tiles",
            "fill the middle of the picture with a plain grey card, out of focus and still",
        )
    return tuple(found)


def _fit(
    mean: NDArray[np.float64], variance: NDArray[np.float64], degree: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the weighted polynomial of the variance, the lowest power first, and covariance.

    The variance of a variance of n values is ``2 var^2 / n``; weights come from a first fit.
    """
    powers = np.stack([mean**power for power in range(degree + 1)], axis=1)
    expected = np.full_like(mean, variance.mean())
    freedom = TILE * (TILE - 1)
    for _ in range(4):
        weight = 1 / np.maximum(expected, 1e-3) ** 2
        normal = powers.T @ (powers * weight[:, None])
        values = np.linalg.solve(normal, powers.T @ (weight * variance))
        expected = powers @ values
    rest = (variance - expected) ** 2 * weight
    # what the tiles scatter beyond that of white noise widens the interval, too
    scatter = max(float(rest.sum()) / max(len(mean) - degree - 1, 1), 2 / freedom)
    return values, np.linalg.inv(normal) * scatter


def _bend(mean: NDArray[np.float64], variance: NDArray[np.float64]) -> float:
    """Return the curvature in its standard uncertainties."""
    centred = (mean - mean.mean()) / max(float(mean.std()), 1e-6)
    values, covariance = _fit(centred, variance, 2)
    return float(values[2] / np.sqrt(covariance[2, 2]))
