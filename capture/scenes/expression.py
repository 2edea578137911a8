"""Small non-rigid movements of a live face, as displacement fields in millimetres."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .head import HeadShape
from .optics import Points
from .portrait import Portrait

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


def expression_modes(portrait: Portrait, head: HeadShape) -> list[Points]:
    """Return the displacement in mm of every sample for each mode at amplitude 1."""
    plain = head.at(head.points.reshape(-1, 2)).reshape(head.surface.shape)[..., :2]
    where = head.at(np.ascontiguousarray(portrait.landmarks[:468, :2]))[:, :2]
    modes = []
    for bumps in _MODES:
        total: NDArray[np.float32] = np.zeros_like(plain)
        for ids, radius, shift in bumps:
            middle = where[list(ids)].mean(axis=0)
            far = ((plain - middle) ** 2).sum(-1) / np.float32(2 * (radius * 0.6) ** 2)
            total += np.exp(-far)[..., None] * np.float32(shift)
        modes.append(total)
    return modes
