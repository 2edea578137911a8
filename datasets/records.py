"""What a journal holds: frames, analyses, events, and the end; and their bytes."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from .codec import Codec, crc32
from .evidence import Evidence, FusedEvidence, MapKind, SignalMap
from .model import Model
from .records_extra import AudioRecord, PlaneRecord, pack_audio, pack_plane

LANDMARK_SHAPE = (478, 3)

_FRAME = struct.Struct("<IqqqBII")
_CROP = struct.Struct("<IIII")

Crop = tuple[int, int, int, int]
"""Part of a picture: left, top, width and height, pixels."""


@dataclass(frozen=True, slots=True, eq=False)
class FrameRecord:
    """One encoded frame of a take.

    Parameters
    ----------
    index
        Number of the frame at the source; a gap is a drop.
    time_ns
        Capture time relative to the take's time zero, nanoseconds.
    arrival_ns
        ``time.monotonic_ns()`` at arrival, nanoseconds.
    codec
        How ``data`` is encoded.
    width, height
        Size of the picture at the source, pixels.
    data
        The encoded picture, or the part of it that was kept; empty with ``Codec.NONE``.
    crc
        CRC-32 of ``data``, when it is known already.
    ordinal
        Number of the frame in the take, from 0; the journal fills it in.
    crop
        Which part of the picture ``data`` shows; ``None`` for all of it, or nothing.
    """

    index: int
    time_ns: int
    arrival_ns: int
    codec: Codec
    width: int
    height: int
    data: bytes
    crc: int | None = None
    ordinal: int = 0
    crop: Crop | None = None


@dataclass(frozen=True, slots=True, eq=False)
class PrerollRecord:
    """A frame from before the take's time zero; its time is negative."""

    frame: FrameRecord


@dataclass(frozen=True, slots=True, eq=False)
class AnalysisRecord:
    """What the analysis said of one frame.

    Parameters
    ----------
    index
        ``FrameRecord.index`` of the frame.
    landmarks
        Shape ``(478, 3)``, float32, pixels; ``None`` when no face was found.
    pose
        Yaw, pitch and roll in degrees; ``None`` when no face was found.
    evidence
        By name of the signal; a map is at most 64 by 64.
    fused
        What the fusion made of it.
    quality
        By name of the quantity; unknown ones are absent.
    """

    index: int
    landmarks: NDArray[np.float32] | None
    pose: tuple[float, float, float] | None
    evidence: Mapping[str, Evidence]
    fused: FusedEvidence
    quality: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EventRecord:
    """Something that happened during the take, at ``time_ns`` from its time zero."""

    time_ns: int
    kind: str
    text: str


class TakeEnd(Model):
    """The last record of a take that was stopped."""

    status: Literal["complete", "incomplete"] = "complete"
    reason: str = ""
    aborted: bool = False
    """Whether the operator broke the take off."""
    dropped: int = 0
    """Gaps in the source's frame index, in frames."""
    frames: int = 0
    """Number of frames that the journal acknowledged."""


Record = (
    FrameRecord
    | AnalysisRecord
    | EventRecord
    | TakeEnd
    | PrerollRecord
    | PlaneRecord
    | AudioRecord
)


def pack(record: Record) -> tuple[bytes, bytes, int]:
    """Return a record's description, its bulk data, and the CRC-32 of the latter."""
    if isinstance(record, FrameRecord):
        return _pack_frame(record)
    if isinstance(record, PrerollRecord):
        return _pack_frame(record.frame)
    if isinstance(record, PlaneRecord):
        meta, data = pack_plane(record)
        return meta, data, crc32(data)
    if isinstance(record, AudioRecord):
        meta, data = pack_audio(record)
        return meta, data, crc32(data)
    if isinstance(record, AnalysisRecord):
        meta, data = _pack_analysis(record)
        return meta, data, crc32(data)
    if isinstance(record, EventRecord):
        content = {"time_ns": record.time_ns, "kind": record.kind, "text": record.text}
        return json.dumps(content).encode(), b"", 0
    return record.model_dump_json().encode(), b"", 0


def _pack_frame(record: FrameRecord) -> tuple[bytes, bytes, int]:
    meta = _FRAME.pack(
        record.ordinal,
        record.index,
        record.time_ns,
        record.arrival_ns,
        record.codec,
        record.width,
        record.height,
    )
    if record.crop is not None:
        meta += _CROP.pack(*record.crop)
    crc = crc32(record.data) if record.crc is None else record.crc
    return meta, record.data, crc


def unpack_frame(meta: bytes, data: bytes, crc: int) -> FrameRecord:
    """Return the frame that :func:`pack` packed.

    Raises
    ------
    ValueError
        When the description does not fit.
    """
    try:
        ordinal, index, time_ns, arrival_ns, codec, width, height = _FRAME.unpack_from(meta)
        crop = _CROP.unpack(meta[_FRAME.size :]) if len(meta) > _FRAME.size else None
    except struct.error as error:
        raise ValueError(str(error)) from error
    if not width or not height:
        raise ValueError(f"a picture of {width}x{height}")
    return FrameRecord(
        index, time_ns, arrival_ns, Codec(codec), width, height, data, crc, ordinal, crop
    )


def unpack_event(meta: bytes) -> EventRecord:
    """Return the event that :func:`pack` packed.

    Raises
    ------
    ValueError
        When the description does not fit.
    """
    content = json.loads(meta)
    try:
        return EventRecord(int(content["time_ns"]), str(content["kind"]), str(content["text"]))
    except (KeyError, TypeError) as error:
        raise ValueError(f"not an event: {error}") from error


