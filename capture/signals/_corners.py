"""Corners of the picture, followed from a reference frame to a later one."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from liveness.capture import geometry
from liveness.capture.face import Face
from liveness.capture.frame import Frame

Floats = NDArray[np.float64]
Grey = NDArray[np.uint8]

MESH = 468
"""Landmarks without the irises."""

MARGIN = 0.05
"""Border of the worked part of the picture around the face, in face widths."""

WORK_IOD_PX = 120.0
"""Faces are scaled down to at most this distance between the eyes."""

MASK_STEP = 4
"""Masks are drawn this much smaller."""

WINDOW_PX = 19
FORWARD_BACKWARD_PX = 0.6
"""A track that does not come back to within this, in worked pixels, is dropped."""

UNSCALED = 0.55
"""Down to this scale bilinear sampling of the full picture does not alias."""

MIN_TRACKS = 8
"""Fewer corners than this do not determine a plane with anything to spare."""

OUTLIER_PX = 3.0
OUTLIER_PER_RADIAN = 1.0
"""A residual from the plane above this, in worked pixels and in IOD per radian of turn, is no
parallax but a lost track: the nose gives half of it."""


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """A frame that later ones are compared with; coordinates are worked pixels."""

    grey: Grey
    origin: tuple[int, int]
    """Image pixel of the worked picture's corner."""
    scale: float
    """Worked pixels per image pixel."""
    face: Face
    distance_mm: float
    landmarks: Floats
    """(478, 2)."""
    iod: float
    """Between the eyes, worked pixels."""
    points: Floats
    """(n, 2) corners of the face."""
    height_mm: Floats
    """(n,) how far the mesh stands out there: a prior to compare with, no measurement."""
    canonical_mm: Floats
    """(n,) the same of the canonical face."""
    time_ns: int

    @property
    def from_image(self) -> Floats:
        """(3, 3) image pixels to worked pixels."""
        x, y = self.origin
        scale = self.scale
        return np.array([[scale, 0, -x * scale], [0, scale, -y * scale], [0, 0, 1]])


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """How the corners moved between the reference and a later frame.

    ``residual`` is what the least-squares homography leaves, worked pixels of the reference.
    """

    index: NDArray[np.intp]
    """(k,) which of the reference's corners."""
    residual: Floats
    """(k, 2)."""
    shift_per_mm: Floats
    """(k, 2) by how much a corner shifts per millimetre that it stands out, worked pixels."""
    plane_residual: float
    """RMS of the residual, in IOD."""
    similarity_residual: float
    """RMS of what a similarity leaves of the same motion, in IOD."""
    track_error: float
    """RMS forward-backward error, image pixels."""
    scale_change: float
    """Size in the later frame over size in the reference."""
    turn_deg: float
    """By how much the head turned to the line of sight, degrees, roll left out."""
    seed: Floats
    """(3, 3) homography of the landmarks, worked pixels of the reference to the image."""


def worked_grey(
    frame: Frame, box: tuple[int, int, int, int], scale: float
) -> tuple[Grey, tuple[int, int]] | None:
    """Return the grey part ``(x0, y0, x1, y1)`` of a frame, scaled, and its true corner."""
    x0, y0 = max(0, box[0]), max(0, box[1])
    x1, y1 = min(frame.width, box[2]), min(frame.height, box[3])
    if x1 - x0 < 16 or y1 - y0 < 16:
        return None
    part = cv2.cvtColor(frame.image[y0:y1, x0:x1], cv2.COLOR_BGR2GRAY)
    if scale < 1:
        # a mean over areas takes ten times as long, and is needed only from a half on
        how = cv2.INTER_LINEAR if scale >= UNSCALED else cv2.INTER_AREA
        size = (max(1, round((x1 - x0) * scale)), max(1, round((y1 - y0) * scale)))
        part = cv2.resize(part, size, interpolation=how)
    return np.asarray(part, np.uint8), (x0, y0)


def around(face: Face, margin: float) -> tuple[int, int, int, int]:
    """Return the face's box ``(x0, y0, x1, y1)`` with a margin in face widths."""
    x, y, width, height = face.box
    grow = margin * width
    edges = np.array([x - grow, y - grow, x + width + grow, y + height + grow])
    x0, y0, x1, y1 = np.clip(np.round(edges), -1e6, 1e6).astype(int).tolist()
    return x0, y0, x1, y1


