"""A face in a frame: box, 478 landmarks, pose and irises."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LANDMARKS = 478
"""Points of the face mesh with irises."""

RIGHT_IRIS, LEFT_IRIS = 468, 473
"""Centres; four ring points follow each: image right, top, image left, bottom."""

IRIS_DIAMETER_MM = 11.7
"""Mean horizontal diameter of the human iris, +- 0.5 mm (MediaPipe Iris, 2020)."""

EYE_RIGHT = (33, 160, 158, 133, 153, 144)
EYE_LEFT = (362, 385, 387, 263, 373, 380)
"""Landmarks p1..p6 of the eye aspect ratio (Soukupova and Cech, 2016)."""


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """The face that is followed, in one frame.

    Left and right are the subject's; coordinates are image pixels, x right, y down.

    Parameters
    ----------
    landmarks
        Shape ``(478, 3)``, float32: x and y in pixels; z in pixels of the model's *prior*
        (smaller is closer), which is no measurement.
    box
        ``(x, y, width, height)`` of the landmarks in pixels; may leave the image.
    yaw_deg, pitch_deg, roll_deg
        Head pose in degrees. Yaw above 0: the nose points to image right. Pitch above 0: the
        nose points up. Roll above 0: the head leans clockwise as seen in the image.
    iod_px
        Distance between the outer eye corners' midpoints, that is between the eye centres,
        pixels.
    iris_px
        Mean horizontal iris diameter, pixels; NaN when the eyes are closed.
    distance_mm
        Distance from the camera by the iris, millimetres, under the context's field of view;
        NaN when the iris is unknown.
    others
        Number of other faces seen in the last search.
    second_ratio
        Size (square root of area) of the largest other face relative to this one, 0 if none.
    """

    landmarks: NDArray[np.float32]
    box: tuple[float, float, float, float]
    yaw_deg: float
    pitch_deg: float
    roll_deg: float
    iod_px: float
    iris_px: float
    distance_mm: float
    others: int = 0
    second_ratio: float = 0.0

    def __post_init__(self) -> None:
        """Check the shape of the landmarks."""
        if self.landmarks.shape != (LANDMARKS, 3):
            raise ValueError(f"landmarks are (478, 3), got {self.landmarks.shape}")

    @property
    def xy(self) -> NDArray[np.float32]:
        """Landmarks in the image, shape ``(478, 2)``, pixels."""
        return self.landmarks[:, :2]
