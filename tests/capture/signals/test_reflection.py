from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from liveness.capture.face import EYE_LEFT, EYE_RIGHT, LEFT_IRIS, RIGHT_IRIS, Face
from liveness.capture.frame import Frame
from liveness.capture.geometry import EYE_RING_LEFT, EYE_RING_RIGHT
from liveness.capture.signal import Signal, SignalContext
from liveness.capture.signals.reflection import ReflectionParameters, ReflectionSignal
from liveness.datasets.evidence import Evidence

EYES = ((RIGHT_IRIS, EYE_RING_RIGHT, EYE_RIGHT), (LEFT_IRIS, EYE_RING_LEFT, EYE_LEFT))
MIDDLES = ((220.3, 160.2), (359.8, 159.7))
Shape = tuple[float, float, float, float]
"""Offset x, y, width and height of a highlight, iris radii."""

LAMP: Shape = (0.2, -0.15, 0.6, 0.4)


def face_with(radius: float = 14, openness: float = 0.32) -> Face:
    landmarks = np.zeros((478, 3), np.float32)
    for (iris, ring, ratio), (x, y) in zip(EYES, MIDDLES, strict=True):
        landmarks[iris, :2] = (x, y)
        for step, (dx, dy) in enumerate(((1, 0), (0, -1), (-1, 0), (0, 1))):
            landmarks[iris + 1 + step, :2] = (x + dx * radius, y + dy * radius)
        turn = np.linspace(0, 2 * np.pi, len(ring), endpoint=False)
        width, height = 2.4 * radius, 2.4 * radius * openness * 1.3
        landmarks[list(ring), 0] = x - width * np.cos(turn)
        landmarks[list(ring), 1] = y + height * np.sin(turn)
        across = (-1, -0.4, 0.4, 1, 0.4, -0.4)
        down = (0, -1, -1, 0, 1, 1)
        for index, right, below in zip(ratio, across, down, strict=True):
            landmarks[index, :2] = (x + right * width, y + below * width * openness)
    return Face(landmarks, (100, 20, 380, 440), 0, 0, 0, 140, 2 * radius, 400)


@lru_cache(maxsize=32)
def picture(
    radius: float, right: tuple[Shape, ...], left: tuple[Shape, ...], light: int = 235
) -> NDArray[np.uint8]:
    fine = np.full((320 * 4, 580 * 4), 180, np.uint8)
    for (x, y), shapes in zip(MIDDLES, (right, left), strict=True):
        middle = (np.array([x, y]) + 0.5) * 4
        centre = (round(float(middle[0])), round(float(middle[1])))
        cv2.circle(fine, centre, round(radius * 4), (45,), -1)
        for dx, dy, width, height in shapes:
            at = middle + 4 * radius * np.array([dx, dy])
            box = ((float(at[0]), float(at[1])), (width * radius * 4, height * radius * 4), 0)
            cv2.fillPoly(fine, [np.rint(cv2.boxPoints(box)).astype(np.int32)], (light,))
    soft = cv2.GaussianBlur(fine, (0, 0), 2.4)
    grey = np.asarray(cv2.resize(soft, (580, 320), interpolation=cv2.INTER_AREA), np.float32)
    noise = np.random.default_rng(0).normal(0, 2, grey.shape)
    return np.dstack([np.clip(grey + noise, 0, 255).astype(np.uint8)] * 3)


def run(
    signal: ReflectionSignal, image: NDArray[np.uint8], face: Face | None, analyses: int = 20
) -> Evidence:
    for n in range(3 * analyses):
        signal.update(Frame(image.copy(), n * 33_000_000, n), face)
    return signal.evidence()


def look(
    right: tuple[Shape, ...],
    left: tuple[Shape, ...],
    radius: float = 14,
    face: Face | None = None,
    light: int = 235,
) -> Evidence:
    image = picture(radius, right, left, light)
    return run(ReflectionSignal(), image, face_with(radius) if face is None else face)


def test_it_is_a_signal() -> None:
    signal = ReflectionSignal()
    assert isinstance(signal, Signal)
    assert ReflectionSignal.Parameters is ReflectionParameters
    assert not signal.evidence().valid


def test_eyes_that_agree_say_a_little_for_a_person_and_that_a_photo_keeps_it() -> None:
    found = look((LAMP,), (LAMP,))
    assert found.valid
    assert 0.2 < found.llr < 0.5
    assert found.raw["overlap"] > 0.8
    assert "a photo or replay of real eyes keeps that" in found.reasons[0]
    assert found.raw["fill"] > 0.85
    assert found.raw["aspect"] == pytest.approx(1.5, rel=0.12)
    assert found.raw["offset_difference"] < 0.05


