from __future__ import annotations

import cv2
import numpy as np
import pytest

from liveness.capture.scenes.carrier import Carrier, jacobian
from liveness.capture.scenes.movement import Pose
from liveness.capture.scenes.optics import Lens, f32
from liveness.capture.scenes.surface import STEP, Grid, outline, sample

LENS = Lens(640, 360)
TURNED = Pose(9.0, -6.0, 4.0, 5.0, -3.0, 12.0)


def test_samples_lie_where_resize_puts_them() -> None:
    grid = Grid(64, 40)
    grown = cv2.resize(grid.points(), None, fx=STEP, fy=STEP)[STEP:-STEP, STEP:-STEP]
    y, x = np.mgrid[:40, :64]
    np.testing.assert_allclose(grown, np.stack([x, y], -1), atol=1e-4)


def test_sample_is_bilinear() -> None:
    points = Grid(64, 40).points()
    field = points[..., 0] * 2 - points[..., 1] * 3
    at = f32([[10.25, 7.5], [31.0, 22.75]])
    np.testing.assert_allclose(sample(field, at), at @ f32([2, -3]), atol=1e-3)


@pytest.mark.parametrize("radius", [None, 150.0])
def test_inverse_undoes_forward(radius: float | None) -> None:
    carrier = Carrier(LENS, 200, 160, 0.9, 460.0, radius)
    projection = carrier.project(TURNED)
    points = f32(np.random.default_rng(0).uniform((15, 15), (185, 145), (80, 2)))
    back = projection.inverse(projection.forward(points))
    np.testing.assert_allclose(back, points, atol=0.01)


@pytest.mark.parametrize("radius", [None, 150.0])
def test_the_fast_inverse_agrees(radius: float | None) -> None:
    carrier = Carrier(LENS, 200, 160, 0.9, 460.0, radius)
    projection = carrier.project(TURNED)
    frame = Grid(LENS.width, LENS.height).points()
    hull = outline(np.ones(carrier.shape, np.uint8))
    field = projection.inverse_field(frame, hull).reshape(-1, 2)
    exact = projection.inverse(frame.reshape(-1, 2))
    inside = np.logical_and(exact > 5, exact < (195, 155)).all(axis=1)
    assert inside.sum() > 60
    np.testing.assert_allclose(field[inside], exact[inside], atol=0.05)


def test_a_flat_carrier_moves_by_a_homography() -> None:
    carrier = Carrier(LENS, 200, 160, 0.9, 460.0)
    points = f32(np.random.default_rng(1).uniform((15, 15), (185, 145), (50, 2)))
    seen = carrier.project(TURNED).forward(points)
    matrix, _ = cv2.findHomography(points, seen, 0)
    planar = cv2.perspectiveTransform(points[None], matrix)[0]
    assert np.abs(planar - seen).max() < 0.01
    bent = Carrier(LENS, 200, 160, 0.9, 460.0, 150.0).project(TURNED).forward(points)
    matrix, _ = cv2.findHomography(points, bent, 0)
    assert np.abs(cv2.perspectiveTransform(points[None], matrix)[0] - bent).max() > 0.5


def test_jacobian_is_the_scale_of_a_frontal_plane() -> None:
    carrier = Carrier(LENS, 200, 160, 0.9, 460.0)
    slope = jacobian(carrier.project(Pose()), f32([90, 70]))
    np.testing.assert_allclose(slope, np.eye(2) * 0.9 * LENS.focal_px / 460, atol=1e-3)
