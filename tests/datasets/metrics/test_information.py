from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from liveness.datasets.metrics import Trials, cllr, information, pav_llr, posterior, reliability


def gaussians(seed: int, scale: float = 1.0, n: int = 2000) -> Trials:
    """N(2, 2^2) against N(-2, 2^2): their difference of logs is the score itself."""
    random = np.random.default_rng(seed)
    scores = np.concatenate([random.normal(2, 2, n), random.normal(-2, 2, n)])
    return Trials.of(scale * scores, [None] * n + ["print-matte"] * n)


def theory(scale: float) -> float:
    """Cllr of these Gaussians, by integration, bits."""
    steps = np.linspace(-14, 18, 20001)
    cost = np.logaddexp(0, -scale * steps) / np.log(2) * norm.pdf(steps, 2, 2)
    return float(np.trapz(cost, steps))


def test_truth_X1_cllr_of_two_gaussians() -> None:
    found = [information(gaussians(seed)) for seed in range(12)]
    assert theory(1) == pytest.approx(0.514, abs=0.0005)
    assert np.mean([each.cllr for each in found]) == pytest.approx(theory(1), abs=0.01)
    stretched = [information(gaussians(seed, 3.0)) for seed in range(12)]
    assert np.mean([each.cllr for each in stretched]) == pytest.approx(theory(3), abs=0.03)
    for each, wide in zip(found, stretched, strict=True):
        assert 0 < each.calibration_loss < 0.03
        assert (each.bona_fide, each.attacks) == (2000, 2000)
        assert wide.min_cllr == pytest.approx(each.min_cllr)  # a monotone map does not care


def test_truth_X1_the_reference_draw() -> None:
    """The reference is one draw: Cllr .495, PAV .483, and .767 three times too sure.

    Single draws of 2000 scatter by .015 about .514; one that lies where the reference does must
    have its other two figures as well.
    """
    seed = 116
    found = information(gaussians(seed))
    assert found.cllr == pytest.approx(0.495, abs=0.003)
    assert found.min_cllr == pytest.approx(0.483, abs=0.005)
    assert information(gaussians(seed, 3.0)).cllr == pytest.approx(0.767, abs=0.02)


def test_saying_nothing_costs_one_bit() -> None:
    assert cllr(np.zeros(3), np.zeros(5)) == pytest.approx(1)
    assert cllr(np.full(2, np.inf), np.full(2, -np.inf)) == 0
    assert cllr(np.array([-3.0]), np.array([3.0])) > 1  # misleading


def test_pav_by_hand() -> None:
    # 1 and 3 are attacks, 2 and 4 bona fide: the middle two pool to one half
    person, attack = pav_llr(np.array([2.0, 4.0]), np.array([1.0, 3.0]))
    assert person.tolist() == [0, np.inf]
    assert attack.tolist() == [-np.inf, 0]
    clipped, _ = pav_llr(np.array([2.0, 4.0]), np.array([1.0, 3.0]), clip=True)
    assert clipped[1] == pytest.approx(np.log(5))  # probability 1 - 1 / 6


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.integers(-4, 4), min_size=1, max_size=20),
    st.lists(st.integers(-4, 4), min_size=1, max_size=20),
)
def test_calibration_never_costs(bona_fide: list[int], attacks: list[int]) -> None:
    trials = Trials.of([*bona_fide, *attacks], [None] * len(bona_fide) + ["a"] * len(attacks))
    found = information(trials)
    assert 0 <= found.min_cllr <= 1 + 1e-9
    assert found.min_cllr <= found.cllr + 1e-9


def test_one_class_says_nothing() -> None:
    with pytest.raises(ValueError, match="both"):
        information(Trials.of([1.0], [None]))
    with pytest.raises(ValueError, match="NaN"):
        cllr(np.array([np.nan]), np.array([1.0]))


def test_posterior() -> None:
    assert posterior(np.array([0.0]))[0] == 0.5
    assert posterior(np.array([0.0]), 0.8)[0] == pytest.approx(0.8)
    with pytest.raises(ValueError, match="prior"):
        posterior(np.array([0.0]), 1.0)


def test_likelihood_ratios_are_reliable_and_stretched_ones_are_not() -> None:
    good = reliability(gaussians(1))
    assert len(good) == 10
    assert sum(each.bona_fide.n for each in good) == 4000
    enclosed = [
        each.bona_fide.low <= each.confidence <= each.bona_fide.high  # type: ignore[operator]
        for each in good
    ]
    assert sum(enclosed) >= 9
    bad = reliability(gaussians(1, 3.0))
    assert bad[3].confidence < bad[3].bona_fide.low  # type: ignore[operator]


def test_equal_scores_share_a_bin() -> None:
    found = reliability(Trials.of([1.0] * 30 + [2.0] * 4, [None, "a"] * 17), bins=5)
    assert [each.bona_fide.n for each in found] == [30, 4]
    with pytest.raises(ValueError, match="reliability"):
        reliability(Trials.of([1.0], [None]))
