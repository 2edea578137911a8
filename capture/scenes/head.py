"""The shape of the demo's head: relief in millimetres, and what moves with what."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import RBFInterpolator

from .cv import cv2
from .optics import Points, angles, f32
from .portrait import MM_PER_PX, Portrait
from .subjects import Subject
from .surface import Anchor, Grid, sample

# Canonical metric face of MediaPipe (Apache-2.0), cm: x to image right, y up, z to the camera.
_CANONICAL = {
    1: (0, -1.13, 7.48), 4: (0, -0.46, 7.59), 6: (0, 2.47, 5.79), 168: (0, 3.27, 5.24),
    10: (0, 8.26, 4.48), 152: (0, -9.40, 4.26), 33: (-4.45, 2.66, 3.17),
    263: (4.45, 2.66, 3.17), 133: (-1.86, 2.59, 3.76), 362: (1.86, 2.59, 3.76),
    50: (-4.77, -0.70, 3.53), 280: (4.77, -0.70, 3.53), 205: (-3.83, -1.54, 4.14),
    425: (3.83, -1.54, 4.14), 117: (-5.26, 0.95, 2.97), 346: (5.26, 0.95, 2.97),
    234: (-7.66, 0.67, -2.44), 454: (7.66, 0.67, -2.44),
    127: (-7.74, 2.36, -2.01), 356: (7.74, 2.36, -2.01),
}  # fmt: skip

# What the mesh does not cover: portrait pixels relative to the face's middle, relief in mm.
_OUTSIDE = (
    (0, -112, 60), (-45, -95, 58), (45, -95, 58), (0, -85, 22), (-40, -65, 30), (40, -65, 30),
    (-72, -70, 60), (72, -70, 60), (-66, -30, 54), (66, -30, 54), (-60, 0, 58), (60, 0, 58),
    (0, 68, 34), (-28, 62, 42), (28, 62, 42), (0, 90, 30), (0, 165, -5), (-60, 150, 30),
    (60, 150, 30), (-95, 35, 62), (95, 35, 62), (-160, 170, 60), (130, 170, 60),
    (-200, 60, 62), (200, 60, 62), (-200, -120, 62), (200, -120, 62), (0, -125, 62),
)  # fmt: skip

_DEEPEST_MM = 60.0
_HEAD_RADII = (76.0, 93.0)
"""Half axes in portrait pixels of the ellipse that moves rigidly with the head."""
_NECK_REACH = 0.4
"""Over this fraction of the radii the motion goes over into the torso's."""
PIVOT_MM = (0.0, 85.0, 85.0)
"""Where the head turns: the top of the neck, from the point between the eyes."""


@dataclass(frozen=True, slots=True, eq=False)
class HeadShape:
    """A head on the samples of its canvas.

    The head's frame has its origin between the eyes: x to image right, y down, z away from
    the camera, millimetres.

    Parameters
    ----------
    grid
        The canvas's samples.
    points
        Shape ``(rows, columns, 2)``: canvas pixels of the samples.
    surface
        Shape ``(rows, columns, 3)``: the head in its own frame.
    follows
        Shape ``(rows, columns)``: 1 where a point moves with the head, 0 with the torso.
    anchor
        Samples on the face.
    rest
        Shape ``(3, 3)``: the rotation that the portrait itself has.
    """

    grid: Grid
    points: Points
    surface: NDArray[np.float32]
    follows: NDArray[np.float32]
    anchor: Anchor
    rest: NDArray[np.float64]

    def at(self, pixels: Points) -> Points:
        """Return the head's surface in mm at canvas pixels ``(n, 2)``, shape ``(n, 3)``."""
        return sample(self.surface, pixels)


def middle(portrait: Portrait) -> NDArray[np.float32]:
    """Return the canvas pixel between the eyes."""
    return np.asarray(portrait.landmarks[[33, 133, 362, 263], :2].mean(axis=0), np.float32)


