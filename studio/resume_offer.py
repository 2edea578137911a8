"""Asks whether a session of the protocol goes on, before anything is recorded."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from liveness.datasets.protocol import Protocol
from liveness.datasets.root_files import close_session
from liveness.datasets.store import DatasetRoot
from liveness.widgets.message_bar import Message
from liveness.widgets.resume_dialog import ResumeDialog
from liveness.widgets.theme import State

from .background import Background
from .collect_view import CollectView
from .record_desk import RecordDesk
from .resuming import Resumable, resume_reading


class ResumeOffer(QObject):
    """One question at a time; while it is open, nothing can be recorded.

    Parameters
    ----------
    view, takes, background
        What it works on.
    """

    resumed = Signal(object)
    """The `Resumable` goes on."""
    restarted = Signal(object)
    """A new session of this `Protocol` begins."""
    declined = Signal()
    """Neither: the question was closed, or the session was."""

    def __init__(
        self,
        view: CollectView,
        takes: RecordDesk,
        background: Background,
        *,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view, self._takes, self._background = view, takes, background
        self.dialog: ResumeDialog | None = None
        """The question, while it is open."""

    def ask(self, protocol: Protocol, root: DatasetRoot, found: Resumable) -> None:
        """Ask; another question that is open is taken back."""
        self.close()
        form = self._view.form
        reading = resume_reading(
            found,
            camera=self._takes.camera,
            site=form.site.text().strip(),
            operator=form.operator.text().strip(),
        )
        self._takes.undecided = self.tr("To record, say whether the session goes on.")
        dialog = self.dialog = ResumeDialog(reading, parent=self._view.window())
        dialog.resumed.connect(partial(self.resumed.emit, found))
        dialog.restarted.connect(partial(self.restarted.emit, protocol))
        dialog.blocked.connect(partial(self._block, root, found.session.id))
        dialog.finished.connect(self._on_answer)
        dialog.setModal(False)
        dialog.show()
        dialog.activateWindow()

    def close(self) -> None:
        """Take the question back."""
        if self.dialog is not None:
            self.dialog.finished.disconnect(self._on_answer)
            self.dialog.close()
            self.dialog = None
        self._takes.undecided = ""

    def _on_answer(self, answer: int) -> None:
        self.dialog = None
        self._takes.undecided = ""
        if not answer:
            self.declined.emit()

    def _block(self, root: DatasetRoot, id_: str) -> None:
        text = self.tr("Session {id} is closed").format(id=id_)
        fact = self.tr("its takes stay; choose the protocol again to begin a new one")
        message = Message(text, fact, state=State.UNDECIDED)
        self._background.run(
            partial(close_session, root.path / "sessions", id_),
            lambda _: self._view.messages.show_message(message),
        )
        self.declined.emit()
