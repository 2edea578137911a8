from __future__ import annotations

import math
import time

import cv2
import numpy as np
import pytest

from liveness.capture.face import Face
from liveness.capture.frame import Frame
from liveness.capture.quality import QUALITY_UNITS, frame_quality


def face(
    box: tuple[float, float, float, float] = (100.0, 50.0, 200.0, 240.0),
    distance_mm: float = 500.0,
) -> Face:
    points = np.zeros((478, 3), np.float32)
    return Face(points, box, 1.0, 2.0, 3.0, 90.0, 18.0, distance_mm)


def noise(seed: int = 1) -> np.ndarray:
    values = np.random.default_rng(seed).integers(40, 200, (360, 640, 3))
    return values.astype(np.uint8)


def test_every_quantity_has_a_unit_and_is_finite() -> None:
    found = frame_quality(Frame(noise(), 0, 0), face())
    assert set(found) == set(QUALITY_UNITS)
    assert all(math.isfinite(value) for value in found.values())
    assert (found["iod_px"], found["yaw_deg"], found["distance_mm"]) == (90.0, 1.0, 500.0)
    assert found["face_width_percent"] == pytest.approx(100 * 200 / 640)


def test_unknown_distance_is_absent() -> None:
    found = frame_quality(Frame(noise(), 0, 0), face(distance_mm=math.nan))
    assert "distance_mm" not in found


def test_no_face_leaves_the_light_of_the_picture() -> None:
    found = frame_quality(Frame(np.full((90, 160, 3), 80, np.uint8), 0, 0), None)
    assert found == {"luma": 80.0, "clipped_percent": 0.0}


def test_blur_lowers_sharpness_step_by_step() -> None:
    image = noise()
    values = [
        frame_quality(Frame(cv2.GaussianBlur(image, (0, 0), s), 0, 0), face())["sharpness"]
        for s in (0.5, 1.5, 4.0)
    ]
    assert values[0] > 2 * values[1] > 4 * values[2]


def test_clipped_counts_single_pixels_of_the_face_only() -> None:
    image = np.full((360, 640, 3), 128, np.uint8)
    image[:, :100] = 255  # outside the face
    image[50:290, 100:150, 1] = 255  # a quarter of the face, in one channel
    found = frame_quality(Frame(image, 0, 0), face())
    assert found["clipped_percent"] == pytest.approx(25.0, abs=1.0)


def test_light_from_one_side_reads_the_same_from_either() -> None:
    image = np.full((360, 640, 3), 60, np.uint8)
    image[:, 200:] = 120
    left = frame_quality(Frame(image, 0, 0), face())["light_ratio"]
    right = frame_quality(Frame(image[:, ::-1].copy(), 0, 0), face((340, 50, 200, 240)))
    assert left == pytest.approx(2.0, rel=0.02)
    assert right["light_ratio"] == pytest.approx(left, rel=0.01)


@pytest.mark.parametrize(
    "box", [(-300.0, -300.0, 200.0, 200.0), (700.0, 0.0, 50.0, 50.0), (10.0, 10.0, 0.2, 0.2)]
)
def test_a_box_outside_or_without_area_leaves_the_geometry(
    box: tuple[float, float, float, float],
) -> None:
    found = frame_quality(Frame(noise(), 0, 0), face(box))
    assert "sharpness" not in found
    assert found["iod_px"] == 90.0


def test_a_black_face_has_no_light_ratio() -> None:
    found = frame_quality(Frame(np.zeros((360, 640, 3), np.uint8), 0, 0), face())
    assert "light_ratio" not in found
    assert found["clipped_percent"] == 100.0


def test_it_is_cheap() -> None:
    image = np.resize(noise(), (720, 1280, 3))
    frame = Frame(image, 0, 0)
    large = face((300, 50, 500, 600))
    costs = []
    for _ in range(20):
        start = time.perf_counter()
        frame_quality(frame, large)
        costs.append(time.perf_counter() - start)
    assert min(costs) < 0.005
    print(f"{1e3 * sorted(costs)[10]:.2f} ms")
