"""Coverage and errors by what people told of themselves."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from liveness.datasets.groups import LEAST_PEOPLE, NOT_TOLD, GroupAttributes, GroupBook
from liveness.datasets.metrics import outcomes_at
from liveness.datasets.store import DatasetRoot
from liveness.studio.cli import run_app
from liveness.studio.fused_scores import fusion_of
from liveness.studio.people_rates import coverage_of_people, rates_of_people
from liveness.studio.trial_table import fuse_rows, read_table, trials_of


@pytest.fixture
def told(site: Callable[..., DatasetRoot]) -> DatasetRoot:
    """Twelve people: six of one sex, four of another, two who did not say."""
    root = site(people=12, each=2, species=("print-matte",))
    book = GroupBook(root.path)
    for i in range(10):
        sex = "female" if i < 6 else "male"
        attributes = GroupAttributes(sex=sex, consent=f"C-S{i}")
        book.put(root.subject_key(f"S{i}"), attributes)
    return root


def test_errors_by_group_are_those_of_its_takes_and_small_groups_are_pooled(
    told: DatasetRoot,
) -> None:
    table = read_table(told)
    fused = fuse_rows(table.rows, fusion_of(None))
    trials = trials_of(table.rows, fused)
    outcomes = outcomes_at(trials, 0.0)
    found = rates_of_people(table.rows, trials, outcomes)
    assert list(found) == ["sex"]
    groups = {each.group: each.rates for each in found["sex"]}
    pool = f"groups of fewer than {LEAST_PEOPLE} people"
    assert set(groups) == {"female", pool}
    women = [
        i
        for i, row in enumerate(table.rows)
        if row.species is None and row.told.get("sex") == "female"
    ]
    assert groups["female"].bona_fide == len(women) == 12
    assert groups["female"].bpcer.n == 12
    assert groups["female"].bpcer.errors == sum(int(outcomes[i]) < 0 for i in women)
    assert groups["female"].bpcer.high is not None
    assert groups[pool].bona_fide == 12  # four men, and two who did not say
    # an attack is of the group of the person whom it shows: S4 presents S5, S6 presents S7
    shown = {row.shown for row in table.rows if row.species and row.told.get("sex") == "female"}
    assert shown == {f"S{i}" for i in range(6)}


def test_nothing_is_told_where_nobody_told(site: Callable[..., DatasetRoot]) -> None:
    root = site(people=6, each=1, species=("print-matte",))
    table = read_table(root)
    trials = trials_of(table.rows, fuse_rows(table.rows, fusion_of(None)))
    assert rates_of_people(table.rows, trials, outcomes_at(trials, 0.0)) == {}
    assert coverage_of_people(root) == []


def test_coverage_counts_people_and_takes_and_hides_small_groups(told: DatasetRoot) -> None:
    found = {each.group: each for each in coverage_of_people(told)}
    assert set(found) == {"female", "male", NOT_TOLD}
    women = found["female"]
    assert (women.people, women.bona_fide, women.attacks) == (6, 12, 12)
    assert (found["male"].people, found["male"].bona_fide) == (None, None)


def test_the_command_and_the_evaluation_tell_it(
    told: DatasetRoot, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_app(["consent", "groups", str(told.path), "--format", "json"]) == 0
    said = capsys.readouterr()
    rows = {row["group"]: row for row in json.loads(said.out)}
    assert (rows["female"]["people"], rows["male"]["people"]) == (6, None)
    assert "fewer than 5 people are not counted" in said.err
    assert run_app(["evaluate", str(told.path), "--format", "json"]) == 0
    groups = json.loads(capsys.readouterr().out)["groups"]["sex"]
    assert [each["group"] for each in groups] == ["female", "groups of fewer than 5 people"]
    assert {"n", "low", "high"} <= set(groups[0]["rates"]["bpcer"])
    assert "S0" not in json.dumps(groups)
