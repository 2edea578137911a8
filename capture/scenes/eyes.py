"""Living eyes on the canvas: iris that follows the gaze, lids, and the cornea as a mirror."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .cv import cv2
from .optics import Lens, Points, f32
from .portrait import IRIS_MM, MM_PER_PX, Portrait

CORNEA_MM = 7.8
"""Radius of the cornea, a convex mirror."""
IRIS_FROM_EYE_MM = 9.9
"""From the eyeball's centre of rotation to the plane of the iris."""
CORNEA_FROM_EYE_MM = 5.7
"""From the eyeball's centre of rotation to the cornea's centre of curvature."""
LID_LEVELS = 13
"""Lids are drawn beforehand at so many equal steps of openness."""
_SHARP = 4
_VISIBLE = 0.45
"""Below this openness the lids hide the highlight."""

RIGHT = (468, (33, 246, 161, 160, 159, 158, 157, 173, 133), (7, 163, 144, 145, 153, 154, 155))
LEFT = (473, (263, 466, 388, 387, 386, 385, 384, 398, 362), (249, 390, 373, 374, 380, 381, 382))
"""Iris centre, upper ring from corner to corner, lower ring between the corners."""

Byte = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Screen:
    """A bright rectangle before the person: the monitor below the demo camera.

    Parameters
    ----------
    centre_mm
        Its middle in camera coordinates.
    width_mm, height_mm
        Its size; it faces along the camera's axis.
    bgr
        Light that it adds on the cornea.
    """

    centre_mm: tuple[float, float, float] = (0.0, 165.0, -10.0)
    width_mm: float = 531.0
    height_mm: float = 299.0
    bgr: tuple[float, float, float] = (190.0, 182.0, 172.0)

    def corners(self) -> NDArray[np.float64]:
        """Return the corners in camera coordinates, shape ``(4, 3)``, clockwise."""
        x, y, z = self.centre_mm
        w, h = self.width_mm / 2, self.height_mm / 2
        return np.array(
            [[x - w, y - h, z], [x + w, y - h, z], [x + w, y + h, z], [x - w, y + h, z]]
        )