def make_reference(
    frame: Frame, face: Face, *, corners: int, distance_mm: float
) -> Reference | None:
    """Find corners to follow on the rigid part of the face.

    Returns
    -------
    Reference or None
        ``None`` when the face lies outside the image.
    """
    scale = min(1.0, WORK_IOD_PX / face.iod_px)
    work = worked_grey(frame, around(face, MARGIN), scale)
    if work is None:
        return None
    grey, origin = work
    landmarks = (face.xy.astype(np.float64) - origin) * scale
    iod = face.iod_px * scale
    points = find_corners(
        grey, _mask(grey.shape, landmarks, iod), corners, max(3.0, 0.055 * iod)
    )
    try:
        canonical = geometry.canonical_height_mm(landmarks.astype(np.float32), points)
    except np.linalg.LinAlgError:
        return None
    return Reference(
        grey=grey,
        origin=origin,
        scale=scale,
        face=face,
        distance_mm=distance_mm,
        landmarks=landmarks,
        iod=iod,
        points=points,
        height_mm=_mesh_height_mm(face, landmarks, points),
        canonical_mm=canonical,
        time_ns=int(frame.time_ns),
    )


def _mesh_height_mm(face: Face, landmarks: Floats, points: Floats) -> Floats:
    """Return how far the mesh stands out at points, mm: mean of the four nearest landmarks."""
    mesh = landmarks[:MESH]
    squared = (points**2).sum(1)[:, None] + (mesh**2).sum(1) - 2 * points @ mesh.T
    squared = np.maximum(squared, 0)
    nearest = np.argpartition(squared, 4, axis=1)[:, :4]
    weight = 1 / (np.take_along_axis(squared, nearest, 1) + 1.0)
    height = (
        -face.landmarks[:MESH, 2].astype(np.float64)[nearest] * geometry.IOD_MM / face.iod_px
    )
    return np.asarray((weight * height).sum(1) / weight.sum(1), np.float64)


def _mask(shape: tuple[int, ...], landmarks: Floats, iod: float) -> Grey:
    """Mask of the rigid inner face, 255 where allowed.

    Drawn at a quarter of the size: a wide erosion of a full mask would cost more than the rest.
    """
    rows, columns = shape[0] // MASK_STEP + 1, shape[1] // MASK_STEP + 1
    unit = iod / MASK_STEP
    fixed = np.clip(np.round(landmarks / MASK_STEP), -16000, 16000).astype(np.int32)
    inner = np.zeros((rows, columns), np.uint8)
    cv2.fillPoly(inner, [fixed[list(geometry.FACE_OVAL)]], (255,))
    # the outline of a turning head is another part of the head each time
    inner = np.asarray(cv2.erode(inner, disc(0.14 * unit), borderValue=(0,)), np.uint8)
    soft = np.zeros_like(inner)
    for outline in geometry.NONRIGID:
        hull = np.asarray(cv2.convexHull(fixed[list(outline)]), np.int32)
        cv2.fillConvexPoly(soft, hull, (255,))
    inner[cv2.dilate(soft, disc(0.06 * unit)) > 0] = 0
    return full_mask(inner, max(1, int(0.05 * unit)), shape)


def full_mask(mask: Grey, edge: int, shape: tuple[int, ...]) -> Grey:
    """Return a mask at full size ``shape``, nothing allowed within ``edge`` of its border."""
    mask[:edge] = mask[-edge:] = 0
    mask[:, :edge] = mask[:, -edge:] = 0
    size = (mask.shape[1] * MASK_STEP, mask.shape[0] * MASK_STEP)
    wide = cv2.resize(mask, size, interpolation=cv2.INTER_NEAREST)
    return np.ascontiguousarray(wide[: shape[0], : shape[1]], np.uint8)


def disc(radius: float) -> Grey:
    """Return a disc of a radius in pixels, to erode and dilate with."""
    size = 2 * max(1, round(radius)) + 1
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)), np.uint8)


def find_corners(grey: Grey, mask: Grey, count: int, distance: float) -> Floats:
    """Return corners where the mask allows them, best first, shape ``(n, 2)``."""
    found = cv2.goodFeaturesToTrack(grey, count, 0.002, distance, mask=mask, blockSize=5)
    # OpenCV answers None where it found nothing, whatever its stubs say
    return (
        np.zeros((0, 2)) if np.size(found) < 2 else np.asarray(found, np.float64).reshape(-1, 2)
    )


def track(reference: Reference, frame: Frame, face: Face) -> Pair | int:
    """Follow the reference's corners to a later frame.

    The later frame is first pulled onto the reference by the homography of the landmarks, so
    that the windows of Lucas-Kanade see neither rotation nor scale; landmarks only start the
    search and take no part in the result.

    Returns
    -------
    Pair or int
        The number of corners that survived, when fewer than eight did.
    """
    pulled = pull(reference, frame, face)
    if pulled is None or len(reference.points) < MIN_TRACKS:
        return 0
    warped, seed = pulled
    there, error = forward_backward(reference.grey, warped, reference.points)
    turn = _turn(reference, face)
    limit = OUTLIER_PX + OUTLIER_PER_RADIAN * reference.iod * float(np.hypot(*turn))
    kept, plane = _without_outliers(reference.points, there, error, limit)
    if plane is None:
        return len(kept)
    source, target = reference.points[kept], there[kept]
    residual = target - geometry.apply_homography(plane, source)
    moved = geometry.apply_homography(seed, target)
    alike = geometry.fit_similarity(source, moved)
    size = max(float(np.hypot(*alike[:, 0])), 1e-6)
    unlike = (moved - (source @ alike[:, :2].T + alike[:, 2])) / size
    scale_change = size * reference.scale
    centre = reference.landmarks[list(geometry.RIGID)].mean(0)
    # turned by an angle and brought nearer, a point one millimetre out shifts by
    shift = turn * reference.iod / geometry.IOD_MM
    spread = (source - centre) * (scale_change - 1) / reference.distance_mm
    return Pair(
        index=kept,
        residual=residual,
        shift_per_mm=shift + spread,
        plane_residual=_rms(residual) / reference.iod,
        similarity_residual=_rms(unlike) / reference.iod,
        track_error=float(np.sqrt(np.mean(error[kept] ** 2))) / reference.scale,
        scale_change=scale_change,
        turn_deg=float(np.degrees(np.hypot(*turn))),
        seed=seed,
    )


