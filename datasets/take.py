"""One recording of one presentation: its header, and the line that registers it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final, Literal, Self

from pydantic import Field

from .amendments import BONA_FIDE, Labelling, Mark, Note, Relabel, Review, Trim
from .camera_profile import CameraCalibration
from .consent import Consent
from .model import Model, Pseudonym, utc_now
from .presentation import Presentation
from .session import PrivacyMode
from .species import SPECIES, Family

FORMAT: Final = "liveness-take"
SCHEMA_VERSION: Final = 2
"""2: texts have a fixed length; crops, frames without pixels, pre-roll, planes and sound."""
READABLE = (1, 2)
"""Schemas of take files that this version reads."""

Outcome = Literal["accept", "reject", "undecided", "non-response", "aborted"]
"""What a transaction came to: the decision, no face in any frame, or broken off by the
operator."""

UNCALIBRATED = "uncalibrated"
"""Threshold set of a decision before any profile."""

Setting = str | float | int | bool | None
"""A capture setting as asked or as the driver answered."""

CodecChoice = Literal["auto", "lossless", "jpeg"]
"""``auto``: the camera's own JPEG, else lossless; ``lossless``: JPEG-XL effort 1; ``jpeg``:
the camera's own JPEG, else JPEG quality 98 with 4:4:4 colour."""


class CaptureInfo(Model):
    """The camera and its settings, asked and got (standards: camera fingerprint)."""

    source: str
    """The source as the user named it, without credentials; for a file its name only."""
    kind: str
    """``camera``, ``video``, ``image``, ``folder``, ``stream``, ``take``, ``demo``."""
    device: str = ""
    driver: str = ""
    usb_id: str = Field(default="", pattern="^([0-9a-f]{4}:[0-9a-f]{4})?$")
    """Vendor and product, ``vvvv:pppp`` in hex, where the system tells."""
    pixel_format: str = ""
    """Format that the device delivers, for instance ``MJPG`` or ``h264``."""
    width: int = Field(ge=1)
    height: int = Field(ge=1)
    fps: float | None = Field(default=None, gt=0)
    """Nominal rate, frames per second."""
    clock: Literal["monotonic", "media"] = "monotonic"
    """``monotonic``: stamped as the driver returned; ``media``: the file's own times."""
    virtual: bool = False
    """Whether the picture does not come from a physical camera at this moment."""
    exposure_locked: bool | None = None
    """Whether the exposure was set by hand and the driver said so; ``None`` where unknown."""
    preset: str = Field(default="", pattern="^([0-9a-f]{64})?$")
    """SHA-256 of what was asked of the camera; empty where nothing can be asked of it."""
    lossy_origin: bool = False
    """Whether the picture was compressed with loss before it reached us."""
    asked: Mapping[str, Setting] = {}
    got: Mapping[str, Setting] = {}
    camera_profile: CameraCalibration | None = None
    """What was measured of the camera beforehand; ``None`` where nothing was."""


class SoundInfo(Model):
    """The microphone of a take, and how surely its clock is known on the frames' clock."""

    device: str = ""
    rate_hz: int = Field(ge=1)
    channels: int = Field(ge=1)
    settled: bool = True
    """Whether the clocks had agreed before the take began."""
    uncertainty_ns: int = Field(ge=0)
    """How surely a sample's time is known on the frames' clock, nanoseconds."""


class TakeHeader(Model):
    """Everything known of a take before its first frame; the journal's first record."""

    schema_version: Literal[1, 2] = 2
    id: Pseudonym
    session: Pseudonym
    presentation: Presentation
    consent: Consent
    capture: CaptureInfo
    codec: CodecChoice = "auto"
    privacy: PrivacyMode = "full"
    operator: Pseudonym | None = None
    site: str = ""
    protocol: str | None = None
    step: str | None = None
    """Id of the protocol step."""
    repetition: int = Field(default=1, ge=1)
    manual: bool = True
    """Whether a person pressed record, rather than the gates."""
    override: str = Field(default="", max_length=500)
    """Why it was begun although the checklist before the take was not green, and what was
    not; empty where all was. Never a name."""
    created_utc: str = Field(default_factory=utc_now)
    generator: str = ""
    """Program and version that recorded it."""
    signals: Mapping[str, str] = {}
    """Algorithm version by signal name."""
    units: Mapping[str, Mapping[str, str]] = {}
    """Unit by raw quantity by signal name."""
    schedule: Literal["live", "offline"] = "offline"
    """``offline``: every frame analysed on a fixed schedule, repeatable to the last digit;
    ``live``: as the computer kept up."""
    landmark_model: str = ""
    """Name, version and SHA-256 of the landmark model."""
    zero_ns: int = 0
    """Reading of the capture clock at the take's time zero, nanoseconds."""
    zero_utc: str | None = None
    """UTC at the take's time zero; unknown where the clock is a file's own."""
    source_sha256: str | None = None
    """SHA-256 of an imported file."""
    station: str = ""
    """The computer or kiosk, by a name that the site gave it."""
    number: int | None = Field(default=None, ge=1)
    """Number of the take in its session, from 1, retakes counted; ``None`` where unknown."""
    retain_until: date | None = None
    """Last day, UTC, on which the take may be kept; ``None`` sets no limit."""
    face_margin: float | None = Field(default=None, ge=0, le=2)
    """Privacy ``face``: margin round the face, in parts of the longer side of its box."""
    sound: SoundInfo | None = None
    """The microphone, where the take has a sound track."""
    thresholds: str = UNCALIBRATED
    """Id and SHA-256 of the profile whose thresholds decided, or ``uncalibrated``."""


