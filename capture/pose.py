"""Head pose, scale and metric distance from the landmarks of a face."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from . import geometry
from .face import EYE_LEFT, EYE_RIGHT, IRIS_DIAMETER_MM, LEFT_IRIS, RIGHT_IRIS, Face
from .signal import SignalContext

EYE_CORNERS_RIGHT = (33, 133)
EYE_CORNERS_LEFT = (263, 362)
"""Outer and inner corner of the subject's right and left eye."""

CLOSED_EAR = 0.16
"""Eye aspect ratio below which the iris ring is a guess of the model; open eyes give 0.31."""

CANONICAL_CM: dict[int, tuple[float, float, float]] = {
    6: (0.0, 2.47, 5.79),
    168: (0.0, 3.27, 5.24),
    33: (-4.45, 2.66, 3.17),
    263: (4.45, 2.66, 3.17),
    133: (-1.86, 2.59, 3.76),
    362: (1.86, 2.59, 3.76),
    50: (-4.77, -0.70, 3.53),
    280: (4.77, -0.70, 3.53),
    117: (-5.26, 0.95, 2.97),
    346: (5.26, 0.95, 2.97),
    205: (-3.83, -1.54, 4.14),
    425: (3.83, -1.54, 4.14),
    127: (-7.74, 2.36, -2.01),
    356: (7.74, 2.36, -2.01),
    234: (-7.66, 0.67, -2.44),
    454: (7.66, 0.67, -2.44),
    132: (-7.27, -2.89, -2.25),
    361: (7.27, -2.89, -2.25),
}
"""Points of MediaPipe's canonical face, centimetres: x to the subject's left, y up, z out of
the face. They keep still with the expression and are alike from person to person: tip of the
nose, chin, hairline and mouth are left out, each of which costs about a degree of pitch."""

_POINTS = np.array(list(CANONICAL_CM), np.intp)
_MODEL = np.array(list(CANONICAL_CM.values()), np.float64)
_FRONTAL = np.diag([1.0, -1.0, -1.0])
"""Canonical axes to camera axes (x right, y down, z away) of a face that looks at us."""


class Pose(NamedTuple):
    """Head pose in degrees, signs as in ``Face``."""

    yaw_deg: float
    pitch_deg: float
    roll_deg: float


def focal_px(context: SignalContext, width: int, height: int) -> float:
    """Return the focal length in pixels of a picture of ``width`` by ``height`` pixels.

    ``f = W / (2 tan(HFOV / 2))``, the pinhole's. While the field of view is an assumption, it
    is one about the longer side: an upright picture comes from a camera held upright.
    """
    side = width if context.fov_calibrated else max(width, height)
    return float(0.5 * side / np.tan(np.radians(context.horizontal_fov_deg) / 2))


def head_pose(landmarks: NDArray[np.float32]) -> Pose | None:
    """Return the head pose against the line of sight: all zero looks into the camera.

    The rotation that takes the canonical face to the mesh's own 3-D points (Kabsch, 1976), read
    as yaw about the camera's y, then pitch about x, then roll about z. No focal length is
    needed, so a cropped picture does not bias it; perspective fits of the pixels alone read a
    turn of 15 degrees as 5 there. The z is a prior, good for a pose and for nothing else.

    Parameters
    ----------
    landmarks
        Shape ``(478, 3)``, pixels, z towards the scene.

    Returns
    -------
    Pose or None
        ``None`` when no pose fits, as for points that all coincide.

    Notes
    -----
    On the demo's live scenes, six subjects: RMS error 1.1, 1.2 and 0.8 degrees of yaw, pitch
    and roll; SQPnP (Terzakis and Lourakis, 2020) had 1.2, 7.1 and 0.7.
    """
    seen = landmarks[_POINTS].astype(np.float64)
    if not np.isfinite(seen).all() or float(np.ptp(seen[:, :2], axis=0).min()) < 1.0:
        return None
    return pose_of_rotation(geometry.rotation(_MODEL, seen))


def pose_of_rotation(rotation: NDArray[np.float64]) -> Pose:
    """Read the pose from a rotation of canonical axes to camera axes, shape ``(3, 3)``.

    With ``n`` the direction of the nose: yaw = atan2(n_x, -n_z), pitch = asin(-n_y); roll is
    what is left after both are taken back.
    """
    nose = rotation[:, 2]
    yaw = float(np.arctan2(nose[0], -nose[2]))
    pitch = float(np.arcsin(np.clip(-nose[1], -1.0, 1.0)))
    upright = rotation_of_pose(Pose(float(np.degrees(yaw)), float(np.degrees(pitch)), 0.0))
    lean = _FRONTAL @ upright.T @ rotation @ _FRONTAL
    roll = float(np.arctan2(lean[1, 0], lean[0, 0]))
    return Pose(float(np.degrees(yaw)), float(np.degrees(pitch)), float(np.degrees(roll)))


