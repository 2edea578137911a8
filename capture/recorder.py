"""Frames to the journal: encoded in a small pool, written in order by one thread."""

from __future__ import annotations

import contextlib
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from liveness.datasets.codec import Codec
from liveness.datasets.errors import LivenessError, RecordingError
from liveness.datasets.journal import JournalWriter, Sync
from liveness.datasets.records import AnalysisRecord, EventRecord, FrameRecord, TakeEnd
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeHeader

from .frame import Frame
from .recording import Analysed, RecorderStatus, choose_codec, encoded, zero_utc_of
from .reduction import MapThinner

_SPACE_EVERY_S = 1.0
_IDLE_S = 0.25
_STOP_LIMIT_S = 120.0


@dataclass(frozen=True, slots=True, eq=False)
class _Pending:
    frame: FrameRecord
    data: Future[tuple[bytes, int]] | None


_Item = _Pending | AnalysisRecord | EventRecord


class Recorder:
    """Records one take; a context manager that starts and ends its threads.

    Frames come from one thread, in order; analyses and events from any.

    Parameters
    ----------
    root
        Where the journal goes; its reserve of disk space is kept free.
    header
        The take's header; its consent is checked before by the caller.
    zero_ns
        Reading of the capture clock at the take's time zero, nanoseconds.
    queue_frames
        Frames that may wait; 60 are 2 s at 30 fps and 170 MB at 720p.
    workers
        Threads that encode.
    on_failure
        Called once, from the thread that notices, when the recording stops by itself.
    sync
        When data are forced to the disk, as ``JournalWriter`` has it.

    Raises
    ------
    StorageError
        On entering: ``E-DSK-01`` when the disk is nearly full, ``E-DSK-02`` when it is
        read-only.
    """

    def __init__(
        self,
        root: DatasetRoot,
        header: TakeHeader,
        *,
        zero_ns: int,
        queue_frames: int = 60,
        workers: int = 2,
        on_failure: Callable[[LivenessError], None] | None = None,
        sync: Sync = "auto",
    ) -> None:
        self._root = root
        self._header = header.model_copy(
            update={"zero_ns": zero_ns, "zero_utc": zero_utc_of(header, zero_ns)}
        )
        self._zero_ns = zero_ns
        self._limit = queue_frames
        self._workers = workers
        self._on_failure = on_failure
        self._sync: Sync = sync
        self._changed = threading.Condition()
        self._queue: deque[_Item] = deque()
        self._waiting = 0
        self._submitted = 0
        self._dropped = 0
        self._last: Frame | None = None
        self._first_index: int | None = None
        self._codec: Codec | None = None
        self._failed: LivenessError | None = None
        self._ending = False
        self._first_ns = self._last_ns = 0
        self._thinner = MapThinner()
        self._journal: JournalWriter | None = None
        self._pool: ThreadPoolExecutor | None = None
        self._thread: threading.Thread | None = None

    @property
    def path(self) -> Path:
        """Where the journal stands."""
        return self._root.journal_path(self._header.id)

    @property
    def header(self) -> TakeHeader:
        """The header as it is recorded, with the time zero."""
        return self._header

    @property
    def status(self) -> RecorderStatus:
        """Where the recording stands now."""
        with self._changed:
            journal = self._journal
            return RecorderStatus(
                self._submitted,
                journal.frames if journal else 0,
                journal.size if journal else 0,
                (self._last_ns - self._first_ns) / 1e9,
                self._waiting,
                self._dropped,
                journal.sync_mode if journal else "frame",
                self._failed,
            )

    def submit(self, frame: Frame, *, block: bool = False) -> None:
        """Hand over a frame; returns at once.

        Parameters
        ----------
        frame
            The next frame of the source.
        block
            Wait while the queue is full: for a source that is no camera.

        Raises
        ------
        RecordingError
            ``E-REC-01``, when the queue is full: the take ends as incomplete, with every
            frame that was handed over before.
        LivenessError
            What stopped the recording earlier, for instance a full disk.
        """
        with self._changed:
            if block:
                self._changed.wait_for(self._has_room)
            self._check()
            full = self._waiting >= self._limit
            if not full:
                self._enqueue(frame)
        if full:
            error = RecordingError(
                "E-REC-01",
                "the computer or the disk is too slow to record every frame",
                f"{self._limit} frames wait",
                "choose the codec jpeg, a lower resolution, or a faster disk",
            )
            self._fail(error)
            raise error

    def submit_analysis(self, snapshot: Analysed) -> None:
        """Hand over what the analysis says of a frame that was submitted.

        Analyses of frames from before the take, and those after its end, are left out.
        Maps are reduced to at most 64 by 64, at most one per signal in 0.45 s.
        """
        index = snapshot.frame.index
        with self._changed:
            if self._first_index is None or index < self._first_index:
                return
        face = snapshot.face
        record = AnalysisRecord(
            index,
            None if face is None else face.landmarks,
            None if face is None else (face.yaw_deg, face.pitch_deg, face.roll_deg),
            self._thinner.thin(snapshot.evidence, snapshot.frame.time_ns),
            snapshot.fused,
            dict(snapshot.quality),
        )
        with self._changed:
            if self._failed is None and not self._ending:
                self._queue.append(record)
                self._changed.notify_all()

    def event(self, kind: str, text: str, *, time_ns: int | None = None) -> None:
        """Note something that happened, now or at ``time_ns`` of the capture clock."""
        with self._changed:
            self._note(kind, text, time_ns)

    def stop(
        self, status: Literal["complete", "incomplete"] = "complete", reason: str = ""
    ) -> Path:
        """Write all that waits and the end, and return the journal; twice is once.

        A recording that stopped by itself ends as incomplete, with its reason. It never
        raises for a disk: ``status`` says what failed.
        """
        with self._changed:
            self._ending = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(_STOP_LIMIT_S)
            if self._thread.is_alive():
                raise RecordingError(
                    "E-REC-03",
                    "the disk does not answer",
                    f"no end after {_STOP_LIMIT_S:.0f} s",
                    "check the disk; recover the dataset afterwards",
                )
            self._thread = None
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None
        if self._journal is not None:
            if self._failed is not None:
                status, reason = "incomplete", str(self._failed)
            end = TakeEnd(status=status, reason=reason, dropped=self._dropped)
            try:
                self._journal.close(end)
            except LivenessError as error:
                self._fail(error)
        return self.path

    def discard(self) -> None:
        """Stop and delete the journal: the take is unwanted."""
        path = self.stop("incomplete", "discarded")
        path.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        """Create the journal and start the threads."""
        self._root.check_space()
        self._journal = JournalWriter(self.path, self._header, sync=self._sync)
        self._pool = ThreadPoolExecutor(self._workers, "encode")
        self._thread = threading.Thread(target=self._run, name="journal", daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop; after an error the take is incomplete."""
        if kind is None:
            self.stop()
        else:
            self.stop("incomplete", f"{kind.__name__}: {error}"[:500])

    def _has_room(self) -> bool:
        return self._waiting < self._limit or self._failed is not None or self._ending

    def _check(self) -> None:
        if self._failed is not None:
            raise self._failed
        if self._pool is None or self._ending:
            raise RecordingError("E-REC-04", "the recording has ended", "", "start a new take")

    def _enqueue(self, frame: Frame) -> None:
        codec = choose_codec(self._header.codec, frame)
        self._note_changes(frame, codec)
        kept = frame.encoded if codec is Codec.CAMERA_JPEG else None
        record = FrameRecord(
            frame.index,
            frame.time_ns - self._zero_ns,
            frame.arrival_ns,
            codec,
            frame.width,
            frame.height,
            kept or b"",
        )
        future = None
        if kept is None and self._pool is not None:
            future = self._pool.submit(encoded, frame, codec)
        self._queue.append(_Pending(record, future))
        self._waiting += 1
        self._submitted += 1
        self._changed.notify_all()

    def _note_changes(self, frame: Frame, codec: Codec) -> None:
        last = self._last
        if last is None:
            self._first_index = frame.index
        else:
            gap = frame.index - last.index - 1
            if gap > 0:
                self._dropped += gap
                self._note("dropped", f"{gap} frames before frame {frame.index}", frame.time_ns)
            elif gap < 0:
                text = f"frame {frame.index} follows frame {last.index}"
                self._note("index", text, frame.time_ns)
            if (frame.width, frame.height) != (last.width, last.height):
                sizes = f"{last.width}x{last.height} to {frame.width}x{frame.height}"
                self._note("size", sizes, frame.time_ns)
            if codec is not self._codec and self._codec is not None:
                self._note("codec", f"{self._codec.name} to {codec.name}", frame.time_ns)
        self._last, self._codec = frame, codec

    def _note(self, kind: str, text: str, time_ns: int | None = None) -> None:
        if self._failed is not None or self._ending:
            return
        if time_ns is None:
            monotonic = self._header.capture.clock == "monotonic"
            latest = self._last.time_ns if self._last else self._zero_ns
            time_ns = time.monotonic_ns() if monotonic else latest
        self._queue.append(EventRecord(time_ns - self._zero_ns, kind, text))
        self._changed.notify_all()

    def _run(self) -> None:
        """Write whatever comes, in order, until the end."""
        journal = self._journal
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
                if time.monotonic() - checked > _SPACE_EVERY_S:
                    checked = time.monotonic()
                    # the take file must fit beside the journal
                    self._root.check_space(journal.size)
        except LivenessError as error:
            self._fail(error)
        except Exception as error:
            self._fail(
                RecordingError("E-REC-05", "the recorder failed", repr(error), "report this")
            )

    def _next(self) -> _Item | None:
        with self._changed:
            self._changed.wait_for(lambda: self._queue or self._ending, _IDLE_S)
            return self._queue.popleft() if self._queue else None

    def _done(self) -> bool:
        with self._changed:
            return self._ending and not self._queue

    def _write(self, journal: JournalWriter, item: _Item) -> None:
        if isinstance(item, AnalysisRecord):
            journal.analysis(item)
        elif isinstance(item, EventRecord):
            journal.event(item)
        else:
            frame = item.frame
            data, crc = (frame.data, None) if item.data is None else item.data.result()
            journal.frame(
                FrameRecord(
                    frame.index,
                    frame.time_ns,
                    frame.arrival_ns,
                    frame.codec,
                    frame.width,
                    frame.height,
                    data,
                    crc,
                )
            )
            with self._changed:
                if journal.frames == 1:
                    self._first_ns = frame.time_ns
                self._last_ns = frame.time_ns
                self._waiting -= 1
                self._changed.notify_all()

    def _slow_disk(self, mode: str) -> EventRecord:
        text = f"the disk is slow: forced to it once a {mode} from here on"
        return EventRecord(self._last_ns, "sync", text)

    def _fail(self, error: LivenessError) -> None:
        with self._changed:
            if self._failed is not None:
                return
            self._failed = error
            if not isinstance(error, RecordingError) or error.code != "E-REC-01":
                # nothing more can be written; a full queue still can
                self._queue.clear()
                self._waiting = 0
            self._changed.notify_all()
        if self._on_failure is not None:
            with contextlib.suppress(Exception):
                self._on_failure(error)


__all__ = ["Analysed", "Recorder", "RecorderStatus"]
