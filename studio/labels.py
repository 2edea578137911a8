"""PAI labels and photographs as files. No Qt."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from liveness.capture.pai_label import draw_label
from liveness.datasets.durable import replace_file
from liveness.datasets.errors import DataError, UsageError
from liveness.datasets.pai import Pai, PaiBook

PHOTO_PX = 1600
"""Longer side of a kept photograph, pixels."""


def write_label(pai: Pai, path: Path) -> Path:
    """Write a PAI's label as PNG and return its path.

    Raises
    ------
    UsageError
        ``E-PAI-05``, when the path is no PNG's.
    StorageError
        When it cannot be written.
    """
    if path.suffix.lower() != ".png":
        raise UsageError("E-PAI-05", f"{path} is no PNG", "", "choose a name that ends in .png")
    replace_file(path, cv2.imencode(".png", draw_label(pai))[1].tobytes())
    return path


def attach_photo(book: PaiBook, id_: str, path: Path) -> Pai:
    """Keep a photograph of a PAI, written anew: place and owner in its Exif data are left out.

    Raises
    ------
    DataError
        ``E-PAI-06``, when the file is no picture.
    UsageError
        ``E-PAI-01``, when there is no such PAI.
    StorageError
        When it cannot be written.
    """
    book.get(id_)
    try:
        content = np.frombuffer(path.read_bytes(), np.uint8)
        image = cv2.imdecode(content, cv2.IMREAD_COLOR) if content.size else None
    except (OSError, cv2.error) as error:
        reason = getattr(error, "strerror", None) or "it cannot be decoded"
        raise DataError("E-PAI-06", f"{path} cannot be read", reason) from error
    if image is None:
        raise DataError("E-PAI-06", f"{path} is no picture", f"{content.size} bytes")
    scale = min(1.0, PHOTO_PX / max(image.shape[:2]))
    image = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    kept = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, 90])[1].tobytes()
    stem = "".join(c if c.isalnum() or c in "._-" else "-" for c in path.stem)[:32]
    return book.attach(id_, f"{stem or 'photo'}.jpg", kept)
