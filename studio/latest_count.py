"""Progress that a thread tells and a window shows, a few times a second at most."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, QTimer, Signal

SHOWN_MS = 100


class LatestCount(QObject):
    """The newest of many counts; what was overtaken is never shown."""

    changed = Signal(int, int)
    """Done, and in all."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._newest: tuple[int, int] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self._show)
        self._timer.start()

    def put(self, done: int, total: int) -> None:
        """Tell a count; from any thread."""
        with self._lock:
            self._newest = (done, total)

    def _show(self) -> None:
        with self._lock:
            newest, self._newest = self._newest, None
        if newest is not None:
            self.changed.emit(*newest)
