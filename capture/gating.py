"""Whether a picture may become a take: each limit of the gates with what was measured."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Literal

from liveness.datasets.gates import Gates

from .analysis import Snapshot
from .health import Health

GateName = Literal["size", "sharp", "light", "clip", "even", "pose", "rate", "settled"]

GATES: Final[tuple[GateName, ...]] = (
    "size", "sharp", "light", "clip", "even", "pose", "rate", "settled",
)  # fmt: skip
"""The gates in the order in which they are judged and shown."""

UNSTEADY_PERCENT: Final = 10.0
"""More change of the face's mean level within the settling time than this is an exposure
that still moves, per cent."""


class Fault(StrEnum):
    """What may be wrong with a picture; one gate knows several faults."""

    NO_FACE = "no face"
    CROWD = "crowd"
    SMALL = "small"
    LARGE = "large"
    BLURRED = "blurred"
    DARK = "dark"
    BRIGHT = "bright"
    CLIPPED = "clipped"
    UNEVEN = "uneven"
    TURNED = "turned"
    NODDED = "nodded"
    TILTED = "tilted"
    SLOW = "slow"
    LOST = "lost"
    UNSTEADY = "unsteady"


@dataclass(frozen=True, slots=True)
class Fact:
    """A sentence with its figures apart, so that a window can say it in another language.

    Parameters
    ----------
    template
        English, with fields as in ``str.format``.
    values
        What stands in the fields.
    """

    template: str
    values: Mapping[str, float | str] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return the English sentence."""
        return self.template.format(**self.values)


READINGS: Final[Mapping[GateName, str]] = {
    "size": "{value:.0f} px (min {limit:.0f})",
    "sharp": "{value:.0f} (min {limit:.0f})",
    "light": "{value:.0f} ({low:.0f}\u2013{limit:.0f})",
    "clip": "{value:.0f} % (max {limit:.0f})",
    "even": "{value:.1f}:1 (max {limit:.1f})",
    "pose": "{value:.1f}\u00b0 (max {limit:.0f})",
    "rate": "{value:.0f} fps (min {limit:.0f})",
    "settled": "{value:.0f} % (max {limit:.0f})",
}
"""Value, limit and unit of each gate, in a few words."""

DETAILS: Final[Mapping[GateName, str]] = {
    "size": "{value:.0f} px between the eyes, {limit:.0f} are needed",
    "sharp": "sharpness {value:.0f} (variance of the Laplacian), {limit:.0f} is needed",
    "light": "mean level of the face {value:.0f} of 255, {low:.0f} to {limit:.0f}",
    "clip": "{value:.1f} % of the face is black or white, limit {limit:.0f} %",
    "even": "the brighter half of the face has {value:.1f} times the light of the other, "
    "limit {limit:.1f}",
    "pose": "turned by {yaw:.1f} degrees, limit {yaw_limit:.0f}; nodded by {pitch:.1f}, limit "
    "{pitch_limit:.0f}; tilted by {roll:.1f}, limit {roll_limit:.0f}",
    "rate": "{value:.1f} frames per second from the camera, {limit:.0f} are needed; at most "
    "{lost:.0f} lost in a row, limit {lost_limit:.0f}",
    "settled": "the level of the face changed by {value:.0f} % in {seconds:.1f} s, limit "
    "{limit:.0f} %",
}
"""The same as a sentence."""

FAULTS: Final[Mapping[Fault, str]] = {
    Fault.NO_FACE: "no face is found in the picture",
    Fault.CROWD: "{why}",
    Fault.SMALL: "face small: {value:.0f} of {limit:.0f} px between the eyes",
    Fault.LARGE: "face large: {value:.0f} % of the picture's width, limit {limit:.0f} %",
    Fault.BLURRED: "blurred: sharpness {value:.0f} of {limit:.0f}",
    Fault.DARK: "dark: level {value:.0f} of 255, {low:.0f} is needed",
    Fault.BRIGHT: "bright: level {value:.0f} of 255, limit {limit:.0f}",
    Fault.CLIPPED: "{value:.0f} % of the face clipped, limit {limit:.0f} %",
    Fault.UNEVEN: "uneven light: {value:.1f} to 1 between the halves of the face, limit "
    "{limit:.1f}",
    # to the tenth: a nod of 15.4 must not read as 15 of 15
    Fault.TURNED: "turned by {value:.1f} degrees, limit {limit:.0f}",
    Fault.NODDED: "nodded by {value:.1f} degrees, limit {limit:.0f}",
    Fault.TILTED: "tilted by {value:.1f} degrees, limit {limit:.0f}",
    Fault.SLOW: "slow: {value:.1f} of {limit:.0f} frames per second",
    Fault.LOST: "{value:.0f} frames lost in a row, limit {limit:.0f}",
    Fault.UNSTEADY: "the exposure moves: {value:.0f} % in {seconds:.1f} s, limit {limit:.0f} %",
}
"""What is said of each fault, with value, limit and unit."""


