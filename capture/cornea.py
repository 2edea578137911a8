"""Highlights on the cornea: where they are, what shape they have, where the light comes from.

The cornea is a convex mirror of 7.8 mm radius, so a lamp, a window or a screen shows in it as a
small bright image whose place tells the direction of the light.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

from .face import EYE_LEFT, EYE_RIGHT, IRIS_DIAMETER_MM, LEFT_IRIS, RIGHT_IRIS, Face
from .geometry import EYE_RING_LEFT, EYE_RING_RIGHT

CORNEA_RADIUS_MM: Final = 7.8
"""Mean radius of curvature of the front of the cornea."""

CHIP: Final = 96
"""Side of an eye chip, chip pixels."""

CHIP_RADIUS: Final = 30.0
"""Radius of the iris in a chip, chip pixels; a chip thus spans 1.6 iris radii each way."""

FINER: Final = 4
"""Times finer than a chip pixel at which the outline of a highlight is drawn."""

SEARCHED: Final = 0.9
"""Part of the iris radius that is searched: beyond it the white of the eye may shine in."""

INNER: Final = 0.75
"""Part of the iris radius that sets the brightness of the highlight."""


@dataclass(frozen=True, slots=True, eq=False)
class Eye:
    """An eye in an image.

    Parameters
    ----------
    centre
        Of the iris, pixels, ``(x, y)``.
    radius
        Of the iris, pixels: half the horizontal distance of its ring points.
    lids
        Shape ``(16, 2)``, float32, pixels.
    openness
        Eye aspect ratio (Soukupova and Cech, 2016).
    """

    centre: tuple[float, float]
    radius: float
    lids: NDArray[np.float32]
    openness: float


@dataclass(frozen=True, slots=True, eq=False)
class Highlight:
    """One highlight, in units of the iris.

    Parameters
    ----------
    offset
        Centroid less the iris centre, in iris radii, x right, y down.
    area
        Area in squared iris radii.
    fill
        Area over that of the smallest rectangle about it: 1 for a rectangle, pi/4 for an
        ellipse.
    aspect
        Longer by shorter side of that rectangle.
    angle_deg
        Direction of its longer axis by second moments, degrees clockwise from image right,
        -90..90.
    colour
        Mean blue, green and red, levels.
    outline, rectangle
        Shapes ``(n, 2)`` and ``(4, 2)``, float32, in iris radii about the iris centre.
    """

    offset: tuple[float, float]
    area: float
    fill: float
    aspect: float
    angle_deg: float
    colour: tuple[float, float, float]
    outline: NDArray[np.float32]
    rectangle: NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class EyeReading:
    """What one eye shows.

    Parameters
    ----------
    above
        Shape ``(CHIP, CHIP)``, float32: brightness above the iris, levels; NaN off the image.
    mask, wide, visible
        Same shape, bool: highlights at half their height; all that shines at a quarter of it;
        iris that no lid covers.
    visible_share
        Part of the searched disc that no lid covers.
    contrast
        Brightness of the highlights above the iris, levels.
    glare
        Part of the visible iris that shines, what reaches its rim included.
    inside
        Part of what shines that keeps off the rim: the highlights.
    highlights
        The largest first; empty when the contrast is too low.
    """

    above: NDArray[np.float32]
    mask: NDArray[np.bool_]
    wide: NDArray[np.bool_]
    visible: NDArray[np.bool_]
    visible_share: float
    contrast: float
    glare: float
    inside: float
    highlights: tuple[Highlight, ...]


def eyes_of(face: Face) -> tuple[Eye, Eye]:
    """Return the subject's right and left eye."""
    xy = face.xy
    return (
        _eye(xy, RIGHT_IRIS, EYE_RING_RIGHT, EYE_RIGHT),
        _eye(xy, LEFT_IRIS, EYE_RING_LEFT, EYE_LEFT),
    )


def _eye(
    xy: NDArray[np.float32], iris: int, lids: tuple[int, ...], ring: tuple[int, ...]
) -> Eye:
    p1, p2, p3, p4, p5, p6 = xy[list(ring)]
    width = max(float(np.linalg.norm(p1 - p4)), 1e-6)
    height = float(np.linalg.norm(p2 - p6) + np.linalg.norm(p3 - p5))
    centre = xy[iris]
    radius = float(np.linalg.norm(xy[iris + 1] - xy[iris + 3])) / 2
    return Eye(
        (float(centre[0]), float(centre[1])), radius, xy[list(lids)], height / (2 * width)
    )


_GRID: Final = (np.arange(CHIP, dtype=np.float32) - (CHIP - 1) / 2) / CHIP_RADIUS
_RADII: Final = np.hypot(_GRID[:, None], _GRID[None, :])
_DISC: Final = _RADII <= SEARCHED
_INNER: Final = _RADII <= INNER
_DISC_PIXELS: Final = int(_DISC.sum())
_SOFT: Final = np.ones((5, 5), np.uint8)
_RIM: Final = _DISC & (SEARCHED - 1.5 / CHIP_RADIUS < _RADII)


