from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose

from liveness.capture import geometry

IOD_PX, EYES_CM, AWAY_CM = 182.0, 6.31, 50.0
SCALE = IOD_PX / EYES_CM


@pytest.fixture(scope="module")
def face():
    """The whole canonical face to the ears."""
    return canonical(8.0, 9.0)


@pytest.fixture(scope="module")
def inner_face():
    return canonical(6.5, 8.5)


def canonical(wide, tall):
    """468 points on the canonical face, cm: a thin plate through its known points."""
    random = np.random.default_rng(1)
    radius, angle = np.sqrt(random.random(468)), 2 * np.pi * random.random(468)
    flat = np.column_stack([wide * radius * np.sin(angle), tall * radius * np.cos(angle) - 0.5])
    shape = geometry.ThinPlate(geometry.CANONICAL_CM[:, :2], geometry.CANONICAL_CM[:, 2])
    points = np.column_stack([flat, shape(flat)])
    return points - points.mean(0)


def flattened(face):
    """The frontal picture of the face, as a plane."""
    return np.column_stack([seen(face) / SCALE * [1, -1], np.zeros(len(face))])


def seen(points, yaw=0.0, pitch=0.0, away=AWAY_CM):
    """Pixels of points in cm after a turn."""
    a, b = np.radians([yaw, pitch])
    turn = np.array([[np.cos(a), 0, np.sin(a)], [0, 1, 0], [-np.sin(a), 0, np.cos(a)]])
    nod = np.array([[1, 0, 0], [0, np.cos(b), -np.sin(b)], [0, np.sin(b), np.cos(b)]])
    x, y, z = (points @ (nod @ turn).T).T
    return (SCALE * AWAY_CM / (away - z))[:, None] * np.column_stack([x, -y])


def swept(points, yaw, pitch, sigma, seed=0):
    """Reference and 30 frames of a sinusoidal sweep, with noise in all."""
    random = np.random.default_rng(seed)
    phase = np.arange(30) * 2 * np.pi / 30
    tracks = np.array([seen(points, yaw * np.sin(p), pitch * np.sin(2 * p)) for p in phase])
    return (
        seen(points) + sigma * random.standard_normal((len(points), 2)),
        tracks + sigma * random.standard_normal(tracks.shape),
    )


def residual_p90(points, yaw, pitch, sigma, seed=0):
    reference, tracks = swept(points, yaw, pitch, sigma, seed)
    left = [geometry.plane_residual(reference, track) for track in tracks]
    return float(np.quantile(left, 0.9)) / IOD_PX


@pytest.mark.parametrize(
    ("yaw", "pitch", "expected"), [(3, 2, 0.020), (6, 4, 0.033), (15, 8, 0.077)]
)
def test_truth_D1_residual_of_face_and_plane(face, yaw, pitch, expected):
    plane = flattened(face)
    assert residual_p90(plane, yaw, pitch, 0.0) < 1e-6
    assert residual_p90(face, yaw, pitch, 1.0) == pytest.approx(expected, rel=0.1)
    # two noisy pictures leave twice the sigma over both axes
    assert residual_p90(plane, yaw, pitch, 1.0) == pytest.approx(2 / IOD_PX, rel=0.1)


@pytest.mark.parametrize(("yaw", "pitch", "least"), [(3, 2, 6.0), (6, 4, 7.0), (15, 8, 7.5)])
def test_truth_D1_rank_of_face_and_plane(face, yaw, pitch, least):
    _, of_face = geometry.track_rank(swept(face, yaw, pitch, 1.0)[1])
    share, of_plane = geometry.track_rank(swept(flattened(face), yaw, pitch, 1.0)[1])
    assert least < of_face < 1.35 * least
    assert of_plane == pytest.approx(1.1, abs=0.15)
    assert share < 0.02