@dataclass(frozen=True, slots=True)
class GateCheck:
    """One gate as a picture passes it.

    Parameters
    ----------
    name
        Which gate.
    fault
        What is wrong; ``None`` when the limit is kept, or nothing was measured.
    values
        By name as the templates have them; empty where nothing was measured.
    """

    name: GateName
    fault: Fault | None = None
    values: Mapping[str, float | str] = field(default_factory=dict)

    @property
    def held(self) -> bool | None:
        """Whether the limit is kept; ``None`` where nothing was measured."""
        if self.fault is not None:
            return False
        return True if self.values else None

    @property
    def reading(self) -> Fact | None:
        """Value, limit and unit in a few words; ``None`` where there is no value."""
        if "value" not in self.values:
            return None
        template = READINGS[self.name]
        if self.fault is Fault.LARGE:
            template = "{value:.0f} % (max {limit:.0f})"
        elif self.fault is Fault.LOST:
            template = "{value:.0f} lost (max {limit:.0f})"
        return Fact(template, self.values)

    @property
    def detail(self) -> Fact | None:
        """Value, limit and unit as a sentence; ``None`` where nothing was measured."""
        if self.fault in (Fault.NO_FACE, Fault.CROWD, Fault.LARGE, Fault.LOST):
            return self.complaint
        return Fact(DETAILS[self.name], self.values) if self.values else None

    @property
    def complaint(self) -> Fact | None:
        """What is wrong, with value and limit; ``None`` when nothing is."""
        return None if self.fault is None else Fact(FAULTS[self.fault], self.values)


def picture_checks(quality: Mapping[str, float], gates: Gates) -> tuple[GateCheck, ...]:
    """Judge the quantities of one picture, or the medians of a take.

    Parameters
    ----------
    quality
        By name, units as in ``quality.QUALITY_UNITS``; a gate whose quantity is absent is not
        measured.
    gates
        The limits.

    Returns
    -------
    tuple
        ``size``, ``sharp``, ``light``, ``clip``, ``even`` and ``pose``, in this order.
    """
    return (
        _size(quality, gates),
        _least("sharp", Fault.BLURRED, quality.get("sharpness"), gates.sharpness),
        _light(quality.get("luma"), gates),
        _most("clip", Fault.CLIPPED, quality.get("clipped_percent"), gates.clipped_percent),
        _most("even", Fault.UNEVEN, quality.get("light_ratio"), gates.light_ratio),
        _pose(quality, gates),
    )


def _least(name: GateName, fault: Fault, value: float | None, limit: float) -> GateCheck:
    if value is None:
        return GateCheck(name)
    values = {"value": value, "limit": limit}
    return GateCheck(name, fault if value < limit else None, values)


def _most(name: GateName, fault: Fault, value: float | None, limit: float) -> GateCheck:
    if value is None:
        return GateCheck(name)
    values = {"value": value, "limit": limit}
    return GateCheck(name, fault if value > limit else None, values)


def _size(quality: Mapping[str, float], gates: Gates) -> GateCheck:
    small = _least("size", Fault.SMALL, quality.get("iod_px"), gates.iod_px)
    width = quality.get("face_width_percent", 0.0)
    if small.fault is None and width > gates.width_percent:
        return GateCheck("size", Fault.LARGE, {"value": width, "limit": gates.width_percent})
    return small


