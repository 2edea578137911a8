"""Saves the diagnostics bundle from the Help menu."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from liveness.widgets.message_bar import Message
from liveness.widgets.theme import State

from .diagnostics import make_bundle
from .quiet_tool import QuietTool


class DiagnosticsDesk(QuietTool):
    """A tool of the window: asks for a file and writes the bundle in the background."""

    @property
    def handlers(self) -> Mapping[str, Callable[..., object]]:
        """One action."""
        return {"help.diagnose": self.ask}

    def ask(self) -> None:
        """Let the user choose the archive, without blocking the window."""
        dialog = QFileDialog(self._window, self.tr("Save diagnostics"), "diagnostics.zip")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Archive (*.zip)"))
        dialog.setDefaultSuffix("zip")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.save)
        dialog.open()

    def save(self, path: str) -> None:
        """Write the bundle and say what is in it."""
        window = self._window
        work = partial(
            make_bundle,
            Path(path),
            root=window.takes.root,
            settings=window.settings.model_copy(deep=True),
        )
        window.background.run(work, partial(self._saved, path))

    def _saved(self, path: str, members: list[str]) -> None:
        self._window.view.messages.show_message(
            Message(
                self.tr("Diagnostics saved: {path}").format(path=path),
                self.tr(
                    "{members}; no pictures, no ids. Look at it before you send it."
                ).format(members=", ".join(members)),
                state=State.UNDECIDED,
            )
        )
