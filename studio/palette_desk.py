"""The command palette of the window, made from its menus: nothing can be missing there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from liveness.widgets.command_palette import Command, CommandPalette

from .quiet_tool import QuietTool

if TYPE_CHECKING:
    from .main_window import MainWindow


class PaletteDesk(QuietTool):
    """A tool of the window: every action of every menu by a few letters."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._found: dict[str, QAction] = {}
        self.palette: CommandPalette | None = None

    @property
    def handlers(self) -> Mapping[str, Callable[..., object]]:
        """One action."""
        return {"help.palette": self.open}

    def open(self) -> None:
        """Show the palette with what the menus hold now."""
        if self.palette is None:
            self.palette = CommandPalette(parent=self._window)
            self.palette.chosen.connect(self._do)
        self._found = {}
        commands = []
        for path, action in _leaves(self._window.menuBar().actions(), ""):
            id_ = str(len(self._found))
            self._found[id_] = action
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            commands.append(Command(id_, path, keys, action.isEnabled()))
        self.palette.open_with(commands)

    def _do(self, id_: str) -> None:
        self._found[id_].trigger()

    def close(self) -> None:
        """Hide it."""
        if self.palette is not None:
            self.palette.hide()


def _leaves(actions: list[QAction], path: str) -> Iterator[tuple[str, QAction]]:
    """Every action that does something, with the menus above it."""
    for action in actions:
        text = action.text().replace("&", "").rstrip("\u2026")
        menu = action.menu()
        if isinstance(menu, QMenu):
            if action.isVisible():
                yield from _leaves(menu.actions(), f"{path}{text}: ")
        elif text and not action.isSeparator():
            yield f"{path}{text}", action
