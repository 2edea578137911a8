"""The demo camera's lens: a pinhole of 64 degrees, and rotations in its axes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Points = NDArray[np.float32]
"""Coordinates, last axis 2 (pixels) or 3 (millimetres)."""


def f32(values: ArrayLike) -> NDArray[np.float32]:
    """Return an array of float32."""
    return np.array(values, np.float32)


FOCAL_OF_WIDTH = 0.8
"""Focal length over picture width: a horizontal field of view of 64 degrees."""


@dataclass(frozen=True, slots=True)
class Lens:
    """A pinhole camera; x right, y down, z away from it.

    Parameters
    ----------
    width, height
        Picture size in pixels.
    focal
        Focal length in pixels; ``None`` for :data:`FOCAL_OF_WIDTH` times the width.
    """

    width: int
    height: int
    focal: float | None = None

    @property
    def focal_px(self) -> float:
        """Focal length in pixels."""
        return FOCAL_OF_WIDTH * self.width if self.focal is None else self.focal

    @property
    def centre(self) -> tuple[float, float]:
        """Principal point in pixels; pixel centres at integers."""
        return (self.width - 1) / 2, (self.height - 1) / 2

    def project(self, points: Points) -> Points:
        """Project camera coordinates ``(..., 3)`` in mm to pixels ``(..., 2)``."""
        scale = np.float32(self.focal_px) / points[..., 2]
        x = points[..., 0] * scale + np.float32(self.centre[0])
        y = points[..., 1] * scale + np.float32(self.centre[1])
        return np.stack([x, y], -1)


def rotation(yaw_deg: float, pitch_deg: float, roll_deg: float) -> NDArray[np.float64]:
    """Return the rotation of a head, shape ``(3, 3)``, as ``roll @ pitch @ yaw``.

    Yaw above 0 turns the nose, which points to -z, to image right; pitch above 0 raises it;
    roll above 0 leans the head clockwise in the image.
    """
    yaw, pitch, roll = np.radians([yaw_deg, pitch_deg, roll_deg])
    cy, sy, cp, sp = np.cos(yaw), np.sin(yaw), np.cos(pitch), np.sin(pitch)
    cr, sr = np.cos(roll), np.sin(roll)
    about_y = np.array([[cy, 0, -sy], [0, 1, 0], [sy, 0, cy]])
    about_x = np.array([[1, 0, 0], [0, cp, sp], [0, -sp, cp]])
    about_z = np.array([[cr, -sr, 0], [sr, cr, 0], [0, 0, 1]])
    return np.asarray(about_z @ about_x @ about_y, np.float64)


def angles(matrix: NDArray[np.float64]) -> tuple[float, float, float]:
    """Return yaw, pitch and roll in degrees of a rotation made by :func:`rotation`."""
    pitch = np.arcsin(np.clip(-matrix[2, 1], -1, 1))
    yaw = np.arctan2(matrix[2, 0], matrix[2, 2])
    roll = np.arctan2(-matrix[0, 1], matrix[1, 1])
    return float(np.degrees(yaw)), float(np.degrees(pitch)), float(np.degrees(roll))