def rotation_of_pose(pose: Pose) -> NDArray[np.float64]:
    """Return the rotation of canonical axes to camera axes for a pose, shape ``(3, 3)``."""
    yaw, pitch, roll = np.radians(pose)
    turn = np.array(
        [[np.cos(yaw), 0, -np.sin(yaw)], [0, 1, 0], [np.sin(yaw), 0, np.cos(yaw)]], np.float64
    )
    nod = np.array(
        [[1, 0, 0], [0, np.cos(pitch), np.sin(pitch)], [0, -np.sin(pitch), np.cos(pitch)]],
        np.float64,
    )
    lean = np.array(
        [[np.cos(roll), -np.sin(roll), 0], [np.sin(roll), np.cos(roll), 0], [0, 0, 1]],
        np.float64,
    )
    return np.asarray(turn @ nod @ lean @ _FRONTAL, np.float64)


def eye_aspect_ratio(xy: NDArray[np.float32], eye: tuple[int, ...]) -> float:
    """Return how open an eye is: (|p2 p6| + |p3 p5|) / (2 |p1 p4|) (Soukupova, Cech, 2016)."""
    p = xy[list(eye)].astype(np.float64)
    across = float(np.linalg.norm(p[0] - p[3]))
    if across <= 0:
        return 0.0
    down = float(np.linalg.norm(p[1] - p[5]) + np.linalg.norm(p[2] - p[4]))
    return down / (2 * across)


def inter_ocular_px(xy: NDArray[np.float32]) -> float:
    """Return the distance between the eye centres (midpoints of the corners), pixels."""
    right = xy[list(EYE_CORNERS_RIGHT)].mean(axis=0, dtype=np.float64)
    left = xy[list(EYE_CORNERS_LEFT)].mean(axis=0, dtype=np.float64)
    return float(np.linalg.norm(right - left))


def iris_px(xy: NDArray[np.float32]) -> float:
    """Return the mean horizontal iris diameter of the open eyes, pixels; NaN if both are shut.

    The horizontal pair of the ring: lids squeeze the vertical one.
    """
    widths = [
        float(np.linalg.norm(xy[centre + 1].astype(np.float64) - xy[centre + 3]))
        for centre, eye in ((RIGHT_IRIS, EYE_RIGHT), (LEFT_IRIS, EYE_LEFT))
        if eye_aspect_ratio(xy, eye) >= CLOSED_EAR
    ]
    widths = [width for width in widths if width > 0]
    return float(np.mean(widths)) if widths else float("nan")


def iris_distance_mm(iris: float, focal: float) -> float:
    """Return the distance by the iris, ``f_px x 11.7 mm / iris_px``; NaN if it is unknown."""
    return focal * IRIS_DIAMETER_MM / iris if iris > 0 else float("nan")


def face_of(
    points: NDArray[np.float32],
    shape: tuple[int, ...],
    context: SignalContext,
    *,
    others: int = 0,
    ratio: float = 0.0,
) -> Face | None:
    """Return the face that landmarks describe; the same ones give the same face, bit by bit.

    Parameters
    ----------
    points
        Shape ``(478, 3)``, float32, pixels, as in `Face`; made read-only.
    shape
        Height and width of the picture, pixels.
    context
        Field of view, for the distance.
    others, ratio
        ``Face.others`` and ``Face.second_ratio``.

    Returns
    -------
    Face or None
        ``None`` when no pose fits the points.
    """
    head = head_pose(points)
    if head is None:
        return None
    low, high = points[:, :2].min(axis=0), points[:, :2].max(axis=0)
    iris = iris_px(points[:, :2])
    points.flags.writeable = False
    return Face(
        landmarks=points,
        box=(
            float(low[0]),
            float(low[1]),
            float(high[0] - low[0]),
            float(high[1] - low[1]),
        ),
        yaw_deg=head.yaw_deg,
        pitch_deg=head.pitch_deg,
        roll_deg=head.roll_deg,
        iod_px=inter_ocular_px(points[:, :2]),
        iris_px=iris,
        distance_mm=iris_distance_mm(iris, focal_px(context, shape[1], shape[0])),
        others=others,
        second_ratio=ratio,
    )
