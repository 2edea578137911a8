"""Geometry of the face mesh and of planes: indices, canonical shape, homographies."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

FACE_OVAL = (
    *(10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377),
    *(152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109),
)
"""Landmarks of the outline of the face, in order."""

EYE_RING_RIGHT = (33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246)
EYE_RING_LEFT = (263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466)
LIPS_OUTER = (
    *(61, 146, 91, 181, 84, 17, 314, 405, 321, 375),
    *(291, 409, 270, 269, 267, 0, 37, 39, 40, 185),
)
BROW_RIGHT = (70, 63, 105, 66, 107, 55, 65, 52, 53, 46)
BROW_LEFT = (300, 293, 334, 296, 336, 285, 295, 282, 283, 276)

NONRIGID = (EYE_RING_RIGHT, EYE_RING_LEFT, LIPS_OUTER, BROW_RIGHT, BROW_LEFT)
"""Outlines of what moves by itself: lids, lips and brows."""

RIGID = (
    *(4, 6, 10, 33, 54, 67, 117, 119, 121, 127, 129, 132, 133, 136, 143, 147, 198, 205),
    *(263, 284, 297, 346, 348, 350, 356, 358, 361, 362, 365, 372, 376, 420, 425),
)
"""Landmarks that MediaPipe weights in its rigid alignment (Procrustes basis)."""

CHEEKS = (50, 280, 205, 425, 117, 346)
"""Landmarks on the cheeks, subject's right and left in turn."""

CANONICAL_INDEX = (
    *(1, 4, 6, 168, 10, 152, 33, 263, 133, 362, 61, 291),
    *(50, 280, 205, 425, 117, 346, 234, 454, 127, 356, 132, 361),
)
CANONICAL_CM: Floats = np.array(
    [
        *((0, -1.13, 7.48), (0, -0.46, 7.59), (0, 2.47, 5.79), (0, 3.27, 5.24)),
        *((0, 8.26, 4.48), (0, -9.40, 4.26), (-4.45, 2.66, 3.17), (4.45, 2.66, 3.17)),
        *((-1.86, 2.59, 3.76), (1.86, 2.59, 3.76), (-2.46, -4.34, 4.28), (2.46, -4.34, 4.28)),
        *((-4.77, -0.70, 3.53), (4.77, -0.70, 3.53), (-3.83, -1.54, 4.14)),
        *((3.83, -1.54, 4.14), (-5.26, 0.95, 2.97), (5.26, 0.95, 2.97)),
        *((-7.66, 0.67, -2.44), (7.66, 0.67, -2.44), (-7.74, 2.36, -2.01)),
        *((7.74, 2.36, -2.01), (-7.27, -2.89, -2.25), (7.27, -2.89, -2.25)),
    ],
    np.float64,
)
"""MediaPipe's canonical face at ``CANONICAL_INDEX``, cm: x right, y up, z to the camera."""

IOD_MM = 63.0
"""Mean distance between the pupils of adults, mm (Dodgson, 2004)."""


def _kernel(squared: Floats) -> Floats:
    """Return the thin plate's kernel r^2 log r of squared distances."""
    safe = np.maximum(squared, 1e-12)
    return np.asarray(0.5 * safe * np.log(safe), np.float64)


class ThinPlate:
    """A thin-plate spline from the plane to a vector.

    Parameters
    ----------
    points
        Shape ``(n, 2)``, where the values are known; not all on one line.
    values
        Shape ``(n,)`` or ``(n, m)``.
    smoothing
        0 interpolates; above 0 the spline may miss the values.

    Raises
    ------
    numpy.linalg.LinAlgError
        When the points are all on one line or coincide.

    Notes
    -----
    Bookstein, "Principal warps", PAMI 1989.
    """

    def __init__(self, points: Floats, values: Floats, smoothing: float = 0.0) -> None:
        points = np.asarray(points, np.float64)
        values = np.asarray(values, np.float64)
        count = len(points)
        self._points = points
        squared = ((points[:, None] - points[None]) ** 2).sum(-1)
        system = np.zeros((count + 3, count + 3))
        system[:count, :count] = _kernel(squared) + smoothing * np.eye(count)
        system[:count, count] = 1
        system[:count, count + 1 :] = points
        system[count:, :count] = system[:count, count:].T
        right = np.zeros((count + 3, *values.shape[1:]))
        right[:count] = values
        self._weights: Floats = np.linalg.solve(system, right)

    def __call__(self, at: Floats) -> Floats:
        """Return the spline at points of shape ``(k, 2)``: shape ``(k,)`` or ``(k, m)``."""
        at = np.asarray(at, np.float64)
        squared = ((at[:, None] - self._points[None]) ** 2).sum(-1)
        count = len(self._points)
        flat: Floats = _kernel(squared) @ self._weights[:count] + self._weights[count]
        result: Floats = flat + at @ self._weights[count + 1 :]
        return result


def canonical_height_mm(landmarks_xy: NDArray[np.float32], at: Floats) -> Floats:
    """Return how far the canonical face stands out towards the camera at image points.

    A template to compare a measured relief with, never a measurement.

    Parameters
    ----------
    landmarks_xy
        Shape ``(478, 2)``, landmarks in the image, in any unit of length.
    at
        Shape ``(n, 2)``, points in the same coordinates.

    Returns
    -------
    numpy.ndarray
        Shape ``(n,)``, mm, with an arbitrary zero.

    Raises
    ------
    numpy.linalg.LinAlgError
        When the landmarks coincide.
    """
    known = landmarks_xy[list(CANONICAL_INDEX)].astype(np.float64)
    centre, size = known.mean(0), float(np.ptp(known, axis=0).max())
    if not size > 0:
        raise np.linalg.LinAlgError("the landmarks coincide")
    spline = ThinPlate((known - centre) / size, CANONICAL_CM[:, 2] * 10)
    return spline((np.asarray(at, np.float64) - centre) / size)


