from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from liveness.capture.colour_texture import BINS, WIDTH, describe, lbp_histogram
from liveness.capture.face import LANDMARKS, Face


def noise(side: int = 64, seed: int = 0) -> NDArray[np.uint8]:
    return np.random.default_rng(seed).integers(0, 120, (side, side), np.uint8)


def face_at(x: float, y: float, side: float) -> Face:
    landmarks = np.zeros((LANDMARKS, 3), np.float32)
    return Face(landmarks, (x, y, side, side), 0, 0, 0, side / 2, side / 12, 500)


def picture(seed: int = 0) -> NDArray[np.uint8]:
    chance = np.random.default_rng(seed)
    base = chance.integers(60, 200, (240, 320, 3)).astype(np.uint8)
    return np.asarray(cv2.GaussianBlur(base, (0, 0), 1.0), np.uint8)


@pytest.mark.parametrize("seed", range(5))
def test_truth_T7_patterns_do_not_change_with_a_rising_change_of_grey(seed: int) -> None:
    plane = noise(seed=seed)
    # strictly rising on 0..119, and far from straight
    steps = np.random.default_rng(100 + seed).integers(1, 3, 120)
    table = np.zeros(256, np.uint8)
    table[:120] = np.cumsum(steps) - 1
    found = lbp_histogram(plane)
    assert np.array_equal(lbp_histogram(table[plane]), found)
    assert not np.array_equal(lbp_histogram(255 - plane), found)


def test_truth_T7_histograms_sum_to_one() -> None:
    found = lbp_histogram(noise())
    assert found.shape == (BINS,)
    assert found.sum() == pytest.approx(1, abs=1e-12)
    flat = lbp_histogram(np.full((16, 16), 7, np.uint8))
    # every neighbour is as bright as the middle: the pattern of eight ones, which is uniform
    assert flat.max() == 1
    assert flat[-1] == 0


def test_there_are_58_uniform_patterns() -> None:
    # all 256 patterns around a middle, one after the other
    seen = set()
    for code in range(256):
        plane = np.full((3, 3), 1, np.uint8)
        around = [(0, 0), (0, 1), (0, 2), (1, 2), (2, 2), (2, 1), (2, 0), (1, 0)]
        for bit, at in enumerate(around):
            plane[at] = 2 if code >> bit & 1 else 0
        seen.add(int(lbp_histogram(plane).argmax()))
    assert len(seen) == BINS


def test_a_description_is_finite_and_of_its_length() -> None:
    told = describe(picture(), face_at(80, 50, 140))
    assert told is not None
    assert told.values.shape == (WIDTH,)
    assert np.isfinite(told.values).all()
    assert told.detail == 1
    flat = describe(np.zeros((240, 320, 3), np.uint8), face_at(80, 50, 20))
    assert flat is not None
    assert np.isfinite(flat.values).all()
    assert flat.detail < 0.5
    assert describe(picture(), face_at(-900, 0, 50)) is None


def test_blur_and_a_grid_are_told() -> None:
    image, face = picture(), face_at(80, 50, 140)
    plain = describe(image, face)
    soft = describe(np.asarray(cv2.GaussianBlur(image, (0, 0), 3), np.uint8), face)
    wave = 20 * np.sin(2 * np.pi * np.arange(320) / 4)
    grid = describe(np.clip(image + wave[None, :, None], 0, 255).astype(np.uint8), face)
    assert plain is not None
    assert soft is not None
    assert grid is not None
    sharpness = 6 * BINS + 3
    assert soft.values[sharpness] < plain.values[sharpness] - 1
    assert grid.values[-1] > plain.values[-1] + 1
