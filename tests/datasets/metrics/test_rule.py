from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liveness.datasets.errors import DataError, UsageError
from liveness.datasets.metrics import Costs, Rule, Trials, cost_at, error_rates, outcomes_at

TRIALS = Trials.of(
    [4.0, 3.0, 2.0, 1.0, 2.5, 0.0, -1.0, -2.0],
    [None] * 4 + ["print-matte"] * 2 + ["mask-rigid"] * 2,
)


@pytest.mark.parametrize(
    ("text", "written", "words"),
    [
        ("bpcer<=0.05", "bpcer<=0.05", "BPCER 5 % or less"),
        (" APCER <= 5% ", "apcer<=0.05", "APCER 5 % or less in every species"),
        ("bpcer<=0", "bpcer<=0", "BPCER 0 % or less"),
        ("cost", "cost:prior=0.5,reject=1,accept=1", "least cost"),
        ("cost:accept=10, prior=0.9", "cost:prior=0.9,reject=1,accept=10", "attack 10"),
    ],
)
def test_rules_read_and_written(text: str, written: str, words: str) -> None:
    rule = Rule.parse(text)
    assert str(rule) == written
    assert words in rule.words()
    assert Rule.parse(str(rule)) == rule


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no rate"),
        ("eer", "no rate"),
        ("bpcer<0.05", "no rate"),
        ("bpcer<=5", "between 0 and 1"),
        ("bpcer<=1", "between 0 and 1"),
        ("apcer<=1.2.3", "no number"),
        ("bpcer<=-0.1", "between 0 and 1"),
        ("cost:prior=2", "less than 1"),
        ("cost:prior=x", "number"),
        ("cost:weight=1", "none of prior"),
        ("cost:prior", "none of prior"),
        ("cost:prior=.5,prior=.6", "once each"),
        ("cost:accept=inf", "finite"),
    ],
)
def test_a_rule_that_cannot_be_read(text: str, why: str) -> None:
    with pytest.raises(UsageError, match=why) as caught:
        Rule.parse(text)
    assert caught.value.code == "E-CAL-03"
    assert "write bpcer<=0.05" in str(caught.value).replace("Write", "write")


def test_thresholds_by_hand() -> None:
    # between the bona fide 2 and the print 2.5, in the middle
    assert Rule.parse("apcer<=0").threshold(TRIALS) == 2.75
    assert Rule.parse("bpcer<=0").threshold(TRIALS) == 0.5
    assert Rule.parse("bpcer<=0.25").threshold(TRIALS) == 1.5
    assert Rule.parse("apcer<=0.5").threshold(TRIALS) == 0.5  # one of two prints passes
    assert Rule.parse("cost:accept=100").threshold(TRIALS) == 2.75


def test_a_rule_that_only_rejecting_everybody_keeps() -> None:
    trials = Trials.of([1.0, 2.0], [None, "mask-rigid"])
    with pytest.raises(DataError, match="mask-rigid has the highest score") as caught:
        Rule.parse("apcer<=0.05").threshold(trials)
    assert caught.value.code == "E-CAL-04"


def test_neighbouring_floats_have_no_middle() -> None:
    low = 1.0
    high = float(np.nextafter(low, 2))
    trials = Trials.of([high, low], [None, "print-matte"])
    assert Rule.parse("apcer<=0").threshold(trials) == high


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(-6, 6).map(float), min_size=1, max_size=15),
    st.lists(
        st.tuples(st.integers(-6, 6), st.sampled_from(["print-matte", "mask-rigid"])),
        min_size=1,
        max_size=15,
    ),
    st.sampled_from([0.0, 0.05, 0.2, 0.5]),
)
def test_the_rule_is_kept(
    people: list[float], attacks: list[tuple[int, str]], limit: float
) -> None:
    trials = Trials.of(
        [*people, *(float(score) for score, _ in attacks)],
        [None] * len(people) + [name for _, name in attacks],
    )
    bpcer = Rule(kind="bpcer", limit=limit).threshold(trials)
    value = error_rates(trials, outcomes_at(trials, bpcer)).bpcer.value
    assert value is not None
    assert value <= limit
    cost = Rule(kind="cost", costs=Costs())
    try:
        apcer = Rule(kind="apcer", limit=limit).threshold(trials)
        cheap = cost.threshold(trials)
    except DataError:
        return
    for species in error_rates(trials, outcomes_at(trials, apcer)).species:
        assert species.apcer.value is not None
        assert species.apcer.value <= limit
    assert all(
        cost_at(trials, cheap, Costs()) <= cost_at(trials, score, Costs()) + 1e-12
        for score in trials.scores
    )
