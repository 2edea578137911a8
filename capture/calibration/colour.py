"""White balance, tone curve and colour error from a chart of 24 patches or a grey card."""

from __future__ import annotations

from typing import ClassVar, Final, Literal

import cv2
import numpy as np
import scipy.stats
from numpy.typing import NDArray

from liveness.capture.face import Face
from liveness.capture.frame import Frame
from liveness.datasets.camera_profile import Z95, ColourResult, Estimate, Vector
from liveness.datasets.errors import DataError

from .task import Progress, Seen, size_of

FRAMES: Final = 8
DARKEST: Final = 6.0
BRIGHTEST: Final = 249.0
"""Levels outside tell nothing of the light."""

SEARCHED_PX: Final = 640
"""Width of the picture in which a chart is searched, pixels."""

GUIDE: Final = 0.7
"""Height of the outline in that of the picture, where the chart may be held."""

ALIKE: Final = 0.93
"""Correlation with the chart's own brightness that tells a chart in the outline."""

UNEVEN: Final = 0.06
"""Spread of a grey card's brightness over the outline above which it is no card."""

REFERENCE: Final[NDArray[np.float64]] = np.array(
    [
        (115, 82, 68), (194, 150, 130), (98, 122, 157), (87, 108, 67), (133, 128, 177),
        (103, 189, 170), (214, 126, 44), (80, 91, 166), (193, 90, 99), (94, 60, 108),
        (157, 188, 64), (224, 163, 46), (56, 61, 150), (70, 148, 73), (175, 54, 60),
        (231, 199, 31), (187, 86, 149), (8, 133, 161), (243, 243, 242), (200, 200, 200),
        (160, 160, 160), (122, 122, 121), (85, 85, 85), (52, 52, 52),
    ],
    np.float64,
)  # fmt: skip
"""The chart's patches as sRGB, 0..255, row by row from dark skin to black (X-Rite, 2009)."""

GREYS: Final = slice(18, 24)

METHOD_CHART: Final = (
    "24 patch chart found by cv2.mcc or in the outline; power law of the grey row, 3 x 3 matrix"
)
METHOD_GREY: Final = "plain grey card in the middle of the picture"

Levels = NDArray[np.float64]


