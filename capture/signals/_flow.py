"""Dense flow of the face over three frames, and what is left of it without global motion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

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

REGIONS: dict[str, tuple[int, ...]] = {
    "eyes": geometry.EYE_RING_RIGHT + geometry.EYE_RING_LEFT,
    "brows": geometry.BROW_RIGHT + geometry.BROW_LEFT,
    "mouth": geometry.LIPS_OUTER,
    "cheeks": (50, 280, 205, 425, 117, 346, 187, 411, 123, 352, 147, 376, 207, 427, 36, 266),
}
"""Landmarks by part of the face."""

_MEMBERS: Floats = np.array(
    [np.isin(np.arange(MESH), where) for where in REGIONS.values()], np.float64
)
"""(regions, 468): 1 where a landmark belongs to a region."""

FLOOR_FACTOR = 1.15
"""Flow noise of DIS over the bound below, upper quartile, on planes with known noise."""

PATCH_PX = 9
"""Side of the patch whose texture bounds the precision of the flow, worked pixels."""


@dataclass(frozen=True, slots=True, eq=False)
class Crop:
    """The face of one frame, in a square of fixed size that follows the face's box."""

    grey: Grey
    points: NDArray[np.float32]
    """(468, 2) landmarks, worked pixels."""
    near: Floats
    """(468,) how far the mesh stands out, worked pixels: a prior, to take rigid turns out."""
    origin: tuple[int, int]
    """Image pixel of the square's corner."""
    scale: float
    """Worked pixels per image pixel."""
    iod: float
    """Worked pixels."""
    time_ns: int


@dataclass(frozen=True, slots=True, eq=False)
class Triple:
    """What three frames in a row say about one face."""

    sheet: float
    """RMS of what is left without the motion of a plane, over both steps, in IOD."""
    size: float
    """RMS of what is left without that of a rigid head, either, in IOD."""
    coherence: float
    """Correlation of the latter in the first step with the second, -1..1."""
    travel: float
    """RMS of the global motion over the landmarks, in IOD per frame."""
    floor: float
    """What noise alone would leave, in IOD."""
    parts: dict[str, float]
    """``size`` by part of the face."""


def square_side(face: Face, margin: float) -> int:
    """Return the side of the square that holds the face with a margin, image pixels."""
    return max(8, round(margin * max(face.box[2], face.box[3])))


def crop(frame: Frame, face: Face, side: int, work: int) -> Crop:
    """Cut the square around the face's box, padded where it leaves the image, and scale it.

    Whole pixels: the square follows the box without resampling between pixels, and the shift
    between two crops is a translation, which is taken out with the global motion anyway.
    """
    x, y, width, height = face.box
    left, top = round(x + width / 2 - side / 2), round(y + height / 2 - side / 2)
    x0, x1 = np.clip([left, left + side], 0, frame.width).tolist()
    y0, y1 = np.clip([top, top + side], 0, frame.height).tolist()
    part = np.zeros((side, side), np.uint8)
    if x1 > x0 and y1 > y0:
        seen = cv2.cvtColor(frame.image[y0:y1, x0:x1], cv2.COLOR_BGR2GRAY)
        edges = (y0 - top, top + side - y1, x0 - left, left + side - x1)
        if max(edges) > 0:
            seen = cv2.copyMakeBorder(seen, *edges, cv2.BORDER_REPLICATE)
        part = np.asarray(seen, np.uint8)
    scale = min(1.0, work / side)
    while part.shape[0] >= 2 * work:  # halves and a bilinear rest: a tenth of a mean over areas
        part = np.asarray(cv2.pyrDown(part), np.uint8)
    if scale < 1:
        size = (work, work)
        part = np.asarray(cv2.resize(part, size, interpolation=cv2.INTER_LINEAR), np.uint8)
    points = ((face.xy[:MESH] - np.array([left, top], np.float32)) * scale).astype(np.float32)
    return Crop(
        part,
        points,
        -face.landmarks[:MESH, 2].astype(np.float64) * scale,
        (left, top),
        scale,
        face.iod_px * scale,
        int(frame.time_ns),
    )


