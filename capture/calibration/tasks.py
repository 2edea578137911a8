"""From what is to be calibrated, and with what, to the task that does it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final, Literal

from liveness.datasets.camera_profile import CameraCalibration
from liveness.datasets.errors import DataError, UsageError
from liveness.datasets.take import CaptureInfo

from .board import Board
from .card import DistanceTask
from .colour import ColourTask
from .flicker import FlickerTask
from .lens import LensTask
from .noise import NoiseTask
from .screen import ScreenTask
from .task import Task

Kind = Literal["lens", "distance", "noise", "colour", "flicker", "screen"]

KINDS: Final[tuple[Kind, ...]] = ("lens", "distance", "noise", "colour", "flicker", "screen")
"""In the order in which they build on one another."""

SCREEN_FIRST_ID: Final = 100
"""First marker of the board on the screen; a printed one begins at 0."""

SCREEN_COLUMNS: Final = 12
SCREEN_ROWS: Final = 7


@dataclass(frozen=True, slots=True)
class Setup:
    """What the person at the desk has in hand.

    Parameters
    ----------
    board
        The printed board.
    target
        What colour is measured with.
    exposure_ms
        Exposure time, where it is known.
    screen_mm
        Width and height of the screen's picture, millimetres.
    screen_square_mm
        Side of a square of the board as the screen shows it.
    """

    board: Board = field(default_factory=Board)
    target: Literal["chart", "grey"] = "chart"
    exposure_ms: float | None = None
    screen_mm: tuple[float, float] = (531.0, 299.0)
    screen_square_mm: float | None = None

    @property
    def screen_board(self) -> Board:
        """The board that the screen shows: as large as fits, where nothing else is known."""
        side = self.screen_square_mm
        if side is None:
            side = largest_square(*self.screen_mm)
        return Board(SCREEN_COLUMNS, SCREEN_ROWS, side, SCREEN_FIRST_ID)


def largest_square(width: float, height: float) -> float:
    """Return the side of a square of the screen's board that fits, half a square left white."""
    return min(width / (SCREEN_COLUMNS + 1), height / (SCREEN_ROWS + 1))


def make_task(
    kind: Kind, setup: Setup, info: CaptureInfo, profile: CameraCalibration | None
) -> Task[Any]:
    """Return the task of a calibration for an open source.

    Raises
    ------
    DataError
        ``E-CAL-32`` when the screen is asked for before the lens.
    UsageError
        ``E-CAL-31`` for a screen that cannot be.
    """
    lens = None if profile is None else profile.lens_for(info.width, info.height)
    still = info.kind not in ("folder", "image")
    if kind == "lens":
        return LensTask(setup.board, still=still)
    if kind == "distance":
        return DistanceTask(setup.board, lens)
    if kind == "noise":
        return NoiseTask(lossy=info.lossy_origin)
    if kind == "colour":
        return ColourTask(setup.target, gamma=_gamma(profile))
    if kind == "flicker":
        return FlickerTask(exposure_ms=setup.exposure_ms)
    width, height = setup.screen_mm
    if not 50 <= width <= 5000 or not 30 <= height <= 3000:
        raise UsageError(
            "E-CAL-31",
            "there is no such screen",
            f"{width:g} x {height:g} mm",
            "measure the lit part of the screen in millimetres",
        )
    if lens is None:
        raise DataError(
            "E-CAL-32",
            "the screen cannot be placed without the lens",
            f"no lens is known of this camera at {info.width} x {info.height}",
            "calibrate the lens first",
        )
    return ScreenTask(setup.screen_board, lens, width, height, still=still)


def _gamma(profile: CameraCalibration | None) -> float:
    colour = None if profile is None else profile.colour
    return 2.2 if colour is None or colour.gamma is None else colour.gamma.value
