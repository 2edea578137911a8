from __future__ import annotations

import numpy as np
from pytestqt.qtbot import QtBot

from liveness.capture.scopes import Histogram, face_histogram
from liveness.widgets.histogram_panel import HistogramPanel, LightReading
from liveness.widgets.theme import State


def histogram(clipped: float) -> Histogram:
    image = np.full((100, 100, 3), 120, np.uint8)
    image.reshape(-1, 3)[: round(100 * clipped)] = 255
    found = face_histogram(image, (0, 0, 100, 100))
    assert found is not None
    return found


def test_the_clipping_is_said_with_value_limit_and_unit(qtbot: QtBot) -> None:
    panel = HistogramPanel()
    qtbot.addWidget(panel)
    assert (panel.state, panel.text) == (State.UNDECIDED, "no face to measure")
    panel.set_reading(LightReading(histogram(7.0)))
    assert (panel.state, panel.text) == (State.BONA_FIDE, "7.0 % clipped (max 20)")
    assert panel.ends == "black 0.0 %, white 7.0 %"
    panel.set_reading(LightReading(histogram(20.5)))
    assert (panel.state, panel.text) == (State.WARNING, "20.5 % clipped (max 20)")
    panel.set_reading(LightReading())
    assert panel.text == "no face to measure"


def test_the_chart_shows_the_counts(qtbot: QtBot) -> None:
    panel = HistogramPanel()
    qtbot.addWidget(panel)
    panel.show()
    empty = panel.grab().toImage()
    panel.set_reading(LightReading(histogram(7.0)))
    assert panel.grab().toImage() != empty


def test_limits_are_told_when_a_person_changes_them(qtbot: QtBot) -> None:
    panel = HistogramPanel()
    qtbot.addWidget(panel)
    with qtbot.assertNotEmitted(panel.zebra_changed):
        panel.set_limits(240, 33)
    assert (panel.zebra.value(), panel.peaking.value()) == (240, 33)
    with qtbot.waitSignal(panel.zebra_changed) as told:
        panel.zebra.setValue(200)
    assert told.args == [200]
    with qtbot.waitSignal(panel.peaking_changed):
        panel.peaking.setValue(50)