def unpack_analysis(meta: bytes, data: bytes) -> AnalysisRecord:
    """Return the analysis that :func:`pack` packed.

    Raises
    ------
    ValueError
        When description and data do not fit.
    """
    try:
        content = json.loads(meta)
        arrays = _Slices(data)
        landmarks = None
        if content["face"]:
            landmarks = arrays.take(np.float32, LANDMARK_SHAPE)
        evidence = {
            name: _unpack_evidence(name, entry, arrays)
            for name, entry in content["evidence"].items()
        }
        pose = content["pose"]
        return AnalysisRecord(
            int(content["index"]),
            landmarks,
            None if pose is None else (float(pose[0]), float(pose[1]), float(pose[2])),
            evidence,
            _unpack_fused(content["fused"]),
            {str(key): float(value) for key, value in content["quality"].items()},
        )
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise ValueError(f"not an analysis: {error}") from error


def _pack_analysis(record: AnalysisRecord) -> tuple[bytes, bytes]:
    blocks: list[bytes] = []
    if record.landmarks is not None:
        if record.landmarks.shape != LANDMARK_SHAPE:
            raise ValueError(f"landmarks are {LANDMARK_SHAPE}, got {record.landmarks.shape}")
        blocks.append(np.ascontiguousarray(record.landmarks, "<f4").tobytes())
    evidence = {}
    for name, item in record.evidence.items():
        entry: dict[str, Any] = {
            "llr": item.llr,
            "valid": item.valid,
            "quality": item.quality,
            "reasons": list(item.reasons),
            "raw": dict(item.raw),
            "units": dict(item.units),
            "calibrated": item.calibrated,
        }
        if item.map is not None:
            entry["map"] = _pack_map(item.map, blocks)
        evidence[name] = entry
    fused = record.fused
    content = {
        "index": record.index,
        "face": record.landmarks is not None,
        "pose": record.pose,
        "evidence": evidence,
        "fused": {
            "llr": fused.llr,
            "valid": fused.valid,
            "decision": fused.decision,
            "calibrated": fused.calibrated,
            "contributions": dict(fused.contributions),
            "reasons": list(fused.reasons),
        },
        "quality": {k: float(v) for k, v in record.quality.items() if np.isfinite(v)},
    }
    return json.dumps(content, default=float).encode(), b"".join(blocks)


def _pack_map(item: SignalMap, blocks: list[bytes]) -> dict[str, Any]:
    blocks.append(np.ascontiguousarray(item.values, "<f2").tobytes())
    if item.direction is not None:
        blocks.append(np.ascontiguousarray(item.direction, "<f2").tobytes())
    return {
        "shape": list(item.values.shape),
        "direction": item.direction is not None,
        "kind": item.kind,
        "unit": item.unit,
        "low": item.low,
        "high": item.high,
        "box": [float(value) for value in item.box],
        "title": item.title,
    }


def _unpack_evidence(name: str, entry: Mapping[str, Any], arrays: _Slices) -> Evidence:
    return Evidence(
        name,
        float(entry["llr"]),
        bool(entry["valid"]),
        float(entry["quality"]),
        tuple(str(reason) for reason in entry["reasons"]),
        {str(key): float(value) for key, value in entry["raw"].items()},
        {str(key): str(value) for key, value in entry["units"].items()},
        _unpack_map(entry["map"], arrays) if "map" in entry else None,
        calibrated=bool(entry["calibrated"]),
    )


def _unpack_map(entry: Mapping[str, Any], arrays: _Slices) -> SignalMap:
    height, width = (int(value) for value in entry["shape"])
    kind: MapKind = entry["kind"]
    if kind not in get_args(MapKind):
        raise ValueError(f"unknown kind of map {kind!r}")
    values = arrays.take(np.float16, (height, width)).astype(np.float32)
    direction = None
    if entry["direction"]:
        direction = arrays.take(np.float16, (height, width)).astype(np.float32)
    x, y, w, h = (float(value) for value in entry["box"])
    return SignalMap(
        values,
        kind,
        str(entry["unit"]),
        float(entry["low"]),
        float(entry["high"]),
        (x, y, w, h),
        direction,
        str(entry["title"]),
    )


def _unpack_fused(entry: Mapping[str, Any]) -> FusedEvidence:
    decision = entry["decision"]
    if decision not in ("accept", "reject", "undecided"):
        raise ValueError(f"unknown decision {decision!r}")
    return FusedEvidence(
        float(entry["llr"]),
        bool(entry["valid"]),
        decision,
        bool(entry["calibrated"]),
        {str(key): float(value) for key, value in entry["contributions"].items()},
        tuple(str(reason) for reason in entry["reasons"]),
    )


class _Slices:
    """Cuts arrays off the front of a block of bytes."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def take(
        self, dtype: type[np.float32] | type[np.float16], shape: tuple[int, int]
    ) -> NDArray[Any]:
        kind = np.dtype(dtype).newbyteorder("<")
        if min(shape) < 0:
            raise ValueError(f"an array cannot be {shape}")
        end = self._at + kind.itemsize * shape[0] * shape[1]
        if end > len(self._data):
            raise ValueError(f"an array of {shape} ends at {end} of {len(self._data)} bytes")
        array = np.frombuffer(self._data[self._at : end], kind).reshape(shape).astype(dtype)
        self._at = end
        return array
