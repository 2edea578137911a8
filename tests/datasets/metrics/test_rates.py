from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liveness.datasets.metrics import (
    ACCEPT,
    NO_RESPONSE,
    REJECT,
    UNDECIDED,
    Rate,
    Trials,
    error_rates,
    outcomes_at,
    rates_by_group,
)

SCORES = (3.0, 2.0, 1.0, -1.0, None, 2.5, 0.5, -2.0, -3.0, None, 1.5, -0.5)
SPECIES = (None,) * 5 + ("print-matte",) * 5 + ("mask-rigid",) * 2
TABLE = Trials.of(SCORES, SPECIES)
"""By hand at threshold 0: bona fide 1 of 4 rejected, 1 of 5 silent; prints 2 of 4 accepted, 1
of 5 silent; masks 1 of 2 accepted."""


@st.composite
def tables(draw: st.DrawFn) -> Trials:
    species = draw(
        st.lists(st.sampled_from([None, "print-matte", "mask-rigid"]), min_size=1, max_size=30)
    )
    score = st.one_of(st.none(), st.integers(-5, 5).map(float))
    return Trials.of([draw(score) for _ in species], species)


def test_a_table_worked_by_hand() -> None:
    found = error_rates(TABLE, outcomes_at(TABLE, 0.0))
    mask, print_ = found.species
    assert (mask.species, mask.apcer.errors, mask.apcer.n, mask.apnrr.errors) == (
        "mask-rigid",
        1,
        2,
        0,
    )
    assert (print_.apcer.errors, print_.apcer.n) == (2, 4)
    assert (print_.apnrr.errors, print_.apnrr.n, print_.presentations) == (1, 5, 5)
    assert (found.bpcer.errors, found.bpcer.n, found.bpcer.value) == (1, 4, 0.25)
    assert (found.bpnrr.errors, found.bpnrr.n, found.bona_fide) == (1, 5, 5)
    assert found.bona_fide_undecided.errors == 0


def test_truth_X5_the_headline_is_the_worst_species_and_no_mean() -> None:
    trials = Trials.of(
        [1, -1, -1, -1, 1, 1, 1, -1, 1],
        ["print-matte"] * 4 + ["replay-phone"] * 4 + [None],
    )
    found = error_rates(trials, outcomes_at(trials, 0.0))
    assert found.worst_species == "replay-phone"
    assert found.apcer is not None
    assert found.apcer.value == 0.75  # pooled it would be 4 of 8
    assert found.apcer.n == 4


def test_of_two_species_alike_the_less_certain_one_is_worst() -> None:
    trials = Trials.of([-1.0] * 12, ["print-matte"] * 10 + ["mask-rigid"] * 2)
    assert error_rates(trials, outcomes_at(trials, 0.0)).worst_species == "mask-rigid"


def test_accepting_everything_gives_apcer_100_percent() -> None:
    found = error_rates(TABLE, outcomes_at(TABLE, -np.inf))
    assert all(species.apcer.value == 1 for species in found.species)
    assert found.apcer is not None
    assert (found.apcer.value, found.bpcer.value) == (1, 0)


def test_rejecting_everything_gives_bpcer_100_percent() -> None:
    found = error_rates(TABLE, outcomes_at(TABLE, np.inf))
    assert found.apcer is not None
    assert (found.apcer.value, found.bpcer.value) == (0, 1)


def test_between_two_limits_lies_undecided() -> None:
    outcome = outcomes_at(TABLE, 1.0, -2.0)
    expected = [ACCEPT, ACCEPT, ACCEPT, UNDECIDED, NO_RESPONSE, ACCEPT, UNDECIDED, REJECT]
    assert outcome[:8].tolist() == expected
    found = error_rates(TABLE, outcome)
    assert (found.bpcer.errors, found.bona_fide_undecided.errors, found.bpcer.n) == (0, 1, 4)
    assert found.species[1].undecided.errors == 1


@pytest.mark.parametrize(("accept", "reject"), [(0.0, 0.0), (0.0, 1.0), (float("nan"), None)])
def test_limits_out_of_order_are_refused(accept: float, reject: float | None) -> None:
    with pytest.raises(ValueError, match="no order"):
        outcomes_at(TABLE, accept, reject)


def test_nothing_measured_is_no_rate() -> None:
    silent = Trials.of([None, 1.0], ["print-matte", None])
    found = error_rates(silent, outcomes_at(silent, 0.0))
    assert found.apcer is None
    assert found.worst_species is None
    assert found.species[0].apcer.value is None
    assert found.species[0].apnrr.value == 1
    assert Rate.of(0, 0).words() == "no trial, so no rate"


def test_words_say_what_a_small_number_shows() -> None:
    assert Rate.of(0, 20).words() == "0 errors in 20 only shows 13.9 % or less"
    assert Rate.of(1, 20).words() == "1 error in 20 only shows 21.6 % or less"


@settings(max_examples=60, deadline=None)
@given(tables(), st.lists(st.integers(-6, 6), min_size=2, max_size=2))
def test_a_higher_threshold_never_accepts_more(trials: Trials, limits: list[int]) -> None:
    low, high = (
        error_rates(trials, outcomes_at(trials, float(limit))) for limit in sorted(limits)
    )
    for before, after in zip(low.species, high.species, strict=True):
        assert after.apcer.errors <= before.apcer.errors
        assert after.apnrr == before.apnrr
    assert high.bpcer.errors >= low.bpcer.errors


@settings(max_examples=60, deadline=None)
@given(tables(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_means_nothing(trials: Trials, random: object) -> None:
    order = list(range(len(trials)))
    random.shuffle(order)  # type: ignore[attr-defined]
    mixed = Trials.of(trials.scores[order], [trials.species[i] for i in order])
    assert error_rates(mixed, outcomes_at(mixed, 0.0)) == error_rates(
        trials, outcomes_at(trials, 0.0)
    )


@settings(max_examples=60, deadline=None)
@given(tables())
def test_swapped_polarity_is_caught(trials: Trials) -> None:
    """Scores turned round turn every rate round: no table can hide it."""
    scores = trials.scores + 0.5  # no score lies on the threshold
    straight = Trials.of(scores, trials.species)
    turned = Trials.of(-scores, trials.species)
    a = error_rates(straight, outcomes_at(straight, 0.0))
    b = error_rates(turned, outcomes_at(turned, 0.0))
    assert a.bpcer.errors + b.bpcer.errors == a.bpcer.n
    for before, after in zip(a.species, b.species, strict=True):
        assert before.apcer.errors + after.apcer.errors == before.apcer.n


def test_rates_by_group() -> None:
    groups = ["cam-a", None] * 6
    found = {
        each.group: each.rates for each in rates_by_group(TABLE, outcomes_at(TABLE, 0), groups)
    }
    assert list(found) == ["cam-a", "unknown"]
    assert found["cam-a"].bpcer.n + found["unknown"].bpcer.n == 4
    assert found["unknown"].bpcer.errors == 1
    with pytest.raises(ValueError, match="groups"):
        rates_by_group(TABLE, outcomes_at(TABLE, 0), ["cam-a"])


@pytest.mark.parametrize(
    ("scores", "species", "message"),
    [
        ([1.0], [None, None], "differ"),
        ([float("inf")], [None], "infinite"),
        ([1.0], [""], "empty"),
    ],
)
def test_bad_trials_are_refused(
    scores: list[float], species: list[str | None], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        Trials.of(scores, species)
