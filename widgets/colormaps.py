"""Display conversion of signal maps: fixed range to colour, unknown to transparent."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QBrush, QColor, QImage, QPainter

from liveness.datasets.evidence import MapKind, SignalMap

from . import theme

TABLES: dict[MapKind, int] = {
    "relief": cv2.COLORMAP_VIRIDIS,
    "peak": cv2.COLORMAP_MAGMA,
    "highlight": cv2.COLORMAP_BONE,
}
"""OpenCV's colour map by kind; flow is coloured by direction and has none."""


@cache
def table(kind: MapKind) -> NDArray[np.uint8]:
    """Return the 256 colours of a kind of map.

    Returns
    -------
    NDArray
        Shape ``(256, 4)``, uint8, BGRA, opaque. For flow: brightness at direction 0.
    """
    ramp = np.arange(256, dtype=np.uint8)
    if kind == "flow":
        hsv = np.stack([np.zeros(256, np.uint8), np.full(256, 160, np.uint8), ramp], axis=1)
        bgr = cv2.cvtColor(hsv[None], cv2.COLOR_HSV2BGR_FULL)[0]
    else:
        bgr = cv2.applyColorMap(ramp[:, None], TABLES[kind])[:, 0]
    colours: NDArray[np.uint8] = np.full((256, 4), 255, np.uint8)
    colours[:, :3] = bgr
    colours.flags.writeable = False
    return colours


def colourise(map_: SignalMap) -> NDArray[np.uint8]:
    """Turn a map into colours under its fixed range.

    Returns
    -------
    NDArray
        Shape ``(h, w, 4)``, uint8, BGRA, premultiplied; alpha 0 where the map is NaN.
    """
    known = np.isfinite(map_.values)
    scaled = (np.nan_to_num(map_.values) - map_.low) * (255.0 / (map_.high - map_.low))
    index = np.clip(scaled, 0, 255).astype(np.uint8)
    if map_.kind == "flow" and map_.direction is not None:
        turn = np.nan_to_num(map_.direction) % (2 * np.pi) * (255.0 / (2 * np.pi))
        hsv = np.dstack([turn.astype(np.uint8), np.full_like(index, 160), index])
        picture = np.full((*index.shape, 4), 255, np.uint8)
        picture[..., :3] = cv2.cvtColor(hsv, cv2.COLOR_HSV2BGR_FULL)
    else:
        picture = table(map_.kind)[index]
    picture[~known] = 0
    return picture


def to_image(map_: SignalMap) -> QImage:
    """Turn a map into an image that owns its pixels, one pixel per value."""
    picture = np.ascontiguousarray(colourise(map_))
    height, width = picture.shape[:2]
    image = QImage(
        picture.data, width, height, width * 4, QImage.Format.Format_ARGB32_Premultiplied
    )
    return image.copy()


def bar_image(kind: MapKind, *, length: int = 256) -> QImage:
    """Return a one pixel high image of the colour bar, low at the left."""
    colours = table(kind)[np.linspace(0, 255, length).astype(np.uint8)]
    if kind == "flow":
        grey = np.linspace(0, 255, length).astype(np.uint8)
        colours = np.stack([grey, grey, grey, np.full(length, 255, np.uint8)], axis=1)
    row = np.ascontiguousarray(colours[None])
    return QImage(row.data, length, 1, length * 4, QImage.Format.Format_ARGB32).copy()


def hue_image(size: int) -> QImage:
    """Return the little wheel that explains the colours of directions, transparent around."""
    axis = (np.arange(size) - (size - 1) / 2) / (size / 2)
    x, y = np.meshgrid(axis, -axis)
    radius = np.hypot(x, y)
    wheel = SignalMap(
        np.where(radius <= 1, np.minimum(radius * 1.2, 1), np.nan).astype(np.float32),
        "flow",
        "1",
        0.0,
        1.0,
        (0, 0, size, size),
        np.arctan2(y, x).astype(np.float32),
    )
    return to_image(wheel)


@cache
def _hatch(colour: str, background: str) -> QImage:
    # an image, not a pixmap: it may outlive the application object
    image = QImage(6, 6, QImage.Format.Format_RGB32)
    image.fill(QColor(background))
    painter = QPainter(image)
    painter.setPen(QColor(colour))
    for offset in (-6, 0, 6):
        painter.drawLine(offset, 6, offset + 6, 0)
    painter.end()
    return image


def hatch_brush() -> QBrush:
    """Return the fine hatch that means unknown; it is never a colour of a map."""
    colours = theme.colours()
    return QBrush(_hatch(colours.hatch, colours.panel))
