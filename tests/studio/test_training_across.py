"""A trained model on another dataset: what is lost is told, and nobody is learnt and judged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from liveness.datasets.errors import DataError
from liveness.datasets.model_file import ModelFile
from liveness.datasets.store import DatasetRoot
from liveness.studio import score_cache
from liveness.studio.cli import app
from liveness.studio.folds import deal_folds
from liveness.studio.held_out import FOLDS, judge_across
from liveness.studio.training import train
from liveness.studio.training_rows import Examples, raw_examples
from liveness.studio.trial_table import read_table

Site = Callable[..., DatasetRoot]
UNITS = {"coherence": "1", "shape": "1", "frame_rate": "1"}


def _examples(root: DatasetRoot) -> Examples:
    return raw_examples(read_table(root).rows, "motion", UNITS, names=("coherence",))[0]


def test_what_another_site_loses_is_told_and_retraining_brings_it_back(
    motion_site: Site,
) -> None:
    home = motion_site("home", people=12)
    # at the other site attacks move as people do at home, and people the other way
    away = motion_site("away", people=12, seed=5, prefix="B", apart=-1.0)
    here = train(home, "motion", against=away).training
    assert here.auc.value > 0.95
    across = here.across
    assert across is not None
    assert across.auc.value < 0.1
    assert across.auc_loss == pytest.approx(here.auc.value - across.auc.value)
    assert "it is lost on the way, train on takes of that site" in across.words
    assert here.notes[0] == across.words
    assert across.data.takes == 12 * 3 * 2
    again = train(away, "motion").training
    assert again.auc.value > 0.95
    assert again.across is None


def test_a_site_like_it_loses_nothing_worth_telling(motion_site: Site) -> None:
    home, away = motion_site("home"), motion_site("away", seed=5, prefix="B")
    across = train(home, "motion", against=away).training.across
    assert across is not None
    assert across.auc.value > 0.9
    assert "it is lost" not in across.words


def test_somebody_at_both_sites_is_judged_by_who_did_not_know_him(motion_site: Site) -> None:
    """Everybody is at both sites, and each one's number gives him away: that must not help."""
    home, away = _examples(motion_site("home")), _examples(motion_site("away", seed=3))
    chance = np.random.default_rng(0)
    secret = {f"S{i}": float(chance.normal(0, 3)) for i in range(8)}
    for examples in (home, away):
        for i, row in enumerate(examples.rows):
            examples.values[i, 0] = secret[row.subject] * (1 if row.species is None else -1)
    folds = deal_folds(home.rows, FOLDS, 0)
    assert folds is not None
    held = judge_across(home, away, folds, 1e-3, indicate=True)
    assert held is not None
    assert len(held.examples.rows) == len(away.rows)
    takes = [row.take for row in held.examples.rows]
    assert len(takes) == len(set(takes))
    for k in range(folds.count):
        judged = [row for row in away.rows if {folds.place[p] for p in row.people} == {k}]
        seen = [home.rows[i] for i in folds.trained(home.rows, k)]
        assert not {p for row in judged for p in row.people} & {
            p for r in seen for p in r.people
        }


def test_a_site_without_attacks_cannot_judge(motion_site: Site, site: Site) -> None:
    with pytest.raises(DataError, match=r"E-CAL-02.*the other dataset holds nothing"):
        train(motion_site("home"), "motion", against=site("empty", people=2, species=()))


def test_the_command_tells_the_loss_and_the_file_keeps_it(
    motion_site: Site, tmp_path: Path
) -> None:
    home, away = motion_site("home"), motion_site("away", prefix="B", apart=-1.0)
    out = tmp_path / "m.json"
    arguments = ["train", home.path, "--signal", "motion", "--out", out, "--against", away.path]
    done = CliRunner().invoke(app, [str(each) for each in arguments])
    assert done.exit_code == 0, done.output
    assert "On the other dataset, 48 takes of 8 people:" in done.stdout
    assert "is lost on the way" in done.stdout
    training = ModelFile.load(out).training
    assert training is not None
    assert training.across is not None
    assert training.across.data.takes == 48


def test_texture_waits_for_no_scores(
    motion_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("texture looks at pictures, not at scores")

    root = motion_site("cold")
    (root.path / "scores" / score_cache.FILE).unlink()
    monkeypatch.setattr(score_cache, "score_all", refuse)
    # the takes of this fixture are empty files: looked into they are told, not scored
    with pytest.raises(DataError, match="E-CAL-02"):
        train(root, "texture")


def test_rows_without_scores_bear_people_and_consent(motion_site: Site) -> None:
    root = motion_site("warm", refusing=(0,))
    known, scored = read_table(root, scored=False), read_table(root)
    assert [r.take for r in known.rows] == [r.take for r in scored.rows]
    assert [r.evidence["motion"].raw for r in known.rows] == [
        r.evidence["motion"].raw for r in scored.rows
    ]
    # his own six takes, and the four attacks that show him
    assert sum(row.may_train for row in known.rows) == 8 * 3 * 2 - 6 - 4
