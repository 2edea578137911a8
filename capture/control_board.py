"""What is asked of a camera's controls and what it answers; shared with its thread."""

from __future__ import annotations

import math
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, Protocol, runtime_checkable

from .camera_settings import CONTROL_NAMES, FORMAT_NAMES, CameraSettings

SAME: Final = 0.01
"""A value read back within this share of what was asked counts as taken."""

LEAST_SLOPE: Final = 0.25
"""Stops of light for one stop of exposure, below which a camera ignores it. One that obeys
gives about 1; tone curves and a lamp beside it make it less."""

LockState = Literal["automatic", "locked", "not locked", "unknown"]


@dataclass(frozen=True, slots=True)
class ControlState:
    """One control that a device has.

    Parameters
    ----------
    name
        As `CameraSettings` names it; for a size or a rate the same.
    asked
        What was asked; ``None`` leaves it to the camera.
    got
        What the driver says it is, in its own unit.
    automatic
        Whether the driver says that the camera sets it by itself; ``None`` where unsaid.
    low, high, step
        Range where the driver tells it.
    unit
        Unit of all values; empty where it is the driver's own.
    fault
        ``ignored`` where a value was asked and nothing moved, ``drifted`` where it was taken
        and is another by now.
    """

    name: str
    asked: float | None
    got: float
    automatic: bool | None = None
    low: float | None = None
    high: float | None = None
    step: float | None = None
    unit: str = ""
    fault: Literal["", "ignored", "drifted"] = ""

    @property
    def mismatch(self) -> bool:
        """Whether the camera is not as it was asked to be."""
        if self.asked is None:
            return False
        slack = self.step / 2 if self.step else 1e-3
        return self.automatic is True or not math.isclose(
            self.asked, self.got, rel_tol=SAME, abs_tol=slack
        )

    @property
    def lock(self) -> LockState:
        """Whether it holds still, as far as the driver's answers tell."""
        if self.asked is None:
            return "automatic" if self.automatic else "unknown"
        if self.automatic is True or self.fault:
            return "not locked"
        if self.automatic is None and self.mismatch:
            return "not locked"
        return "locked"


@dataclass(frozen=True, slots=True)
class OpticalCheck:
    """What the picture showed when the exposure was stepped.

    Parameters
    ----------
    slope
        Stops of light for one stop of exposure; ``None`` in a picture too dark or bright.
    luma
        Mean luma at half, the whole and twice the exposure, 0..255.
    face
        Whether the light was measured on the face, rather than in the whole picture.
    """

    slope: float | None
    luma: tuple[float, ...] = ()
    face: bool = False

    @property
    def obeys(self) -> bool | None:
        """Whether the picture follows the exposure; ``None`` when nothing tells."""
        return None if self.slope is None else self.slope >= LEAST_SLOPE


@runtime_checkable
class Controllable(Protocol):
    """A source whose controls can be asked for while it runs."""

    @property
    def board(self) -> ControlBoard:
        """What is asked and got; the same after the source was opened again."""

    def identify(self) -> None:
        """Find out what the device is known by, for `ControlBoard.device_id`; takes a while."""


class ControlBoard:
    """Carries wishes to the thread that owns a camera, and its answers back.

    The board outlives the source: when a camera is opened again, the new source has the same
    board, so that everything that was locked is locked again.

    Parameters
    ----------
    settings
        What is asked from the first opening on.
    id_
        What the device is known by from one day to the next, or empty.
    """

    def __init__(self, settings: CameraSettings | None = None, id_: str = "") -> None:
        self._lock = threading.Lock()
        self._settings = settings or CameraSettings()
        self._changed: set[str] = set()
        self._states: tuple[ControlState, ...] = ()
        self._before: dict[str, float] = {}
        """What a control was when it was last asked to be another."""
        self._settled: dict[str, float] = {}
        """What it became."""
        self._version = 0
        self._optical: OpticalCheck | None = None
        self.device_id = id_

    @property
    def settings(self) -> CameraSettings:
        """What is asked."""
        with self._lock:
            return self._settings

    @property
    def states(self) -> tuple[ControlState, ...]:
        """The controls that the device has, as last read back; empty until it is open."""
        with self._lock:
            return self._states

    @property
    def version(self) -> int:
        """Rises with each answer of the device."""
        with self._lock:
            return self._version

    @property
    def optical(self) -> OpticalCheck | None:
        """The last optical check of the exposure; ``None`` until there is one."""
        with self._lock:
            return self._optical

    def ask(self, **wishes: float | None) -> None:
        """Ask for other values, from the next frame on; ``None`` leaves one to the camera.

        A size or a rate is asked for at the next opening.

        Raises
        ------
        ValueError
            For a name or a value that no camera has.
        """
        with self._lock:
            content = self._settings.model_dump() | wishes
            self._settings = CameraSettings.model_validate(content)
            self._changed |= wishes.keys() & set(CONTROL_NAMES)

    def replace(self, settings: CameraSettings) -> bool:
        """Ask for all of it; return whether that takes opening the source again."""
        with self._lock:
            old, new = self._settings.model_dump(), settings.model_dump()
            self._settings = settings
            self._changed |= {name for name in CONTROL_NAMES if old[name] != new[name]}
            return any(old[name] != new[name] for name in FORMAT_NAMES)

    def checked(self, report: OpticalCheck | None) -> None:
        """Keep what the picture showed of the exposure."""
        with self._lock:
            self._optical = report
            self._version += 1

    def verdict(self) -> LockState:
        """Whether the exposure holds still, by the driver's answers and by the picture."""
        with self._lock:
            state = next((s for s in self._states if s.name == "exposure"), None)
            if state is None:
                return "unknown"
            blind = self._optical is not None and self._optical.obeys is False
            return "not locked" if blind and state.asked is not None else state.lock

    # what the thread that owns the device calls

    def changes(self) -> dict[str, float | None]:
        """Take what is to be set now, by name of the control."""
        with self._lock:
            found = {name: getattr(self._settings, name) for name in sorted(self._changed)}
            self._changed.clear()
            for state in self._states:
                if state.name in found:
                    self._before[state.name] = state.got
                    self._settled.pop(state.name, None)
            return found

    def begin(self) -> CameraSettings:
        """Return what is asked of a device that is being opened."""
        with self._lock:
            self._changed.clear()
            self._before.clear()
            self._settled.clear()
            return self._settings

    def show(self, states: Sequence[ControlState]) -> None:
        """Keep what the device answered."""
        with self._lock:
            self._version += 1
            self._states = tuple(self._judged(state) for state in states)

    def before(self, got: Mapping[str, float]) -> None:
        """Keep what the controls were before anything was asked."""
        with self._lock:
            self._before.update(got)

    def _judged(self, state: ControlState) -> ControlState:
        """Mark a value that was asked and did not move, or did not stay."""
        if not state.mismatch:
            self._settled[state.name] = state.got
            return state
        if state.got == self._before.get(state.name):
            return replace(state, fault="ignored")
        settled = self._settled.setdefault(state.name, state.got)
        if not math.isclose(settled, state.got, rel_tol=SAME, abs_tol=1e-3):
            return replace(state, fault="drifted")
        return state
