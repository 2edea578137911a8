"""Errors of the camera's calibration against rendered truth.

Usage: ``python -P tests/benchmarks/calibration.py``. For each quantity: seeds, largest and root
mean square error, and in how many the interval of 95 % held the truth. Takes some two minutes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import rendered as R  # noqa: N812

from liveness.capture.calibration.board import Board
from liveness.capture.calibration.card import FRAMES, DistanceTask
from liveness.capture.calibration.colour import ColourTask, guide
from liveness.capture.calibration.flicker import FlickerTask
from liveness.capture.calibration.lens import LensTask
from liveness.capture.calibration.noise import PAIRS, NoiseTask
from liveness.capture.calibration.screen import ScreenTask
from liveness.datasets.camera_profile import Estimate

SIZE = (640, 360)
Case = tuple[str, Estimate, float]


def lens(rng: np.random.Generator) -> Iterator[Case]:
    """Return field of view and focal length, fields of 50 to 80 degrees, with distortion."""
    fov = float(rng.uniform(50, 80))
    camera = R.camera_matrix(*SIZE, fov)
    bend = (float(rng.uniform(-0.1, 0.05)), 0.0, 0.0, 0.0)
    task = LensTask(Board(), still=False)
    for i, image in enumerate(R.board_views(Board(), camera, SIZE, rng, distortion=bend)):
        task.add(R.frame_of(image, i))
    found = task.solve()
    yield "focal length, %", found.focal_x_px, float(camera[0, 0])
    edges = np.array([[-0.5, 179.5], [639.5, 179.5]])
    flat = cv2.undistortPoints(edges.reshape(-1, 1, 2), camera, np.array(bend)).ravel()
    true = float(np.degrees(np.arctan(flat[2]) - np.arctan(flat[0])))
    yield "field of view, %", found.horizontal_fov_deg, true


def card(rng: np.random.Generator) -> Iterator[Case]:
    """Return the distance of a card at 40 to 80 cm, the lens known to .2 %."""
    camera = R.camera_matrix(*SIZE, 64)
    known = camera @ np.diag([1 + rng.normal(0, 0.002)] * 2 + [1.0])
    board = Board(7, 5, 30.0)
    place = np.array([*rng.uniform(-30, 30, 2), rng.uniform(400, 800)])
    image = R.picture(board, camera, R.rotation(*rng.uniform(-25, 25, 2)), place, SIZE, rng=rng)
    task = DistanceTask(board, R.lens_of(known, SIZE, 0.002))
    for i in range(FRAMES):
        task.add(R.frame_of(image, i))
    yield "distance by the card, %", task.solve().distance_mm, float(np.linalg.norm(place))


def noise(rng: np.random.Generator) -> Iterator[Case]:
    """Return gain, read noise and noise at each brightness."""
    gain, read = float(rng.uniform(0.03, 0.2)), float(rng.uniform(0.7, 2.5))
    task = NoiseTask()
    for i in range(2 * PAIRS):
        task.add(R.frame_of(R.sensor(rng, gain, read, size=(480, 320)), i))
    found = task.solve()
    assert found.gain_dn_per_e is not None
    assert found.read_noise_dn is not None
    yield "gain, %", found.gain_dn_per_e, gain
    yield "read noise, %", found.read_noise_dn, read
    for level in found.levels:
        yield (
            "noise at a brightness, %",
            level.noise,
            float(np.hypot(read, (gain * level.mean) ** 0.5)),
        )


def colour(rng: np.random.Generator) -> Iterator[Case]:
    """Return white balance and tone curve."""
    gamma, red, blue = (float(rng.uniform(*r)) for r in ((1, 2.4), (0.5, 1), (0.5, 1)))
    task = ColourTask()
    for i in range(8):
        image = R.chart(rng, guide(*SIZE), SIZE, gamma=gamma, gains=(red, 1.0, blue))
        task.add(R.frame_of(image, i))
    found = task.solve()
    assert found.gamma is not None
    yield "gain of red, %", found.red_gain, 1 / red
    yield "gain of blue, %", found.blue_gain, 1 / blue
    yield "gamma, %", found.gamma, gamma


def screen(rng: np.random.Generator) -> Iterator[Case]:
    """Return direction (as an error in degrees) and place of a screen below the camera."""
    size, shown = (960, 540), Board(12, 7, 40.0, 100)
    camera = R.camera_matrix(*size, 64)
    known = camera @ np.diag([1 + rng.normal(0, 0.003)] * 2 + [1.0])
    turn = R.rotation(*rng.uniform(-10, 10, 2), 2) @ np.diag([-1.0, 1.0, -1.0])
    place = np.array([rng.uniform(-40, 40), rng.uniform(150, 190), rng.uniform(-20, 10)])
    task = ScreenTask(shown, R.lens_of(known, size, 0.003), 531, 299, still=False)
    for i, image in enumerate(R.mirrors(shown, camera, turn, place, size, rng)):
        task.add(R.frame_of(image, i))
    found = task.solve()
    off = cv2.Rodrigues(cv2.Rodrigues(np.array(found.rotation))[0] @ turn.T)[0]
    angle = float(np.degrees(np.linalg.norm(off)))
    yield (
        "screen's direction, deg",
        Estimate(value=angle, sd=found.angle_sd_deg, unit="deg"),
        0.0,
    )
    for estimate, true in zip(found.centre_mm, place, strict=True):
        yield "screen's place, mm", estimate, float(true)


def flicker(seeds: int) -> None:
    """Print verdicts by truth: lamps of 100 and 120 Hz and none, at two rates."""
    for depth in (0.05, 0.01):
        for hz in (0, 100, 120):
            said: dict[str, int] = {}
            for seed in range(seeds):
                rng = np.random.default_rng(seed)
                task = FlickerTask(exposure_ms=5.0)
                for fps in (30.0, 25.0):
                    task.again()
                    true = hz + float(rng.uniform(-0.3, 0.3)) * bool(hz)
                    for frame in R.lamp(rng, true, fps, depth=depth):
                        task.add(frame)
                verdict = task.solve().verdict
                said[verdict] = said.get(verdict, 0) + 1
            print(f"flicker {hz or 'none'}, depth {100 * depth:.0f} %: {said}")


def main() -> None:
    """Print a table."""
    plans: tuple[tuple[Callable[[np.random.Generator], Iterator[Case]], int], ...] = (
        (lens, 12), (card, 20), (noise, 12), (colour, 12), (screen, 8),
    )  # fmt: skip
    for measure, seeds in plans:
        rows: dict[str, list[tuple[float, bool]]] = {}
        for seed in range(seeds):
            for name, estimate, true in measure(np.random.default_rng(seed)):
                scale = 100 / true if name.endswith("%") else 1.0
                error = (estimate.value - true) * scale
                rows.setdefault(name, []).append((error, estimate.covers(true)))
        for name, cases in rows.items():
            errors = np.array([error for error, _ in cases])
            held = sum(covered for _, covered in cases)
            print(
                f"{name}: n {len(cases)}, largest {abs(errors).max():.2g}, "
                f"rms {np.sqrt((errors**2).mean()):.2g}, interval held {held} of {len(cases)}"
            )
    flicker(8)


if __name__ == "__main__":
    main()
