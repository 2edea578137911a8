"""Distance, scale and light from a ChArUco card, and distance by the iris."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from liveness.capture.face import IRIS_DIAMETER_MM, Face
from liveness.capture.frame import Frame
from liveness.datasets.camera_profile import (
    DistanceResult,
    Estimate,
    LensResult,
    LightReading,
)
from liveness.datasets.errors import DataError

from .board import Board, BoardView
from .task import Hint, Progress, Seen, size_of

FRAMES: Final = 20
"""Pictures of the card or of the irises."""

LEAST_CORNERS: Final = 6

ASSUMED_FOV_DEG: Final = 64.0
ASSUMED_SPREAD: Final = 0.18
"""Relative uncertainty of a focal length that is assumed: webcams of 50 to 80 degrees."""

PRINT_SPREAD: Final = 0.003
"""Relative uncertainty of the print: half a millimetre on its line of 100 mm, as a box."""

CORNER_SPREAD: Final = 0.002
"""Relative uncertainty of the card's size in the picture: soft edges and sharpening."""

IRIS_SPREAD: Final = 0.5 / IRIS_DIAMETER_MM
"""Spread of the iris' diameter from person to person: 11.7 mm, 0.5 mm either way."""

LEAST_IRIS_PX: Final = 8.0
MOST_TILT_DEG: Final = 60.0

METHOD: Final = (
    "pose of a ChArUco card by cv2.solvePnP (IPPE, then Levenberg-Marquardt); irises of 11.7 mm"
)


@dataclass(frozen=True, slots=True)
class Lens:
    """What turns pixels into angles.

    Parameters
    ----------
    camera
        Shape ``(3, 3)``.
    distortion
        Shape ``(4,)``: k1, k2, p1, p2.
    spread
        Relative standard uncertainty of the focal length.
    calibrated
        Whether it was measured.
    """

    camera: NDArray[np.float64]
    distortion: NDArray[np.float64]
    spread: float
    calibrated: bool

    @classmethod
    def of(cls, result: LensResult | None, width: int, height: int) -> Lens:
        """Return a measured lens where it fits the picture, else an assumed one."""
        if result is None or (result.width, result.height) != (width, height):
            focal = max(width, height) / 2 / np.tan(np.radians(ASSUMED_FOV_DEG) / 2)
            camera = np.array(
                [[focal, 0, (width - 1) / 2], [0, focal, (height - 1) / 2], [0, 0, 1]],
                np.float64,
            )
            return cls(camera, np.zeros(4), ASSUMED_SPREAD, False)
        focal = result.focal_x_px
        x, y = result.centre_px
        camera = np.array(
            [[focal.value, 0, x], [0, result.focal_y_px.value, y], [0, 0, 1]], np.float64
        )
        return cls(camera, np.array(result.distortion), focal.sd / focal.value, True)


@dataclass(frozen=True, slots=True)
class _CardSeen:
    distance_mm: float
    tilt_deg: float
    light: LightReading | None


