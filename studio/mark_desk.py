"""What the operator says of a take: broken off, no response, rejected, its label, a note."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from liveness.capture.analysis import Snapshot
from liveness.datasets.amendments import (
    ABORTS,
    BONA_FIDE,
    NON_RESPONSES,
    REASONS,
    MarkedOutcome,
)
from liveness.datasets.reviewing import mark_take, note_take
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord
from liveness.widgets.message_bar import Message
from liveness.widgets.reason_dialog import ReasonDialog
from liveness.widgets.theme import State

from .inspecting import Desk, known_species

if TYPE_CHECKING:
    from .main_window import MainWindow

BROKEN_OFF = "broken off by the operator"
"""Reason of an aborted take until a better one is said."""


class MarkDesk(QObject):
    """Acts on the take that is chosen in the table, else on the newest; all can be undone.

    Parameters
    ----------
    window
        The window whose takes they are.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._view = window, window.view
        self._bench = window.layouts.bench
        self.dialog: ReasonDialog | None = None
        self._aborted = False
        """Whether the next take to arrive was broken off, and why is to be asked."""
        self._bench.history.written.connect(self._reload)
        window.takes.take_added.connect(self._on_take)

    @property
    def handlers(self) -> Mapping[str, Callable[..., object]]:
        """What the operator may say."""
        return {
            "record.abort": self.abort,
            "take.non_response": self.non_response,
            "take.reject": self.reject,
            "take.relabel": self.relabel,
            "take.note": self.note,
        }

    # broken off

    def abort(self) -> None:
        """Break the running take off at once, and ask why when its file is made."""
        self._aborted = self._window.controller.abort(BROKEN_OFF)

    def _on_take(self, record: TakeRecord, _: object) -> None:
        if not self._aborted:
            return
        self._aborted = False
        if record.outcome == "aborted" and self._operator():
            self._ask(
                self.tr("Why was the take broken off?"),
                ABORTS,
                partial(self._mark, record.id, "aborted"),
            )

    # of the chosen take

    def take(self) -> TakeRecord | None:
        """Return the take that is chosen in the table, else the newest."""
        takes, row = self._view.takes.takes.takes, self._view.takes.currentIndex().row()
        if not takes:
            return None
        return takes[row] if 0 <= row < len(takes) else takes[0]

    def _operator(self) -> str:
        """Return who says so; empty, and told, where the form does not say."""
        operator = self._view.form.operator.text().strip()
        if not operator:
            text = self.tr("Name the operator in the form first")
            self._bench.messages.show_message(Message(text, state=State.UNDECIDED))
        return operator

    def _ready(self) -> TakeRecord | None:
        """Return the take to speak of; where there is none, or nobody to speak, it is told."""
        record = self.take()
        if record is None or self._bench.root is None:
            text = self.tr("There is no take yet")
            self._bench.messages.show_message(Message(text, state=State.UNDECIDED))
            return None
        return record if self._operator() else None

    def non_response(self) -> None:
        """Say that the system gave no answer to the presentation."""
        record = self._ready()
        if record is not None:
            question = self.tr("{take}: why was there no response?").format(take=record.id)
            self._ask(question, NON_RESPONSES, partial(self._mark, record.id, "non-response"))

    def reject(self) -> None:
        """Say that the take is not to be used."""
        record = self._ready()
        if record is not None:
            question = self.tr("{take}: why is it rejected?").format(take=record.id)
            self._ask(question, REASONS, partial(self._reject, record.id), needed=True)

    def relabel(self) -> None:
        """Correct what the take shows."""
        record = self._ready()
        if record is not None:
            question = self.tr("{take} is labelled {label}: what did it show?").format(
                take=record.id, label=record.label
            )
            labels = (BONA_FIDE, *(each.id for each in known_species()))
            self._ask(question, labels, partial(self._relabel, record.id), needed=True)

    def note(self) -> None:
        """Write down what is to be known of the take."""
        record = self._ready()
        if record is not None:
            said = "" if record.note is None else record.note.text
            question = self.tr("Note on {take}").format(take=record.id)
            self._ask(question, (), partial(self._note, record.id), text=said)

    def _ask(
        self,
        question: str,
        reasons: Sequence[str],
        then: Callable[[str, str], None],
        *,
        text: str = "",
        needed: bool = False,
    ) -> None:
        if self.dialog is not None:
            self.dialog.reject()
        answers = [(each, self.tr(each)) for each in reasons]
        self.dialog = ReasonDialog(
            question, answers, text=text, needed=needed, parent=self._window
        )
        self.dialog.answered.connect(then)
        self.dialog.finished.connect(self._on_answered)
        self.dialog.show()
        self.dialog.activateWindow()

    def _on_answered(self, *_: object) -> None:
        self.dialog = None

    # what is written

    def _mark(self, take: str, outcome: MarkedOutcome, reason: str, words: str) -> None:
        said = "; ".join(part for part in (reason, words) if part)

        def append(root: DatasetRoot, who: str, key: str) -> object:
            return mark_take(root, take, outcome, reviewer=who, reason=said[:200], key=key)

        self._say(take, self.tr(outcome), append)

    def _reject(self, take: str, reason: str, words: str) -> None:
        def append(root: DatasetRoot, who: str, key: str) -> None:
            Desk(root, take, who, key).review("reject", reason, words)

        self._say(take, self.tr("reject"), append)

    def _relabel(self, take: str, label: str, _: str) -> None:
        def append(root: DatasetRoot, who: str, key: str) -> None:
            Desk(root, take, who, key).relabel(label)

        self._say(take, self.tr("relabel as {label}").format(label=label), append)

    def _note(self, take: str, _: str, words: str) -> None:
        def append(root: DatasetRoot, who: str, key: str) -> object:
            return note_take(root, take, words, reviewer=who, key=key)

        self._say(take, self.tr("note"), append)

    def _say(
        self, take: str, what: str, append: Callable[[DatasetRoot, str, str], object]
    ) -> None:
        root, operator = self._bench.root, self._operator()
        if root is None or not operator:
            return
        self._bench.history.say(
            self._bench.background,
            self.tr("{what}, {take}").format(what=what, take=take),
            partial(append, root, operator),
            (root, take, operator),
            self._window.show_error,
        )

    def _reload(self) -> None:
        """Show the takes as they are now, and what the protocol lacks."""
        root = self._bench.root
        if root is not None:
            self._bench.background.run(root.takes, partial(self._show, root))

    def _show(self, root: DatasetRoot, takes: list[TakeRecord]) -> None:
        if root is not self._bench.root:
            return
        table = self._view.takes
        chosen = self.take() if table.currentIndex().isValid() else None
        table.takes.set_takes(takes)
        self._window.protocols.recount(takes)
        for row, record in enumerate(table.takes.takes):
            if chosen is not None and record.id == chosen.id:
                table.selectRow(row)  # what is said next is of the same take

    def tick(self, _: Snapshot | None) -> None:
        """Nothing follows the pictures here."""

    def close(self) -> None:
        """Ask nothing more."""
        if self.dialog is not None:
            self.dialog.reject()
