"""Writes the report of the open dataset from the menu."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from liveness.datasets.durable import replace_file
from liveness.datasets.store import DatasetRoot
from liveness.widgets.message_bar import Message
from liveness.widgets.theme import State

from .day_file import check_ending
from .pdf import write_pdf
from .quiet_tool import QuietTool
from .summary import summarise
from .summary_page import summary_html
from .taking import generator


def write_summary(root: DatasetRoot, out: Path) -> int:
    """Write a dataset's report as the ending of the path says; return the number of takes.

    Raises
    ------
    UsageError
        ``E-CMD-01`` for another ending than .html and .pdf.
    StorageError
        When the file cannot be written.
    """
    check_ending(out)
    found = summarise(root)
    html = summary_html(found, generator=generator())
    if out.suffix.lower() == ".pdf":
        write_pdf(html, out)
    else:
        replace_file(out, html.encode())
    return len(found.takes)


class SummaryDesk(QuietTool):
    """A tool of the window: asks for a file and writes the report in the background."""

    @property
    def handlers(self) -> Mapping[str, Callable[..., object]]:
        """One action."""
        return {"dataset.summary": self.ask}

    def ask(self) -> None:
        """Let the user choose the file; without a dataset say so."""
        messages = self._window.view.messages
        if self._window.takes.root is None:
            messages.show_message(
                Message(self.tr("Open a dataset first"), state=State.UNDECIDED)
            )
            return
        dialog = QFileDialog(self._window, self.tr("Report on the dataset"), "report.html")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Page (*.html)"), self.tr("PDF (*.pdf)")])
        dialog.setDefaultSuffix("html")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.save)
        dialog.open()

    def save(self, path: str) -> None:
        """Write the report of the open dataset."""
        root = self._window.takes.root
        if root is None:
            return
        activity = self._window.activities.begin(self.tr("Writing the report\u2026"))

        def done(takes: int) -> None:
            activity.end()
            text = self.tr("Report on {n} takes: {path}").format(n=takes, path=path)
            self._window.view.messages.show_message(Message(text, state=State.UNDECIDED))

        def failed(error: Exception) -> None:
            activity.end()
            self._window.show_error(error)  # type: ignore[arg-type]

        self._window.background.run(partial(write_summary, root, Path(path)), done, failed)
