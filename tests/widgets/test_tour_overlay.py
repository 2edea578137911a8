from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from liveness.widgets.tour_overlay import Stop, TourOverlay


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    layout.addWidget(QPushButton("top"))
    layout.addStretch(1)
    layout.addWidget(QPushButton("bottom"))
    window.resize(800, 500)
    window.show()
    qtbot.waitExposed(window)
    return window


@pytest.fixture
def tour(window: QWidget) -> TourOverlay:
    top, bottom = window.findChildren(QPushButton)
    return TourOverlay(
        window,
        [
            Stop(None, "Hello", "all"),
            Stop(top, "Top", "x" * 300),
            Stop(bottom, "Bottom", "end"),
        ],
    )


def test_it_goes_through_all_stops_and_ends(tour: TourOverlay, qtbot: QtBot) -> None:
    assert tour.text == "Hello: all"
    qtbot.mouseClick(tour.next, Qt.MouseButton.LeftButton)
    assert tour.text.startswith("Top: ")
    qtbot.mouseClick(tour.next, Qt.MouseButton.LeftButton)
    assert tour.next.text() == "Done"
    with qtbot.waitSignal(tour.ended) as ended:
        qtbot.mouseClick(tour.next, Qt.MouseButton.LeftButton)
    assert ended.args == [True]


@pytest.mark.parametrize("how", ["button", "key"])
def test_it_can_be_skipped_at_once(tour: TourOverlay, qtbot: QtBot, how: str) -> None:
    with qtbot.waitSignal(tour.ended) as ended:
        if how == "button":
            qtbot.mouseClick(tour.skip, Qt.MouseButton.LeftButton)
        else:
            qtbot.keyClick(tour, Qt.Key.Key_Escape)
    assert ended.args == [False]
    assert tour.isHidden()


def test_the_card_never_covers_what_it_talks_about(tour: TourOverlay, window: QWidget) -> None:
    for _ in range(2):
        tour.go_on()
        assert not tour.hole().isEmpty()
        assert not tour.card.geometry().intersects(tour.hole())
        assert tour.rect().contains(tour.card.geometry())


def test_it_follows_the_size_of_the_window(
    tour: TourOverlay, window: QWidget, qtbot: QtBot
) -> None:
    tour.go_on()
    window.resize(600, 420)
    qtbot.waitUntil(lambda: tour.size() == window.size())
    assert tour.rect().contains(tour.card.geometry())


def test_no_key_reaches_the_window_below(tour: TourOverlay, qtbot: QtBot) -> None:
    qtbot.keyClick(tour, Qt.Key.Key_Space)
    assert tour.isVisible()
    qtbot.keyClick(tour, Qt.Key.Key_Return)
    assert tour.at == 1