class ColourTask:
    """Reads a chart, or a grey card.

    Parameters
    ----------
    target
        ``chart``: 24 patches; ``grey``: a card of one grey, for white balance alone.
    gamma
        The camera's tone curve, for a grey card; 2.2 where it is not known.
    """

    name: ClassVar[str] = "colour"

    def __init__(
        self, target: Literal["chart", "grey"] = "chart", *, gamma: float = 2.2
    ) -> None:
        self._target, self._gamma = target, gamma
        self._finder = cv2.mcc.CCheckerDetector.create()
        self._size: tuple[int, int] | None = None
        self._read: list[Levels] = []

    def add(self, frame: Frame, face: Face | None = None) -> Seen:
        """Take in a picture with the chart or the card."""
        if self._size not in (None, size_of(frame)):
            return Seen("wrong-size")
        self._size = size_of(frame)
        outline = guide(frame.width, frame.height)
        if self._target == "grey":
            levels = _read_grey(frame.image, outline)
            if levels is None:
                return Seen("show-card", outline=outline)
        else:
            box, found = self._find(frame.image, outline)
            if found is None:
                return Seen("show-chart", outline=outline)
            levels, outline = found, box
        level = float(levels.max())
        if level > BRIGHTEST and self._target == "grey":
            return Seen("too-bright", outline=outline)
        if level < 8 * DARKEST:
            return Seen("too-dark", outline=outline)
        self._read.append(levels)
        ready = self.progress().ready
        return Seen("enough" if ready else "taken", outline=outline, taken=True)

    def _find(
        self, image: NDArray[np.uint8], outline: NDArray[np.float32]
    ) -> tuple[NDArray[np.float32], Levels | None]:
        """Return where the chart is and its patches as RGB levels, shape ``(24, 3)``."""
        levels = read_patches(image, outline)
        if levels is not None:
            return outline, levels
        # the search takes a second on a whole picture, and patches are large
        part = min(1.0, SEARCHED_PX / image.shape[1])
        small = cv2.resize(image, None, fx=part, fy=part, interpolation=cv2.INTER_AREA)
        try:
            found = self._finder.process(small, cv2.mcc.MCC24, 1)
            checker = self._finder.getBestColorChecker() if found else None
        except cv2.error:  # a picture in which it stumbles is one without a chart
            checker = None
        if checker is None:
            return outline, None
        rgb = np.asarray(checker.getChartsRGB(), np.float64)[:, 1].reshape(24, 3)
        box = np.asarray(checker.getBox(), np.float32).reshape(-1, 2) / np.float32(part)
        return box, rgb if _alike(rgb) else None

    def progress(self) -> Progress:
        """Return how many pictures count."""
        count = len(self._read)
        return Progress(min(count, FRAMES), FRAMES, count >= FRAMES)

    def solve(self) -> ColourResult:
        """Return white balance, and with a chart tone curve and colour error.

        Raises
        ------
        DataError
            ``E-CAL-32`` for too few pictures, or greys that are clipped.
        """
        if len(self._read) < FRAMES or self._size is None:
            what = "chart" if self._target == "chart" else "grey card"
            raise DataError(
                "E-CAL-32",
                f"the {what} was not seen often enough",
                f"{len(self._read)} of {FRAMES} pictures",
                "hold it upright in the outline, evenly lit and without glare",
            )
        read = np.array(self._read)
        return self._of_grey(read) if self._target == "grey" else self._of_chart(read)

    def _of_grey(self, read: Levels) -> ColourResult:
        assert self._size is not None
        light = (read[:, 0] / 255) ** self._gamma
        red, blue = (light[:, 1] / light[:, k] for k in (0, 2))
        return ColourResult(
            method=METHOD_GREY,
            n=len(read),
            width=self._size[0],
            height=self._size[1],
            red_gain=_mean(red),
            blue_gain=_mean(blue),
            notes=(f"a tone curve of {self._gamma:.2f} was taken for it",),
        )

    def _of_chart(self, read: Levels) -> ColourResult:
        assert self._size is not None
        levels = read.mean(axis=0)
        greys = levels[GREYS]
        kept = (greys > DARKEST).all(axis=1) & (greys < BRIGHTEST).all(axis=1)
        if kept.sum() < 4:
            raise DataError(
                "E-CAL-32",
                "too many grey patches are clipped",
                f"{int(6 - kept.sum())} of 6 lie outside {DARKEST:g} to {BRIGHTEST:g}",
                "change exposure or light until none is black or white",
            )
        reference = linear(REFERENCE)
        gamma, worst = _tone(greys[kept, 1], reference[GREYS][kept, 1])
        light = (levels / 255) ** gamma.value
        # the chart's own greys are not quite grey
        cast = light[GREYS][kept] / reference[GREYS][kept]
        gains = cast[:, 1:2] / cast
        scale = np.median(reference[GREYS][kept, 1] / light[GREYS][kept, 1])
        light = light * scale
        seen = colour_errors(light, reference)
        matrix, corrected = _matrix(light, reference)
        return ColourResult(
            method=METHOD_CHART,
            n=len(read),
            width=self._size[0],
            height=self._size[1],
            red_gain=_mean(gains[:, 0]),
            blue_gain=_mean(gains[:, 2]),
            gamma=gamma,
            linearity_percent=worst,
            error_mean=float(seen.mean()),
            error_max=float(seen.max()),
            corrected_mean=float(corrected.mean()),
            matrix=matrix,
        )


def guide(width: int, height: int) -> NDArray[np.float32]:
    """Return the outline in which chart or card is held, shape ``(4, 2)``, from top left."""
    tall = min(GUIDE * height, GUIDE * width / 1.5)
    wide = 1.5 * tall
    left, top = (width - wide) / 2, (height - tall) / 2
    right, bottom = left + wide, top + tall
    return np.array([(left, top), (right, top), (right, bottom), (left, bottom)], np.float32)


def read_patches(image: NDArray[np.uint8], outline: NDArray[np.float32]) -> Levels | None:
    """Return the patches of a chart that fills an outline; ``None`` where there is none.

    Parameters
    ----------
    image
        Shape ``(H, W, 3)``, uint8, BGR.
    outline
        Shape ``(4, 2)``, pixels, from top left clockwise.

    Returns
    -------
    numpy.ndarray or None
        Shape ``(24, 3)``, RGB levels.
    """
    side = 24
    corners = np.array([(0, 0), (6, 0), (6, 4), (0, 4)], np.float32) * side
    flat = cv2.warpPerspective(
        image, cv2.getPerspectiveTransform(outline, corners), (6 * side, 4 * side)
    )
    patches = flat.reshape(4, side, 6, side, 3).swapaxes(1, 2).reshape(24, side, side, 3)
    inner = patches[:, 8:16, 8:16, ::-1].astype(np.float64)
    levels = np.asarray(np.median(inner, axis=(1, 2)))
    for found in (levels, levels[::-1]):
        if _alike(found):
            return np.ascontiguousarray(found)
    return None