def mirrored_points(
    cornea: NDArray[np.float64], lights: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return where a spherical cornea shows lights to the camera at the origin.

    The normal halves the angle between the directions to the light and to the camera
    (Johnson and Farid, 2007); the point of reflection is found by iteration from the centre.

    Parameters
    ----------
    cornea
        Centres of curvature, shape ``(eyes, 3)``, camera coordinates in mm.
    lights
        Shape ``(n, 3)``, camera coordinates in mm.

    Returns
    -------
    ndarray
        Shape ``(eyes, n, 3)``, camera coordinates in mm.
    """
    centre = cornea[:, None]
    at = np.repeat(centre, len(lights), axis=1)
    for _ in range(3):
        to_light = lights - at
        to_light /= np.sqrt((to_light * to_light).sum(axis=-1, keepdims=True))
        normal = to_light - at / np.sqrt((at * at).sum(axis=-1, keepdims=True))
        normal /= np.sqrt((normal * normal).sum(axis=-1, keepdims=True))
        at = centre + CORNEA_MM * normal
    return np.asarray(at, np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class Gaze:
    """Where an eye's parts are in one frame.

    Parameters
    ----------
    iris
        Canvas pixel of the iris centre.
    highlight
        Canvas corners of the highlight ``(4, 2)``, or ``None``.
    highlight_px
        The same in the image.
    """

    iris: Points
    highlight: Points | None
    highlight_px: Points | None


class Eye:
    """One eye of the canvas, redrawn for every frame within its own small patch.

    Parameters
    ----------
    portrait
        The canvas before any redrawing.
    side
        :data:`RIGHT` or :data:`LEFT`.
    iris_bgr
        Colour of the iris.
    """

    def __init__(
        self,
        portrait: Portrait,
        side: tuple[int, tuple[int, ...], tuple[int, ...]],
        iris_bgr: tuple[int, int, int],
    ) -> None:
        self.iris_id, self.upper_ids, self.lower_ids = side
        marks = portrait.landmarks[:, :2]
        self.centre = marks[self.iris_id].copy()
        self._radius = IRIS_MM / MM_PER_PX * portrait.scale / 2
        corners = marks[[self.upper_ids[0], self.upper_ids[-1]]]
        reach = np.ptp(corners[:, 0]) * 0.78
        rise = np.ptp(corners[:, 0]) * 0.62
        middle = corners.mean(axis=0)
        self._left, self._top = (int(v) for v in middle - (reach, rise))
        self._size = (int(2 * reach), int(2 * rise))
        self.rows = slice(self._top, self._top + self._size[1])
        self.columns = slice(self._left, self._left + self._size[0])
        self._curves(marks)
        patch = portrait.colour[self.rows, self.columns].astype(np.float32)
        self._ball = self._sclera()
        self._sprite = self._iris(iris_bgr)
        self._lids = [self._lid(patch, level / (LID_LEVELS - 1)) for level in range(LID_LEVELS)]

    def _curves(self, marks: Points) -> None:
        width = self._size[0]
        x = np.arange(width, dtype=np.float32)
        offset = f32([self._left, self._top])
        upper = marks[list(self.upper_ids)] - offset
        corners = (self.upper_ids[0], *self.lower_ids, self.upper_ids[-1])
        lower = marks[list(corners)] - offset
        fits = []
        for ring in (upper, lower):
            ring = ring[np.argsort(ring[:, 0])]
            fits.append(np.interp(x, ring[:, 0], ring[:, 1]))
        smooth = [cv2.GaussianBlur(f.reshape(1, -1), (0, 0), 2.0).ravel() for f in fits]
        self._upper, self._lower = smooth[0], np.maximum(smooth[1], smooth[0])
        self._ends = float(upper[:, 0].min()), float(upper[:, 0].max())

    def edges(self, openness: float) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return the rows of the upper and lower lid's edge in the patch, by column."""
        closed = self._lower - 0.12 * (self._lower - self._upper)
        upper = closed + openness * (self._upper - closed)
        lower = closed + openness * (self._lower - closed)
        return np.asarray(upper, np.float32), np.asarray(lower, np.float32)

    def _sclera(self) -> Byte:
        width, height = self._size
        y, x = np.mgrid[:height, :width].astype(np.float32)
        middle = self.centre - (self._left, self._top)
        far = np.hypot(
            (x - middle[0]) / (2.3 * self._radius), (y - middle[1]) / (1.6 * self._radius)
        )
        light = np.clip(1.02 - 0.42 * far**2, 0.3, 1)
        ball = light[..., None] * f32([178, 184, 198])
        return np.asarray(np.clip(ball, 0, 255), np.uint8)

    def _iris(self, bgr: tuple[int, int, int]) -> Byte:
        """Return the iris as premultiplied BGRA, its centre in the middle."""
        half = int(self._radius * 1.3) + 2
        fine = np.arange(-half, half + 1, 1 / _SHARP, dtype=np.float32)
        fine = fine[: (2 * half + 1) * _SHARP] + 0.5 / _SHARP - 0.5
        x, y = np.meshgrid(fine, fine)
        radius = np.hypot(x, y) / self._radius
        angle = np.arctan2(y, x)
        fibres = (
            1 + 0.16 * np.sin(23 * angle + 3 * np.sin(5 * angle)) + 0.1 * np.sin(41 * angle)
        )
        lit = fibres * (1.12 - 0.35 * radius)
        lit = np.where(radius > 0.86, lit * np.clip(1 - (radius - 0.86) / 0.3, 0.4, 1), lit)
        colour = lit[..., None] * f32(bgr)
        pupil = np.clip((0.36 - radius) * self._radius + 0.5, 0, 1)[..., None]
        colour = colour * (1 - pupil) + pupil * f32([14, 13, 14])
        alpha = np.clip((1 - radius) * self._radius / 1.4 + 0.5, 0, 1)
        layer = np.dstack([colour * alpha[..., None], alpha * 255])
        size = (2 * half + 1, 2 * half + 1)
        shrunk = cv2.resize(layer, size, interpolation=cv2.INTER_AREA)
        return np.asarray(np.clip(np.rint(shrunk), 0, 255), np.uint8)

    def _lid(self, patch: NDArray[np.float32], openness: float) -> tuple[Byte, Byte, Byte]:
        """Return lid colour times cover, the opening, and the shadow on the eyeball."""
        width, height = self._size
        y, x = np.mgrid[:height, :width].astype(np.float32)
        upper, lower = self.edges(openness)
        wide = self._lower - self._upper
        crease = self._upper - np.maximum(1.15 * wide, 2.0)
        lash = 1.6
        share = (y - crease) / np.maximum(upper + lash - crease, 1e-3)
        drawn = crease + share * (self._upper + lash - crease)
        source = np.where((y > crease) & (y <= upper + lash), drawn, y)
        base = self._lower + np.maximum(0.8 * wide, 2.0)
        share = (base - y) / np.maximum(base - lower + 0.8, 1e-3)
        risen = base - share * (base - self._lower + 0.8)
        source = np.where((y >= (upper + lower) / 2) & (y < base), risen, source)
        skin = cv2.remap(patch, x, source.astype(np.float32), cv2.INTER_LINEAR)
        inside = np.minimum(y - upper, lower - y)
        ends = np.minimum(x - self._ends[0], self._ends[1] - x)
        opening = np.clip(np.minimum(inside - 0.6, 0.4 * ends) / 1.5 + 0.5, 0, 1) * (
            openness > 0
        )
        # lashes: a dark line along the upper edge, whatever the lid's position
        near = np.exp(-(((y - upper - 0.4) / 1.3) ** 2)) * (ends > 0) * (wide > 1.5)
        skin *= (1 - 0.55 * near)[..., None]
        shade = np.clip(0.5 + (y - upper) / (1.1 * self._radius), 0.4, 1)
        opening3 = np.repeat(opening[..., None], 3, -1)
        return (
            np.asarray(np.clip(np.rint(skin * (1 - opening3)), 0, 255), np.uint8),
            np.asarray(np.rint(opening3 * 255), np.uint8),
            np.repeat(np.rint(shade * 255).astype(np.uint8)[..., None], 3, -1),
        )

    def draw(self, canvas: Byte, gaze: Gaze, level: int, glint: tuple[float, ...]) -> None:
        """Redraw the eye on a BGRA canvas, in place (the patch is opaque)."""
        lid, opening, shade = self._lids[level]
        eye = self._ball.copy()
        half = self._sprite.shape[0] // 2
        shift = gaze.iris - (self._left, self._top) - half
        move = np.array([[1, 0, shift[0]], [0, 1, shift[1]]], np.float64)
        iris = cv2.warpAffine(self._sprite, move, self._size, flags=cv2.INTER_LINEAR)
        hole = cv2.bitwise_not(cv2.extractChannel(iris, 3))
        eye = cv2.multiply(eye, cv2.merge([hole, hole, hole]), scale=1 / 255)
        eye = cv2.add(eye, cv2.cvtColor(iris, cv2.COLOR_BGRA2BGR))
        eye = cv2.multiply(eye, shade, scale=1 / 255)
        if gaze.highlight is not None:
            mask = self._glint(gaze.highlight)
            light = cv2.merge([cv2.convertScaleAbs(mask, alpha=c / 255) for c in glint])
            eye = cv2.add(eye, light)
        eye = cv2.add(cv2.multiply(eye, opening, scale=1 / 255), lid)
        canvas[self.rows, self.columns, :3] = eye

    def _glint(self, corners: Points) -> Byte:
        """Return the highlight as a mask of the patch, anti-aliased by 4 x 4 samples."""
        width, height = self._size
        fine = np.zeros((height * _SHARP, width * _SHARP), np.uint8)
        local = (corners - (self._left, self._top) + 0.5) * _SHARP - 0.5
        cv2.fillConvexPoly(fine, np.rint(local * 16).astype(np.int32), 255, cv2.LINE_8, 4)
        small = cv2.resize(fine, self._size, interpolation=cv2.INTER_AREA)
        return np.asarray(cv2.GaussianBlur(small, (3, 3), 0.55), np.uint8)

    def landmarks(self, marks: Points, gaze: Gaze, openness: float) -> None:
        """Move the lid's and the iris's landmarks on the canvas, in place."""
        upper, lower = self.edges(openness)
        columns = np.arange(self._size[0])
        for ids, line in ((self.upper_ids[1:-1], upper - self._upper),
                          (self.lower_ids, lower - self._lower)):  # fmt: skip
            for i in ids:
                marks[i, 1] += np.interp(marks[i, 0] - self._left, columns, line)
        marks[self.iris_id : self.iris_id + 5] += gaze.iris - self.centre

    def highlight_visible(self, gaze: Points, corners: Points, openness: float) -> bool:
        """Return whether the middle of a highlight lies on the iris and between the lids."""
        if openness < _VISIBLE:
            return False
        middle = corners.mean(axis=0)
        if np.hypot(*(middle - gaze)) > 0.95 * self._radius:
            return False
        column = int(np.clip(middle[0] - self._left, 0, self._size[0] - 1))
        upper, lower = self.edges(openness)
        row = middle[1] - self._top
        return bool(upper[column] + 1.5 < row < lower[column] - 1.0)


def eye_centre(iris_head: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the eyeballs' centres in the head's frame, from irises that look straight on."""
    return np.add(iris_head, (0.0, 0.0, IRIS_FROM_EYE_MM), dtype=np.float64)


def project(lens: Lens, points: NDArray[np.float64]) -> Points:
    """Project camera coordinates ``(n, 3)`` in mm to pixels."""
    return lens.project(points.astype(np.float32))
