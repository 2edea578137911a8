from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from liveness.datasets.metrics import Trials
from liveness.datasets.metrics.area import area, area_under_roc


def drawn(people: int = 12, each: int = 4, seed: int = 0) -> Trials:
    chance = np.random.default_rng(seed)
    rows = [(k % 2 == 0, p) for p in range(people) for k in range(each)]
    # a person's takes move together
    shift = chance.normal(0, 1, people)
    scores = [chance.normal(1.0 if live else -1.0, 1) + shift[p] for live, p in rows]
    return Trials.of(
        scores, [None if live else "print" for live, _ in rows], [f"S{p}" for _, p in rows]
    )


def test_the_area_by_hand() -> None:
    # pairs: 3>1, 3>2, 2>1 and the tie 2=2 counts one half
    assert area_under_roc(np.array([3.0, 2.0]), np.array([1.0, 2.0])) == 3.5 / 4


def test_the_area_is_that_of_scikit_learn() -> None:
    trials = drawn()
    expected = roc_auc_score(trials.bona_fide, trials.scores)
    assert area(trials).value == pytest.approx(expected, abs=1e-12)


def test_the_interval_encloses_the_area_and_knows_people() -> None:
    trials = drawn()
    found = area(trials, seed=1)
    assert found.subjects == 12
    assert found.low is not None
    assert found.high is not None
    assert found.low < found.value < found.high
    alone = area(Trials.of(trials.scores, trials.species), seed=1)
    assert alone.low is not None
    assert alone.high is not None
    # 48 rows counted as 48 people would look surer than 12 people are
    assert found.high - found.low != alone.high - alone.low


def test_the_order_of_rows_changes_nothing() -> None:
    trials = drawn()
    order = np.random.default_rng(5).permutation(len(trials)).tolist()
    shuffled = Trials.of(
        trials.scores[order],
        [trials.species[i] for i in order],
        [trials.subjects[i] for i in order],
    )
    assert area(shuffled) == area(trials)


def test_one_person_has_no_interval_and_one_class_no_area() -> None:
    one = Trials.of([1.0, 0.0], [None, "print"], ["S0", "S0"])
    assert area(one).low is None
    with pytest.raises(ValueError, match="both"):
        area(Trials.of([1.0, 0.0], [None, None]))
