from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from liveness.capture import geometry
from liveness.capture.frame import Frame
from liveness.capture.signal import Signal
from liveness.capture.signals import _corners, _relief
from liveness.capture.signals._parallax import likelihood_ratio
from liveness.capture.signals.depth import DepthSignal


def sway(amplitude, count=18):
    """Yaw to both sides, ten pictures a second."""
    return [{"yaw": amplitude * np.sin(2 * np.pi * i / count)} for i in range(count)]


def scored(face, poses, **how):
    signal = DepthSignal()
    for frame, seen in face.clip(poses, fps=10.0, **how):
        signal.update(frame, seen)
    return signal


def pair_of(face, **pose):
    """The reference, and the pair, of the frontal face and one pose."""
    (first, before), (second, after) = face.clip([{}, pose])
    reference = _corners.make_reference(first, before, corners=140, distance_mm=500)
    return reference, _corners.track(reference, second, after)


def test_is_a_signal():
    signal = DepthSignal()
    assert isinstance(signal, Signal)
    assert signal.evidence().reasons == ("no face",)


@pytest.fixture(scope="module")
def turned(face_maker):
    """A relief and a plane after the same sway of 6 degrees."""
    return {relief: scored(face_maker(relief=relief), sway(6.0)) for relief in (1.0, 0.0)}


def test_truth_D7_corners_part_relief_from_plane(face_maker):
    _, relief = pair_of(face_maker(), yaw=6.0)
    _, plane = pair_of(face_maker(relief=0.0), yaw=6.0)
    assert relief.plane_residual >= 5 * plane.plane_residual
    assert plane.plane_residual < 0.001


def test_relief_is_accepted_and_plane_rejected(turned):
    relief, plane = turned[1.0].evidence(), turned[0.0].evidence()
    assert relief.valid
    assert relief.llr > 1
    assert relief.quality > 0.5
    assert plane.valid
    assert plane.llr < -1
    assert plane.quality > 0.5
    assert relief.raw["sheet_ratio"] > 5 * plane.raw["sheet_ratio"]
    assert abs(plane.raw["parallax"]) < 0.05
    assert set(relief.raw) <= set(DepthSignal.units)


def test_the_turn_is_measured_on_the_relief(turned):
    assert_allclose(turned[1.0].evidence().raw["rotation"], 6.0, atol=1.0)


def test_truth_D6_mesh_depth_alone_accepts_nobody(face_maker):
    """The plane's landmarks carry the very z of the relief's; it must not help."""
    relief, plane = face_maker(), face_maker(relief=0.0)
    one, other = (f.face(yaw=6.0).landmarks[:, 2] for f in (relief, plane))
    assert_allclose(one, other, atol=1e-3)
    assert scored(plane, sway(12.0, 8)).evidence().llr < -1


def test_truth_D3_bent_print_is_no_face(face_maker):
    ratios, radii = [], []
    for radius in (60.0, 90.0, 200.0):
        evidence = scored(face_maker(bend_mm=radius), sway(6.0, 12)).evidence()
        assert evidence.llr < -1
        assert evidence.raw["sheet_ratio"] < 0.3, "the bend is explained"
        assert evidence.raw["bend_share"] > 0.95
        ratios.append(evidence.raw["plane_ratio"])
        radii.append(evidence.raw["bend_radius"])
    assert 1 > ratios[0] > ratios[1] > ratios[2] > 0.1, "between plane and face, as 1 / radius"
    assert_allclose(radii, [60, 90, 200], rtol=0.35)


def test_truth_D4_approach_alone(face_maker):
    nearer = [{"distance": 500.0 - 15 * i} for i in range(11)]
    relief = scored(face_maker(), nearer).evidence()
    plane = scored(face_maker(relief=0.0), nearer).evidence()
    assert relief.raw["rotation"] < 1.5
    assert abs(relief.raw["scale_change"] - 1) > 0.2
    assert relief.llr > 0.5, "weaker than a turn"
    assert plane.llr < -1


def test_truth_D5_relief_is_measured_with_its_sign(face_maker):
    for amount in (1.0, -0.6):
        face = face_maker(relief=amount)
        reference, pair = pair_of(face, yaw=6.0, pitch=4.0)
        found = _relief.relief(reference, [pair])
        true = amount * reference.canonical_mm[found.which]
        linear = np.column_stack([reference.points[found.which], np.ones(len(found.which))])
        flat = [
            v - linear @ np.linalg.lstsq(linear, v, rcond=None)[0]
            for v in (true, found.height_mm)
        ]
        assert np.corrcoef(*flat)[0, 1] > 0.9
        assert found.correlation * amount > 0.5 * abs(amount)
        if amount == 1.0:
            assert 0.7 < np.std(flat[1]) / np.std(flat[0]) < 1.3, "in millimetres"


def test_truth_D8_a_replayed_turning_head_passes(face_maker):
    """The documented limit: what was recorded has true parallax."""
    face = face_maker()
    signal = DepthSignal()
    for frame, seen in face.clip(sway(8.0, 10), fps=10.0):
        screen = np.clip(0.8 * frame.image.astype(np.float32) + 20, 0, 255).astype(np.uint8)
        signal.update(Frame(screen, frame.time_ns, frame.index), seen)
    assert signal.evidence().llr > 1


def test_still_head_abstains_with_the_numbers(face_maker):
    evidence = scored(face_maker(), [{}] * 5).evidence()
    assert not evidence.valid
    assert evidence.reasons[0].startswith("head still: turned 0.")
    assert "of 1.5 degrees" in evidence.reasons[0]


