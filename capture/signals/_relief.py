"""From residuals of tracked corners to relief: how much of one, and its map."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from liveness.capture import geometry

from ._corners import Pair, Reference

Floats = NDArray[np.float64]

MAP_SIDE = 64
"""Rows and columns of the relief map."""

FLOOR_PX = 0.1
"""No track is trusted to better than this, worked pixels."""


class Parallax(NamedTuple):
    """Sums of one pair; energies in squared worked pixels over both axes of all tracks.

    Each after a plane was taken out, and after a smoothly bent sheet was taken out, too.
    """

    plane: Energy
    sheet: Energy
    tracks: int


class Energy(NamedTuple):
    """Energies of a residual and of the one expected of a face."""

    measured: float
    expected: float
    """Of the field that the mesh would leave under the same turn and approach."""
    common: float
    """Scalar product of the two."""


def parallax(reference: Reference, pair: Pair) -> Parallax:
    """Compare the residual of a pair with that of the face's mesh that moved alike.

    The expected field is the shift of every corner by its height on the mesh, less what a
    homography explains (its eight-dimensional tangent space). A sheet that is bent to any
    quadric, a cylinder among them, explains three dimensions more.
    """
    height = reference.height_mm[pair.index]
    points = reference.points[pair.index]
    field = _columns((height - height.mean())[:, None] * pair.shift_per_mm)
    basis = _plane_basis(points, reference.iod)
    measured = _columns(pair.residual)
    plane = _energy(basis, measured, field)
    x, y = ((points - points.mean(0)) / reference.iod).T
    bends = [_columns(bend[:, None] * pair.shift_per_mm) for bend in (x * x, x * y, y * y)]
    columns = np.column_stack(bends)
    columns -= basis @ (basis.T @ columns)
    left, values, _ = np.linalg.svd(columns, full_matrices=False)
    # a turn about one axis bends two ways that look alike: what is not there is not taken out
    sheet = np.column_stack([basis, left[:, values > 1e-3 * max(values[0], 1e-12)]])
    return Parallax(plane, _energy(sheet, measured, field), len(pair.index))


def _energy(basis: Floats, measured: Floats, field: Floats) -> Energy:
    """Energies after the span of an orthonormal basis was taken out of both."""
    found = measured - basis @ (basis.T @ measured)
    expected = field - basis @ (basis.T @ field)
    return Energy(float(found @ found), float(expected @ expected), float(found @ expected))


def _columns(vectors: Floats) -> Floats:
    """Return (n, 2) as (2 n,): all x, then all y."""
    return np.ascontiguousarray(vectors.T).ravel()


def _plane_basis(points: Floats, iod: float) -> Floats:
    """Orthonormal basis (2 n, 8) of the displacements that a plane can show."""
    basis, _ = np.linalg.qr(geometry.homography_tangent((points - points.mean(0)) / iod))
    return np.asarray(basis, np.float64)


class Relief(NamedTuple):
    """Measured height of the corners of one reference."""

    which: NDArray[np.intp]
    """(k,) which of the reference's corners."""
    height_mm: Floats
    """(k,) towards the camera, zero on the cheeks."""
    correlation: float
    """With the canonical face, both less their best plane."""
    rank_one: float
    """Share of the residuals' energy in their first singular value."""
    bend_radius: float
    """Of the cylinder that the heights bend to at most, mm; infinite for a plane."""
    bend_share: float
    """Share of the heights' energy that the bend of a sheet explains: 1 for a bent print."""


