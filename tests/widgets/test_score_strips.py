from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from liveness.datasets.evidence import Evidence
from liveness.widgets import samples
from liveness.widgets.score_strips import SPAN_S, ScoreStrips
from liveness.widgets.theme import State


@pytest.fixture
def strips(qtbot: QtBot) -> ScoreStrips:
    widget = ScoreStrips()
    qtbot.addWidget(widget)
    widget.resize(1200, 110)
    return widget


def feed(strips: ScoreStrips, second: float, llr: float | None) -> None:
    depth = (
        Evidence.abstain("depth", "head still")
        if llr is None
        else samples.evidence("depth", llr, with_map=False)
    )
    strips.add(round(second * 1e9), {"depth": depth}, samples.fused(1.3))


def test_gaps_and_runs_follow_validity(strips: ScoreStrips) -> None:
    for second, llr in ((1, 1.0), (2, 1.2), (3, None), (4, None), (5, -1.0)):
        feed(strips, second, llr)
    assert strips.runs("depth") == [[(-4, 1.0), (-3, 1.2)], [(0, -1.0)]]
    assert strips.gaps("depth") == [(-10.0, -4.0), (-2.0, 0.0)]
    strips.grab()


def test_only_ten_seconds_are_kept(strips: ScoreStrips) -> None:
    for i in range(900):
        feed(strips, i / 30, 0.5)
    (run,) = strips.runs("depth")
    assert run[0][0] >= -SPAN_S
    assert len(run) == pytest.approx(301, abs=1)
    assert strips.gaps("depth") == []


def test_a_source_that_starts_anew_clears_the_strips(strips: ScoreStrips) -> None:
    feed(strips, 5, 0.5)
    feed(strips, 0.1, 0.7)
    assert strips.runs("depth") == [[(0, 0.7)]]


def test_headlines_have_two_digits_and_words(strips: ScoreStrips) -> None:
    feed(strips, 1, 1.449)
    assert strips.headline("depth") == (State.BONA_FIDE, "+1.4 bona fide")
    assert strips.headline("texture") == (State.UNDECIDED, "no evidence yet")
    assert strips.headline("fused") == (State.BONA_FIDE, "+1.3 accept")
    feed(strips, 2, None)
    assert strips.headline("depth") == (State.UNDECIDED, "abstains")
    strips.add(3_000_000_000, {}, samples.fused(-2.5))
    assert strips.headline("fused") == (State.ATTACK, "-2.5 reject")
    strips.add(4_000_000_000, {}, samples.fused(valid=False))
    assert strips.headline("fused") == (State.UNDECIDED, "no valid signal")


def test_uncalibrated_is_marked_in_the_picture(strips: ScoreStrips) -> None:
    assert not strips.uncalibrated
    feed(strips, 1, 1.0)
    assert strips.uncalibrated


def test_thresholds_move(strips: ScoreStrips) -> None:
    feed(strips, 1, 1.0)
    before = strips.grab().toImage()
    strips.set_thresholds(2.5, -3.0)
    assert strips.grab().toImage() != before
