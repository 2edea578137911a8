from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import cv2
import numpy as np
import pytest

from liveness.capture.demo import DEMO_SCENES, DemoSource
from liveness.capture.scenes.displays import MONITOR, PHONE, Display
from liveness.capture.scenes.optics import Lens
from liveness.capture.scenes.screens import ReplayScene

Demo = Callable[..., DemoSource]
REPLAYS = ("replay-phone", "replay-monitor")
RELIEF = ("bona-fide", "mask-rigid", "face-swap-live")


@pytest.mark.parametrize("scene", [s for s in DEMO_SCENES if s not in REPLAYS])
def test_measured_tracks_agree_with_the_true_flow(demo: Demo, measure: Any, scene: str) -> None:
    source = demo(scene)
    before, now = (measure.grey(source.frame(k).image) for k in (12, 13))
    points = measure.corners(before, source.truth(12))
    found, alive = measure.track(before, now, points)
    flow = source.truth(13).flow(points)
    error = np.linalg.norm(found - points - flow, axis=1)[alive]
    assert alive.sum() >= 60
    assert np.median(error) < (0.3 if scene == "face-swap-live" else 0.12)
    assert np.percentile(error, 85) < (0.9 if scene == "face-swap-live" else 0.3)


@pytest.mark.parametrize("display", [PHONE, MONITOR])
def test_a_replay_s_flow_is_the_shown_head_s(display: Display, measure: Any) -> None:
    # the grid stays with the sensor and the screen; without it the shown skin can be tracked
    clean = replace(display, grid_contrast=0.0, ripple=0.0)
    scene = ReplayScene(Lens(1280, 720), 0, 0, 30.0, clean)
    before, now = (measure.grey(scene.render(k)) for k in (12, 13))
    points = measure.corners(before, scene.truth(12))
    found, alive = measure.track(before, now, points)
    flow = scene.truth(13).flow(points)
    assert np.linalg.norm(flow, axis=1).mean() > 0.5
    error = np.linalg.norm(found - points - flow, axis=1)[alive]
    assert np.median(error) < 0.15