def rest_rotation(landmarks: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return the portrait's own head rotation, by Kabsch's fit of the canonical face."""
    ids = list(_CANONICAL)
    model = np.array([_CANONICAL[i] for i in ids]) * (1, -1, -1)
    seen = landmarks[ids].astype(np.float64)
    model -= model.mean(0)
    seen -= seen.mean(0)
    u, _, vt = np.linalg.svd(seen.T @ model)
    flip = np.diag([1, 1, np.sign(np.linalg.det(u @ vt))])
    return np.asarray(u @ flip @ vt, np.float64)


def _relief(portrait: Portrait, points: Points) -> NDArray[np.float32]:
    """Return the relief in mm, away from the camera, on the canvas samples."""
    centre = middle(portrait)
    mm = MM_PER_PX / portrait.scale
    known = (portrait.landmarks[:468, :2] - centre) * mm
    height = portrait.landmarks[:468, 2] * mm
    outside = np.array(_OUTSIDE, np.float64)
    sites = np.vstack([known, outside[:, :2] * MM_PER_PX])
    values = np.concatenate([height, outside[:, 2]])
    fit = RBFInterpolator(sites, values, kernel="thin_plate_spline", smoothing=30.0)
    flat = fit(((points - centre) * mm).reshape(-1, 2)).reshape(points.shape[:2])
    # steep sides would hide themselves when the head turns
    smooth = cv2.GaussianBlur(np.minimum(flat, _DEEPEST_MM).astype(np.float32), (0, 0), 1.2)
    return np.asarray(smooth, np.float32)


def _shaped(
    plain: NDArray[np.float32], relief: NDArray[np.float32], who: Subject
) -> NDArray[np.float32]:
    """Return the surface of a subject: the portrait's plane, bent to the subject's shape."""
    x, y = plain[..., 0], plain[..., 1]
    low = 1 / (1 + np.exp(-(y - 45) / 14))
    near = np.exp(-((x / 70) ** 2) - ((y - 60) / 80) ** 2)
    nose = np.exp(-((x / 16) ** 2) - ((y - 36) / 22) ** 2)
    across = x * who.width * (1 + who.jaw * low * near)
    along = y * who.length + who.chin_mm * low * np.exp(-((x / 60) ** 2) - ((y - 95) / 60) ** 2)
    depth = relief * who.relief - who.nose_mm * nose
    return f32(np.stack([across, along, depth], -1))


def _follows(portrait: Portrait, points: Points) -> NDArray[np.float32]:
    centre = middle(portrait)
    radii = np.array(_HEAD_RADII, np.float32) * portrait.scale
    offset = (points - centre) / radii + (0, 8 * portrait.scale / radii[1])
    beyond = (np.hypot(offset[..., 0], offset[..., 1]) - 1) / _NECK_REACH
    step = 1 - np.clip(beyond, 0, 1)
    return np.asarray(step * step * (3 - 2 * step), np.float32)


def build_head(portrait: Portrait, who: Subject) -> HeadShape:
    """Return the shape of a subject's head and shoulders."""
    height, width = portrait.alpha.shape
    grid = Grid(width, height)
    points = grid.points()
    centre = middle(portrait)
    relief = _relief(portrait, points)
    plain = (points - centre) * np.float32(MM_PER_PX / portrait.scale)
    surface = _shaped(plain, relief, who)
    hull = cv2.convexHull(np.ascontiguousarray(portrait.landmarks[:468, :2]))
    inside = np.array(
        [cv2.pointPolygonTest(hull, (float(x), float(y)), False) > 0
         for x, y in points.reshape(-1, 2)]
    )  # fmt: skip
    return HeadShape(
        grid=grid,
        points=points,
        surface=surface,
        follows=_follows(portrait, points),
        anchor=Anchor(points, np.flatnonzero(inside)[::3]),
        rest=rest_rotation(portrait.landmarks),
    )


def pose_of(turn: NDArray[np.float64], rest: NDArray[np.float64]) -> tuple[float, float, float]:
    """Return yaw, pitch and roll in degrees of a head that turns from its portrait's pose."""
    return angles(turn @ rest)
