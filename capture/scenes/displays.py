"""The displays that replay a video: their size, their pixels, how they look."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from .cv import cv2
from .optics import f32
from .portrait import Portrait

TILE = 12
"""Pixels of the tile that holds one period of the display's grid."""
LEVEL = 220
"""Factors are stored as bytes; this one leaves the picture as it is."""
_STRIPE_PHASE = (0.0, 1 / 3, 2 / 3)
"""Blue, green and red stripes lie side by side within a display pixel."""


@dataclass(frozen=True, slots=True)
class Display:
    """A display and how it stands before the camera.

    Parameters
    ----------
    width_mm, height_mm
        Its picture.
    bezel_mm
        Frame around the picture, left and right; above and below.
    pitch_mm
        Of its pixels.
    distance_mm
        From the camera.
    roll_deg
        Its mean roll, or the camera's.
    hand_deg
        Amplitude of the turns in the hand; 0 for a display that stands.
    refresh_hz
        Frequency at which its brightness varies.
    ripple
        How much it varies, fraction.
    grid_contrast
        Of the pixel grid as the sensor sees it, fraction.
    head_iod_px
        Distance between the eyes on the screen, pixels of a 1280 pixel wide camera.
    """

    width_mm: float
    height_mm: float
    bezel_mm: tuple[float, float]
    pitch_mm: float
    distance_mm: float
    roll_deg: float
    hand_deg: float
    refresh_hz: float
    ripple: float
    grid_contrast: float
    head_iod_px: float


PHONE = Display(
    width_mm=74.0, height_mm=150.0, bezel_mm=(3.0, 4.5), pitch_mm=0.1064, distance_mm=242.0,
    roll_deg=0.6, hand_deg=4.5, refresh_hz=244.0, ripple=0.035, grid_contrast=0.045,
    head_iod_px=96.0,
)  # fmt: skip
MONITOR = Display(
    width_mm=531.0, height_mm=299.0, bezel_mm=(12.0, 14.0), pitch_mm=0.289, distance_mm=660.0,
    roll_deg=2.5, hand_deg=0.0, refresh_hz=74.5, ripple=0.03, grid_contrast=0.045,
    head_iod_px=102.0,
)  # fmt: skip


def cooled(portrait: Portrait) -> Portrait:
    """Return the portrait in a display's colours: bluer, blacks lifted."""
    shown = portrait.colour * f32([1.0, 0.95, 0.9]) * np.float32(0.93) + 14
    return replace(portrait, colour=np.clip(shown, 0, 255).astype(np.uint8))


def grid_tile(contrast: float) -> NDArray[np.uint8]:
    """Return one period of the display's grid as factors of 220, shape ``(12, 12, 3)``.

    Stripes across are strong and shifted from colour to colour; the gaps between the rows
    are weaker.
    """
    at = np.arange(TILE) / TILE * 2 * np.pi
    layers = []
    for phase in _STRIPE_PHASE:
        stripes = np.cos(at - 2 * np.pi * phase)[None, :]
        rows = 0.45 * np.cos(at)[:, None]
        layers.append(1 + contrast * (stripes + rows))
    return np.asarray(np.rint(np.stack(layers, -1) * LEVEL), np.uint8)


def draw_stand(room: NDArray[np.uint8], tall: int) -> None:
    """Draw a monitor's stand below the middle of a room, in place."""
    height, width = room.shape[:2]
    neck, top = round(0.045 * width), height // 2
    foot = min((height + tall) // 2 + round(0.085 * height), height)
    middle = width // 2
    room[top:foot, middle - neck : middle + neck] = (44, 42, 41)
    room[foot - round(0.02 * height) : foot, middle - 3 * neck : middle + 3 * neck] = (
        52,
        50,
        48,
    )


def body(width: int, height: int, rounding: float) -> NDArray[np.uint8]:
    """Return an empty display as BGRA: dark glass with a lighter edge.

    ``rounding`` is the radius of its corners over its short side.
    """
    glass = np.zeros((height, width, 4), np.uint8)
    radius = round(min(width, height) * rounding) + 2
    shape = np.zeros((height, width), np.uint8)
    cv2.rectangle(shape, (radius, 0), (width - 1 - radius, height - 1), 255, -1)
    cv2.rectangle(shape, (0, radius), (width - 1, height - 1 - radius), 255, -1)
    for x in (radius, width - 1 - radius):
        for y in (radius, height - 1 - radius):
            cv2.circle(shape, (x, y), radius, 255, -1, cv2.LINE_AA)
    alpha = shape[..., None].astype(np.float32) / 255
    glass[..., :3] = np.rint(f32([30, 28, 27]) * alpha)
    edge = cv2.morphologyEx(shape, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    glass[edge > 100, :3] = (74, 72, 70)
    glass[..., 3] = shape
    return glass


def glare(width: int, height: int) -> NDArray[np.uint8]:
    """Return the reflection of a lamp on the glass: what it adds, ``(height, width, 3)``."""
    y, x = np.mgrid[:height, :width].astype(np.float32)
    far = np.hypot((x - width / 2) / (width / 2), (y - height / 2) / (height / 2))
    blob = np.clip(1 - far, 0, 1) ** 1.3 * 88
    return np.repeat(np.rint(blob).astype(np.uint8)[..., None], 3, -1)
