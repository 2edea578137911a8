from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from liveness.datasets.evidence import Evidence
from liveness.studio.calibrate import tuning
from liveness.studio.calibrate.page import CalibratePage
from liveness.studio.calibrate.tuned import TunedScore


@pytest.fixture
def scored(page: CalibratePage, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Stands for the passes over the takes: what was asked for, in order."""
    asked: list[dict[str, Any]] = []

    def score(
        paths: Mapping[str, Path],
        name: str,
        values: Mapping[str, Any],
        *,
        workers: int,
        on_done: Callable[[int, int], None],
    ) -> dict[str, TunedScore]:
        asked.append({"takes": list(paths), "values": dict(values)})
        on_done(0, len(paths))
        llr = np.linspace(0, float(values["corners"]) / 100, 4)
        said = Evidence(name, float(llr[-1]), True, 1.0)
        every = np.ones(4, np.bool_)
        return {
            take: TunedScore(said, np.arange(4) / 30, llr, np.ones(4), every) for take in paths
        }

    monkeypatch.setattr(tuning, "score_all_tuned", score)
    page.tuning.each = 2
    return asked


def _settled(page: CalibratePage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.jobs.busy)


def _depths(page: CalibratePage) -> set[float | None]:
    board = page.state.board
    assert board is not None
    return set(board.scores("depth"))


def test_a_changed_parameter_scores_the_shown_takes_and_can_be_taken_back(
    page: CalibratePage, qtbot: QtBot, scored: list[dict[str, Any]]
) -> None:
    before = _depths(page)
    page.left.parameters.set_value("corners", 80)
    _settled(page, qtbot)
    assert scored[0]["values"] == {"corners": 80}
    board = page.state.board
    assert board is not None
    labels = [row.label for row in board.shown]
    assert {labels.count(label) for label in labels} == {2}
    assert _depths(page) == {0.8}
    assert "8 of 48 takes are scored with corners 80" in page.left.tried.text()
    page.undo.click()
    assert _depths(page) == before
    assert page.left.parameters.values["corners"] == 140
    assert page.left.tried.text() == ""
    page.redo.click()
    assert _depths(page) == {0.8}
    assert page.left.parameters.values["corners"] == 80
    assert len(scored) == 1, "what is known is not scored again"
    page.left.parameters.set_value("corners", 140)
    _settled(page, qtbot)
    assert _depths(page) == before
    assert len(scored) == 1


def test_cancelling_puts_the_parameter_back(
    page: CalibratePage,
    qtbot: QtBot,
    scored: list[dict[str, Any]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = _depths(page)
    plain = tuning.score_all_tuned

    def slow(*args: Any, on_done: Callable[[int, int], None], **rest: Any) -> object:
        page.jobs.cancel()  # as the Cancel button does
        return plain(*args, on_done=on_done, **rest)

    monkeypatch.setattr(tuning, "score_all_tuned", slow)
    page.left.parameters.set_value("corners", 90)
    _settled(page, qtbot)
    assert _depths(page) == before
    assert page.left.parameters.values["corners"] == 140


def test_the_newest_wish_counts(
    page: CalibratePage, qtbot: QtBot, scored: list[dict[str, Any]]
) -> None:
    page.tuning.wish("depth", {"corners": 90})
    page.tuning.wish("depth", {"corners": 70})
    qtbot.waitUntil(lambda: not page.jobs.busy and _depths(page) == {0.7})
    assert page.left.parameters.values["corners"] == 70


def test_what_the_signal_refuses_is_said_and_put_back(
    page: CalibratePage, scored: list[dict[str, Any]]
) -> None:
    page.tuning.wish("depth", {"min_turn_deg": 0.0})
    message = page._bench.messages.message
    assert message is not None
    assert message.code == "E-CAL-05"
    assert scored == []
    assert page.left.parameters.values["min_turn_deg"] == 1.5


def test_the_course_of_a_take_is_that_of_the_parameters(
    page: CalibratePage, qtbot: QtBot, scored: list[dict[str, Any]]
) -> None:
    page.tuning.wish("depth", {"corners": 60})
    qtbot.waitUntil(lambda: not page.jobs.busy and _depths(page) == {0.6})
    board = page.state.board
    assert board is not None
    kept = page.tuning.track("depth", board.shown[0].take)
    assert kept is not None
    assert kept.llr[-1] == pytest.approx(0.6)
    assert page.tuning.track("texture", board.shown[0].take) is None
