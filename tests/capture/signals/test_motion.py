from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from liveness.capture import geometry
from liveness.capture.face import EYE_LEFT, EYE_RIGHT
from liveness.capture.frame import Frame
from liveness.capture.fusion import FusionWeights
from liveness.capture.signal import Signal
from liveness.capture.signals import _flow
from liveness.capture.signals._blink import BlinkCounter, eye_aspect_ratio
from liveness.capture.signals._flow import Triple
from liveness.capture.signals._form import RIGID_FORM, Shape
from liveness.capture.signals._organic import History, judge
from liveness.capture.signals.motion import MotionSignal

FPS = 30.0


class Stage:
    """A textured face that sways, and moves by itself as it is told."""

    def __init__(self, face_maker, noise=2.0):
        self.face = face_maker(relief=0.0)
        self.noise = noise
        self.random = np.random.default_rng(7)
        rows, columns = self.face.texture.shape
        y, x = np.mgrid[0:rows, 0:columns].astype(np.float32)
        self.x, self.y = x, y
        # mouth and brows, where faces move
        self.bumps = [
            np.exp(-((x - cx) ** 2 + (y - cy) ** 2) / (2 * 22**2))
            for cx, cy in ((300, 320), (345, 322), (265, 165), (375, 165))
        ]

    def image(self, own, aside):
        """Own motion: (4, 2) px of the four bumps; aside: global shift in px."""
        dx, dy = (sum(o[k] * b for o, b in zip(own, self.bumps, strict=True)) for k in (0, 1))
        x = (self.x - aside[0] - dx).astype(np.float32)
        y = (self.y - aside[1] - dy).astype(np.float32)
        grey = cv2.remap(
            self.face.texture, x, y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT
        )
        grey = grey + self.noise * self.random.standard_normal(grey.shape)
        return np.repeat(np.clip(np.round(grey), 0, 255).astype(np.uint8)[..., None], 3, 2)

    def clip(self, kind, count=40, fps=FPS):
        for i in range(count):
            aside = np.array([12 * np.sin(i / 8), 5 * np.cos(i / 11)])
            own = np.zeros((4, 2))
            if kind == "live":
                phase = np.array([[0, 1], [0.4, 1.3], [2, 0], [2.2, 0.3]])
                own = 4 * np.sin(2 * np.pi * i / 24 + phase)
            if kind == "jitter":
                own = 1.2 * self.random.standard_normal((4, 2))
            seen = self.face.face(shift=tuple(aside * 500 / 900), jitter=0.2)
            yield Frame(self.image(own, aside), round(i / fps * 1e9), i), seen


def scored(clip):
    signal = MotionSignal()
    for frame, face in clip:
        signal.update(frame, face)
    return signal


@pytest.fixture(scope="module")
def shown(face_maker):
    return {
        kind: scored(Stage(face_maker).clip(kind)) for kind in ("live", "jitter", "uniform")
    }


def test_is_a_signal():
    signal = MotionSignal()
    assert isinstance(signal, Signal)
    assert signal.evidence().reasons == ("no face",)


def test_truth_F2_size_and_coherence(shown):
    live, jitter, uniform = (shown[k].evidence().raw for k in ("live", "jitter", "uniform"))
    assert live["coherence"] > 0.8
    assert -0.6 <= jitter["coherence"] <= -0.35
    assert uniform["over_floor"] < 2
    assert 0.4 < uniform["over_floor"], "the floor is that of this noise"
    assert live["over_floor"] > 2
    assert jitter["over_floor"] > 2


def test_verdicts_of_the_triplet(shown):
    live, jitter, uniform = (shown[k].evidence() for k in ("live", "jitter", "uniform"))
    assert live.llr > 1
    assert live.reasons[0].startswith("the face moves by itself")
    assert jitter.llr == MotionSignal.cap[0]
    assert uniform.llr == MotionSignal.cap[0]
    assert uniform.reasons[0].startswith("moves like one rigid thing")
    assert set(live.raw) <= set(MotionSignal.units)


def masked(face_maker, kind):
    """A relief that turns: a mask, a head that blinks, one that speaks without a sound."""
    maker = face_maker()
    lips = list(geometry.LIPS_OUTER)
    for i in range(64):
        yaw, shut = 7 * np.sin(i / 10), kind == "blink" and 30 <= i < 35
        pose = {"yaw": yaw, "shift": (3 * np.sin(i / 8), 0.0)}
        seen = maker.face(**pose, jitter=0.3, ear=0.08 if shut else 0.31)
        if kind == "mouth":
            seen.landmarks[lips, 1] += 3 * np.sin(i / 3)
        yield Frame(maker.image(**pose), round(i / FPS * 1e9), i), seen


