"""A profile: everything that was calibrated for one deployment, in one checked file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any, Final, Literal, Self

from pydantic import (
    Field,
    FiniteFloat,
    SerializerFunctionWrapHandler,
    model_serializer,
    model_validator,
)

from .durable import replace_file
from .errors import DataError, LivenessError, UsageError
from .metrics import Assessment
from .model import Model, Pseudonym, utc_now
from .take import CaptureInfo

SCHEMA_VERSION: Final = 1

Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Line = Annotated[str, Field(max_length=500)]


class FusionTerms(Model):
    """How evidence is weighed: ``L = b + sum_i v_i (w_i q_i s_i + u_i)``, calibration included.

    ``s_i`` is a signal's llr within its cap, ``q_i`` its quality, ``v_i`` whether it speaks.
    """

    weights: Mapping[str, Annotated[FiniteFloat, Field(ge=0)]] = Field(min_length=1)
    """``w_i``, by name of the signal; none is below 0."""
    biases: Mapping[str, FiniteFloat] = {}
    """``u_i``, natural log."""
    offset: FiniteFloat = 0.0
    """``b``, natural log."""
    caps: Mapping[str, tuple[FiniteFloat, FiniteFloat]] = {}
    """Lowest and highest llr that is taken from a signal, as in the fit."""
    accept_families: int = Field(default=1, ge=1)
    """Families of signals that must be valid for an accept."""

    @model_validator(mode="after")
    def _check_caps(self) -> Self:
        for name, (low, high) in self.caps.items():
            if not low <= 0 <= high:
                raise ValueError(f"the caps of {name} must enclose 0, got {low}..{high}")
        return self


class AffineMap(Model):
    """The calibration ``L' = slope L + offset``, already part of the fusion's terms."""

    slope: float = Field(gt=0, allow_inf_nan=False)
    offset: FiniteFloat
    takes: int = Field(ge=1)
    """Takes it was fitted on, none of which the weights were fitted on."""


class OperatingPoint(Model):
    """The threshold, the rule that chose it and the data that it comes from."""

    threshold: FiniteFloat
    """Fused llr, natural log; at or above it a presentation is accepted as bona fide."""
    rule: str
    """For instance ``bpcer<=0.05``."""
    chosen_on: Literal["held-out", "fit"]
    """``held-out``: on scores of people whom the weights had not seen; ``fit``: on those of the
    fit itself, for want of people, which flatters."""
    takes: int = Field(ge=1)
    """Takes that it was chosen on."""


class CameraProfile(Model):
    """What a camera is known by."""

    device: str
    kind: str
    """``camera``, ``video``, ``stream`` ..., as in a take."""
    width: int = Field(ge=1)
    height: int = Field(ge=1)
    preset: str = Field(default="", pattern="^([0-9a-f]{64})?$")
    """SHA-256 of what was asked of it; empty where that is unknown."""

    @classmethod
    def of(cls, info: CaptureInfo) -> Self:
        """Return what is known of an open source, or of a take's."""
        return cls(
            device=info.device,
            kind=info.kind,
            width=info.width,
            height=info.height,
            preset=info.preset,
        )

    @model_serializer(mode="wrap")
    def _without_unknown(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Leave out what is unknown: profiles from before have a hash of their content."""
        content: dict[str, Any] = handler(self)
        if not self.preset:
            content.pop("preset", None)
        return content

    def __str__(self) -> str:
        """Return it in a few words."""
        name = self.device or f"a {self.kind} without a name"
        settings = f", camera settings {self.preset[:8]}" if self.preset else ""
        return f"{name} at {self.width} x {self.height}{settings}"


class DataFingerprint(Model):
    """Which takes a figure comes from; it names no person."""

    takes: int = Field(ge=0)
    bona_fide: int = Field(ge=0)
    attacks: int = Field(ge=0)
    subjects: int = Field(ge=0)
    """People in them, presenters and targets."""
    sessions: int = Field(ge=0)
    cells: Mapping[str, int] = {}
    """Takes by label."""
    sha256: Sha256
    """Of the sorted lines ``take id, SHA-256 of its file, label``."""

    @classmethod
    def of(cls, takes: list[tuple[str, str, str]], *, subjects: int, sessions: int) -> Self:
        """Return the fingerprint of takes given as ``(id, sha256, label)``."""
        lines = "".join(f"{id_} {sha} {label}\n" for id_, sha, label in sorted(takes))
        labels = sorted(label for _, _, label in takes)
        people = labels.count("bona-fide")
        return cls(
            takes=len(takes),
            bona_fide=people,
            attacks=len(takes) - people,
            subjects=subjects,
            sessions=sessions,
            cells={label: labels.count(label) for label in dict.fromkeys(labels)},
            sha256=hashlib.sha256(lines.encode()).hexdigest(),
        )


class Limits(Model):
    """Where a profile is valid: what its takes had in common."""

    cameras: tuple[CameraProfile, ...] = ()
    lightings: tuple[str, ...] = ()
    """Words for the light under which takes were recorded; none where nobody said."""

    def faults(self, camera: CameraProfile, lighting: str | None = None) -> tuple[str, ...]:
        """Return why a camera or a light lies outside, in plain words; empty when it does not.

        A device without a name is only compared by kind and size, and settings that are not
        known of both are not compared.
        """
        found = []
        if self.cameras and not any(_same(camera, known) for known in self.cameras):
            made = " or ".join(str(known) for known in self.cameras)
            found.append(f"the profile was made for {made}, this is {camera}")
        if lighting is not None and self.lightings and lighting not in self.lightings:
            made = " or ".join(self.lightings)
            found.append(f"the profile was made for the light {made}, this is {lighting}")
        return tuple(found)


def _same(camera: CameraProfile, known: CameraProfile) -> bool:
    if not camera.device or not known.device:
        camera = camera.model_copy(update={"device": known.device})
    if not camera.preset or not known.preset:
        camera = camera.model_copy(update={"preset": known.preset})
    return camera == known


class Profile(Model):
    """Everything that was calibrated for one deployment (``calibrate`` writes it).

    The file carries a SHA-256 of its own content: a profile that was changed by hand is
    refused, for its error rates would no longer be those of its numbers.
    """

    format: Literal["liveness-profile"] = "liveness-profile"
    schema_version: Literal[1] = 1
    id: Pseudonym
    created_utc: str = Field(default_factory=utc_now)
    author: Pseudonym | None = None
    """Pseudonym of the person who made it."""
    expires: date | None = None
    """Last day on which it should be used, UTC."""
    generator: Line = ""
    """Program and version that made it."""
    signals: Mapping[str, str]
    """Algorithm version by name of the signal."""
    models: Mapping[str, Sha256] = {}
    """SHA-256 of the description of each signal's trained model, by the signal's name."""
    fusion: FusionTerms
    calibration: AffineMap | None
    """``None`` when there were too few people to hold some out."""
    thresholds: Mapping[str, FiniteFloat] = {}
    """Per signal: the threshold of its own llr by the same rule, as if it decided alone."""
    operating_point: OperatingPoint
    limits: Limits
    data: DataFingerprint
    """Of all takes that it was made from."""
    parts: Mapping[str, tuple[Pseudonym, ...]]
    """Ids of the takes in ``fit`` and in ``validate``; no person is in both."""
    validation: Assessment
    """Error rates on the takes of ``validate``."""
    notes: tuple[str, ...] = ()
    """What was lacking when it was made, in plain words."""
    sha256: str = ""
    """SHA-256 of the rest of the file as canonical JSON; filled in by :meth:`sealed`."""

    def sealed(self) -> Self:
        """Return it with the hash of its content."""
        return self.model_copy(update={"sha256": self._hash()})

    def save(self, path: Path) -> Self:
        """Write it sealed, whole or not at all, and return it.

        Raises
        ------
        StorageError
            When it cannot be written.
        """
        made = self.sealed()
        replace_file(path, made.model_dump_json(indent=2).encode() + b"\n")
        return made

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a profile and check its hash.

        Raises
        ------
        UsageError
            ``E-CAL-01``, when there is no such file.
        DataError
            ``E-CAL-01`` when it is no profile, one of a newer schema, or its content is not
            what was written.
        LivenessError
            ``E-DAT-03``, when a field is at fault.
        """
        if not path.is_file():
            raise UsageError(
                "E-CAL-01", f"there is no profile {path}", "", "make one with calibrate"
            )
        _check_kind(path)
        made = super().load(path)
        found = made.sealed().sha256
        if made.sha256 != found:
            raise DataError(
                "E-CAL-01",
                f"the profile {path} was changed after it was made",
                f"its content gives {found[:12]}..., it says {made.sha256[:12]}...",
                "take the file as calibrate wrote it, or calibrate anew",
            )
        return made

    def expired(self, *, today: date | None = None) -> str | None:
        """Return that it has expired, in plain words, or ``None``."""
        if self.expires is None or self.expires >= (today or datetime.now(UTC).date()):
            return None
        return f"the profile expired on {self.expires.isoformat()}"

    def _hash(self) -> str:
        content = self.model_dump(mode="json", exclude={"sha256"})
        text = json.dumps(content, sort_keys=True, separators=(",", ":"), allow_nan=False)
        return hashlib.sha256(text.encode()).hexdigest()


def _check_kind(path: Path) -> None:
    """Check format and schema first: their faults have better words than a field's."""
    try:
        content: Any = json.loads(path.read_bytes())
    except OSError as error:
        raise LivenessError(
            "E-DAT-03", f"{path} cannot be read", str(error.strerror or error), "check it"
        ) from error
    except ValueError as error:
        raise DataError(
            "E-CAL-01", f"{path} is no profile", "it is not JSON", "make one with calibrate"
        ) from error
    kind = content.get("format") if isinstance(content, dict) else None
    if kind != "liveness-profile":
        raise DataError(
            "E-CAL-01", f"{path} is no profile", f"format {kind!r}", "make one with calibrate"
        )
    if content.get("schema_version") != SCHEMA_VERSION:
        raise DataError(
            "E-CAL-01",
            f"{path} is a profile that this version does not read",
            f"schema {content.get('schema_version')!r}, {SCHEMA_VERSION} is known",
            "update the program, or calibrate anew",
        )
