"""How a person before a webcam moves: sway, turns, blinks, glances; any instant on its own."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

EXPRESSIONS = 4
"""Number of non-rigid modes (see ``expression.py``)."""

_BLINK_SLOT_S = 2.8
_GLANCE_SLOT_S = 0.9


@dataclass(frozen=True, slots=True)
class Pose:
    """A rigid motion: angles in degrees, translation in mm in camera axes."""

    yaw: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0
    x: float = 0.0
    y: float = 0.0
    z: float = 0.0


@dataclass(frozen=True, slots=True)
class HeadState:
    """A live head at one instant.

    Parameters
    ----------
    head
        Turn of the head about its pivot, and the translation of that pivot.
    torso
        Translation of the shoulders, mm.
    openness
        Of the eyelids, 0 to 1.
    gaze_mm
        Point that the eyes look at, camera coordinates.
    expression
        Amplitudes of the non-rigid modes, about -1 to 1.
    pulse
        Colour change of the skin by the pulse, -1 to 1.
    """

    head: Pose
    torso: tuple[float, float, float]
    openness: float
    gaze_mm: tuple[float, float, float]
    expression: tuple[float, ...]
    pulse: float


class Wave:
    """A sum of sines with drawn phases: smooth, and known at any instant.

    Parameters
    ----------
    rng
        Draws phases and small detunings.
    parts
        Pairs of period in seconds and amplitude.
    """

    def __init__(self, rng: np.random.Generator, *parts: tuple[float, float]) -> None:
        self._parts = [
            (2 * np.pi / period * rng.uniform(0.93, 1.07), amplitude, rng.uniform(0, 2 * np.pi))
            for period, amplitude in parts
        ]

    def __call__(self, time_s: float) -> float:
        """Return the value at a time in seconds."""
        return float(sum(a * np.sin(w * time_s + p) for w, a, p in self._parts))


class LiveMovement:
    """A live person's motion, drawn from a seed.

    The head turns by 7 to 9 degrees to either side about every three and a half seconds, so
    that any four seconds hold a turn that parallax can be measured on.
    """

    def __init__(self, seed: tuple[int, ...], liveliness: float = 1.0) -> None:
        rng = np.random.default_rng([*seed, 1])
        self._seed = seed
        big = liveliness
        self._yaw = Wave(rng, (3.5, 7.2 * big), (1.31, 0.7), (0.47, 0.08))
        self._pitch = Wave(rng, (4.7, 2.6 * big), (1.9, 0.7), (0.41, 0.08))
        self._roll = Wave(rng, (5.3, 1.4 * big), (2.1, 0.4))
        self._x = Wave(rng, (6.1, 5.0), (2.3, 1.2))
        self._y = Wave(rng, (5.7, 2.0), (3.9, 1.2))
        self._z = Wave(rng, (7.3, 9.0), (2.9, 2.0))
        self._breath = Wave(rng, (3.8, 1.3))
        rate = float(rng.uniform(58, 84)) / 60
        self._pulse_hz = rate
        self._pulse_phase = float(rng.uniform(0, 1))
        self._expression = [
            Wave(rng, (2.6, 0.55), (1.1, 0.3), (0.53, 0.15)) for _ in range(EXPRESSIONS)
        ]

    def at(self, time_s: float) -> HeadState:
        """Return the state at a time in seconds."""
        breath = self._breath(time_s)
        x, y, z = self._x(time_s), self._y(time_s), self._z(time_s)
        head = Pose(
            self._yaw(time_s),
            self._pitch(time_s),
            self._roll(time_s),
            x,
            y + breath,
            z,
        )
        beat = (time_s * self._pulse_hz + self._pulse_phase) * 2 * np.pi
        pulse = 0.75 * np.sin(beat) + 0.25 * np.sin(2 * beat - 0.6)
        return HeadState(
            head=head,
            torso=(0.55 * x, 0.5 * y + 1.6 * breath, 0.6 * z),
            openness=self._openness(time_s),
            gaze_mm=self._gaze(time_s),
            expression=tuple(wave(time_s) for wave in self._expression),
            pulse=float(pulse),
        )

    def blinks(self, until_s: float) -> list[tuple[float, float]]:
        """Return start and duration in seconds of the blinks that begin before a time."""
        slots = int(until_s / _BLINK_SLOT_S) + 1
        found = [blink for slot in range(slots) for blink in self._blinks_of(slot)]
        return [blink for blink in found if blink[0] < until_s]

    def _blinks_of(self, slot: int) -> list[tuple[float, float]]:
        """Return the blinks of a slot: one, at times two; never across its end."""
        rng = np.random.default_rng([*self._seed, 2, slot])
        start = slot * _BLINK_SLOT_S + float(rng.uniform(0.3, 1.9))
        first = (start, float(rng.uniform(0.15, 0.25)))
        if rng.random() < 0.15:
            return [first, (start + 0.38, float(rng.uniform(0.15, 0.22)))]
        return [first]

    def _openness(self, time_s: float) -> float:
        slot = int(time_s // _BLINK_SLOT_S)
        for start, duration in self._blinks_of(max(slot, 0)):
            phase = (time_s - start) / duration
            if 0 < phase < 1:
                # lids close in about a third of the time that a blink takes
                if phase < 0.35:
                    return float(0.5 + 0.5 * np.cos(np.pi * phase / 0.35))
                if phase < 0.5:
                    return 0.0
                return float(0.5 - 0.5 * np.cos(np.pi * (phase - 0.5) / 0.5))
        return 1.0

    def _gaze(self, time_s: float) -> tuple[float, float, float]:
        """Return what the eyes rest on: a spot in the upper half of the screen."""
        rng = np.random.default_rng([*self._seed, 3, int(time_s // _GLANCE_SLOT_S)])
        return float(rng.uniform(-45, 45)), float(rng.uniform(15, 75)), 0.0


class HandMovement:
    """The motion of something held up by hand: turns, drift and tremor.

    Parameters
    ----------
    seed
        Draws the phases.
    turn_deg
        Amplitude of the yaw, degrees.
    """

    def __init__(self, seed: tuple[int, ...], turn_deg: float) -> None:
        rng = np.random.default_rng([*seed, 4])
        self._yaw = Wave(rng, (3.5, turn_deg), (1.2, 0.08 * turn_deg), (0.16, 0.05))
        self._pitch = Wave(rng, (4.6, 0.42 * turn_deg), (1.7, 0.4), (0.15, 0.05))
        self._roll = Wave(rng, (5.1, 1.1), (1.5, 0.3), (0.17, 0.05))
        self._x = Wave(rng, (5.3, 5.0), (1.4, 0.9), (0.13, 0.09))
        self._y = Wave(rng, (4.4, 4.0), (1.6, 0.9), (0.12, 0.09))
        self._z = Wave(rng, (6.5, 7.0), (1.9, 1.0))

    def at(self, time_s: float) -> Pose:
        """Return the pose at a time in seconds."""
        return Pose(
            self._yaw(time_s),
            self._pitch(time_s),
            self._roll(time_s),
            self._x(time_s),
            self._y(time_s),
            self._z(time_s),
        )
