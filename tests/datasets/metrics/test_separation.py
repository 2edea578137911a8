from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liveness.datasets.metrics import Trials, error_rates, outcomes_at
from liveness.datasets.metrics.separation import Separation


def _trials(bona_fide: list[float], **species: list[float]) -> Trials:
    scores: list[float | None] = [*bona_fide]
    labels: list[str | None] = [None] * len(bona_fide)
    for name, values in species.items():
        scores += values
        labels += [name] * len(values)
    return Trials.of(scores, labels)


def test_a_score_at_the_threshold_is_accepted() -> None:
    found = Separation.of(_trials([1.0, 2.0, 3.0], a=[0.0, 2.0], b=[-1.0]))
    reading = found.at(2.0)
    assert (reading.bpcer.errors, reading.bpcer.n) == (1, 3)
    assert {k: (r.errors, r.n) for k, r in reading.species.items()} == {
        "a": (1, 2),
        "b": (0, 1),
    }
    assert reading.worst is not None
    assert reading.worst[0] == "a"
    everything = found.at(-9)
    assert everything.bpcer.errors == 0
    assert all(rate.value == 1 for rate in everything.species.values())


SCORES = st.lists(st.integers(-8, 8).map(float), min_size=1, max_size=30)


@given(SCORES, SCORES, SCORES, st.integers(-9, 9))
def test_it_agrees_with_counting(
    live: list[float], a: list[float], b: list[float], threshold: int
) -> None:
    trials = _trials(live, a=a, b=b)
    reading = Separation.of(trials).at(threshold)
    whole = error_rates(trials, outcomes_at(trials, threshold))
    assert reading.bpcer == whole.bpcer
    assert {row.species: row.apcer for row in whole.species} == reading.species
    assert reading.worst is not None
    assert whole.apcer == reading.worst[1]


def test_one_of_equals_is_the_one_with_fewer_trials() -> None:
    reading = Separation.of(_trials([5.0], a=[0.0] * 40, b=[0.0] * 4)).at(1.0)
    assert reading.worst is not None
    assert reading.worst[0] == "b"


@pytest.mark.parametrize(
    ("live", "attack", "threshold", "words"),
    [
        ([1.0, 2.0], [-1.0, 0.2], 0.5, "margin of 0.80 nat"),
        ([1.0, 2.0], [-1.0, 0.2], 0.5, "anything above 0.20 and up to 1.00 gives the same"),
        ([0.0, 1.0], [-1.0, 0.5], 0.5, "No threshold is free of errors: a overlap"),
        ([0.0, 1.0], [0.5, 2.0], 0.5, "No threshold can work: half of a scores as high"),
        ([0.0, 1.0], [-1.0], 0.5, "bona fide 2, a 1"),
        ([0.0], [], 0.5, "No attacks have a score"),
        ([], [0.0], 0.5, "No bona fide presentations have a score"),
    ],
)
def test_the_verdict_in_words(
    live: list[float], attack: list[float], threshold: float, words: str
) -> None:
    said = " ".join(Separation.of(_trials(live, a=attack)).verdict(threshold))
    assert words in said


def test_large_sets_are_not_called_small_and_silence_is_counted() -> None:
    random = np.random.default_rng(0)
    trials = Trials.of(
        [*random.normal(2, 1, 100), *random.normal(-2, 1, 100), None, None, None],
        [None] * 100 + ["a"] * 100 + [None, "a", "a"],
    )
    found = Separation.of(trials)
    assert found.silent == {"bona-fide": 1, "a": 2}
    assert not any("n under 30" in line for line in found.verdict(0))
    assert found.gap(99) is None
    gap = found.gap(0)
    assert gap is not None
    assert found.at(gap[0] + 1e-9) == found.at(gap[1]).model_copy(
        update={"threshold": gap[0] + 1e-9}
    )