def test_eyes_that_disagree_speak_for_a_generated_face() -> None:
    found = look((LAMP,), ((-0.3, 0.3, 0.35, 0.5),))
    assert found.valid
    assert found.llr == -1.5
    assert found.raw["overlap"] < 0.3


def test_a_disagreement_of_small_eyes_does_not_count() -> None:
    found = look((LAMP,), ((-0.3, 0.3, 0.45, 0.6),), radius=10)
    assert not found.valid
    assert "cannot tell why, 24 is needed" in found.reasons[0]


def test_truth_C2_the_light_of_the_highlight_is_told_and_compared_with_the_screen() -> None:
    # straight into the lens: a highlight in the middle comes from the camera's direction
    lamp = (0.0, 0.0, 0.5, 0.4)
    screen = (0.0, 0.0, -1.0)
    signal = ReflectionSignal(None, SignalContext(screen_direction=screen))
    found = run(signal, picture(18, (lamp,), (lamp,)), face_with(18))
    assert found.raw["light_azimuth_deg"] == pytest.approx(0, abs=3)
    assert found.raw["light_elevation_deg"] == pytest.approx(0, abs=3)
    assert found.raw["screen_angle_deg"] < 4
    # sin of the normal's angle is .3 radii of 5.85 mm over 7.8 mm; the light's is twice it
    aside = (-0.3, 0.0, 0.5, 0.4)
    moved = look((aside,), (aside,), radius=18)
    expected = -2 * np.rad2deg(np.arcsin(0.3 * 5.85 / 7.8))
    assert moved.raw["light_azimuth_deg"] == pytest.approx(expected, abs=3)
    # both eyes look the same, but the camera sees them 17 degrees apart, so the lamps differ
    apart = np.rad2deg(2 * np.arctan(69.75 / (290 / np.tan(np.deg2rad(32)))))
    assert moved.raw["light_difference_deg"] == pytest.approx(apart, abs=2)


def mirrored(light: NDArray[np.float64], screen: NDArray[np.float64]) -> Evidence:
    """A face before a lamp in one direction, both unit vectors; the context knows a screen."""
    focal = 290 / np.tan(np.deg2rad(32))
    lamps = []
    for x, y in MIDDLES:
        ray = np.array([(x - 290) / focal, (y - 160) / focal, 1.0])
        view = -ray / np.linalg.norm(ray)
        normal = light + view
        normal /= np.linalg.norm(normal)
        across = np.cross([0, 1, 0], -view)
        across /= np.linalg.norm(across)
        radii = np.array([normal @ across, normal @ np.cross(-view, across)]) * 7.8 / 5.85
        lamps.append((float(radii[0]), float(radii[1]), 0.5, 0.4))
    known = (float(screen[0]), float(screen[1]), float(screen[2]))
    signal = ReflectionSignal(None, SignalContext(screen_direction=known))
    return run(signal, picture(18, (lamps[0],), (lamps[1],)), face_with(18))


def towards(azimuth: float, elevation: float) -> NDArray[np.float64]:
    a, e = np.deg2rad(azimuth), np.deg2rad(elevation)
    return np.array([np.cos(e) * np.sin(a), -np.sin(e), -np.cos(e) * np.cos(a)])


