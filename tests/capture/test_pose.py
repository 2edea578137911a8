from __future__ import annotations

import math
from pathlib import Path

import cv2
import numpy as np
import pytest

from liveness.capture import pose
from liveness.capture.analysis import context_of
from liveness.capture.demo import DemoSource
from liveness.capture.frame import Frame
from liveness.capture.signal import SignalContext
from liveness.capture.tracker import FaceTracker

FOCAL = 1024.0


def projected(
    head: pose.Pose, at: tuple[float, float, float] = (0, 0, 50), *, squeeze: float = 1.0
) -> np.ndarray:
    """Landmarks of the canonical face, its centre ``at`` in cm, as the mesh gives them.

    Pixels of a 1280x720 picture; z in pixels at the face's distance along the line of sight,
    times ``squeeze``.
    """
    points = np.zeros((478, 3), np.float32)
    camera = np.array([*pose.CANONICAL_CM.values()]) @ pose.rotation_of_pose(head).T + at
    pixels = FOCAL * camera[:, :2] / camera[:, 2:] + (640, 360)
    points[list(pose.CANONICAL_CM), :2] = pixels
    away = float(np.linalg.norm(at))
    along = camera @ np.array(at) / away - away
    points[list(pose.CANONICAL_CM), 2] = FOCAL * squeeze * along / at[2]
    return points


def test_signs_by_where_the_nose_and_the_crown_go() -> None:
    nose, crown = np.array([0, 0, 1.0]), np.array([0, 1.0, 0])
    assert (pose.rotation_of_pose(pose.Pose(20, 0, 0)) @ nose)[0] > 0  # image right
    assert (pose.rotation_of_pose(pose.Pose(0, 20, 0)) @ nose)[1] < 0  # up in the image
    assert (pose.rotation_of_pose(pose.Pose(0, 0, 20)) @ crown)[0] > 0  # clockwise
    assert (pose.rotation_of_pose(pose.Pose(0, 0, 0)) @ nose)[2] == -1  # towards the camera


HEADS = [
    *((0, 0, 0), (30, 0, 0), (-30, 0, 0), (0, 20, 0), (0, -20, 0)),
    *((0, 0, 80), (25, -15, -40)),
]


@pytest.mark.parametrize("head", HEADS)
def test_the_pose_of_a_distant_face_is_its_pose(head: tuple[float, float, float]) -> None:
    found = pose.head_pose(100 * projected(pose.Pose(*head), (0, 0, 5000)))
    assert found is not None
    assert found == pytest.approx(head, abs=0.1)


@pytest.mark.parametrize("head", HEADS)
def test_the_pose_of_a_near_face_is_its_pose(head: tuple[float, float, float]) -> None:
    found = pose.head_pose(projected(pose.Pose(*head)))
    assert found is not None
    assert found == pytest.approx(head, abs=4)


def test_a_prior_that_is_too_flat_costs_little() -> None:
    found = pose.head_pose(projected(pose.Pose(15, 0, 0), squeeze=0.8))
    assert found is not None
    assert found.yaw_deg == pytest.approx(15, abs=3)


def test_angles_and_rotations_are_inverse() -> None:
    for head in [(10, 20, 30), (-80, 5, 170), (45, -60, -10)]:
        rotation = pose.rotation_of_pose(pose.Pose(*head))
        assert np.linalg.det(rotation) == pytest.approx(1)
        assert pose.pose_of_rotation(rotation) == pytest.approx(head, abs=1e-9)


def test_a_face_at_the_border_that_looks_at_the_camera_has_no_yaw() -> None:
    # it stands 22 degrees to the right of the axis and is turned back by as much
    at = (20.0, 0.0, 50.0)
    back = -math.degrees(math.atan2(at[0], at[2]))
    found = pose.head_pose(projected(pose.Pose(back, 0, 0), at))
    assert found is not None
    assert abs(found.yaw_deg) < 4