def test_a_rigid_mask_that_turns_is_told_from_a_head(face_maker):
    found = {
        kind: scored(masked(face_maker, kind)).evidence() for kind in ("mask", "blink", "mouth")
    }
    assert found["mask"].llr < -1.5
    assert found["mask"].reasons[0].startswith("moves like one rigid thing")
    assert found["mask"].raw["turn"] > 10
    assert found["blink"].llr > found["mask"].llr + 0.5
    assert found["blink"].raw["blinks"] == 1
    assert found["mouth"].llr > 0.5
    assert "mouth changed by" in found["mouth"].reasons[0]
    # never alone: at the prior weight of motion the lowest llr is above the limit
    weights = FusionWeights.prior()
    assert weights.weight("motion", -1.0) * MotionSignal.cap[0] > weights.reject


@pytest.mark.parametrize(
    ("over", "blinks", "least", "most"),
    [(1.0, 0, -2, -2), (1.9, 0, -1.2, 0), (1.9, 1, 0.3, 1.5), (5.0, 0, 1.5, 1.5)],
)
def test_verdict_by_the_change_of_shape(over, blinks, least, most):
    triples = History(60)
    for _ in range(60):
        triples.add(Triple(0.001, 0.001, 0.3, 0.01, 0.00085, {}))
    shape = Shape({name: over * usual for name, usual in RIGID_FORM.items()}, 12.0)
    found = judge(triples, shape, blinks, full=60, max_floor=0.0015, cap=MotionSignal.cap)
    assert least <= found.llr <= most
    assert found.quality == 1


def test_a_shape_that_kept_still_with_its_head_says_nothing():
    triples = History(60)
    for _ in range(60):
        triples.add(Triple(0.001, 0.001, 0.0, 0.0005, 0.001, {}))
    shape = Shape(dict(RIGID_FORM), 0.5)
    found = judge(triples, shape, 0, full=60, max_floor=0.0015, cap=MotionSignal.cap)
    assert found.quality == 0
    assert "the head moved only 0.05 % of IOD per frame" in found.reason


def test_parts_of_the_face_are_told_apart(shown):
    raw = shown["live"].evidence().raw
    assert raw["mouth"] > 1.5 * raw["eyes"]


def test_a_plane_that_does_not_move_says_nothing(face_maker):
    stage = Stage(face_maker)
    clip = (
        (
            Frame(stage.image(np.zeros((4, 2)), (0, 0)), round(i / FPS * 1e9), i),
            stage.face.face(),
        )
        for i in range(36)
    )
    evidence = scored(clip).evidence()
    assert not evidence.valid
    assert "the head moved only" in evidence.reasons[0]


@pytest.mark.parametrize("what", ["shift", "affine", "planar", "bumps"])
def test_truth_F1_flow_of_pictures(face_maker, what):
    """What the signal's own flow measures of a known one, within .15 px."""
    texture = face_maker().texture[100:356, 180:436]
    y, x = np.mgrid[0:256, 0:256].astype(np.float32)
    u, v = (x - 128) / 128, (y - 128) / 128
    bump = np.exp(-((x - 110) ** 2 + (y - 140) ** 2) / (2 * 25**2))
    there = {
        "shift": (2.3 + 0 * u, -1.6 + 0 * u),
        "affine": (1 + 2 * u - v, 0.5 * u + 1.5 * v),
        "planar": (1.5 * u * u + 0.5 * u * v, 1.5 * u * v + 0.5 * v * v),
        "bumps": (2.0 * bump, -1.5 * bump),
    }[what]
    from_x, from_y = x.copy(), y.copy()
    for _ in range(10):
        back = [
            cv2.remap(t.astype(np.float32), from_x, from_y, cv2.INTER_LINEAR) for t in there
        ]
        from_x, from_y = x - back[0], y - back[1]
    second = cv2.remap(texture, from_x, from_y, cv2.INTER_CUBIC, None, cv2.BORDER_REFLECT)
    pair = [np.clip(np.round(p), 0, 255).astype(np.uint8) for p in (texture, second)]
    flow = MotionSignal()._dis.calc(*pair, None)
    left = np.hypot(flow[..., 0] - there[0], flow[..., 1] - there[1])[24:-24, 24:-24]
    assert left.mean() < 0.15