def _turn(reference: Reference, face: Face) -> Floats:
    """Return by how much the camera sees the head from another side, radians, shape (2,).

    Near points shift that way on the reference: image right and down. The rotation aligns the
    mesh's own 3-D landmarks (Kabsch, 1976). Their z is a prior, so this tells the head's turn
    and nothing of its relief; it is relative to the line of sight, needs no focal length, and a
    picture cropped from a larger one (whose focal length is unknown) does not bias it.
    """
    rigid = list(geometry.RIGID)
    turned = geometry.rotation(
        reference.face.landmarks[rigid].astype(np.float64),
        face.landmarks[rigid].astype(np.float64),
    )
    return np.asarray(turned[2, :2], np.float64)


def _without_outliers(
    source: Floats, target: Floats, error: Floats, limit: float
) -> tuple[NDArray[np.intp], Floats | None]:
    """Return which tracks came back and are no gross outliers from one plane, and the plane."""
    kept = np.flatnonzero(error < FORWARD_BACKWARD_PX)
    for _ in range(5):
        if len(kept) < MIN_TRACKS:
            return kept, None
        plane = geometry.fit_homography(source[kept], target[kept])
        if plane is None:
            return kept, None
        left = np.hypot(*(target[kept] - geometry.apply_homography(plane, source[kept])).T)
        if not (left > limit).any():
            return kept, plane
        # the worst few at a time: one lost track bends the plane for all
        kept = kept[left <= max(limit, 0.7 * float(left.max()))]
    if len(kept) < MIN_TRACKS:
        return kept, None
    return kept, geometry.fit_homography(source[kept], target[kept])


def pull(reference: Reference, frame: Frame, face: Face) -> tuple[Grey, Floats] | None:
    """Warp the later frame onto the reference; also the homography reference -> image."""
    rigid = list(geometry.RIGID)
    seed = geometry.fit_homography(reference.landmarks[rigid], face.xy[rigid].astype(float))
    if seed is None:
        return None
    scale = min(1.0, WORK_IOD_PX / face.iod_px)
    scale = 1.0 if scale >= UNSCALED else scale
    work = worked_grey(frame, around(face, MARGIN), scale)
    if work is None:
        return None
    grey, origin = work
    to_work = np.array(
        [[scale, 0, -origin[0] * scale], [0, scale, -origin[1] * scale], [0, 0, 1]]
    )
    return warp(grey, to_work @ seed, reference.grey.shape), seed


def warp(grey: Grey, there: Floats, shape: tuple[int, ...]) -> Grey:
    """Return the picture at ``there`` of every pixel of a ``shape``, the border repeated."""
    warped = cv2.warpPerspective(
        grey,
        there,
        (shape[1], shape[0]),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return np.asarray(warped, np.uint8)


def forward_backward(first: Grey, second: Grey, points: Floats) -> tuple[Floats, Floats]:
    """Track there and back; the error is infinite where the track was lost."""
    start = points.astype(np.float32).reshape(-1, 1, 2)
    window = (WINDOW_PX, WINDOW_PX)
    stop = (cv2.TERM_CRITERIA_COUNT | cv2.TERM_CRITERIA_EPS, 15, 0.015)
    there, found, _ = cv2.calcOpticalFlowPyrLK(
        first, second, start, np.empty_like(start), winSize=window, maxLevel=1, criteria=stop
    )
    back, again, _ = cv2.calcOpticalFlowPyrLK(
        second, first, there, np.empty_like(start), winSize=window, maxLevel=1, criteria=stop
    )
    error = np.hypot(*(back - start).reshape(-1, 2).T.astype(np.float64))
    good = (found.ravel() == 1) & (again.ravel() == 1) & np.isfinite(error)
    error = np.where(good, error, np.inf)
    return np.asarray(there, np.float64).reshape(-1, 2), error


def _rms(vectors: Floats) -> float:
    return float(np.sqrt(np.mean((vectors**2).sum(-1))))
