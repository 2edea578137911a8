from __future__ import annotations

from types import ModuleType

import cv2
import numpy as np
import pytest

from liveness.capture.calibration.board import Board
from liveness.datasets.errors import UsageError

SIZE = (640, 360)


def _errors(rendered: ModuleType, board: Board, turn: np.ndarray, mirrored: bool) -> np.ndarray:
    """Return found less true corners, pixels."""
    camera = rendered.camera_matrix(*SIZE, 64)
    place = np.array([10.0, 5.0, 500.0])
    image = rendered.picture(board, camera, turn, place, SIZE, rng=np.random.default_rng(0))
    view = board.detector().find(image, mirrored=mirrored)
    assert view is not None
    assert len(view.ids) == board.corners
    middle = [board.width_mm / 2, board.height_mm / 2, 0]
    true = camera @ (turn @ (view.board_mm - middle).T + place[:, None])
    return np.asarray(view.points - (true[:2] / true[2]).T)


def test_corners_stand_where_they_are(rendered: ModuleType, board: Board) -> None:
    error = _errors(rendered, board, rendered.rotation(10, 20, 5), mirrored=False)
    # OpenCV's own corners are half a pixel off
    assert abs(error.mean(axis=0)).max() < 0.03
    assert error.std() < 0.12


def test_a_mirrored_board_is_read_in_the_mirror_only(rendered: ModuleType) -> None:
    screen = Board(first_id=100)
    turn = rendered.rotation(10, 20, 5) @ np.diag([-1, 1, 1])
    error = _errors(rendered, screen, turn, mirrored=True)
    assert abs(error.mean(axis=0)).max() < 0.03
    camera = rendered.camera_matrix(*SIZE, 64)
    image = rendered.picture(screen, camera, turn, np.array([10.0, 5.0, 500.0]), SIZE)
    assert screen.detector().find(image) is None
    # the printed board has other markers
    assert Board().detector().find(image, mirrored=True) is None


def test_strange_pictures_have_no_board(board: Board) -> None:
    find = board.detector().find
    assert find(np.zeros((1, 1, 3), np.uint8)) is None
    noise = np.random.default_rng(0).integers(0, 255, (200, 300, 3)).astype(np.uint8)
    assert find(noise) is None


def test_corners_in_one_line_are_no_view(board: Board) -> None:
    drawn = cv2.copyMakeBorder(board.draw(40), 30, 30, 30, 30, cv2.BORDER_CONSTANT, value=255)
    assert board.detector().find(drawn[: 30 + 2 * 40]) is None
    view = board.detector().find(drawn[: 30 + 3 * 40])
    assert view is not None
    assert len(view.ids) == 18


@pytest.mark.parametrize(("columns", "square"), [(2, 25.0), (21, 25.0), (10, 1.0)])
def test_a_board_that_cannot_be_made_is_refused(columns: int, square: float) -> None:
    with pytest.raises(UsageError, match="E-CAL-31"):
        Board(columns=columns, square_mm=square)
