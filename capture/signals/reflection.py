"""Reflection: whether both corneas mirror the same scene.

Two live eyes see the same lamps and windows, so their highlights agree in number, shape and
place. Generated faces often fail at that (Hu, Li and Lyu, 2021). **A photo or a replay of a
real eye keeps its consistent highlights**, so agreement says little: only a light that is known
to be there, or a challenge, could tell a person from a picture of one. Hence agreement is
weighed against attacks of which most show it too, and stays near 0; disagreement counts more.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, Final

import numpy as np
from numpy.typing import NDArray
from pydantic import Field
from scipy.special import betaln

from liveness.capture.chips import chip_map, highlight_outlines
from liveness.capture.cornea import (
    Eye,
    EyeReading,
    eyes_of,
    light_direction,
    read_eye,
)
from liveness.capture.face import IRIS_DIAMETER_MM, Face
from liveness.capture.frame import Frame
from liveness.capture.medians import column_medians
from liveness.capture.overlap import best_overlap
from liveness.capture.signal import SignalContext, SignalFamily
from liveness.datasets.evidence import Evidence
from liveness.datasets.model import Model

from ._presence import Turns

WINDOW: Final = 30
"""Analyses that are remembered: three seconds."""


class ReflectionParameters(Model):
    """Limits and priors."""

    rate_hz: float = Field(default=10.0, gt=0)
    """Analyses per second of the source's nominal rate."""
    iris_min_px: float = 16.0
    """Least iris diameter, pixels."""
    shape_iris_px: float = 24.0
    """Least iris diameter at which the shape of a highlight is told, pixels."""
    openness_min: float = 0.2
    """Least eye aspect ratio."""
    visible_min: float = 0.6
    """Least part of the iris that no lid covers."""
    contrast_min: float = 35.0
    """Least brightness of a highlight above the iris, levels."""
    area_min_px: float = 3.0
    """Least area of a highlight, squared pixels."""
    glare_max: float = 0.25
    """Most of the visible iris that may shine."""
    readings_min: int = Field(default=5, ge=1, le=WINDOW)
    """Analyses that must show highlights in both eyes."""
    disagree_overlap: float = 0.5
    """Below this overlap the eyes disagree, which takes the four limits that follow."""
    disagree_contrast: float = 80.0
    """Least contrast at which a disagreement counts, levels."""
    disagree_inside: float = 0.2
    """Least part of what shines that keeps off the rim, where white and glasses shine too."""
    disagree_readings: int = Field(default=15, ge=1, le=WINDOW)
    """Least analyses at which a disagreement counts."""
    disagree_openness: float = 0.25
    """Least eye aspect ratio at which a disagreement counts."""
    live_overlap: tuple[float, float] = (8.0, 3.0)
    """Beta distribution of the overlap where both eyes mirror one scene."""
    other_overlap: tuple[float, float] = (2.0, 4.0)
    """Beta distribution of the overlap in generated eyes."""
    generated_share: float = Field(default=0.3, gt=0, lt=1)
    """Share of attacks whose highlights are generated; all others keep those of a real eye."""


@dataclass(frozen=True, slots=True, eq=False)
class _Reading:
    """Highlights of both eyes at one moment."""

    raw: Mapping[str, float]
    lights: tuple[NDArray[np.float64] | None, NDArray[np.float64] | None]


@dataclass(frozen=True, slots=True, eq=False)
class _Sight:
    """Both eyes as last seen, for the map."""

    eyes: tuple[Eye, Eye]
    readings: tuple[EyeReading, EyeReading]


