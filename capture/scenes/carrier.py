"""Something flat or bent that is held before the camera and carries a picture of a face."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .cv import cv2
from .movement import Pose
from .optics import Lens, Points, f32, rotation
from .surface import Anchor, Grid, Projection


class Carrier:
    """A sheet or device: a canvas in space.

    Parameters
    ----------
    lens
        The camera.
    width, height
        Canvas size in pixels.
    mm_per_px
        Scale of the canvas.
    distance_mm
        Distance of its middle from the camera.
    radius_mm
        Radius of the cylinder with an upright axis round which it is bent, its back hollow;
        ``None`` when flat.
    """

    def __init__(
        self,
        lens: Lens,
        width: int,
        height: int,
        mm_per_px: float,
        distance_mm: float,
        radius_mm: float | None = None,
    ) -> None:
        self._lens = lens
        self._base = np.array([0.0, 0.0, distance_mm])
        self.points = Grid(width, height).points()
        self.mm_per_px = mm_per_px
        self.centre = f32([(width - 1) / 2, (height - 1) / 2])
        plain = (self.points - self.centre) * np.float32(mm_per_px)
        across, along = plain[..., 0], plain[..., 1]
        depth = np.zeros_like(across)
        if radius_mm is not None:
            angle = across / np.float32(radius_mm)
            depth = np.float32(radius_mm) * (1 - np.cos(angle))
            across = np.float32(radius_mm) * np.sin(angle)
        self._surface = np.stack([across, along, depth], -1).astype(np.float32)
        every = max(across.size // 300, 1)
        self._anchor = Anchor(self.points, np.arange(across.size)[::every])

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of samples."""
        rows, columns = self._surface.shape[:2]
        return rows, columns

    def project(self, pose: Pose) -> Projection:
        """Return where the canvas is seen in a pose."""
        turn = rotation(pose.yaw, pose.pitch, pose.roll)
        shift = np.add(self._base, (pose.x, pose.y, pose.z))
        placed = cv2.transform(self._surface, f32(np.column_stack([turn, shift])))
        return Projection(self.points, self._lens.project(placed), placed[..., 2], self._anchor)


def jacobian(projection: Projection, at: Points) -> NDArray[np.float64]:
    """Return d(image)/d(canvas) at a canvas pixel, shape ``(2, 2)``, by central differences."""
    arm = 4.0
    steps = f32([[arm, 0], [-arm, 0], [0, arm], [0, -arm]])
    seen = projection.forward(at + steps).astype(np.float64)
    return np.column_stack([(seen[0] - seen[1]), (seen[2] - seen[3])]) / (2 * arm)
