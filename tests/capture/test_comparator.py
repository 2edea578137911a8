from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from liveness.capture import comparator, geometry
from liveness.capture.comparator import check_depth_consistency

SCENES = Path(__file__).resolve().parents[2] / "capture" / "scenes"


def landmarks(nose=0.0, cheek=0.4, ear=1.0):
    """Eyes 100 px apart; depth in IOD at nose, cheeks and contour."""
    points = np.zeros((478, 3), np.float32)
    points[:, :2] = np.random.default_rng(0).uniform(40, 160, (478, 2))
    points[[33, 133], :2], points[[263, 362], :2] = (50, 80), (150, 80)
    for which, depth in (
        (comparator.NOSE, nose),
        (comparator.CHEEKS, cheek),
        (comparator.EARS, ear),
    ):
        points[list(which), 2] = 100 * depth
    return points


def test_rule_on_a_measured_depth():
    face = landmarks()
    found = check_depth_consistency(face[:, 2], face, source="depth camera")
    assert found.consistent is True
    assert found.informative
    assert found.nose_to_cheek == pytest.approx(0.4)
    assert found.cheek_to_ear == pytest.approx(0.6)
    assert found.text.startswith("holds by depth camera")
    flat = landmarks(0, 0, 0)
    found = check_depth_consistency(flat[:, 2], flat, source="network")
    assert found.consistent is False
    assert found.text.startswith("broken by network")


def test_a_depth_in_millimetres_needs_the_eyes_in_millimetres():
    face = landmarks()
    found = check_depth_consistency(face[:, 2] * 0.63, face, source="depth camera", iod=63)
    assert found.nose_to_cheek == pytest.approx(0.4)


def test_a_map_with_holes():
    face = landmarks()
    depth = np.full((200, 200), 500.0)
    for index in comparator.NOSE:
        x, y = np.round(face[index, :2]).astype(int)
        depth[y - 2 : y + 3, x - 2 : x + 3] = 470
    for index in comparator.EARS:
        x, y = np.round(face[index, :2]).astype(int)
        depth[y - 2 : y + 3, x - 2 : x + 3] = 0
    found = check_depth_consistency(depth, face, source="depth camera", iod=63)
    assert found.nose_to_cheek == pytest.approx(30 / 63)
    assert np.isnan(found.cheek_to_ear)
    assert found.consistent is None
    assert "cheek to ear unknown" in found.text


def test_on_the_mesh_prior_it_is_uninformative_whatever_it_finds():
    for face in (landmarks(), landmarks(0, 0, 0)):
        found = check_depth_consistency(face[:, 2], face, source="mesh prior")
        assert found.consistent is None
        assert not found.informative
        assert found.text.startswith("uninformative")


def test_anything_else_is_no_depth():
    with pytest.raises(ValueError, match="478"):
        check_depth_consistency(np.zeros(5), landmarks(), source="network")


class Portrait:
    """The demo portrait, turned as a relief or as the flat picture that it is."""

    def __init__(self):
        self.image = cv2.imread(str(SCENES / "portrait.png"), cv2.IMREAD_COLOR)
        mesh = np.load(SCENES / "portrait.npz")["landmarks"][:468].astype(np.float64)
        self.middle = mesh[:, :2].mean(0)
        shape = geometry.ThinPlate((mesh[::5, :2] - self.middle) / 200, -mesh[::5, 2], 1e-3)
        rows, columns = self.image.shape[:2]
        y, x = np.mgrid[0:rows:8, 0:columns:8].astype(np.float64)
        at = np.stack([x, y], -1).reshape(-1, 2)
        height = shape((at - self.middle) / 200).clip((-mesh[:, 2]).min() - 10, None)
        full = cv2.resize(height.reshape(x.shape).astype(np.float32), (columns, rows))
        self.height = cv2.GaussianBlur(full, (0, 0), 4)

    def turned(self, yaw, relief):
        rows, columns = self.height.shape
        y, x = np.mgrid[0:rows, 0:columns].astype(np.float32)
        away, angle = 2.2 * columns, np.radians(yaw)
        aside, near = x - self.middle[0], relief * self.height
        depth = away - (near * np.cos(angle) - aside * np.sin(angle))
        size = away / depth * (away - near) / away
        there = aside * np.cos(angle) + near * np.sin(angle)
        move_x = (there * size + self.middle[0] - x).astype(np.float32)
        move_y = ((y - self.middle[1]) * size + self.middle[1] - y).astype(np.float32)
        from_x, from_y = x.copy(), y.copy()
        for _ in range(10):
            back = [cv2.remap(m, from_x, from_y, cv2.INTER_LINEAR) for m in (move_x, move_y)]
            from_x, from_y = x - back[0], y - back[1]
        border = cv2.BORDER_REPLICATE
        return cv2.remap(self.image, from_x, from_y, cv2.INTER_CUBIC, borderMode=border)


def test_truth_D6_mesh_depth_is_the_same_for_relief_and_flat_picture():
    """Guards against anyone who makes evidence of the mesh's z again."""
    import mediapipe

    portrait = Portrait()
    found = {0.0: [], 1.0: []}
    options = {"static_image_mode": True, "refine_landmarks": True}
    with mediapipe.solutions.face_mesh.FaceMesh(**options) as mesh:
        for relief, values in found.items():
            for yaw in (-12, -6, 6, 12):
                picture = cv2.cvtColor(portrait.turned(yaw, relief), cv2.COLOR_BGR2RGB)
                (face,) = mesh.process(picture).multi_face_landmarks
                size = np.array([picture.shape[1], picture.shape[0], picture.shape[1]])
                points = np.array([(p.x, p.y, p.z) for p in face.landmark]) * size
                checked = check_depth_consistency(points[:, 2], points, source="mesh prior")
                values.append((checked.nose_to_cheek, checked.cheek_to_ear))
    flat, solid = np.array(found[0.0]), np.array(found[1.0])
    assert np.abs(flat.mean(0) - solid.mean(0)).max() < 0.01
    assert np.abs(flat - solid).max() < 0.03
    assert (flat > [comparator.NOSE_TO_CHEEK, comparator.CHEEK_TO_EAR]).all(), (
        "the popular rule passes the flat picture"
    )
