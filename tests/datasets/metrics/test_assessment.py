from __future__ import annotations

import itertools

import numpy as np

from liveness.datasets.metrics import Assessment, Trials, assess, outcomes_at


def trials(people: int = 20, prints: int = 20) -> Trials:
    random = np.random.default_rng(0)
    scores = [*(3 + random.random(people)), *(-3 - random.random(prints))]
    return Trials.of(
        scores,
        [None] * people + ["print-matte"] * prints,
        [f"S{i % 4}" for i in range(people)] + [f"S{i % 4}" for i in range(prints)],
        [None] * people + [f"P{i % 5}" for i in range(prints)],
    )


def test_no_error_in_twenty_is_told_for_what_it_is() -> None:
    table = trials()
    found = assess(table, outcomes_at(table, 0.0))
    assert found.warnings == (
        "bona fide: 0 errors in 20 only shows 13.9 % or less; 39 more without an error would "
        "show 5 %",
        "print-matte: 0 errors in 20 only shows 13.9 % or less; 39 more without an error would "
        "show 5 %",
    )
    interval = found.clusters["print-matte"].interval
    assert interval is not None
    assert interval.clusters == (4, 5)
    assert "bona fide" in found.polarity
    assert found.literature.eer == 0
    assert "not in ISO" in found.literature.note


def test_enough_clean_presentations_raise_no_warning() -> None:
    table = trials(59, 59)
    assert assess(table, outcomes_at(table, 0.0)).warnings == ()


def test_repeated_pais_are_worth_less() -> None:
    table = trials(20, 40)
    scores = table.scores.copy()
    scores[[i for i, pai in enumerate(table.pais) if pai == "P0"]] = 5.0  # one print passes
    fooled = Trials(scores, table.species, table.subjects, table.pais)
    found = assess(fooled, outcomes_at(fooled, 0.0))
    cluster = found.clusters["print-matte"]
    assert cluster.correlation == 1
    assert cluster.design_effect == 8
    assert cluster.effective_n == 5
    assert cluster.interval is not None
    assert cluster.interval.high > found.rates.species[0].apcer.high  # type: ignore[operator]
    assert found.clusters["bona-fide"].design_effect is None


def test_what_is_missing_is_none_and_told() -> None:
    alone = Trials.of([1.0, 2.0], [None, None])
    found = assess(alone, outcomes_at(alone, 0.0))
    assert found.rates.apcer is None
    assert found.information is None
    assert found.bpcer_at_apcer is None
    assert found.reliability == ()
    assert "there are no attacks, so there is no APCER" in found.warnings
    silent = Trials.of([None, None], [None, "print-matte"])
    told = assess(silent, outcomes_at(silent, 0.0)).warnings
    assert told == (
        "bona fide: nothing answered, so there is no rate",
        "print-matte: nothing answered, so there is no rate",
    )
    assert "there are no bona fide" in str(assess(Trials.of([], []), np.array([], np.int8)))


def test_the_same_rows_in_another_order_give_the_same_text() -> None:
    table = trials()
    order = np.random.default_rng(3).permutation(len(table)).tolist()
    mixed = Trials.of(
        table.scores[order],
        *([each[i] for i in order] for each in (table.species, table.subjects, table.pais)),
    )
    straight, other = (assess(each, outcomes_at(each, 3.5)) for each in (table, mixed))
    assert straight.model_dump_json() == other.model_dump_json()
    assert Assessment.model_validate_json(straight.model_dump_json()) == straight


def test_the_curve_is_told_in_few_points() -> None:
    table = trials(300, 300)
    det = assess(table, outcomes_at(table, 0.0)).det
    assert len(det) == 200
    assert (det[0].apcer, det[0].bpcer) == (1, 0)
    assert all(a.apcer >= b.apcer and a.bpcer <= b.bpcer for a, b in itertools.pairwise(det))
    assert det[-1].threshold == table.scores.max()
