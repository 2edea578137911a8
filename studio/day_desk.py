"""The report of the day from the File menu, made in the background."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from liveness.datasets.errors import LivenessError
from liveness.datasets.store import DatasetRoot
from liveness.widgets.message_bar import Message
from liveness.widgets.theme import State

from .activities import Activity
from .day import Day, day_of
from .day_file import ENDINGS, write_report
from .quiet_tool import QuietTool


class DayDesk(QuietTool):
    """Asks for a file and writes what was recorded today, or on the last day with takes.

    Parameters
    ----------
    window
        The window.
    """

    @property
    def handlers(self) -> Mapping[str, Callable[..., object]]:
        """Write a report."""
        return {"dataset.day": self.ask}

    def ask(self) -> None:
        """Let the user choose the file, without blocking the window."""
        if self._window.takes.root is None:
            self._say(self.tr("Choose a dataset first: its day is reported."))
            return
        name = f"day-{date.today().isoformat()}.html"
        dialog = QFileDialog(self._window, self.tr("Save the report of the day"), name)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Page (*.html)"), self.tr("PDF (*.pdf)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.write)
        dialog.open()

    def write(self, path: str) -> None:
        """Write the report; a name without an ending becomes a page."""
        root = self._window.takes.root
        if root is None:
            return
        out = Path(path)
        if out.suffix.lower() not in ENDINGS:
            out = out.with_name(out.name + ".html")
        activity = self._window.activities.begin(
            self.tr("Making the report of the day\u2026"), _nothing
        )
        self._window.background.run(
            partial(_make, root, out, activity),
            partial(self._done, activity, out),
            partial(self._failed, activity),
        )

    def _done(self, activity: Activity, out: Path, found: Day) -> None:
        activity.end()
        if activity.cancelled:
            return
        text = self.tr("Report of {day} written: {path}").format(day=found.day, path=out)
        fact = self.tr("takes: {n}; it holds pseudonyms, keep it as carefully as the dataset")
        self._say(text, fact.format(n=len(found.takes)))

    def _failed(self, activity: Activity, error: LivenessError) -> None:
        activity.end()
        self._window.show_error(error)

    def _say(self, text: str, fact: str = "") -> None:
        message = Message(text, fact, state=State.UNDECIDED)
        self._window.view.messages.show_message(message)


def _make(root: DatasetRoot, out: Path, activity: Activity) -> Day:
    """Write the report of today, or of the last day that has takes."""
    found = day_of(root, progress=activity.tell, cancelled=lambda: activity.cancelled)
    if not found.takes and found.others:
        found = day_of(
            root,
            max(found.others),
            progress=activity.tell,
            cancelled=lambda: activity.cancelled,
        )
    if not activity.cancelled:
        write_report(found, out)
    return found


def _nothing() -> None:
    """The work looks itself whether it was cancelled."""
