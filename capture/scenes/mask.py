"""A rigid mask: the relief of a face that neither blinks nor moves within."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from .cv import cv2
from .live import HeadStyle
from .optics import Lens
from .portrait import Portrait
from .scene import LiveScene, liveliness_of

_OVAL = (
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377,
    152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
)  # fmt: skip
_EYES = ((33, 133, 159, 145), (263, 362, 386, 374))


def oval(portrait: Portrait, shrink: float, soft_px: float) -> NDArray[np.float32]:
    """Return the face oval of the canvas, scaled about its middle, 0 to 1 with soft edges.

    Parameters
    ----------
    portrait
        The canvas.
    shrink
        Scale about the oval's middle.
    soft_px
        Standard deviation of the edge in pixels.
    """
    ring = portrait.landmarks[list(_OVAL), :2]
    centre = ring.mean(axis=0)
    grown = np.rint(((ring - centre) * shrink + centre) * 16).astype(np.int32)
    mask = np.zeros(portrait.alpha.shape, np.float32)
    cv2.fillPoly(mask, [grown], 1.0, cv2.LINE_AA, 4)
    return np.asarray(cv2.GaussianBlur(mask, (0, 0), soft_px), np.float32)


def _plastic(portrait: Portrait) -> Portrait:
    """Return the portrait with a moulded face: painted, smooth, glossy, with a rim."""
    scale = portrait.scale
    colour = portrait.colour.astype(np.float32)
    cover = oval(portrait, 1.03, 0.5 * scale)
    smooth = cv2.bilateralFilter(portrait.colour, 9, 40, 2.2 * scale).astype(np.float32)
    smooth = cv2.GaussianBlur(smooth, (0, 0), 0.55 * scale)
    paint = smooth[cover > 0.9].mean(axis=0) * (0.94, 0.98, 1.04)
    shading = cv2.GaussianBlur(smooth, (0, 0), 5 * scale).mean(axis=2, keepdims=True)
    gloss = np.clip(smooth.mean(axis=2, keepdims=True) / shading - 1.02, 0, 1) * 150
    moulded = 0.6 * smooth + 0.4 * paint * (shading / shading[cover > 0.9].mean()) + gloss
    # moulding marks and brush strokes, so that the surface is not blank
    rng = np.random.default_rng(9)
    strokes = cv2.GaussianBlur(
        rng.standard_normal(portrait.alpha.shape).astype(np.float32),
        (0, 0),
        1.1 * scale,
        sigmaY=0.45 * scale,
    )
    moulded *= (1 + 0.022 * strokes / strokes.std())[..., None]
    outer, inner = oval(portrait, 1.07, 0.8 * scale), oval(portrait, 1.0, 0.8 * scale)
    colour *= (1 - 0.55 * np.clip(outer - cover, 0, 1))[..., None]
    rim = np.clip(cover - inner, 0, 1)[..., None]
    colour += cover[..., None] * (moulded - colour)
    colour += rim * 24
    for outer_corner, inner_corner, top, bottom in _EYES:
        a, b = portrait.landmarks[outer_corner, :2], portrait.landmarks[inner_corner, :2]
        c, d = portrait.landmarks[top, :2], portrait.landmarks[bottom, :2]
        middle = (a + b) / 2
        axes = (int(16 * np.hypot(*(a - b)) * 0.58), int(16 * np.hypot(*(c - d)) * 0.85))
        tilt = float(np.degrees(np.arctan2(*(b - a if b[0] > a[0] else a - b)[::-1])))
        hole = np.zeros(portrait.alpha.shape, np.float32)
        centre = (int(middle[0] * 16), int(middle[1] * 16))
        cv2.ellipse(
            hole, centre, axes, tilt, 0, 360, 1.0, max(round(scale * 0.7), 1), cv2.LINE_AA, 4
        )
        hole = cv2.GaussianBlur(hole, (0, 0), 0.35 * scale)
        colour *= (1 - 0.55 * np.clip(hole, 0, 1))[..., None]
    return replace(portrait, colour=np.clip(np.rint(colour), 0, 255).astype(np.uint8))


def mask_scene(
    lens: Lens, number: int, seed: int, fps: float, strength: float | None = None
) -> LiveScene:
    """Return the scene of a person in a rigid mask; the strength scales the head's turns."""
    style = HeadStyle(painted_eyes=True, still_face=True, retouch=_plastic)
    return LiveScene(
        lens, number, seed, fps, style, strength=strength, liveliness=liveliness_of(strength)
    )
