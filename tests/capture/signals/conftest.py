"""A face of known shape that turns, nods and comes nearer; a picture of nobody."""

from __future__ import annotations

from collections.abc import Iterable

import cv2
import numpy as np
import pytest

from liveness.capture import geometry
from liveness.capture.face import EYE_LEFT, EYE_RIGHT, Face
from liveness.capture.frame import Frame

FOCAL, DISTANCE, SIZE = 900.0, 500.0, (480, 640)


class SyntheticFace:
    """Band-limited texture on a relief (the canonical face's height) or on a plane.

    Lengths in mm, the face's centre at the origin, x right, y down, height to the camera.
    """

    def __init__(self, *, relief: float = 1.0, bend_mm: float | None = None, seed: int = 3):
        self.relief, self.bend_mm = relief, bend_mm
        self.random = np.random.default_rng(seed)
        known = geometry.CANONICAL_CM * [10, -10, 10]
        # around the face the relief runs out, so that the surface stays smooth
        angle = np.linspace(0, 2 * np.pi, 24, endpoint=False)
        rim = np.column_stack([110 * np.sin(angle), 140 * np.cos(angle), np.full(24, -60.0)])
        points = np.concatenate([known, rim])
        self._spline = geometry.ThinPlate(points[:, :2] / 100, points[:, 2], 1e-3)
        y, x = np.mgrid[0 : SIZE[0], 0 : SIZE[1]].astype(np.float64)
        self._pixel = np.stack([x, y], -1).reshape(-1, 2)
        coarse = self._pixel.reshape(*SIZE, 2)[::8, ::8].reshape(-1, 2)
        flat = (coarse - self._centre) * DISTANCE / FOCAL
        height = self._spline(flat / 100).reshape(SIZE[0] // 8, SIZE[1] // 8)
        self._height = cv2.resize(height, SIZE[::-1], interpolation=cv2.INTER_CUBIC)
        self.texture = self._texture()
        self.mesh = self._mesh()

    @property
    def _centre(self):
        return np.array([SIZE[1] / 2, SIZE[0] / 2])

    def _texture(self):
        total = np.zeros(SIZE)
        for sigma, amount in ((1.5, 14), (4, 14), (12, 12)):
            layer = cv2.GaussianBlur(self.random.standard_normal(SIZE), (0, 0), sigma)
            total += amount * layer / layer.std()
        return np.clip(128 + total, 5, 250).astype(np.float32)

    def _mesh(self):
        """(478, 2) mm: the outlines where a face has them, the rest spread inside."""
        random = np.random.default_rng(1)
        radius, angle = np.sqrt(random.random(478)), 2 * np.pi * random.random(478)
        mesh = np.column_stack([62 * radius * np.sin(angle), 80 * radius * np.cos(angle)])

        def ring(index, centre, size):
            turn = np.linspace(0, 2 * np.pi, len(index), endpoint=False)
            mesh[list(index)] = np.column_stack(
                [centre[0] + size[0] * np.sin(turn), centre[1] - size[1] * np.cos(turn)]
            )

        ring(geometry.FACE_OVAL, (0, 5), (75, 92))
        ring(geometry.EYE_RING_RIGHT, (-31, -26), (13, 5))
        ring(geometry.EYE_RING_LEFT, (31, -26), (13, 5))
        ring(geometry.LIPS_OUTER, (0, 46), (25, 9))
        ring(geometry.BROW_RIGHT, (-31, -45), (19, 4))
        ring(geometry.BROW_LEFT, (31, -45), (19, 4))
        mesh[list(geometry.CANONICAL_INDEX)] = geometry.CANONICAL_CM[:, :2] * [10, -10]
        self.open_eyes(mesh, 0.31)
        return mesh

    @staticmethod
    def open_eyes(mesh, ratio):
        """Set the lids so that the eye aspect ratio is exactly this."""
        for eye in (EYE_RIGHT, EYE_LEFT):
            start, end = mesh[eye[0]], mesh[eye[3]]
            lid = ratio * np.linalg.norm(end - start) / 2
            for at, (upper, lower) in ((0.3, (1, 5)), (0.7, (2, 4))):
                middle = start + at * (end - start)
                down = np.array([0, lid])
                mesh[eye[upper]], mesh[eye[lower]] = middle - down, middle + down

    def height(self, at):
        """True height of what is shown, mm, at points (n, 2) mm of the frontal picture."""
        if self.bend_mm is not None:
            inside = np.clip(np.abs(at[:, 0]), 0, 0.95 * self.bend_mm)
            return np.sqrt(self.bend_mm**2 - inside**2) - self.bend_mm
        return self.relief * self._spline(at / 100)

    def _project(self, frontal, height, yaw, pitch, distance, shift=(0.0, 0.0)):
        """Where points of the frontal picture (n, 2) px with a height lie in the posed one."""
        flat = (frontal - self._centre) * ((DISTANCE - height) / FOCAL)[:, None]
        a, b = np.radians(yaw), np.radians(pitch)
        x = flat[:, 0] * np.cos(a) + height * np.sin(a)
        near = -flat[:, 0] * np.sin(a) + height * np.cos(a)
        y = flat[:, 1] * np.cos(b) - near * np.sin(b)
        near = flat[:, 1] * np.sin(b) + near * np.cos(b)
        depth = (distance - near)[:, None]
        return FOCAL * (np.column_stack([x, y]) + np.array(shift)) / depth + self._centre

    def image(self, *, yaw=0.0, pitch=0.0, distance=DISTANCE, shift=(0.0, 0.0), noise=2.0):
        """The posed picture, (480, 640, 3) uint8."""
        if self.bend_mm is not None:
            height = self.height((self._pixel - self._centre) * DISTANCE / FOCAL)
        else:
            height = self.relief * self._height.ravel()
        there = self._project(self._pixel, height, yaw, pitch, distance, shift)
        move = (there - self._pixel).reshape(*SIZE, 2).astype(np.float32)
        grid = self._pixel.reshape(*SIZE, 2).astype(np.float32)
        source = grid.copy()
        for _ in range(12):  # invert the displacement by fixed point
            before, source = (
                source,
                grid
                - cv2.remap(
                    move, source, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
                ),
            )
            if cv2.norm(before, source, cv2.NORM_INF) < 0.003:
                break
        grey = cv2.remap(
            self.texture, source, None, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT
        )
        grey = grey + noise * self.random.standard_normal(SIZE)
        return np.repeat(np.clip(np.round(grey), 0, 255).astype(np.uint8)[..., None], 3, 2)

    def face(
        self, *, yaw=0.0, pitch=0.0, distance=DISTANCE, shift=(0.0, 0.0), jitter=0.0, ear=0.31
    ):
        """The face as a tracker would give it; z is the prior of a face, also on a plane."""
        mesh = self.mesh.copy()
        self.open_eyes(mesh, ear)
        frontal = mesh * FOCAL / DISTANCE + self._centre
        xy = self._project(frontal, self.height(mesh), yaw, pitch, distance, shift)
        prior = self._spline(mesh / 100)
        a, b = np.radians(yaw), np.radians(pitch)
        near = -mesh[:, 0] * np.sin(a) + prior * np.cos(a)
        near = mesh[:, 1] * np.sin(b) + near * np.cos(b)
        xy = xy + jitter * self.random.standard_normal(xy.shape)
        landmarks = np.column_stack([xy, -near * FOCAL / distance]).astype(np.float32)
        return make_face(landmarks, yaw, pitch, distance)

    def clip(self, poses: Iterable[dict[str, float]], *, fps=30.0, noise=2.0, jitter=0.2):
        """Frames and faces of a series of poses (yaw, pitch, distance, shift)."""
        for index, pose in enumerate(poses):
            pose = dict(pose)
            ear = pose.pop("ear", 0.31)
            frame = Frame(self.image(**pose, noise=noise), round(index / fps * 1e9), index)
            yield frame, self.face(**pose, jitter=jitter, ear=ear)


def make_face(landmarks, yaw=0.0, pitch=0.0, distance=DISTANCE):
    xy = landmarks[:, :2]
    low, high = xy.min(0), xy.max(0)
    eyes = [xy[[33, 133]].mean(0), xy[[263, 362]].mean(0)]
    return Face(
        landmarks=landmarks,
        box=(float(low[0]), float(low[1]), float(high[0] - low[0]), float(high[1] - low[1])),
        yaw_deg=yaw,
        pitch_deg=pitch,
        roll_deg=0.0,
        iod_px=float(np.linalg.norm(eyes[1] - eyes[0])),
        iris_px=11.7 * FOCAL / distance,
        distance_mm=float(distance),
    )


@pytest.fixture(scope="session")
def face_maker():
    """The class; build one per test, for it draws from its own random numbers."""
    return SyntheticFace


@pytest.fixture(scope="session")
def face_of():
    """Build a Face from landmarks of shape (478, 3)."""
    return make_face
