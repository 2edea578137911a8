"""No text of the window is cut, in no language and at no size that the window may have."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from liveness.datasets.store import DatasetRoot
from liveness.studio import language
from liveness.studio.main_window import MainWindow
from liveness.widgets import theme
from liveness.widgets.elided_label import ElidedLabel

SIZES = ((1280, 800), (1024, 700))

clipped: Callable[[QWidget], list[str]] = sys.modules["studio_clipping"].clipped
studio_fakes = sys.modules["studio_fakes"]


@pytest.fixture(params=["en", "de", language.PSEUDO])
def speaking(
    qtbot: QtBot, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[MainWindow]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app)
    language.install(request.param)
    try:
        yield from studio_fakes.open_window(qtbot, tmp_path / "settings.json")
    finally:
        language.install("en")


def _settle(qtbot: QtBot) -> None:
    """Let ticks run, and layouts whose height follows from their width find it."""
    qtbot.wait(60)
    for _ in range(3):
        QApplication.processEvents()


def test_no_text_is_cut_in_any_layout(
    speaking: MainWindow, qtbot: QtBot, site: Callable[..., DatasetRoot]
) -> None:
    root = site("site", people=4, each=1)
    window = speaking
    window.takes.open_root(root.path)
    qtbot.waitUntil(lambda: window.takes.root is not None, timeout=20_000)
    found = []
    for size in SIZES:
        window.resize(*size)
        for name in window.layouts.actions_by_id:
            window.layouts.show(name)
            qtbot.waitUntil(lambda: not window.background.busy, timeout=60_000)
            _settle(qtbot)
            assert (window.width(), window.height()) == size
            found += [f"{name} {size}: {line}" for line in clipped(window)]
    assert found == []


def test_a_live_source_cuts_nothing(speaking: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    studio_fakes.ready(speaking, qtbot, tmp_path)
    engine = studio_fakes.engine_of(speaking)
    for size in SIZES:
        speaking.resize(*size)
        engine.show(1)
        qtbot.waitUntil(lambda: speaking.feed.snapshot is not None)
        _settle(qtbot)
        assert clipped(speaking) == []


def test_what_is_cut_is_found(qtbot: QtBot) -> None:
    top = QWidget()
    qtbot.addWidget(top)
    row = QHBoxLayout(top)
    name, long, button = ElidedLabel("a name"), QLabel("much too long"), QPushButton("push")
    for widget in (name, long, button):
        row.addWidget(widget)
        widget.setFixedWidth(20)
    top.show()
    assert [line.partition(" needs")[0] for line in clipped(top)] == [
        "QLabel 'much too long'",
        "QPushButton 'push'",
    ]
    long.setToolTip("much too long")
    button.setFixedWidth(80)
    top.resize(top.sizeHint())
    assert clipped(top) == []
