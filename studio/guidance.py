"""The one instruction over the picture: what the operator does next, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from liveness.capture.analysis import Snapshot
from liveness.capture.face import Face
from liveness.capture.gating import Fact, Fault, GateCheck

HOLD_S = 0.4
"""What is off must be so for this long before it is said, and good for this long after."""

NO_FACE_S = 0.6
"""A face may be lost for this long before anybody is told."""

STILL_S = 2.0
"""A head may keep still for this long before it is asked to turn."""

STALE_S = 1.0
"""An instruction that has not been wanted for this long gives way to whatever is, seconds."""

OFF_CENTRE = 0.2
"""A face further from the picture's middle than this part of its width or height is asked
to the middle: beyond it the oval is missed."""

SPEED = 1.0
"""A face that moves faster than its own width in a second blurs, widths per second."""

LONGEST_STEP_S = 0.25
"""Frames further apart than this tell no speed, seconds."""


class GuidanceState(StrEnum):
    """Everything that may be asked of the person before the camera, the most urgent first."""

    LOOK = "look"
    ALONE = "alone"
    NEARER = "nearer"
    FARTHER = "farther"
    CENTRE = "centre"
    MORE_LIGHT = "more light"
    LESS_LIGHT = "less light"
    SOFTER_LIGHT = "softer light"
    EVEN_LIGHT = "even light"
    HOLD = "hold"
    FACE = "face"
    TURN = "turn"
    READY = "ready"


SENTENCES: Final[Mapping[GuidanceState, str]] = {
    GuidanceState.LOOK: "Look at the camera",
    GuidanceState.ALONE: "One person only, please",
    GuidanceState.NEARER: "Come closer",
    GuidanceState.FARTHER: "Go back a little",
    GuidanceState.CENTRE: "Move to the middle",
    GuidanceState.MORE_LIGHT: "More light, please",
    GuidanceState.LESS_LIGHT: "Less light, please",
    GuidanceState.SOFTER_LIGHT: "Softer light, please",
    GuidanceState.EVEN_LIGHT: "Light from both sides, please",
    GuidanceState.HOLD: "Hold still",
    GuidanceState.FACE: "Face the camera",
    GuidanceState.TURN: "Turn your head a little",
    GuidanceState.READY: "",
}
"""What is read from two metres away."""

_ASKS: Final[Mapping[Fault, GuidanceState]] = {
    Fault.NO_FACE: GuidanceState.LOOK,
    Fault.CROWD: GuidanceState.ALONE,
    Fault.SMALL: GuidanceState.NEARER,
    Fault.LARGE: GuidanceState.FARTHER,
    Fault.DARK: GuidanceState.MORE_LIGHT,
    Fault.BRIGHT: GuidanceState.LESS_LIGHT,
    Fault.CLIPPED: GuidanceState.SOFTER_LIGHT,
    Fault.UNEVEN: GuidanceState.EVEN_LIGHT,
    Fault.BLURRED: GuidanceState.HOLD,
    Fault.UNSTEADY: GuidanceState.HOLD,
    Fault.TURNED: GuidanceState.FACE,
    Fault.NODDED: GuidanceState.FACE,
    Fault.TILTED: GuidanceState.FACE,
}
"""A slow camera is nothing that the person before it can mend."""

_PATIENCE_S: Final[Mapping[GuidanceState, float]] = {
    GuidanceState.LOOK: NO_FACE_S,
    GuidanceState.TURN: STILL_S,
}


@dataclass(frozen=True, slots=True)
class Instruction:
    """What is asked, and the measured fact under it."""

    state: GuidanceState = GuidanceState.READY
    fact: Fact | None = None

    @property
    def text(self) -> str:
        """The sentence, in English."""
        return SENTENCES[self.state]


class Guide:
    """Turns snapshots and their checks into one instruction that does not flicker."""

    def __init__(self) -> None:
        self._shown = Instruction()
        self._next: GuidanceState | None = None
        self._since = self._wanted_at = 0.0
        self._place: tuple[float, float, float] | None = None

    def reset(self) -> None:
        """Forget the source that was watched."""
        self._shown, self._next, self._place = Instruction(), None, None

    def update(
        self, snapshot: Snapshot, checks: Sequence[GateCheck], now_s: float
    ) -> Instruction:
        """Take in a snapshot at a time in seconds and return what is to be shown."""
        wanted = self._wanted(snapshot, checks, now_s)
        if wanted.state is self._shown.state:
            self._shown, self._next, self._wanted_at = wanted, None, now_s
            return wanted
        if wanted.state is not self._next:
            self._next, self._since = wanted.state, now_s
        stale = now_s - self._wanted_at >= STALE_S and wanted.state not in _PATIENCE_S
        if stale or now_s - self._since >= _PATIENCE_S.get(wanted.state, HOLD_S):
            self._shown, self._next, self._wanted_at = wanted, None, now_s
        return self._shown

    def _wanted(
        self, snapshot: Snapshot, checks: Sequence[GateCheck], now_s: float
    ) -> Instruction:
        """Return the most urgent of what is off."""
        asked = [
            Instruction(_ASKS[check.fault], check.complaint)
            for check in checks
            if check.fault is not None and check.fault in _ASKS
        ]
        face = snapshot.face
        if face is not None:
            asked += _centre(snapshot, face)
            asked += self._moving(face, now_s)
        asked += _turn(snapshot)
        order = list(GuidanceState)
        return min(asked, key=lambda one: order.index(one.state), default=Instruction())

    def _moving(self, face: Face, now_s: float) -> list[Instruction]:
        """Ask a face that runs over the picture to hold still."""
        x, y, width, height = face.box
        here, before = (x + width / 2, y + height / 2, now_s), self._place
        self._place = here
        if before is None or not 0 < now_s - before[2] <= LONGEST_STEP_S or width <= 0:
            return []
        moved = ((here[0] - before[0]) ** 2 + (here[1] - before[1]) ** 2) ** 0.5
        speed = moved / width / (now_s - before[2])
        if speed <= SPEED:
            return []
        fact = Fact(
            "the face moves by {value:.1f} of its width a second, limit {limit:.1f}",
            {"value": speed, "limit": SPEED},
        )
        return [Instruction(GuidanceState.HOLD, fact)]


def _centre(snapshot: Snapshot, face: Face) -> list[Instruction]:
    """Ask a face far from the middle to the middle."""
    x, y, width, height = face.box
    across = (x + width / 2) / snapshot.frame.width - 0.5
    down = (y + height / 2) / snapshot.frame.height - 0.5
    off = max(across, down, key=abs)
    if abs(off) <= OFF_CENTRE:
        return []
    template = (
        "the face is {value:.0f} % of the width from the middle, limit {limit:.0f} %"
        if off == across
        else "the face is {value:.0f} % of the height from the middle, limit {limit:.0f} %"
    )
    fact = Fact(template, {"value": 100 * abs(off), "limit": 100 * OFF_CENTRE})
    return [Instruction(GuidanceState.CENTRE, fact)]


def _turn(snapshot: Snapshot) -> list[Instruction]:
    """Ask for a turn where the depth cannot see any relief without one."""
    depth = snapshot.evidence.get("depth")
    if depth is None or depth.valid or not depth.reasons:
        return []
    if not depth.reasons[0].startswith("head still"):
        return []
    return [Instruction(GuidanceState.TURN, Fact("{why}", {"why": depth.reasons[0]}))]
