from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from liveness.widgets.beside_view import BesideView


@pytest.fixture
def view(qtbot: QtBot) -> BesideView:
    view = BesideView()
    qtbot.addWidget(view)
    view.set_course("T1", 100)
    return view


def test_it_moves_by_itself_only_when_it_is_free(view: BesideView, qtbot: QtBot) -> None:
    assert not view.slider.isEnabled()
    with qtbot.waitSignal(view.lock_changed) as changed:
        view.lock.click()
    assert changed.args == [False]
    assert view.slider.isEnabled()
    with qtbot.waitSignal(view.moved) as moved:
        view.slider.setValue(40)
    assert moved.args == [40]


def test_what_others_set_is_not_told_back(view: BesideView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.moved):
        view.set_row(99)
        view.set_course("T2", 10)
    assert view.slider.value() == 9


def test_it_can_be_closed(view: BesideView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.closed):
        view.close_button.click()
