"""True depth from a camera that has it, on synthetic depth."""

from __future__ import annotations

import numpy as np
import pytest

from liveness.capture.comparator import check_depth_consistency
from liveness.capture.frame import Frame
from liveness.capture.signals import _sensor
from liveness.capture.signals.depth import DepthSignal

FOCAL, CENTRE = 900.0, np.array([320.0, 240.0])


def depth_of(height, *, tilt=0.0, noise=0.0, distance=500.0, step=1):
    """Depth picture (480, 640) / step of a height over the frontal plane, mm."""
    y, x = np.mgrid[0:480:step, 0:640:step]
    flat = (np.stack([x, y], -1).reshape(-1, 2) - CENTRE) * distance / FOCAL
    slope = np.tan(np.radians(tilt))
    depth = (distance - height(flat)) / (1 - slope * flat[:, 0] / distance)
    depth += noise * np.random.default_rng(0).standard_normal(len(depth))
    return np.round(depth).clip(1, 65000).astype(np.uint16).reshape(x.shape)


def plane(flat):
    return np.zeros(len(flat))


def cylinder(radius):
    return lambda at: (
        np.sqrt(radius**2 - np.clip(abs(at[:, 0]), 0, 0.95 * radius) ** 2) - radius
    )


@pytest.fixture(scope="module")
def maker(face_maker):
    return face_maker()


def sensed(maker, height, **how):
    image = np.zeros((480, 640, 3), np.uint8)
    return _sensor.sense(Frame(image, 0, 0, depth_mm=depth_of(height, **how)), maker.face())


@pytest.mark.parametrize("how", [{}, {"tilt": 15.0}, {"noise": 5.0}, {"step": 2}])
def test_face_plane_and_bent_print(maker, how):
    face, flat = sensed(maker, maker.height, **how), sensed(maker, plane, **how)
    bent = sensed(maker, cylinder(90.0), **how)
    assert face.plane_rms > 6
    assert face.correlation > 0.95
    assert flat.plane_rms < 1
    assert abs(flat.correlation) < 0.5
    assert bent.plane_rms > 3, "a bend is no plane"
    assert bent.sheet_rms < 1, "but a sheet"
    assert bent.radius == pytest.approx(90, rel=0.2)
    cap = DepthSignal.cap
    assert _sensor.likelihood_ratio(face, cap) > 1
    assert _sensor.likelihood_ratio(flat, cap) < -1
    assert _sensor.likelihood_ratio(bent, cap) < -1


def test_relief_that_is_no_face_does_not_accept(maker):
    waves = sensed(maker, lambda at: 15 * np.sin(at[:, 0] / 8) * np.sin(at[:, 1] / 8))
    assert waves.sheet_rms > 3
    assert _sensor.likelihood_ratio(waves, DepthSignal.cap) == 0
    hollow = sensed(maker, lambda at: -maker.height(at))
    assert _sensor.likelihood_ratio(hollow, DepthSignal.cap) == 0


def test_holes_and_background(maker):
    depth = depth_of(maker.height)
    image = np.zeros((480, 640, 3), np.uint8)
    empty = Frame(image, 0, 0, depth_mm=np.zeros_like(depth))
    assert _sensor.sense(empty, maker.face()) is None
    holes = depth.copy()
    holes[np.random.default_rng(0).random(depth.shape) < 0.3] = 0
    found = _sensor.sense(Frame(image, 0, 0, depth_mm=holes), maker.face())
    assert found.plane_rms == pytest.approx(
        _sensor.sense(Frame(image, 0, 0, depth_mm=depth), maker.face()).plane_rms, rel=0.05
    )
    assert found.covered == pytest.approx(0.7, abs=0.03)


def test_the_signal_takes_the_depth_camera_for_its_evidence(maker):
    """A still head before a depth camera needs no turn."""
    for height, sign in ((maker.height, 1), (plane, -1)):
        signal = DepthSignal()
        depth = depth_of(height, noise=3.0)
        for i in range(6):
            image = np.zeros((480, 640, 3), np.uint8)
            signal.update(Frame(image, i * 10**8, i, depth_mm=depth), maker.face())
        evidence = signal.evidence(with_map=True)
        assert evidence.valid
        assert sign * evidence.llr > 1
        assert evidence.quality == pytest.approx(1, abs=0.05)
        assert "depth camera" in evidence.reasons[0]
        assert set(evidence.raw) <= set(DepthSignal.units)
        assert evidence.map.unit == "mm"
        assert evidence.map.title.startswith("depth camera")
        signal.update(Frame(np.zeros((480, 640, 3), np.uint8), 9 * 10**9, 90), None)
        assert not signal.evidence().valid, "a face that is gone says nothing"


def test_the_popular_rule_tells_them_apart_on_true_depth(maker):
    xy = maker.face().xy
    for height, holds in ((maker.height, True), (plane, False)):
        depth = depth_of(height).astype(float)
        found = check_depth_consistency(depth, xy, source="depth camera", iod=63)
        assert found.consistent is holds
