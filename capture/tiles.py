"""The live map of texture: the strongest spectral peak, tile by tile over the face."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from liveness.datasets.evidence import SignalMap

from . import skin
from .face import Face
from .geometry import FACE_OVAL
from .noise import TILE, noise_deficit
from .spectrum import (
    SpectrumPlan,
    decibels,
    false_alarm_threshold,
    spectrum_plan,
    standardise,
    whitened,
)

TILE_PX: Final = 64
MOST_TILES: Final = 64
SPAN_DB: Final = 25.0
LACK_DB: Final = 12.0
"""Upper end of the map of missing noise: a quarter of what there should be."""


def square(x: float, y: float, size: float) -> list[tuple[float, float]]:
    """Return the corners of a square."""
    return [(x, y), (x + size, y), (x + size, y + size), (x, y + size)]


def tile_map(
    image: NDArray[np.uint8],
    face: Face,
    wave: tuple[float, float] | None,
    null_db: float,
    pfa: float,
) -> SignalMap | None:
    """Return the level of a pattern over the face, or of the strongest peak of each tile.

    A pattern is shown in the channel that shows it best, for a screen's is stronger in colour
    differences; the strongest peaks are those of luma.

    Parameters
    ----------
    image
        Shape ``(H, W, 3)``, uint8, BGR.
    face
        Where the face is.
    wave
        Frequency of a pattern, cycles per pixel; ``None`` to look for the strongest peak.
    null_db
        Level that peaks have anyway, dB; never taken below the noise threshold of a tile.
    pfa
        Rate of false alarms that sets this threshold.

    Returns
    -------
    SignalMap or None
        dB over the null, NaN outside the face; ``None`` when the face holds no tile.
    """
    x, y, w, h = face.box
    x0, y0 = max(int(x), 0), max(int(y), 0)
    crop = image[y0 : max(int(y + h), 0), x0 : max(int(x + w), 0)]
    if min(crop.shape[:2]) < TILE_PX:
        return None
    plan = spectrum_plan(TILE_PX)
    texture = standardise(_channel(crop, 0 if wave is None else _clearest(crop, wave, plan)))
    stride = TILE_PX // 2
    while _count(crop.shape[0], stride) * _count(crop.shape[1], stride) > MOST_TILES:
        stride += TILE_PX // 8
    down, tall = _starts(crop.shape[0], stride)
    across, wide = _starts(crop.shape[1], stride)
    tiles = sliding_window_view(texture, (TILE_PX, TILE_PX))[np.ix_(down, across)]
    rows, columns = tiles.shape[:2]
    white = whitened(tiles.reshape(-1, TILE_PX, TILE_PX), plan)
    power = white.max(axis=1) if wave is None else _matched(white, wave, plan)
    null = max(null_db, decibels(false_alarm_threshold(plan.bins, pfa)))
    level = (10 * np.log10(np.maximum(power, 1)) - null).reshape(rows, columns)
    left, top = x0 + across[0] + (TILE_PX - wide) / 2, y0 + down[0] + (TILE_PX - tall) / 2
    box = (float(left), float(top), columns * wide, rows * tall)
    title = "strongest peak" if wave is None else f"pattern of {1 / np.hypot(*wave):.2f} px"
    return _shown(level, face, box, SPAN_DB, f"{title} over the null")


def noise_map(
    image: NDArray[np.uint8], face: Face, curve: NDArray[np.float64]
) -> SignalMap | None:
    """Return how much less noise the face has than its surround at equal brightness.

    Parameters
    ----------
    image
        Shape ``(H, W, 3)``, uint8, BGR.
    face
        Where the face is.
    curve
        Shape ``(8,)``: noise by brightness off the face, as from `noise.noise_curve`; at least
        one bin known.

    Returns
    -------
    SignalMap or None
        dB, NaN outside the face; ``None`` when the face is smaller than four tiles a side.
    """
    x, y, w, h = face.box
    x0, y0 = max(int(x), 0), max(int(y), 0)
    crop = image[y0 : max(int(y + h), 0), x0 : max(int(x + w), 0)]
    if min(crop.shape[:2]) < 4 * TILE:
        return None
    lack = noise_deficit(skin.mixed(crop, skin.LUMA)[..., 0], curve)
    # 64 coefficients know a tile's noise to 1.3 dB; the median of nine tiles is steadier
    lack = np.asarray(cv2.medianBlur(lack, 3), np.float32)
    box = (float(x0), float(y0), float(lack.shape[1] * TILE), float(lack.shape[0] * TILE))
    return _shown(lack, face, box, LACK_DB, "noise missing on the face")


def _shown(
    level: NDArray[np.float32] | NDArray[np.float64],
    face: Face,
    box: tuple[float, float, float, float],
    high: float,
    title: str,
) -> SignalMap:
    """Return tiles as a smooth map within the outline of the face, not below 0 dB."""
    rows, columns = level.shape
    smooth = cv2.resize(level.astype(np.float32), (columns * 4, rows * 4))
    values: NDArray[np.float32] = np.maximum(np.asarray(smooth, np.float32), 0)
    values = values.reshape(rows * 4, columns * 4)
    scale = (columns * 4 / box[2], rows * 4 / box[3])
    outline = (face.xy[list(FACE_OVAL)] - box[:2]) * scale
    inside = np.zeros(values.shape, np.uint8)
    cv2.fillPoly(inside, [np.rint(outline).astype(np.int32)], (1,))
    values[inside == 0] = np.nan
    return SignalMap(values, "peak", "dB", 0.0, high, box, title=title)


def _channel(part: NDArray[np.uint8], which: int) -> NDArray[np.float32]:
    """Return luma, red less green or blue less green of a part of the picture, in levels."""
    if which == 0:
        # whole levels will do for a picture, at a third of the time of exact ones
        return np.asarray(cv2.cvtColor(part, cv2.COLOR_BGR2GRAY), np.float32)
    colour = part[..., 2 if which == 1 else 0]
    return np.asarray(cv2.subtract(colour, part[..., 1], dtype=cv2.CV_32F), np.float32)


def _clearest(crop: NDArray[np.uint8], wave: tuple[float, float], plan: SpectrumPlan) -> int:
    """Return the channel in which three tiles across the face show a pattern best."""
    top, room = (crop.shape[0] - TILE_PX) // 2, crop.shape[1] - TILE_PX
    parts = [
        crop[top : top + TILE_PX, left : left + TILE_PX]
        for left in (room // 4, room // 2, 3 * room // 4)
    ]
    texture = np.stack(
        [standardise(_channel(part, which)) for which in range(3) for part in parts]
    )
    power = _matched(whitened(texture, plan), wave, plan).reshape(3, len(parts))
    return int(np.argmax(np.median(power, axis=1)))


def _count(length: int, stride: int) -> int:
    return (length - TILE_PX) // stride + 1


def _starts(length: int, stride: int) -> tuple[NDArray[np.intp], float]:
    """Return where tiles begin, spread evenly from end to end, and the distance of two."""
    count, room = _count(length, stride), length - TILE_PX
    if count == 1:
        return np.array([room // 2], np.intp), float(stride)
    step = room / (count - 1)
    return np.rint(np.arange(count) * step).astype(np.intp), step


def _matched(
    white: NDArray[np.float32], wave: tuple[float, float], plan: SpectrumPlan
) -> NDArray[np.float32]:
    """Return the strongest power within two bins of a frequency, shape ``(k,)``."""
    sign = -1.0 if wave[0] < 0 else 1.0
    column, row = (round(sign * part * TILE_PX) for part in wave)
    rows, columns = np.divmod(plan.order, TILE_PX // 2 + 1)
    off = (rows - row + TILE_PX // 2) % TILE_PX - TILE_PX // 2
    near = (abs(off) <= 2) & (abs(columns - column) <= 2)
    if not near.any():
        return np.zeros(len(white), np.float32)
    power: NDArray[np.float32] = white[:, near].max(axis=1)
    return power
