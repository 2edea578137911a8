"""The window's menus, made from the list of actions."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from . import language
from .actions import ACTIONS, MENUS, ActionInfo
from .settings import Settings


def make_menus(
    window: QMainWindow, settings: Settings, handlers: Mapping[str, Callable[..., object]]
) -> tuple[dict[str, QAction], dict[str, QMenu]]:
    """Fill the menu bar; return the actions by id and the menus by title."""
    groups: dict[str, QActionGroup] = {}
    menus = {title: window.menuBar().addMenu(window.tr(title)) for title in MENUS}
    actions: dict[str, QAction] = {}
    for info in ACTIONS:
        action = QAction(window.tr(info.text), window)
        action.setObjectName(info.id)
        action.setCheckable(info.checkable)
        action.setShortcut(QKeySequence.fromString(info.shortcut))
        action.setAutoRepeat(False)
        if info.group:
            group = groups.setdefault(info.group, QActionGroup(window))
            group.addAction(action)
        if info.checkable:
            action.setChecked(_begins_checked(info, settings))
        action.triggered.connect(handlers[info.id])
        menus[info.menu].addAction(action)
        actions[info.id] = action
    for menu in menus.values():
        menu.menuAction().setVisible(not menu.isEmpty())
    return actions, menus


def _begins_checked(info: ActionInfo, settings: Settings) -> bool:
    """Return how a checkable action starts, as the settings say."""
    area, _, name = info.id.partition(".")
    states = {
        "codec": settings.codec == name,
        "theme": settings.theme == name,
        "language": language.current() == name,
        "panel": name not in settings.collapsed,
        "sound": bool(getattr(settings, name, False)),
        "view": bool(getattr(settings, name, False)),
        "step": settings.auto,
    }
    return states[area]
