"""The one instruction over the picture: what the operator does next, in words. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from liveness.capture.analysis import Snapshot

HOLD_S = 0.4
"""An instruction stays at least this long, so that it can be read."""

NO_FACE_S = 0.6
"""A face may be lost for this long before anybody is told."""

SMALL_IOD_PX = 60.0
"""Below this the eyes are too small for every signal, pixels between the eye centres."""


@dataclass(frozen=True, slots=True)
class Instruction:
    """A sentence to read from two metres, and the measured fact under it."""

    text: str = ""
    fact: str = ""


class Guide:
    """Turns snapshots into one instruction that does not flicker."""

    def __init__(self) -> None:
        self._shown = Instruction()
        self._since = -HOLD_S
        self._faceless_since: float | None = None

    def reset(self) -> None:
        """Forget the source that was watched."""
        self._shown, self._since, self._faceless_since = Instruction(), -HOLD_S, None

    def update(self, snapshot: Snapshot, now_s: float) -> Instruction:
        """Take in a snapshot at a time in seconds and return what is to be shown."""
        wanted = self._wanted(snapshot, now_s)
        same_words = wanted.text == self._shown.text
        if same_words or now_s - self._since >= HOLD_S:
            if not same_words:
                self._since = now_s
            self._shown = wanted
        return self._shown

    def _wanted(self, snapshot: Snapshot, now_s: float) -> Instruction:
        face = snapshot.face
        if face is None:
            if self._faceless_since is None:
                self._faceless_since = now_s
            if now_s - self._faceless_since < NO_FACE_S:
                return self._shown
            return Instruction("Look at the camera", "no face is found in the picture")
        self._faceless_since = None
        if snapshot.conflict:
            return Instruction("One person only, please", snapshot.conflict)
        if face.iod_px < SMALL_IOD_PX:
            fact = f"{face.iod_px:.0f} of {SMALL_IOD_PX:.0f} px between the eyes"
            return Instruction("Come closer", fact)
        return Instruction()