class TakeRecord(Model):
    """The line in ``takes.jsonl`` that registers a finished take."""

    event: Literal["take"] = "take"
    schema_version: Literal[1] = 1
    id: Pseudonym
    session: Pseudonym
    file: str
    """File name inside the session's folder."""
    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    frames: int = Field(ge=0)
    seconds: float = Field(ge=0)
    faces: int = Field(ge=0)
    """Number of frames in which a face was found."""
    analysed: int = Field(default=0, ge=0)
    """Number of frames that were analysed; a live take skips what it cannot keep up with."""
    label: str
    """``bona-fide`` or the PAI species id; after a relabel the corrected one."""
    family: Family | None = None
    """Family of the species; filled in for species that ship."""
    pai: Pseudonym | None = None
    """Id of the physical PAI."""
    subject: str | None
    target: str | None = None
    lighting: str | None = None
    """A word of the site or protocol."""
    protocol: str | None = None
    step: str | None = None
    """Id of the protocol step that the take serves."""
    repetition: int = Field(default=1, ge=1)
    score: float | None = None
    """Fused evidence after the last frame; ``None`` when no signal was valid."""
    decision: str = "undecided"
    outcome: Outcome | None = None
    """Unknown of takes from before schema 2."""
    privacy: PrivacyMode = "full"
    status: Literal["complete", "incomplete", "recovered"] = "complete"
    """``incomplete``: ended by a fault; ``recovered``: finished after a crash."""
    frames_known_lost: int = Field(default=0, ge=0)
    dropped: int = Field(default=0, ge=0)
    """Gaps in the source's frame index."""
    consent: Pseudonym | None = None
    """Id of the consent record here, where a merge gave it another than the file bears."""
    created_utc: str | None = None
    """When its recording began; unknown in lines of early versions."""
    registered_utc: str = Field(default_factory=utc_now)
    superseded_by: Pseudonym | None = Field(default=None, exclude=True)
    """Id of the retake that replaces it, from a later line; never part of this one."""
    review: Review | None = Field(default=None, exclude=True)
    """The last review, from a later line."""
    trim: Trim | None = Field(default=None, exclude=True)
    """The part that counts, from a later line."""
    note: Note | None = Field(default=None, exclude=True)
    """The last note, from a later line."""
    mark: Mark | None = Field(default=None, exclude=True)
    """What it came to as the operator saw it, from a later line; :attr:`result` heeds it."""
    relabel: Relabel | None = Field(default=None, exclude=True)
    """The last correction of the label, from a later line; :meth:`relabelled` applied it."""
    recorded: Labelling | None = Field(default=None, exclude=True)
    """The label as recorded, which the file still bears, where a relabel changed it."""

    @property
    def bona_fide(self) -> bool:
        """Whether a live, present person was before the camera."""
        return self.label == BONA_FIDE

    @property
    def labelling(self) -> Labelling:
        """The label that counts."""
        # a damaged line may hold any text; what reads it must not fail
        return Labelling.model_construct(
            label=self.label, family=self.family, pai=self.pai, target=self.target
        )

    @property
    def file_label(self) -> str:
        """The label that the file bears, before any relabel."""
        return self.label if self.recorded is None else self.recorded.label

    @property
    def file_target(self) -> str | None:
        """The target whose key the file bears, before any relabel."""
        return self.target if self.recorded is None else self.recorded.target

    @property
    def state(self) -> str:
        """What a list says of the take: ``superseded``, else its status."""
        return self.status if self.superseded_by is None else "superseded"

    @property
    def result(self) -> Outcome | None:
        """What the transaction came to: as a person marked it, else as the program saw it."""
        return self.outcome if self.mark is None else self.mark.outcome

    @property
    def usable(self) -> bool:
        """Whether it counts: not superseded, not reviewed as reject or retake, not aborted."""
        reviewed_out = self.review is not None and self.review.verdict != "accept"
        return self.superseded_by is None and not reviewed_out and self.result != "aborted"

    def relabelled(self, line: Relabel) -> Self:
        """Return the record with a corrected label; the recorded one is kept beside it."""
        return self.model_copy(
            update={
                "label": line.label,
                "family": line.family or family_of(line.label),
                "pai": line.pai,
                "target": line.target,
                "relabel": line,
                "recorded": self.recorded or self.labelling,
            }
        )


def family_of(label: str) -> Family | None:
    """Return the family of a species that ships; ``None`` for bona fide and other species."""
    return _FAMILIES.get(label)


_FAMILIES: Mapping[str, Family] = {species.id: species.family for species in SPECIES}
