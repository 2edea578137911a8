from __future__ import annotations

from types import ModuleType

import numpy as np
import pytest

from liveness.capture.calibration.board import Board, BoardView
from liveness.capture.calibration.lens import LEAST_VIEWS, LensTask
from liveness.datasets.camera_profile import LensResult
from liveness.datasets.errors import DataError

SIZE = (640, 360)


def _solved(
    rendered: ModuleType,
    board: Board,
    fov: float,
    seed: int,
    distortion: tuple[float, float, float, float] = (0, 0, 0, 0),
) -> tuple[LensResult, float]:
    """Return the result, and the true focal length in pixels."""
    camera = rendered.camera_matrix(*SIZE, fov)
    rng = np.random.default_rng(seed)
    task = LensTask(board, still=False)
    for i, image in enumerate(
        rendered.board_views(board, camera, SIZE, rng, distortion=distortion)
    ):
        task.add(rendered.frame_of(image, i))
    return task.solve(), float(camera[0, 0])


@pytest.mark.parametrize("fov", [50.0, 64.0, 80.0])
def test_truth_field_of_view_within_1_percent(
    rendered: ModuleType, board: Board, fov: float
) -> None:
    lens, focal = _solved(rendered, board, fov, seed=3)
    assert abs(lens.horizontal_fov_deg.value / fov - 1) < 0.01
    assert abs(lens.pinhole_fov_deg / fov - 1) < 0.01
    assert abs(lens.focal_x_px.value / focal - 1) < 0.01
    assert lens.focal_x_px.sd / focal < 0.01
    assert lens.rms_px < 0.3
    assert lens.n >= LEAST_VIEWS


def test_truth_distortion_is_taken_out(rendered: ModuleType, board: Board) -> None:
    lens, focal = _solved(rendered, board, 64.0, 5, (-0.12, 0.03, 0.001, -0.001))
    assert abs(lens.focal_x_px.value / focal - 1) < 0.01
    # a barrel sees more than its focal length says: 66.46 degrees by the edge's rays
    assert abs(lens.horizontal_fov_deg.value / 66.46 - 1) < 0.01
    assert lens.distortion[0] == pytest.approx(-0.12, abs=0.02)


class _Given:
    """A detector that hands out views made without a picture."""

    def __init__(self, views: list[BoardView]) -> None:
        self._views = iter(views)

    def find(self, image: np.ndarray, *, mirrored: bool = False) -> BoardView:
        return next(self._views)


def test_the_interval_covers_the_truth_in_most_seeds(
    rendered: ModuleType, board: Board
) -> None:
    camera = rendered.camera_matrix(*SIZE, 64)
    corners = board.pattern.getChessboardCorners()
    blank = rendered.frame_of(np.zeros((SIZE[1], SIZE[0], 3), np.uint8))
    covered = []
    for seed in range(8):
        rng = np.random.default_rng(seed)
        views = []
        for turn, place in rendered.board_poses(rng):
            seen = camera @ (turn @ (corners - corners.mean(axis=0)).T + place[:, None])
            points = (seen[:2] / seen[2]).T + rng.normal(0, 0.1, (len(corners), 2))
            inside = ((points > 2) & (points < np.array(SIZE) - 3)).all(axis=1)
            ids = np.flatnonzero(inside).astype(np.int32)
            views.append(
                BoardView(points[ids].astype(np.float32), ids, corners[ids], SIZE[::-1])
            )
        task = LensTask(board, still=False)
        task._detector = _Given(views)  # type: ignore[assignment]
        for _ in views:
            task.add(blank)
        covered.append(task.solve().focal_x_px.covers(float(camera[0, 0])))
    assert sum(covered) >= 6


def test_views_without_tilt_tell_no_focal_length(rendered: ModuleType, board: Board) -> None:
    camera = rendered.camera_matrix(*SIZE, 64)
    task = LensTask(board, still=False)
    rng = np.random.default_rng(0)
    for i in range(12):
        turn = rendered.rotation(0, 0, 0)
        place = np.array([60.0 * (i % 4) - 90, 40.0 * (i // 4) - 40, 430.0])
        image = rendered.picture(board, camera, turn, place, SIZE, rng=rng)
        task.add(rendered.frame_of(image, i))
    assert task.progress().ready
    with pytest.raises(DataError, match="ilt the board by 20") as caught:
        task.solve()
    assert caught.value.code == "E-CAL-32"


def test_few_views_and_a_small_part_are_refused(rendered: ModuleType, board: Board) -> None:
    camera = rendered.camera_matrix(*SIZE, 64)
    task = LensTask(board, still=False)
    with pytest.raises(DataError, match=rf"0 of {LEAST_VIEWS}"):
        task.solve()
    rng = np.random.default_rng(0)
    for i in range(10):
        turn = rendered.rotation(0, 0, 15 * i)
        place = np.array([-120.0, 0.0, 800.0])
        image = rendered.picture(board, camera, turn, place, SIZE, rng=rng)
        task.add(rendered.frame_of(image, i))
    with pytest.raises(DataError, match="too little of the picture"):
        task.solve()


def test_before_a_camera_the_board_must_stand_still(rendered: ModuleType, board: Board) -> None:
    camera = rendered.camera_matrix(*SIZE, 64)

    def seen(x: float, i: int) -> str:
        place = np.array([x, 0.0, 430.0])
        image = rendered.picture(board, camera, rendered.rotation(5, 5), place, SIZE)
        return str(task.add(rendered.frame_of(image, i)).hint)

    task = LensTask(board)
    assert [seen(x, i) for i, x in enumerate((0, 0, 0, 20, 20))] == [
        "hold-still",
        "taken",
        "move-on",
        "hold-still",
        "taken",
    ]
    small = np.zeros((120, 160, 3), np.uint8)
    assert task.add(rendered.frame_of(small)).hint == "wrong-size"
    dark = np.zeros((SIZE[1], SIZE[0], 3), np.uint8)
    assert task.add(rendered.frame_of(dark)).hint == "show-board"
