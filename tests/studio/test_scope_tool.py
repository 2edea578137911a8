from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from studio_fakes import engine_of

from liveness.studio.main_window import MainWindow
from liveness.studio.scope_tool import ScopeTool
from liveness.studio.tools import TOOLS
from liveness.widgets.scope_paint import Scopes


@pytest.fixture
def tool(window: MainWindow, qtbot: QtBot) -> ScopeTool:
    assert ScopeTool in TOOLS
    window.sources.start("demo:bona-fide")
    engine_of(window).show(0)
    qtbot.waitUntil(lambda: window.view.preview.shown >= 1)
    window.view.preview.setFocus()
    return next(tool for tool in window.tools if isinstance(tool, ScopeTool))


def press(window: MainWindow, qtbot: QtBot, key: Qt.Key) -> None:
    qtbot.keyClick(QApplication.focusWidget() or window, key)


@pytest.mark.parametrize(("key", "name"), [(Qt.Key.Key_Z, "zebra"), (Qt.Key.Key_P, "peaking")])
def test_a_key_puts_a_scope_into_the_picture_that_is_shown_and_takes_it_out(
    tool: ScopeTool, window: MainWindow, qtbot: QtBot, key: Qt.Key, name: str
) -> None:
    preview = window.view.preview
    window.settings.zebra_level, window.settings.peaking_level = 100, 5
    plain = preview.grab().toImage()
    painted = preview.shown
    press(window, qtbot, key)
    assert getattr(window.settings, name)
    # no other frame has come: the very next paint has it
    assert preview.grab().toImage() != plain
    assert preview.shown == painted
    press(window, qtbot, key)
    assert preview.scopes == Scopes()
    assert preview.grab().toImage() == plain


def test_the_histogram_follows_the_face_and_costs_nothing_while_hidden(
    tool: ScopeTool, window: MainWindow, qtbot: QtBot
) -> None:
    assert not tool.panel.isVisible()
    engine_of(window).show(1)
    qtbot.waitUntil(lambda: window.view.preview.shown >= 2)
    assert tool.panel.text == "no face to measure"
    press(window, qtbot, Qt.Key.Key_H)
    assert tool.panel.isVisible()
    engine_of(window).show(2)
    qtbot.waitUntil(lambda: "% clipped (max 20)" in tool.panel.text)
    snapshot = window.feed.snapshot
    assert snapshot is not None
    # the gate below and the histogram say one figure
    assert tool.panel.text.startswith(f"{snapshot.quality['clipped_percent']:.1f} %")
    press(window, qtbot, Qt.Key.Key_H)
    assert not tool.panel.isVisible()


def test_limits_are_kept_and_act_at_once(tool: ScopeTool, window: MainWindow) -> None:
    window.actions_by_id["view.zebra"].trigger()
    window.actions_by_id["view.peaking"].trigger()
    tool.panel.zebra.setValue(200)
    tool.panel.peaking.setValue(44)
    assert window.view.preview.scopes == Scopes(200, 44)
    assert (window.settings.zebra_level, window.settings.peaking_level) == (200, 44)
