from __future__ import annotations

import itertools
from collections import Counter

import pytest

from liveness.datasets.protocol import Protocol, Step, StopRule
from liveness.datasets.protocol_plan import estimate, matrix, plan, slots_of


def step(id_: str = "live", **fields: object) -> Step:
    return Step.model_validate({"id": id_, "title": id_, "text": "do", **fields})


def attack(id_: str = "print", **fields: object) -> Step:
    return step(id_, **{"species": "print-matte", **fields})


def protocol(*steps: Step, **fields: object) -> Protocol:
    return Protocol.model_validate({"id": "p", "title": "P", "steps": steps, **fields})


def test_a_step_is_asked_for_under_each_of_its_conditions() -> None:
    slots = slots_of(
        attack(repetitions=2, pais=2, lighting=["a", "b"], distance_mm=[300, 400, 500])
    )
    assert [slot.repetition for slot in slots] == list(range(1, 25))
    cells = Counter((s.pai, s.lighting, s.distance_mm) for s in slots)
    assert len(cells) == 12
    assert set(cells.values()) == {2}


def test_a_stop_rule_says_how_many() -> None:
    ruled = attack(pais=2, lighting=["a", "b", "c"], stop=StopRule())
    assert Counter(s.pai for s in slots_of(ruled)) == {1: 10, 2: 10}
    longer = slots_of(ruled, accepted=[2, 0])
    assert Counter(s.pai for s in longer) == {1: 20, 2: 10}
    # the names of takes that were made before do not change
    assert set(slots_of(ruled)) <= set(longer)


def test_a_random_order_is_kept_by_its_seed_and_differs_between_subjects() -> None:
    mixed = protocol(
        step(repetitions=6, lighting=["a", "b"]),
        attack(repetitions=6, lighting=["a", "b"]),
        order="random",
        seed=3,
    )
    first = plan(mixed, "S1")
    assert first == plan(mixed, "S1")
    assert first != plan(mixed, "S2")
    assert first != plan(mixed, "S1", seed=4)
    assert set(first) == set(plan(mixed, "S2"))
    # a lamp is changed once, and within a light the class does not come in blocks
    assert sum(a.lighting != b.lighting for a, b in itertools.pairwise(first)) == 1
    assert sum((a.pai is None) != (b.pai is None) for a, b in itertools.pairwise(first)) > 4


def test_which_light_comes_first_does_not_depend_on_the_class() -> None:
    mixed = protocol(step(lighting=["a", "b"]), attack(lighting=["a", "b"]), order="random")
    firsts = Counter(plan(mixed, f"S{i}", seed=1)[0] for i in range(400))
    assert len(firsts) == 4
    assert all(60 < count < 140 for count in firsts.values())


@pytest.mark.parametrize(("ratio", "run"), [(3, 3), (1, 1), (0.5, 1)])
def test_bona_fide_takes_alternate_with_attacks(ratio: float, run: int) -> None:
    slots = plan(
        protocol(
            step(repetitions=30), attack(repetitions=30 * run), attacks_per_bona_fide=ratio
        ),
        "S1",
    )
    runs = [
        len(list(group)) for live, group in itertools.groupby(slots, lambda s: s.pai is None)
    ]
    assert slots[0].pai is None
    assert set(runs[1::2][:10]) == {run}
    assert set(runs[0::2][:10]) == {round(run / ratio)}


def test_the_matrix_counts_what_the_plan_has() -> None:
    made = protocol(
        step(lighting=["a", "b"], repetitions=2), attack(pais=3), attack("more", optional=True)
    )
    rows = matrix(made)
    assert [(r.step, r.lighting, r.pais, r.takes) for r in rows] == [
        ("live", "a", 0, 2),
        ("live", "b", 0, 2),
        ("print", None, 3, 3),
        ("more", None, 1, 1),
    ]
    assert sum(r.takes for r in matrix(made, optional=False)) == len(plan(made, "S1")) == 7


def test_hours_and_disk() -> None:
    made = protocol(step(repetitions=2, seconds=10, lighting=["a", "b"]), setup_s=7, subjects=3)
    cost = estimate(made, bytes_per_s=1e6)
    assert (cost.takes, cost.bona_fide, cost.attacks) == (12, 12, 0)
    assert cost.recorded_s == 120
    assert cost.bytes == 120e6
    # a fixed order goes a, b, a, b: three changes of the lamp for each of three people
    assert cost.hours == pytest.approx(3 * (40 + 4 * 10 + 3 * 120) / 3600)
