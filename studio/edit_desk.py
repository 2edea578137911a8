"""Undo and redo in the window's menu, over its one stack."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from liveness.capture.analysis import Snapshot
from liveness.datasets.store import DatasetRoot
from liveness.widgets.message_bar import Message
from liveness.widgets.theme import State

if TYPE_CHECKING:
    from .main_window import MainWindow


class EditDesk(QObject):
    """Takes back and does again, and says what.

    Parameters
    ----------
    window
        The window whose history it is.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._bench = window.layouts.bench
        self.history = self._bench.history
        self._root: DatasetRoot | None = None
        self._message: Message | None = None
        self.history.undoTextChanged.connect(self._name)
        self.history.redoTextChanged.connect(self._name)

    @property
    def handlers(self) -> Mapping[str, Callable[..., object]]:
        """Undo and redo."""
        return {"edit.undo": self.undo, "edit.redo": self.redo}

    def undo(self) -> None:
        """Take back the last step."""
        text = self.history.undoText()
        if not self.history.canUndo():
            self._say(self.tr("There is nothing to undo"))
            return
        self.history.undo()
        self._say(self.tr("Taken back: {what}").format(what=text))

    def redo(self) -> None:
        """Do again what was taken back last."""
        text = self.history.redoText()
        if not self.history.canRedo():
            self._say(self.tr("There is nothing to redo"))
            return
        self.history.redo()
        self._say(self.tr("Done again: {what}").format(what=text))

    def _say(self, text: str) -> None:
        """Show what was done in place of what was said before it."""
        messages = self._bench.messages
        if self._message is not None and messages.message == self._message:
            messages.dismiss()
        self._message = Message(text, state=State.UNDECIDED)
        messages.show_message(self._message)

    def _name(self, *_: object) -> None:
        """Let the menu say what would be taken back."""
        for id_, plain, named, what in (
            ("edit.undo", self.tr("&Undo"), self.tr("&Undo {what}"), self.history.undoText()),
            ("edit.redo", self.tr("&Redo"), self.tr("&Redo {what}"), self.history.redoText()),
        ):
            action = self._window.actions_by_id.get(id_)
            if action is not None:
                shown = what.replace("&", "&&")
                action.setText(named.format(what=shown) if shown else plain)

    def tick(self, _: Snapshot | None) -> None:
        """Forget the steps of a dataset that is no longer open."""
        root = self._bench.root
        if root is not self._root:
            self._root = root
            self.history.clear()

    def close(self) -> None:
        """Forget everything."""
        self.history.clear()
