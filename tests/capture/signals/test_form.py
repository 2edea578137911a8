from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liveness.capture.geometry import LIPS_OUTER
from liveness.capture.signals._form import LEAST, RIGID_FORM, ROOM, Form, Shape
from liveness.capture.signals._organic import LIVE_FORM, RIGID_SPREAD, shape_llr

JITTER_PX = 0.23
"""Of the tracker on a still picture."""


def watched(clip):
    form = Form()
    for face in clip:
        form.add(face)
    return form.shape()


def turning(face_maker, count=60, *, jitter=JITTER_PX, ears=None):
    """A relief that turns by 8 degrees to either side; the mesh alone, no pictures."""
    maker = face_maker()
    for i in range(count):
        yaw, pitch = 8 * np.sin(i / 9), 3 * np.cos(i / 13)
        ear = 0.31 if ears is None else ears[i]
        yield maker.face(yaw=yaw, pitch=pitch, jitter=jitter, ear=ear)


def moved(face, index, by):
    mesh = np.array(face.landmarks)
    mesh[list(index), :2] += by
    return type(face)(mesh, face.box, 0, 0, 0, face.iod_px, face.iris_px, 500)


def test_a_rigid_relief_that_turns_leaves_the_jitter(face_maker):
    shape = watched(turning(face_maker))
    iod = face_maker().face().iod_px
    jitter = JITTER_PX * np.sqrt(2) / iod
    for size in shape.parts.values():
        assert size == pytest.approx(jitter, rel=0.25)
    assert shape.over < 1.2
    assert shape.turn_deg == pytest.approx(np.hypot(16, 6), abs=2)
    assert shape_llr(shape) < -1.5


def test_a_mouth_that_moves_is_measured(face_maker):
    size_px = 2.0
    clip = (
        moved(face, LIPS_OUTER, (0, size_px * np.sqrt(2) * np.sin(i / 2.1)))
        for i, face in enumerate(turning(face_maker, jitter=0.0))
    )
    shape = watched(clip)
    iod = face_maker().face().iod_px
    assert shape.parts["mouth"] == pytest.approx(size_px / iod, rel=0.15)
    assert shape.most == "mouth"
    assert shape.parts["brows"] < 0.1 * shape.parts["mouth"]
    assert shape_llr(shape) > 1.0


def test_lids_that_close_are_told_from_lids_that_stay(face_maker):
    ears = np.full(60, 0.31)
    ears[20:26] = 0.06
    ears[44:49] = 0.06
    blinking, open_eyes = (watched(turning(face_maker, ears=e)) for e in (ears, None))
    assert blinking.parts["lids"] > 1.5 * open_eyes.parts["lids"]
    assert blinking.parts["mouth"] < 1.3 * open_eyes.parts["mouth"]


def test_scale_shift_and_roll_are_no_change(face_maker):
    maker = face_maker()
    faces = [maker.face(distance=500.0 - 2 * i, shift=(0.4 * i, -0.2 * i)) for i in range(40)]
    assert max(watched(faces).parts.values()) < 1e-3
    turned = []
    for i, face in enumerate(faces):
        turn = 0.01 * i
        mesh = np.array(face.landmarks)
        x, y = mesh[:, 0].copy(), mesh[:, 1].copy()
        mesh[:, 0] = np.cos(turn) * x - np.sin(turn) * y
        mesh[:, 1] = np.sin(turn) * x + np.cos(turn) * y
        turned.append(type(face)(mesh, face.box, 0, 0, 0, face.iod_px, face.iris_px, 500))
    assert max(watched(turned).parts.values()) < 1e-3


def test_few_frames_say_nothing_and_old_ones_are_forgotten(face_maker):
    clip = list(turning(face_maker, LEAST - 1))
    assert watched(clip) is None
    ears = np.full(ROOM + 100, 0.31)
    ears[10:90:8] = 0.05
    shape = watched(turning(face_maker, ROOM + 100, ears=ears))
    still = watched(turning(face_maker, ROOM))
    assert shape.parts["lids"] == pytest.approx(still.parts["lids"], rel=0.1)


def test_less_than_rigid_is_no_less_rigid(face_maker):
    still = watched(face_maker().face() for _ in range(40))
    assert still.over < 0.1
    assert shape_llr(still) < -3


def test_priors_enclose_what_real_clips_gave():
    # docs/measurements.md: the largest of 48 rigid clips, the least of six people's
    for over, sign in ((1.0, -1), (1.5, -1), (3.3, 1), (7.0, 1)):
        scaled = {name: over * usual for name, usual in RIGID_FORM.items()}
        assert np.sign(shape_llr(Shape(scaled, 10.0))) == sign
    assert LIVE_FORM[0] - LIVE_FORM[1] > RIGID_SPREAD[0] + RIGID_SPREAD[1]


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 99), size=st.floats(0, 1e6))
def test_strange_meshes_never_raise(face_of, seed, size):
    random = np.random.default_rng(seed)
    form = Form()
    for _ in range(LEAST):
        mesh = (size * random.standard_normal((478, 3))).astype(np.float32)
        form.add(face_of(mesh))
    shape = form.shape()
    assert shape is None or np.isfinite(shape_llr(shape))