def read_eye(
    image: NDArray[np.uint8], eye: Eye, contrast_min: float, area_min_px: float
) -> EyeReading:
    """Find the highlights of an eye.

    The mask is taken at half of the highlight's height above the iris: there the width of a
    blurred thing is its true width. Whatever touches the rim of the searched disc is the white
    of the eye, a lid or a glass, and counts as glare but as no highlight.

    Parameters
    ----------
    image
        Shape ``(H, W, 3)``, uint8, BGR.
    eye
        Where the eye is; its radius above 0.
    contrast_min
        Least brightness of a highlight above the iris, levels.
    area_min_px
        Least area of a highlight, squared image pixels.
    """
    chip, known = _chip(image, eye)
    blue, green, red = cv2.split(chip)
    highest = cv2.max(cv2.max(blue, green), red)
    lowest = cv2.min(cv2.min(blue, green), red)
    # what is coloured is iris or skin rather than light: half the chroma is taken off
    value = np.asarray(cv2.addWeighted(highest, 0.5, lowest, 0.5, 0, dtype=cv2.CV_32F))
    visible = _DISC & _filled(_to_chip(eye, eye.lids)) & known
    share = float(np.count_nonzero(visible) / _DISC_PIXELS)
    nothing = np.zeros_like(visible)
    inner = value[visible & _INNER]
    if len(inner) < 64:
        above = np.where(known, value, np.nan).astype(np.float32)
        return EyeReading(above, nothing, nothing, visible, share, 0.0, 0.0, 0.0, ())
    disc = value[visible]
    base = float(np.partition(disc, len(disc) // 2)[len(disc) // 2])
    contrast = _near_top(inner) - base
    above = np.where(known, value - base, np.nan).astype(np.float32)
    if contrast < contrast_min:
        return EyeReading(above, nothing, nothing, visible, share, contrast, 0.0, 0.0, ())
    shining = visible & (value > base + 0.5 * contrast)
    lit = max(np.count_nonzero(shining), 1)
    scale = CHIP_RADIUS / eye.radius
    light = np.where(visible, np.maximum(value - base, 0), 0).astype(np.float32)
    mask, highlights = _highlights(shining, chip, light, 0.5 * contrast, area_min_px * scale**2)
    wide = visible & (value > base + 0.25 * contrast)
    return EyeReading(
        above=above,
        mask=mask,
        wide=_off_rim(wide),
        visible=visible,
        visible_share=share,
        contrast=contrast,
        glare=float(np.count_nonzero(shining) / max(np.count_nonzero(visible), 1)),
        inside=float(np.count_nonzero(mask) / lit),
        highlights=highlights,
    )


def _near_top(values: MatLike) -> float:
    """Return the value that 1 in 200 exceeds."""
    place = round(0.995 * (len(values) - 1))
    return float(np.partition(values, place)[place])


def _off_rim(shining: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return what shines without what reaches the rim."""
    count, labels = cv2.connectedComponents(shining.astype(np.uint8))
    kept = np.ones(count, np.bool_)
    kept[0] = False
    kept[labels[_RIM]] = False
    off: NDArray[np.bool_] = kept[labels]
    return off


def _chip(image: NDArray[np.uint8], eye: Eye) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """Return the eye resampled to the chip's scale, and which pixels lie in the image."""
    scale = eye.radius / CHIP_RADIUS
    half = (CHIP - 1) / 2
    x, y = eye.centre
    to_image = np.array([[scale, 0, x - scale * half], [0, scale, y - scale * half]])
    x0, y0 = int(np.floor(to_image[0, 2])) - 3, int(np.floor(to_image[1, 2])) - 3
    side = int(np.ceil(scale * CHIP)) + 7
    height, width = image.shape[:2]
    left, top = max(x0, 0), max(y0, 0)
    region = image[top : max(y0 + side, 0), left : max(x0 + side, 0)]
    known = np.ones((CHIP, CHIP), np.bool_)
    if region.size == 0:
        return np.zeros((CHIP, CHIP, 3), np.uint8), ~known
    if x0 < 0 or y0 < 0 or x0 + side > width or y0 + side > height:
        at_x = to_image[0, 2] + scale * np.arange(CHIP)
        at_y = to_image[1, 2] + scale * np.arange(CHIP)
        known[:, (at_x < -0.5) | (at_x > width - 0.5)] = False
        known[(at_y < -0.5) | (at_y > height - 0.5)] = False
    to_image[:, 2] -= (left, top)
    chip = cv2.warpAffine(
        region,
        to_image,
        (CHIP, CHIP),
        flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return np.asarray(chip, np.uint8), known


def _to_chip(eye: Eye, points: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return image pixels as chip pixels."""
    moved: NDArray[np.float64] = (points.astype(np.float64) - eye.centre) * (
        CHIP_RADIUS / eye.radius
    ) + (CHIP - 1) / 2
    return moved


def _filled(polygon: NDArray[np.float64]) -> NDArray[np.bool_]:
    mask = np.zeros((CHIP, CHIP), np.uint8)
    corners = np.clip(np.rint(polygon), -4 * CHIP, 5 * CHIP).astype(np.int32)
    cv2.fillPoly(mask, [corners], (1,))
    return mask.astype(np.bool_)


def _highlights(
    shining: NDArray[np.bool_],
    chip: NDArray[np.uint8],
    light: NDArray[np.float32],
    half_level: float,
    area_min: float,
) -> tuple[NDArray[np.bool_], tuple[Highlight, ...]]:
    """Return the mask of the highlights and the highlights, the largest first."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(shining.astype(np.uint8))
    free = np.ones(count, np.bool_)
    free[labels[_RIM]] = False
    sizes = stats[:, cv2.CC_STAT_AREA]
    kept = [n for n in range(1, count) if sizes[n] >= area_min and free[n]]
    kept = sorted(kept, key=lambda n: (-int(sizes[n]), n))[:4]
    found = tuple(_highlight(labels, n, stats[n], chip, light, half_level) for n in kept)
    chosen = np.zeros(count, np.bool_)
    chosen[kept] = True
    return chosen[labels], found


def _highlight(
    labels: MatLike,
    number: int,
    box: MatLike,
    chip: NDArray[np.uint8],
    light: NDArray[np.float32],
    half_level: float,
) -> Highlight:
    """Measure one part of the mask, within its box and its soft edge."""
    left, top = max(int(box[0]) - 3, 0), max(int(box[1]) - 3, 0)
    here = np.s_[top : box[1] + box[3] + 3, left : box[0] + box[2] + 3]
    part = np.asarray(labels[here] == number, np.uint8)
    blue, green, red, _ = cv2.mean(chip[here], mask=part)
    # its light with the soft edge knows the middle to a fraction of a pixel, its mask does not
    glow = light[here] * cv2.dilate(part, _SOFT)
    centre = cv2.moments(glow)
    # whole pixels would make a tilted rectangle's frame too wide: the edge lies between them
    fine = cv2.resize(glow, None, fx=FINER, fy=FINER, interpolation=cv2.INTER_LINEAR)
    mask = np.asarray(fine > half_level, np.uint8)
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    outline = max(outlines, key=len)[:, 0].astype(np.float32)
    (x, y), (width, height), turn = cv2.minAreaRect(outline)
    # the outline runs through pixel centres; the pixels reach half a pixel farther
    sides = ((width + 1) / FINER, (height + 1) / FINER)
    moments = cv2.moments(mask, binaryImage=True)
    # the rectangle about a roundish thing may lie any way; its second moments do not
    angle = np.rad2deg(np.arctan2(2 * moments["mu11"], moments["mu20"] - moments["mu02"])) / 2
    area = moments["m00"] / FINER**2
    half = (CHIP - 1) / 2
    # from finer pixels to the chip's, whose first has its middle at 0
    shift = np.array([left, top]) + 0.5 / FINER - 0.5 - half
    middle = np.array([x, y]) / FINER + shift
    corners = cv2.boxPoints(((float(middle[0]), float(middle[1])), sides, turn))
    return Highlight(
        offset=(
            float((centre["m10"] / centre["m00"] + left - half) / CHIP_RADIUS),
            float((centre["m01"] / centre["m00"] + top - half) / CHIP_RADIUS),
        ),
        area=area / CHIP_RADIUS**2,
        fill=min(area / (sides[0] * sides[1]), 1.0),
        aspect=float(max(sides) / min(sides)),
        angle_deg=float(angle),
        colour=(blue, green, red),
        outline=((outline / FINER + shift) / CHIP_RADIUS).astype(np.float32),
        rectangle=(np.asarray(corners) / CHIP_RADIUS).astype(np.float32),
    )


def light_direction(
    offset: tuple[float, float], ray: NDArray[np.float64]
) -> NDArray[np.float64] | None:
    """Return the unit vector from the eye to the light that makes a highlight.

    The mirror law ``l = 2 (n . v) n - v`` on a sphere (Johnson and Farid, 2007). It holds for
    an eye that looks at the camera: then the sphere's middle lies behind the iris' middle.

    Parameters
    ----------
    offset
        Of the highlight from the iris' centre, iris radii, x right, y down.
    ray
        Shape ``(3,)``: from the camera to the eye; x right, y down, z away from the camera.

    Returns
    -------
    numpy.ndarray or None
        Shape ``(3,)`` in camera coordinates; ``None`` when the offset leaves the sphere.
    """
    x, y = (part * IRIS_DIAMETER_MM / 2 / CORNEA_RADIUS_MM for part in offset)
    rest = 1 - x * x - y * y
    if rest <= 0:
        return None
    view = -ray / np.linalg.norm(ray)
    across = np.array([1.0, 0.0, 0.0]) - view[0] * view
    across /= np.linalg.norm(across)
    down = np.cross(across, view)
    normal = x * across + y * down + np.sqrt(rest) * view
    light: NDArray[np.float64] = 2 * (normal @ view) * normal - view
    return light
