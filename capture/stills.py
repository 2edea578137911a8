"""A still picture from a file, brought to 8-bit BGR by a stated rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from liveness.datasets.errors import SourceError
from liveness.datasets.take import Setting

from .landmarks import quiet_stderr
from .opencv import cv2
from .stored import check_file

STILL_SUFFIXES: Final = frozenset(
    ".jpg .jpeg .jpe .png .bmp .dib .tif .tiff .webp .jp2 .ppm .pgm .pbm .pnm .pxm .pfm .sr"
    " .ras .exr .hdr .pic .avif".split()
)
"""Names of still pictures that OpenCV reads. GIF is a video here: it has frames and times."""

_PNG_START: Final = b"\x89PNG"
_LOSSY_STARTS: Final = (b"\xff\xd8", b"\x00\x00\x00\x0cjP", b"\xff\x4f\xff\x51")


@dataclass(frozen=True, slots=True, eq=False)
class Still:
    """A picture from a file.

    Parameters
    ----------
    image
        Shape ``(H, W, 3)``, uint8, BGR, upright as its Exif orientation asks.
    format
        Name of the file format, lower case.
    lossy
        Whether the file format compresses with loss.
    notes
        How it was brought to 8-bit BGR; empty when it was so already.
    """

    image: NDArray[np.uint8]
    format: str
    lossy: bool
    notes: Mapping[str, Setting]


def has_still(path: Path) -> bool:
    """Whether the file starts as a still picture that OpenCV reads; the name is not asked."""
    with path.open("rb") as file:
        if file.read(4) == b"GIF8":
            return False
    return bool(cv2.haveImageReader(str(path)))


def read_still(path: Path) -> Still:
    """Read a picture and bring it to 8-bit BGR.

    16 bit is divided by 257, so that white stays white; floating point is taken as 0 to 1;
    grey is repeated in three channels; alpha is dropped, because blending would put an edge
    into the picture that no camera saw.

    Raises
    ------
    SourceError
        ``E-CAM-07``, when nothing can be decoded, with the file's size.
    """
    # from memory: imread cannot open every path on Windows, and accepts a JPEG cut short
    data = path.read_bytes()
    raw = _decode(data, cv2.IMREAD_UNCHANGED)
    image = _decode(data, cv2.IMREAD_ANYDEPTH | cv2.IMREAD_COLOR)
    if raw is None or image is None or image.size == 0:
        raise SourceError(
            "E-CAM-07",
            f"{path.name} is no picture that can be read",
            f"{len(data)} bytes, 0 frames decoded",
            "check that the file is whole and opens in an image viewer",
        )
    notes: list[str] = []
    if raw.ndim == 2 or raw.shape[2] == 1:
        notes.append("grey repeated in three channels")
    elif raw.shape[2] == 4:
        opaque = np.iinfo(raw.dtype).max if raw.dtype.kind == "u" else 1.0
        share = 100 * float(np.mean(raw[:, :, 3] < opaque))
        notes.append(f"alpha dropped, {share:.3g} % of the pixels were not opaque")
    eight = _to_8_bit(image, notes)
    kept: dict[str, Setting] = {"conversion": ", ".join(notes)} if notes else {}
    # a second page or frame must not vanish unseen
    if path.suffix.lower() in {".tif", ".tiff", ".webp", ".avif"}:
        check_file(path)
        pages = int(cv2.imcount(str(path)))
        if pages > 1:
            kept["pages"] = f"first of {pages}"
    return Still(eight, _format(path), _is_lossy(data), kept)


def _decode(data: bytes, flags: int) -> NDArray[Any] | None:
    """Decode a file's bytes; ``None`` for whatever OpenCV refuses."""
    if not data:
        return None
    try:
        if not data.startswith(_PNG_START):
            return cv2.imdecode(np.frombuffer(data, np.uint8), flags)
        with quiet_stderr():  # libpng writes to the terminal what we say ourselves
            return cv2.imdecode(np.frombuffer(data, np.uint8), flags)
    except cv2.error:  # too many pixels, or a header at odds with itself
        return None


def _to_8_bit(image: NDArray[Any], notes: list[str]) -> NDArray[np.uint8]:
    """Bring three channels of any depth to uint8, and note how."""
    if image.dtype == np.uint8:
        return np.asarray(image, np.uint8)
    if image.dtype == np.uint16:
        notes.append("16-bit to 8-bit by /257")
        # (x + 128) // 257 is the rounded quotient, exactly
        return np.asarray((image.astype(np.uint32) + 128) // 257, np.uint8)
    notes.append(f"{image.dtype} to 8-bit, 0..1 taken as 0..255 and clipped")
    clean = np.nan_to_num(image.astype(np.float64), nan=0.0, posinf=1.0, neginf=0.0)
    eight: NDArray[np.uint8] = np.rint(np.clip(clean, 0.0, 1.0) * 255.0).astype(np.uint8)
    return eight


def _format(path: Path) -> str:
    """Return the format's usual name from the file's name."""
    name = path.suffix.lower().lstrip(".")
    return {"jpg": "jpeg", "jpe": "jpeg", "tif": "tiff", "dib": "bmp"}.get(name, name)


def _is_lossy(data: bytes) -> bool:
    """Whether the bytes are of a format that compresses with loss."""
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return b"VP8L" not in data[12:64]
    return data.startswith(_LOSSY_STARTS) or data[4:12] in (b"ftypavif", b"ftypavis")
