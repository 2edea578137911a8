from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from liveness.capture.face import Face
from liveness.capture.geometry import FACE_OVAL
from liveness.capture.noise import (
    BINS,
    TILE,
    noise_curve,
    noise_deficit,
    noise_level,
    noise_ratio,
)
from liveness.capture.tiles import noise_map

Grey = NDArray[np.float32]


@pytest.mark.parametrize("sigma", [1.5, 3.0, 6.0])
def test_truth_T6_white_noise_is_measured_to_five_percent(sigma: float) -> None:
    y, x = np.mgrid[:128, :128]
    shaded = 100 + 0.3 * x + 20 * np.sin(y / 20)
    noise = np.random.default_rng(0).normal(0, sigma, (128, 128))
    assert noise_level(np.asarray(shaded + noise, np.float32)) == pytest.approx(sigma, rel=0.05)


def sensor(clean: Grey, seed: int = 0) -> tuple[Grey, Grey]:
    """Shot and read noise: variance 2 + .06 I; the picture and its sigma."""
    sigma = np.sqrt(2 + 0.06 * clean)
    noise = sigma * np.random.default_rng(seed).standard_normal(clean.shape)
    return np.asarray(clean + noise, np.float32), np.asarray(sigma, np.float32)


def test_truth_T6_noise_by_brightness_is_measured_to_five_percent() -> None:
    x = np.linspace(8, 248, 512, dtype=np.float32)
    clean = np.broadcast_to(x, (512, 512)).astype(np.float32)
    image, sigma = sensor(clean)
    curve = noise_curve(image)
    assert np.isfinite(curve).all()
    for step in range(BINS):
        within = (clean >= 32 * step) & (clean < 32 * step + 32)
        assert curve[step] == pytest.approx(float(sigma[within].mean()), rel=0.05)


def scene(share: float) -> tuple[Grey, NDArray[np.bool_], NDArray[np.float64]]:
    """A shaded picture; in an ellipse the noise is a share of the sensor's; its curve."""
    y, x = np.mgrid[:384, :384].astype(np.float32)
    clean = np.asarray(110 + 0.15 * x + 15 * np.sin(y / 60), np.float32)
    image, _ = sensor(clean)
    inset = ((x - 200) / 110) ** 2 + ((y - 180) / 130) ** 2 < 1
    image = np.where(inset, clean + share * (image - clean), image).astype(np.float32)
    other, _ = sensor(clean, seed=1)
    return image, inset, noise_curve(other)


def test_truth_T6_a_smoothed_inset_is_localised() -> None:
    image, inset, curve = scene(0.5)
    lack = noise_deficit(image, curve)
    assert lack.shape == (384 // TILE, 384 // TILE)
    # half the noise is 6 dB less; half way is the border
    found = np.repeat(np.repeat(lack > 3, TILE, 0), TILE, 1)
    overlap = (found & inset).sum() / (found | inset).sum()
    assert overlap > 0.8
    assert np.median(lack[12 - 3 : 12 + 3, 12 - 3 : 12 + 3]) == pytest.approx(6, abs=1)


def test_truth_T6_the_ratio_of_a_smoothed_face_is_its_share() -> None:
    image, _, curve = scene(0.5)
    inner = [noise_curve(image[120:216, 150:246])]
    assert noise_ratio(inner, [curve]) == pytest.approx(0.5, rel=0.08)
    same = [noise_curve(image[:96, 288:])]
    assert noise_ratio(same, [curve]) == pytest.approx(1, rel=0.1)


def test_different_brightness_is_not_compared() -> None:
    dark = noise_curve(sensor(np.full((64, 64), 20, np.float32))[0])
    bright = noise_curve(sensor(np.full((64, 64), 220, np.float32))[0])
    assert noise_ratio([dark], [bright]) is None


def test_truth_T6_the_map_shows_the_smoothed_part_of_the_face() -> None:
    image, inset, curve = scene(0.5)
    landmarks = np.zeros((478, 3), np.float32)
    turn = np.linspace(0, 2 * np.pi, len(FACE_OVAL), endpoint=False)
    landmarks[list(FACE_OVAL), 0] = 192 + 190 * np.sin(turn)
    landmarks[list(FACE_OVAL), 1] = 192 - 190 * np.cos(turn)
    face = Face(landmarks, (2, 2, 380, 380), 0, 0, 0, 150, 24, 500)
    grey = np.rint(np.clip(image, 0, 255)).astype(np.uint8)
    shown = noise_map(np.dstack([grey] * 3), face, curve)
    assert shown is not None
    assert (shown.unit, shown.kind) == ("dB", "peak")
    x, y, w, h = shown.box
    rows, columns = shown.values.shape
    at_y = (y + (np.arange(rows) + 0.5) * h / rows).astype(int)
    at_x = (x + (np.arange(columns) + 0.5) * w / columns).astype(int)
    truth = inset[np.ix_(at_y, at_x)]
    known = np.isfinite(shown.values)
    assert not known.all()
    found = np.nan_to_num(shown.values) > 3
    assert (found & truth & known).sum() / ((found | truth) & known).sum() > 0.6
    small = Face(landmarks, (2, 2, 40, 40), 0, 0, 0, 150, 24, 500)
    assert noise_map(np.dstack([grey] * 3), small, curve) is None
