from __future__ import annotations

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from liveness.widgets.series_plot import SeriesPlot


@pytest.fixture
def plot(qtbot: QtBot) -> SeriesPlot:
    made = SeriesPlot()
    qtbot.addWidget(made)
    made.resize(500, 200)
    made.show()
    return made


def test_a_course_breaks_where_nothing_is_said(plot: SeriesPlot) -> None:
    scores = np.array([np.nan, 0.5, np.nan, 3.0, np.nan])
    plot.set_series(np.arange(5) / 30, scores)
    _, y = plot._curve.getData()
    np.testing.assert_array_equal(y, scores)
    x, last = plot._last.getData()
    assert (x[0], last[0]) == (3 / 30, 3.0)
    assert plot.empty_text == ""
    assert plot.plot.viewRange()[1][1] == pytest.approx(3.4)


def test_the_range_moves_only_when_the_line_would_leave(plot: SeriesPlot) -> None:
    plot.set_series(np.arange(3.0), np.array([0.0, 1.0, 0.5]))
    before = plot.plot.viewRange()[1]
    plot.set_threshold(1.5)
    assert plot.plot.viewRange()[1] == before
    plot.set_threshold(6.0)
    low, high = plot.plot.viewRange()[1]
    assert low < 6.0 < high


def test_the_line_tells_when_it_is_dragged(plot: SeriesPlot) -> None:
    told: list[float] = []
    plot.threshold_moved.connect(told.append)
    plot.set_threshold(0.5)
    assert told == []
    plot.line.setValue(-0.75)
    plot.line.sigDragged.emit(plot.line)
    assert told == [-0.75]


def test_nothing_but_silence_says_why(plot: SeriesPlot) -> None:
    silent = np.full(3, np.nan)
    plot.set_series(np.arange(3.0), silent, empty="depth says nothing in this take.")
    assert plot.empty_text == "depth says nothing in this take."
    assert not plot.line.isVisible()
    plot.set_series(None, None)
    assert "Click a mark" in plot.empty_text
    plot.grab()