def relief(reference: Reference, pairs: list[Pair]) -> Relief | None:
    """Measure the height of the corners from all pairs of one reference.

    Solves for the one height per corner whose shifts, less what a plane explains, come closest
    to all residuals. The sign is measured, too: a hollow mask comes out hollow. A height that
    is linear in the picture is a plane and cannot be known; it is left out.

    Returns
    -------
    Relief or None
        ``None`` when fewer than 20 corners live through half of the pairs.
    """
    if not pairs:
        return None
    count = np.zeros(len(reference.points))
    for pair in pairs:
        count[pair.index] += 1
    # of the pairs that kept their corners; one that lost most of them would cost us the rest
    good = [p for p in pairs if len(p.index) >= 0.5 * max(len(q.index) for q in pairs)]
    kept = np.flatnonzero(np.all([np.isin(np.arange(len(count)), p.index) for p in good], 0))
    if len(kept) < 20:
        good = [max(good, key=lambda p: p.turn_deg * len(p.index))]
        kept = good[0].index
    if len(kept) < 20:
        return None
    points = reference.points[kept]
    basis = _plane_basis(points, reference.iod)
    top, bottom = basis[: len(kept)], basis[len(kept) :]
    diagonal = np.zeros(len(kept))
    planar = []
    right = np.zeros(len(kept))
    stack = []
    for pair in good:
        at = np.searchsorted(pair.index, kept)
        (x, y), residual = pair.shift_per_mm[at].T, _columns(pair.residual[at])
        residual = (residual - basis @ (basis.T @ residual)).reshape(2, -1)
        diagonal += x * x + y * y
        planar.append(x[:, None] * top + y[:, None] * bottom)
        right += x * residual[0] + y * residual[1]
        stack.append(residual)
    explained = np.concatenate(planar, 1)
    # a corner that hardly moved keeps a height near the plane: 0.15 px of track error, 15 mm
    ridge = max(len(good), 1) * (0.15 / 15) ** 2
    system = np.diag(diagonal + ridge) - explained @ explained.T
    height = np.linalg.solve(system, right)
    correlation = _correlation(points, height, reference.canonical_mm[kept])
    values = np.linalg.svd(np.concatenate(stack), compute_uv=False)
    energy = float((values**2).sum())
    return Relief(
        kept,
        _above_cheeks(reference, points, height),
        correlation,
        float(values[0] ** 2) / energy if energy > 0 else 0.0,
        *_bend((points - points.mean(0)) / reference.iod * geometry.IOD_MM, height),
    )


def _bend(points: Floats, height: Floats) -> tuple[float, float]:
    """Fit a quadric to heights over points, mm; return radius and share of their energy."""
    x, y = points.T
    linear, _ = np.linalg.qr(np.column_stack([points, np.ones(len(points))]))
    bends = np.column_stack([x * x, x * y, y * y])
    bends, curved = (v - linear @ (linear.T @ v) for v in (bends, height))
    amount = np.linalg.lstsq(bends, curved, rcond=None)[0]
    energy = float(curved @ curved)
    left = curved - bends @ amount
    share = 1 - float(left @ left) / energy if energy > 0 else 0.0
    return geometry.bend_radius_mm(amount), share


def _correlation(points: Floats, first: Floats, second: Floats) -> float:
    """Correlation of two heights, both less their least-squares plane."""
    linear = np.column_stack([points - points.mean(0), np.ones(len(points))])
    basis, _ = np.linalg.qr(linear)
    a, b = (v - basis @ (basis.T @ v) for v in (first, second))
    size = float(np.linalg.norm(a) * np.linalg.norm(b))
    return float(np.clip(a @ b / size, -1, 1)) if size > 0 else 0.0


def _above_cheeks(reference: Reference, points: Floats, height: Floats) -> Floats:
    """Shift the heights so that the corners nearest to the cheeks lie at zero."""
    cheeks = reference.landmarks[list(geometry.CHEEKS)]
    away = np.hypot(*(points[:, None] - cheeks[None]).transpose(2, 0, 1)).min(1)
    near = np.argsort(away, kind="stable")[: max(5, len(points) // 6)]
    shifted: Floats = height - np.median(height[near])
    return shifted


def relief_map(reference: Reference, measured: Relief) -> NDArray[np.float32]:
    """Return the relief over the reference's face box, (64, 64) mm, NaN where unknown.

    Weighted mean of the corners around (Gaussian, sigma 0.13 IOD), inside the face's outline
    and where the weights sum to that of one corner a third of the IOD away.
    """
    x, y, width, height = reference.face.box
    box = (np.array([x, y]) - reference.origin) * reference.scale
    step = np.array([width, height]) * reference.scale / MAP_SIDE
    sigma = 0.13 * reference.iod
    # a Gaussian is the product of one along x and one along y
    at = box + (np.arange(MAP_SIDE)[:, None] + 0.5) * step
    along = at.T[:, :, None] - reference.points[measured.which].T[:, None, :]
    columns, rows = np.exp(-(along**2) / (2 * sigma**2))
    weight = rows @ columns.T
    value = (rows * measured.height_mm) @ columns.T / (weight + 1e-12)
    known = weight > np.exp(-0.5 * (reference.iod / 3 / sigma) ** 2)
    outline = (reference.landmarks[list(geometry.FACE_OVAL)] - box) / step
    mask = np.zeros((MAP_SIDE, MAP_SIDE), np.uint8)
    cv2.fillPoly(mask, [np.round(outline).astype(np.int32)], (1,))
    return np.where(known & (mask > 0), value, np.nan).astype(np.float32)