class ReflectionSignal:
    """Consistency of the corneal highlights of both eyes.

    Parameters
    ----------
    parameters
        Limits and priors.
    context
        Frame rate, field of view, and the direction of the known screen.
    """

    Parameters: ClassVar = ReflectionParameters
    name: ClassVar[str] = "reflection"
    family: ClassVar[SignalFamily] = "optics"
    title: ClassVar[str] = "Reflection"
    version: ClassVar[str] = "1"
    cap: ClassVar[tuple[float, float]] = (-1.5, 1.5)
    units: ClassVar[Mapping[str, str]] = {
        "iris_px": "px",
        "pixels": "1",
        "openness": "1",
        "visible": "1",
        "contrast": "levels",
        "glare": "1",
        "inside": "1",
        "readings": "1",
        "overlap": "1",
        "highlights_right": "1",
        "highlights_left": "1",
        "offset_difference": "iris radii",
        "area_mm2": "mm^2",
        "fill": "1",
        "aspect": "1",
        "angle_deg": "deg",
        "angle_difference_deg": "deg",
        "colour_difference": "levels",
        "light_azimuth_deg": "deg",
        "light_elevation_deg": "deg",
        "light_difference_deg": "deg",
        "screen_angle_deg": "deg",
    }

    def __init__(
        self,
        parameters: ReflectionParameters | None = None,
        context: SignalContext | None = None,
    ) -> None:
        self.parameters = ReflectionParameters() if parameters is None else parameters
        self.context = SignalContext() if context is None else context
        self._turns = Turns(self.parameters.rate_hz, self.context)
        self.reset()

    def reset(self) -> None:
        """Forget everything seen."""
        self._turns.clear()
        self._readings: deque[_Reading | None] = deque(maxlen=WINDOW)
        self._fault: str | None = None
        self._measured: dict[str, float] = {}
        self._sight: _Sight | None = None
        self._kept: Evidence | None = None

    def update(self, frame: Frame, face: Face | None) -> None:
        """Take in the next frame; one in a few is analysed."""
        if not self._turns.due():
            return
        self._kept = None
        found = self._analyse(frame, face)
        self._readings.append(None if isinstance(found, str) else found)
        if isinstance(found, str):
            self._fault = found

    def _analyse(self, frame: Frame, face: Face | None) -> _Reading | str:
        """Measure both eyes of one frame, or say why that cannot be."""
        self._measured, self._sight = {}, None
        if face is None:
            return "no face"
        if not np.isfinite(face.xy).all():
            return "the landmarks are no numbers"
        limits, eyes = self.parameters, eyes_of(face)
        iris = 2 * min(eye.radius for eye in eyes)
        openness = min(eye.openness for eye in eyes)
        self._measured = {
            name: value
            for name, value in (("iris_px", iris), ("openness", openness))
            if np.isfinite(value)
        }
        # written so that NaN fails
        if not openness >= limits.openness_min:
            return f"eyes are open {openness:.2f}, {limits.openness_min:.2f} is needed"
        if not 4 <= iris <= 2 * max(frame.image.shape):
            return f"an iris of {iris:.1f} px cannot be"
        readings = tuple(
            read_eye(frame.image, eye, limits.contrast_min, limits.area_min_px) for eye in eyes
        )
        right, left = readings[0], readings[1]
        self._sight = _Sight(eyes, (right, left))
        self._measured |= {
            "visible": min(right.visible_share, left.visible_share),
            "contrast": min(right.contrast, left.contrast),
            "glare": max(right.glare, left.glare),
            "inside": min(right.inside, left.inside),
            "highlights_right": float(len(right.highlights)),
            "highlights_left": float(len(left.highlights)),
        }
        return self._gate(iris, right, left) or self._compare(frame, eyes, right, left)

    def _gate(self, iris: float, right: EyeReading, left: EyeReading) -> str | None:
        limits, seen = self.parameters, self._measured
        if iris < limits.iris_min_px:
            return f"the iris is {iris:.0f} px wide, {limits.iris_min_px:.0f} are needed"
        visible, glare = seen["visible"], seen["glare"]
        if visible < limits.visible_min:
            return f"{visible:.0%} of an iris is visible, {limits.visible_min:.0%} is needed"
        if glare > limits.glare_max:
            return f"glare covers {glare:.0%} of an iris, {limits.glare_max:.0%} is allowed"
        if seen["contrast"] < limits.contrast_min:
            return (
                f"no highlight: {seen['contrast']:.0f} levels above an iris, "
                f"{limits.contrast_min:.0f} needed"
            )
        for side, eye in (("right", right), ("left", left)):
            if not eye.highlights:
                return f"no highlight lies inside the {side} iris"
        return None

    def _compare(
        self, frame: Frame, eyes: tuple[Eye, Eye], right: EyeReading, left: EyeReading
    ) -> _Reading:
        first, second = right.highlights[0], left.highlights[0]
        iris = 2 * float(np.mean([eye.radius for eye in eyes]))
        offsets = np.subtract(first.offset, second.offset)
        raw = {
            **self._measured,
            "overlap": best_overlap(right, left),
            "pixels": float(np.clip((iris - 8) / 24, 0, 1)),
            "offset_difference": float(np.hypot(*offsets)),
            "area_mm2": (first.area + second.area) / 2 * (IRIS_DIAMETER_MM / 2) ** 2,
            "colour_difference": float(np.abs(np.subtract(first.colour, second.colour)).max()),
        }
        if iris >= self.parameters.shape_iris_px:
            turned = abs(first.angle_deg - second.angle_deg)
            raw |= {
                "fill": (first.fill + second.fill) / 2,
                "aspect": (first.aspect + second.aspect) / 2,
                "angle_deg": first.angle_deg,
                "angle_difference_deg": min(turned, 180 - turned),
            }
        lights = tuple(
            light_direction(highlight.offset, self._ray(frame, eye.centre))
            for highlight, eye in zip((first, second), eyes, strict=True)
        )
        return _Reading(raw, (lights[0], lights[1]))

    def _ray(self, frame: Frame, at: tuple[float, float]) -> NDArray[np.float64]:
        """Return the direction from the camera to an image point."""
        focal = frame.width / 2 / np.tan(np.deg2rad(self.context.horizontal_fov_deg) / 2)
        x, y = at[0] - frame.width / 2, at[1] - frame.height / 2
        return np.array([x / focal, y / focal, 1.0])

    def evidence(self, *, with_map: bool = False) -> Evidence:
        """Return the current value; the eye chips are drawn only when asked for."""
        if self._kept is None:
            self._kept = self._judge()
        if not with_map or self._sight is None:
            return self._kept
        eyes, readings = self._sight.eyes, self._sight.readings
        return replace(
            self._kept, map=chip_map(eyes, readings), overlay=highlight_outlines(eyes, readings)
        )

    def _judge(self) -> Evidence:
        found = [reading for reading in self._readings if reading is not None]
        raw = self._measured | {"readings": float(len(found))}
        if found:
            raw |= self._medians(found)
        if len(found) < self.parameters.readings_min:
            count = (
                f"highlights in both eyes in {len(found)} of the "
                f"{self.parameters.readings_min} analyses it takes"
            )
            told = (count,) if self._fault is None else (self._fault, count)
            return Evidence.abstain(self.name, *told, raw=raw, units=self.units)
        doubt = self._doubt(raw)
        if doubt is not None:
            return Evidence.abstain(self.name, *doubt, raw=raw, units=self.units)
        return Evidence(
            name=self.name,
            llr=self._llr(raw["overlap"]),
            valid=True,
            quality=raw["pixels"] * len(found) / WINDOW,
            reasons=self._reasons(raw),
            raw=raw,
            units=self.units,
        )

    def _doubt(self, raw: Mapping[str, float]) -> tuple[str, ...] | None:
        """Say why a disagreement does not count, or None.

        On real clips live eyes of 20 px disagree too: each sees another one of several lamps
        brightest, glasses and the white of the eye shine in.
        """
        limits = self.parameters
        if raw["overlap"] >= limits.disagree_overlap:
            return None
        seen = f"highlights of both eyes overlap by {raw['overlap']:.2f} only"
        for name, least, what in (
            ("iris_px", limits.shape_iris_px, "an iris of {:.0f} px"),
            ("openness", limits.disagree_openness, "eyes open {:.2f}"),
            ("contrast", limits.disagree_contrast, "a contrast of {:.0f} levels"),
            ("inside", limits.disagree_inside, "highlights that are {:.2f} of what shines"),
            ("readings", limits.disagree_readings, "{:.0f} analyses"),
        ):
            if raw[name] < least:
                told = f"{what.format(raw[name])} cannot tell why, {least:g} is needed"
                return f"{seen}, and {told}", "two eyes before one scene overlap by .5 or more"
        return None

    def _medians(self, found: list[_Reading]) -> dict[str, float]:
        """Return the median of every quantity over the analyses that have it."""
        names = [name for name in self.units if any(name in reading.raw for reading in found)]
        rows = [[reading.raw.get(name, np.nan) for name in names] for reading in found]
        raw = dict(zip(names, column_medians(np.array(rows)).tolist(), strict=True))
        pairs = [
            (right, left)
            for right, left in (reading.lights for reading in found)
            if right is not None and left is not None
        ]
        if not pairs:
            return raw
        both = np.array(pairs)
        light = column_medians(both.mean(axis=1))
        light /= max(float(np.linalg.norm(light)), 1e-9)
        raw["light_azimuth_deg"] = float(np.degrees(np.arctan2(light[0], -light[2])))
        raw["light_elevation_deg"] = float(np.degrees(np.arcsin(np.clip(-light[1], -1, 1))))
        cosines = np.einsum("nk,nk->n", both[:, 0], both[:, 1])
        apart = np.degrees(np.arccos(np.clip(cosines, -1, 1)))
        raw["light_difference_deg"] = float(column_medians(apart[:, None])[0])
        if self.context.screen_direction is not None:
            screen = np.array(self.context.screen_direction)
            raw["screen_angle_deg"] = _angle_deg(light, screen)
        return raw

    def _llr(self, overlap: float) -> float:
        """Weigh an overlap: one scene, against attacks of which a share is generated."""
        share = self.parameters.generated_share
        live = _log_beta(overlap, *self.parameters.live_overlap)
        other = _log_beta(overlap, *self.parameters.other_overlap)
        attack = np.logaddexp(np.log1p(-share) + live, np.log(share) + other)
        return float(np.clip(live - attack, *self.cap))

    def _reasons(self, raw: Mapping[str, float]) -> tuple[str, ...]:
        agree = f"highlights of both eyes overlap by {raw['overlap']:.2f}"
        if raw["overlap"] >= 0.5:
            told = [f"{agree}; a photo or replay of real eyes keeps that, so it says little"]
        else:
            told = [f"{agree}; two eyes before one scene overlap by .5 or more"]
        if "light_azimuth_deg" in raw:
            told.append(
                f"light from {raw['light_azimuth_deg']:+.0f} deg across and "
                f"{raw['light_elevation_deg']:+.0f} deg up"
            )
        if "screen_angle_deg" in raw:
            told.append(f"the known screen lies {raw['screen_angle_deg']:.0f} deg from it")
        return tuple(told)


def _angle_deg(first: NDArray[np.float64], second: NDArray[np.float64]) -> float:
    """Return the angle between two directions, degrees."""
    size = max(float(np.linalg.norm(first) * np.linalg.norm(second)), 1e-9)
    return float(np.degrees(np.arccos(np.clip(first @ second / size, -1, 1))))


def _log_beta(at: float, a: float, b: float) -> float:
    """Return the logarithm of the beta density, its argument kept off 0 and 1."""
    inside = float(np.clip(at, 0.02, 0.98))
    return float((a - 1) * np.log(inside) + (b - 1) * np.log1p(-inside) - betaln(a, b))
