"""The journal of a take while it is recorded: append-only, synced, MCAP.

A record is *acknowledged* when the method that writes it returns: it then survives the death
of the process, and the loss of power as far as ``sync`` says. A disk that is full or gone
leaves every acknowledged record readable.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import time
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from mcap.writer import CompressionType, IndexType, Writer

from .durable import storage_error, sync_file, sync_folder, write_all
from .envelope import NONCE_BYTES, TOPICS, Kind, seal
from .errors import StorageError
from .journal_reading import JournalReading, read_journal
from .records import (
    AnalysisRecord,
    EventRecord,
    FrameRecord,
    PrerollRecord,
    Record,
    TakeEnd,
    pack,
)
from .records_extra import AudioRecord, PlaneRecord
from .take import TakeHeader

Sync = Literal["auto", "frame", "second", "never"]
"""When data are forced to the disk: after each frame, or once a second; ``auto`` starts with
each frame and falls to once a second when the disk is slow."""

SLOW_SYNC_S = 0.010
"""99th percentile of the time of a sync above which ``auto`` falls to once a second; a third
of the 33 ms that a frame has at 30 fps."""
SYNC_WINDOW = 100
"""Number of syncs over which the percentile is taken."""
SECOND_S = 1.0

_LIBRARY = "liveness"


class JournalWriter:
    """Writes one journal; used by one thread.

    Parameters
    ----------
    path
        File to create; it must not exist.
    header
        Written and synced, together with the folder, before the constructor returns.
    sync
        When data are forced to the disk.
    clock
        Seconds, for the tests.

    Raises
    ------
    StorageError
        ``E-DSK-02`` when the file cannot be created, ``E-DSK-05`` when it is there already,
        ``E-DSK-03`` when the disk is full; nothing is left behind.
    """

    def __init__(
        self,
        path: Path,
        header: TakeHeader,
        *,
        sync: Sync = "auto",
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.path = path
        self.frames = 0
        """Number of acknowledged frames."""
        self._sync = sync
        self._clock = clock
        self._mode: Literal["frame", "second", "never"] = "frame" if sync == "auto" else sync
        self._costs: deque[float] = deque(maxlen=SYNC_WINDOW)
        self._synced_at = clock()
        self._dirty = False
        self._nonce = secrets.token_bytes(NONCE_BYTES)
        self._sequence = 0
        self._zero_ns = header.zero_ns
        self._stream = _Stream(path)
        try:
            self._writer = Writer(
                # neither a path nor a RawIOBase, which the library would buffer
                self._stream,  # type: ignore[arg-type]
                compression=CompressionType.NONE,
                index_types=IndexType.NONE,
                use_chunking=False,
                repeat_channels=True,
                enable_crcs=False,
            )
            self._writer.start(profile="", library=_LIBRARY)
            self._channels = {
                kind: self._writer.register_channel(topic, "liveness-record", 0)
                for kind, topic in TOPICS.items()
            }
            # twice: without it the frames would have no label, so that one damaged sector
            # must not cost the take
            content = header.model_dump_json().encode()
            self._append(Kind.HEADER, content, b"", 0, 0)
            self._append(Kind.HEADER, content, b"", 0, 0)
            self._stream.sync()
            sync_folder(path.parent)
        except OSError as error:
            self._discard()
            raise storage_error(error, path) from error
        except StorageError:
            self._discard()
            raise

    @property
    def size(self) -> int:
        """Length of the acknowledged part, bytes."""
        return self._stream.good

    @property
    def sync_mode(self) -> Literal["frame", "second", "never"]:
        """When data are forced to the disk at present."""
        return self._mode

    def frame(self, record: FrameRecord) -> None:
        """Append a frame and return when it is acknowledged.

        Raises
        ------
        StorageError
            ``E-DSK-03``; the journal then ends after the last acknowledged record, and a
            later call may try again.
        """
        self._write(Kind.FRAME, replace(record, ordinal=self.frames), record.time_ns)
        if self._mode == "frame":
            started = self._clock()
            self._stream.sync()
            self._dirty = False
            self._judge(self._clock() - started)
        else:
            self.tick()
        self.frames += 1

    def analysis(self, record: AnalysisRecord) -> None:
        """Append what the analysis said of a frame; synced together with the next frame."""
        self._write(Kind.ANALYSIS, record, 0)

    def event(self, record: EventRecord) -> None:
        """Append an event; synced together with the next frame."""
        self._write(Kind.EVENT, record, record.time_ns)

    def preroll(self, record: FrameRecord) -> None:
        """Append a frame from before the take; synced together with the next frame."""
        self._write(Kind.PREROLL, PrerollRecord(record), record.time_ns)

    def plane(self, record: PlaneRecord) -> None:
        """Append a plane of the frame before; synced together with the next frame."""
        self._write(Kind.PLANE, record, 0)

    def audio(self, record: AudioRecord) -> None:
        """Append a block of sound; synced together with the next frame."""
        self._write(Kind.AUDIO, record, record.time_ns)

    def tick(self) -> None:
        """Sync when a second has passed; for a writer that has nothing to write."""
        due = self._clock() - self._synced_at >= SECOND_S
        if due and self._dirty and self._mode != "never":
            self._stream.sync()
            self._dirty = False
            self._synced_at = self._clock()

    def close(self, end: TakeEnd) -> None:
        """Append the end and the MCAP footer, sync and close; twice is once.

        Raises
        ------
        StorageError
            When the end cannot be written; the file is closed all the same, and a recovery
            takes the end of the file for the end of the take.
        """
        if self._stream.closed:
            return
        try:
            end = end.model_copy(update={"frames": self.frames})
            self._write(Kind.END, end, 0)
            self._stream.sync()
            # the footer is for other programs; ours does without
            with contextlib.suppress(StorageError):
                self._writer.finish()  # type: ignore[no-untyped-call]
                self._stream.commit()
                self._stream.sync()
        finally:
            self._stream.close()

    def abort(self) -> None:
        """Close and delete the journal: the take is unwanted."""
        self._discard()
        with contextlib.suppress(OSError):
            sync_folder(self.path.parent)

    def __enter__(self) -> Self:
        """Return the writer."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close; after an error the take is marked as incomplete."""
        reason = "" if kind is None else f"{kind.__name__}: {error}"
        status: Literal["complete", "incomplete"] = "complete" if kind is None else "incomplete"
        self.close(TakeEnd(status=status, reason=reason[:500]))

    def _write(self, kind: Kind, record: Record, time_ns: int) -> None:
        meta, data, crc = pack(record)
        self._append(kind, meta, data, crc, time_ns)

    def _append(self, kind: Kind, meta: bytes, data: bytes, crc: int, time_ns: int) -> None:
        payload = seal(self._nonce, self._sequence, kind, meta, data, crc)
        stamp = max(0, self._zero_ns + time_ns)
        self._writer.add_message(self._channels[kind], stamp, payload, stamp, self._sequence)
        self._stream.commit()
        self._sequence += 1
        self._dirty = True

    def _judge(self, cost_s: float) -> None:
        """Fall to one sync a second when the disk is slow (p99 over the window)."""
        self._synced_at = self._clock()
        self._costs.append(cost_s)
        if self._sync != "auto" or len(self._costs) < SYNC_WINDOW:
            return
        p99 = sorted(self._costs)[-max(1, SYNC_WINDOW // 100) - 1]
        if p99 > SLOW_SYNC_S:
            self._mode = "second"

    def _discard(self) -> None:
        with contextlib.suppress(StorageError):
            self._stream.close()
        with contextlib.suppress(OSError):
            self.path.unlink(missing_ok=True)


class _Stream:
    """The file under the MCAP writer: unbuffered, and cut back to whole records on error."""

    def __init__(self, path: Path) -> None:
        self._path = path
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        try:
            self._fd = os.open(path, flags, 0o644)
        except FileExistsError as error:
            raise StorageError(
                "E-DSK-05",
                f"{path.name} exists already",
                str(path),
                "run recover on the dataset, then record again",
            ) from error
        except OSError as error:
            raise storage_error(error, path) from error
        self.good = 0
        self.closed = False
        self._end = 0

    def write(self, data: bytes) -> int:
        try:
            write_all(self._fd, data)
        except OSError as error:
            self._cut_back()
            raise storage_error(error, self._path) from error
        self._end += len(data)
        return len(data)

    def tell(self) -> int:
        return self._end

    def flush(self) -> None:
        """Nothing is buffered."""

    def commit(self) -> None:
        """Remember that all so far are whole records."""
        self.good = self._end

    def sync(self) -> None:
        try:
            sync_file(self._fd)
        except OSError as error:
            raise storage_error(error, self._path) from error

    def close(self) -> None:
        if not self.closed:
            self.closed = True
            try:
                os.close(self._fd)
            except OSError as error:
                # a network disk may say only here that it lost the last writes
                raise storage_error(error, self._path) from error

    def _cut_back(self) -> None:
        self._end = self.good
        # where even that fails, the reader finds the last whole record by itself
        with contextlib.suppress(OSError):
            os.ftruncate(self._fd, self.good)
            os.lseek(self._fd, self.good, os.SEEK_SET)


__all__ = ["JournalReading", "JournalWriter", "Sync", "read_journal"]
