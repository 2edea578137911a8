"""Trains a signal from the menu, in a process of its own, and offers the model for use."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QProcess

from liveness.datasets.errors import LivenessError
from liveness.datasets.model_file import ModelFile
from liveness.datasets.store import DatasetRoot
from liveness.datasets.training import Training
from liveness.widgets.message_bar import Message
from liveness.widgets.theme import State
from liveness.widgets.train_dialog import TrainDialog

from .activities import Activity
from .quiet_tool import QuietTool

if TYPE_CHECKING:
    from .main_window import MainWindow

_TOLD = re.compile(r"^(.+): (\d+) of (\d+)$", re.MULTILINE)
_RUN = "import sys; from liveness.studio.cli import main; sys.exit(main())"


class TrainDesk(QuietTool):
    """A tool of the window: what ``train`` does, by a button.

    Parameters
    ----------
    window
        The window.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._process: QProcess | None = None
        self._activity: Activity | None = None
        self._said = ""
        self._made: tuple[str, str] | None = None
        self._wanted = ("", "")

    @property
    def handlers(self) -> Mapping[str, Callable[..., object]]:
        """Train, and use what was trained."""
        return {"train.signal": self.ask, "train.use": self.use}

    @property
    def running(self) -> bool:
        """Whether a model is being trained."""
        return self._process is not None

    def ask(self) -> None:
        """Let the user choose signal and file, without blocking the window."""
        window, root = self._window, self._window.takes.root
        if self.running:
            self._tell(self.tr("A signal is being trained"), self.tr("wait, or cancel it"))
            return
        if root is None:
            text = self.tr("There is no dataset to train on")
            self._tell(text, remedy=self.tr("choose a dataset folder first"))
            return
        # counting reads the register, which may be long
        window.background.run(lambda: len(root.takes()), partial(self._open, root))

    def _open(self, root: DatasetRoot, takes: int) -> None:
        signals = {name: panel.title for name, panel in self._window.view.panels.items()}
        dialog = TrainDialog(
            signals,
            root.path.parent,
            dataset=root.path.name,
            takes=takes,
            parent=self._window,
        )
        dialog.train_requested.connect(partial(self.train, root.path))
        dialog.open()

    def train(self, root: Path, signal: str, path: str) -> None:
        """Begin to train a signal on a dataset; one at a time."""
        if self.running:
            return
        self._said, self._wanted = "", (signal, path)
        process = QProcess(self)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.MergedChannels)
        process.readyRead.connect(self._read)
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._refused)
        arguments = ["train", str(root), "--signal", signal, "--out", path, "--steps"]
        self._process = process
        text = self.tr("Training {signal}\u2026").format(signal=self._title(signal).lower())
        self._activity = self._window.activities.begin(text, self._cancel)
        process.start(sys.executable, ["-P", "-c", _RUN, *arguments])

    def _read(self) -> None:
        if self._process is None or self._activity is None:
            return
        self._said += bytes(self._process.readAll().data()).decode("utf-8", "replace")
        told = _TOLD.findall(self._said)
        if told:
            what, done, total = told[-1][0], int(told[-1][1]), int(told[-1][2])
            text = self.tr("Training {signal}: {what}, {done} of {total}")
            signal = self._title(self._wanted[0]).lower()
            text = text.format(signal=signal, what=what, done=done, total=total)
            self._activity.tell(done, total, text)

    def _cancel(self) -> None:
        if self._process is not None:
            # the model is written last, and whole or not at all
            self._process.kill()

    def _refused(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._finished(1, QProcess.ExitStatus.CrashExit)

    def _finished(self, code: int, _: QProcess.ExitStatus) -> None:
        self._read()
        activity, process = self._activity, self._process
        self._activity = self._process = None
        if activity is None or process is None:
            return
        activity.end()
        process.deleteLater()
        signal, path = self._wanted
        if activity.cancelled:
            self._tell(self.tr("The training was cancelled"), self.tr("no model was written"))
            return
        if code != 0:
            lines = [line for line in self._said.splitlines() if line.strip()]
            self._tell(
                self.tr("The model could not be trained"),
                lines[-1] if lines else f"exit status {code}",
            )
            return
        try:
            training = ModelFile.load(Path(path)).training
        except LivenessError as error:
            self._window.show_error(error)
            return
        self._made = signal, path
        if training is not None:
            self._window.view.messages.show_message(
                Message(
                    self.tr("{signal} was trained: {path}").format(
                        signal=self._title(signal), path=path
                    ),
                    self._figures(training),
                    button=self.tr("Use it now"),
                    action="train.use",
                    state=State.UNDECIDED,
                )
            )

    def _title(self, signal: str) -> str:
        """Return what a person calls a signal."""
        panel = self._window.view.panels.get(signal)
        return signal if panel is None else panel.title

    def _figures(self, training: Training) -> str:
        """Return what the model did on people held out, with n and intervals."""
        auc, rates = training.auc, training.held_out.rates
        parts = [self.tr("on people held out: AUC {auc:.3f}").format(auc=auc.value)]
        if auc.low is not None and auc.high is not None:
            between = self.tr("({low:.3f} to {high:.3f} over people)")
            parts[0] += " " + between.format(low=auc.low, high=auc.high)
        parts.append(f"BPCER {rates.bpcer.words()}")
        if rates.apcer is not None:
            parts.append(f"APCER {rates.worst_species} {rates.apcer.words()}")
        return "; ".join((*parts, *training.notes[:1]))

    def use(self) -> None:
        """Put the model that was trained last into its signal."""
        if self._made is None:
            text = self.tr("No model was trained yet")
            self._tell(text, remedy=self.tr("train a signal first"))
            return
        self._window.models.load(*self._made)

    def _tell(self, what: str, measured: str = "", remedy: str = "") -> None:
        message = Message(what, measured, remedy, state=State.UNDECIDED)
        self._window.view.messages.show_message(message)

    def close(self) -> None:
        """Stop the training; nothing was written yet."""
        process, self._process = self._process, None
        if process is not None:
            process.blockSignals(True)
            process.kill()
            process.waitForFinished(2000)
