"""The optical check of a locked exposure: step it, and see the face's luma move."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from liveness.datasets.errors import SourceError

from .control_board import ControlBoard, OpticalCheck
from .frame import Frame
from .opencv import cv2

if TYPE_CHECKING:
    from .engine import LiveEngine

SETTLE_FRAMES: Final = 8
"""Frames that a camera may need until a new exposure shows."""

MEAN_FRAMES: Final = 3
"""Frames over which the brightness is averaged."""

GAMMA: Final = 2.2
"""Nearly the tone curve of sRGB (IEC 61966-2-1): pixel values to light."""

DARK, BRIGHT = 8.0, 247.0
"""Mean pixel values outside of which a picture tells nothing of its exposure."""

STOPS: Final = (-1.0, 0.0, 1.0)
"""Exposures that are tried, base-2 logarithm of the usual one."""

FRAME_LIMIT_S: Final = 5.0

Box = tuple[float, float, float, float]


class Light(NamedTuple):
    """The light in one frame."""

    picture: float
    """Mean luma, 0..255."""
    face: float | None
    """Mean luma of the face; ``None`` without one."""
    time_ns: int = 0
    """When the frame came, of the monotonic clock."""


def step_exposure(board: ControlBoard, lights: Iterator[Light]) -> OpticalCheck:
    """Set half, the whole and twice the exposure, see what it does, and set it back.

    Parameters
    ----------
    board
        Of a source that runs; it keeps the result.
    lights
        The light of each frame as it comes, of at least 33 frames.

    Raises
    ------
    SourceError
        ``E-CAM-17``, when the device has no exposure that can be set; whatever ``lights``
        raises.
    """
    state = next((s for s in board.states if s.name == "exposure"), None)
    if state is None:
        raise SourceError(
            "E-CAM-17",
            "this source has no exposure that can be set",
            "the driver offers none",
            "leave the exposure to it, or choose a camera that has one",
        )
    before, usual = board.settings.exposure, state.got
    seen: list[list[Light]] = []
    stops: list[float] = []
    try:
        for wanted in STOPS:
            exposure = _clipped(stepped(usual, wanted), state.low, state.high)
            stops.append(stops_between(usual, exposure))
            board.ask(exposure=exposure)
            _pass(lights, SETTLE_FRAMES + 1)
            seen.append([next(lights) for _ in range(MEAN_FRAMES)])
    finally:
        board.ask(exposure=usual if before is None else before)
        # nobody is told the end before the usual exposure is back
        with contextlib.suppress(SourceError, StopIteration):
            _pass(lights, 2)
        if before is None:  # the camera's own value first, then the automatic
            board.ask(exposure=None)
    faces = [[light.face for light in step if light.face is not None] for step in seen]
    # a face that came or went in between would be another measurement
    face = all(len(found) == MEAN_FRAMES for found in faces)
    means = [
        float(np.mean(found if face else [light.picture for light in step]))
        for found, step in zip(faces, seen, strict=True)
    ]
    report = OpticalCheck(slope_of(stops, means), tuple(means), face)
    board.checked(report)
    return report


def _pass(lights: Iterator[Light], frames: int) -> None:
    """Let frames pass that were begun after now; what was on its way is not one of them."""
    asked_ns = time.monotonic_ns()
    while next(lights).time_ns < asked_ns:
        pass
    for _ in range(frames - 1):
        next(lights)


def stepped(exposure: float, stops: float) -> float:
    """Return an exposure so many stops longer, in the unit of its driver."""
    # Windows counts in powers of two of seconds, all others in a unit of time
    return exposure * 2**stops if exposure > 0 else exposure + stops


def stops_between(usual: float, exposure: float) -> float:
    """Return by how many stops an exposure is longer than the usual one."""
    return float(np.log2(exposure / usual)) if usual > 0 else exposure - usual


def _clipped(value: float, low: float | None, high: float | None) -> float:
    value = value if low is None else max(value, low)
    return value if high is None else min(value, high)


def slope_of(stops: list[float], brightness: list[float]) -> float | None:
    """Return stops of light for one stop of exposure, by least squares.

    Parameters
    ----------
    stops
        Exposures, base-2 logarithm.
    brightness
        Mean pixel value at each, 0..255; those too dark or too bright are left out.
    """
    kept = [(s, b) for s, b in zip(stops, brightness, strict=True) if DARK <= b <= BRIGHT]
    if len({s for s, _ in kept}) < 2:
        return None
    x, y = np.array(kept).T
    return float(np.polyfit(x, GAMMA * np.log2(y), 1)[0])


def light_of(frame: Frame, box: Box | None = None) -> Light:
    """Return the mean luma of a picture and of the face in it.

    Parameters
    ----------
    frame
        The picture.
    box
        Left, top, width and height of the face, pixels; ``None`` without one.
    """
    grey = cv2.cvtColor(frame.image, cv2.COLOR_BGR2GRAY)
    if box is None:
        return Light(float(grey.mean()), None, frame.arrival_ns)
    left, top = max(0, round(box[0])), max(0, round(box[1]))
    part = grey[top : round(box[1] + box[3]), left : round(box[0] + box[2])]
    face = float(part.mean()) if part.size else None
    return Light(float(grey.mean()), face, frame.arrival_ns)


def lights_of(engine: LiveEngine, stop: threading.Event) -> Iterator[Light]:
    """Yield the light of each new frame of a running engine.

    Raises
    ------
    SourceError
        ``E-CAM-18``, when it is told to stop, or when no frame comes any more.
    """
    seen, limit = engine.frames.peek()[0], time.monotonic() + FRAME_LIMIT_S
    while not stop.wait(0.004) and time.monotonic() < limit:
        version, frame = engine.frames.peek()
        if frame is None or version == seen:
            continue
        seen, limit = version, time.monotonic() + FRAME_LIMIT_S
        _, snapshot = engine.snapshots.peek()
        face = snapshot.face if snapshot is not None else None
        yield light_of(frame, face.box if face is not None else None)
    raise SourceError(
        "E-CAM-18",
        "the check of the exposure was broken off",
        "it was stopped" if stop.is_set() else f"no frame came within {FRAME_LIMIT_S:g} s",
        "check it again while the source runs and nothing is recorded",
    )


def check_lock(engine: LiveEngine, board: ControlBoard, stop: threading.Event) -> OpticalCheck:
    """Step the exposure of a running source; takes a second, so run it in a thread.

    Raises
    ------
    SourceError
        ``E-CAM-17``, when it has no exposure; ``E-CAM-18``, when it was broken off.
    """
    return step_exposure(board, lights_of(engine, stop))


def require_obedience(report: OpticalCheck) -> None:
    """Raise when the picture does not follow the exposure.

    Raises
    ------
    SourceError
        ``E-CAM-14``, with the measured slope.
    """
    if report.obeys is False:
        raise SourceError(
            "E-CAM-14",
            "the camera ignores its exposure",
            f"{abs(report.slope or 0.0):.2f} stops of light for one stop of exposure",
            "choose another back-end or camera; the exposure is not locked",
        )
