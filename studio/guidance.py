"""The one instruction over the picture: what the operator does next, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from liveness.capture.analysis import Snapshot
from liveness.datasets.protocol import Gates

from .gates import BRIGHT_LUMA, DARK_LUMA, light_fault

HOLD_S = 0.4
"""What is off must be so for this long before it is said, and good for this long after."""

NO_FACE_S = 0.6
"""A face may be lost for this long before anybody is told."""

STILL_S = 2.0
"""A head may keep still for this long before it is asked to turn."""

CLOSE_PERCENT = 55.0
"""A face wider than this in the picture's width leaves no room to move, per cent."""


@dataclass(frozen=True, slots=True)
class Instruction:
    """A sentence to read from two metres, and the measured fact under it."""

    text: str = ""
    fact: str = ""


LOOK, TURN = "Look at the camera", "Turn your head a little"
_PATIENCE_S = {LOOK: NO_FACE_S, TURN: STILL_S}


class Guide:
    """Turns snapshots into one instruction that does not flicker.

    Parameters
    ----------
    gates
        The limits.
    """

    def __init__(self, gates: Gates | None = None) -> None:
        self._gates = gates or Gates()
        self._shown = Instruction()
        self._next: str | None = None
        self._since = 0.0

    def reset(self) -> None:
        """Forget the source that was watched."""
        self._shown, self._next = Instruction(), None

    def update(self, snapshot: Snapshot, now_s: float) -> Instruction:
        """Take in a snapshot at a time in seconds and return what is to be shown."""
        wanted = self._wanted(snapshot)
        if wanted.text == self._shown.text:
            self._shown, self._next = wanted, None
            return wanted
        if wanted.text != self._next:
            self._next, self._since = wanted.text, now_s
        if now_s - self._since >= _PATIENCE_S.get(wanted.text, HOLD_S):
            self._shown, self._next = wanted, None
        return self._shown

    def _wanted(self, snapshot: Snapshot) -> Instruction:
        """Return what is off first: nobody there, too many, then what hides the rest."""
        face, gates, quality = snapshot.face, self._gates, snapshot.quality
        if face is None:
            return Instruction(LOOK, "no face is found in the picture")
        if snapshot.conflict:
            return Instruction("One person only, please", snapshot.conflict)
        if face.iod_px < gates.iod_px:
            fact = f"{face.iod_px:.0f} of {gates.iod_px:.0f} px between the eyes"
            return Instruction("Come closer", fact)
        if (width := quality.get("face_width_percent", 0.0)) > CLOSE_PERCENT:
            fact = f"the face takes {width:.0f} % of the picture, limit {CLOSE_PERCENT:.0f} %"
            return Instruction("Go back a little", fact)
        if fault := light_fault(quality):
            return Instruction(_light(quality), f"light on the face: {fault}")
        sharpness = quality.get("sharpness")
        if sharpness is not None and sharpness < gates.sharpness:
            fact = f"blurred: sharpness {sharpness:.0f} of {gates.sharpness:.0f}"
            return Instruction("Hold still", fact)
        if abs(face.yaw_deg) > gates.yaw_deg or abs(face.pitch_deg) > gates.pitch_deg:
            fact = f"turned by {abs(face.yaw_deg):.0f}, nodded by {abs(face.pitch_deg):.0f}"
            limits = f"limits {gates.yaw_deg:.0f} and {gates.pitch_deg:.0f} degrees"
            return Instruction("Face the camera", f"{fact}, {limits}")
        return _turn(snapshot)


def _light(quality: Mapping[str, float]) -> str:
    luma = quality["luma"]
    if luma < DARK_LUMA:
        return "More light, please"
    return "Less light, please" if luma > BRIGHT_LUMA else "Softer light, please"


def _turn(snapshot: Snapshot) -> Instruction:
    """Ask for a turn where the depth cannot see any relief without one."""
    depth = snapshot.evidence.get("depth")
    if depth is None or depth.valid or not depth.reasons:
        return Instruction()
    if not depth.reasons[0].startswith("head still"):
        return Instruction()
    return Instruction(TURN, depth.reasons[0])
