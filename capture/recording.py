"""What a recorder takes and tells: analysed frames, its status, the choice of codec."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from liveness.datasets.codec import Codec, crc32, encode
from liveness.datasets.errors import LivenessError
from liveness.datasets.evidence import Evidence, FusedEvidence
from liveness.datasets.take import CodecChoice, TakeHeader

from .face import Face
from .frame import Frame


class Analysed(Protocol):
    """What the analysis hands on for one frame (``analysis.Snapshot``)."""

    @property
    def frame(self) -> Frame:
        """The frame."""

    @property
    def face(self) -> Face | None:
        """The face, if one was found."""

    @property
    def evidence(self) -> Mapping[str, Evidence]:
        """By name of the signal."""

    @property
    def fused(self) -> FusedEvidence:
        """What the fusion made of it."""

    @property
    def quality(self) -> Mapping[str, float]:
        """By name of the quantity."""


@dataclass(frozen=True, slots=True)
class RecorderStatus:
    """Where a recording stands.

    Parameters
    ----------
    frames_submitted
        Frames handed to the recorder.
    frames_on_disk
        Frames that the journal acknowledged; a record light hangs on this one.
    bytes_on_disk
        Length of the journal, bytes.
    seconds
        Capture time from the first to the last frame on disk.
    queue
        Frames that wait to be encoded or written.
    dropped
        Gaps in the source's frame index, in frames.
    sync
        ``frame`` while each frame is forced to the disk, ``second`` when the disk is too
        slow for that.
    failed
        Why the recording stopped by itself.
    """

    frames_submitted: int
    frames_on_disk: int
    bytes_on_disk: int
    seconds: float
    queue: int
    dropped: int
    sync: str
    failed: LivenessError | None


def choose_codec(choice: CodecChoice, frame: Frame) -> Codec:
    """Return how a frame is kept: the camera's own JPEG where it may and there is one."""
    if choice != "lossless" and frame.encoding == "jpeg":
        return Codec.CAMERA_JPEG
    return Codec.JPEG if choice == "jpeg" else Codec.JPEG_XL


def encoded(frame: Frame, codec: Codec) -> tuple[bytes, int]:
    """Return a frame's bytes and their CRC-32."""
    data = encode(frame.image, codec)
    return data, crc32(data)


def zero_utc_of(header: TakeHeader, zero_ns: int) -> str | None:
    """Return UTC at a reading of the monotonic clock; unknown for a file's own clock."""
    if header.capture.clock != "monotonic":
        return None
    ago = timedelta(microseconds=(time.monotonic_ns() - zero_ns) / 1000)
    moment = datetime.now(UTC) - ago
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
