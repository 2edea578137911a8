"""How good the picture of the face is: sharpness, light, clipping, size, pose, distance."""

from __future__ import annotations

from collections.abc import Mapping

import cv2
import numpy as np
from cv2.typing import MatLike

from .face import Face
from .frame import Frame
from .scopes import clipped_percent, face_part

QUALITY_UNITS: Mapping[str, str] = {
    "sharpness": "1",
    "luma": "1",
    "clipped_percent": "%",
    "light_ratio": "1",
    "face_width_percent": "%",
    "iod_px": "px",
    "yaw_deg": "deg",
    "pitch_deg": "deg",
    "roll_deg": "deg",
    "distance_mm": "mm",
}
"""Unit of every quantity that ``frame_quality`` may report."""

FACE_SIDE_PX = 128
"""Side to which the face is scaled, so that sharpness compares across distances."""

NOSE_FRACTION = 0.15
"""Part of the face's width left out on each side of its middle line when the light on both
halves is compared: the nose shades its own side."""


def frame_quality(frame: Frame, face: Face | None) -> dict[str, float]:
    """Measure the picture of a face; a quantity that is unknown is absent, never NaN.

    Parameters
    ----------
    frame
        The picture.
    face
        The face in it; without one only ``luma`` and ``clipped_percent`` of the whole picture
        are reported.

    Returns
    -------
    dict
        By name, units in ``QUALITY_UNITS``:

        - ``sharpness``: variance of the Laplacian of the grey face box at 128 x 128 px, in
          squared grey levels (Pech-Pacheco et al., 2000); it falls with blur and compression
          and rises with noise.
        - ``luma``: mean grey level of the face, 0..255.
        - ``clipped_percent``: part of the face's pixels in which a channel is 0 or 255.
        - ``light_ratio``: mean luma of the brighter half of the face by that of the darker,
          halves of the image left and right of the face's middle line; 1 is even light.
        - ``face_width_percent``: width of the face in the picture's width.
        - ``iod_px``, ``yaw_deg``, ``pitch_deg``, ``roll_deg``, ``distance_mm``: as in ``Face``.
    """
    part = frame.image if face is None else face_part(frame.image, face.box)
    if part is None:
        return _geometry(frame, face)
    grey = _small(cv2.cvtColor(part, cv2.COLOR_BGR2GRAY))
    found = {
        "luma": float(cv2.mean(grey)[0]),
        # of a whole picture every fourth pixel will do, nobody acts on that figure
        "clipped_percent": clipped_percent(part if face else part[::4, ::4].copy()),
    }
    if face is not None:
        _, spread = cv2.meanStdDev(cv2.Laplacian(grey, cv2.CV_16S))
        found["sharpness"] = float(spread[0, 0] ** 2)
        ratio = _light_ratio(grey)
        if ratio is not None:
            found["light_ratio"] = ratio
    return found | _geometry(frame, face)


def _geometry(frame: Frame, face: Face | None) -> dict[str, float]:
    if face is None:
        return {}
    found = {
        "face_width_percent": 100 * face.box[2] / frame.width,
        "iod_px": face.iod_px,
        "yaw_deg": face.yaw_deg,
        "pitch_deg": face.pitch_deg,
        "roll_deg": face.roll_deg,
        "distance_mm": face.distance_mm,
    }
    return {name: float(value) for name, value in found.items() if np.isfinite(value)}


def _small(grey: MatLike) -> MatLike:
    """Return the picture at 128 x 128 px, averaged over the pixels that fall together.

    By whole numbers first: that runs in vector registers, an average over parts of pixels of
    the full picture would cost more than all the rest.
    """
    height, width = grey.shape[:2]
    whole = (max(width // FACE_SIDE_PX, 1), max(height // FACE_SIDE_PX, 1))
    if whole != (1, 1):
        cut = grey[: height // whole[1] * whole[1], : width // whole[0] * whole[0]]
        side = (cut.shape[1] // whole[0], cut.shape[0] // whole[1])
        grey = cv2.resize(cut, side, interpolation=cv2.INTER_AREA)
    return cv2.resize(grey, (FACE_SIDE_PX, FACE_SIDE_PX), interpolation=cv2.INTER_AREA)


def _light_ratio(grey: MatLike) -> float | None:
    middle, gap = grey.shape[1] // 2, round(NOSE_FRACTION * grey.shape[1])
    one, two = cv2.mean(grey[:, : middle - gap])[0], cv2.mean(grey[:, middle + gap :])[0]
    dark, bright = sorted((one, two))
    return bright / dark if dark >= 1.0 else None
