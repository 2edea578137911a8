"""What a demo scene knows about one of its frames."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .cv import cv2
from .optics import Lens, Points
from .surface import STEP, Grid, Projection, to_samples


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular pattern (halftone, or the moire of a pixel grid) at the face.

    Parameters
    ----------
    period_px
        Period of its strongest component in image pixels.
    angle_deg
        Direction in which that component varies, 0 along x, 90 along y (down), 0 to 180.
    """

    period_px: float
    angle_deg: float

    @classmethod
    def of_wave(cls, cycles_per_px: NDArray[np.float64]) -> Pattern:
        """Return the pattern that a plane wave makes on the sensor.

        The sensor takes points at integers, so a wave finer than two pixels shows as its
        alias: each component less the nearest integer.
        """
        seen = cycles_per_px - np.rint(cycles_per_px)
        angle = float(np.degrees(np.arctan2(seen[1], seen[0]))) % 180
        return cls(float(1 / np.hypot(*seen)), angle)


@dataclass(frozen=True, slots=True, eq=False)
class Truth:
    """Ground truth of one frame; pixels are the frame's, x right, y down, centres at integers.

    Parameters
    ----------
    index
        Number of the frame.
    time_s
        Its time since the scene's start, seconds.
    landmarks
        Shape ``(478, 2)``, float32: where the points of the face mesh are.
    relief_mm
        Shape ``(478,)``, float32: the depth of each relative to the mean of the eyes'
        corners, away from the camera. Flat for a print or screen, whatever is shown on it.
    depth_mm
        Shape ``(478,)``, float32: distance of each from the camera along the optical axis.
    yaw_deg, pitch_deg, roll_deg
        Pose of the face that is seen (of the face *shown*, on a print or screen); signs as in
        :class:`liveness.capture.face.Face`.
    openness
        Of the eyelids, 0 to 1, subject's right and left.
    highlights
        Per eye (subject's right, left) the corners ``(4, 2)`` of the corneal highlight in
        pixels, or ``None`` where there is none.
    pattern
        The regular pattern at the face, or ``None`` where there is none.
    refresh_hz
        Frequency at which a display flickers, or ``None``.
    readout_s
        Time from the first row to the last of the rolling shutter, seconds.
    screen_direction
        Unit vector from between the eyes to the middle of the screen that lights them,
        camera axes; ``None`` where nobody sits before the screen.
    flow
        Call with pixels ``(n, 2)`` of the *preceding* frame, float32: how far each moves to
        this frame, ``(n, 2)``, as if it lay on the face, print or screen. Zero for index 0.
    depth_map
        Call for the dense depth in mm, shape ``(height, width)``, float32, NaN where the
        background is.
    strength
        How strongly the scene shows what gives it away, 0 to 1; ``None`` as it was composed.
    """

    index: int
    time_s: float
    landmarks: Points
    relief_mm: NDArray[np.float32]
    depth_mm: NDArray[np.float32]
    yaw_deg: float
    pitch_deg: float
    roll_deg: float
    openness: tuple[float, float]
    highlights: tuple[Points | None, Points | None]
    pattern: Pattern | None
    refresh_hz: float | None
    readout_s: float
    screen_direction: tuple[float, float, float] | None
    flow: Callable[[Points], Points]
    depth_map: Callable[[], NDArray[np.float32]]
    strength: float | None = None


def flow_between(before: Projection | None, now: Projection) -> Callable[[Points], Points]:
    """Return the flow from one projection of a canvas to the next (zero without one)."""

    def flow(points: Points) -> Points:
        if before is None:
            return np.zeros_like(points)
        return np.asarray(now.forward(before.inverse(points)) - points, np.float32)

    return flow


def depth_of(
    lens: Lens, projection: Projection, alpha: NDArray[np.float32], hull: Points
) -> Callable[[], NDArray[np.float32]]:
    """Return the dense depth of a canvas, NaN where its ``alpha`` is under one half."""

    def depth_map() -> NDArray[np.float32]:
        field = projection.inverse_field(Grid(lens.width, lens.height).points(), hull)
        depth = cv2.remap(projection.depth_mm, to_samples(field), None, cv2.INTER_LINEAR)
        size = (depth.shape[1] * STEP, depth.shape[0] * STEP)
        whole = cv2.resize(depth, size, interpolation=cv2.INTER_LINEAR)
        where = cv2.resize(field, size, interpolation=cv2.INTER_LINEAR)
        inside = cv2.remap(alpha, where, None, cv2.INTER_LINEAR, borderValue=0)
        dense = np.where(inside > 0.5, whole, np.float32(np.nan))[STEP:, STEP:]
        return np.asarray(dense[: lens.height, : lens.width], np.float32)

    return depth_map
