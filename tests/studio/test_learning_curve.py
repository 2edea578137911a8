"""Would more data help, and of what."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from typer.testing import CliRunner

from liveness.datasets.store import DatasetRoot
from liveness.studio import learning_curve as module
from liveness.studio.cli import app
from liveness.studio.evaluating import Question, evaluate
from liveness.studio.learning_curve import _rising, _would_help
from liveness.studio.less_data import LessData
from liveness.studio.reporting import report_html
from liveness.studio.schemes import fold_rows
from liveness.studio.trial_table import read_table

Site = Callable[..., DatasetRoot]


def _less(trained_on: int, cost: float, part: str = "50%", people: int = 8) -> LessData:
    return LessData(
        of="people",
        part=part,
        trained_on=trained_on,
        people=people,
        judged=10,
        cllr=cost,
        auc=0.9,
        apcer=None,
        bpcer=None,
    )


@pytest.mark.parametrize(
    ("cost", "words"), [(0.30, "would still help"), (0.49, "would change little")]
)
def test_the_curve_is_read_aloud(cost: float, words: str) -> None:
    told = _would_help([_less(20, 0.5), _less(40, cost, people=16)])
    assert "from 8 to 16 people" in told
    assert words in told


def test_a_share_that_rounds_to_all_is_no_point_of_its_own() -> None:
    points = [
        _less(20, 0.5, "25%"),
        _less(20, 0.5, "50%"),
        _less(40, 0.4),
        _less(40, 0.3, "all"),
    ]
    assert [(p.part, p.trained_on) for p in _rising(points)] == [("25%", 20), ("all", 40)]


def test_fewer_people_fewer_takes_and_no_species_are_judged_by_the_same_people(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "DRAWS", 1)
    monkeypatch.setattr(module, "SHARES", (0.5,))
    root = site(people=12, each=2)
    found = evaluate(root, Question("learning-curve"))
    curve = found.curve
    assert curve is not None
    people = [p for p in curve.points if p.of == "people"]
    takes = [p for p in curve.points if p.of == "takes of each person"]
    assert [p.part for p in people] == [p.part for p in takes] == ["50%", "all"]
    assert people[0].people < people[1].people
    assert takes[0].people == takes[1].people
    assert takes[0].trained_on < takes[1].trained_on
    # all were judged on everybody held out, none of whom was learnt from
    assert {p.judged for p in people} == {len(found.takes)}
    for train, tested in fold_rows(read_table(root).rows, 0):
        assert not {n for r in train for n in r.people} & {n for r in tested for n in r.people}
    species = {p.part for p in curve.points if p.of == "species"}
    assert species == {
        name
        for each in ("mask-rigid", "print-matte", "replay-phone")
        for name in (each, f"{each} learnt")
    }
    assert len(curve.words) == 5
    assert evaluate(root, Question("learning-curve")) == found
    text = report_html(found, title="t", generator="g")
    assert "Would more data help" in text


def test_what_a_species_teaches_is_said_and_the_command_tells_it(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "DRAWS", 1)
    monkeypatch.setattr(module, "SHARES", (0.5,))
    known, unseen = _less(40, 0.1), _less(40, 0.6)
    assert "takes of it help" in module._of_species("mask-rigid", known, unseen)
    assert "told by what the others teach" in module._of_species("mask-rigid", known, known)
    assert "too little" in module._of_species("mask-rigid", known, None)
    done = CliRunner().invoke(
        app, ["evaluate", str(site(people=6, each=2).path), "--scheme", "learning-curve"]
    )
    assert done.exit_code == 0
    assert "judged by fits that learnt from less" in done.stdout
