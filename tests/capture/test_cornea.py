from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from liveness.capture.cornea import (
    CORNEA_RADIUS_MM,
    Eye,
    EyeReading,
    light_direction,
    read_eye,
)
from liveness.capture.face import IRIS_DIAMETER_MM
from liveness.capture.overlap import best_overlap

FINE = 8

Image = NDArray[np.uint8]


def eye_at(x: float, y: float, radius: float, lid: float = 1.3) -> Eye:
    """Lids as an ellipse, ``lid`` iris radii high."""
    turn = np.linspace(0, 2 * np.pi, 16, endpoint=False)
    lids = np.stack([x + 2.2 * radius * np.cos(turn), y + lid * radius * np.sin(turn)], axis=1)
    return Eye((x, y), radius, lids.astype(np.float32), 0.3)


def drawn(
    eye: Eye,
    shapes: list[tuple[str, float, float, float, float, float]],
    size: tuple[int, int] = (120, 120),
    seed: int = 0,
) -> NDArray[np.uint8]:
    """Draw an iris with highlights ``(kind, dx, dy, width, height, angle)`` in pixels.

    Eight times finer, blurred as by a lens, and reduced by area, with noise.
    """
    height, width = size
    fine = np.full((height * FINE, width * FINE), 190, np.float32)
    middle = (np.array(eye.centre) + 0.5) * FINE
    centre = (round(float(middle[0])), round(float(middle[1])))
    cv2.circle(fine, centre, round(eye.radius * FINE), (50,), -1)
    for kind, dx, dy, w, h, angle in shapes:
        at = (float(middle[0] + dx * FINE), float(middle[1] + dy * FINE))
        box = (at, (w * FINE, h * FINE), angle)
        if kind == "rectangle":
            cv2.fillPoly(fine, [np.rint(cv2.boxPoints(box)).astype(np.int32)], (230,))
        else:
            cv2.ellipse(fine, box, (230,), -1)
    soft = cv2.GaussianBlur(fine, (0, 0), 0.7 * FINE)
    image = cv2.resize(soft, (width, height), interpolation=cv2.INTER_AREA)
    noisy = image + np.random.default_rng(seed).normal(0, 2, image.shape)
    grey = np.clip(np.rint(noisy), 0, 255).astype(np.uint8)
    return np.dstack([grey, grey, grey])


def read(image: NDArray[np.uint8], eye: Eye) -> EyeReading:
    return read_eye(image, eye, 35.0, 3.0)


@pytest.mark.parametrize("radius", [12.0, 18.0, 30.0])
@pytest.mark.parametrize("seed", range(4))
def test_truth_C1_a_highlight_is_placed_to_a_third_of_a_pixel(radius: float, seed: int) -> None:
    random = np.random.default_rng(seed)
    eye = eye_at(60 + random.random(), 60 + random.random(), radius)
    dx, dy = random.uniform(-0.25, 0.25, 2) * radius
    w, h = 0.7 * radius, 0.45 * radius
    found = read(drawn(eye, [("rectangle", dx, dy, w, h, 0)], seed=seed), eye).highlights
    assert len(found) == 1
    error = np.array(found[0].offset) * radius - (dx, dy)
    assert np.hypot(*error) < 0.3
    assert found[0].area * radius**2 == pytest.approx(w * h, rel=0.1)
    assert found[0].aspect == pytest.approx(w / h, rel=0.05)


@pytest.mark.parametrize("radius", [12.0, 18.0])
@pytest.mark.parametrize("angle", [0, 20, 40])
def test_truth_C1_fill_tells_a_rectangle_from_an_ellipse(angle: float, radius: float) -> None:
    eye = eye_at(60, 60, radius)
    fills = {}
    # at 24 px the highlight of section 6: 4.5 x 2.6 mm
    wide, high = 4.5 * 2 * radius / IRIS_DIAMETER_MM, 2.6 * 2 * radius / IRIS_DIAMETER_MM
    for kind in ("rectangle", "ellipse"):
        found = read(drawn(eye, [(kind, 1, -2, wide, high, angle)]), eye).highlights[0]
        fills[kind] = found.fill
        assert abs((found.angle_deg - angle + 90) % 180 - 90) < 6
    assert fills["rectangle"] >= 0.87
    assert fills["ellipse"] == pytest.approx(np.pi / 4, abs=0.025)


