from __future__ import annotations

import numpy as np
import pytest
from pytestqt.qtbot import QtBot
from sklearn.metrics import det_curve

from liveness.datasets.metrics import Trials
from liveness.datasets.metrics.det_view import LEAST, DetView, deviate
from liveness.datasets.metrics.separation import Separation
from liveness.widgets.det_plot import DetPlot


def _trials() -> Trials:
    chance = np.random.default_rng(3)
    scores = np.concatenate([chance.normal(1, 1, 60), chance.normal(-1, 1, 50)])
    return Trials.of(scores, [None] * 60 + ["print-matte"] * 50)


@pytest.fixture
def plot(qtbot: QtBot) -> DetPlot:
    made = DetPlot()
    qtbot.addWidget(made)
    made.resize(500, 460)
    made.show()
    made.set_view(DetView.of(Separation.of(_trials())))
    return made


def test_the_drawn_points_are_those_of_scikit_learn(plot: DetPlot) -> None:
    trials = _trials()
    apcer, bpcer, _ = det_curve(trials.bona_fide, trials.scores)
    x, y = plot._curve.getData()
    drawn = set(zip(x.round(9).tolist(), y.round(9).tolist(), strict=True))
    wanted = zip(
        deviate(apcer).round(9).tolist(), deviate(bpcer).round(9).tolist(), strict=True
    )
    assert set(wanted) <= drawn


def test_a_point_of_the_curve_gives_back_its_threshold(plot: DetPlot) -> None:
    separation = Separation.of(_trials())
    for threshold in (-0.5, 0.0, 0.7):
        reading = separation.at(threshold)
        assert reading.worst is not None
        apcer, bpcer = reading.worst[1].value, reading.bpcer.value
        assert apcer is not None
        assert bpcer is not None
        near = plot.threshold_near(apcer, bpcer)
        assert near is not None
        again = separation.at(near)
        assert again.worst is not None
        assert (again.worst[1].value, again.bpcer.value) == (apcer, bpcer)


def test_the_marker_is_put_silently_and_tells_when_moved(plot: DetPlot) -> None:
    told: list[float] = []
    plot.threshold_chosen.connect(told.append)
    plot.set_point(0.16, 0.1)
    assert told == []
    assert plot.marker.isVisible()
    assert plot.marker.pos().x() == pytest.approx(float(deviate(np.array([0.16]))[0]))
    plot.marker.setPos(0.5, -1.5)
    assert len(told) == 1
    plot.set_point(None, 0.1)
    assert not plot.marker.isVisible()


def test_no_rate_is_drawn_at_infinity_and_nothing_says_so(plot: DetPlot) -> None:
    plot.set_point(0.0, 1.0)
    edge = float(deviate(np.array([LEAST]))[0])
    assert (plot.marker.pos().x(), plot.marker.pos().y()) == pytest.approx((edge, -edge))
    plot.set_view(None)
    assert "takes scores of bona fide takes and of attacks" in plot.empty_text
    assert plot.threshold_near(0.1, 0.1) is None
    plot.grab()
