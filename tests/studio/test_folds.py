from __future__ import annotations

from dataclasses import replace

import pytest

from liveness.datasets.evidence import Evidence
from liveness.datasets.profile import CameraProfile
from liveness.studio.folds import Folds, deal_folds
from liveness.studio.trial_table import Row

PLAIN = Row(
    take="T0",
    sha256="0" * 64,
    session="visit",
    dataset="d",
    species=None,
    family=None,
    people=("S0",),
    subject="S0",
    pai=None,
    camera=CameraProfile(device="desk", kind="camera", width=640, height=480),
    lighting=None,
    evidence={"depth": Evidence("depth", 1.0, True, 1.0)},
    may_train=True,
    may_evaluate=True,
)


def rows_of(*links: tuple[int, int], people: int, session: str = "visit") -> list[Row]:
    """One bona fide take of each person, and an attack for each link."""
    made = [
        replace(PLAIN, take=f"B{i}", people=(f"S{i}",), subject=f"S{i}") for i in range(people)
    ]
    for number, (who, shown) in enumerate(links):
        made.append(
            replace(
                PLAIN,
                take=f"A{number}",
                species="print-matte",
                people=(f"S{who}", f"S{shown}"),
                subject=f"S{who}",
                pai=f"P{number}",
            )
        )
    return [replace(row, session=session) for row in made]


def check_apart(rows: list[Row], folds: Folds) -> None:
    for k in range(folds.count):
        train = [rows[i] for i in folds.trained(rows, k)]
        test = [rows[i] for i in folds.tested(rows, k)]
        assert train
        assert test
        people = {name for row in train for name in row.people}
        assert not people & {name for row in test for name in row.people}
        pais = {row.pai for row in train} - {None}
        assert not pais & {row.pai for row in test}


def test_linked_people_stay_together_and_nothing_is_lost() -> None:
    rows = rows_of(*((i, i ^ 1) for i in range(8)), people=8)
    folds = deal_folds(rows, 3, seed=1)
    assert folds is not None
    assert folds.count == 3
    check_apart(rows, folds)
    tested = [i for k in range(3) for i in folds.tested(rows, k)]
    assert sorted(tested) == list(range(len(rows)))
    assert not folds.sessions_apart


def test_a_ring_of_people_is_cut_and_the_takes_that_link_are_judged_by_nobody() -> None:
    rows = rows_of(*((i, (i + 1) % 6) for i in range(6)), people=6)
    folds = deal_folds(rows, 2, seed=0, each=True)
    assert folds is not None
    check_apart(rows, folds)
    tested = [i for k in range(2) for i in folds.tested(rows, k)]
    assert 6 < len(tested) < 12


def test_sessions_stand_apart_where_the_people_allow_it() -> None:
    first = rows_of((0, 1), (1, 0), people=2, session="monday")
    second = [
        replace(
            row,
            people=tuple(f"X{name}" for name in row.people),
            session="friday",
            pai="other" if row.species else None,
        )
        for row in rows_of((0, 1), people=2)
    ]
    folds = deal_folds([*first, *second], 2, seed=0)
    assert folds is not None
    assert folds.sessions_apart
    check_apart([*first, *second], folds)


def test_a_pai_that_everybody_holds_is_never_learnt_from_and_judged() -> None:
    rows = [
        replace(row, pai="the phone") if row.species else row
        for row in rows_of(*((i, i ^ 1) for i in range(8)), people=8)
    ]
    # its attacks are on both sides, so there is nothing to learn from
    assert deal_folds(rows, 2, seed=0) is None
    other = rows_of(*((i, i ^ 1) for i in range(8)), people=8)
    mixed = [*rows, *(row for row in other if row.species)]
    folds = deal_folds(mixed, 2, seed=0)
    assert folds is not None
    check_apart(mixed, folds)


def test_the_same_seed_deals_the_same_and_another_one_differs() -> None:
    rows = rows_of(*((i, i ^ 1) for i in range(20)), people=20)
    assert deal_folds(rows, 5, seed=3) == deal_folds(rows, 5, seed=3)
    assert deal_folds(rows, 5, seed=3) != deal_folds(rows, 5, seed=4)


@pytest.mark.parametrize(
    "rows",
    [
        [],
        rows_of(people=5),
        rows_of((0, 0), people=1),
        rows_of((0, 1), people=2),
        [replace(row, evidence={}) for row in rows_of((0, 1), (2, 3), people=4)],
    ],
    ids=["nothing", "no attack", "one person", "one link", "no answers"],
)
def test_too_few_people_are_not_dealt(rows: list[Row]) -> None:
    assert deal_folds(rows, 5, seed=0) is None
