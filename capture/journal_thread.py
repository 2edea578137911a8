"""The thread that writes a journal: whatever is put into its queue, in order."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace

from liveness.datasets.errors import LivenessError, RecordingError
from liveness.datasets.journal import JournalWriter
from liveness.datasets.records import AnalysisRecord, EventRecord, FrameRecord
from liveness.datasets.records_extra import AudioRecord, PlaneRecord

SPACE_EVERY_S = 1.0
_IDLE_S = 0.25


@dataclass(frozen=True, slots=True, eq=False)
class Pending:
    """A frame on its way to the disk.

    Parameters
    ----------
    frame
        The record; its data too where they need no encoding.
    data
        Data and CRC-32, once they are encoded.
    preroll
        Whether it is from before the take.
    """

    frame: FrameRecord
    data: Future[tuple[bytes, int]] | None
    preroll: bool = False


Item = Pending | AnalysisRecord | EventRecord | PlaneRecord | AudioRecord


class JournalThread:
    """A queue and the thread that empties it into a journal.

    Its methods are called with ``changed`` held, but for ``start`` and ``join``.

    Parameters
    ----------
    check_space
        Checks that so many bytes are free on the disk, and raises where they are not.
    on_error
        Called once, in the thread, when it cannot go on.
    """

    def __init__(
        self, check_space: Callable[[int], None], on_error: Callable[[LivenessError], None]
    ) -> None:
        self.changed = threading.Condition()
        self.waiting = 0
        """Frames that wait to be encoded or written."""
        self.ending = False
        self.first_ns = self.last_ns = 0
        """Times of the first and the last frame on disk."""
        self.journal: JournalWriter | None = None
        self._check_space, self._on_error = check_space, on_error
        self._queue: deque[Item] = deque()
        self._thread: threading.Thread | None = None

    def start(self, journal: JournalWriter) -> None:
        """Begin to write."""
        self.journal = journal
        self._thread = threading.Thread(target=self._run, name="journal", daemon=True)
        self._thread.start()

    def put(self, item: Item) -> None:
        """Write an item after all before it."""
        self._queue.append(item)
        self.waiting += isinstance(item, Pending)
        self.changed.notify_all()

    def clear(self) -> None:
        """Forget what waits: nothing more can be written."""
        self._queue.clear()
        self.waiting = 0
        self.changed.notify_all()

    def end(self) -> None:
        """Let the thread end once its queue is empty."""
        self.ending = True
        self.changed.notify_all()

    def join(self, limit_s: float) -> bool:
        """Wait for the thread; return whether it has ended."""
        if self._thread is not None:
            self._thread.join(limit_s)
            if self._thread.is_alive():
                return False
            self._thread = None
        return True

    def _run(self) -> None:
        """Write whatever comes, in order, until the end."""
        journal = self.journal
        assert journal is not None
        checked = time.monotonic()
        mode = journal.sync_mode
        try:
            while (item := self._next()) is not None or not self._done():
                if item is None:
                    journal.tick()
                    continue
                self._write(journal, item)
                if journal.sync_mode != mode:
                    mode = journal.sync_mode
                    journal.event(self._slow_disk(mode))
                if time.monotonic() - checked > SPACE_EVERY_S:
                    checked = time.monotonic()
                    # the take file must fit beside the journal
                    self._check_space(journal.size)
        except LivenessError as error:
            self._on_error(error)
        except Exception as error:
            self._on_error(
                RecordingError("E-REC-05", "the recorder failed", repr(error), "report this")
            )

    def _next(self) -> Item | None:
        with self.changed:
            self.changed.wait_for(lambda: self._queue or self.ending, _IDLE_S)
            return self._queue.popleft() if self._queue else None

    def _done(self) -> bool:
        with self.changed:
            return self.ending and not self._queue

    def _write(self, journal: JournalWriter, item: Item) -> None:
        if isinstance(item, Pending):
            self._write_frame(journal, item)
        elif isinstance(item, AnalysisRecord):
            journal.analysis(item)
        elif isinstance(item, EventRecord):
            journal.event(item)
        elif isinstance(item, PlaneRecord):
            journal.plane(item)
        else:
            journal.audio(item)

    def _write_frame(self, journal: JournalWriter, item: Pending) -> None:
        frame = item.frame
        if item.data is not None:
            data, crc = item.data.result()
            frame = replace(frame, data=data, crc=crc)
        if item.preroll:
            journal.preroll(frame)
        else:
            journal.frame(frame)
        with self.changed:
            if not item.preroll:
                if journal.frames == 1:
                    self.first_ns = frame.time_ns
                self.last_ns = frame.time_ns
            self.waiting -= 1
            self.changed.notify_all()

    def _slow_disk(self, mode: str) -> EventRecord:
        text = f"the disk is slow: forced to it once a {mode} from here on"
        return EventRecord(self.last_ns, "sync", text)
