"""The light on the face over the last second: too dark, too bright, uneven, flickering."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from liveness.datasets.gates import Gates

from .analysis import Snapshot
from .flicker import FlickerMeter, FlickerReading
from .gating import Fact, Fault, picture_checks

WINDOW_S: Final = 1.0
"""A glint or a blink shorter than half of this changes nothing."""

FLICKER_EVERY_S: Final = 0.5
"""Time between two looks at the flicker, seconds."""


class LightState(StrEnum):
    """What the light is like, the worst first."""

    DARK = "too dark"
    BRIGHT = "too bright"
    CLIPPED = "clipped"
    UNEVEN = "uneven"
    FLICKER = "flicker"
    UNKNOWN = "unknown"
    GOOD = "good"


_STATES: Final[Mapping[Fault, LightState]] = {
    Fault.DARK: LightState.DARK,
    Fault.BRIGHT: LightState.BRIGHT,
    Fault.CLIPPED: LightState.CLIPPED,
    Fault.UNEVEN: LightState.UNEVEN,
}
_QUANTITIES: Final = ("luma", "clipped_percent", "light_ratio")


@dataclass(frozen=True, slots=True)
class LightReading:
    """What the meter shows.

    Parameters
    ----------
    state
        The worst that is true.
    fact
        Value, limit and unit.
    flicker
        What is known of the flicker; ``None`` where there is too little to tell.
    """

    state: LightState
    fact: Fact
    flicker: FlickerReading | None = None


class LightMeter:
    """Takes in snapshot after snapshot.

    Parameters
    ----------
    gates
        The limits.
    """

    def __init__(self, gates: Gates) -> None:
        self._gates = gates
        self._seen: deque[tuple[int, dict[str, float]]] = deque()
        self._flicker = FlickerMeter()
        self._found: FlickerReading | None = None
        self._next_ns: int | None = None

    def set_gates(self, gates: Gates) -> None:
        """Judge by other limits; what was seen stays."""
        self._gates = gates

    def add(self, snapshot: Snapshot) -> None:
        """Take in a later snapshot; time that goes back starts anew."""
        now = snapshot.frame.time_ns
        if self._seen and now < self._seen[-1][0]:
            self._seen.clear()
            self._flicker.reset()
            self._next_ns = self._found = None
        if snapshot.face is None:
            quality: dict[str, float] = {}
        else:
            quality = {k: snapshot.quality[k] for k in _QUANTITIES if k in snapshot.quality}
        self._seen.append((now, quality))
        while now - self._seen[0][0] > WINDOW_S * 1e9:
            self._seen.popleft()
        self._flicker.add(snapshot.frame)
        if self._next_ns is None or now >= self._next_ns:
            self._found = self._flicker.reading()
            self._next_ns = now + round(FLICKER_EVERY_S * 1e9)

    def reading(self) -> LightReading:
        """Return what the light is like."""
        middle = self._middle()
        for check in picture_checks(middle, self._gates):
            state = None if check.fault is None else _STATES.get(check.fault)
            if state is not None and check.complaint is not None:
                return LightReading(state, check.complaint, self._found)
        if self._found is not None and self._found.mains_hz is not None:
            return LightReading(LightState.FLICKER, _flickering(self._found), self._found)
        if "luma" not in middle:
            fact = Fact("no face to measure the light on")
            return LightReading(LightState.UNKNOWN, fact, self._found)
        fact = Fact(
            "level {value:.0f} of 255, {low:.0f} to {limit:.0f}",
            {
                "value": middle["luma"],
                "low": self._gates.luma_min,
                "limit": self._gates.luma_max,
            },
        )
        return LightReading(LightState.GOOD, fact, self._found)

    def _middle(self) -> dict[str, float]:
        """Return the median of each quantity over the frames with a face, if they are most."""
        faces = [quality for _, quality in self._seen if quality]
        if not faces or 2 * len(faces) < len(self._seen):
            return {}
        return {
            name: float(np.median([q[name] for q in faces if name in q]))
            for name in _QUANTITIES
            if any(name in q for q in faces)
        }


def _flickering(found: FlickerReading) -> Fact:
    values = {"percent": found.modulation_percent, "mains": float(found.mains_hz or 0)}
    if not found.mains_hz:
        return Fact("the lamps flicker by {percent:.1f} % with the mains", values)
    return Fact(
        "the lamps flicker by {percent:.1f} % with mains of {mains:.0f} Hz: change the lamp or "
        "the exposure time",
        values,
    )
