"""What a network is shown: the face, cropped exactly as its description says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from liveness.datasets.model_file import Crop, Features

Box = tuple[float, float, float, float]
"""``(x, y, width, height)`` in image pixels."""


class CropInput(NamedTuple):
    """A network's input and where it came from.

    Parameters
    ----------
    blob
        Shape ``(1, 3, height, width)``, float32.
    box
        What it covers, ``(x, y, width, height)`` in image pixels; may leave the image where
        the border was mirrored.
    detail
        Source pixels per input pixel along the poorer side, at most 1: below 1 the crop had to
        be made larger.
    """

    blob: NDArray[np.float32]
    box: Box
    detail: float


def cut(image: NDArray[np.uint8], face: Box, crop: Crop) -> CropInput | None:
    """Cut a face out of an image as a network wants it.

    Parameters
    ----------
    image
        Shape ``(H, W, 3)``, uint8, BGR.
    face
        Box of the face, image pixels.
    crop
        What the network wants.

    Returns
    -------
    CropInput or None
        ``None`` when the box has no area or lies off the image.
    """
    if not np.isfinite(face).all() or min(face[2:]) < 1 or min(image.shape[:2]) < 2:
        return None
    found = (
        _shifted(image, face, crop) if crop.border == "shift" else _mirrored(image, face, crop)
    )
    if found is None:
        return None
    part, box = found
    size = crop.size
    detail = min(1.0, box[2] / size[0], box[3] / size[1])
    small = _resized(part, size, crop)
    if crop.colour == "rgb":
        small = small[:, :, ::-1]
    levels = (small.astype(np.float32) - np.array(crop.mean, np.float32)) / np.array(
        crop.std, np.float32
    )
    blob = np.ascontiguousarray(levels.transpose(2, 0, 1)[None], np.float32)
    return CropInput(blob, box, float(detail))


def _sides(face: Box, crop: Crop) -> tuple[float, float]:
    return (max(face[2:]),) * 2 if crop.square else (face[2], face[3])


def _shifted(
    image: NDArray[np.uint8], face: Box, crop: Crop
) -> tuple[NDArray[np.uint8], Box] | None:
    """Grow the box as far as the image allows, then move it inside."""
    rows, columns = image.shape[:2]
    wide, tall = _sides(face, crop)
    grow = min(crop.scale, (columns - 1) / wide, (rows - 1) / tall)
    wide, tall = wide * grow, tall * grow
    centre_x, centre_y = face[0] + face[2] / 2, face[1] + face[3] / 2
    if not (0 <= centre_x < columns and 0 <= centre_y < rows):
        return None
    left = min(max(centre_x - wide / 2, 0.0), columns - 1 - wide)
    top = min(max(centre_y - tall / 2, 0.0), rows - 1 - tall)
    x, y = int(left), int(top)
    part = image[y : int(top + tall) + 1, x : int(left + wide) + 1]
    return part, (float(x), float(y), float(part.shape[1]), float(part.shape[0]))


def _mirrored(
    image: NDArray[np.uint8], face: Box, crop: Crop
) -> tuple[NDArray[np.uint8], Box] | None:
    """Cut the grown box; what lies off the image is mirrored from within."""
    rows, columns = image.shape[:2]
    wide, tall = (int(side * crop.scale) for side in _sides(face, crop))
    x = int(face[0] + face[2] / 2 - wide / 2)
    y = int(face[1] + face[3] / 2 - tall / 2)
    left, top = max(x, 0), max(y, 0)
    right, bottom = min(x + wide, columns), min(y + tall, rows)
    if right - left < 2 or bottom - top < 2:
        return None
    part = image[top:bottom, left:right]
    pads = (top - y, y + tall - bottom, left - x, x + wide - right)
    if any(pads):
        part = np.asarray(cv2.copyMakeBorder(part, *pads, cv2.BORDER_REFLECT_101), np.uint8)
    return part, (float(x), float(y), float(wide), float(tall))


def _resized(part: NDArray[np.uint8], size: tuple[int, int], crop: Crop) -> NDArray[np.uint8]:
    how = cv2.INTER_LINEAR
    if crop.resize == "area":
        larger = max(size) > max(part.shape[:2])
        how = cv2.INTER_LANCZOS4 if larger else cv2.INTER_AREA
    return np.asarray(cv2.resize(part, size, interpolation=how), np.uint8)


def feature_input(wanted: Features, known: Mapping[str, float]) -> NDArray[np.float32] | str:
    """Return raw quantities as a network wants them, or why there is no input.

    Parameters
    ----------
    wanted
        Names, scale, and what becomes of missing ones.
    known
        The signal's raw quantities.

    Returns
    -------
    NDArray or str
        Shape ``(1, wanted.width)``, float32.
    """
    missing = np.array([name not in known for name in wanted.names])
    count = len(missing) - int(missing.sum())
    if wanted.missing == "indicate" and count < wanted.least:
        return (
            f"{count} of the quantities that the model takes are measured, {wanted.least} are "
            "needed"
        )
    if wanted.missing == "abstain" and missing.any():
        name = wanted.names[int(missing.argmax())]
        return f"{name} is not measured yet, which the model takes"
    values = np.array([[known.get(name, 0.0) for name in wanted.names]], np.float32)
    values -= np.array(wanted.mean or (0.0,), np.float32)
    values /= np.array(wanted.std or (1.0,), np.float32)
    if wanted.limit is not None:
        values = np.clip(values, -wanted.limit, wanted.limit)
    if wanted.missing == "abstain":
        return values
    values[0, missing] = 0.0
    return np.hstack([values, missing[None].astype(np.float32)])