def test_truth_C2_a_sphere_mirror_gives_the_direction_of_the_light() -> None:
    random = np.random.default_rng(0)
    radius_px = 18.0
    errors = []
    for _ in range(50):
        # the eye looks at the camera, which may see it off its axis
        ray = np.array([*random.uniform(-0.4, 0.4, 2), 1.0])
        view = -ray / np.linalg.norm(ray)
        light = view + random.uniform(-0.5, 0.5, 3)
        light /= np.linalg.norm(light)
        # on a sphere the normal at the highlight halves the angle between light and view
        normal = light + view
        normal /= np.linalg.norm(normal)
        across = np.cross([0, 1, 0], ray)
        across /= np.linalg.norm(across)
        down = np.cross(ray / np.linalg.norm(ray), across)
        scale = CORNEA_RADIUS_MM / (IRIS_DIAMETER_MM / 2)
        offset = np.array([normal @ across, normal @ down]) * scale
        # a quarter of a pixel off, as measured
        offset += random.normal(0, 0.25 / radius_px, 2)
        found = light_direction((float(offset[0]), float(offset[1])), ray)
        assert found is not None
        errors.append(np.rad2deg(np.arccos(np.clip(found @ light, -1, 1))))
    assert np.median(errors) < 3
    assert max(errors) < 6
    assert light_direction((2.0, 0.0), np.array([0.0, 0.0, 1.0])) is None
    straight = light_direction((0.0, 0.0), np.array([0.0, 0.0, 1.0]))
    assert straight is not None
    np.testing.assert_allclose(straight, [0, 0, -1], atol=1e-12)


def traced(eye: Eye, ray: NDArray[np.float64], light: NDArray[np.float64]) -> Image:
    """Trace a cornea that mirrors a lamp of 7 degrees radius, eight rays a pixel side."""
    side = np.arange(120 * FINE) / FINE - 0.5 + 0.5 / FINE
    scale = IRIS_DIAMETER_MM / 2 / CORNEA_RADIUS_MM / eye.radius
    x, y = (side[None, :] - eye.centre[0]) * scale, (side[:, None] - eye.centre[1]) * scale
    depth = np.sqrt(np.maximum(1 - x**2 - y**2, 0))
    view = -ray / np.linalg.norm(ray)
    across = np.cross([0, 1, 0], -view)
    across /= np.linalg.norm(across)
    down = np.cross(-view, across)
    normal = x[..., None] * across + y[..., None] * down + depth[..., None] * view
    mirrored = 2 * (normal @ view)[..., None] * normal - view
    fine = np.where(np.hypot(x, y) < scale * eye.radius, 50.0, 190.0)
    fine[(mirrored @ light > np.cos(np.deg2rad(7))) & (depth > 0)] = 230
    soft = cv2.GaussianBlur(fine.astype(np.float32), (0, 0), 0.7 * FINE)
    image = cv2.resize(soft, (120, 120), interpolation=cv2.INTER_AREA)
    grey = np.rint(image + np.random.default_rng(0).normal(0, 2, image.shape))
    return np.dstack([grey.clip(0, 255).astype(np.uint8)] * 3)


@pytest.mark.parametrize("azimuth", [-40.0, -15.0, 0.0, 25.0, 45.0])
@pytest.mark.parametrize("elevation", [0.0, 20.0])
def test_truth_C2_a_traced_cornea_gives_the_azimuth_to_three_degrees(
    azimuth: float, elevation: float
) -> None:
    eye, ray = eye_at(60.3, 59.8, 18), np.array([0.1, -0.05, 1.0])
    a, e = np.deg2rad(azimuth), np.deg2rad(elevation)
    light = np.array([np.cos(e) * np.sin(a), -np.sin(e), -np.cos(e) * np.cos(a)])
    found = read(traced(eye, ray, light), eye).highlights
    assert len(found) == 1
    direction = light_direction(found[0].offset, ray)
    assert direction is not None
    assert np.rad2deg(np.arctan2(direction[0], -direction[2])) == pytest.approx(azimuth, abs=3)
    assert np.rad2deg(np.arcsin(-direction[1])) == pytest.approx(elevation, abs=3)


