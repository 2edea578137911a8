"""The layout of a take file: what stands where in the HDF5 (docs/file-format.md).

Only filters of the standard library (gzip, shuffle, fletcher32), so that h5dump, MATLAB, R
and Julia read it without plugins.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

import h5py
import numpy as np
from numpy.typing import NDArray

from .attributes import (
    CaptureAttributes,
    ConsentAttributes,
    FramesAttributes,
    LabelAttributes,
    LandmarksAttributes,
    RootAttributes,
    write_attributes,
)
from .codec import Codec
from .gathering import Gathered, Keys, Summary, cadence
from .layout_evidence import write_evidence, write_fused
from .layout_put import put, put_strings, put_text
from .records import LANDMARK_SHAPE, FrameRecord
from .take import FORMAT, SCHEMA_VERSION, TakeHeader

README = """One recording of one presentation. Frame i, in Python with h5py:
  f = h5py.File(path); o = f['frames/offset']; packet = f['frames/data'][o[i]:o[i+1]]
  codec = f['frames/codec'][i]      # 0 camera JPEG, 1 JPEG-XL, 2 JPEG, 3 PNG, 4 raw, 5 none
  codec 0, 2, 3: bgr = cv2.imdecode(packet, cv2.IMREAD_COLOR | cv2.IMREAD_IGNORE_ORIENTATION)
  codec 1: rgb = imagecodecs.jpegxl_decode(packet)   # 4: packet.reshape(height, width, 3)
Scores are log-likelihood ratios, natural log: above 0 means bona fide.
"""

CROPPED = """This take keeps the face only: frames/crop[i] says where packet i lies in the
picture (x, y, width, height; -1 and codec 5 where nothing was kept). Landmarks count in pixels
of the whole picture.
"""

WITHOUT = """This take keeps no picture: all its packets are empty. Landmarks, evidence and maps
are in pixels of the picture that was seen, of the size in the attributes of /frames.
"""

CODEC_MEANINGS = (
    "0 the camera's own JPEG, 1 lossless JPEG-XL, 2 JPEG quality 98 4:4:4, 3 PNG, 4 raw BGR, "
    "5 no pixels were kept"
)


def write_take(file: h5py.File, gathered: Gathered, keys: Keys, summary: Summary) -> None:
    """Write everything but the arrays of ``layout_blobs``."""
    header = gathered.header
    _write_root(file, header, keys, summary)
    _write_frames(file["frames"], gathered.frames, gathered.lengths, header)
    if gathered.preroll:
        _write_frames(file["preroll"], gathered.preroll, gathered.preroll_lengths, header)
    _write_landmarks(file.create_group("landmarks"), gathered)
    evidence = file.create_group("evidence")
    for name in gathered.signals:
        write_evidence(evidence.create_group(name), name, gathered)
    write_fused(evidence.create_group("fused"), gathered)
    _write_labels(file.create_group("labels"), header)
    _write_quality(file.create_group("quality"), gathered)
    _write_capture(file.create_group("capture"), gathered)
    _write_consent(file.create_group("consent"), header)
    lines = [
        json.dumps({"time_ns": event.time_ns, "kind": event.kind, "text": event.text})
        for event in gathered.events
    ]
    put_strings(file, "events", lines, "what happened during the take, one JSON object each")


def _write_root(file: h5py.File, header: TakeHeader, keys: Keys, summary: Summary) -> None:
    retain = header.retain_until
    content = RootAttributes(
        format=FORMAT,
        schema_version=SCHEMA_VERSION,
        take_id=header.id,
        session_id=header.session,
        subject_key=keys.subject_key,
        target_key=keys.target_key,
        operator=header.operator,
        site=header.site,
        station=header.station,
        take_number=header.number,
        created_utc=header.created_utc,
        zero_ns=header.zero_ns,
        zero_utc=header.zero_utc,
        generator=header.generator,
        n_frames=summary.frames,
        status=summary.status,
        end_reason=summary.end_reason,
        outcome=summary.outcome,
        outcome_reason=summary.outcome_reason,
        thresholds=header.thresholds,
        recovered=summary.status == "recovered",
        frames_known_lost=summary.frames_known_lost,
        dropped=summary.dropped,
        privacy=header.privacy,
        face_margin=header.face_margin,
        retain_until=None if retain is None else retain.isoformat(),
        source_sha256=header.source_sha256,
    )
    write_attributes(file, content)
    more = {"full": "", "face": CROPPED, "signals": WITHOUT}[header.privacy]
    put_text(file, "README", README + more, "how to decode a frame")


def _write_frames(
    group: h5py.Group, frames: Sequence[FrameRecord], lengths: Sequence[int], header: TakeHeader
) -> None:
    """Write what is known of each frame of the take, or of the time before it."""
    first = frames[0]
    write_attributes(
        group,
        FramesAttributes(
            width=first.width,
            height=first.height,
            pixel_order="JPEG, PNG and JPEG-XL decode to RGB or BGR as the decoder says; "
            "raw is BGR; rows from the top",
            clock=header.capture.clock,
        ),
    )
    offset = np.zeros(len(frames) + 1, "<u8")
    np.cumsum(lengths, out=offset[1:])
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
    if header.privacy == "face":
        crops = np.array([frame.crop or (-1, -1, -1, -1) for frame in frames], "<i4")
        about = "part of the picture that a packet shows: x, y, width, height; -1 where none"
        put(group, "crop", crops, about, "pixel")


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
    write_attributes(group, LandmarksAttributes(model=gathered.header.landmark_model))
    about = "face mesh with irises: x right, y down; z is the model's prior, no measurement"
    put(group, "xyz", xyz, about + "; NaN where no face", "pixel", rows=30)
    put(group, "pose", pose, "yaw, pitch, roll of the head; NaN where unknown", "degree")
    put(group, "valid", valid, "1 where a face was found", "1")


def _write_labels(group: h5py.Group, header: TakeHeader) -> None:
    presentation = header.presentation
    conditions = presentation.conditions
    content = LabelAttributes(
        bona_fide=presentation.bona_fide,
        label=presentation.label,
        species=presentation.species,
        family=presentation.family,
        pai=presentation.pai,
        recipe=presentation.recipe,
        pai_age_days=presentation.pai_age_days,
        lighting=conditions.lighting,
        lux=conditions.lux,
        lamps=conditions.lamps,
        distance_mm=conditions.distance_mm,
        pose=conditions.pose,
        notes=conditions.notes,
        protocol=header.protocol,
        step=header.step,
        repetition=header.repetition,
        manual=header.manual,
        override=header.override or None,
    )
    write_attributes(group, content)


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
    times = [frame.time_ns for frame in gathered.frames]
    profile = info.camera_profile
    content = info.model_dump(exclude={"camera_profile"}) | {
        "camera_profile": None if profile is None else profile.model_dump(mode="json"),
        "camera_profile_sha256": None if profile is None else profile.sha256,
        "usb_id": info.usb_id or None,
        "preset": info.preset or None,
        "cadence": cadence(times, info.fps),
    }
    write_attributes(group, CaptureAttributes.model_validate(content))


def _write_consent(group: h5py.Group, header: TakeHeader) -> None:
    consent = header.consent
    content = ConsentAttributes(
        id=consent.id,
        form_version=consent.form_version,
        form_sha256=consent.form_sha256,
        scope=",".join(consent.scope),
        granted_utc=consent.granted_utc,
        expires=consent.expires.isoformat() if consent.expires else None,
    )
    write_attributes(group, content)
