"""Tour, palette and the demonstration's layout, in a window of their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liveness.capture.audio import AudioCue
from liveness.studio.main_window import MainWindow
from liveness.studio.palette_desk import PaletteDesk
from liveness.studio.settings import Settings
from liveness.studio.tour_desk import TourDesk


@pytest.fixture
def window(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    window = MainWindow(Settings(), cue=AudioCue(muted=True))
    monkeypatch.setattr(window.sources, "_describe", list)
    window.resize(1280, 800)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()
    window.deleteLater()
    QApplication.processEvents()


def _tool(window: MainWindow, kind: type) -> object:
    (found,) = [tool for tool in window.tools if isinstance(tool, kind)]
    return found


def test_a_newcomer_is_shown_around_once(window: MainWindow) -> None:
    desk = _tool(window, TourDesk)
    assert isinstance(desk, TourDesk)
    desk.welcome()
    tour = desk.tour
    assert tour is not None
    for number, stop in enumerate(desk.stops()):
        assert tour.text == f"{stop.title}: {stop.text}"
        assert tour.rect().contains(tour.card.geometry()), number
        assert not tour.card.geometry().intersects(tour.hole()), number
        tour.go_on()
    assert desk.tour is None
    assert window.settings.toured
    desk.welcome()
    assert desk.tour is None
    window.actions_by_id["help.tour"].trigger()
    assert desk.tour is not None


def test_every_action_of_every_menu_is_in_the_palette(window: MainWindow) -> None:
    window.actions_by_id["help.palette"].trigger()
    desk = _tool(window, PaletteDesk)
    assert isinstance(desk, PaletteDesk)
    assert desk.palette is not None
    listed = set(desk._found.values())
    in_menus = {a for a in window.actions_by_id.values() if a.associatedObjects()}
    assert in_menus <= listed
    assert set(window.layouts.actions_by_id.values()) <= listed
    theme: QAction = window.actions_by_id["theme.light"]
    desk.palette.chosen.emit(next(id_ for id_, a in desk._found.items() if a is theme))
    assert window.settings.theme == "light"
    window.set_theme("dark")


def test_the_demonstration_has_large_maps_and_a_head(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[bool] = []
    monkeypatch.setattr(window.sources, "start_demo", lambda: started.append(True))
    panel = window.view.panels["depth"]
    panel.set_collapsed(True)
    before = window.view.panels["texture"].width()
    window.actions_by_id["view.demo"].trigger()
    QApplication.processEvents()
    assert started == [True]
    assert not panel.collapsed
    assert window.view.panels["texture"].width() > before
    window.actions_by_id["view.reset"].trigger()
    QApplication.processEvents()
    assert window.view.panels["texture"].width() <= before + 8