def sample(field: NDArray[np.float32], points: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return a field at points of shape ``(n, 2)``, bilinear, the border's value outside."""
    maps = np.ascontiguousarray(points.reshape(1, -1, 2))
    found = cv2.remap(
        field,
        maps[..., 0],
        maps[..., 1],
        interpolation=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return np.asarray(found, np.float32).reshape(len(points), *field.shape[2:])


class Split(NamedTuple):
    """Flow at points, ``(n, 2)`` each."""

    plane: Floats
    """What a plane's motion explains of it."""
    bent: Floats
    """What is left without the motion of a plane."""
    left: Floats
    """What is left without that of a rigid head, either."""


def residual(
    points: NDArray[np.float32], flow: NDArray[np.float32], near: Floats | None = None
) -> Split:
    """Split flow at points into global motion and the rest.

    Least squares over the eight infinitesimal homographies: a picture that is held, shifted,
    turned or tilted moves by one of them. With ``near``, shape ``(n,)``, also over the two
    parallaxes of a rigid head that turns.
    """
    centred = points.astype(np.float64) - points.mean(0)
    spread = float(np.abs(centred).max()) or 1.0
    fields = geometry.homography_tangent(centred / spread)
    columns = flow.astype(np.float64).T.ravel()
    plane = _fit(fields, columns)
    bent = left = columns - plane
    if near is not None:
        height = (near - near.mean()) / spread
        turns = np.zeros((len(columns), 2))
        turns[: len(height), 0] = turns[len(height) :, 1] = height
        left = columns - _fit(np.concatenate([fields, turns], 1), columns)
    return Split(*(part.reshape(2, -1).T for part in (plane, bent, left)))


def _fit(fields: Floats, columns: Floats) -> Floats:
    """Least squares by the normal equations: the fields are normalised, and QR costs thrice."""
    normal = fields.T @ fields
    normal[np.diag_indices_from(normal)] += 1e-9 * np.trace(normal)
    return np.asarray(fields @ np.linalg.solve(normal, fields.T @ columns), np.float64)


def texture(grey: Grey, points: NDArray[np.float32]) -> Floats:
    """Return the trace of the inverse structure tensor around points, shape ``(n,)``.

    Times the variance of the picture's noise it bounds the variance of a flow vector
    (Cramer and Rao), 1 / grey level squared, in px squared.
    """
    gx = cv2.Scharr(grey, cv2.CV_32F, 1, 0, scale=1 / 32)
    gy = cv2.Scharr(grey, cv2.CV_32F, 0, 1, scale=1 / 32)
    products = cv2.merge([gx * gx, gy * gy, gx * gy])
    sums = cv2.boxFilter(products, -1, (PATCH_PX, PATCH_PX), normalize=False)
    xx, yy, xy = sample(np.asarray(sums, np.float32), points).astype(np.float64).T
    return np.asarray((xx + yy) / np.maximum(xx * yy - xy * xy, 1e-3), np.float64)


def noise(
    first: Grey, second: Grey, flow: NDArray[np.float32], points: NDArray[np.float32]
) -> float:
    """Return the sd of the image noise, grey levels, from what the flow does not explain."""
    before = sample(first.astype(np.float32), points)
    after = sample(
        second.astype(np.float32), (points + sample(flow, points)).astype(np.float32)
    )
    left = after - before
    return float(1.4826 * np.median(np.abs(left - np.median(left))) / np.sqrt(2))


def flow_gain(grey: Grey, points: NDArray[np.float32]) -> float:
    """Return the RMS flow noise per grey level of image noise, worked pixels."""
    return FLOOR_FACTOR * float(np.sqrt(2 * np.median(texture(grey, points))))


def triple(
    first: Crop, flow_1: NDArray[np.float32], flow_2: NDArray[np.float32], floor: float
) -> Triple | None:
    """Compare two steps of flow at the landmarks of the first frame, carried along by the flow.

    Landmarks after the first frame take no part: their jitter would pass for motion.
    """
    height, width = first.grey.shape
    inside = ((first.points >= 1) & (first.points <= np.array([width, height]) - 2)).all(1)
    if int(inside.sum()) < 100:
        return None
    start = first.points[inside]
    step_1 = sample(flow_1, start)
    second = (start + step_1).astype(np.float32)
    step_2 = sample(flow_2, second)
    near = first.near[inside]
    plane, bent_1, left_1 = residual(start, step_1, near)
    _, bent_2, left_2 = residual(second, step_2, near)
    sheet = np.sqrt(((bent_1**2).sum() + (bent_2**2).sum()) / (2 * len(start)))
    one, two = float((left_1**2).sum()), float((left_2**2).sum())
    size = np.sqrt((one + two) / (2 * len(start)))
    common = float((left_1 * left_2).sum())
    energy = np.zeros(MESH)
    energy[inside] = (left_1**2).sum(1) + (left_2**2).sum(1)
    known = _MEMBERS @ inside
    amount = np.sqrt(_MEMBERS @ energy / np.maximum(known, 1) / 2) / first.iod
    parts = {
        name: float(value)
        for name, value, count in zip(REGIONS, amount, known, strict=True)
        if count >= 4
    }
    return Triple(
        sheet=float(sheet) / first.iod,
        size=float(size) / first.iod,
        coherence=common / np.sqrt(one * two) if one * two > 0 else 0.0,
        travel=float(np.sqrt((plane**2).sum(1).mean())) / first.iod,
        floor=floor / first.iod,
        parts=parts,
    )


def picture(
    first: Crop, flow: NDArray[np.float32], side: int, times: float
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the flow without global motion over the square, and arrows at landmarks.

    Returns
    -------
    tuple
        ``(side, side, 2)`` worked pixels per frame, NaN outside the face; ``(n, 2, 2)`` lines
        in image pixels, ``times`` longer than the motion.
    """
    height, width = first.grey.shape
    rows, columns = np.mgrid[0:side, 0:side].astype(np.float32)
    at = np.stack([(columns + 0.5) * width / side, (rows + 0.5) * height / side], -1)
    at = np.clip(at - 0.5, 0, [width - 1, height - 1]).reshape(-1, 2).astype(np.float32)
    points = first.points
    inside = ((points >= 0) & (points <= np.array([width, height]) - 1)).all(1)
    known = points[inside] if int(inside.sum()) >= 8 else at
    plane, left, _ = residual(known, sample(flow, known))
    spread = float(np.abs(known - known.mean(0)).max()) or 1.0
    tangent = geometry.homography_tangent((known - known.mean(0)) / spread)
    amount = np.linalg.lstsq(tangent, plane.T.ravel(), rcond=None)[0]
    there = geometry.homography_tangent((at - known.mean(0)) / spread) @ amount
    field = sample(flow, at).astype(np.float64) - there.reshape(2, -1).T
    outline = np.round(points[list(geometry.FACE_OVAL)] * side / np.array([width, height]))
    mask = np.zeros((side, side), np.uint8)
    cv2.fillPoly(mask, [np.clip(outline, -9999, 9999).astype(np.int32)], (1,))
    field[mask.ravel() == 0] = np.nan
    start = known[::3] / first.scale + np.array(first.origin)
    arrows = np.stack([start, start + times * left[::3] / first.scale], 1)
    return (
        field.reshape(side, side, 2).astype(np.float32),
        arrows.astype(np.float32),
    )
