"""Everything that can be worked has a name, and states are more than colours (row 87)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from liveness.datasets.store import DatasetRoot
from liveness.studio.main_window import MainWindow
from liveness.widgets import theme
from liveness.widgets.state_label import StateLabel

INTERACTIVE = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)

OPENERS = (
    "edit.keys",
    "source.controls",
    "record.checklist",
    "protocol.edit",
    "camera.calibrate",
    "view.histogram",
    "view.subject",
    "help.palette",
    "help.tour",
    "help.keys",
    "help.about",
)
"""Actions that show a window or a panel of their own."""


def _part_of_another(widget: QWidget) -> bool:
    """Return whether a widget is one that Qt makes inside another, which has the name."""
    around = widget.parentWidget()
    # the menu under the right button of a plot is the plot library's own
    whole = (QComboBox, QAbstractSpinBox, QTabBar, QAbstractItemView, QMenu, QLineEdit)
    while around is not None:
        if isinstance(around, whole):
            return True
        around = around.parentWidget()
    return isinstance(widget, QScrollBar | QHeaderView) or widget.objectName().startswith("qt_")


def nameless(top: QWidget) -> Iterator[str]:
    """Yield what can be worked and has neither a name nor a text."""
    for widget in top.findChildren(QWidget):
        if not isinstance(widget, INTERACTIVE) or _part_of_another(widget):
            continue
        text = widget.text() if isinstance(widget, QAbstractButton) else ""
        if isinstance(widget, QToolButton) and widget.defaultAction() is not None:
            text = widget.defaultAction().text()
        if not any(char.isalpha() for char in widget.accessibleName() + text):
            chain, around = [], widget.parentWidget()
            while around is not None and len(chain) < 4:
                chain.append(around.objectName() or type(around).__name__)
                around = around.parentWidget()
            yield f"{type(widget).__name__} in {' < '.join(chain)}"


def test_everything_that_can_be_worked_has_a_name(
    window: MainWindow, qtbot: QtBot, site: Callable[..., DatasetRoot]
) -> None:
    window.takes.open_root(site("site", people=4, each=1).path)
    qtbot.waitUntil(lambda: window.takes.root is not None)
    for name in (*window.layouts.actions_by_id, "collect"):
        window.layouts.show(name)
        qtbot.waitUntil(lambda: not window.background.busy, timeout=30_000)
        QApplication.processEvents()
        assert list(nameless(window)) == [], name
    before = set(QApplication.topLevelWidgets())
    for id_ in OPENERS:
        window.actions_by_id[id_].trigger()
        QApplication.processEvents()
        found = [
            line
            for top in QApplication.topLevelWidgets()
            if top.isVisible() and (top is window or top not in before)
            for line in nameless(top)
        ]
        assert found == [], id_
    for top in set(QApplication.topLevelWidgets()) - before:
        top.close()


def test_a_state_has_a_mark_and_a_word(window: MainWindow) -> None:
    for name in window.layouts.actions_by_id:
        window.layouts.show(name)
    labels = [label for label in window.findChildren(StateLabel) if label.isVisibleTo(window)]
    assert len(labels) >= 4
    for label in labels:
        assert label.text == label.accessibleName()
        assert label.text or label.parentWidget() is window.view.messages, label.parentWidget()


@pytest.mark.parametrize("name", theme.THEMES)
def test_texts_stand_out_in_every_theme(qapp: QApplication, name: theme.ThemeName) -> None:
    theme.apply(qapp, name)
    palette, role = qapp.palette(), QPalette.ColorRole
    try:
        for ink, ground in (
            (role.WindowText, role.Window),
            (role.Text, role.Base),
            (role.Text, role.AlternateBase),
            (role.ButtonText, role.Button),
            (role.ToolTipText, role.ToolTipBase),
            (role.PlaceholderText, role.Base),
            (role.HighlightedText, role.Highlight),
            (role.Link, role.Window),
            (role.BrightText, role.Window),
        ):
            pair = palette.color(ink).name(), palette.color(ground).name()
            assert theme.contrast_ratio(*pair) >= 4.5, (ink, pair)
    finally:
        theme.apply(qapp, "dark")
