from __future__ import annotations

import numpy as np
import pytest

from liveness.capture.affine_fit import Affine, fit_affine, with_affine
from liveness.capture.fusion import Fusion, FusionWeights
from liveness.capture.fusion_fit import fit_fusion, row_shares
from liveness.capture.signals import SIGNALS
from liveness.datasets.evidence import Evidence
from liveness.datasets.metrics import cllr


def scores(seed: int, n: int = 3000) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    target = np.arange(n) % 2 == 0
    return np.where(target, 2, -2) + 2 * random.standard_normal(n), target


def test_likelihood_ratios_stay_as_they_are() -> None:
    found = [fit_affine(*scores(seed)) for seed in range(6)]
    assert np.mean([each.slope for each in found]) == pytest.approx(1, abs=0.05)
    assert np.mean([each.offset for each in found]) == pytest.approx(0, abs=0.08)


def test_a_stretch_and_a_shift_are_undone() -> None:
    llr, target = scores(1)
    bent = 3 * llr + 5
    slope, offset = fit_affine(bent, target)
    straight = slope * bent + offset
    np.testing.assert_allclose(slope, 1 / 3, rtol=0.1)
    before = cllr(bent[target], bent[~target])
    after = cllr(straight[target], straight[~target])
    assert after < 0.53 < before


def test_scores_that_point_the_wrong_way_are_flattened_and_never_turned() -> None:
    llr, target = scores(2)
    assert 0 < fit_affine(-llr, target).slope < 0.01


def test_few_takes_that_part_wholly_do_not_run_away() -> None:
    slope, offset = fit_affine([3, 4, -3, -4], [True, True, False, False], ridge=0.1)
    assert 0.9 < slope < 1.5
    assert abs(offset) < 0.1


def test_bad_input_is_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        fit_affine([np.nan, 1], [True, False])
    with pytest.raises(ValueError, match="finite"):
        fit_affine([1, 2, 3], [True, False])
    with pytest.raises(ValueError, match="attacks"):
        fit_affine([1, 2], [True, True])


def test_the_fusion_that_carries_it_gives_the_calibrated_score() -> None:
    plain = FusionWeights(
        weights={"depth": 0.7, "texture": 0.4},
        reject_weights={"depth": 1.1},
        biases={"depth": 0.2},
        offset=-0.3,
        lone_cap=None,
        calibrated=True,
    )
    bent = with_affine(plain, Affine(2.5, -1.0))
    for llr in (-1.0, 0.5, 1.2):
        evidence = {
            "depth": Evidence("depth", llr, True, 0.8),
            "texture": Evidence("texture", 0.4, True, 0.5),
        }
        before, after = (
            Fusion(each, signals=SIGNALS).fuse(evidence).llr  # type: ignore[arg-type]
            for each in (plain, bent)
        )
        assert after == pytest.approx(2.5 * before - 1.0)
    nothing = Fusion(bent, signals=SIGNALS).fuse({})  # type: ignore[arg-type]
    assert (nothing.valid, nothing.llr) == (False, 0.0)


def test_shares_are_even_over_species_and_then_over_subjects() -> None:
    target = np.array([True, True, True, False, False, False, False])
    species = ["", "", "", "print", "print", "print", "mask"]
    subjects = ["a", "a", "b", "a", "a", "b", "a"]
    share = row_shares(target, species, 0.4, subjects)
    np.testing.assert_allclose(share, [0.1, 0.1, 0.2, 0.075, 0.075, 0.15, 0.3])
    assert share.sum() == pytest.approx(1)
    np.testing.assert_allclose(row_shares(target, None, 0.5)[:3], 1 / 6)
    with pytest.raises(ValueError, match="groups"):
        row_shares(target, species, 0.5, ["a"])


def test_a_subject_with_many_takes_counts_no_more_than_the_others() -> None:
    llr = np.array([[2.0]] * 50 + [[-3.0]] * 2 + [[-2.0]] * 20)
    truth = [True] * 52 + [False] * 20
    whole = np.ones_like(llr)
    who = ["often"] * 50 + ["seldom"] * 2 + ["x"] * 20
    plain, fair = (
        fit_fusion(llr, whole > 0, whole, truth, names=["depth"], subjects=subjects)
        for subjects in (None, who)
    )
    assert fair.weights["depth"] < 0.7 * plain.weights["depth"]
