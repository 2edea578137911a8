"""A live face swap: a real head whose inner face is made anew for every frame."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from .cv import cv2
from .live import HeadStyle
from .mask import oval
from .optics import Lens, Points, f32
from .portrait import MM_PER_PX, Portrait
from .scene import LiveScene
from .strength import JITTER_MM, geometric
from .surface import STEP

_JITTER_MM = 0.42
"""Standard deviation of the synthesis jitter, independent from frame to frame."""
_KNOTS = 7
"""The jitter is drawn at so many points across the face and interpolated."""


def _synthetic(portrait: Portrait) -> Portrait:
    """Return the portrait with an over-smooth inner face, blended along a seam."""
    scale = portrait.scale
    colour = portrait.colour.astype(np.float32)
    cover = oval(portrait, 0.86, 1.1 * scale)[..., None]
    smooth = cv2.bilateralFilter(portrait.colour, 9, 34, 1.6 * scale).astype(np.float32)
    smooth = cv2.GaussianBlur(smooth, (0, 0), 0.5 * scale)
    # the donor's skin is a little off in tone
    donor = smooth * f32([1.03, 0.985, 0.97]) + 3
    blended = colour + cover * (donor - colour)
    return replace(portrait, colour=np.clip(np.rint(blended), 0, 255).astype(np.uint8))


class _Synthesis:
    """What the generator does to each frame: jitter, and glints that do not agree."""

    def __init__(self, lens: Lens, number: int, seed: int, jitter_mm: float) -> None:
        self._jitter_mm = np.float32(jitter_mm)
        self._seed = (seed, number)
        self._lens = lens
        self._weight: Points | None = None
        self._block = (slice(0, 0), slice(0, 0))

    def retouch(self, portrait: Portrait) -> Portrait:
        """Prepare the canvas; remember where the synthetic region is."""
        region = oval(portrait, 0.86, 2.0 * portrait.scale)
        rows, columns = -(-region.shape[0] // STEP), -(-region.shape[1] // STEP)
        coarse = cv2.resize(region, (columns, rows), interpolation=cv2.INTER_AREA)
        weight = cv2.copyMakeBorder(coarse, 1, 1, 1, 1, cv2.BORDER_REPLICATE)
        y, x = np.flatnonzero(weight.any(axis=1)), np.flatnonzero(weight.any(axis=0))
        self._block = (slice(y[0], y[-1] + 1), slice(x[0], x[-1] + 1))
        self._weight = f32(weight[self._block])[..., None]
        return _synthetic(portrait)

    def deform(self, index: int, surface: Points) -> Points:
        """Jitter the inner face along the image plane, in place."""
        if self._weight is None:
            return surface
        rng = np.random.default_rng([*self._seed, 7, index])
        knots = rng.standard_normal((_KNOTS, _KNOTS, 2), dtype=np.float32)
        height, width = self._weight.shape[:2]
        jitter = cv2.resize(knots, (width, height), interpolation=cv2.INTER_CUBIC)
        part = surface[self._block]
        part[..., :2] += jitter * self._weight * self._jitter_mm
        return surface

    def glints(self, index: int, which: int, corners: Points) -> Points:
        """Put each eye's highlight where the generator thought of it: not where it belongs."""
        rng = np.random.default_rng([*self._seed, 8, which, index // 5])
        steady = np.random.default_rng([*self._seed, 8, which])
        px = np.float32(3.0 * self._lens.width / 1280 / MM_PER_PX)
        middle = corners.mean(axis=0)
        angle = float(steady.uniform(-0.9, 0.9))
        turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        size = steady.uniform(0.55, 0.95, 2)
        side = 1 if which else -1
        shift = np.array([side * steady.uniform(1.0, 1.9), steady.uniform(-1.6, 0.2)])
        shift += rng.uniform(-0.25, 0.25, 2)
        return np.asarray(middle + shift * px + (corners - middle) * size @ turn.T, np.float32)


def swap_scene(
    lens: Lens, number: int, seed: int, fps: float, strength: float | None = None
) -> LiveScene:
    """Return the scene of a live head under a face swap; the strength scales its jitter."""
    jitter = _JITTER_MM if strength is None else geometric(JITTER_MM, strength)
    synthesis = _Synthesis(lens, number, seed, jitter)
    style = HeadStyle(
        retouch=synthesis.retouch, deform=synthesis.deform, glints=synthesis.glints
    )
    return LiveScene(lens, number, seed, fps, style, strength=strength)
