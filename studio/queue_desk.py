"""The queue of people in the window: a list beside the takes, and a key for the next one."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from liveness.capture.analysis import Snapshot
from liveness.widgets.message_bar import Message
from liveness.widgets.queue_panel import QueuePanel, QueueRow
from liveness.widgets.theme import State

from .people_queue import PeopleQueue

if TYPE_CHECKING:
    from .main_window import MainWindow

EVERY_S = 0.3
"""Time between two looks at who is done, seconds."""


class QueueDesk(QObject):
    """Leads from person to person; what each of them is asked for is the protocol's.

    Parameters
    ----------
    window
        The window.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.queue = PeopleQueue()
        self.panel = QueuePanel()
        window.view.lower_tabs.addTab(self.panel, self.tr("People"))
        self.panel.add_requested.connect(self.add)
        self.panel.remove_requested.connect(self.remove)
        self.panel.chosen.connect(self.choose)
        self.panel.next_requested.connect(self.next)
        self._next_s = 0.0

    @property
    def handlers(self) -> Mapping[str, Callable[..., object]]:
        """Go on with the next person."""
        return {"people.next": self.next}

    @property
    def person(self) -> str:
        """Who is there now."""
        return self._window.view.form.subject.text().strip()

    def add(self, text: str) -> None:
        """Add people, and say what is no pseudonym."""
        added = self.queue.add(text)
        if added.refused:
            self._say(
                self.tr("Not added: {words}").format(words=", ".join(added.refused)),
                self.tr("a pseudonym has letters, digits, dots and hyphens"),
                State.WARNING,
            )
        self.refresh()

    def remove(self, people: tuple[str, ...]) -> None:
        """Take people out; their takes stay."""
        self.queue.remove(people)
        self.refresh()

    def next(self) -> None:
        """Go on with the next person who is not done."""
        if not self.queue.people:
            self._say(self.tr("Nobody is in the queue: write today's people under People."))
            return
        person = self.queue.after(self.person, self.done)
        if person is None:
            self._say(self.tr("Everybody in the queue is done."), state=State.BONA_FIDE)
            return
        self.choose(person)

    def choose(self, person: str) -> None:
        """Go on with a person, not in the middle of a take."""
        if self._window.takes.busy:
            self._say(self.tr("The take that runs ends first."))
            return
        form = self._window.view.form
        form.subject.setText(person)
        form.subject.editingFinished.emit()  # the protocol and the consents follow it
        self.refresh()

    def done(self, person: str) -> bool:
        """Whether a person needs no more takes: the protocol's, or one where there is none."""
        made, wanted = self._takes(person)
        return wanted is not None and made >= wanted

    def _takes(self, person: str) -> tuple[int, int | None]:
        """Return takes made and asked for; ``None`` while that is not known."""
        guided = self._window.protocols.guided
        if guided is None:
            return self._made_today(person), 1
        return guided.coverage.progress().get(person, (0, None))

    def _made_today(self, person: str) -> int:
        today = datetime.now().astimezone().date()
        return sum(
            take.subject == person and take.usable and _day(take.registered_utc) == today
            for take in self._window.view.takes.takes.takes
        )

    def refresh(self) -> None:
        """Show who is done, who is there, who waits."""
        self.panel.set_rows([self._row(person) for person in self.queue.people])
        self.panel.set_next(self.queue.after(self.person, self.done))

    def _row(self, person: str) -> QueueRow:
        made, wanted = self._takes(person)
        takes = self.tr("1 take") if made == 1 else self.tr("{n} takes").format(n=made)
        if self._window.protocols.guided is not None and wanted is not None:
            takes = self.tr("{n} of {total} takes").format(n=made, total=wanted)
        if self.done(person):
            return QueueRow(person, State.BONA_FIDE, self.tr("done, {t}").format(t=takes))
        if not self._window.view.form.consents_of(person):
            return QueueRow(person, State.WARNING, self.tr("no valid consent yet"))
        if person == self.person:
            return QueueRow(person, State.RECORDING, self.tr("now, {t}").format(t=takes))
        return QueueRow(person, State.UNDECIDED, self.tr("waits, {t}").format(t=takes))

    def _say(self, text: str, fact: str = "", state: State = State.UNDECIDED) -> None:
        self._window.view.messages.show_message(Message(text, fact, state=state))

    def tick(self, snapshot: Snapshot | None) -> None:
        """Follow the takes, a few times a second."""
        now = time.monotonic()
        if self.queue.people and now >= self._next_s:
            self._next_s = now + EVERY_S
            self.refresh()

    def close(self) -> None:
        """Nothing to let go of."""


def _day(utc: str) -> object:
    moment = datetime.fromisoformat(utc.replace("Z", "+00:00"))
    return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone().date()