@pytest.mark.parametrize("azimuth", [-20.0, 0.0, 20.0])
def test_truth_C2_the_light_of_the_known_screen_is_told_from_another(azimuth: float) -> None:
    light = towards(azimuth, 8)
    same = mirrored(light, towards(azimuth, 8))
    assert same.raw["light_azimuth_deg"] == pytest.approx(azimuth, abs=3)
    assert same.raw["light_elevation_deg"] == pytest.approx(8, abs=3)
    assert same.raw["screen_angle_deg"] < 4
    assert same.raw["light_difference_deg"] < 6
    other = mirrored(light, towards(azimuth - 35, 8))
    assert other.raw["screen_angle_deg"] == pytest.approx(35, abs=4)
    told = [reason for reason in other.reasons if "the known screen lies" in reason]
    assert told == [f"the known screen lies {other.raw['screen_angle_deg']:.0f} deg from it"]
    # a room has other lamps than the screen: told, not weighed
    assert other.llr == pytest.approx(same.llr)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("small", "the iris is 12 px wide, 16 are needed"),
        ("closed", "eyes are open 0.10"),
        ("dark", "no highlight"),
        ("glare", "glare covers"),
        ("nobody", "no face"),
        ("squint", "of an iris is visible"),
    ],
)
def test_truth_C6_it_abstains_and_says_why(name: str, reason: str) -> None:
    image = picture(14, (LAMP,), (LAMP,))
    face: Face | None = face_with()
    if name == "small":
        image, face = picture(6, (LAMP,), (LAMP,)), face_with(6)
    elif name == "closed":
        face = face_with(openness=0.1)
    elif name == "dark":
        image = picture(14, (), ())
    elif name == "glare":
        big = (0.2, 0.0, 1.3, 1.0)
        image = picture(14, (big,), (big,))
    elif name == "nobody":
        face = None
    elif name == "squint":
        face = face_with()
        middle = np.array(MIDDLES[0])
        ring = list(EYE_RING_RIGHT)
        face.landmarks[ring, 1] = middle[1] + 0.25 * (face.landmarks[ring, 1] - middle[1])
        for index, down in zip(EYE_RIGHT, (0, -1, -1, 0, 1, 1), strict=True):
            face.landmarks[index, 1] = middle[1] + down * 10
    found = run(ReflectionSignal(), image, face)
    assert not found.valid
    assert found.llr == 0
    assert found.reasons[0].startswith(reason) or reason in found.reasons[0]


def test_shape_is_told_only_where_the_iris_has_the_pixels() -> None:
    assert "fill" in look((LAMP,), (LAMP,), radius=13).raw
    assert "fill" not in look((LAMP,), (LAMP,), radius=11).raw


def test_more_pixels_and_more_readings_make_more_quality() -> None:
    small, large = look((LAMP,), (LAMP,), radius=10), look((LAMP,), (LAMP,), radius=16)
    assert small.quality < large.quality
    signal = ReflectionSignal()
    image, face = picture(14, (LAMP,), (LAMP,)), face_with()
    assert not run(signal, image, face, analyses=4).valid
    early = run(signal, image, face, analyses=2)
    assert 0 < early.quality < run(signal, image, face, analyses=20).quality


def test_the_map_is_made_only_when_asked() -> None:
    signal = ReflectionSignal()
    found = run(signal, picture(14, (LAMP,), (LAMP,)), face_with())
    assert found.map is None
    assert found.overlay == ()
    shown = signal.evidence(with_map=True)
    assert shown.map is not None
    assert (shown.map.kind, shown.map.unit) == ("highlight", "levels")
    assert shown.map.values.shape[1] == 2 * shown.map.values.shape[0]
    assert np.nanmax(shown.map.values) > 100
    # iris, outline and rectangle of each eye, over the eyes in the picture
    assert len(shown.overlay) == 6
    for drawing, (x, y) in zip((shown.overlay[0], shown.overlay[3]), MIDDLES, strict=True):
        np.testing.assert_allclose(drawing.xy.mean(axis=0), (x, y), atol=0.5)
    assert (shown.llr, shown.raw) == (found.llr, found.raw)


def test_reset_is_a_fresh_start_and_the_same_frames_give_the_same_evidence() -> None:
    used = ReflectionSignal()
    run(used, picture(14, (LAMP,), ()), face_with())
    used.reset()
    image = picture(14, (LAMP,), (LAMP,))
    again, fresh = (run(s, image, face_with()) for s in (used, ReflectionSignal()))
    assert (again.llr, again.quality, again.raw) == (fresh.llr, fresh.quality, fresh.raw)


@pytest.mark.parametrize("size", [(1, 1), (30, 900), (320, 580)])
@pytest.mark.parametrize("fault", ["none", "nan", "inf", "far", "zero", "huge"])
def test_a_strange_frame_never_raises(size: tuple[int, int], fault: str) -> None:
    face = face_with()
    if fault == "nan":
        face.landmarks[RIGHT_IRIS] = np.nan
    elif fault == "inf":
        face.landmarks[:] = np.inf
    elif fault == "far":
        face.landmarks[:, :2] += 1e7
    elif fault == "zero":
        face.landmarks[:] = 0
    elif fault == "huge":
        face.landmarks[:] *= 1e4
    signal = ReflectionSignal()
    found = run(signal, np.full((*size, 3), 255, np.uint8), face, analyses=6)
    assert not found.valid
    assert np.isfinite(signal.evidence(with_map=True).llr)
    assert set(found.raw) <= set(ReflectionSignal.units)
