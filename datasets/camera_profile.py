"""What was measured of a camera where it stands: lens, distance, noise, colour, lamps, screen.

Every result says its value with its uncertainty, from how many observations, when and by which
method. The profile of a camera is one JSON file; each take recorded with that camera holds it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Final, Literal, Self

from pydantic import Field, FiniteFloat

from .durable import replace_file
from .errors import DataError
from .model import Model, Pseudonym, utc_now

FORMAT: Final = "liveness-camera"

Z95: Final = 1.96
"""Standard uncertainties in half of an interval of 95 %."""

EYES_MM: Final = 500.0
"""Where eyes are expected until a distance was measured: half a metre, as at a desk."""

Share = Annotated[float, Field(ge=0, le=1)]
Sha256 = Annotated[str, Field(pattern="^([0-9a-f]{64})?$")]
Vector = tuple[FiniteFloat, FiniteFloat, FiniteFloat]


class Estimate(Model):
    """A measured quantity with its standard uncertainty (one standard deviation)."""

    value: FiniteFloat
    sd: float = Field(ge=0, allow_inf_nan=False)
    unit: str = Field(max_length=16)

    @property
    def low(self) -> float:
        """Lower end of the interval of 95 %."""
        return self.value - Z95 * self.sd

    @property
    def high(self) -> float:
        """Upper end of the interval of 95 %."""
        return self.value + Z95 * self.sd

    def covers(self, value: float) -> bool:
        """Return whether the interval of 95 % holds a value."""
        return self.low <= value <= self.high


class Result(Model):
    """What every calibration says beside its values."""

    method: str = Field(min_length=1, max_length=200)
    """How it was measured, with the source of the method."""
    n: int = Field(ge=1)
    """Observations that it rests on: views, frames, pairs of frames, patches or mirrors."""
    made_utc: str = Field(default_factory=utc_now)
    width: int = Field(ge=1)
    """Width of the picture that it holds for, pixels; another size is another camera."""
    height: int = Field(ge=1)
    notes: tuple[str, ...] = ()
    """What limits it, in plain words."""


class LensResult(Result):
    """Pinhole and distortion of a lens."""

    focal_x_px: Estimate
    focal_y_px: Estimate
    centre_px: tuple[FiniteFloat, FiniteFloat]
    """Principal point, pixel centres at whole numbers."""
    distortion: tuple[FiniteFloat, FiniteFloat, FiniteFloat, FiniteFloat]
    """k1, k2, p1, p2 (Brown, 1966)."""
    horizontal_fov_deg: Estimate
    """Angle between the rays through the middles of the left and right edge, distortion
    taken into account."""
    vertical_fov_deg: Estimate
    rms_px: float = Field(ge=0)
    """Root mean square of the reprojection error."""
    coverage: Share
    """Part of the picture in which corners were seen."""

    @property
    def pinhole_fov_deg(self) -> float:
        """Horizontal field of view of a pinhole of this focal length, as the signals ask."""
        return pinhole_fov_deg(self.focal_x_px.value, self.width)


class LightReading(Model):
    """The light on a card, from its white and black squares."""

    white: float = Field(ge=0, le=255)
    """Level of the white squares, 0..255."""
    black: float = Field(ge=0, le=255)
    unevenness: float = Field(ge=1)
    """Brightest white square over the darkest, as levels."""
    cast: tuple[float, float]
    """Red over green and blue over green of the white squares, as levels."""


class DistanceResult(Result):
    """Distance and scale at one place before the camera."""

    distance_mm: Estimate
    """From the camera to the middle of the card, or by the iris where there was no card."""
    scale_mm_per_px: Estimate
    """Millimetres that a pixel spans there."""
    reference: Literal["card", "iris"]
    tilt_deg: float | None = None
    """Between the card's normal and the line of sight; unknown of an iris."""
    iris_px: float | None = None
    """Mean horizontal diameter of the irises."""
    iris_distance_mm: Estimate | None = None
    """By the iris, beside the card; its population spread is part of the uncertainty."""
    lens_calibrated: bool
    """Whether the focal length was measured, or is assumed."""
    light: LightReading | None = None


class NoiseLevel(Model):
    """Noise at one brightness."""

    mean: float = Field(ge=0, le=255)
    noise: Estimate
    """Standard deviation of a pixel over time, levels."""


class NoiseResult(Result):
    """Noise of the sensor by brightness (photon transfer), of the green channel."""

    levels: tuple[NoiseLevel, ...] = Field(min_length=1)
    read_noise_dn: Estimate | None
    """Noise without light, levels; unknown where the brightness hardly varied."""
    gain_dn_per_e: Estimate | None
    """Levels for each electron; unknown where the picture was processed."""
    neighbour_correlation: float = Field(ge=-1, le=1)
    """Of the noise of two neighbours in a row: 0 for a bare sensor."""


class ColourResult(Result):
    """Colour and tone from a chart of 24 patches, or white balance from a grey card."""

    red_gain: Estimate
    """Factor on linear red that makes grey grey, green left as it is."""
    blue_gain: Estimate
    gamma: Estimate | None = None
    """Exponent of the curve ``level = light ^ (1 / gamma)``; 1 is linear."""
    linearity_percent: float | None = Field(default=None, ge=0)
    """Largest departure of a grey patch from that curve, percent of white."""
    error_mean: float | None = Field(default=None, ge=0)
    """Mean colour error of the patches as seen, CIE 1976 (Delta E*ab), exposure matched."""
    error_max: float | None = Field(default=None, ge=0)
    corrected_mean: float | None = Field(default=None, ge=0)
    """The same after the matrix, each patch judged by a matrix fitted without it."""
    matrix: tuple[Vector, Vector, Vector] | None = None
    """From the camera's linear RGB to linear sRGB."""


