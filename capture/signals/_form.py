"""Shape of the mesh over time: whether mouth, brows and lids move against the rigid head."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from liveness.capture import geometry
from liveness.capture.face import Face

Floats = NDArray[np.float64]

RIGID: Final = (
    *(4, 5, 6, 168, 197, 33, 133, 263, 362, 54, 284, 50, 280),
    *(117, 346, 119, 348, 127, 356, 132, 361),
)
"""Landmarks that show the head's motion: nose, corners of the eyes, cheeks, temples, jaw."""

PARTS: Final[dict[str, tuple[int, ...]]] = {
    "mouth": geometry.LIPS_OUTER,
    "brows": geometry.BROW_RIGHT + geometry.BROW_LEFT,
    "lids": geometry.EYE_RING_RIGHT + geometry.EYE_RING_LEFT,
}
"""Landmarks of what moves by itself."""

RIGID_FORM: Final[dict[str, float]] = {"mouth": 0.0048, "brows": 0.0047, "lids": 0.0041}
"""What a rigid face shows, in IOD: the median over 12 real portraits that were turned as a
relief by 5 to 24 degrees, with noise and JPEG (docs/measurements.md). Jitter of the tracker and
what its prior makes of a turn; twice as much was seen once."""

ROOM: Final = 240
LEAST: Final = 30
"""Fewest frames from which a shape is told; six terms of the pose are fitted to them."""

EVERY: Final = 5
"""Frames between two looks."""

_POINTS: Final = np.array([index for part in PARTS.values() for index in part])
_BOUNDS: Final = np.cumsum([0, *(len(part) for part in PARTS.values())])


class Shape(NamedTuple):
    """How the parts of a face changed against the head over the frames that are remembered."""

    parts: dict[str, float]
    """RMS change by part of the face, in IOD."""
    turn_deg: float
    """How far the head turned, degrees."""

    @property
    def over(self) -> float:
        """The largest change over what a rigid face shows."""
        return max(size / RIGID_FORM[name] for name, size in self.parts.items())

    @property
    def most(self) -> str:
        """The part that changed most by that measure."""
        return max(self.parts, key=lambda name: self.parts[name] / RIGID_FORM[name])


class Form:
    """Mouth, brows and lids in the head's own frame, over the last frames.

    The mesh of each frame is brought onto that of the first by the rotation, scale and shift
    that fit its rigid landmarks best. What a regressed mesh does *because* the head turns (its
    bias) is a smooth function of yaw and pitch, so a quadratic in both is taken out by least
    squares. A mask, a bust and a picture leave the jitter of the tracker; a face that speaks,
    blinks or smiles leaves several times that. This only compares frames of one clip: the mesh
    has the shape of a face for a picture, too.
    """

    def __init__(self) -> None:
        self._rows: NDArray[np.float32] = np.zeros((ROOM, 2 * len(_POINTS)), np.float32)
        self._turns: Floats = np.zeros((ROOM, 2))
        self._count = 0
        self._first: Floats | None = None
        self._known: Shape | None = None

    def add(self, face: Face) -> None:
        """Take in the next frame's face; its landmarks are finite."""
        rigid = face.landmarks[list(RIGID)].astype(np.float64)
        middle = rigid.mean(0)
        spread = float(np.sqrt(((rigid - middle) ** 2).sum(1).mean()))
        if not spread > 1e-6:
            return
        if self._first is None:
            eyes = face.landmarks[[33, 133, 263, 362]].astype(np.float64)
            iod = float(np.linalg.norm(eyes[:2].mean(0) - eyes[2:].mean(0)))
            if not iod > 1e-6:
                return
            # coordinates in distances between the eyes
            self._first = (rigid - middle) / iod
            self._spread = spread / iod
        turn = geometry.rotation(rigid, self._first)
        points = face.landmarks[_POINTS].astype(np.float64) - middle
        placed = (points @ turn.T)[:, :2] * (self._spread / spread)
        at = self._count % ROOM
        self._rows[at] = placed.ravel()
        self._turns[at] = turn[:2, 2]
        self._count += 1
        if self._count % EVERY == 0:
            self._known = None

    def shape(self) -> Shape | None:
        """Return how the parts changed, of the last look; None before 30 frames."""
        if self._known is None and self._count >= LEAST:
            self._known = self._look()
        return self._known

    def _look(self) -> Shape:
        count = min(self._count, ROOM)
        x, y = (self._turns[:count] - self._turns[:count].mean(0)).T
        pose = np.column_stack([np.ones(count), x, y, x * x, x * y, y * y])
        pose[:, 1:] /= np.maximum(np.abs(pose[:, 1:]).max(0), 1e-9)
        rows = self._rows[:count].astype(np.float64)
        rows -= rows.mean(0)
        basis = np.linalg.qr(pose)[0]
        # the energy off the fit, which takes its share of the degrees of freedom
        energy = (rows * rows).sum(0) - ((basis.T @ rows) ** 2).sum(0)
        energy = np.maximum(energy, 0) / (count - pose.shape[1])
        each = energy.reshape(-1, 2).sum(1)
        sizes = np.sqrt(np.add.reduceat(each, _BOUNDS[:-1]) / np.diff(_BOUNDS))
        turned = np.degrees(np.arcsin(np.clip(np.ptp(self._turns[:count], axis=0), 0, 1)))
        return Shape(dict(zip(PARTS, sizes.tolist(), strict=True)), float(np.hypot(*turned)))
