from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from liveness.capture.spectrum import (
    SpectrumPlan,
    decibels,
    false_alarm_threshold,
    find_peaks,
    spectrum_plan,
    spread,
    standardise,
    whitened,
)


def grid_patch(
    size: int, period: float, angle_deg: float, contrast: float = 6.0, seed: int = 0
) -> NDArray[np.float32]:
    y, x = np.mgrid[:size, :size]
    c, s = np.cos(np.deg2rad(angle_deg)), np.sin(np.deg2rad(angle_deg))
    waves = np.cos(2 * np.pi * (c * x + s * y) / period) + np.cos(
        2 * np.pi * (c * y - s * x) / period
    )
    noise = np.random.default_rng(seed).normal(0, 3, (size, size))
    return np.asarray(128 + contrast * waves + noise, np.float32)


def peaks_of(patch: NDArray[np.float32], pfa: float = 1e-3) -> NDArray[np.float64]:
    plan = spectrum_plan(len(patch))
    white = spread(whitened(standardise(patch)[None], plan), plan)[0]
    return find_peaks(white, plan, false_alarm_threshold(plan.bins, pfa))


@pytest.mark.parametrize("angle", [0.0, 7.0, 20.0, 33.0, 45.0])
@pytest.mark.parametrize("period", [2.5, 3.0, 4.0, 5.0, 6.0, 8.0])
def test_truth_T1_a_halftone_is_found_to_two_percent_and_two_degrees(
    period: float, angle: float
) -> None:
    if angle == 0 and period in (4.0, 8.0):
        # eighths along an axis belong to the block grid of JPEG and MPEG: see T4
        assert len(peaks_of(grid_patch(128, period, angle))) == 0
        return
    peaks = peaks_of(grid_patch(128, period, angle))
    assert len(peaks) >= 2
    for fx, fy, level in peaks[:2]:
        assert 1 / np.hypot(fx, fy) == pytest.approx(period, rel=0.02)
        found = np.rad2deg(np.arctan2(fy, fx))
        # either wave of the grid; they stand upright on one another
        assert abs((found - angle + 45) % 90 - 45) < 2
        assert level > 25


def levels_of(contrast: float, period: float, draws: int) -> NDArray[np.float64]:
    """Strongest whitened bins of patches whose grid has this contrast, dB."""
    plan = spectrum_plan(128)
    patches = [
        standardise(grid_patch(128, period, 20.0, contrast * 128 / 2, seed))
        for seed in range(draws)
    ]
    return 10 * np.log10(whitened(np.stack(patches), plan).max(axis=1))


@pytest.mark.parametrize("period", [3.0, 5.0, 8.0])
def test_truth_T2_moire_of_two_percent_is_found_up_to_a_period_of_8(period: float) -> None:
    for seed in range(8):
        peaks = peaks_of(grid_patch(128, period, 20.0, contrast=0.02 * 128 / 2, seed=seed))
        assert len(peaks)
        assert 1 / np.hypot(*peaks[0, :2]) == pytest.approx(period, rel=0.02)


def test_truth_T2_the_area_under_the_curve_grows_with_contrast_and_falls_with_period() -> None:
    quiet = levels_of(0.0, 5.0, 24)
    area = {
        (contrast, period): float(
            np.mean(levels_of(contrast, period, 24)[:, None] > quiet[None])
        )
        for contrast in (0.003, 0.01, 0.02)
        for period in (3.0, 8.0, 12.0)
    }
    for period in (3.0, 8.0):
        assert area[0.02, period] == 1
        assert area[0.003, period] <= area[0.01, period] <= area[0.02, period]
    for contrast in (0.01, 0.02):
        assert area[contrast, 3.0] >= area[contrast, 8.0] >= area[contrast, 12.0]
    # 3 per mille is under the noise: no detector that is honest finds it
    assert area[0.003, 12.0] < 0.75


@pytest.mark.parametrize("size", [64, 128])
def test_truth_T3_white_noise_raises_as_many_false_alarms_as_asked(size: int) -> None:
    plan, pfa, draws = spectrum_plan(size), 0.02, 1000
    threshold = false_alarm_threshold(plan.bins, pfa)
    random = np.random.default_rng(5)
    highest = []
    for _ in range(draws // 50):
        noise = random.standard_normal((50, size, size), dtype=np.float32) * 4 + 128
        white = whitened(np.stack([standardise(patch) for patch in noise]), plan)
        highest.append(white.max(axis=1))
    hits = int((np.concatenate(highest) > threshold).sum())
    # the window makes neighbours alike (fewer alarms), medians are estimates (more)
    assert abs(hits - pfa * draws) < 3 * np.sqrt(pfa * draws)
    middle = decibels(false_alarm_threshold(plan.bins, 0.5))
    assert decibels(float(np.median(np.concatenate(highest)))) == pytest.approx(middle, abs=0.3)


def test_the_threshold_is_the_exact_one_and_tends_to_a_logarithm() -> None:
    threshold = false_alarm_threshold(26_000, 1e-3)
    assert threshold == pytest.approx(np.log2(26_000 / 1e-3), rel=1e-3)
    assert decibels(threshold) == pytest.approx(13.9, abs=0.1)
    assert (1 - 2**-threshold) ** 26_000 == pytest.approx(1 - 1e-3, rel=1e-6)


@pytest.mark.parametrize("pitch", [1.5, 2.3, 0.9])
def test_truth_T5_an_unresolved_pitch_shows_at_its_alias(pitch: float) -> None:
    size, tilt = 128, np.deg2rad(20)
    y, x = np.mgrid[:size, :size]
    wave = 128 + 8 * np.cos(2 * np.pi * (np.cos(tilt) * x + np.sin(tilt) * y) / pitch)
    noise = np.random.default_rng(1).normal(0, 2, (size, size))
    peaks = peaks_of(np.asarray(wave + noise, np.float32))
    true = np.array([np.cos(tilt), np.sin(tilt)]) / pitch
    alias = true - np.rint(true)
    found = peaks[0, :2] * np.sign(peaks[0, 0])
    alias *= np.sign(alias[0])
    np.testing.assert_allclose(found, alias, atol=0.5 / size)


@pytest.mark.parametrize("size", [64, 96, 128, 192])
def test_a_plan_covers_every_searched_bin_once(size: int) -> None:
    plan: SpectrumPlan = spectrum_plan(size)
    np.testing.assert_array_equal(np.sort(plan.order), np.flatnonzero(plan.searched))
    in_ring = [np.arange(start, start + plan.ring) for start in plan.starts]
    np.testing.assert_array_equal(np.unique(in_ring), np.arange(plan.bins))
    np.testing.assert_allclose(plan.blend.sum(axis=0), 1, rtol=1e-5)
    assert plan.ring >= 256


@pytest.mark.parametrize("value", [0.0, 128.0, 255.0])
def test_a_blank_patch_has_no_peaks(value: float) -> None:
    assert len(peaks_of(np.full((64, 64), value, np.float32))) == 0
