"""The ChArUco board: what it looks like, and where its corners stand in a picture."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

from liveness.datasets.errors import UsageError

MARKER_SHARE: Final = 0.7
"""Side of a marker in that of its square."""

REFINED: Final = 0.13
"""Half of the window in which a corner is refined, in squares: the marker begins at .15."""

DICTIONARY_SIZE: Final = 250
"""Markers in the dictionary that the boards take theirs from."""

SMALLEST_MM: Final = 5.0
LARGEST_MM: Final = 500.0


@dataclass(frozen=True, slots=True, eq=False)
class BoardView:
    """Corners of a board in one picture.

    Parameters
    ----------
    points
        Shape ``(n, 2)``, float32, pixels.
    ids
        Shape ``(n,)``, int32: numbers of the corners.
    board_mm
        Shape ``(n, 3)``, float32: the same corners on the board, x right, y down, z 0.
    shape
        Height and width of the picture, pixels.
    """

    points: NDArray[np.float32]
    ids: NDArray[np.int32]
    board_mm: NDArray[np.float32]
    shape: tuple[int, int]


@dataclass(frozen=True)
class Board:
    """A chessboard whose white squares bear markers (Garrido-Jurado et al., 2014).

    Parameters
    ----------
    columns, rows
        Squares across and down.
    square_mm
        Side of a square.
    first_id
        Number of its first marker: a screen's board and a printed one take different ones,
        so that each knows its own.
    """

    columns: int = 10
    rows: int = 7
    square_mm: float = 25.0
    first_id: int = 0

    def __post_init__(self) -> None:
        """Check that such a board can be made.

        Raises
        ------
        UsageError
            ``E-CAL-31``, with what is allowed.
        """
        fits = 3 <= self.columns <= 20 and 3 <= self.rows <= 20
        if not fits or not SMALLEST_MM <= self.square_mm <= LARGEST_MM:
            raise UsageError(
                "E-CAL-31",
                "such a board cannot be made",
                f"{self.columns} x {self.rows} squares of {self.square_mm:g} mm",
                f"give 3 to 20 squares a side, of {SMALLEST_MM:g} to {LARGEST_MM:g} mm",
            )

    @property
    def width_mm(self) -> float:
        """Width over all squares."""
        return self.columns * self.square_mm

    @property
    def height_mm(self) -> float:
        """Height over all squares."""
        return self.rows * self.square_mm

    @property
    def corners(self) -> int:
        """Number of inner corners."""
        return (self.columns - 1) * (self.rows - 1)

    @cached_property
    def pattern(self) -> cv2.aruco.CharucoBoard:
        """OpenCV's own board of it."""
        dictionary = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_250)
        count = self.columns * self.rows // 2
        return cv2.aruco.CharucoBoard(
            (self.columns, self.rows),
            self.square_mm,
            MARKER_SHARE * self.square_mm,
            dictionary,
            np.arange(self.first_id, self.first_id + count, dtype=np.int32),
        )

    def draw(self, square_px: int) -> NDArray[np.uint8]:
        """Return the board without a margin.

        Returns
        -------
        numpy.ndarray
            Shape ``(rows * square_px, columns * square_px)``, uint8, black on white.
        """
        size = (self.columns * square_px, self.rows * square_px)
        return np.asarray(self.pattern.generateImage(size, marginSize=0), np.uint8)

    def is_black(self) -> NDArray[np.bool_]:
        """Return which squares are plain black, shape ``(rows, columns)``."""
        row, column = np.indices((self.rows, self.columns))
        black: NDArray[np.bool_] = (row + column) % 2 == 0
        return black

    def detector(self) -> BoardDetector:
        """Return a detector of this board; one thread uses it at a time."""
        return BoardDetector(self)


class BoardDetector:
    """Finds a board's corners to a fraction of a pixel."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self._detector = cv2.aruco.CharucoDetector(board.pattern)
        self._corners = np.asarray(board.pattern.getChessboardCorners(), np.float32)

    def find(self, image: NDArray[np.uint8], *, mirrored: bool = False) -> BoardView | None:
        """Return the corners in a picture; ``None`` for fewer than four, or all in one line.

        Parameters
        ----------
        image
            Shape ``(H, W, 3)`` BGR or ``(H, W)``, uint8.
        mirrored
            Whether the board is seen in a mirror. The points are those of the picture as it
            is; on the board they stand where they are.
        """
        grey = image if image.ndim == 2 else cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
        height, width = grey.shape[:2]
        if mirrored:
            grey = cv2.flip(grey, 1)
        corners, ids, _, _ = self._detector.detectBoard(grey)
        if ids is None or len(ids) < 4:
            return None
        numbers = np.asarray(ids, np.int32).ravel()
        if self.board.pattern.checkCharucoCornersCollinear(numbers):
            return None
        points = self._refined(grey, np.asarray(corners, np.float32).reshape(-1, 2), numbers)
        if mirrored:
            points[:, 0] = width - 1 - points[:, 0]
        return BoardView(points, numbers, self._corners[numbers], (height, width))

    def _refined(
        self, grey: MatLike, points: NDArray[np.float32], ids: NDArray[np.int32]
    ) -> NDArray[np.float32]:
        """Return the corners refined: the detector's own stand half a pixel off.

        OpenCV 4.11 counts pixels from their edge there, and from their middle elsewhere.
        """
        half = int(np.clip(round(REFINED * _least_side(points, ids, self.board)), 2, 9))
        criteria = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_COUNT, 40, 1e-3)
        begin = (points - 0.5).reshape(-1, 1, 2).astype(np.float32)
        found = cv2.cornerSubPix(grey, begin, (half, half), (-1, -1), criteria)
        return np.asarray(found, np.float32).reshape(-1, 2)


def _least_side(points: NDArray[np.float32], ids: NDArray[np.int32], board: Board) -> float:
    """Return the least distance of two neighbours among the corners, pixels."""
    across = board.columns - 1
    place = {int(number): point for number, point in zip(ids, points, strict=True)}
    sides = [
        float(np.linalg.norm(place[number] - place[other]))
        for number in place
        for other in (number + 1, number + across)
        if other in place and (other != number + 1 or number % across != across - 1)
    ]
    return min(sides, default=20.0)
