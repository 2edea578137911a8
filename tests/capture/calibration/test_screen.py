from __future__ import annotations

from types import ModuleType

import cv2
import numpy as np
import pytest

from liveness.capture.calibration.board import Board
from liveness.capture.calibration.screen import ScreenTask
from liveness.datasets.camera_profile import ScreenResult
from liveness.datasets.errors import DataError

SIZE = (960, 540)
SHOWN = Board(columns=12, rows=7, square_mm=40.0, first_id=100)
PLACE = np.array([15.0, 180.0, -10.0])


def _turn(rendered: ModuleType) -> np.ndarray:
    # who reads the screen sees x to the right, which is the camera's left
    return np.asarray(rendered.rotation(8, -5, 2) @ np.diag([-1.0, 1.0, -1.0]))


def _task(rendered: ModuleType, seed: int, error: float = 0.0, **how: object) -> ScreenTask:
    rng = np.random.default_rng(seed)
    camera = rendered.camera_matrix(*SIZE, 64)
    known = camera @ np.diag([1 + error, 1 + error, 1.0])
    task = ScreenTask(SHOWN, rendered.lens_of(known, SIZE, 0.003), 531, 299, still=False)
    images = rendered.mirrors(SHOWN, camera, _turn(rendered), PLACE, SIZE, rng, **how)
    for i, image in enumerate(images):
        task.add(rendered.frame_of(image, i))
    return task


def _off_deg(rendered: ModuleType, found: ScreenResult) -> float:
    turn = cv2.Rodrigues(np.array(found.rotation))[0]
    return float(np.degrees(np.linalg.norm(cv2.Rodrigues(turn @ _turn(rendered).T)[0])))


@pytest.mark.parametrize(("seed", "error"), [(0, 0.0), (1, 0.004), (2, -0.004)])
def test_truth_screen_within_5_degrees(rendered: ModuleType, seed: int, error: float) -> None:
    found = _task(rendered, seed, error).solve()
    assert _off_deg(rendered, found) < 5
    assert _off_deg(rendered, found) < 0.5  # what is reached
    assert found.angle_sd_deg < 0.5
    for place, true in zip(found.centre_mm, PLACE, strict=True):
        assert abs(place.value - true) < 4 * max(place.sd, 0.3)
    # where the light comes from, seen from an eye half a metre before the camera
    direction = np.array(found.direction_from((0.0, 0.0, 500.0)))
    true = PLACE - [0, 0, 500]
    assert np.degrees(np.arccos(direction @ true / np.linalg.norm(true))) < 5


def test_the_interval_covers_the_truth_in_most_seeds(rendered: ModuleType) -> None:
    covered = []
    for seed in range(10, 14):
        error = float(np.random.default_rng(seed).normal(0, 0.003))
        found = _task(rendered, seed, error).solve()
        covered += [e.covers(t) for e, t in zip(found.centre_mm, PLACE, strict=True)]
    assert sum(covered) >= 9


def test_mirrors_about_one_axis_are_refused(rendered: ModuleType) -> None:
    task = _task(rendered, 0, sideways=False)
    assert task.progress().ready
    with pytest.raises(DataError, match="one axis only") as caught:
        task.solve()
    assert caught.value.code == "E-CAL-32"


def test_a_screen_needs_a_lens_and_mirrors(rendered: ModuleType) -> None:
    with pytest.raises(DataError, match="alibrate the lens first"):
        ScreenTask(SHOWN, None, 531, 299)
    task = _task(rendered, 0, count=3)
    with pytest.raises(DataError, match="too few mirrors"):
        task.solve()
    blank = np.zeros((SIZE[1], SIZE[0], 3), np.uint8)
    assert task.add(rendered.frame_of(blank)).hint == "show-screen"
    assert task.add(rendered.frame_of(blank[:100])).hint == "wrong-size"
