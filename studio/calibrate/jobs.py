"""Long work of the Calibrate page: one at a time, with progress and a way to stop it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from liveness.datasets.errors import LivenessError
from liveness.studio.background import Background
from liveness.studio.latest_count import LatestCount
from liveness.widgets.activity_bar import ActivityBar

T = TypeVar("T")
Step = Callable[[int, int], None]
"""Told the number done and of all; raises when the work is cancelled."""


class CancelledError(LivenessError):
    """The user cancelled; nothing is to be said."""


class Jobs(QObject):
    """Runs work in the window's background and shows how far it is; one piece at a time.

    Parameters
    ----------
    background
        Of the window.
    bar
        Where it is shown, with its Cancel button.
    on_error
        Told of an error that is no cancelling.
    """

    refused = Signal(str)
    """Something else was asked for while work ran: what runs."""

    def __init__(
        self,
        background: Background,
        bar: ActivityBar,
        on_error: Callable[[LivenessError], None],
        *,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._background, self._bar, self._on_error = background, bar, on_error
        self._cancel = Event()
        self._text = ""
        self.busy = False
        """Whether anything runs."""
        self._count = LatestCount(self)
        self._count.changed.connect(self._on_count)
        bar.cancel_requested.connect(self.cancel)

    def run(
        self,
        text: str,
        work: Callable[[Step], T],
        done: Callable[[T], None],
        stopped: Callable[[], None] | None = None,
    ) -> bool:
        """Run something; return whether it began, for one piece runs at a time.

        Parameters
        ----------
        text
            What the bar says, for instance ``Scoring takes``.
        work
            Given what it tells its progress to.
        done
            Given the result.
        stopped
            Called when it was cancelled or failed.
        """
        if self.busy:
            self.refused.emit(self._text)
            return False
        self.busy, self._text = True, text
        self._cancel = Event()
        self._bar.set_activity(f"{text}\u2026", None, cancellable=True)
        self._background.run(
            partial(work, partial(self._step, self._cancel)),
            partial(self._finished, done),
            partial(self._failed, stopped),
        )
        return True

    def cancel(self) -> None:
        """Stop what runs at its next step."""
        self._cancel.set()

    def _step(self, cancel: Event, done: int, total: int) -> None:
        if cancel.is_set():
            raise CancelledError("E-CMD-03", "cancelled")
        self._count.put(done, total)

    def _on_count(self, done: int, total: int) -> None:
        if self.busy:
            text = self.tr("{what}: {done} of {total} takes")
            shown = text.format(what=self._text, done=done, total=total)
            self._bar.set_activity(shown, done / max(1, total), cancellable=True)

    def _finished(self, done: Callable[[T], None], result: T) -> None:
        self.busy = False
        self._bar.clear()
        done(result)

    def _failed(self, stopped: Callable[[], None] | None, error: LivenessError) -> None:
        self.busy = False
        self._bar.clear()
        if not isinstance(error, CancelledError):
            self._on_error(error)
        if stopped is not None:
            stopped()