def _alike(levels: Levels) -> bool:
    """Return whether patches follow the chart in all three channels."""
    if float(levels.std(axis=0).min()) < 5:
        return False
    found = [np.corrcoef(levels[:, k], REFERENCE[:, k])[0, 1] for k in range(3)]
    return bool(min(found) > ALIKE)


def _read_grey(image: NDArray[np.uint8], outline: NDArray[np.float32]) -> Levels | None:
    """Return the RGB levels of a plain card in the outline's middle, shape ``(1, 3)``."""
    (left, top), _, (right, bottom), _ = outline.astype(int).tolist()
    x, y = (right - left) // 4, (bottom - top) // 4
    part = image[top + y : bottom - y, left + x : right - x]
    small = cv2.resize(part, (8, 8), interpolation=cv2.INTER_AREA).astype(np.float64)
    mean = small.mean(axis=(0, 1))
    if float((small.std(axis=(0, 1)) / np.maximum(mean, 1)).max()) > UNEVEN:
        return None
    return np.array(mean[None, ::-1])


def linear(srgb: Levels) -> Levels:
    """Return sRGB levels 0..255 as linear light 0..1 (IEC 61966-2-1)."""
    x = srgb / 255
    return np.where(x <= 0.04045, x / 12.92, ((x + 0.055) / 1.055) ** 2.4)


def colour_errors(light: Levels, reference: Levels) -> Levels:
    """Return the CIE 1976 difference of linear sRGB colours, shape ``(n,)``."""
    one, two = (_lab(np.clip(values, 0, None)) for values in (light, reference))
    return np.asarray(np.linalg.norm(one - two, axis=1))


def _lab(light: Levels) -> Levels:
    """Return linear sRGB as CIE L*a*b* of D65."""
    to_xyz = np.array(
        [
            (0.4124564, 0.3575761, 0.1804375),
            (0.2126729, 0.7151522, 0.0721750),
            (0.0193339, 0.1191920, 0.9503041),
        ]
    )
    xyz = light @ to_xyz.T / to_xyz.sum(axis=1)
    f = np.where(xyz > (6 / 29) ** 3, np.cbrt(xyz), xyz * (29 / 6) ** 2 / 3 + 4 / 29)
    return np.stack(
        [116 * f[:, 1] - 16, 500 * (f[:, 0] - f[:, 1]), 200 * (f[:, 1] - f[:, 2])], axis=1
    )


def _tone(levels: Levels, light: Levels) -> tuple[Estimate, float]:
    """Return the exponent of the tone curve and the largest departure, percent of white."""
    fit = scipy.stats.linregress(np.log(light), np.log(levels / 255))
    slope, spread = float(fit.slope), float(fit.stderr)
    gamma = 1 / slope
    spread *= float(scipy.stats.t.ppf(0.975, len(levels) - 2)) / Z95
    drawn = np.exp(fit.intercept) * light**slope
    worst = float(abs(levels / 255 - drawn).max() / drawn.max() * 100)
    return Estimate(value=gamma, sd=spread * gamma**2, unit="1"), worst


def _matrix(light: Levels, reference: Levels) -> tuple[tuple[Vector, Vector, Vector], Levels]:
    """Return the matrix to linear sRGB, and each patch's error by one made without it."""
    errors = np.empty(len(light))
    for i in range(len(light)):
        rest = np.arange(len(light)) != i
        made = np.linalg.lstsq(light[rest], reference[rest], rcond=None)[0]
        errors[i] = colour_errors(light[i : i + 1] @ made, reference[i : i + 1])[0]
    matrix = np.linalg.lstsq(light, reference, rcond=None)[0].T
    red, green, blue = ((float(a), float(b), float(c)) for a, b, c in matrix)
    return (red, green, blue), errors


def _mean(values: Levels) -> Estimate:
    count = len(values)
    spread = float(values.std(ddof=1) / np.sqrt(count))
    spread *= float(scipy.stats.t.ppf(0.975, count - 1)) / Z95
    return Estimate(value=float(values.mean()), sd=spread, unit="1")
