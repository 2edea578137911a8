"""The attributes of a take file, group by group: what is written, checked and published.

Unknown is ``None`` here; in the file it is an empty text, or NaN where a number belongs. The
models are strict and closed, and hold nothing that a JSON Schema cannot say: the published
schema (``docs/schema``) and ``verify`` agree.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any, Literal, get_args, get_origin

import h5py
import numpy as np
from pydantic import BeforeValidator, ConfigDict, Field, StringConstraints

from .model import ID_PATTERN, Model
from .session import PrivacyMode
from .species import Family
from .take import Outcome, Setting


def _whole(value: Any) -> Any:
    """Return a whole number as int: JSON knows one kind of number, and no bool among them."""
    if isinstance(value, bool):
        raise ValueError("a bool is no number")
    return int(value) if isinstance(value, float) and value.is_integer() else value


Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
Key = Annotated[str, StringConstraints(pattern="^[0-9a-f]{32}$")]
Sha256 = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]
Day = Annotated[str, StringConstraints(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Utc = Annotated[
    str,
    StringConstraints(
        pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?Z$"
    ),
]
Whole = Annotated[int, BeforeValidator(_whole)]
Count = Annotated[int, Field(ge=0), BeforeValidator(_whole)]
Positive = Annotated[int, Field(ge=1), BeforeValidator(_whole)]

JSON_ATTRIBUTES = ("asked", "got", "cadence", "camera_profile")
"""Attributes that hold a JSON object as text."""


class Attributes(Model):
    """Base of the attributes of one group; nothing is converted."""

    model_config = ConfigDict(strict=True)


class RootAttributes(Attributes):
    """``/``: what the take is, where it comes from, and how it ended."""

    format: Literal["liveness-take"]
    schema_version: Annotated[Literal[1, 2], BeforeValidator(_whole)]
    take_id: Id
    session_id: Id
    subject_key: Key | None
    target_key: Key | None
    operator: Id | None
    site: str | None
    station: str | None = None
    take_number: Positive | None = None
    created_utc: Utc
    zero_ns: Whole
    zero_utc: Utc | None
    generator: str | None
    n_frames: Positive
    status: Literal["complete", "incomplete", "recovered"]
    end_reason: str | None = None
    outcome: Outcome | None = None
    outcome_reason: str | None = None
    thresholds: str | None = None
    recovered: bool
    frames_known_lost: Count
    dropped: Count
    privacy: PrivacyMode
    face_margin: Annotated[float, Field(ge=0, le=2)] | None = None
    retain_until: Day | None = None
    source_sha256: Sha256 | None


class FramesAttributes(Attributes):
    """``/frames`` and ``/preroll``."""

    width: Positive
    height: Positive
    pixel_order: str
    clock: Literal["monotonic", "media"]


class LandmarksAttributes(Attributes):
    """``/landmarks``."""

    model: str | None


class LabelAttributes(Attributes):
    """``/labels``: what was presented."""

    bona_fide: bool
    label: Id
    species: Id | None
    family: Family | None
    pai: Id | None
    recipe: str | None = None
    pai_age_days: Annotated[float, Field(ge=0)] | None = None
    lighting: str | None
    lux: Annotated[float, Field(ge=0)] | None = None
    lamps: str | None = None
    distance_mm: Annotated[float, Field(gt=0)] | None
    pose: str | None = None
    notes: str | None
    protocol: str | None
    step: str | None
    repetition: Positive
    manual: bool
    override: str | None = None


class CaptureAttributes(Attributes):
    """``/capture``: the camera and its settings."""

    source: str | None
    kind: str | None
    device: str | None
    driver: str | None
    usb_id: Annotated[str, StringConstraints(pattern="^[0-9a-f]{4}:[0-9a-f]{4}$")] | None = None
    pixel_format: str | None
    width: Positive
    height: Positive
    fps: Annotated[float, Field(gt=0)] | None
    clock: Literal["monotonic", "media"]
    virtual: bool
    exposure_locked: bool | None = None
    preset: Sha256 | None = None
    lossy_origin: bool
    asked: Mapping[str, Setting]
    got: Mapping[str, Setting]
    cadence: Mapping[str, float | None]
    camera_profile: Mapping[str, Any] | None = None
    camera_profile_sha256: Sha256 | None = None


class ConsentAttributes(Attributes):
    """``/consent``: no name, no pseudonym."""

    id: Id
    form_version: str | None
    form_sha256: Sha256
    scope: str
    granted_utc: str
    expires: Day | None


class EvidenceAttributes(Attributes):
    """``/evidence/NAME``."""

    polarity: Literal["llr > 0 means bona fide"]
    schedule: Literal["live", "offline"]
    algorithm_version: str | None
    calibrated: bool


class FusedAttributes(Attributes):
    """``/evidence/fused``."""

    polarity: Literal["llr > 0 means bona fide"]
    schedule: Literal["live", "offline"]
    calibrated: bool


class AudioAttributes(Attributes):
    """``/audio``."""

    rate_hz: Positive
    channels: Positive
    t0_ns: Whole
    lost: Count
    device: str | None = None
    uncertainty_ns: Count | None = None
    settled: bool | None = None


class TakeAttributes(Attributes):
    """All attributes of the groups of one take file."""

    root: RootAttributes
    frames: FramesAttributes
    landmarks: LandmarksAttributes
    labels: LabelAttributes
    capture: CaptureAttributes
    consent: ConsentAttributes
    fused: FusedAttributes
    evidence: Mapping[str, EvidenceAttributes]
    preroll: FramesAttributes | None = None
    audio: AudioAttributes | None = None


_GROUPS = {
    "root": "/",
    "frames": "frames",
    "landmarks": "landmarks",
    "labels": "labels",
    "capture": "capture",
    "consent": "consent",
    "fused": "evidence/fused",
    "preroll": "preroll",
    "audio": "audio",
}
"""Group by field of :class:`TakeAttributes`; ``evidence`` has one for each signal."""


def write_attributes(group: h5py.Group, content: Attributes) -> None:
    """Write a group's attributes: text with a fixed length, unknown as NaN or empty text."""
    for name, field in type(content).model_fields.items():
        value = getattr(content, name)
        if value is None and _is_number(field.annotation):
            value = np.nan
        elif isinstance(value, Mapping):
            value = json.dumps(dict(value))
        write_attribute(group, name, "" if value is None else value)