class DistanceTask:
    """Measures how far a card is, and beside it the irises, if a face is in the picture.

    Parameters
    ----------
    board
        The printed card.
    lens
        The camera's lens, or ``None`` where it was not calibrated: a field of view is then
        assumed, and the uncertainty says so.
    """

    name: ClassVar[str] = "distance"

    def __init__(self, board: Board, lens: LensResult | None = None) -> None:
        self._board, self._result = board, lens
        self._detector = board.detector()
        self._size: tuple[int, int] | None = None
        self._lens: Lens | None = None
        self._cards: list[_CardSeen] = []
        self._irises: list[float] = []
        self._too_small_px = 0.0

    def add(self, frame: Frame, face: Face | None = None) -> Seen:
        """Take in a picture with the card, a face, or both."""
        if self._size not in (None, size_of(frame)):
            return Seen("wrong-size")
        self._size = size_of(frame)
        if self._lens is None:
            self._lens = Lens.of(self._result, *self._size)
        iris = float("nan") if face is None else face.iris_px
        seen = iris >= LEAST_IRIS_PX
        if iris < LEAST_IRIS_PX:
            self._too_small_px = iris
        if seen:
            self._irises.append(iris)
        view = self._detector.find(frame.image)
        card = None if view is None else read_card(frame.image, view, self._board, self._lens)
        if card is not None:
            self._cards.append(card)
        if card is None and not seen:
            return Seen("show-card-or-face", None if view is None else view.points)
        hint: Hint = "enough" if self.progress().ready else "taken"
        return Seen(hint, None if view is None else view.points, taken=True)

    def progress(self) -> Progress:
        """Return how many pictures count."""
        done = max(len(self._cards), len(self._irises))
        return Progress(min(done, FRAMES), FRAMES, done >= FRAMES)

    def solve(self) -> DistanceResult:
        """Return the distance by the card, or by the irises where there was no card.

        Raises
        ------
        DataError
            ``E-CAL-32`` when neither was seen often enough.
        """
        cards, irises = len(self._cards), len(self._irises)
        if max(cards, irises) < FRAMES or self._lens is None or self._size is None:
            small = ""
            if self._too_small_px:
                small = (
                    f"; irises of {self._too_small_px:.1f} px are small, {LEAST_IRIS_PX:g} do"
                )
            raise DataError(
                "E-CAL-32",
                "neither card nor irises were seen often enough",
                f"card in {cards} pictures, irises in {irises}, {FRAMES} are needed{small}",
                "hold the card still and facing the camera, in even light",
            )
        lens = self._lens
        iris = self._by_iris(lens) if irises >= FRAMES else None
        by_card = cards >= FRAMES
        if by_card:
            values = [card.distance_mm for card in self._cards]
            spread = np.hypot(lens.spread, np.hypot(PRINT_SPREAD, CORNER_SPREAD))
            distance = _estimate(values, float(spread), "mm")
        else:
            assert iris is not None
            distance = iris
        focal = float(lens.camera[0, 0])
        # the lens cancels in the scale: the size in the picture of card or iris gives it
        rest = float(np.sqrt(max((distance.sd / distance.value) ** 2 - lens.spread**2, 0)))
        scale = distance.value / focal
        return DistanceResult(
            method=METHOD,
            n=cards if by_card else irises,
            width=self._size[0],
            height=self._size[1],
            distance_mm=distance,
            scale_mm_per_px=Estimate(value=scale, sd=rest * scale, unit="mm/px"),
            reference="card" if by_card else "iris",
            tilt_deg=float(np.median([c.tilt_deg for c in self._cards])) if by_card else None,
            iris_px=float(np.median(self._irises)) if iris is not None else None,
            iris_distance_mm=iris,
            lens_calibrated=lens.calibrated,
            light=self._light() if by_card else None,
            notes=self._notes(lens, by_card),
        )

    def _by_iris(self, lens: Lens) -> Estimate:
        focal = float(lens.camera[0, 0])
        values = [focal * IRIS_DIAMETER_MM / iris for iris in self._irises]
        return _estimate(values, float(np.hypot(lens.spread, IRIS_SPREAD)), "mm")

    def _light(self) -> LightReading | None:
        read = [card.light for card in self._cards if card.light is not None]
        return read[len(read) // 2] if read else None

    def _notes(self, lens: Lens, by_card: bool) -> tuple[str, ...]:
        notes = []
        if not lens.calibrated:
            notes.append(f"the lens is not calibrated: {ASSUMED_FOV_DEG:g} degrees are assumed")
        if not by_card:
            notes.append("by the iris alone: people's irises differ by 4 % (one sd)")
        return tuple(notes)


def read_card(
    image: NDArray[np.uint8], view: BoardView, board: Board, lens: Lens
) -> _CardSeen | None:
    """Return where a card is; ``None`` when too little of it is seen, or too flat.

    Parameters
    ----------
    image
        Shape ``(H, W, 3)``, uint8, BGR.
    """
    if len(view.ids) < LEAST_CORNERS:
        return None
    found, rvec, tvec = cv2.solvePnP(
        view.board_mm, view.points, lens.camera, lens.distortion, flags=cv2.SOLVEPNP_IPPE
    )
    if not found:
        return None
    rvec, tvec = cv2.solvePnPRefineLM(
        view.board_mm, view.points, lens.camera, lens.distortion, rvec, tvec
    )
    turn = np.asarray(cv2.Rodrigues(rvec)[0], np.float64)
    middle = np.array([board.width_mm / 2, board.height_mm / 2, 0])
    place = turn @ middle + np.asarray(tvec, np.float64).ravel()
    distance = float(np.linalg.norm(place))
    if not np.isfinite(distance) or distance <= 0:
        return None
    lean = abs(float(turn[:, 2] @ place)) / distance
    tilt = float(np.degrees(np.arccos(min(lean, 1.0))))
    if tilt > MOST_TILT_DEG:
        return None
    light = read_light(image, view, board)
    return _CardSeen(distance, tilt, light)


def read_light(image: NDArray[np.uint8], view: BoardView, board: Board) -> LightReading | None:
    """Return the light on a card: the white rims round its markers, and its black squares.

    Parameters
    ----------
    image
        Shape ``(H, W, 3)``, uint8, BGR.
    """
    # corners that are not in one line always have one
    homography, _ = cv2.findHomography(view.board_mm[:, :2], view.points)
    fine = 20
    to_fine = np.diag([fine / board.square_mm, fine / board.square_mm, 1.0])
    size = (board.columns * fine, board.rows * fine)
    flat = cv2.warpPerspective(image, to_fine @ np.linalg.inv(homography), size)
    squares = flat.reshape(board.rows, fine, board.columns, fine, 3).swapaxes(1, 2)
    black = board.is_black()
    seen = _seen_squares(view, board)
    # the rim of a white square, two of twenty wide, half a pixel off its edge
    rims = squares[:, :, 1:3, 3:-3].mean(axis=(2, 3))
    white = rims[~black & seen]
    dark = squares[:, :, 6:-6, 6:-6].mean(axis=(2, 3))[black & seen]
    if not len(white) or not len(dark):
        return None
    level = white.mean(axis=1)
    blue, green, red = white.mean(axis=0)
    return LightReading(
        white=float(level.mean()),
        black=float(dark.mean()),
        unevenness=float(level.max() / max(level.min(), 1.0)),
        cast=(float(red / max(green, 1.0)), float(blue / max(green, 1.0))),
    )


def _seen_squares(view: BoardView, board: Board) -> NDArray[np.bool_]:
    """Return which squares have a corner in the picture, shape ``(rows, columns)``."""
    seen = np.zeros((board.rows, board.columns), np.bool_)
    row, column = np.divmod(view.ids, board.columns - 1)
    for down in (0, 1):
        for across in (0, 1):
            seen[row + down, column + across] = True
    return seen


def _estimate(values: list[float], spread: float, unit: str) -> Estimate:
    """Return the median, with its own spread and a relative one that all have in common."""
    middle = float(np.median(values))
    own = 1.2533 * float(np.std(values)) / np.sqrt(len(values))
    return Estimate(value=middle, sd=float(np.hypot(own, spread * middle)), unit=unit)
