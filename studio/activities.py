"""Long work of the whole window: shown in one place in every layout, with a way out."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QMenuBar

from liveness.widgets.activity_bar import ActivityBar

SHOWN_MS = 100
"""Time between two looks at what threads have told, milliseconds."""


class Activity:
    """One piece of work; made by `Activities.begin`, ended by whoever began it.

    `tell` and `end` may be called from any thread.
    """

    def __init__(self, text: str, cancel: Callable[[], object] | None) -> None:
        self._lock = threading.Lock()
        self._text = text
        self._fraction: float | None = None
        self._ended = False
        self.cancel = cancel
        self.cancelled = False
        """Whether somebody pressed Cancel; the work ends itself."""

    def tell(self, done: float, total: float, text: str | None = None) -> None:
        """Say how far it is; ``text`` replaces what it is called."""
        with self._lock:
            self._fraction = min(1.0, max(0.0, done / total)) if total > 0 else None
            self._text = text or self._text

    def end(self) -> None:
        """Say that it is over, well or not; twice does no harm."""
        with self._lock:
            self._ended = True

    def look(self) -> tuple[str, float | None, bool]:
        """Return text, fraction done (``None`` when nobody knows), and whether it is over."""
        with self._lock:
            return self._text, self._fraction, self._ended


class Activities(QObject):
    """What the window is busy with, in the corner of its menu bar.

    The newest work that is not over is shown; others wait behind it and are counted.

    Parameters
    ----------
    menu_bar
        Its corner is filled.
    """

    def __init__(self, menu_bar: QMenuBar, *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.bar = ActivityBar()
        self.bar.cancel_requested.connect(self._cancel)
        menu_bar.setCornerWidget(self.bar)
        self._menu_bar = menu_bar
        self._running: list[Activity] = []
        self._timer = QTimer(self)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self.refresh)

    @property
    def running(self) -> list[Activity]:
        """What is not over, the newest last."""
        return [activity for activity in self._running if not activity.look()[2]]

    def begin(self, text: str, cancel: Callable[[], object] | None = None) -> Activity:
        """Show work; ``cancel`` is called at most once, when its Cancel is pressed."""
        activity = Activity(text, cancel)
        self._running.append(activity)
        self._timer.start()
        self.refresh()
        return activity

    def refresh(self) -> None:
        """Show the newest work, or nothing."""
        self._running = self.running
        was_shown = not self.bar.isHidden()
        if self._running:
            activity = self._running[-1]
            text, fraction, _ = activity.look()
            if len(self._running) > 1:
                text = self.tr("{text} (+{n} more)").format(text=text, n=len(self._running) - 1)
            may_cancel = activity.cancel is not None and not activity.cancelled
            self.bar.set_activity(text, fraction, cancellable=may_cancel)
        else:
            self.bar.clear()
            self._timer.stop()
        if was_shown == self.bar.isHidden():
            # a menu bar gives its corner room only when it is set
            self._menu_bar.setCornerWidget(self.bar)
            self.bar.setVisible(bool(self._running))

    def _cancel(self) -> None:
        for activity in reversed(self.running):
            if activity.cancel is not None and not activity.cancelled:
                activity.cancelled = True
                activity.cancel()
                break
        self.refresh()
