from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from liveness.studio.layouts import LayoutInfo, LayoutPage, Layouts, Workbench
from liveness.widgets.message_bar import MessageBar


class Page(LayoutPage):
    made = 0

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        type(self).made += 1
        self.told: list[str] = []

    def enter(self) -> None:
        self.told.append("enter")

    def leave(self) -> None:
        self.told.append("leave")


@pytest.fixture
def layouts(qtbot: QtBot) -> Layouts:
    Page.made = 0
    bench: Any = SimpleNamespace(messages=MessageBar())
    made = Layouts(
        QWidget(),
        bench,
        (LayoutInfo("a", "A", "Ctrl+2", Page), LayoutInfo("b", "B", "Ctrl+3", Page)),
    )
    qtbot.addWidget(made.widget)
    return made


def test_a_page_is_made_when_it_is_first_shown(layouts: Layouts) -> None:
    assert (layouts.current, Page.made, layouts.stack.currentIndex()) == ("collect", 0, 0)
    layouts.actions_by_id["a"].trigger()
    layouts.show("a")
    layouts.show("b")
    layouts.show("collect")
    layouts.show("a")
    assert Page.made == 2
    page = layouts.page("a")
    assert isinstance(page, Page)
    assert page.told == ["enter", "leave", "enter"]
    assert layouts.stack.currentWidget() is page
    assert [a.isChecked() for a in layouts.actions_by_id.values()] == [False, True, False]


def test_a_layout_that_is_none_shows_collect(layouts: Layouts) -> None:
    layouts.show("a")
    layouts.show("no such layout")
    assert layouts.current == "collect"
    assert layouts.stack.currentIndex() == 0
