"""Makes a small sample dataset from the menu, in a process of its own, and opens it."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QProcess

from liveness.datasets.errors import LivenessError
from liveness.widgets.message_bar import Message
from liveness.widgets.theme import State

from .activities import Activity
from .quiet_tool import QuietTool
from .record_desk import DEFAULT_ROOT

if TYPE_CHECKING:
    from .main_window import MainWindow

TAKES = 8
_TOLD = re.compile(r"take (\d+) of (\d+)")
_RUN = "import sys; from liveness.studio.cli import main; sys.exit(main())"


def free_folder(beside: Path) -> Path:
    """Return the first of ``liveness-sample``, ``liveness-sample-2`` ... that is not there."""
    path, number = beside.with_name("liveness-sample"), 1
    while path.exists():
        number += 1
        path = beside.with_name(f"liveness-sample-{number}")
    return path


class SampleDesk(QuietTool):
    """A tool of the window: takes of the demo camera, bona fide and every kind of attack.

    Parameters
    ----------
    window
        The window.
    beside
        The sample becomes a new folder beside this one.
    """

    def __init__(self, window: MainWindow, *, beside: Path = DEFAULT_ROOT) -> None:
        super().__init__(window)
        self._beside = beside
        self._process: QProcess | None = None
        self._activity: Activity | None = None
        self._said = ""
        self.folder: Path | None = None
        """Where the last sample is made."""

    @property
    def handlers(self) -> Mapping[str, Callable[..., object]]:
        """One action."""
        return {"dataset.sample": self.make}

    def make(self) -> None:
        """Begin to record the sample; one at a time."""
        if self._process is not None:
            return
        self.folder = free_folder(self._beside)
        self._said = ""
        process = QProcess(self)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.MergedChannels)
        process.readyRead.connect(self._read)
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._refused)
        arguments = ["demo", "--headless", "--out", str(self.folder), "--takes", str(TAKES)]
        self._process = process
        self._activity = self._window.activities.begin(
            self.tr("Recording a sample dataset\u2026"), self._cancel
        )
        process.start(sys.executable, ["-P", "-c", _RUN, *arguments])

    def _read(self) -> None:
        if self._process is None or self._activity is None:
            return
        self._said += bytes(self._process.readAll().data()).decode("utf-8", "replace")
        told = _TOLD.findall(self._said)
        if told:
            done, total = map(int, told[-1])
            text = self.tr("Recording a sample dataset: {done} of {total} takes")
            self._activity.tell(done, total, text.format(done=done, total=total))

    def _cancel(self) -> None:
        if self._process is not None:
            # what is being written may end anywhere: a take file is whole or not there
            self._process.kill()

    def _refused(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._finished(1, QProcess.ExitStatus.CrashExit)

    def _finished(self, code: int, _: QProcess.ExitStatus) -> None:
        self._read()
        activity, process, folder = self._activity, self._process, self.folder
        self._activity = self._process = None
        if activity is None or process is None or folder is None:
            return
        activity.end()
        process.deleteLater()
        messages = self._window.view.messages
        if activity.cancelled:
            text = self.tr("The sample dataset was cancelled")
            kept = self.tr("what was recorded is in {folder}").format(folder=folder)
            messages.show_message(Message(text, kept, state=State.UNDECIDED))
        elif code != 0:
            lines = [line for line in self._said.splitlines() if line.strip()]
            self._window.show_error(
                LivenessError(
                    "E-ENV-23",
                    "the sample dataset could not be recorded",
                    lines[-1] if lines else f"exit status {code}",
                    "run liveness-studio doctor",
                )
            )
        else:
            self._window.takes.open_root(folder)

    def close(self) -> None:
        """Stop the recording; what is whole is kept."""
        process, self._process = self._process, None
        if process is not None:
            process.blockSignals(True)
            process.kill()
            process.waitForFinished(2000)