def fit_homography(source: Floats, target: Floats) -> Floats | None:
    """Return the least-squares homography from ``source`` to ``target``, or ``None``.

    Parameters
    ----------
    source, target
        Shape ``(n, 2)``, n >= 4.

    Returns
    -------
    numpy.ndarray
        Shape ``(3, 3)``, float64; ``None`` when the points do not determine it.

    Notes
    -----
    Plain least squares over all points (Hartley-normalised DLT, refined): a robust fit would
    explain the parallax away.
    """
    if len(source) < 4 or not (np.isfinite(source).all() and np.isfinite(target).all()):
        return None
    try:
        found, _ = cv2.findHomography(
            np.ascontiguousarray(source, np.float64),
            np.ascontiguousarray(target, np.float64),
            0,
        )
    except cv2.error:
        return None
    if found is None or not np.isfinite(found).all():
        return None
    result: Floats = np.asarray(found, np.float64)
    return result


def apply_homography(matrix: Floats, points: Floats) -> Floats:
    """Map points of shape ``(n, 2)`` by a homography of shape ``(3, 3)``."""
    mapped = np.asarray(points, np.float64) @ matrix[:, :2].T + matrix[:, 2]
    depth = mapped[:, 2:]
    safe = np.where(np.abs(depth) < 1e-9, 1e-9, depth)
    result: Floats = mapped[:, :2] / safe
    return result


def homography_tangent(points: Floats) -> Floats:
    """Return the displacement fields of the eight infinitesimal homographies.

    Parameters
    ----------
    points
        Shape ``(n, 2)``, best normalised to about unit size.

    Returns
    -------
    numpy.ndarray
        Shape ``(2 n, 8)``: x displacements of all points, then y displacements.
    """
    x, y = np.asarray(points, np.float64).T
    one, zero = np.ones_like(x), np.zeros_like(x)
    along_x = np.stack([one, x, y, zero, zero, zero, x * x, x * y], 1)
    along_y = np.stack([zero, zero, zero, one, x, y, x * y, y * y], 1)
    return np.concatenate([along_x, along_y])


def fit_similarity(source: Floats, target: Floats) -> Floats:
    """Return the least-squares similarity, ``(2, 3)``, between points of shape ``(n, 2)``."""
    centre_s, centre_t = source.mean(0), target.mean(0)
    s, t = source - centre_s, target - centre_t
    energy = float((s * s).sum()) or 1.0
    a = float((s * t).sum()) / energy
    b = float((s[:, 0] * t[:, 1] - s[:, 1] * t[:, 0]).sum()) / energy
    turn = np.array([[a, -b], [b, a]])
    return np.column_stack([turn, centre_t - turn @ centre_s])


def rotation(source: Floats, target: Floats) -> Floats:
    """Return the rotation ``(3, 3)`` that best aligns points ``(n, 3)`` (Kabsch, 1976).

    Scale and translation play no part.
    """
    s, t = source - source.mean(0), target - target.mean(0)
    left, _, right = np.linalg.svd(t.T @ s)
    flip = np.diag([1.0, 1.0, float(np.sign(np.linalg.det(left @ right))) or 1.0])
    turned: Floats = left @ flip @ right
    return turned


def bend_radius_mm(bend: Floats) -> float:
    """Return the radius of the cylinder that a quadric bends to at most, mm.

    Parameters
    ----------
    bend
        Shape ``(3,)``, coefficients of x^2, xy and y^2 of a height in mm over x and y in mm.

    Returns
    -------
    float
        1 / the larger principal curvature; infinite for a plane.
    """
    xx, xy, yy = np.asarray(bend, np.float64).tolist()
    curvature = float(np.abs(np.linalg.eigvalsh([[2 * xx, xy], [xy, 2 * yy]])).max())
    return 1 / curvature if curvature > 1e-9 else float("inf")


def plane_residual(source: Floats, target: Floats) -> float:
    """Return the RMS distance of ``target`` from the best homography of ``source``.

    Both of shape ``(n, 2)``, the result in their unit; NaN when they determine none.
    """
    plane = fit_homography(source, target)
    if plane is None:
        return float("nan")
    left = target - apply_homography(plane, source)
    return float(np.sqrt(np.mean((left**2).sum(-1))))


def track_rank(tracks: Floats) -> tuple[float, float]:
    """Return the third singular value of centred tracks over the first, and over the fourth.

    Parameters
    ----------
    tracks
        Shape ``(frames, points, 2)``.

    Notes
    -----
    Under weak perspective tracks of a plane have rank 2 and those of a relief rank 3 (Tomasi
    and Kanade, 1992), so the second ratio is near 1 for a plane.
    """
    centred = tracks - tracks.mean(1, keepdims=True)
    stacked = centred.transpose(0, 2, 1).reshape(-1, tracks.shape[1])
    values = np.linalg.svd(stacked, compute_uv=False)
    third = float(values[2])
    return third / max(float(values[0]), 1e-300), third / max(float(values[3]), 1e-300)