def _light(luma: float | None, gates: Gates) -> GateCheck:
    if luma is None:
        return GateCheck("light")
    values = {"value": luma, "low": gates.luma_min, "limit": gates.luma_max}
    if luma < gates.luma_min:
        return GateCheck("light", Fault.DARK, values)
    return GateCheck("light", Fault.BRIGHT if luma > gates.luma_max else None, values)


def _pose(quality: Mapping[str, float], gates: Gates) -> GateCheck:
    """Return the angle that uses most of its limit."""
    angles = [
        (Fault.TURNED, "yaw", gates.yaw_deg),
        (Fault.NODDED, "pitch", gates.pitch_deg),
        (Fault.TILTED, "roll", gates.roll_deg),
    ]
    seen = [
        (fault, name, abs(quality[f"{name}_deg"]), limit)
        for fault, name, limit in angles
        if f"{name}_deg" in quality
    ]
    if not seen:
        return GateCheck("pose")
    fault, _, value, limit = max(seen, key=lambda angle: angle[2] / angle[3])
    values = {"value": value, "limit": limit}
    for _, name, most in angles:
        values |= {name: abs(quality.get(f"{name}_deg", 0.0)), f"{name}_limit": most}
    return GateCheck("pose", fault if value > limit else None, values)


def rate_check(fps: float, lost: int, gates: Gates) -> GateCheck:
    """Judge the camera's rate, frames per second, and the frames lost in a row."""
    if fps <= 0:
        return GateCheck("rate")
    if lost > gates.lost_frames:
        return GateCheck("rate", Fault.LOST, {"value": lost, "limit": gates.lost_frames})
    values = {"value": fps, "limit": gates.fps, "lost": lost, "lost_limit": gates.lost_frames}
    return GateCheck("rate", Fault.SLOW if fps < gates.fps else None, values)


class Settling:
    """Notices a level that still moves, as it does while an exposure finds its place.

    Parameters
    ----------
    seconds
        How far back it looks; 0 calls everything settled.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._seen: deque[tuple[int, float]] = deque()

    def add(self, time_ns: int, level: float | None) -> GateCheck:
        """Take in a level, 0..255; without one, and when time goes back, it starts anew."""
        if level is None or (self._seen and time_ns < self._seen[-1][0]):
            self._seen.clear()
        if level is None or not self._seconds:
            return GateCheck("settled")
        if not self._seen or time_ns > self._seen[-1][0]:  # a picture may be looked at twice
            self._seen.append((time_ns, level))
        while self._seen[0][0] < time_ns - self._seconds * 1e9:
            self._seen.popleft()
        levels = [found for _, found in self._seen]
        change = 100 * (max(levels) - min(levels)) / max(sum(levels) / len(levels), 1.0)
        values = {"value": change, "limit": UNSTEADY_PERCENT, "seconds": self._seconds}
        fault = Fault.UNSTEADY if change > UNSTEADY_PERCENT else None
        return GateCheck("settled", fault, values)


class GateJudge:
    """Judges one snapshot after the other; keeps what the settling needs.

    Parameters
    ----------
    gates
        The limits.
    """

    def __init__(self, gates: Gates) -> None:
        self.gates = gates
        self._settling = Settling(gates.settle_s)

    def update(self, snapshot: Snapshot, health: Health | None = None) -> tuple[GateCheck, ...]:
        """Return every gate, in the order of `GATES`; a rate needs the engine's health."""
        face = snapshot.face is not None
        quality = snapshot.quality if face else {}
        size, *others = picture_checks(quality, self.gates)
        if not face:
            size = GateCheck("size", Fault.NO_FACE)
        elif snapshot.conflict:
            size = GateCheck("size", Fault.CROWD, {"why": snapshot.conflict})
        rate = GateCheck("rate")
        if health is not None:
            rate = rate_check(health.capture_fps, health.lost, self.gates)
        settled = self._settling.add(snapshot.frame.time_ns, quality.get("luma"))
        return (size, *others, rate, settled)


def complaints(
    checks: tuple[GateCheck, ...], say: Callable[[Fact], str] = str
) -> tuple[str, ...]:
    """Return what speaks against a picture, one sentence a fault."""
    return tuple(say(found) for check in checks if (found := check.complaint) is not None)
