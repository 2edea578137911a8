"""The layout of a take file: what stands where in the HDF5 (docs/file-format.md).

Only filters of the standard library (gzip, shuffle, fletcher32), so that h5dump, MATLAB, R
and Julia read it without plugins.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import h5py
import numpy as np
from numpy.typing import NDArray

from .codec import Codec
from .gathering import Gathered, Keys, Summary, cadence
from .layout_evidence import write_evidence, write_fused
from .layout_put import put, put_strings
from .records import LANDMARK_SHAPE
from .take import FORMAT, SCHEMA_VERSION, TakeHeader

DATA_CHUNK = 1 << 20
_GROWTH = 64

README = """One recording of one presentation. Frame i, in Python with h5py:
  f = h5py.File(path); o = f['frames/offset']; packet = f['frames/data'][o[i]:o[i+1]]
  codec = f['frames/codec'][i]      # 0 camera JPEG, 1 JPEG-XL, 2 JPEG, 3 PNG, 4 raw BGR
  codec 0, 2, 3: bgr = cv2.imdecode(packet, cv2.IMREAD_COLOR | cv2.IMREAD_IGNORE_ORIENTATION)
  codec 1: rgb = imagecodecs.jpegxl_decode(packet)   # 4: packet.reshape(height, width, 3)
Scores are log-likelihood ratios, natural log: above 0 means bona fide.
"""

CODEC_MEANINGS = (
    "0 the camera's own JPEG, 1 lossless JPEG-XL, 2 JPEG quality 98 4:4:4, 3 PNG, 4 raw BGR"
)


class FrameBlob:
    """Grows ``/frames/data``: encoded frames back to back, written in whole chunks.

    Parameters
    ----------
    group
        ``/frames``.
    expected
        About how many bytes will come; a small take gets a small chunk.
    """

    def __init__(self, group: h5py.Group, expected: int) -> None:
        self._chunk = max(4096, min(DATA_CHUNK, expected))
        self._data = group.create_dataset(
            "data", shape=(0,), maxshape=(None,), dtype="u1", chunks=(self._chunk,)
        )
        self._data.attrs["description"] = "encoded frames back to back; see offset"
        self._data.attrs["units"] = "byte"
        self._rest = bytearray()
        self._written = 0

    def add(self, data: bytes) -> None:
        """Append one frame's bytes."""
        self._rest += data
        whole = len(self._rest) // self._chunk * self._chunk
        for at in range(0, whole, self._chunk):
            self._put(bytes(self._rest[at : at + self._chunk]))
        del self._rest[:whole]

    def finish(self) -> None:
        """Write the rest, and cut the dataset to the bytes that were added."""
        total = self._written + len(self._rest)
        if self._rest:
            self._put(bytes(self._rest).ljust(self._chunk, b"\0"))
        self._data.resize((total,))

    def _put(self, chunk: bytes) -> None:
        if self._written + self._chunk > self._data.shape[0]:
            self._data.resize((self._written + _GROWTH * self._chunk,))
        # past the chunk cache and the filters: there are none
        self._data.id.write_direct_chunk((self._written,), chunk)
        self._written += self._chunk


def write_take(file: h5py.File, gathered: Gathered, keys: Keys, summary: Summary) -> None:
    """Write everything but ``/frames/data`` of a take."""
    _write_root(file, gathered.header, keys, summary)
    _write_frames(file["frames"], gathered)
    _write_landmarks(file.create_group("landmarks"), gathered)
    evidence = file.create_group("evidence")
    for name in gathered.signals:
        write_evidence(evidence.create_group(name), name, gathered)
    write_fused(evidence.create_group("fused"), gathered)
    _write_labels(file.create_group("labels"), gathered.header)
    _write_quality(file.create_group("quality"), gathered)
    _write_capture(file.create_group("capture"), gathered)
    _write_consent(file.create_group("consent"), gathered.header)
    lines = [
        json.dumps({"time_ns": event.time_ns, "kind": event.kind, "text": event.text})
        for event in gathered.events
    ]
    put_strings(file, "events", lines, "what happened during the take, one JSON object each")


def _write_root(file: h5py.File, header: TakeHeader, keys: Keys, summary: Summary) -> None:
    _attributes(
        file,
        {
            "format": FORMAT,
            "schema_version": SCHEMA_VERSION,
            "take_id": header.id,
            "session_id": header.session,
            "subject_key": keys.subject_key,
            "target_key": keys.target_key,
            "operator": header.operator,
            "site": header.site,
            "created_utc": header.created_utc,
            "zero_ns": header.zero_ns,
            "zero_utc": header.zero_utc,
            "generator": header.generator,
            "n_frames": summary.frames,
            "status": summary.status,
            "recovered": summary.status == "recovered",
            "frames_known_lost": summary.frames_known_lost,
            "dropped": summary.dropped,
            "privacy": header.privacy,
            "source_sha256": header.source_sha256,
        },
    )
    readme = file.create_dataset("README", data=README)
    readme.attrs["description"] = "how to decode a frame"
    readme.attrs["units"] = ""


