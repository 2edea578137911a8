from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from typer.testing import CliRunner

from liveness.datasets.metrics import mcnemar
from liveness.datasets.profile import Profile
from liveness.datasets.store import DatasetRoot
from liveness.studio.calibrate.board import Board
from liveness.studio.calibrate.conditions import read_conditions, trend_words
from liveness.studio.calibrate.page import CalibratePage
from liveness.studio.cli import app

Open = Callable[[DatasetRoot | None], CalibratePage]
Site = Callable[..., DatasetRoot]


def _board(page: CalibratePage) -> Board:
    board = page.state.board
    assert board is not None
    return board


def test_who_caught_what_follows_the_thresholds(page: CalibratePage) -> None:
    page.plots.tabs.setCurrentWidget(page.caught)
    table = page.caught.table
    page.state.move_threshold(-50.0)
    page.caught.refresh()
    depth = [row[2] for row in table.texts]
    assert depth == ["0 of 12"] * 3
    page.state.move_threshold(50.0)
    page.caught.refresh()
    spoke = {
        species: sum(
            row.species == species and row.evidence["depth"].valid for row in _board(page).rows
        )
        for species in ("mask-rigid", "print-matte", "replay-phone")
    }
    for row in table.texts:
        assert row[2].startswith(f"{spoke[row[0]]} of 12")


def test_attacks_that_one_signal_alone_catches_are_listed(page: CalibratePage) -> None:
    caught = page.caught
    caught.what.setCurrentIndex(2)
    alone = [a for a in _board(page).caught(page.state.thresholds) if len(a.caught) == 1]
    assert len(caught.table.texts) == len(alone) > 0
    page._root = None
    caught.table.choose(0)
    assert page.state.take == alone[0].take
    caught.what.setCurrentIndex(4)
    assert len(caught.table.texts) == 7
    assert caught.table.texts[0][0].count("+") == 2


def test_a_dropped_signal_is_tried_and_taken_back(page: CalibratePage) -> None:
    page.state.choose("fused")
    before = _board(page).fused
    what_if = page.left.fusion.what_if
    what_if.heard["depth"].setChecked(False)
    assert _board(page).factors["depth"] == 0.0
    assert what_if.factors["depth"].value() == 0.0
    tried = _board(page).fused
    assert tried != before
    what_if.factors["texture"].setValue(1.5)
    assert _board(page).factors == {"depth": 0.0, "texture": 1.5, "reflection": 1, "motion": 1}
    page.undo.click()
    assert _board(page).fused == tried
    assert what_if.factors["texture"].value() == 1.0
    what_if.reset.click()
    assert _board(page).fused == before
    assert not what_if.reset.isEnabled()


def test_two_thresholds_are_compared_take_by_take(page: CalibratePage) -> None:
    page.state.choose("fused")
    page.plots.tabs.setCurrentWidget(page.compare)
    assert page.compare.table.texts == []
    page.state.move_threshold(0.0)
    page.compare.keep.click()
    assert page.compare.table.texts == []
    other = _board(page).decisions(0.0)
    page.state.move_threshold(-0.4)
    page.compare.refresh()
    mine = _board(page).decisions(-0.4)
    differ = {
        row.take for row, a, b in zip(_board(page).shown, mine, other, strict=True) if a != b
    }
    assert {row[-1] for row in page.compare.table.texts} == differ
    right = {"bona-fide": "accept"}
    counts = [
        sum(
            one == right.get(row.label, "reject") != two
            for row, one, two in zip(_board(page).shown, *pair, strict=True)
        )
        for pair in ((mine, other), (other, mine))
    ]
    p = mcnemar(*counts, len(mine)).p
    assert f"McNemar p = {p:.3g}" in page.compare.words.text()


def test_a_profile_is_compared_with_what_is_shown(
    open_page: Open, site: Site, tmp_path: Path, qtbot: QtBot
) -> None:
    page = open_page(site())
    page.fitting.fit("bpcer<=0.05")
    qtbot.waitUntil(lambda: not page.jobs.busy, timeout=20_000)
    path = tmp_path / "p.json"
    page.fitting.export(str(path), "", None)
    page.compare.open_profile(str(path))
    assert "0 decisions differ" in page.compare.words.text()
    page.fitting.drop()
    page.compare.refresh()
    assert page.compare.table.texts
    page.compare.open_profile(str(tmp_path / "none.json"))
    message = page._bench.messages.message
    assert message is not None
    assert message.code == "E-CAL-01"


def test_names_are_shown_without_reading_a_take(page: CalibratePage) -> None:
    page.plots.tabs.setCurrentWidget(page.against)
    page.against.condition.setCurrentIndex(page.against.condition.findData("session"))
    assert page.against.note.text() == "1 in all"
    shown = sum(len(xs) for xs, _ in page.against.plot._points.values())
    assert shown == sum(score is not None for score in _board(page).scores("depth"))


