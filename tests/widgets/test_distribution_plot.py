from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liveness.datasets.metrics import Trials
from liveness.datasets.metrics.separation import Separation
from liveness.widgets import theme
from liveness.widgets.distribution_plot import DistributionPlot
from liveness.widgets.species_style import colour_of

TRIALS = Trials.of(
    [1.0, 1.1, 1.2, 2.0, -1.0, -1.5, 0.4, None],
    [None] * 4 + ["print-matte"] * 2 + ["mask-rigid", "replay-phone"],
)


@pytest.fixture
def plot(qtbot: QtBot) -> DistributionPlot:
    made = DistributionPlot()
    qtbot.addWidget(made)
    made.resize(600, 320)
    made.show()
    made.set_separation(Separation.of(TRIALS))
    return made


def test_labels_with_scores_have_a_histogram_and_a_strip(plot: DistributionPlot) -> None:
    assert plot.labels == ("bona-fide", "mask-rigid", "print-matte")
    assert len(plot._rows) == 3
    _, shares = plot._rows[0][0].getData()
    assert sum(shares) == pytest.approx(100.0), "all bona fide takes are in the histogram"
    x, y = plot._rows[0][1].getData()
    assert sorted(x) == [1.0, 1.1, 1.2, 2.0]
    assert all(height < 0 for height in y)


def test_the_line_is_moved_without_telling_and_tells_when_dragged(
    plot: DistributionPlot, qtbot: QtBot
) -> None:
    told: list[float] = []
    plot.threshold_moved.connect(told.append)
    plot.set_threshold(0.25)
    assert (plot.threshold, told) == (0.25, [])
    plot.line.setValue(0.75)
    plot.line.sigDragged.emit(plot.line)
    assert told == [0.75]


def test_a_strip_is_picked_by_its_height(plot: DistributionPlot) -> None:
    told: list[tuple[str, float]] = []
    plot.score_picked.connect(lambda label, score: told.append((label, score)))
    for row in range(3):
        plot.pick(0.5, plot._height(row))
    plot.pick(0.5, 10.0)
    plot.pick(0.5, plot._height(7))
    assert [label for label, _ in told] == list(plot.labels)


def test_a_marked_score_is_ringed_and_nothing_shown_says_so(plot: DistributionPlot) -> None:
    plot.set_marked("mask-rigid", 0.4)
    x, y = plot._mark.getData()
    assert (x.tolist(), y.tolist()) == ([0.4], [plot._height(1)])
    plot.set_separation(None)
    assert plot.empty_text == "No scores yet."
    assert not plot.line.isVisible()
    plot.grab()


def test_it_follows_the_theme(plot: DistributionPlot, qapp: QApplication) -> None:
    before = plot.plot.grab().toImage().pixelColor(590, 5)
    theme.apply(qapp, "light")
    qapp.processEvents()
    assert plot.plot.grab().toImage().pixelColor(590, 5) != before
    assert plot._rows[1][0].opts["pen"].color() == colour_of("mask-rigid")
    theme.apply(qapp, "dark")


def test_the_line_is_in_sight_and_equal_scores_are_not_spread(qtbot: QtBot) -> None:
    plot = DistributionPlot()
    qtbot.addWidget(plot)
    plot.set_threshold(-1.0)
    plot.set_separation(Separation.of(Trials.of([3.0, 3.0], [None, "mask-rigid"])))
    low, high = plot.plot.viewRange()[0]
    assert low < -1.0 < 3.0 < high
    plot.set_threshold(3.0)
    plot.set_separation(Separation.of(Trials.of([3.0, 3.0], [None, "mask-rigid"])))
    low, high = plot.plot.viewRange()[0]
    assert high - low >= 2.0
