"""What all calibrations have in common: fed picture by picture, solved once, or refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from liveness.capture.face import Face
from liveness.capture.frame import Frame
from liveness.datasets.camera_profile import Result

Hint = Literal[
    "show-board",
    "hold-still",
    "move-on",
    "taken",
    "enough",
    "show-card",
    "show-card-or-face",
    "show-plain",
    "too-bright",
    "too-dark",
    "keep-going",
    "show-chart",
    "show-screen",
    "tilt-mirror",
    "wrong-size",
]
"""What the person at the desk should do next; the window has the sentences."""


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What a calibration made of one picture.

    Parameters
    ----------
    hint
        What to do next.
    points
        Shape ``(n, 2)``, float32, pixels: what was found.
    outline
        Shape ``(n, 2)``, float32, pixels: the region that is looked at.
    taken
        Whether the picture counts.
    """

    hint: Hint
    points: NDArray[np.float32] | None = None
    outline: NDArray[np.float32] | None = None
    taken: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Progress:
    """How far a calibration is.

    Parameters
    ----------
    done, of
        Observations taken, and how many it takes at least.
    heat
        Shape ``(rows, columns)``, int32: observations by part of the picture, or ``None``.
    ready
        Whether `Task.solve` may succeed.
    """

    done: int
    of: int
    ready: bool
    heat: NDArray[np.int32] | None = None


R_co = TypeVar("R_co", bound=Result, covariant=True)


class Task(Protocol[R_co]):
    """One calibration: one thread feeds it, and the same or another solves it afterwards."""

    name: ClassVar[str]
    """Its result's name in a camera's profile."""

    def add(self, frame: Frame, face: Face | None = None) -> Seen:
        """Take in the next picture; never raises on a strange one."""

    def progress(self) -> Progress:
        """Return how far it is."""

    def solve(self) -> R_co:
        """Return the result.

        Raises
        ------
        DataError
            ``E-CAL-32``, with what was measured and what to do, when it would mean nothing.
        """


def size_of(frame: Frame) -> tuple[int, int]:
    """Return width and height of a picture."""
    return frame.width, frame.height
