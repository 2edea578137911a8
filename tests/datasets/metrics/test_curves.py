from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm
from sklearn.metrics import det_curve, roc_curve

from liveness.datasets.metrics import (
    Costs,
    Trials,
    acer,
    apcer_at_bpcer,
    bpcer_at_apcer,
    cost_at,
    detection_cost,
    eer,
    error_curve,
    error_rates,
    outcomes_at,
)


def gaussians(seed: int = 0, n: int = 300) -> Trials:
    random = np.random.default_rng(seed)
    scores = [random.normal(2, 2, n), random.normal(-2, 2, n), random.normal(-1, 2, n)]
    species = [None] * n + ["print-matte"] * n + ["replay-phone"] * n
    return Trials.of(np.round(np.concatenate(scores), 1), species)  # rounded: scores tie


def test_the_curve_is_scikit_learns() -> None:
    trials = gaussians()
    curve = error_curve(trials)
    fpr, fnr, thresholds = det_curve(trials.bona_fide, trials.scores)
    at = np.searchsorted(curve.thresholds, thresholds)
    np.testing.assert_array_equal(curve.thresholds[at], thresholds)
    np.testing.assert_allclose(curve.pooled[at], fpr, atol=1e-12)
    np.testing.assert_allclose(curve.bpcer[at], fnr, atol=1e-12)


def test_each_species_curve_is_scikit_learns_roc() -> None:
    trials = gaussians(3)
    curve = error_curve(trials)
    for name, rates in curve.species.items():
        one = trials.only(trials.bona_fide | trials.of_species(name))
        fpr, tpr, thresholds = roc_curve(one.bona_fide, one.scores, drop_intermediate=False)
        at = np.searchsorted(curve.thresholds, thresholds[1:])
        np.testing.assert_allclose(rates[at], fpr[1:], atol=1e-12)
        np.testing.assert_allclose(curve.bpcer[at], 1 - tpr[1:], atol=1e-12)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(-4, 4), st.sampled_from([None, "a", "b"])), min_size=2))
def test_the_curve_agrees_with_the_table_everywhere(rows: list[tuple[int, str | None]]) -> None:
    rows += [(0, None), (1, "a")]
    trials = Trials.of([float(score) for score, _ in rows], [name for _, name in rows])
    curve = error_curve(trials)
    assert (np.diff(curve.apcer) <= 0).all()
    assert (np.diff(curve.bpcer) >= 0).all()
    assert (curve.apcer[0], curve.bpcer[0]) == (1, 0)
    assert (curve.apcer[-1], curve.bpcer[-1]) == (0, 1)
    for i, threshold in enumerate(curve.thresholds.tolist()):
        found = error_rates(trials, outcomes_at(trials, threshold))
        assert found.apcer is not None
        assert curve.apcer[i] == pytest.approx(found.apcer.value)
        assert curve.bpcer[i] == pytest.approx(found.bpcer.value)


def test_bpcer_where_every_species_is_held() -> None:
    trials = Trials.of(
        [0.5, 1.5, 2.5, 3.5, 0.0, 1.0, 2.0, -3.0, -2.0],
        [None] * 4 + ["print-matte"] * 3 + ["mask-rigid"] * 2,
    )
    found = bpcer_at_apcer(trials, 0.34)
    assert (found.threshold, found.rate.errors, found.rate.n) == (1.5, 1, 4)
    strict = bpcer_at_apcer(trials, 0.0)
    assert (strict.threshold, strict.rate.errors) == (2.5, 2)
    back = apcer_at_bpcer(trials, 0.25)
    assert (back.threshold, back.rate.errors, back.species) == (1.5, 1, "print-matte")
    with pytest.raises(ValueError, match="between 0 and 1"):
        bpcer_at_apcer(trials, 5)


def test_a_limit_that_only_rejecting_all_can_hold() -> None:
    trials = Trials.of([1.0, 2.0], [None, "print-matte"])
    found = bpcer_at_apcer(trials, 0.0)
    assert found.threshold is None
    assert found.rate.value == 1


def test_one_class_alone_has_no_curve() -> None:
    for species in (None, "print-matte"):
        with pytest.raises(ValueError, match="bona fide presentations and of attacks"):
            error_curve(Trials.of([1.0], [species]))


def test_equal_error_rate() -> None:
    assert eer(Trials.of([2, 3, 0, 1], [None, None, "a", "a"])) == 0
    assert eer(Trials.of([0, 1, 0, 1], [None, None, "a", "a"])) == 0.5
    assert eer(gaussians(1, 4000)) == pytest.approx(norm.cdf(-0.87), abs=0.02)
    assert acer(0.2, 0.1) == pytest.approx(0.15)
    with pytest.raises(ValueError, match="between 0 and 1"):
        acer(20, 0.1)


def test_truth_X1_detection_cost_of_two_gaussians() -> None:
    random = np.random.default_rng(7)
    scores = np.concatenate([random.normal(2, 2, 20000), random.normal(-2, 2, 20000)])
    trials = Trials.of(scores, [None] * 20000 + ["print-matte"] * 20000)
    found = detection_cost(trials)
    theory = 2 * norm.cdf(-1)  # both errors at 0, the Bayes threshold of even costs
    assert found.threshold == 0
    assert found.actual == pytest.approx(theory, abs=0.006)
    assert found.least == pytest.approx(theory, abs=0.006)
    assert found.least <= found.actual
    shifted = Trials.of(scores + 2, trials.species)
    assert detection_cost(shifted).actual > 1.3 * theory  # no likelihood ratios any more
    assert detection_cost(shifted).least == found.least


def test_costs_move_the_bayes_threshold() -> None:
    costs = Costs(prior=0.9, reject_bona_fide=1, accept_attack=10)
    assert costs.bayes_threshold == pytest.approx(np.log(10 * 0.1 / 0.9))
    trials = gaussians(2)
    assert cost_at(trials, np.inf, costs) == pytest.approx(1)  # the cheaper of the two
    assert cost_at(trials, -np.inf, costs) == pytest.approx(1 / 0.9)
