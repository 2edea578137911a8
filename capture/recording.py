"""What a recorder takes and tells: analysed frames, its status, the choice of codec."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from liveness.datasets.codec import Codec, crc32, encode
from liveness.datasets.errors import LivenessError
from liveness.datasets.evidence import Evidence, FusedEvidence
from liveness.datasets.privacy import FACE_MARGIN, face_crop, private_plane
from liveness.datasets.records import Crop, FrameRecord
from liveness.datasets.records_extra import PlaneKind, PlaneRecord, pack_plane
from liveness.datasets.session import PrivacyMode
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


def kept_header(header: TakeHeader, zero_ns: int) -> TakeHeader:
    """Return the header as it is recorded: with the time zero, and what privacy asks for.

    In mode ``face`` frames are cropped, so that a camera's JPEG cannot stay as it is; the crop
    is kept without a second loss, whatever codec was chosen.
    """
    changes: dict[str, object] = {
        "zero_ns": zero_ns,
        "zero_utc": zero_utc_of(header, zero_ns),
    }
    if header.privacy == "face":
        changes |= {
            "codec": "lossless",
            "face_margin": header.face_margin
            if header.face_margin is not None
            else FACE_MARGIN,
        }
    return header.model_copy(update=changes)


def encoded(image: NDArray[np.uint8], codec: Codec) -> tuple[bytes, int]:
    """Return a picture's bytes and their CRC-32."""
    data = encode(image, codec)
    return data, crc32(data)


class FrameWatch:
    """Notices what changes from frame to frame: drops, size, codec."""

    def __init__(self) -> None:
        self.last: Frame | None = None
        """The last frame."""
        self.first_index: int | None = None
        """Index of the first frame."""
        self.dropped = 0
        """Gaps in the source's frame index, in frames."""
        self._codec: Codec | None = None

    def see(self, frame: Frame, codec: Codec) -> list[tuple[str, str]]:
        """Take in the next frame; return kind and text of each event that it is."""
        last, events = self.last, []
        if last is None:
            self.first_index = frame.index
        else:
            gap = frame.index - last.index - 1
            if gap > 0:
                self.dropped += gap
                events.append(("dropped", f"{gap} frames before frame {frame.index}"))
            elif gap < 0:
                events.append(("index", f"frame {frame.index} follows frame {last.index}"))
            if (frame.width, frame.height) != (last.width, last.height):
                sizes = f"{last.width}x{last.height} to {frame.width}x{frame.height}"
                events.append(("size", sizes))
            if codec is not self._codec and self._codec is not None:
                events.append(("codec", f"{self._codec.name} to {codec.name}"))
        self.last, self._codec = frame, codec
        return events


def crop_of(frame: Frame, face: Face | None, header: TakeHeader) -> Crop | None:
    """Return the part of an analysed frame that privacy mode ``face`` keeps."""
    if header.privacy != "face" or face is None:
        return None
    margin = FACE_MARGIN if header.face_margin is None else header.face_margin
    return face_crop(face.landmarks, (frame.width, frame.height), margin)


def kept_of(
    frame: Frame, crop: Crop | None, header: TakeHeader
) -> tuple[FrameRecord, NDArray[np.uint8] | None]:
    """Return a frame as the journal keeps it, and the picture that is still to be encoded.

    Parameters
    ----------
    frame
        The frame.
    crop
        What privacy mode ``face`` keeps of it; ``None`` for nothing.
    header
        Privacy mode, codec and time zero.
    """
    codec, image = choose_codec(header.codec, frame), frame.image
    if header.privacy != "full":
        codec = Codec.NONE if crop is None else Codec.JPEG_XL
    if crop is not None:
        x, y, width, height = crop
        # a copy, so that the whole picture need not wait for the encoder
        image = image[y : y + height, x : x + width].copy()
    kept = frame.encoded if codec is Codec.CAMERA_JPEG else None
    record = FrameRecord(
        frame.index,
        frame.time_ns - header.zero_ns,
        frame.arrival_ns,
        codec,
        frame.width,
        frame.height,
        kept or b"",
        crop=crop,
    )
    return record, image if kept is None and codec is not Codec.NONE else None


def planes_of(frame: Frame, mode: PrivacyMode, crop: Crop | None) -> list[PlaneRecord]:
    """Return the planes of a frame that a privacy mode lets a take keep.

    Raises
    ------
    ValueError
        When one of them has a shape or type that is none of a plane.
    """
    found: list[PlaneRecord] = []
    size = (frame.width, frame.height)
    planes: tuple[tuple[PlaneKind, NDArray[np.uint8] | NDArray[np.uint16] | None], ...] = (
        ("depth", frame.depth_mm),
        ("infrared", frame.infrared),
    )
    for kind, plane in planes:
        kept = None if plane is None else private_plane(plane, size, mode, crop)
        if kept is not None:
            record = PlaneRecord(frame.index, kind, kept)
            pack_plane(record)
            found.append(record)
    return found


def zero_utc_of(header: TakeHeader, zero_ns: int) -> str | None:
    """Return UTC at a reading of the monotonic clock; unknown for a file's own clock."""
    if header.capture.clock != "monotonic":
        return None
    ago = timedelta(microseconds=(time.monotonic_ns() - zero_ns) / 1000)
    moment = datetime.now(UTC) - ago
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