def test_truth_D2_noise_sweep(face):
    plane = flattened(face)
    for sigma in (0.3, 1.0, 2.0):
        for yaw, pitch, clean in ((3, 2, 0.0157), (6, 4, 0.0311), (15, 8, 0.0706)):
            together = np.hypot(clean, 2 * sigma / IOD_PX)
            assert residual_p90(face, yaw, pitch, sigma) == pytest.approx(together, rel=0.1)
            noise = residual_p90(plane, yaw, pitch, sigma)
            assert noise == pytest.approx(2 * sigma / IOD_PX, rel=0.1)


@pytest.mark.parametrize("sigma", [0.3, 1.0])
def test_truth_D2_face_and_plane_are_parted_from_six_degrees(face, sigma):
    plane = flattened(face)
    seeds = range(12)
    lowest = min(residual_p90(face, 6, 4, sigma, s) for s in seeds)
    highest = max(residual_p90(plane, 6, 4, sigma, s) for s in seeds)
    assert lowest > 1.5 * highest, "AUC 1, and with room"


def test_truth_D4_approach_leaves_parallax_of_a_face_only(inner_face):
    expected = {45: 0.0021, 40: 0.0047, 35: 0.0081, 30: 0.0125, 25: 0.0186}
    plane = flattened(inner_face)
    for away, residual in expected.items():
        iod = IOD_PX * AWAY_CM / away  # of the nearer picture
        found = geometry.plane_residual(seen(inner_face), seen(inner_face, away=away)) / iod
        assert found == pytest.approx(residual, rel=0.1)
        assert geometry.plane_residual(seen(plane), seen(plane, away=away)) < 1e-6 * iod


def test_thin_plate_interpolates_and_needs_a_plane_of_points():
    random = np.random.default_rng(0)
    points, values = random.random((20, 2)), random.random((20, 3))
    assert_allclose(geometry.ThinPlate(points, values)(points), values, atol=1e-8)
    line = np.column_stack([np.arange(5.0), np.arange(5.0)])
    with pytest.raises(np.linalg.LinAlgError):
        geometry.ThinPlate(line, np.ones(5))


def test_homography_is_found_and_its_tangent_is_its_derivative():
    random = np.random.default_rng(0)
    points = random.random((30, 2))
    true = np.array([[1.1, 0.1, 3], [-0.05, 0.9, -2], [0.02, 0.01, 1]])
    there = geometry.apply_homography(true, points)
    found = geometry.fit_homography(points, there)
    assert_allclose(found / found[2, 2], true, atol=1e-5)
    assert geometry.fit_homography(points[:3], there[:3]) is None
    assert np.isnan(geometry.plane_residual(points[:3], there[:3]))
    tangent = geometry.homography_tangent(points)
    small = np.eye(3) + 1e-6 * random.standard_normal((3, 3))
    moved = (geometry.apply_homography(small, points) - points).T.ravel()
    left = moved - tangent @ np.linalg.lstsq(tangent, moved, rcond=None)[0]
    assert np.abs(left).max() < 1e-10


def test_similarity_and_rotation_are_found():
    random = np.random.default_rng(0)
    flat, solid = random.random((10, 2)), random.random((10, 3))
    turn = np.array([[0.6, -0.8], [0.8, 0.6]])
    found = geometry.fit_similarity(flat, 2 * flat @ turn.T + [3, 4])
    assert_allclose(found, np.column_stack([2 * turn, [3, 4]]), atol=1e-12)
    axes = np.linalg.qr(random.standard_normal((3, 3)))[0]
    axes *= np.sign(np.linalg.det(axes))
    assert_allclose(geometry.rotation(solid, 3 * solid @ axes.T + 5), axes, atol=1e-12)


def test_bend_radius_is_that_of_the_cylinder():
    for angle in (0.0, 0.7):
        c, s = np.cos(angle), np.sin(angle)
        bend = np.array([c * c, 2 * c * s, s * s]) / (2 * 90.0)
        assert geometry.bend_radius_mm(bend) == pytest.approx(90.0)
    assert geometry.bend_radius_mm(np.zeros(3)) == np.inf
