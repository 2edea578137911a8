from __future__ import annotations

import pytest
from scipy.stats import binom, binomtest

from liveness.datasets.metrics import (
    clopper_pearson,
    cluster_bootstrap,
    design_effect,
    intraclass_correlation,
    presentations_needed,
    upper_limit,
)

# upper one-sided 95 % limits in percent for 0, 1 and 2 errors among n
UPPER = {
    10: (25.9, 39.4, 50.7),
    20: (13.9, 21.6, 28.3),
    50: (5.8, 9.1, 12.1),
    100: (3.0, 4.7, 6.2),
    150: (2.0, 3.1, 4.1),
    300: (1.0, 1.6, 2.1),
}
# presentations needed to claim a rate or less, with 0, 1 and 2 errors
NEEDED = {
    0.20: (14, 22, 30),
    0.15: (19, 30, 40),
    0.10: (29, 46, 61),
    0.07: (42, 66, 88),
    0.05: (59, 93, 124),
    0.02: (149, 236, 313),
    0.01: (299, 473, 628),
}


@pytest.mark.parametrize("n", UPPER)
def test_the_one_sided_table(n: int) -> None:
    found = tuple(round(100 * upper_limit(errors, n), 1) for errors in range(3))
    assert found == UPPER[n]


@pytest.mark.parametrize("claim", NEEDED)
def test_the_planners_table(claim: float) -> None:
    assert tuple(presentations_needed(claim, errors) for errors in range(3)) == NEEDED[claim]


def test_zero_of_thirty_two_sided() -> None:
    assert clopper_pearson(0, 30)[1] == pytest.approx(0.116, abs=5e-4)


def test_zero_of_twenty_two_sided() -> None:
    low, high = clopper_pearson(0, 20)
    assert low == 0
    assert round(100 * high, 1) == 16.8


@pytest.mark.parametrize(("errors", "n"), [(0, 7), (3, 11), (50, 60), (9, 9)])
def test_the_interval_is_scipys(errors: int, n: int) -> None:
    theirs = binomtest(errors, n).proportion_ci(0.95, "exact")
    assert clopper_pearson(errors, n) == pytest.approx((theirs.low, theirs.high), abs=1e-12)


def test_the_interval_covers_at_least_as_often_as_it_says() -> None:
    for rate in (0.02, 0.1, 0.5):
        covered = sum(
            float(binom.pmf(errors, 40, rate))
            for errors in range(41)
            if clopper_pearson(errors, 40)[0] <= rate <= clopper_pearson(errors, 40)[1]
        )
        assert covered >= 0.95


@pytest.mark.parametrize(("errors", "n"), [(1, 0), (-1, 5), (6, 5)])
def test_what_is_no_count_is_refused(errors: int, n: int) -> None:
    with pytest.raises(ValueError, match="no count"):
        clopper_pearson(errors, n)
    with pytest.raises(ValueError, match="no count"):
        upper_limit(errors, n)


@pytest.mark.parametrize(("claim", "errors"), [(0.0, 0), (1.0, 0), (0.05, -1), (1e-9, 0)])
def test_a_plan_that_cannot_be_is_refused(claim: float, errors: int) -> None:
    with pytest.raises(ValueError, match="claim"):
        presentations_needed(claim, errors)


def test_ten_presentations_of_one_artefact_are_worth_less() -> None:
    assert design_effect(10, 0.3) == pytest.approx(3.7)
    assert round(150 / design_effect(10, 0.3)) == 41
    assert design_effect(1, 0.9) == 1
    with pytest.raises(ValueError, match="no design effect"):
        design_effect(0.5, 0.1)


def test_intraclass_correlation() -> None:
    clusters = ["a", "a", "b", "b", "c", "c"]
    assert intraclass_correlation([1, 1, 0, 0, 1, 1], clusters) == 1
    assert intraclass_correlation([1, 0, 1, 0, 1, 0], clusters) == 0
    assert intraclass_correlation([0] * 6, clusters) is None
    assert intraclass_correlation([1, 0], ["a", "b"]) is None
    with pytest.raises(ValueError, match="clusters"):
        intraclass_correlation([1, 0], ["a"])


def test_clusters_widen_the_interval() -> None:
    errors = [i % 10 < 2 for i in range(200)]  # two of ten presentations of each
    alike = cluster_bootstrap(errors, [f"s{i // 10}" for i in range(200)])
    # the same errors, all of four people out of twenty
    lumped = cluster_bootstrap(
        [i < 40 for i in range(200)], [f"s{i // 10}" for i in range(200)]
    )
    assert alike is not None
    assert lumped is not None
    assert (alike.low, alike.high) == (0.2, 0.2)  # every person fails alike: nothing varies
    assert lumped.low < 0.08
    assert 0.32 < lumped.high < 0.45
    assert lumped.clusters == (20,)


def test_subjects_and_pais_are_drawn_both() -> None:
    subjects = [f"s{i % 8}" for i in range(160)]
    pais = [f"p{i // 16}" for i in range(160)]
    errors = [i // 16 < 3 for i in range(160)]  # three PAIs get through
    by_subject = cluster_bootstrap(errors, subjects)
    both = cluster_bootstrap(errors, subjects, pais)
    assert by_subject is not None
    assert both is not None
    assert both.high - both.low > 0.3 > by_subject.high - by_subject.low
    assert both.clusters == (8, 10)


def test_the_bootstrap_is_seeded_and_knows_no_order() -> None:
    errors = [i % 3 == 0 for i in range(60)]
    subjects = [None if i % 5 == 0 else f"s{i % 7}" for i in range(60)]
    pais = [None if i % 4 == 0 else f"p{i % 6}" for i in range(60)]
    order = sorted(range(60), key=lambda i: (i * 37) % 60)
    straight = cluster_bootstrap(errors, subjects, pais, seed=5)
    mixed = cluster_bootstrap(
        *([each[i] for i in order] for each in (errors, subjects, pais)), seed=5
    )
    assert straight == mixed
    assert straight != cluster_bootstrap(errors, subjects, pais, seed=6)


def test_too_few_clusters_give_no_interval() -> None:
    assert cluster_bootstrap([True, False], ["a", "a"]) is None
    assert cluster_bootstrap([], []) is None
    with pytest.raises(ValueError, match="clusters"):
        cluster_bootstrap([True], ["a", "b"])


def test_the_bootstrap_of_independent_trials_is_as_wide_as_theory_says() -> None:
    found = cluster_bootstrap([i < 20 for i in range(100)], [f"s{i}" for i in range(100)])
    assert found is not None
    width = 2 * 1.96 * (0.2 * 0.8 / 100) ** 0.5
    assert found.high - found.low == pytest.approx(width, rel=0.12)
