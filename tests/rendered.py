"""Pictures by a camera that is known, for tests of calibration against the truth."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from liveness.capture.calibration.board import Board
from liveness.capture.calibration.colour import REFERENCE, linear
from liveness.capture.frame import Frame
from liveness.datasets.camera_profile import Estimate, LensResult

SQUARE_PX = 60

BOARD_POSES = (
    (0, 0, 420, 0, 0),
    (-90, -40, 430, 25, 20),
    (90, -40, 450, 25, -25),
    (-90, 45, 450, -25, 20),
    (90, 45, 430, -28, -20),
    (0, 0, 380, 35, 0),
    (0, 0, 400, 0, 38),
    (0, 0, 420, -35, 5),
    (0, 0, 420, 5, -38),
    (-60, 0, 600, 10, 40),
    (60, 10, 600, 20, -35),
    (0, 20, 330, 15, 10),
    (-120, -60, 520, 20, 30),
    (120, 60, 520, -20, -30),
)
"""Place and tilt of a board before a lens of 64 degrees: x, y, z in mm, x and y in degrees."""


def camera_matrix(width: int, height: int, hfov_deg: float) -> NDArray[np.float64]:
    focal = width / 2 / np.tan(np.radians(hfov_deg) / 2)
    return np.array([[focal, 0, (width - 1) / 2], [0, focal, (height - 1) / 2], [0, 0, 1.0]])


def rotation(x_deg: float, y_deg: float, z_deg: float = 0.0) -> NDArray[np.float64]:
    vectors = np.radians([[x_deg, 0, 0], [0, y_deg, 0], [0, 0, z_deg]])
    rx, ry, rz = (np.asarray(cv2.Rodrigues(v)[0], np.float64) for v in vectors)
    return rz @ ry @ rx


def picture(
    board: Board,
    camera: NDArray[np.float64],
    turn: NDArray[np.float64],
    place: NDArray[np.float64],
    size: tuple[int, int],
    *,
    distortion: tuple[float, float, float, float] = (0, 0, 0, 0),
    noise: float = 1.5,
    rng: np.random.Generator | None = None,
    light: tuple[float, float] = (30.0, 210.0),
) -> NDArray[np.uint8]:
    """Return a BGR picture; `turn` and `place` take the board's middle to the camera.

    `turn` may hold a mirror (determinant -1). Rendered four times finer and averaged down.
    """
    fine = 3
    print_ = board.draw(SQUARE_PX)
    margin = SQUARE_PX
    print_ = cv2.copyMakeBorder(
        print_, margin, margin, margin, margin, cv2.BORDER_CONSTANT, value=(255,)
    )
    mm = board.square_mm / SQUARE_PX
    # pixel of the print -> mm about the board's middle
    to_mm = np.array(
        [
            [mm, 0, mm * (0.5 - margin) - board.width_mm / 2],
            [0, mm, mm * (0.5 - margin) - board.height_mm / 2],
            [0, 0, 1],
        ]
    )
    plane = np.column_stack([turn[:, 0], turn[:, 1], place])
    width, height = size
    grow = np.array([[fine, 0, (fine - 1) / 2], [0, fine, (fine - 1) / 2], [0, 0, 1.0]])
    homography = grow @ camera @ plane @ to_mm
    levels = light[0] + (light[1] - light[0]) / 255 * print_.astype(np.float32)
    big = (width * fine, height * fine)
    if any(distortion):
        # where each pixel's ray goes changes slowly: every fourth, the rest between them
        coarse = (width // 4, height // 4)
        xs, ys = np.meshgrid(np.arange(coarse[0]) * 4 + 1.5, np.arange(coarse[1]) * 4 + 1.5)
        seen = np.stack([xs, ys], -1).astype(np.float64)
        k = np.array(distortion, np.float64)
        flat = cv2.undistortPoints(seen.reshape(-1, 1, 2), camera, k, P=camera)
        flat = np.asarray(flat, np.float32).reshape(coarse[1], coarse[0], 2)
        flat = cv2.resize(flat, big, interpolation=cv2.INTER_CUBIC).reshape(-1, 2)
        back = np.linalg.inv(camera @ plane @ to_mm)
        at = np.column_stack([flat, np.ones(len(flat))]) @ back.T
        at = (at[:, :2] / at[:, 2:]).astype(np.float32).reshape(big[1], big[0], 2)
        drawn = cv2.remap(levels, at[..., 0], at[..., 1], cv2.INTER_LINEAR, borderValue=(90.0,))
    else:
        drawn = cv2.warpPerspective(levels, homography, big, borderValue=(90.0,))
    grey = cv2.resize(drawn, size, interpolation=cv2.INTER_AREA)
    image = np.repeat(np.asarray(grey, np.float32)[..., None], 3, axis=2)
    if rng is not None and noise:
        image = image + rng.normal(0, noise, image.shape)
    return np.clip(np.rint(image), 0, 255).astype(np.uint8)


def frame_of(image: NDArray[np.uint8], index: int = 0, fps: float = 30.0) -> Frame:
    return Frame(image, round(index / fps * 1e9), index)


def board_views(
    board: Board,
    camera: NDArray[np.float64],
    size: tuple[int, int],
    rng: np.random.Generator,
    *,
    distortion: tuple[float, float, float, float] = (0, 0, 0, 0),
) -> list[NDArray[np.uint8]]:
    """Return pictures of a board held in many ways, each a little else by `rng`."""
    far = np.array([1, 1, camera[0, 0] / camera_matrix(*size, 64)[0, 0]])
    return [
        picture(board, camera, turn, place * far, size, distortion=distortion, rng=rng)
        for turn, place in board_poses(rng)
    ]


def board_poses(
    rng: np.random.Generator,
) -> Iterator[tuple[NDArray[np.float64], NDArray[np.float64]]]:
    """Return turns and places of `BOARD_POSES`, each a little else."""
    for x, y, z, about_x, about_y in BOARD_POSES:
        jitter = rng.normal(0, 4, 5)
        turn = rotation(about_x + jitter[0], about_y + jitter[1], jitter[2])
        yield turn, np.array([x + jitter[3], y + jitter[4], z])


def lens_of(
    camera: NDArray[np.float64], size: tuple[int, int], spread: float = 0.002
) -> LensResult:
    """Return a measured lens of this camera matrix, its focal length known to `spread`."""
    focal = float(camera[0, 0])
    in_px = Estimate(value=focal, sd=spread * focal, unit="px")
    fov = Estimate(value=64.0, sd=0.1, unit="deg")
    return LensResult(
        method="given",
        n=12,
        width=size[0],
        height=size[1],
        focal_x_px=in_px,
        focal_y_px=in_px,
        centre_px=(float(camera[0, 2]), float(camera[1, 2])),
        distortion=(0.0, 0.0, 0.0, 0.0),
        horizontal_fov_deg=fov,
        vertical_fov_deg=fov,
        rms_px=0.1,
        coverage=1.0,
    )


def sensor(
    rng: np.random.Generator,
    gain: float,
    read: float,
    *,
    size: tuple[int, int] = (640, 360),
    levels: tuple[float, float] = (20.0, 220.0),
    gamma: float = 1.0,
) -> NDArray[np.uint8]:
    """Return a card from dark to bright by a sensor of `gain` levels an electron."""
    ramp = np.tile(np.linspace(*levels, size[0]), (size[1], 1))
    value = rng.poisson(ramp / gain) * gain + rng.normal(0, read, ramp.shape)
    value = 255 * (np.maximum(value, 0) / 255) ** (1 / gamma)
    grey = np.clip(np.rint(value), 0, 255).astype(np.uint8)
    return np.repeat(grey[..., None], 3, axis=2)


def lamp(
    rng: np.random.Generator,
    hz: float,
    fps: float,
    seconds: float = 5.2,
    *,
    depth: float = 0.05,
    exposure_ms: float = 5.0,
    readout_s: float = 0.02,
    late_s: float = 0.004,
) -> list[Frame]:
    """Return a wall under a lamp by a rolling shutter, its times late by up to `late_s`."""
    height, width = 120, 160
    y = np.arange(height) / height
    wall = np.tile(100 + 40 * np.sin(np.arange(width) / 17), (height, 1)) * (
        1 - 0.3 * y[:, None]
    )
    phase = rng.uniform(0, 2 * np.pi)
    left = depth * np.sinc(hz * exposure_ms / 1e3) if hz else 0.0
    found = []
    for i in range(int(seconds * fps) + 2):
        wave = 1 + left * np.cos(2 * np.pi * hz * (i / fps + y * readout_s) + phase)
        value = wall * wave[:, None] + rng.normal(0, 2, wall.shape)
        grey = np.clip(np.rint(value), 0, 255).astype(np.uint8)
        time_ns = int((i / fps + late_s * rng.uniform()) * 1e9)
        found.append(Frame(np.repeat(grey[..., None], 3, axis=2), time_ns, i))
    return found


def mirrors(
    board: Board,
    camera: NDArray[np.float64],
    turn: NDArray[np.float64],
    place: NDArray[np.float64],
    size: tuple[int, int],
    rng: np.random.Generator,
    *,
    count: int = 8,
    sideways: bool = True,
) -> list[NDArray[np.uint8]]:
    """Return a screen below the camera as hand mirrors of many tilts show it."""
    found = []
    for _ in range(count):
        up, side = rng.uniform(-9, 9, 2)
        tilt = rotation(0.7 * up + 6, side if sideways else 0.0)
        normal = tilt @ np.array([0, 0, 1.0])
        mirror = np.eye(3) - 2 * np.outer(normal, normal)
        image = mirror @ place + 2 * rng.uniform(280, 380) * normal
        found.append(picture(board, camera, mirror @ turn, image, size, rng=rng))
    return found


def chart(
    rng: np.random.Generator,
    corners: NDArray[np.float32],
    size: tuple[int, int],
    *,
    gamma: float = 2.2,
    gains: tuple[float, float, float] = (1.0, 1.0, 1.0),
    exposure: float = 0.9,
) -> NDArray[np.uint8]:
    """Return a chart of 24 patches by a camera of this tone curve and gains, BGR."""
    patch, gap = 60, 8
    light = np.full((4 * (patch + gap) + gap, 6 * (patch + gap) + gap, 3), 0.01)
    for i, colour in enumerate(linear(REFERENCE)):
        row, column = divmod(i, 6)
        y, x = gap + row * (patch + gap), gap + column * (patch + gap)
        light[y : y + patch, x : x + patch] = colour
    levels = 255 * np.clip(light * gains * exposure, 0, 1) ** (1 / gamma)
    height, width = levels.shape[:2]
    here = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    warp = cv2.getPerspectiveTransform(here, corners)
    scene = np.full((size[1], size[0], 3), 100.0)
    drawn = cv2.warpPerspective(levels.astype(np.float32), warp, size)
    inside = cv2.warpPerspective(np.full((height, width), 255, np.uint8), warp, size) > 0
    scene[inside] = np.asarray(drawn)[inside]
    noisy = scene + rng.normal(0, 2, scene.shape)
    return np.clip(np.rint(noisy), 0, 255).astype(np.uint8)[..., ::-1].copy()
