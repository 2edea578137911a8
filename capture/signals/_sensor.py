"""True depth from a camera that has it: how far the face departs from plane and bent sheet."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from liveness.capture import geometry
from liveness.capture.face import Face
from liveness.capture.frame import Frame

Floats = NDArray[np.float64]

CELLS = 24
"""The face's box is averaged over so many cells a side, which takes the sensor's noise out."""

NEAR_MM = 120.0
"""What lies farther than this from the face's median depth is no part of it."""

LEAST_COVERED = 0.5
"""Share of the inner face that must have a depth."""

LIVE_MM, FLAT_MM = 6.0, 3.0
"""Residual of the inner face from its plane: a face's is above, a flat picture's below, at
50 cm."""

SHEET_LIVE_MM, SHEET_FLAT_MM = 2.5, 1.0
"""The same after any bend of a sheet was taken out, too."""

FACE_LIKE = (0.5, 0.8)
"""Correlation with the canonical face from which relief begins to, and surely does, count."""


class Sensed(NamedTuple):
    """What one frame of depth says of the inner face; lengths in mm."""

    plane_rms: float
    sheet_rms: float
    correlation: float
    """With the canonical face, both less their best plane."""
    radius: float
    """Of the cylinder that the face bends to at most; infinite for a plane."""
    covered: float
    """Share of the inner face that has a depth."""
    relief: NDArray[np.float32]
    """(CELLS, CELLS) over the face's box: towards the camera of the plane, NaN unknown."""


def sense(frame: Frame, face: Face) -> Sensed | None:
    """Measure the depth of the inner face; ``None`` where too little of it is known.

    A plane before a pinhole is linear in *inverse* depth, so the plane is fitted there and a
    tilt, however strong, leaves nothing. Distances across the face are in units of the mean
    distance between adult eyes, for a field of view is not needed then.
    """
    depth = frame.depth_mm
    if depth is None or depth.ndim != 2 or min(face.box[2:]) <= 0:
        return None
    cells = _cells(depth, frame, face)
    if cells is None:
        return None
    mean, covered, at = cells
    inner = _inner(face)
    if not inner.any():
        return None
    share = float(covered[inner].mean())
    known = inner & (covered > 0.5)
    if share < LEAST_COVERED or int(known.sum()) < 30:
        return None
    near = np.abs(mean - np.median(mean[known])) < NEAR_MM
    known &= near
    if int(known.sum()) < 30:
        return None
    points = (at[known] - at[known].mean(0)) / face.iod_px
    linear = np.column_stack([points, np.ones(len(points))])
    inverse = 1 / mean[known]
    amount = np.linalg.lstsq(linear, inverse, rcond=None)[0]
    height = 1 / (linear @ amount) - mean[known]
    x, y = points.T
    quadric = np.column_stack([linear, x * x, x * y, y * y])
    bend = np.linalg.lstsq(quadric, height, rcond=None)[0]
    template = geometry.canonical_height_mm(face.xy, at[known])
    template = template - linear @ np.linalg.lstsq(linear, template, rcond=None)[0]
    size = float(np.linalg.norm(height) * np.linalg.norm(template))
    relief = np.full((CELLS, CELLS), np.nan, np.float32)
    relief[known] = height
    return Sensed(
        plane_rms=float(np.sqrt(np.mean(height**2))),
        sheet_rms=float(np.sqrt(np.mean((height - quadric @ bend) ** 2))),
        correlation=float(height @ template / size) if size > 0 else 0.0,
        radius=geometry.bend_radius_mm(bend[3:] / geometry.IOD_MM**2),
        covered=share,
        relief=relief,
    )