def test_truth_C3_a_screen_shows_at_its_predicted_size() -> None:
    # 24 inch, 531 x 299 mm at 500 mm: 4.1 x 2.3 mm in a convex mirror of 3.9 mm
    eye = eye_at(60, 60, 18)
    mm = 2 * eye.radius / IRIS_DIAMETER_MM
    wide, high = (CORNEA_RADIUS_MM / 2 * side / 500 * mm for side in (531, 299))
    found = read(drawn(eye, [("rectangle", 0, 2, wide, high, 0)]), eye).highlights[0]
    height = np.sqrt(found.area / (found.fill * found.aspect)) * eye.radius
    assert height == pytest.approx(high, rel=0.15)
    assert height * found.aspect == pytest.approx(wide, rel=0.15)


@pytest.mark.parametrize("radius", [12.0, 15.0, 18.0])
def test_truth_C4_one_scene_overlaps_and_two_scenes_do_not(radius: float) -> None:
    random = np.random.default_rng(3)
    same, other = [], []

    def scene() -> list[tuple[str, float, float, float, float, float]]:
        x, y = random.uniform(-0.35, 0.35, 2) * radius
        kind = ("rectangle", "ellipse")[random.integers(2)]
        w, h = random.uniform(0.45, 0.75) * radius, random.uniform(0.25, 0.4) * radius
        return [(kind, x, y, w, h, float(random.uniform(-30, 30)))]

    for seed in range(12):
        one, two = scene(), scene()
        right, left = eye_at(60.3, 60.1, radius), eye_at(59.8, 60.4, 0.96 * radius)
        # a light at half a metre stands a twelfth of a radius apart in the two eyes
        moved = [(kind, x + 0.08 * radius, y, w, h, a) for kind, x, y, w, h, a in one]
        first = read(drawn(right, one, seed=seed), right)
        same.append(best_overlap(first, read(drawn(left, moved, seed=seed + 50), left)))
        other.append(best_overlap(first, read(drawn(left, two, seed=seed + 90), left)))
    assert np.median(same) > 0.8
    assert min(same) > 0.7
    assert np.median(other) < 0.5
    assert np.mean(np.array(same)[:, None] > np.array(other)[None]) > 0.98


def test_several_lamps_overlap_though_each_eye_sees_another_one_brightest() -> None:
    lamps = [("ellipse", x, 0.0, 3.0, 3.0, 0.0) for x in (-6.0, 0.0, 6.0)]
    eyes = eye_at(60, 60, 15)
    readings = []
    for brightest in (0, 2):
        full = drawn(eyes, lamps).astype(np.float32)
        one = drawn(eyes, [lamps[brightest]]).astype(np.float32)
        mixed = 0.45 * full + 0.55 * one
        readings.append(read(mixed.astype(np.uint8), eyes))
    assert readings[0].highlights[0].offset[0] < 0 < readings[1].highlights[0].offset[0]
    assert best_overlap(readings[0], readings[1]) > 0.5


def test_the_white_of_the_eye_is_glare_and_no_highlight() -> None:
    eye = eye_at(60, 60, 15)
    image = drawn(eye, [("ellipse", 12, 0, 12, 20, 0)])
    found = read(image, eye)
    assert found.glare > 0.05
    assert found.highlights == ()
    assert found.inside == 0


def test_a_dark_eye_has_no_highlight_and_a_lid_hides_one() -> None:
    eye = eye_at(60, 60, 15)
    dark = read(drawn(eye, []), eye)
    assert dark.contrast < 35
    assert dark.highlights == ()
    lidded = eye_at(60, 60, 15, lid=0.4)
    hidden = read(drawn(lidded, [("rectangle", 0, -9, 6, 4, 0)]), lidded)
    assert hidden.visible_share < 0.6
    assert hidden.highlights == ()


@pytest.mark.parametrize("centre", [(-500.0, 60.0), (2.0, 3.0), (119.0, 118.0), (1e6, -1e6)])
def test_an_eye_at_or_off_the_edge_is_read_as_far_as_it_is_there(
    centre: tuple[float, float],
) -> None:
    found = read(np.full((120, 120, 3), 90, np.uint8), eye_at(*centre, 12))
    assert found.highlights == ()
    assert np.isnan(found.above).any()
    assert 0 <= found.visible_share < 1
