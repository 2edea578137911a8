from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from liveness.datasets.evidence import Evidence, SignalMap
from liveness.widgets import samples
from liveness.widgets.map_panel import PANELS, MapPanel
from liveness.widgets.range_dialog import RangeDialog


def panel(qtbot: QtBot, name: str = "depth") -> MapPanel:
    widget = MapPanel(name)
    qtbot.addWidget(widget)
    widget.resize(300, 260)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


@pytest.mark.parametrize("name", PANELS)
def test_shows_a_map_with_its_value_and_word(qtbot: QtBot, name: str) -> None:
    widget = panel(qtbot, name)
    empty = widget.grab().toImage()
    widget.set_evidence(samples.evidence(name, 1.449), samples.frame(), samples.face())
    assert widget.state_text == "+1.4 bona fide"
    assert widget.grab().toImage() != empty
    widget.set_evidence(samples.evidence(name, -2.31), samples.frame(), samples.face())
    assert widget.state_text == "-2.3 attack"


@pytest.mark.parametrize("name", ["depth", "texture", "motion"])
def test_hover_reads_value_unit_and_pixel(qtbot: QtBot, name: str) -> None:
    widget = panel(qtbot, name)
    evidence = samples.evidence(name)
    assert evidence.map is not None
    widget.set_evidence(evidence, samples.frame(), samples.face())
    view = widget.view
    for x, y in ((320.0, 180.0), (290.5, 140.5), (350.2, 240.9)):
        text = view.hover_text(view.to_widget(x, y))
        column = int((x - 220) * 32 / 200)
        row = int((y - 80) * 32 / 200)
        value = evidence.map.values[row, column]
        assert f"{value:.4f} {evidence.map.unit}" in text
        assert f"x {x:.0f}, y {y:.0f}" in text
    assert view.hover_text(view.to_widget(221, 81)).startswith("unknown")
    assert view.hover_text(QPointF(-5, -5)) == ""


def test_flow_hover_reads_the_direction(qtbot: QtBot) -> None:
    widget = panel(qtbot, "motion")
    map_ = SignalMap(
        np.ones((4, 4), np.float32), "flow", "px", 0, 2, (0, 0, 40, 40),
        np.full((4, 4), np.pi / 2, np.float32),
    )  # fmt: skip
    widget.set_evidence(Evidence("motion", 0.5, True, 1.0, map=map_), samples.frame())
    assert "90 degrees" in widget.view.hover_text(widget.view.to_widget(20, 20))


def test_an_eye_chip_reads_the_camera_where_there_is_no_map(qtbot: QtBot) -> None:
    widget = panel(qtbot, "reflection")
    evidence = Evidence.abstain("reflection", "iris 11 of 16 px")
    widget.set_evidence(evidence, samples.frame(), samples.face())
    (box, place), _ = widget.view.chip_places()
    text = widget.view.hover_text(place.center())
    assert f"x {box.center().x():.0f}, y {box.center().y():.0f}" in text
    assert text.startswith("luma ")
    widget.set_evidence(evidence, samples.frame(), None)
    assert widget.view.chip_places() == []


def test_an_abstention_shows_its_reason(qtbot: QtBot) -> None:
    widget = panel(qtbot)
    blank = widget.view.grab().toImage()
    widget.set_evidence(Evidence.abstain("depth", "head still: turn slightly, 0.4 of 1.5 deg"))
    assert widget.view.reason == "head still: turn slightly, 0.4 of 1.5 deg"
    assert widget.state_text == "abstains"
    assert widget.view.grab().toImage() != blank


def test_the_range_stays_unless_auto_or_typed(qtbot: QtBot) -> None:
    widget = panel(qtbot)
    view = widget.view
    widget.set_evidence(samples.evidence("depth"))
    assert view.limits == (0.0, 60.0)
    view.set_limits((10.0, 30.0))
    assert view.limits == (10.0, 30.0)
    view.set_limits(None)
    view.set_auto(True)
    assert view.limits[1] < 60.0
    widget.grab()
    view.set_auto(False)
    assert view.limits == (0.0, 60.0)


def test_collapsing_and_hiding_report_that_nobody_looks(qtbot: QtBot) -> None:
    widget = panel(qtbot)
    assert widget.active
    button = widget.findChild(QToolButton)
    assert button.accessibleName() == "Collapse Depth"
    with qtbot.waitSignal(widget.active_changed) as signal:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert signal.args == ["depth", False]
    assert not widget.view.isVisible()
    with qtbot.waitSignal(widget.active_changed) as signal:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert signal.args == ["depth", True]
    with qtbot.waitSignal(widget.active_changed) as signal:
        widget.hide()
    assert signal.args == ["depth", False]


def test_a_box_outside_the_picture_and_an_all_unknown_map_paint(qtbot: QtBot) -> None:
    widget = panel(qtbot)
    values = np.full((3, 3), np.nan, np.float32)
    map_ = SignalMap(values, "relief", "mm", 0, 60, (-50, -50, 10, 10))
    widget.set_evidence(Evidence("depth", 0.0, True, 1.0, map=map_), samples.frame())
    widget.view.set_auto(True)
    widget.grab()
    assert widget.state_text == "0.0 neutral"


def test_the_heading_names_the_model_in_the_signal(qtbot: QtBot) -> None:
    widget = panel(qtbot, "texture")
    assert widget.model_text == ""
    narrow = widget.minimumSizeHint().width()
    widget.set_model("a-model-of-a-long-name-1.2")
    widget.set_evidence(samples.evidence("texture", 1.449), samples.frame(), samples.face())
    assert widget.model_text == "a-model-of-a-long-name-1.2"
    assert widget.state_text == "+1.4"
    assert widget.minimumSizeHint().width() - narrow <= 110, "a long name ends in an ellipsis"
    widget.set_model("")
    widget.set_evidence(samples.evidence("texture", 1.449), samples.frame(), samples.face())
    assert widget.model_text == ""
    assert widget.state_text == "+1.4 bona fide"


def test_limits_are_typed_and_hold_for_every_map(qtbot: QtBot) -> None:
    widget = panel(qtbot)
    widget.set_evidence(samples.evidence("depth"))
    widget.ask_range()
    (dialog,) = widget.findChildren(RangeDialog)
    assert (dialog.low.value(), dialog.high.value()) == (0.0, 60.0)
    dialog.low.setValue(70.0)
    assert not dialog.use.isEnabled()
    dialog.low.setValue(12.5)
    dialog.high.setValue(30.0)
    dialog.use.click()
    assert widget.view.limits == (12.5, 30.0)
    for llr in (0.1, -2.0, 1.4):
        widget.set_evidence(samples.evidence("depth", llr))
        assert widget.view.limits == (12.5, 30.0), "the range does not move between frames"
    widget.ask_range()
    widget.findChildren(RangeDialog)[-1].own.click()
    assert widget.view.limits == (0.0, 60.0)