def test_truth_F3_planar_flow_of_plane_and_relief(face_maker):
    """Share of the flow that no plane's motion explains (Bao et al., 2009)."""
    share = {}
    for relief in (0.0, 1.0):
        face = face_maker(relief=relief)
        # a head turns about its own middle, not about a plane behind the face
        aside = -float(face.height(face.mesh[:468]).mean()) * np.sin(np.radians(12))
        poses = [{}, {"yaw": 12.0, "shift": (aside, 0.0)}]
        (one, before), (two, _) = face.clip(poses, jitter=0)
        first = _flow.crop(one, before, 400, 400)
        second = _flow.crop(two, before, 400, 400)
        flow = MotionSignal()._dis.calc(first.grey, second.grey, None)
        inner = np.hypot(*((first.points - 200) / (110, 145)).T) < 1
        moved = _flow.sample(flow, first.points[inner])
        assert np.hypot(*moved.T).mean() > 1
        left = _flow.residual(first.points[inner], moved).bent
        share[relief] = np.hypot(*left.T).sum() / np.hypot(*moved.T).sum()
    assert share[0.0] < 0.1
    assert share[1.0] > 0.3


@pytest.mark.parametrize("what", ["shift", "affine", "planar"])
def test_truth_F1_known_global_flow_is_taken_out(what):
    random = np.random.default_rng(2)
    points = random.uniform(0, 256, (468, 2)).astype(np.float32)
    x, y = (points.T - 128) / 128
    flow = {
        "shift": np.column_stack([3 + 0 * x, -2 + 0 * x]),
        "affine": np.column_stack([1 + 2 * x - y, 0.5 * x + 3 * y]),
        "planar": np.column_stack([x * x + 0.5 * x * y, x * y + 0.5 * y * y]),
    }[what].astype(np.float32)
    plane, left, _ = _flow.residual(points, flow)
    assert np.abs(left).max() < 1e-4
    assert_allclose(plane, flow, atol=1e-4)
    bump = np.exp(-(x**2 + y**2) / 0.05)[:, None] * [1.0, 0.0]
    _, left, _ = _flow.residual(points, flow + bump.astype(np.float32))
    assert np.sqrt((left**2).sum(1).mean()) > 0.7 * np.sqrt((bump**2).sum(1).mean())


def test_rigid_turn_is_no_motion_of_its_own():
    random = np.random.default_rng(2)
    points = random.uniform(0, 256, (468, 2)).astype(np.float32)
    near = 40 * np.exp(-((points - 128) ** 2).sum(1) / (2 * 30.0**2))
    flow = (near[:, None] * [0.05, 0.02]).astype(np.float32)
    _, as_plane, as_head = _flow.residual(points, flow, near)
    assert np.abs(as_plane).max() > 0.3
    assert np.abs(as_head).max() < 1e-4


def test_truth_F4_repeated_frames(face_maker):
    clip = list(Stage(face_maker).clip("live", 34))
    doubled = []
    for frame, face in clip:
        for half in range(2):
            i = 2 * frame.index + half
            doubled.append((Frame(frame.image, round(i / FPS * 1e9), i), face))
    evidence = scored(doubled).evidence()
    assert_allclose(evidence.raw["duplicates"], 0.5, atol=0.02)
    assert not evidence.valid
    assert "% of the frames repeat" in evidence.reasons[0]


def test_truth_F4_dropped_frames(face_maker):
    clip = [pair for pair in Stage(face_maker).clip("live", 40) if pair[0].index % 10 != 5]
    raw = scored(clip).evidence().raw
    assert_allclose(raw["dropped"], 4 / 35, atol=1e-6)
    assert raw["triples"] < 38 - 2 * 4, "no triple spans a gap"


def test_slow_video_abstains(face_maker):
    evidence = scored(Stage(face_maker).clip("live", 12, fps=12.0)).evidence()
    assert not evidence.valid
    assert evidence.reasons == ("12.0 frames per second, 20 are needed",)


def test_small_face_and_short_clip_abstain(face_maker):
    face = face_maker()
    small = face.face(distance=1600.0)
    signal = MotionSignal()
    signal.update(Frame(face.image(distance=1600.0), 0, 0), small)
    assert "px between the eyes" in signal.evidence().reasons[0]
    short = scored(Stage(face_maker).clip("live", 8)).evidence()
    assert short.reasons == ("6 of 30 frame triples so far",)


