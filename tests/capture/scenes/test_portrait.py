from __future__ import annotations

import sys
from importlib.resources import files

import numpy as np
import pytest

from liveness.capture.scenes.head import build_head, rest_rotation
from liveness.capture.scenes.optics import angles
from liveness.capture.scenes.portrait import load_portrait
from liveness.capture.scenes.subjects import Subject, subject


def test_the_material_is_small_and_named() -> None:
    folder = files("liveness.capture.scenes")
    assert len(folder.joinpath("portrait.png").read_bytes()) < 600_000
    notice = folder.joinpath("NOTICE.md").read_text(encoding="utf-8")
    assert "Eileen" in notice
    assert "public domain" in notice
    assert "skimage" not in sys.modules


def test_subjects_differ_in_tone_and_shape() -> None:
    skins, shapes = [], []
    for number in range(6):
        who = subject(number)
        portrait = load_portrait(who, 1.5)
        skins.append(portrait.colour[portrait.skin > 0.9].mean(axis=0))
        head = build_head(portrait, who)
        marks = head.at(np.ascontiguousarray(portrait.landmarks[:468, :2]))
        shapes.append(np.ptp(marks[:, 0]) / np.ptp(marks[:, 1]))
    for one in range(6):
        for other in range(one):
            tone = np.abs(skins[one] - skins[other]).max()
            shape = abs(shapes[one] / shapes[other] - 1)
            assert tone > 5 or shape > 0.02


def test_further_subjects_are_drawn_and_negative_ones_refused() -> None:
    assert subject(17) == subject(17) != subject(18)
    assert isinstance(subject(17), Subject)
    with pytest.raises(ValueError, match="from 0"):
        subject(-1)


def test_the_relief_is_a_face() -> None:
    portrait = load_portrait(subject(0), 3.0)
    head = build_head(portrait, subject(0))
    depth = head.at(np.ascontiguousarray(portrait.landmarks[:468, :2]))[:, 2]
    nose, cheeks, sides = depth[4], depth[[50, 280]].mean(), depth[[234, 454]].mean()
    # canonical face: nose to cheek 41 mm, cheek to side 60 mm; smaller is closer
    assert 25 < cheeks - nose < 50
    assert 30 < sides - cheeks < 70
    truth = portrait.landmarks[:468, 2]
    assert np.corrcoef(depth, truth)[0, 1] > 0.98
    slope = np.abs(np.diff(head.surface[..., 2], axis=1)) / np.diff(
        head.surface[..., 0], axis=1
    )
    assert slope.max() < 1 / np.tan(np.radians(12))  # nothing hides itself up to 12 degrees


def test_the_portrait_s_own_pose_mirrors() -> None:
    straight = load_portrait(subject(0), 3.0)
    mirrored = load_portrait(subject(1), 3.0)
    yaw, pitch, roll = angles(rest_rotation(straight.landmarks))
    other = angles(rest_rotation(mirrored.landmarks))
    assert other == pytest.approx((-yaw, pitch, -roll), abs=1.5)