class FlickerResult(Result):
    """Whether the light flickers with the mains."""

    verdict: Literal["100", "120", "none", "unknown"]
    """``100`` and ``120``: light of 50 and 60 Hz mains, Hz."""
    modulation_percent: Estimate | None = None
    """Amplitude of the brightness in the pictures, percent of the mean: what was found, or
    the noise that hides anything smaller."""
    fps: float = Field(gt=0)
    """Measured frame rate of the longest recording, frames per second."""
    seconds: float = Field(gt=0)
    readout_ms: float | None = None
    """Time from the first row to the last, where bands showed it; 0 for a global shutter."""
    exposure_ms: float | None = None
    reasons: tuple[str, ...] = ()
    """Why nothing is said, or what the answer does not cover."""


class ScreenResult(Result):
    """Where the screen stands: x right, y down, z away from the camera, millimetres."""

    centre_mm: tuple[Estimate, Estimate, Estimate]
    rotation: Vector
    """From the screen's axes (x right, y down as one reads it, z into the screen) to the
    camera's, as a rotation vector, radians."""
    angle_sd_deg: float = Field(ge=0)
    """Standard uncertainty of its direction."""
    width_mm: float = Field(gt=0)
    height_mm: float = Field(gt=0)
    rms_px: float = Field(ge=0)

    def direction_from(self, eye_mm: Vector) -> Vector:
        """Return the unit vector from an eye to the middle of the screen."""
        x, y, z = (c.value - e for c, e in zip(self.centre_mm, eye_mm, strict=True))
        length = (x * x + y * y + z * z) ** 0.5
        return (x / length, y / length, z / length)


RESULTS: Final[Mapping[str, type[Result]]] = {
    "lens": LensResult,
    "distance": DistanceResult,
    "noise": NoiseResult,
    "colour": ColourResult,
    "flicker": FlickerResult,
    "screen": ScreenResult,
}
"""Type of the result by its name in a camera's profile."""


class CameraCalibration(Model):
    """Everything that was measured of one camera (``cameras/ID.json``).

    The file carries a SHA-256 of its own content.
    """

    format: Literal["liveness-camera"] = FORMAT
    schema_version: Literal[1] = 1
    id: Pseudonym
    device: str = Field(max_length=200)
    """Name of the camera as it describes itself."""
    usb_id: str = Field(default="", pattern="^([0-9a-f]{4}:[0-9a-f]{4})?$")
    updated_utc: str = Field(default_factory=utc_now)
    generator: str = Field(default="", max_length=200)
    """Program and version that wrote it."""
    lens: LensResult | None = None
    distance: DistanceResult | None = None
    noise: NoiseResult | None = None
    colour: ColourResult | None = None
    flicker: FlickerResult | None = None
    screen: ScreenResult | None = None
    sha256: Sha256 = ""
    """SHA-256 of the rest as canonical JSON; filled in by :meth:`sealed`."""

    def with_result(self, name: str, result: Result) -> Self:
        """Return it with one result replaced, sealed."""
        changed = self.model_copy(update={name: result, "updated_utc": utc_now()})
        return changed.sealed()

    def results(self) -> dict[str, Result]:
        """Return what was measured, by name."""
        found = {name: getattr(self, name) for name in RESULTS}
        return {name: result for name, result in found.items() if result is not None}

    def sealed(self) -> Self:
        """Return it with the hash of its content."""
        return self.model_copy(update={"sha256": self.hash()})

    def hash(self) -> str:
        """Return the SHA-256 of its content, the hash itself left out."""
        content = self.model_dump(mode="json", exclude={"sha256"})
        text = json.dumps(content, sort_keys=True, separators=(",", ":"), allow_nan=False)
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def eyes_mm(self) -> float:
        """Distance at which eyes are expected before the camera, millimetres."""
        return EYES_MM if self.distance is None else self.distance.distance_mm.value

    def lens_for(self, width: int, height: int) -> LensResult | None:
        """Return the lens of a picture of this size; a camera crops from mode to mode."""
        lens = self.lens
        fits = lens is not None and (lens.width, lens.height) == (width, height)
        return lens if fits else None

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
        """Read a camera's profile and check its hash.

        Raises
        ------
        LivenessError
            ``E-DAT-03`` when it cannot be read or a field is at fault, ``E-DAT-08`` when it
            is of a newer schema, ``E-CAL-30`` when it was changed by hand.
        """
        made = super().load(path)
        if made.sha256 != made.hash():
            raise DataError(
                "E-CAL-30",
                f"the camera's profile {path} was changed after it was made",
                f"its content gives {made.hash()[:12]}, it says {made.sha256[:12]}",
                "restore the file, or calibrate the camera again",
            )
        return made


def pinhole_fov_deg(focal_px: float, side_px: int) -> float:
    """Return ``2 atan(W / 2f)``, degrees."""
    from math import atan, degrees

    return degrees(2 * atan(side_px / (2 * focal_px)))


def camera_id(device: str, usb_id: str = "") -> str:
    """Return the id under which a camera's profile is kept, from what it calls itself."""
    words = re.sub(r"[^A-Za-z0-9]+", "-", f"{device} {usb_id}").strip("-").lower()
    return words[:64].strip("-") or "camera"
