"""What a take may keep of a picture: the rules that recorder and verify share.

They hold before the journal: what a mode leaves out is never written anywhere.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from .evidence import Evidence, SignalMap
from .records import Crop
from .session import PrivacyMode

FACE_MARGIN = 0.25
"""Margin round the face, in parts of the longer side of its landmarks' box: hairline, chin,
and the edge of what is held before a face, which tells a print or a mask."""

JOIN_NS = 250_000_000
"""A frame between two analysed ones this close keeps what both of them keep."""

JOIN_GROWTH = 1.5
"""... unless that is so many times wider or higher than the larger of them."""

MAP_LIMIT = 64
"""Longest side of a stored map: enough to see, too little to know a face by."""

PICTURE_MAPS = frozenset({"highlight"})
"""Kinds of map that are pictures of a part of the face (the eyes)."""


def face_crop(
    landmarks: NDArray[np.float32], size: tuple[int, int], margin: float = FACE_MARGIN
) -> Crop | None:
    """Return the part of a picture that shows the face with a margin.

    Parameters
    ----------
    landmarks
        Shape ``(478, 3)``, or ``(n, 2)`` and more columns: x and y in pixels first.
    size
        Width and height of the picture, pixels.
    margin
        In parts of the longer side of the landmarks' box, on each side.

    Returns
    -------
    tuple or None
        Left, top, width and height in whole pixels inside the picture; ``None`` when the face
        lies outside or is no number.
    """
    xy = np.asarray(landmarks, np.float64)[:, :2]
    if not np.isfinite(xy).all():
        return None
    low, high = xy.min(axis=0), xy.max(axis=0)
    grown = margin * float((high - low).max())
    left, top = np.floor(np.clip(low - grown, 0, size)).astype(int).tolist()
    right, bottom = np.ceil(np.clip(high + grown, 0, size)).astype(int).tolist()
    if right <= left or bottom <= top:
        return None
    return left, top, right - left, bottom - top


def joined(before: Crop | None, after: Crop | None, apart_ns: int) -> Crop | None:
    """Return what a frame keeps that was not analysed, from its analysed neighbours.

    Parameters
    ----------
    before, after
        What they keep; ``None`` where no face was found.
    apart_ns
        Time from one to the other, nanoseconds.
    """
    if before is None or after is None or not 0 <= apart_ns <= JOIN_NS:
        return None
    left, top = min(before[0], after[0]), min(before[1], after[1])
    width = max(before[0] + before[2], after[0] + after[2]) - left
    height = max(before[1] + before[3], after[1] + after[3]) - top
    if width > JOIN_GROWTH * max(before[2], after[2]):
        return None
    if height > JOIN_GROWTH * max(before[3], after[3]):
        return None
    return left, top, width, height


def private_evidence(
    evidence: Mapping[str, Evidence], mode: PrivacyMode, crop: Crop | None
) -> dict[str, Evidence]:
    """Return the evidence without the maps that a mode does not allow.

    ``signals`` allows none that is a picture; ``face`` allows one only of what the take keeps
    anyway.

    Parameters
    ----------
    evidence
        By name of the signal.
    mode
        The take's.
    crop
        What the frame keeps.
    """
    return {
        name: item
        if item.map is None or _allowed(item.map, mode, crop)
        else dataclasses.replace(item, map=None, overlay=())
        for name, item in evidence.items()
    }


def private_plane(
    plane: NDArray[np.uint8] | NDArray[np.uint16],
    size: tuple[int, int],
    mode: PrivacyMode,
    crop: Crop | None,
) -> NDArray[np.uint8] | NDArray[np.uint16] | None:
    """Return a plane of depth or infrared, 0 where a mode allows nothing; ``None`` for none.

    Parameters
    ----------
    plane
        Shape ``(h, w)``.
    size
        Width and height of the picture; a plane of another size is not known to show the same
        place in the same pixel, and only mode ``full`` keeps it.
    mode
        The take's.
    crop
        What the frame keeps.
    """
    if mode == "full":
        return plane
    if mode == "signals" or crop is None or plane.shape != (size[1], size[0]):
        return None
    x, y, width, height = crop
    kept = np.zeros_like(plane)
    kept[y : y + height, x : x + width] = plane[y : y + height, x : x + width]
    return kept


def _allowed(item: SignalMap, mode: PrivacyMode, crop: Crop | None) -> bool:
    if mode == "full" or item.kind not in PICTURE_MAPS:
        return True
    if mode == "signals" or crop is None:
        return False
    x, y, width, height = item.box
    inside_x = crop[0] <= x and x + width <= crop[0] + crop[2]
    return inside_x and crop[1] <= y and y + height <= crop[1] + crop[3]
