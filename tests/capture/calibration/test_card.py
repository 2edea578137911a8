from __future__ import annotations

from dataclasses import replace
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest

from liveness.capture.calibration.board import Board
from liveness.capture.calibration.card import FRAMES, DistanceTask
from liveness.datasets.camera_profile import DistanceResult
from liveness.datasets.errors import DataError

SIZE = (640, 480)


def _measured(
    rendered: ModuleType,
    distance: float,
    tilt: float = 20.0,
    *,
    error: float = 0.0,
    calibrated: bool = True,
) -> DistanceResult:
    """Return what a card at a distance gives, the lens known with a relative error."""
    card = Board(columns=7, rows=5, square_mm=30.0)
    camera = rendered.camera_matrix(*SIZE, 64)
    known = camera @ np.diag([1 + error, 1 + error, 1.0])
    task = DistanceTask(card, rendered.lens_of(known, SIZE) if calibrated else None)
    rng = np.random.default_rng(round(distance))
    turn = rendered.rotation(tilt / 2, tilt, 5)
    place = np.array([20.0, 10.0, 0.0])
    place[2] = np.sqrt(distance**2 - place @ place)
    # two pictures in turn: another noise each, and the test stays quick
    pictures = [rendered.picture(card, camera, turn, place, SIZE, rng=rng) for _ in range(2)]
    for i in range(FRAMES):
        task.add(rendered.frame_of(pictures[i % 2], i))
    return task.solve()


@pytest.mark.parametrize("distance", [400.0, 600.0, 800.0])
def test_truth_card_distance_within_5_percent(rendered: ModuleType, distance: float) -> None:
    found = _measured(rendered, distance)
    assert found.reference == "card"
    assert abs(found.distance_mm.value / distance - 1) < 0.05
    assert abs(found.distance_mm.value / distance - 1) < 0.01  # what is reached
    scale = distance / rendered.camera_matrix(*SIZE, 64)[0, 0]
    assert found.scale_mm_per_px.value == pytest.approx(scale, rel=0.01)
    assert found.tilt_deg == pytest.approx(20, abs=6)
    assert found.lens_calibrated


def test_the_interval_covers_the_truth_in_most_seeds(rendered: ModuleType) -> None:
    rng = np.random.default_rng(1)
    covered = [
        _measured(rendered, 500.0 + i, error=float(rng.normal(0, 0.002))).distance_mm.covers(
            500.0 + i
        )
        for i in range(5)
    ]
    assert sum(covered) >= 4


def test_without_a_lens_the_distance_is_uncertain_and_says_so(rendered: ModuleType) -> None:
    found = _measured(rendered, 600.0, calibrated=False)
    assert not found.lens_calibrated
    assert found.distance_mm.sd / found.distance_mm.value > 0.1
    assert "64 degrees are assumed" in found.notes[0]
    # the scale there is the card's own, and needs no lens
    assert found.scale_mm_per_px.sd / found.scale_mm_per_px.value < 0.01


def test_the_light_on_the_card_is_read(rendered: ModuleType) -> None:
    light = _measured(rendered, 400.0).light
    assert light is not None
    assert light.white == pytest.approx(210, abs=3)
    assert light.black == pytest.approx(30, abs=3)
    assert light.unevenness < 1.05


def test_irises_alone_give_a_distance_with_the_spread_of_people(rendered: ModuleType) -> None:
    camera = rendered.camera_matrix(*SIZE, 64)
    focal = float(camera[0, 0])
    blank = rendered.frame_of(np.full((SIZE[1], SIZE[0], 3), 90, np.uint8))
    covered = []
    for seed in range(20):
        rng = np.random.default_rng(seed)
        # somebody's iris, at 50 cm, seen with a pixel's tenth of noise
        iris = rng.normal(11.7, 0.5) * focal / 500
        task = DistanceTask(Board(), rendered.lens_of(camera, SIZE))
        for i in range(FRAMES):
            face = SimpleNamespace(iris_px=iris + rng.normal(0, 0.1))
            task.add(replace(blank, index=i), face)  # type: ignore[arg-type]
        found = task.solve()
        assert found.reference == "iris"
        assert found.distance_mm.sd / found.distance_mm.value == pytest.approx(0.043, abs=0.01)
        covered.append(found.distance_mm.covers(500))
        # no lens is needed for the scale at an iris
        scale = found.scale_mm_per_px
        assert scale.sd / scale.value == pytest.approx(0.043, abs=0.001)
    assert sum(covered) >= 17


def test_neither_card_nor_face_is_refused(rendered: ModuleType) -> None:
    task = DistanceTask(Board())
    blank = rendered.frame_of(np.full((480, 640, 3), 90, np.uint8))
    assert task.add(blank).hint == "show-card-or-face"
    far = SimpleNamespace(iris_px=5.6)
    assert task.add(blank, far).hint == "show-card-or-face"  # type: ignore[arg-type]
    with pytest.raises(DataError, match="px are small, 8 do"):
        task.solve()
    with pytest.raises(DataError, match=f"card in 0 pictures, irises in 0, {FRAMES}") as caught:
        task.solve()
    assert caught.value.code == "E-CAL-32"
