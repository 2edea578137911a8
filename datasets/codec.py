"""How one frame becomes bytes, and back."""

from __future__ import annotations

import zlib
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from .errors import DataError

# cv2 and imagecodecs are imported where pixels are touched: the child process that turns a
# journal into a take touches none, and starts in a third of the time

JPEG_QUALITY = 98
"""Quality of :attr:`Codec.JPEG`; with 4:4:4 colour 43 dB on a 1080p picture with noise."""


class Codec(IntEnum):
    """How a frame's bytes are encoded; the numbers stand in the files and never change."""

    CAMERA_JPEG = 0
    """The camera's own JPEG, untouched."""
    JPEG_XL = 1
    """Lossless JPEG-XL, effort 1."""
    JPEG = 2
    """JPEG of quality 98 with 4:4:4 colour."""
    PNG = 3
    """Lossless PNG."""
    RAW = 4
    """The pixels themselves, ``(H, W, 3)`` uint8 BGR in C order."""
    NONE = 5
    """No pixels were kept, for privacy; the packet is empty."""


def encode(image: NDArray[np.uint8], codec: Codec) -> bytes:
    """Encode one picture.

    Parameters
    ----------
    image
        Shape ``(H, W, 3)``, uint8, BGR.
    codec
        Any but ``CAMERA_JPEG``, whose bytes only a camera makes, and ``NONE``.

    Raises
    ------
    ValueError
        For ``CAMERA_JPEG`` and ``NONE``, and for a picture of another shape or type.
    """
    if image.ndim != 3 or image.shape[2] != 3 or image.dtype != np.uint8 or not image.size:
        raise ValueError(f"a picture is (H, W, 3) uint8, got {image.shape} {image.dtype}")
    if codec is Codec.RAW:
        return image.tobytes()
    if codec is Codec.NONE:
        raise ValueError("no picture is no codec to encode with")
    if codec is Codec.CAMERA_JPEG:
        raise ValueError("a camera's JPEG is kept, never made")
    import cv2

    if codec is Codec.JPEG_XL:
        import imagecodecs

        rgb = cv2.cvtColor(image, cv2.COLOR_BGR2RGB)
        # one thread per picture: the recorder runs several pictures side by side
        return bytes(imagecodecs.jpegxl_encode(rgb, lossless=True, effort=1, numthreads=1))
    if codec is Codec.JPEG:
        options = [
            cv2.IMWRITE_JPEG_QUALITY,
            JPEG_QUALITY,
            cv2.IMWRITE_JPEG_SAMPLING_FACTOR,
            cv2.IMWRITE_JPEG_SAMPLING_FACTOR_444,
        ]
        return _written(".jpg", image, options)
    return _written(".png", image, [cv2.IMWRITE_PNG_COMPRESSION, 1])


def decode(data: bytes, codec: Codec, *, width: int, height: int) -> NDArray[np.uint8]:
    """Decode one picture.

    Parameters
    ----------
    data
        Bytes as :func:`encode` or a camera made them.
    codec
        How they are encoded.
    width, height
        Size that the picture must have, pixels.

    Returns
    -------
    ndarray
        Shape ``(height, width, 3)``, uint8, BGR.

    Raises
    ------
    DataError
        ``E-DAT-02``, when the bytes are no picture of that size; ``E-DAT-18``, when no pixels
        were kept.
    """
    if codec is Codec.NONE:
        raise DataError(
            "E-DAT-18",
            "no pixels of this frame were kept",
            "privacy",
            "use a take of privacy mode full",
        )
    expected = (height, width, 3)
    if codec is Codec.RAW:
        if len(data) != height * width * 3:
            raise _undecodable(codec, f"{len(data)} bytes for {width}x{height}")
        return np.frombuffer(data, np.uint8).reshape(expected).copy()
    image = _from_jpeg_xl(data) if codec is Codec.JPEG_XL else _from_opencv(data, codec)
    if image is None or image.shape != expected:
        got = "no picture" if image is None else str(image.shape)
        raise _undecodable(codec, f"got {got}, expected {expected}")
    return image


def crc32(data: bytes | memoryview) -> int:
    """Return the CRC-32 (ISO 3309, as zlib and PNG use it) of some bytes."""
    return zlib.crc32(data)


def _from_jpeg_xl(data: bytes) -> NDArray[np.uint8]:
    import cv2
    import imagecodecs

    try:
        rgb = np.asarray(imagecodecs.jpegxl_decode(data, numthreads=1))
    except (imagecodecs.JpegxlError, ValueError) as error:
        raise _undecodable(Codec.JPEG_XL, str(error)) from error
    if rgb.ndim != 3 or rgb.shape[2] != 3 or rgb.dtype != np.uint8:
        raise _undecodable(Codec.JPEG_XL, f"got {rgb.shape} {rgb.dtype}")
    return np.asarray(cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR), np.uint8)


def _from_opencv(data: bytes, codec: Codec) -> NDArray[np.uint8] | None:
    import cv2

    # a camera's JPEG may carry an orientation tag; labels and landmarks are in sensor
    # coordinates, so it is not applied
    flags = cv2.IMREAD_COLOR | cv2.IMREAD_IGNORE_ORIENTATION
    try:
        image = cv2.imdecode(np.frombuffer(data, np.uint8), flags)
    except cv2.error as error:
        raise _undecodable(codec, str(error)) from error
    return None if image is None else np.asarray(image, np.uint8)


def _written(suffix: str, image: NDArray[np.uint8], options: list[int]) -> bytes:
    import cv2

    done, data = cv2.imencode(suffix, image, options)
    if not done:
        raise ValueError(f"OpenCV cannot write {suffix} of {image.shape}")
    return data.tobytes()


def _undecodable(codec: Codec, measured: str) -> DataError:
    return DataError(
        "E-DAT-02",
        f"a frame does not decode as {codec.name}",
        measured,
        "run verify on the dataset; restore the file from a backup",
    )
