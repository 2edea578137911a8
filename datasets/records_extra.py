"""What some cameras and a microphone add to a journal: planes of depth and infrared, sound."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

PlaneKind = Literal["depth", "infrared"]

_PLANE = struct.Struct("<BqIIB")
_AUDIO = struct.Struct("<qQIH")
_CHANNELS = 64
"""More channels than this are damage."""


@dataclass(frozen=True, slots=True, eq=False)
class PlaneRecord:
    """A plane that came with a frame.

    Parameters
    ----------
    index
        ``FrameRecord.index`` of the frame, which stands before it.
    kind
        ``depth``: uint16, millimetres, 0 where unknown; ``infrared``: uint8 or uint16.
    values
        Shape ``(h, w)``.
    """

    index: int
    kind: PlaneKind
    values: NDArray[np.uint8] | NDArray[np.uint16]


@dataclass(frozen=True, slots=True, eq=False)
class AudioRecord:
    """A block of sound.

    Parameters
    ----------
    time_ns
        Monotonic time of its first sample relative to the take's time zero, nanoseconds, as
        far as the driver tells; the sound's own clock is ``position``.
    position
        Number of its first sample since the microphone was opened; a gap is a loss.
    rate_hz
        Nominal rate, samples per second.
    samples
        Shape ``(n, channels)``, int16.
    """

    time_ns: int
    position: int
    rate_hz: int
    samples: NDArray[np.int16]


def pack_plane(record: PlaneRecord) -> tuple[bytes, bytes]:
    """Return a plane's description and its values, row by row, little-endian.

    Raises
    ------
    ValueError
        When it is no plane.
    """
    values = record.values
    known = values.dtype == np.uint16 or (
        values.dtype == np.uint8 and record.kind == "infrared"
    )
    if values.ndim != 2 or not known:
        raise ValueError(f"a plane of {record.kind} is no {values.shape} {values.dtype}")
    kind = get_args(PlaneKind).index(record.kind)
    meta = _PLANE.pack(
        kind, record.index, values.shape[0], values.shape[1], values.dtype.itemsize
    )
    return meta, np.ascontiguousarray(values, values.dtype.newbyteorder("<")).tobytes()


def unpack_plane(meta: bytes, data: bytes) -> PlaneRecord:
    """Return the plane that :func:`pack_plane` packed.

    Raises
    ------
    ValueError
        When description and data do not fit.
    """
    try:
        kind, index, height, width, size = _PLANE.unpack(meta)
    except struct.error as error:
        raise ValueError(str(error)) from error
    names = get_args(PlaneKind)
    if kind >= len(names) or size not in (1, 2) or len(data) != height * width * size:
        raise ValueError(f"a plane of kind {kind}, {width}x{height}x{size}, {len(data)} bytes")
    dtype: Any = np.uint8 if size == 1 else np.uint16
    values = np.frombuffer(data, np.dtype(dtype).newbyteorder("<")).astype(dtype)
    return PlaneRecord(index, names[kind], values.reshape(height, width))


def pack_audio(record: AudioRecord) -> tuple[bytes, bytes]:
    """Return a block's description and its samples, channels interleaved, little-endian.

    Raises
    ------
    ValueError
        When the samples are not ``(n, channels)`` int16.
    """
    samples = record.samples
    if samples.ndim != 2 or samples.dtype != np.int16:
        raise ValueError(f"sound is (n, channels) int16, got {samples.shape} {samples.dtype}")
    meta = _AUDIO.pack(record.time_ns, record.position, record.rate_hz, samples.shape[1])
    return meta, np.ascontiguousarray(samples, "<i2").tobytes()


def unpack_audio(meta: bytes, data: bytes) -> AudioRecord:
    """Return the block that :func:`pack_audio` packed.

    Raises
    ------
    ValueError
        When description and data do not fit.
    """
    try:
        time_ns, position, rate_hz, channels = _AUDIO.unpack(meta)
    except struct.error as error:
        raise ValueError(str(error)) from error
    if not 1 <= channels <= _CHANNELS or not rate_hz or len(data) % (2 * channels):
        raise ValueError(f"{len(data)} bytes of sound in {channels} channels at {rate_hz} Hz")
    samples = np.frombuffer(data, "<i2").astype(np.int16).reshape(-1, channels)
    return AudioRecord(time_ns, position, rate_hz, samples)
