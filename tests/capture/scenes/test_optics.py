from __future__ import annotations

import numpy as np
import pytest

from liveness.capture.scenes.optics import Lens, angles, f32, rotation

NOSE = np.array([0.0, 0.0, -1.0])


def test_signs_of_the_pose_are_those_of_face() -> None:
    assert (rotation(10, 0, 0) @ NOSE)[0] > 0.1  # yaw: the nose points to image right
    assert (rotation(0, 10, 0) @ NOSE)[1] < -0.1  # pitch: up, and y points down
    leaning = rotation(0, 0, 10) @ np.array([1.0, 0.0, 0.0])
    assert leaning[1] > 0.1  # roll: image right goes down, clockwise


@pytest.mark.parametrize("pose", [(8.0, -5.0, 3.0), (-20.0, 12.0, -9.0), (0.0, 0.0, 0.0)])
def test_angles_undo_rotation(pose: tuple[float, float, float]) -> None:
    assert angles(rotation(*pose)) == pytest.approx(pose, abs=1e-9)


def test_pinhole_of_64_degrees() -> None:
    lens = Lens(1280, 720)
    assert np.degrees(2 * np.arctan(640 / lens.focal_px)) == pytest.approx(64.0, abs=0.02)
    seen = lens.project(f32([[0, 0, 500], [11.7, 0, 500]]))
    assert seen[0] == pytest.approx([639.5, 359.5])
    assert seen[1, 0] - seen[0, 0] == pytest.approx(11.7 * 1024 / 500, rel=1e-5)
