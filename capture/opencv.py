"""OpenCV's capture, made quiet and typed: the one place that sets it up.

Import ``cv2`` through this module wherever a source is opened; OpenCV reads most of these
variables once, when it is loaded.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any, Final, Protocol

# A person who sets one of these knows why; we only fill in what is not set.
for _name, _value in {
    # a probe of a camera that is not there is no event for the user's terminal
    "OPENCV_LOG_LEVEL": "SILENT",
    "OPENCV_FFMPEG_LOGLEVEL": "-8",
    # Media Foundation needs up to 20 s to open a camera with its hardware transforms on
    "OPENCV_VIDEOIO_MSMF_ENABLE_HW_TRANSFORMS": "0",
    # macOS cannot ask for permission from a worker thread; the window asks before
    "OPENCV_AVFOUNDATION_SKIP_AUTH": "1",
}.items():
    os.environ.setdefault(_name, _value)

import cv2 as cv2  # noqa: E402  (the environment comes first; exported)
import numpy as np  # noqa: E402
from numpy.typing import NDArray  # noqa: E402

JPEG_START: Final = b"\xff\xd8\xff"
EXIF_SCAN: Final = 4096
"""Exif is the first or second segment of a JPEG; bytes that are searched for its mark."""

NOMINAL_FPS: Final = 30.0
"""Assumed where a medium states no rate, frames per second."""

if os.environ["OPENCV_LOG_LEVEL"] == "SILENT":
    cv2.setLogLevel(0)  # cv2 may have been loaded before the variable was set


class Capture(Protocol):
    """What we use of ``cv2.VideoCapture``; tests put a fake in its place."""

    def isOpened(self) -> bool:  # noqa: N802
        """Whether it can be read."""

    def read(self) -> tuple[bool, Any]:
        """Return whether there was a frame, and the frame."""

    def get(self, name: int, /) -> float:
        """Return a property, 0 when unknown."""

    def set(self, name: int, value: float, /) -> bool:
        """Set a property; the answer says little, read it back."""

    def release(self) -> None:
        """Free the device or file."""


CaptureFactory = Callable[[str | int, int, Sequence[int]], Capture]
"""Opens a capture: file, address or number; back-end; parameters for opening."""


def open_capture(name: str | int, backend: int, parameters: Sequence[int] = ()) -> Capture:
    """Open a ``cv2.VideoCapture``.

    Parameters
    ----------
    name
        Path, address, or number of a camera.
    backend
        ``cv2.CAP_...``.
    parameters
        Property and value in turn, as ``cv2.VideoCapture`` takes them.
    """
    capture: Capture = cv2.VideoCapture(name, backend, list(parameters))  # type: ignore[arg-type, call-overload, unused-ignore]
    return capture


def fourcc(capture: Capture) -> str:
    """Return the four-letter code of what a capture reads, without blanks; may be empty."""
    code = int(capture.get(cv2.CAP_PROP_FOURCC))
    if not 0 < code < 1 << 32:
        return ""
    text = code.to_bytes(4, "little").decode("ascii", "replace")
    return "".join(c for c in text if c.isprintable() and c != "\ufffd").strip()


def rate(capture: Capture) -> float | None:
    """Return the nominal rate in frames per second, or ``None`` where it is not credible."""
    fps = float(capture.get(cv2.CAP_PROP_FPS))
    # containers without a rate state their time base: 1000, 90000
    return fps if np.isfinite(fps) and 0 < fps < 1000 else None


def jpeg_bytes(packet: object) -> bytes | None:
    """Return the bytes of a raw packet when it is a whole JPEG, else ``None``.

    Parameters
    ----------
    packet
        What ``read`` returned with ``CAP_PROP_FORMAT`` -1 or ``CAP_PROP_CONVERT_RGB`` 0:
        shape ``(1, n)`` or ``(n, 1)``, uint8, when it is a packet.
    """
    if not isinstance(packet, np.ndarray) or packet.dtype != np.uint8:
        return None
    if packet.ndim != 2 or min(packet.shape) != 1:
        return None
    data: bytes = packet.tobytes()
    return data if data.startswith(JPEG_START) else None


def has_exif(data: bytes) -> bool:
    """Whether a JPEG carries Exif: a turn of the picture, a place, a serial number."""
    return b"Exif\x00\x00" in data[:EXIF_SCAN]


def decode_jpeg(data: bytes) -> NDArray[np.uint8] | None:
    """Decode a JPEG to shape ``(H, W, 3)``, uint8, BGR; ``None`` when it is damaged."""
    # as datasets.codec decodes a camera's packet: in sensor coordinates, whatever Exif says
    flags = cv2.IMREAD_COLOR | cv2.IMREAD_IGNORE_ORIENTATION
    image = cv2.imdecode(np.frombuffer(data, np.uint8), flags)
    return None if image is None else np.asarray(image, np.uint8)