def _write_frames(group: h5py.Group, gathered: Gathered) -> None:
    frames = gathered.frames
    first = frames[0]
    _attributes(
        group,
        {
            "width": first.width,
            "height": first.height,
            "pixel_order": "JPEG, PNG and JPEG-XL decode to RGB or BGR as the decoder says; "
            "raw is BGR; rows from the top",
            "clock": gathered.header.capture.clock,
        },
    )
    offset = np.zeros(len(frames) + 1, "<u8")
    np.cumsum(gathered.lengths, out=offset[1:])
    put(group, "offset", offset, "frame i is data[offset[i]:offset[i+1]]", "byte")
    crc = np.array([frame.crc for frame in frames], "<u4")
    put(group, "crc32", crc, "CRC-32 (as zlib) of each frame's bytes", "1")
    codec = np.array([frame.codec for frame in frames], "u1")
    put(group, "codec", codec, CODEC_MEANINGS, "1", {int(c): c.name for c in Codec})
    for name, about in (
        ("time_ns", "capture time relative to the take's time zero (attribute zero_ns)"),
        ("arrival_ns", "monotonic clock of the computer at arrival"),
    ):
        times = np.array([getattr(frame, name) for frame in frames], "<i8")
        put(group, name, times, about, "ns")
    index = np.array([frame.index for frame in frames], "<i8")
    put(group, "index", index, "number of the frame at the source; a gap is a drop", "1")
    if any((frame.width, frame.height) != (first.width, first.height) for frame in frames):
        for name in ("width", "height"):
            sizes = np.array([getattr(frame, name) for frame in frames], "<u4")
            put(group, name, sizes, f"{name} of each frame, where it changes", "pixel")


def _write_landmarks(group: h5py.Group, gathered: Gathered) -> None:
    count = len(gathered.frames)
    xyz = np.full((count, *LANDMARK_SHAPE), np.nan, "<f4")
    pose = np.full((count, 3), np.nan, "<f4")
    valid = np.zeros(count, "u1")
    for row, record in gathered.analyses.items():
        if record.landmarks is not None:
            xyz[row] = record.landmarks
            valid[row] = 1
        if record.pose is not None:
            pose[row] = record.pose
    _attributes(group, {"model": gathered.header.landmark_model})
    about = "face mesh with irises: x right, y down; z is the model's prior, no measurement"
    put(group, "xyz", xyz, about + "; NaN where no face", "pixel", rows=30)
    put(group, "pose", pose, "yaw, pitch, roll of the head; NaN where unknown", "degree")
    put(group, "valid", valid, "1 where a face was found", "1")


def _write_labels(group: h5py.Group, header: TakeHeader) -> None:
    presentation = header.presentation
    conditions = presentation.conditions
    _attributes(
        group,
        {
            "bona_fide": presentation.bona_fide,
            "label": presentation.label,
            "species": presentation.species,
            "family": presentation.family,
            "pai": presentation.pai,
            "lighting": conditions.lighting,
            "distance_mm": np.nan if conditions.distance_mm is None else conditions.distance_mm,
            "notes": conditions.notes,
            "protocol": header.protocol,
            "step": header.step,
            "repetition": header.repetition,
            "manual": header.manual,
        },
    )


def _write_quality(group: h5py.Group, gathered: Gathered) -> None:
    count = len(gathered.frames)
    columns: dict[str, NDArray[np.float32]] = {}
    for row, record in gathered.analyses.items():
        for name, value in record.quality.items():
            columns.setdefault(name, np.full(count, np.nan, "<f4"))[row] = value
    units = gathered.header.units.get("quality", {})
    for name in sorted(columns):
        about = f"{name} of each frame; NaN where unknown"
        put(group, name, columns[name], about, units.get(name, ""))


def _write_capture(group: h5py.Group, gathered: Gathered) -> None:
    info = gathered.header.capture
    content: dict[str, Any] = info.model_dump(exclude={"asked", "got", "fps"})
    content["fps"] = np.nan if info.fps is None else info.fps
    content["asked"] = json.dumps(dict(info.asked))
    content["got"] = json.dumps(dict(info.got))
    times = [frame.time_ns for frame in gathered.frames]
    content["cadence"] = json.dumps(cadence(times, info.fps))
    _attributes(group, content)


def _write_consent(group: h5py.Group, header: TakeHeader) -> None:
    consent = header.consent
    _attributes(
        group,
        {
            "id": consent.id,
            "form_version": consent.form_version,
            "form_sha256": consent.form_sha256,
            "scope": ",".join(consent.scope),
            "granted_utc": consent.granted_utc,
            "expires": consent.expires.isoformat() if consent.expires else None,
        },
    )


def _attributes(group: h5py.Group, content: Mapping[str, Any]) -> None:
    """Write attributes; a text that is unknown is empty, a number NaN."""
    for name, value in content.items():
        group.attrs[name] = "" if value is None else value
