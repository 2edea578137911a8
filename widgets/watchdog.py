"""Measures how long the event loop was busy: a gap is a freeze that a person can feel."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Qt, QTimer

INTERVAL_MS = 20


class Watchdog(QObject):
    """Ticks every 20 ms and remembers by how much the worst tick came late.

    Parameters
    ----------
    interval_ms
        Time between ticks, milliseconds.
    """

    def __init__(
        self, interval_ms: int = INTERVAL_MS, *, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._interval_ms = interval_ms
        self._last: float | None = None
        self._busy = 0.0
        self.max_gap_ms = 0.0
        """The longest time in which no event was handled, milliseconds."""
        self.max_busy_ms = 0.0
        """The most processor time that this thread took between two ticks, milliseconds: what
        a gap owes to the window itself and not to a computer that has no time for it."""
        self.ticks = 0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(interval_ms)
        self._timer.timeout.connect(self._on_tick)

    def start(self) -> None:
        """Begin to measure."""
        self.reset()
        self._timer.start()

    def stop(self) -> None:
        """Stop measuring; the figures stay."""
        self._timer.stop()

    def reset(self) -> None:
        """Forget the worst gap."""
        self.max_gap_ms, self.max_busy_ms, self.ticks = 0.0, 0.0, 0
        self._last, self._busy = time.perf_counter(), time.thread_time()

    def _on_tick(self) -> None:
        now, busy = time.perf_counter(), time.thread_time()
        if self._last is not None:
            late = (now - self._last) * 1e3 - self._interval_ms
            self.max_gap_ms = max(self.max_gap_ms, late)
            self.max_busy_ms = max(self.max_busy_ms, (busy - self._busy) * 1e3)
        self._last, self._busy = now, busy
        self.ticks += 1
