"""Small non-rigid movements of a live face, as displacement fields in millimetres."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .head import HeadShape
from .optics import f32
from .portrait import Portrait

_NEGLIGIBLE_MM = 0.01

# each bump: landmarks whose mean is the middle, radius in mm, displacement in mm (x, y)
_Bump = tuple[tuple[int, ...], float, tuple[float, float]]
_MODES: tuple[tuple[_Bump, ...], ...] = (
    # smile: the corners of the mouth go out and up, cheeks follow
    (
        ((61,), 14.0, (-1.5, -1.0)),
        ((291,), 14.0, (1.5, -1.0)),
        ((205,), 16.0, (-0.4, -0.7)),
        ((425,), 16.0, (0.4, -0.7)),
    ),
    # jaw: lower lip and chin go down
    (((17,), 15.0, (0.0, 1.3)), ((152,), 22.0, (0.0, 1.0)), ((13,), 9.0, (0.0, -0.2))),
    # brows up
    (
        ((105, 66), 15.0, (0.0, -1.3)),
        ((334, 296), 15.0, (0.0, -1.3)),
        ((151,), 18.0, (0.0, -0.4)),
    ),
    # mouth to one side, as in speech
    (((13, 14), 14.0, (0.9, 0.0)), ((2,), 10.0, (0.2, 0.0)), ((200,), 14.0, (0.4, 0.0))),
)


def expression_modes(
    portrait: Portrait, head: HeadShape
) -> tuple[tuple[slice, slice], NDArray[np.float32]]:
    """Return which samples an expression moves, and by how much at amplitude 1.

    Returns
    -------
    tuple
        Rows and columns of a block of samples, and the displacement in mm of each mode on
        that block, shape ``(modes, rows, columns, 3)``; z does not move.
    """
    plain = head.at(head.points.reshape(-1, 2)).reshape(head.surface.shape)[..., :2]
    where = head.at(np.ascontiguousarray(portrait.landmarks[:468, :2]))[:, :2]
    modes = np.zeros((len(_MODES), *head.surface.shape), np.float32)
    for mode, bumps in zip(modes, _MODES, strict=True):
        for ids, radius, shift in bumps:
            middle = where[list(ids)].mean(axis=0)
            far = ((plain - middle) ** 2).sum(-1) / np.float32(2 * (radius * 0.6) ** 2)
            mode[..., :2] += np.exp(-far)[..., None] * f32(shift)
    moved = np.abs(modes).max(axis=(0, 3)) > _NEGLIGIBLE_MM
    rows, columns = np.flatnonzero(moved.any(axis=1)), np.flatnonzero(moved.any(axis=0))
    block = (slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1))
    return block, np.ascontiguousarray(modes[:, block[0], block[1]])