def test_takes_that_cannot_be_read_have_no_condition(page: CalibratePage, qtbot: QtBot) -> None:
    page.plots.tabs.setCurrentWidget(page.against)
    page.against.condition.setCurrentIndex(0)
    qtbot.waitUntil(lambda: not page.jobs.busy)
    page.against.refresh()
    assert "No take has both" in page.against.plot.empty_text
    root = page._root
    assert root is not None
    takes = [row.take for row in _board(page).rows[:2]]
    assert read_conditions(root, takes) == {take: {} for take in takes}


def test_a_trend_is_told_within_labels_and_over_all() -> None:
    values = {"bona-fide": [100.0, 101.0, 102.0, 103.0], "mask-rigid": [50.0, 51.0, 52.0]}
    scores = {"bona-fide": [2.0, 1.9, 1.8, 1.7], "mask-rigid": [-1.0, -1.1, -1.2]}
    words = trend_words(values, scores)
    assert "bona-fide -1.00 (n = 4)" in words
    assert "mask-rigid -1.00 (n = 3)" in words
    assert "all together +0." in words, "pooled it has the other sign"
    assert "Too few" in trend_words({}, {})


@pytest.mark.parametrize("scheme", ["as-is", "leave-one-species-out"])
def test_the_window_and_the_command_write_the_same_json(
    open_page: Open, site: Site, tmp_path: Path, qtbot: QtBot, scheme: str
) -> None:
    root = site(people=6, each=3)
    page = open_page(root)
    panel = page.evaluation
    panel.scheme.setCurrentIndex(panel.scheme.findData(scheme))
    panel.go.click()
    qtbot.waitUntil(lambda: panel.found is not None, timeout=30_000)
    panel.save("json", str(tmp_path / "window.json"))
    asked = ["evaluate", str(root.path), "--format", "json"]
    if scheme != "as-is":
        asked += ["--scheme", scheme]
    result = CliRunner().invoke(app, asked)
    assert result.exit_code == 0, result.output
    assert (tmp_path / "window.json").read_bytes() == result.stdout.encode()
    assert len(panel.table.texts) == 1 + (0 if scheme == "as-is" else 3)
    panel.save("html", str(tmp_path / "window.html"))
    assert "<html" in (tmp_path / "window.html").read_text()


def test_the_window_and_the_command_make_the_same_profile(
    open_page: Open, site: Site, tmp_path: Path, qtbot: QtBot
) -> None:
    """72 takes: but for id, author and time of making, every byte is the same."""
    root = site(people=6, each=3)
    page = open_page(root)
    page.left.rule.setText("bpcer<=0.1")
    page.left.fusion.fit_button.click()
    qtbot.waitUntil(lambda: not page.jobs.busy, timeout=30_000)
    page.fitting.export(str(tmp_path / "window.json"), "ENG-1", None)
    path = str(tmp_path / "command.json")
    asked = ["calibrate", str(root.path), "--out", path, "--rule", "bpcer<=0.1"]
    result = CliRunner().invoke(app, [*asked, "--author", "ENG-1"])
    assert result.exit_code == 0, result.output
    made = [json.loads((tmp_path / f"{n}.json").read_bytes()) for n in ("window", "command")]
    assert len(made[0]["parts"]["fit"]) + len(made[0]["parts"]["validate"]) >= 50
    for content in made:
        for key in ("id", "created_utc", "sha256"):
            content.pop(key)
    assert json.dumps(made[0]) == json.dumps(made[1])
    profile = Profile.load(tmp_path / "command.json")
    board = _board(page)
    decided = board.decisions(profile.operating_point.threshold)
    assert page.state.threshold == profile.operating_point.threshold
    result = CliRunner().invoke(
        app, ["evaluate", str(root.path), "--profile", path, "--format", "json"]
    )
    told = json.loads(result.stdout)
    fit = set(profile.parts["fit"])
    people = {name for row in board.rows if row.take in fit for name in row.people}
    judged = [
        (row, decision)
        for row, decision in zip(board.shown, decided, strict=True)
        if row.take not in fit and not people & set(row.people)
    ]
    wrong = sum(d == "reject" for row, d in judged if row.species is None)
    rate = told["assessment"]["rates"]["bpcer"]
    assert (rate["errors"], rate["n"]) == (wrong, sum(r.species is None for r, _ in judged))


def test_every_score_of_the_window_is_the_one_of_the_command(
    open_page: Open, site: Site
) -> None:
    """The window's scores of 72 takes are those that the engine's own fusion gives."""
    from liveness.studio.fused_scores import fused_anew, fusion_of
    from liveness.studio.score_cache import ScoreCache

    root = site(people=6, each=3)
    page = open_page(root)
    known = ScoreCache(root).known(root.takes())
    fusion = fusion_of(None)
    board = _board(page)
    assert len(board.rows) == 72
    for row, score in zip(board.rows, board.fused, strict=True):
        assert score == fused_anew(known[row.take].record, fusion).score
