"""Every command by a few letters of its name: type, choose, Return."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from . import theme

WIDTH = 520


@dataclass(frozen=True, slots=True)
class Command:
    """One line of the palette.

    Parameters
    ----------
    id
        Of the action.
    text
        As the menu says it, without marks.
    keys
        Its shortcut; empty for none.
    enabled
        Whether it can be done now; shown all the same, so that it can be found.
    """

    id: str
    text: str
    keys: str = ""
    enabled: bool = True


def rank(text: str, typed: str) -> int | None:
    """Return how well a text fits what was typed, less is better; ``None`` when it does not.

    Letters must come in order. Those at the beginnings of words and side by side count most.
    """
    text, typed = text.casefold(), "".join(typed.casefold().split())
    best = {-1: 0}  # least cost by where the last letter was found
    for letter in typed:
        places = [i for i, other in enumerate(text) if other == letter]
        best = {
            i: min(cost + _leap(text, at, i) for at, cost in best.items() if at < i)
            for i in places
            if any(at < i for at in best)
        }
    return min(best.values(), default=None)


def _leap(text: str, at: int, to: int) -> int:
    begins = to == 0 or not text[to - 1].isalnum()
    return 0 if to == at + 1 or begins else to - at


class CommandPalette(QDialog):
    """A list of commands under a field."""

    chosen = Signal(str)
    """Id of the command that was chosen."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Commands"))
        self.setModal(False)
        self._commands: list[Command] = []
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Type a few letters of a command"))
        self.field.setAccessibleName(self.tr("Command to look for"))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._show)
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Commands that fit"))
        self.list.setUniformItemSizes(True)
        self.list.itemActivated.connect(self._on_activated)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        self.resize(WIDTH, 360)

    def open_with(self, commands: Sequence[Command]) -> None:
        """Show the palette with an empty field."""
        self._commands = list(commands)
        self.field.clear()
        self._show()
        self.show()
        self.raise_()
        self.activateWindow()
        self.field.setFocus()

    def ids(self) -> list[str]:
        """Return the ids that are shown, the best first."""
        role = Qt.ItemDataRole.UserRole
        return [str(self.list.item(i).data(role)) for i in range(self.list.count())]

    def _show(self) -> None:
        typed = self.field.text()
        ranked = [(rank(c.text, typed), i, c) for i, c in enumerate(self._commands)]
        self.list.clear()
        for _, _, command in sorted(
            (cost, i, command) for cost, i, command in ranked if cost is not None
        ):
            text = f"{command.text}\t{command.keys}" if command.keys else command.text
            item = QListWidgetItem(text)
            item.setData(Qt.ItemDataRole.UserRole, command.id)
            if not command.enabled:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _on_activated(self, item: QListWidgetItem) -> None:
        self.hide()
        self.chosen.emit(str(item.data(Qt.ItemDataRole.UserRole)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let arrows and Return in the field work in the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            row = self.list.currentRow()
            if event.key() == Qt.Key.Key_Down:
                self.list.setCurrentRow(min(row + 1, self.list.count() - 1))
                return True
            if event.key() == Qt.Key.Key_Up:
                self.list.setCurrentRow(max(row - 1, 0))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                item = self.list.currentItem()
                if item is not None and item.flags() & Qt.ItemFlag.ItemIsEnabled:
                    self._on_activated(item)
                return True
        return super().eventFilter(watched, event)