def write_attribute(item: h5py.Group | h5py.Dataset, name: str, value: Any) -> None:
    """Write one attribute; text with a fixed length.

    libhdf5 2.0.0 loops for ever in a damaged heap of texts of variable length.
    """
    item.attrs[name] = fixed_text(value) if isinstance(value, str) else value


def fixed_text(text: str) -> np.ndarray[tuple[()], Any]:
    """Return a scalar of fixed-length UTF-8 text; a NUL, which would end it, is a space."""
    data = text.replace("\0", " ").encode()
    return np.array(data, h5py.string_dtype("utf-8", max(1, len(data))))


def plain(value: Any) -> Any:
    """Return an attribute as plain Python; an unknown one as ``None``.

    Raises
    ------
    ValueError
        When it is neither number nor text.
    """
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, bytes | str):
        value = as_text(value)
    if isinstance(value, float) and np.isnan(value):
        return None
    if not isinstance(value, str | int | float):
        raise ValueError(f"an attribute is {type(value).__name__}")
    return None if value == "" else value


def as_text(value: Any) -> str:
    """Return an attribute as text.

    Raises
    ------
    ValueError
        When it is bytes that are no text: h5py hands them through in a ``str``.
    """
    text = value.decode() if isinstance(value, bytes) else str(value)
    text.encode()
    return text


def read_group(item: h5py.Group) -> dict[str, Any]:
    """Return a group's attributes as plain Python, those that hold JSON as what it says."""
    found = {name: plain(value) for name, value in item.attrs.items()}
    for name in JSON_ATTRIBUTES:
        if isinstance(found.get(name), str):
            found[name] = json.loads(found[name])
    return found


def read_attributes(file: h5py.File) -> dict[str, Any]:
    """Return the attributes of every group as :class:`TakeAttributes` takes them.

    Raises
    ------
    KeyError, OSError, RuntimeError, ValueError
        When the file is damaged.
    """
    found: dict[str, Any] = {
        field: read_group(file[name]) for field, name in _GROUPS.items() if name in file
    }
    found["evidence"] = {
        name: read_group(item) for name, item in file["evidence"].items() if name != "fused"
    }
    return found


def _is_number(annotation: Any) -> bool:
    """Return whether a field may hold an int or a float (a bool is neither here)."""
    if annotation in (int, float):
        return True
    parts = get_args(annotation)
    return get_origin(annotation) is not Literal and any(_is_number(part) for part in parts)