def blink_train(face, starts_s, last_s, seconds, both=True):
    counter = BlinkCounter()
    random = np.random.default_rng(5)
    for i in range(int(seconds * FPS)):
        at = i / FPS
        shut = any(start <= at < start + last_s for start in starts_s)
        ear = (0.08 if shut else 0.31) + 0.008 * random.standard_normal()
        seen = face.face(ear=ear)
        if not both:
            mesh = np.array(seen.landmarks)
            mesh[list(EYE_LEFT)] = face.face(ear=0.31).landmarks[list(EYE_LEFT)]
            seen = type(seen)(mesh, seen.box, 0, 0, 0, seen.iod_px, seen.iris_px, 500)
        counter.add(seen, round(at * 1e9))
    return counter.count


@pytest.mark.parametrize("last_ms", [80, 150, 250, 400])
def test_truth_F5_blink_train_is_counted(face_maker, last_ms):
    starts = [1.0, 2.1, 3.5, 5.0, 6.2]
    assert blink_train(face_maker(), starts, last_ms / 1000, 8) == len(starts)


def test_truth_F5_long_closure_and_wink_are_no_blinks(face_maker):
    assert blink_train(face_maker(), [2.0], 0.9, 5) == 0
    assert blink_train(face_maker(), [2.0, 3.0], 0.15, 5, both=False) == 0


def test_truth_F5_eye_aspect_ratio_is_analytic(face_maker):
    for ratio in (0.1, 0.31, 0.4):
        mesh = face_maker().mesh.copy()
        face_maker.open_eyes(mesh, ratio)
        for eye in (EYE_RIGHT, EYE_LEFT):
            assert_allclose(eye_aspect_ratio(mesh, eye), ratio, rtol=1e-6)


def test_map_only_on_request(shown, monkeypatch):
    signal = shown["live"]
    evidence = signal.evidence(with_map=True)
    assert evidence.map.kind == "flow"
    assert evidence.map.unit == "% IOD"
    assert evidence.map.direction.shape == evidence.map.values.shape
    assert np.isnan(evidence.map.values[0, 0])
    assert np.nanmax(evidence.map.values) > 0.3
    assert evidence.overlay[0].xy.shape[1:] == (2, 2)

    def fail(*_):
        raise AssertionError("a map that nobody asked for")

    monkeypatch.setattr(_flow, "picture", fail)
    assert signal.evidence().map is None


def test_reset_equals_fresh_and_runs_repeat(face_maker):
    clip = list(Stage(face_maker).clip("live", 34))
    used = scored(Stage(face_maker).clip("jitter", 10))
    used.reset()
    fresh = MotionSignal()
    for frame, face in clip:
        used.update(frame, face)
        fresh.update(frame, face)
    one, other = used.evidence(with_map=True), fresh.evidence(with_map=True)
    assert (one.llr, one.quality, dict(one.raw)) == (other.llr, other.quality, dict(other.raw))
    np.testing.assert_array_equal(one.map.values, other.map.values)


@settings(max_examples=25, deadline=None)
@given(
    x=st.floats(-700, 700),
    y=st.floats(-500, 500),
    size=st.floats(1e-3, 8),
    seed=st.integers(0, 99),
    shape=st.sampled_from([(480, 640), (1, 1), (30, 700), (64, 64)]),
)
def test_strange_frames_never_raise(face_of, landmarks, x, y, size, seed, shape):
    random = np.random.default_rng(seed)
    moved = (landmarks - [320, 240, 0]) * size + [320 + x, 240 + y, 0]
    signal = MotionSignal()
    for i, (rows, columns) in enumerate([(480, 640), (480, 640), shape, shape, shape]):
        image = random.integers(0, 256, (rows, columns, 3)).astype(np.uint8)
        shifted = (moved + random.normal(0, 3, moved.shape)).astype(np.float32)
        signal.update(Frame(image, i * 33_000_000, i), face_of(shifted))
        assert np.isfinite(signal.evidence(with_map=True).llr)


@pytest.fixture(scope="module")
def landmarks(face_maker):
    return face_maker().face().landmarks.astype(np.float64)


def test_degenerate_face_and_grey_picture_never_raise(face_maker, face_of):
    signal = MotionSignal()
    grey = np.full((480, 640, 3), 90, np.uint8)
    seen = face_maker().face()
    lost = face_of(np.full((478, 3), np.nan, np.float32))
    for i in range(40):
        grey = grey.copy()
        grey[0, 0] = i
        grey[200:260, 300:340] = 90 + i % 2
        signal.update(Frame(grey, i * 33_000_000, i), seen if i < 36 else lost)
        assert np.isfinite(signal.evidence(with_map=True).llr)
