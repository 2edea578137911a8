"""A camera's controls as OpenCV's properties: set by name, read back by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from .camera_settings import CONTROL_NAMES, CameraSettings
from .control_board import ControlState
from .opencv import Capture, cv2

CONTROLS: Final[Mapping[str, int]] = {
    "exposure": cv2.CAP_PROP_EXPOSURE,
    "white_balance_k": cv2.CAP_PROP_WB_TEMPERATURE,
    "gain": cv2.CAP_PROP_GAIN,
    "focus": cv2.CAP_PROP_FOCUS,
}
"""What can be locked, by the name that ``CameraSettings`` has for it."""

AUTOMATICS: Final[Mapping[str, tuple[str, int]]] = {
    "exposure": ("auto_exposure", cv2.CAP_PROP_AUTO_EXPOSURE),
    "white_balance_k": ("auto_white_balance", cv2.CAP_PROP_AUTO_WB),
    "focus": ("autofocus", cv2.CAP_PROP_AUTOFOCUS),
}
"""What sets a control in the camera's stead, and its property."""

FORMAT: Final[Mapping[str, int]] = {
    "width": cv2.CAP_PROP_FRAME_WIDTH,
    "height": cv2.CAP_PROP_FRAME_HEIGHT,
    "fps": cv2.CAP_PROP_FPS,
}

_EXPOSURE_SWITCH: Final[Mapping[int, tuple[float, float]]] = {cv2.CAP_V4L2: (1.0, 3.0)}
_EXPOSURE_SWITCH_ELSEWHERE: Final = (0.25, 0.75)
"""What OpenCV's automatic exposure reads when it is off and when it is on, by back-end."""


def exposure_switch(backend: int) -> tuple[float, float]:
    """Return the values that switch the automatic exposure off and on."""
    return _EXPOSURE_SWITCH.get(backend, _EXPOSURE_SWITCH_ELSEWHERE)


def set_format(capture: Capture, settings: CameraSettings) -> None:
    """Ask for size and rate."""
    for name, key in FORMAT.items():
        value = getattr(settings, name)
        if value is not None:
            capture.set(key, float(value))


def set_control(capture: Capture, backend: int, name: str, value: float | None) -> None:
    """Set a control by hand, or leave it to the camera again."""
    if name in AUTOMATICS:
        off, on = exposure_switch(backend) if name == "exposure" else (0.0, 1.0)
        # a driver ignores a manual value while its automatic is on
        capture.set(AUTOMATICS[name][1], on if value is None else off)
    if value is not None:
        capture.set(CONTROLS[name], float(value))


def read(capture: Capture, key: int) -> float | None:
    """Return a property; ``None`` where the device has none."""
    value = float(capture.get(key))
    # -1 is how OpenCV says that the device has no such control
    return None if value == -1 or value != value else value


def read_all(capture: Capture) -> dict[str, float]:
    """Return everything that the device tells, automatics included, by name."""
    automatics = dict(AUTOMATICS.values())
    keys = {**FORMAT, **automatics, **CONTROLS}
    found = {name: read(capture, key) for name, key in keys.items()}
    return {name: value for name, value in found.items() if value is not None}


def states_of(
    got: Mapping[str, float], backend: int, settings: CameraSettings
) -> list[ControlState]:
    """Return the state of each control that a device has.

    Parameters
    ----------
    got
        What `read_all` returned.
    backend
        ``cv2.CAP_...``.
    settings
        What was asked.
    """
    return [
        ControlState(name, getattr(settings, name), got[name], _automatic(got, backend, name))
        for name in CONTROL_NAMES
        if name in got
    ]


def _automatic(got: Mapping[str, float], backend: int, name: str) -> bool | None:
    """Return whether the camera sets a control by itself; ``None`` where it does not say."""
    if name not in AUTOMATICS or AUTOMATICS[name][0] not in got:
        return None
    off = exposure_switch(backend)[0] if name == "exposure" else 0.0
    return got[AUTOMATICS[name][0]] != off
