from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from liveness.capture.fusion import FusionWeights
from liveness.datasets.evidence import Evidence
from liveness.datasets.metrics import Rate, error_rates, outcomes_at
from liveness.datasets.store import DatasetRoot
from liveness.studio.calibrate.board import FUSED, Board, default_thresholds
from liveness.studio.calibrate.caught import summary
from liveness.studio.fused_scores import fusion_of
from liveness.studio.trial_table import fuse_rows, read_table, trials_of


@pytest.fixture
def board(site: Callable[..., DatasetRoot]) -> Board:
    return Board(read_table(site(people=4, each=3)).rows)


def test_the_fused_scores_are_those_of_the_engine(board: Board) -> None:
    fused = fuse_rows(board.rows, fusion_of(None))
    wanted = trials_of(board.rows, fused)
    np.testing.assert_array_equal(board.trials(FUSED).scores, wanted.scores)
    decisions = board.decisions(board.weights.accept)
    for each, decision in zip(fused, decisions, strict=True):
        assert (decision == "accept") == (each.decision == "accept")


def test_rates_at_a_threshold_are_those_of_the_metrics(board: Board) -> None:
    view = board.view("depth")
    reading = view.separation.at(0.3)
    wanted = error_rates(view.trials, outcomes_at(view.trials, 0.3))
    assert reading.bpcer == wanted.bpcer
    assert reading.worst == (wanted.worst_species, wanted.apcer)


def test_who_caught_what_is_counted_by_hand(board: Board) -> None:
    thresholds = {"depth": 0.0, "texture": -0.5, "reflection": -9.0}
    attacks = board.caught(thresholds)
    assert len(attacks) == sum(row.species is not None for row in board.rows)
    for attack in attacks:
        evidence = board.rows[attack.row].evidence
        caught = [
            name
            for name, limit in thresholds.items()
            if evidence[name].valid and evidence[name].llr < limit
        ]
        assert sorted(attack.caught) == sorted(caught)
        spoke = [name for name in evidence if evidence[name].valid]
        assert sorted((*attack.caught, *attack.passed)) == sorted(spoke)
    for each in summary(attacks, board.names):
        mine = [a for a in attacks if a.species == each.species]
        assert each.n == len(mine)
        assert each.only["depth"] == sum(a.caught == ("depth",) for a in mine)
        assert each.nobody == sum(a.caught == () for a in mine)
        assert each.by["reflection"] == 0


def test_subsets_of_signals_have_the_rates_of_a_fusion_without_the_others(
    board: Board,
) -> None:
    found = {each.names: each for each in board.subsets(0.5)}
    assert len(found) == 7
    only_depth = found[("depth",)]
    rows = [row for row in board.rows if row.evidence["depth"].valid]
    llr = [0.5 * 0.8 * row.evidence["depth"].llr for row in rows if row.species is None]
    below = sum(min(max(score, -4.0), 1.5) < 0.5 for score in llr)
    assert only_depth.bpcer == Rate.of(below, len(llr))
    whole = board.view(FUSED).separation.at(0.5)
    everything = found[board.matrix.names[:3]]
    assert (everything.species, everything.apcer) == whole.worst
    assert everything.bpcer == whole.bpcer


def test_a_tried_weight_changes_the_fusion_and_only_that(board: Board) -> None:
    tried = Board(board.rows, board.weights, {"depth": 0.0})
    assert tried.tried
    assert not Board(board.rows, board.weights, {"depth": 1.0}).tried
    np.testing.assert_array_equal(
        tried.trials("texture").scores, board.trials("texture").scores
    )
    assert tried.fused != board.fused


def test_replaced_evidence_stands_for_the_stored_one(board: Board) -> None:
    kept = [row.take for row in board.rows[:5]]
    new = {take: Evidence("depth", 3.0, True, 1.0) for take in kept}
    tried = Board(board.rows, replaced={"depth": new})
    assert [row.take for row in tried.shown] == kept
    assert tried.scores("depth") == [3.0] * 5
    assert tried.scores("texture") == board.scores("texture")[:5]


def test_fused_over_time_is_the_fusion_frame_by_frame(board: Board) -> None:
    llr = np.array([1.0, -2.0, np.nan])
    spoke = np.array([True, True, False])
    good = np.array([0.5, 1.0, np.nan])
    fused = board.fused_over_time({"depth": (llr, good, spoke)})
    fusion = fusion_of(FusionWeights.prior())
    for i in range(2):
        said = fusion.fuse({"depth": Evidence("depth", float(llr[i]), True, float(good[i]))})
        assert fused[i] == pytest.approx(said.llr)
    assert np.isnan(fused[2])


def test_thresholds_begin_at_even_odds_and_at_the_fusion_s_accept() -> None:
    found = default_thresholds(["depth"], FusionWeights.prior())
    assert found == {"fused": 1.0, "depth": 0.0}
