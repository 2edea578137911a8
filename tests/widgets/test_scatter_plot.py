from __future__ import annotations

import numpy as np
from pytestqt.qtbot import QtBot

from liveness.datasets.metrics import Trials, reliability
from liveness.widgets.reliability_plot import ReliabilityPlot
from liveness.widgets.scatter_plot import ScatterPlot

POINTS = {"bona-fide": ([80.0, 90.0], [1.0, 1.2]), "mask-rigid": ([70.0], [-0.5])}


def test_each_label_has_marks_of_a_shape_of_its_own(qtbot: QtBot) -> None:
    plot = ScatterPlot()
    qtbot.addWidget(plot)
    plot.show()
    plot.set_points(POINTS, "distance between the eyes, px")
    assert [item.opts["symbol"] for item in plot._drawn] == ["o", "d"]
    assert plot.plot.getAxis("bottom").labelText == "distance between the eyes, px"
    told: list[float] = []
    plot.threshold_moved.connect(told.append)
    plot.set_threshold(0.3)
    assert (plot.threshold, told) == (0.3, [])
    plot.line.setValue(0.4)
    plot.line.sigDragged.emit(plot.line)
    assert told == [0.4]
    plot.set_points({"bona-fide": ([0.0, 1.0], [1.0, 2.0])}, "session", ("a", "b"))
    assert plot.plot.viewRange()[0] == [-0.5, 1.5]
    assert len(plot._drawn) == 2, "items are used again"
    assert len(plot._drawn[1].getData()[0]) == 0
    plot.set_points({"bona-fide": ([], [])}, "luma")
    assert "No take has both" in plot.empty_text
    plot.grab()


def test_bins_of_reliability_have_their_intervals(qtbot: QtBot) -> None:
    chance = np.random.default_rng(0)
    scores = np.concatenate([chance.normal(2, 2, 100), chance.normal(-2, 2, 100)])
    bins = reliability(Trials.of(scores, [None] * 100 + ["mask-rigid"] * 100))
    plot = ReliabilityPlot()
    qtbot.addWidget(plot)
    plot.show()
    plot.set_bins(bins)
    x, y = plot._points.getData()
    assert len(x) == len(bins)
    assert y.tolist() == [100 * (b.bona_fide.value or 0) for b in bins]
    _, ends = plot._bars.getData()
    assert np.nanmin(ends) == 100 * min(b.bona_fide.low or 0 for b in bins)
    plot.grab()
    plot.set_bins(())
    assert "takes scores of bona fide takes and of attacks" in plot.empty_text
    plot.grab()