def test_noise_without_relief_does_not_accept(face_maker):
    """A residual that is large but has no shape of a face must not count for one."""
    evidence = scored(face_maker(relief=0.0), sway(3.0, 12), noise=25.0).evidence()
    assert evidence.llr <= 0


def test_small_face_abstains(face_maker):
    evidence = scored(face_maker(), [{"distance": 1600.0}] * 4).evidence()
    assert not evidence.valid
    assert "px between the eyes" in evidence.reasons[0]


def test_grey_picture_has_no_corners(face_maker):
    face = face_maker()
    signal = DepthSignal()
    for i in range(3):
        signal.update(Frame(np.full((480, 640, 3), 90, np.uint8), i * 10**8, i), face.face())
    assert "of 60 corners found" in signal.evidence().reasons[0]


def test_lost_face_is_forgotten(turned, face_maker):
    signal = scored(face_maker(), sway(6.0, 8))
    assert signal.evidence().valid
    blank = np.zeros((480, 640, 3), np.uint8)
    signal.update(Frame(blank, 1_100_000_000, 11), None)
    assert signal.evidence().valid, "a short gap keeps it"
    signal.update(Frame(blank, 4_000_000_000, 40), None)
    assert signal.evidence().reasons[0].startswith("no face for")
    frame, seen = next(face_maker().clip([{}]))
    signal.update(Frame(frame.image.copy(), 4_100_000_000, 41), seen)
    assert not signal.evidence().valid


def test_map_only_on_request(turned, monkeypatch):
    signal = turned[1.0]
    evidence = signal.evidence(with_map=True)
    assert evidence.map.kind == "relief"
    assert evidence.map.unit == "mm"
    values = evidence.map.values
    assert np.isnan(values[0, 0])
    assert np.isfinite(values[32, 32])
    nose, cheeks = values[28:34, 30:34].mean(), np.nanmean(values[30:36, [12, 13, 50, 51]])
    assert nose > cheeks + 10, "the nose stands out, millimetres"

    def fail(*_):
        raise AssertionError("a map that nobody asked for")

    monkeypatch.setattr(_relief, "relief_map", fail)
    signal._map = None
    assert signal.evidence().map is None


def test_reset_equals_fresh_and_runs_repeat(face_maker):
    clip = list(face_maker().clip(sway(6.0, 8), fps=10.0))
    used = scored(face_maker(relief=0.0), sway(4.0, 4))
    used.reset()
    fresh = DepthSignal()
    for frame, seen in clip:
        used.update(frame, seen)
        fresh.update(frame, seen)
    one, other = used.evidence(with_map=True), fresh.evidence(with_map=True)
    assert (one.llr, one.quality, dict(one.raw)) == (other.llr, other.quality, dict(other.raw))
    np.testing.assert_array_equal(one.map.values, other.map.values)


def test_likelihood_ratio_rises_and_yields_to_doubt():
    ratios = [likelihood_ratio(share, 0.0) for share in np.linspace(-0.3, 1.5, 60)]
    assert np.all(np.diff(ratios) >= 0)
    assert ratios[0] < -4
    assert abs(likelihood_ratio(1.0, 2.0)) < 0.5 < likelihood_ratio(1.0, 0.0)


def test_parallax_expects_what_is_there(face_maker):
    reference, pair = pair_of(face_maker(), yaw=6.0)
    sums = _relief.parallax(reference, pair)
    assert_allclose(sums.plane.common / sums.plane.expected, 1.0, atol=0.2)
    assert sums.sheet.expected < sums.plane.expected


@settings(max_examples=25, deadline=None)
@given(
    x=st.floats(-700, 700),
    y=st.floats(-500, 500),
    size=st.floats(1e-3, 8),
    seed=st.integers(0, 99),
    shape=st.sampled_from([(480, 640), (1, 1), (30, 700), (64, 64)]),
)
def test_strange_frames_never_raise(face_maker, face_of, x, y, size, seed, shape):
    random = np.random.default_rng(seed)
    landmarks = (face_maker_landmarks(face_maker) - [320, 240, 0]) * size + [
        320 + x,
        240 + y,
        0,
    ]
    signal = DepthSignal()
    for i, (rows, columns) in enumerate([(480, 640), shape, shape]):
        image = random.integers(0, 256, (rows, columns, 3)).astype(np.uint8)
        shifted = landmarks + random.normal(0, 3, landmarks.shape)
        signal.update(Frame(image, i * 10**8, i), face_of(shifted.astype(np.float32)))
        evidence = signal.evidence(with_map=True)
        assert np.isfinite(evidence.llr)


_landmarks: dict[str, np.ndarray] = {}


def face_maker_landmarks(face_maker):
    if "one" not in _landmarks:
        _landmarks["one"] = face_maker().face().landmarks.astype(np.float64)
    return _landmarks["one"]


def test_degenerate_face_never_raises(face_of):
    signal = DepthSignal()
    for i, landmarks in enumerate((np.zeros((478, 3)), np.full((478, 3), np.nan))):
        frame = Frame(np.zeros((100, 100, 3), np.uint8), i * 10**8, i)
        face = face_of(landmarks.astype(np.float32))
        signal.update(frame, face)
        assert not signal.evidence(with_map=True).valid


def test_canonical_height_has_the_nose_in_front(face_maker):
    xy = face_maker().face().xy
    nose, cheek = geometry.canonical_height_mm(xy, xy[[4, 50]].astype(np.float64))
    assert_allclose(nose - cheek, 75.9 - 35.3, atol=0.1)
