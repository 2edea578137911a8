"""A textured surface seen by the camera: where each point of its canvas lands, and back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .cv import cv2
from .optics import Points

STEP = 8
"""Pixels between the samples of a displacement field; the fields are smooth at this scale."""

FAR = -4096.0
"""Canvas coordinate of what is not worth inverting."""

_ITERATIONS = 5
_MARGIN = 3
"""Samples round the outline that are inverted too, against its bulging."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Samples in the middle of blocks of 8x8 pixels, with one block of margin around.

    Sample ``(row, column)`` lies at pixel ``8 (column - 1) + 3.5``, so that ``cv2.resize``
    by 8, which aligns block centres, interpolates between samples without a shift.

    Parameters
    ----------
    width, height
        Size in pixels of what the grid covers.
    """

    width: int
    height: int

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of samples."""
        return -(-self.height // STEP) + 2, -(-self.width // STEP) + 2

    def points(self) -> Points:
        """Return the pixel of every sample, shape ``(rows, columns, 2)``."""
        rows, columns = self.shape
        x = (np.arange(columns, dtype=np.float32) - 1) * STEP + (STEP - 1) / 2
        y = (np.arange(rows, dtype=np.float32) - 1) * STEP + (STEP - 1) / 2
        return np.stack(np.meshgrid(x, y), -1)


def outline(covered: NDArray[np.uint8]) -> Points:
    """Return the canvas pixels ``(n, 2)`` of the hull round the covered samples."""
    rows, columns = np.nonzero(covered)
    hull = cv2.convexHull(np.column_stack([columns, rows]).astype(np.float32))
    corners = hull.reshape(-1, 2)
    # a curved surface bulges between the corners of its hull
    between = [corners + (np.roll(corners, 1, axis=0) - corners) * f for f in (0, 0.33, 0.67)]
    return np.asarray((np.vstack(between) - 1) * STEP + (STEP - 1) / 2, np.float32)


def to_samples(points: Points) -> Points:
    """Return pixels as (column, row) of a :class:`Grid`, fractional."""
    return np.asarray((points - (STEP - 1) / 2) / STEP + 1, np.float32)


def sample(field: NDArray[np.float32], points: Points) -> NDArray[np.float32]:
    """Interpolate a field on a :class:`Grid` bilinearly at pixels ``(n, 2)``.

    ``cv2.remap`` rounds coordinates to 1/32 of a sample, which is too coarse for truth.
    """
    at = to_samples(points)
    rows, columns = field.shape[:2]
    x = np.clip(at[:, 0], 0, columns - 1.001)
    y = np.clip(at[:, 1], 0, rows - 1.001)
    i, j = y.astype(np.intp), x.astype(np.intp)
    v, u = y - i, x - j
    if field.ndim == 3:
        u, v = u[:, None], v[:, None]
    top = field[i, j] * (1 - u) + field[i, j + 1] * u
    bottom = field[i + 1, j] * (1 - u) + field[i + 1, j + 1] * u
    return np.asarray(top * (1 - v) + bottom * v, np.float32)


class Anchor:
    """Samples of a canvas to which an affine motion is fitted by least squares.

    Parameters
    ----------
    canvas
        The samples of the canvas, ``Grid.points()``.
    index
        Flat indices of the samples that count.
    """

    def __init__(self, canvas: Points, index: NDArray[np.intp]) -> None:
        self._index = index
        source = canvas.reshape(-1, 2)[index].astype(np.float64)
        self._solve = np.linalg.pinv(np.column_stack([source, np.ones(len(source))]))

    def fit(self, image: Points) -> NDArray[np.float64]:
        """Return the affine fit, shape ``(3, 2)``: ``[x, y, 1] @ fit`` is the image pixel."""
        target = image.reshape(-1, 2)[self._index].astype(np.float64)
        return np.asarray(self._solve @ target, np.float64)


class Projection:
    """Where the points of a canvas are in one frame.

    Parameters
    ----------
    canvas
        The samples of the canvas, ``Grid.points()``.
    image
        Shape ``(rows, columns, 2)``: the image pixel of every sample.
    depth_mm
        Shape ``(rows, columns)``: distance along the optical axis.
    anchor
        The samples to which the affine part is fitted.
    """

    def __init__(
        self,
        canvas: Points,
        image: Points,
        depth_mm: NDArray[np.float32],
        anchor: Anchor,
    ) -> None:
        self.depth_mm = depth_mm
        fit = anchor.fit(image)
        self._linear = fit[:2].T
        self._offset = fit[2]
        self._back = np.linalg.inv(self._linear)
        # only the rest is interpolated: its slope is small, and so is the rounding's effect
        affine = np.column_stack([self._linear, self._offset]).astype(np.float32)
        self._rest = np.asarray(cv2.subtract(image, cv2.transform(canvas, affine)), np.float32)

    def forward(self, points: Points) -> Points:
        """Return the image pixels of canvas pixels, both ``(n, 2)``."""
        straight = points @ self._linear.T + self._offset
        return np.asarray(straight + sample(self._rest, points), np.float32)

    def depth_at(self, points: Points) -> NDArray[np.float32]:
        """Return the depth in mm of canvas pixels ``(n, 2)``."""
        return sample(self.depth_mm, points)

    def inverse(self, pixels: Points) -> Points:
        """Return the canvas pixels that are seen at image pixels, both ``(n, 2)``."""
        rest = np.zeros_like(pixels, dtype=np.float64)
        for _ in range(_ITERATIONS + 2):
            found = (pixels - self._offset - rest) @ self._back.T
            rest = sample(self._rest, np.asarray(found, np.float32)).astype(np.float64)
        return np.asarray((pixels - self._offset - rest) @ self._back.T, np.float32)

    def inverse_field(self, pixels: Points, outline: Points) -> Points:
        """Return the same for the samples of a frame; fast.

        Fixed-point iteration ``q <- A^-1 (p - rest(q))``: it converges where the rest's slope
        is below 1, that is wherever the surface does not hide a part of itself.

        Parameters
        ----------
        pixels
            ``Grid.points()`` of the frame, shape ``(rows, columns, 2)``.
        outline
            Canvas pixels ``(n, 2)`` round what matters; beyond it the field is only known
            to be far outside the canvas.
        """
        field = np.full(pixels.shape, FAR, np.float32)
        rows, columns = self._region(outline, field.shape[:2])
        field[rows, columns] = self._invert(pixels[rows, columns])
        return field

    def _region(self, outline: Points, shape: tuple[int, ...]) -> tuple[slice, slice]:
        at = to_samples(self.forward(outline))
        low, high = np.floor(at.min(axis=0)) - _MARGIN, np.ceil(at.max(axis=0)) + _MARGIN
        return (
            slice(int(np.clip(low[1], 0, shape[0] - 2)), int(np.clip(high[1], 2, shape[0]))),
            slice(int(np.clip(low[0], 0, shape[1] - 2)), int(np.clip(high[0], 2, shape[1]))),
        )

    def _invert(self, pixels: Points) -> Points:
        back = self._back.astype(np.float32)
        constant = -(self._offset @ self._back.T)
        affine = np.column_stack([back, constant]).astype(np.float32)
        straight = cv2.transform(pixels, affine)
        # in samples throughout, so that no iteration scales
        shift = np.array([[1, 0], [0, 1]], np.float64) / STEP
        to_grid = np.column_stack([shift, np.full(2, 1 - (STEP - 1) / 2 / STEP)])
        start = cv2.transform(straight, to_grid)
        found, step = start, (back / STEP).astype(np.float32)
        for turn in range(_ITERATIONS):
            rest = cv2.remap(
                self._rest, found, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
            )
            if turn < _ITERATIONS - 1:
                found = cv2.subtract(start, cv2.transform(rest, step))
        return np.asarray(cv2.subtract(straight, cv2.transform(rest, back)), np.float32)
