"""The Calibrate page over a dataset of known scores, as the window would run it."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal
from pytestqt.qtbot import QtBot

from liveness.datasets.store import DatasetRoot
from liveness.studio.background import Background
from liveness.studio.calibrate import page as page_module
from liveness.studio.calibrate.page import CalibratePage
from liveness.studio.layouts import Workbench
from liveness.studio.settings import Settings
from liveness.widgets.message_bar import MessageBar

Site = Callable[..., DatasetRoot]
Open = Callable[[DatasetRoot | None], CalibratePage]


class Takes(QObject):
    root_changed = Signal(str)
    take_added = Signal(object, object)
    root: Any = None


@pytest.fixture
def open_page(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Opens the page on a dataset and waits until its takes are read."""
    monkeypatch.setattr(page_module, "WORKERS", 1)
    errors: list[Any] = []
    made: list[CalibratePage] = []
    background = Background(errors.append)
    timer = QTimer()
    timer.timeout.connect(background.deliver)
    timer.start(5)

    def opened(root: DatasetRoot | None) -> CalibratePage:
        takes: Any = Takes()
        takes.root = root
        bench = Workbench(takes, background, Settings(operator="ENG-1"), MessageBar())
        qtbot.addWidget(bench.messages)
        page = CalibratePage(bench)
        page.tuning._workers = 1
        qtbot.addWidget(page)
        page.resize(1240, 760)
        page.show()
        page.enter()
        made.append(page)
        if root is not None:
            qtbot.waitUntil(lambda: not page.jobs.busy, timeout=20_000)
        return page

    yield opened
    timer.stop()
    for page in made:
        page.leave()
        page.left.parameters.forget()
        page.close()
        page.deleteLater()
    background.close()
    # what is garbage goes here, in this thread, and not in one that scores takes
    made.clear()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert errors == []


@pytest.fixture
def page(open_page: Open, site: Site) -> CalibratePage:
    """The page over 4 people with 3 takes of each label, depth chosen."""
    shown = open_page(site(people=4, each=3))
    shown.state.choose("depth")
    return shown


def message(page: CalibratePage) -> Any:
    """What the window's message bar says."""
    return page._bench.messages.message