def test_a_print_is_planar_and_a_head_is_not(demo: Demo, measure: Any) -> None:
    turns = {}
    for scene in ("bona-fide", "print-matte", "print-bent"):
        source = demo(scene)
        yaw = [source.truth(k).yaw_deg for k in range(0, 108, 3)]
        first = 3 * int(np.argmin(yaw))
        last = next(
            k
            for k in range(first, first + 90, 3)
            if source.truth(k).yaw_deg > yaw[first // 3] + 7
        )
        turns[scene] = measure.unplanar(source, first, last)
    assert turns["print-matte"] < 0.002
    assert turns["bona-fide"] > 5 * turns["print-matte"]
    assert turns["print-matte"] * 2 < turns["print-bent"] < turns["bona-fide"] / 2


@pytest.mark.parametrize(
    "scene", ["replay-phone", "replay-monitor", "print-matte", "print-bent"]
)
def test_the_grid_in_the_spectrum_is_the_true_one(demo: Demo, measure: Any, scene: str) -> None:
    source = demo(scene)
    truth = source.truth(5)
    level, period, angle = measure.peak(source.frame(5).image, truth.landmarks[4])
    assert level > 22
    assert truth.pattern is not None
    assert period == pytest.approx(truth.pattern.period_px, rel=0.04)
    off = abs(angle - truth.pattern.angle_deg)
    # a halftone's second direction is nearly as strong as its first
    assert min(off, 180 - off, abs(off - 90)) < 3


@pytest.mark.parametrize("scene", RELIEF)
def test_skin_has_no_grid(demo: Demo, measure: Any, scene: str) -> None:
    source = demo(scene)
    truth = source.truth(5)
    assert truth.pattern is None
    assert measure.peak(source.frame(5).image, truth.landmarks[4])[0] < 19


@pytest.mark.parametrize("scene", DEMO_SCENES)
def test_depth_is_a_relief_or_a_plane(demo: Demo, scene: str) -> None:
    truth = demo(scene).truth(20)
    dense = truth.depth_map()
    assert dense.shape == (720, 1280)
    at = np.rint(truth.landmarks[[4, 50, 280, 152]]).astype(int)
    np.testing.assert_allclose(
        dense[at[:, 1], at[:, 0]], truth.depth_mm[[4, 50, 280, 152]], atol=2
    )
    assert np.isnan(dense[3, 3])
    design = np.column_stack([truth.landmarks[:468], np.ones(468)])
    rest = np.linalg.lstsq(design, truth.depth_mm[:468], rcond=None)[1]
    rms = float(np.sqrt(rest[0] / 468))
    if scene in RELIEF:
        assert rms > 8
        assert truth.relief_mm[4] < truth.relief_mm[50] < truth.relief_mm[234]
    elif scene == "print-bent":
        assert 0.5 < rms < 8
    else:
        assert rms < 0.5


@pytest.mark.parametrize("scene", REPLAYS)
def test_a_display_flickers_at_its_true_rate(demo: Demo, scene: str) -> None:
    source = demo(scene)
    truth = source.truth(0)
    assert truth.refresh_hz is not None
    # each row is exposed at its own time; what moves with the hand is slower along the rows
    x = int(truth.landmarks[4, 0])
    strips = [source.frame(k).image[100:620, x - 125 : x + 125, 1] for k in range(16)]
    rows = np.log(np.array(strips, float).mean(axis=2) + 1)
    rows -= rows.mean(axis=0)
    times = (np.arange(16) / 30)[:, None] + np.arange(100, 620) / 720 * truth.readout_s

    def power(hz: float) -> float:
        return float(abs((rows * np.exp(-2j * np.pi * hz * times)).sum()))

    wrong = [truth.refresh_hz + shift for shift in (-11, -7, 7, 11)]
    assert power(truth.refresh_hz) > 2 * max(power(hz) for hz in wrong)


def test_nothing_but_a_display_flickers(demo: Demo) -> None:
    assert all(demo(s).truth(0).refresh_hz is None for s in DEMO_SCENES if s not in REPLAYS)


@pytest.mark.parametrize("scene", DEMO_SCENES)
def test_mediapipe_finds_the_face_where_the_truth_says(
    demo: Demo, measure: Any, scene: str, face_mesh: Any
) -> None:
    source = demo(scene)
    errors, irises, found = [], [], 0
    for index in range(0, 100, 9):
        seen = face_mesh(source.frame(index).image)
        if seen is None:
            continue
        found += 1
        truth = source.truth(index)
        off = np.linalg.norm(seen - truth.landmarks, axis=1) / measure.iod(truth)
        errors.append(np.median(off[:468]))
        if truth.openness[0] > 0.8:
            irises.append(np.linalg.norm(seen[469] - seen[471]))
    assert found >= 11
    assert np.mean(errors) < 0.035
    if scene == "bona-fide":
        assert np.median(irises) >= 24
        assert min(measure.iod(source.truth(k)) for k in range(0, 120, 4)) >= 120


@pytest.fixture(scope="module")
def face_mesh() -> Any:
    import mediapipe as mp

    mesh = mp.solutions.face_mesh.FaceMesh(static_image_mode=True, refine_landmarks=True)

    def find(image: Any) -> Any:
        result = mesh.process(cv2.cvtColor(image, cv2.COLOR_BGR2RGB)).multi_face_landmarks
        if not result:
            return None
        height, width = image.shape[:2]
        return np.array([[p.x * width - 0.5, p.y * height - 0.5] for p in result[0].landmark])

    yield find
    mesh.close()


def test_highlights_are_where_the_truth_says(demo: Demo) -> None:
    source = demo()
    checked = 0
    for index in range(0, 60, 6):
        truth, image = source.truth(index), source.frame(index).image
        for corners in truth.highlights:
            if corners is None:
                continue
            middle = corners.mean(axis=0)
            x, y = np.rint(middle).astype(int)
            part = image[y - 3 : y + 4, x - 6 : x + 7].min(axis=2).astype(float)
            weight = np.maximum(part - part.min() - 0.5 * np.ptp(part), 0)
            rows, columns = np.mgrid[-3:4, -6:7]
            assert np.ptp(part) > 80
            found = np.array([(weight * columns).sum(), (weight * rows).sum()]) / weight.sum()
            assert np.linalg.norm(found - (middle - (x, y))) < 0.6
            assert cv2.contourArea(corners) == pytest.approx(35, rel=0.6)
            checked += 1
    assert checked >= 10


def test_both_eyes_agree_live_and_not_under_a_swap(demo: Demo) -> None:
    def disagreement(scene: str) -> float:
        offsets = []
        for index in range(0, 90, 3):
            truth = demo(scene).truth(index)
            one, two = truth.highlights
            if one is not None and two is not None:
                right = one.mean(0) - truth.landmarks[468]
                left = two.mean(0) - truth.landmarks[473]
                offsets.append(np.linalg.norm(right - left))
        assert len(offsets) >= 5
        return float(np.median(offsets))

    assert disagreement("bona-fide") < 1.5
    assert disagreement("face-swap-live") > 3


def test_paper_and_masks_have_no_mirror(demo: Demo) -> None:
    for scene in ("print-matte", "print-bent", "mask-rigid"):
        assert demo(scene).truth(7).highlights == (None, None)


def test_a_blink_is_seen(demo: Demo) -> None:
    source = demo()
    openness = [source.truth(k).openness[0] for k in range(90)]
    shut = int(np.argmin(openness))
    wide = next(k for k in range(shut, 90) if openness[k] == 1)
    assert openness[shut] == 0

    def eye(index: int) -> Any:
        x, y = np.rint(source.truth(index).landmarks[468]).astype(int)
        return source.frame(index).image[y - 5 : y + 6, x - 9 : x + 10].mean(axis=2)

    assert np.median(eye(shut)) > np.median(eye(wide)) + 15  # a lid is lighter than an iris
    assert eye(shut).max() < eye(wide).max() - 30  # and shows no highlight
    assert openness.count(1.0) > 60


def test_a_swap_jitters_from_frame_to_frame(demo: Demo) -> None:
    def coherence(scene: str) -> float:
        """Correlation of the inner face's residual motion with that of the frame after."""
        source, rests = demo(scene), []
        points = source.truth(30).landmarks[[50, 280, 4, 205, 425, 197, 5, 101, 330, 36, 266]]
        start = points
        for index in range(31, 43):
            flow = source.truth(index).flow(points)
            design = np.column_stack([start, np.ones(len(start))])
            fit = np.linalg.lstsq(design, flow, rcond=None)[0]
            rests.append((flow - design @ fit).ravel())
            points = points + flow
        pairs = [np.corrcoef(a, b)[0, 1] for a, b in itertools.pairwise(rests)]
        return float(np.mean(pairs))

    assert coherence("bona-fide") > 0.8
    assert -0.75 < coherence("face-swap-live") < -0.3


def test_the_skin_has_a_pulse_under_the_noise(demo: Demo) -> None:
    # a live face against a mask: green of the cheeks, less what the frame does as a whole
    source = demo()
    head = source._scene()._head
    frames = [head.frame(k).state.pulse for k in range(0, 60)]
    assert max(frames) - min(frames) > 1
    image = np.full((720, 1280, 3), 100, np.uint8)
    strong = int(np.argmax(frames))
    head._flush(image, head.frame(strong))
    added = image[..., 1].astype(float) - 100
    assert 0.3 < added.max() <= 1
    assert 0.02 < added.mean() * added.size / 60000 < 2
