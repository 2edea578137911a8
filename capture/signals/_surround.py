"""The surround of the face: whether it moves with the face, as around a held picture."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from liveness.capture import geometry
from liveness.capture.face import Face
from liveness.capture.frame import Frame

from ._corners import (
    FORWARD_BACKWARD_PX,
    MASK_STEP,
    around,
    disc,
    find_corners,
    forward_backward,
    full_mask,
    warp,
    worked_grey,
)

Floats = NDArray[np.float64]
Grey = NDArray[np.uint8]

MARGIN = 0.35
"""Border of the worked part of the picture around the face, in face widths."""

WORK_IOD_PX = 60.0
"""Half of what the face is worked at: this needs no subpixels."""

LEAST_TRAVEL = 0.04
"""The face's plane must carry the surround by so much, in IOD."""


@dataclass(frozen=True, slots=True, eq=False)
class Surround:
    """Corners around the face in the reference frame; coordinates are worked pixels."""

    grey: Grey
    to_image: Floats
    """(3, 3) worked pixels to image pixels."""
    iod: float
    """Between the eyes, worked pixels."""
    points: Floats
    """(n, 2)."""


def make_surround(frame: Frame, face: Face) -> Surround | None:
    """Find corners around the face; ``None`` when it lies outside the image."""
    scale = min(1.0, WORK_IOD_PX / face.iod_px)
    work = worked_grey(frame, around(face, MARGIN), scale)
    if work is None:
        return None
    grey, origin = work
    iod = face.iod_px * scale
    unit = iod / MASK_STEP
    rows, columns = grey.shape[0] // MASK_STEP + 1, grey.shape[1] // MASK_STEP + 1
    inside = np.zeros((rows, columns), np.uint8)
    oval = (face.xy[list(geometry.FACE_OVAL)] - np.asarray(origin)) * scale / MASK_STEP
    cv2.fillPoly(inside, [np.clip(np.round(oval), -16000, 16000).astype(np.int32)], (255,))
    outside = np.asarray(cv2.bitwise_not(cv2.dilate(inside, disc(0.25 * unit))), np.uint8)
    mask = full_mask(outside, max(1, int(0.05 * unit)), grey.shape)
    to_image = np.array([[1 / scale, 0, origin[0]], [0, 1 / scale, origin[1]], [0, 0, 1]])
    return Surround(grey, to_image, iod, find_corners(grey, mask, 40, max(3.0, 0.12 * iod)))


def rigidity(surround: Surround, frame: Frame, face: Face, plane: Floats) -> float | None:
    """Return how much of the surround's motion is that of the face's plane, 0..1.

    What moves with the face stands still in a frame that was pulled onto the reference.
    Foreground and background of a held picture move together (Anjos et al., 2012).

    Parameters
    ----------
    surround
        Corners in the reference frame.
    frame, face
        A later frame.
    plane
        Shape ``(3, 3)``, homography of the face from the reference's image to this one.

    Returns
    -------
    float or None
        ``None`` when the face hardly moved, or too few corners were followed.
    """
    points = surround.points
    if len(points) < 8:
        return None
    there = np.linalg.inv(surround.to_image) @ plane @ surround.to_image
    travel = geometry.apply_homography(there, points) - points
    if float(np.median(np.hypot(*travel.T))) < LEAST_TRAVEL * surround.iod:
        return None
    scale = min(1.0, WORK_IOD_PX / face.iod_px)
    work = worked_grey(frame, around(face, MARGIN), scale)
    if work is None:
        return None
    grey, origin = work
    to_work = np.array(
        [[scale, 0, -origin[0] * scale], [0, scale, -origin[1] * scale], [0, 0, 1]]
    )
    pulled = warp(grey, to_work @ plane @ surround.to_image, surround.grey.shape)
    found, error = forward_backward(surround.grey, pulled, points)
    kept = error < FORWARD_BACKWARD_PX
    if int(kept.sum()) < 8:
        return None
    left = np.median(np.hypot(*(found - points)[kept].T))
    return float(np.clip(1 - left / np.median(np.hypot(*travel[kept].T)), 0, 1))