def _cells(depth: NDArray[np.uint16], frame: Frame, face: Face) -> tuple[Floats, ...] | None:
    """Mean depth (CELLS, CELLS) mm over the face's box, its coverage, and image points."""
    unit = np.array([depth.shape[1] / frame.width, depth.shape[0] / frame.height])
    low = np.array(face.box[:2]) * unit
    high = low + np.array(face.box[2:]) * unit
    if not np.isfinite([low, high]).all():
        return None
    step = (np.arange(CELLS) + 0.5) / CELLS
    edges = np.clip(np.round([low, high]), -1e5, 1e5).astype(int)
    x0, y0 = np.maximum(edges[0], 0).tolist()
    x1, y1 = np.minimum(edges[1], depth.shape[::-1]).tolist()
    if (x1 - x0) * (y1 - y0) < 0.8 * np.prod(edges[1] - edges[0]) or min(x1 - x0, y1 - y0) < 12:
        return None
    part = depth[y0:y1, x0:x1].astype(np.float32)
    seen = part > 0
    # an edge of the face mixes with the background: only what is near the middle counts
    seen &= np.abs(part - np.median(part[seen])) < NEAR_MM if seen.any() else seen
    size, how = (CELLS, CELLS), cv2.INTER_AREA
    covered = np.asarray(cv2.resize(seen.astype(np.float32), size, interpolation=how), float)
    total = np.asarray(cv2.resize(part * seen, size, interpolation=how), float)
    columns, rows = np.meshgrid(x0 + step * (x1 - x0), y0 + step * (y1 - y0))
    at = np.stack([columns, rows], -1) / unit
    return total / np.maximum(covered, 1e-6), covered, at


def _inner(face: Face) -> NDArray[np.bool_]:
    """Cells of the inner face: the oval, shrunk to .8 about its middle."""
    low, size = np.array(face.box[:2]), np.array(face.box[2:])
    oval = face.xy[list(geometry.FACE_OVAL)].astype(np.float64)
    oval = oval.mean(0) + 0.8 * (oval - oval.mean(0))
    mask = np.zeros((CELLS, CELLS), np.uint8)
    cv2.fillPoly(mask, [np.round((oval - low) / size * CELLS - 0.5).astype(np.int32)], (1,))
    return mask > 0


def likelihood_ratio(found: Sensed, cap: tuple[float, float]) -> float:
    """Return the prior llr of one frame: the weaker of departures from plane and bent sheet.

    3 at the limit of a face and -3 at that of a flat picture, on the logarithm of the
    departure; relief that has not the shape of a face does not accept.
    """
    parts = []
    for value, live, flat in (
        (found.plane_rms, LIVE_MM, FLAT_MM),
        (found.sheet_rms, SHEET_LIVE_MM, SHEET_FLAT_MM),
    ):
        middle, half = np.sqrt(live * flat), 0.5 * np.log(live / flat)
        parts.append(3 * float(np.log(max(value, 1e-3) / middle) / half))
    llr = float(np.clip(min(parts), *cap))
    if llr > 0:
        low, high = FACE_LIKE
        llr *= float(np.clip((found.correlation - low) / (high - low), 0, 1))
    return llr


class SensorVerdict(NamedTuple):
    """What the depth camera's last frames say together."""

    llr: float
    quality: float
    reason: str
    raw: dict[str, float]


def judge(seen: list[Sensed], cap: tuple[float, float]) -> SensorVerdict:
    """Take the frames of a depth camera together by their medians; at least one."""
    plane, sheet, correlation, radius, covered = (
        float(np.median([found[i] for found in seen])) for i in range(5)
    )
    llr = float(np.median([likelihood_ratio(found, cap) for found in seen]))
    raw = {
        "sensor_plane_residual": plane,
        "sensor_sheet_residual": sheet,
        "sensor_correlation": correlation,
        "sensor_covered": covered,
    }
    if np.isfinite(radius):
        raw["sensor_radius"] = radius
    shown = f"{plane:.1f} mm from a plane, {sheet:.1f} mm from a bent sheet"
    kind = "relief of a face" if llr > 0 else "flat or bent like a sheet" if llr < 0 else ""
    text = f"{kind or 'no face and no sheet'} to the depth camera: {shown}"
    quality = min(1.0, len(seen) / 5) * min(1.0, covered / 0.8)
    return SensorVerdict(llr, quality, text, raw)