def test_a_crop_does_not_turn_a_face() -> None:
    whole = projected(pose.Pose(12, -5, 3))
    crop = whole - np.array([400, 100, 0], np.float32)
    assert pose.head_pose(whole) == pytest.approx(pose.head_pose(crop), abs=1e-3)
    assert pose.head_pose(whole) == pytest.approx(pose.head_pose(2 * whole), abs=1e-3)


@pytest.mark.parametrize("subject", range(3))
def test_the_pose_of_the_demo_is_the_true_one(subject: int) -> None:
    errors = []
    # frames half a second apart: poses differ, and few are rendered
    with DemoSource("bona-fide", subject=subject, seed=subject, fps=2.0, frames=6) as source:
        tracker = FaceTracker(context_of(source.info))
        while (frame := source.read()) is not None:
            face, truth = tracker.update(frame), source.truth(frame.index)
            assert face is not None
            errors.append(
                (
                    face.yaw_deg - truth.yaw_deg,
                    face.pitch_deg - truth.pitch_deg,
                    face.roll_deg - truth.roll_deg,
                )
            )
    tracker.close()
    assert np.sqrt(np.mean(np.square(errors), 0)).max() < 2
    assert np.abs(errors).max() < 3.5


def test_points_without_extent_have_no_pose() -> None:
    assert pose.head_pose(np.full((478, 3), 7, np.float32)) is None
    assert pose.head_pose(np.full((478, 3), np.nan, np.float32)) is None


def test_focal_length_of_the_assumed_field_of_view_is_that_of_the_longer_side() -> None:
    assumed = SignalContext(horizontal_fov_deg=90)
    known = SignalContext(horizontal_fov_deg=90, fov_calibrated=True)
    assert pose.focal_px(assumed, 1280, 720) == pytest.approx(640)
    assert pose.focal_px(assumed, 720, 1280) == pytest.approx(640)
    assert pose.focal_px(known, 720, 1280) == pytest.approx(360)


def eyes(opening: float) -> np.ndarray:
    """Two eyes 60 px wide and 120 px apart with irises of 24 px."""
    xy = np.zeros((478, 2), np.float32)
    for x, corners, ring, iris in (
        (-60, (33, 133), ((160, 144), (158, 153)), 468),
        (60, (362, 263), ((385, 380), (387, 373)), 473),
    ):
        xy[corners[0]], xy[corners[1]] = (x - 30, 0), (x + 30, 0)
        for i, (up, down) in enumerate(ring):
            xy[up], xy[down] = (x - 10 + 20 * i, -opening / 2), (x - 10 + 20 * i, opening / 2)
        xy[iris : iris + 5] = [(x, 0), (x + 12, 0), (x, -9), (x - 12, 0), (x, 9)]
    return xy


def test_scale_and_distance_by_eyes_of_known_size() -> None:
    xy = eyes(opening=18)
    assert pose.inter_ocular_px(xy) == pytest.approx(120)
    assert pose.iris_px(xy) == pytest.approx(24)  # the horizontal pair, not the lids' 18
    assert pose.iris_distance_mm(24.0, FOCAL) == pytest.approx(FOCAL * 11.7 / 24)


def test_a_closed_eye_has_no_iris() -> None:
    assert math.isnan(pose.iris_px(eyes(opening=6)))
    assert math.isnan(pose.iris_distance_mm(math.nan, FOCAL))


@pytest.mark.media
def test_a_head_that_turns_to_both_sides(shared_media: Path) -> None:
    video = shared_media / "bona_fide" / "head-pose-face-detection-female.gif"
    capture, tracker, turns = cv2.VideoCapture(str(video)), FaceTracker(), []
    while (read := capture.read())[0]:
        frame = Frame(read[1], len(turns) * 83_000_000, len(turns))
        face = tracker.update(frame)
        assert face is not None
        # the nose leaves the middle of the eyes to the side it points to
        eyes_x = face.xy[[33, 263], 0].mean()
        turns.append((face.yaw_deg, (face.xy[1, 0] - eyes_x) / face.iod_px))
    yaw, nose = np.array(turns).T
    assert yaw.min() < -30
    assert yaw.max() > 25
    assert np.corrcoef(yaw, nose)[0, 1] > 0.95
