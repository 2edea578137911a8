"""The one thread that reads a source: for the eyes, and for the recording."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from dataclasses import dataclass
from types import TracebackType
from typing import Final, Protocol, Self

from liveness.datasets.errors import LivenessError, SourceError

from .frame import Frame, LatestFrame, Source

log = logging.getLogger(__name__)

RATE_S: Final = 2.0
"""Window over which the rate is measured, seconds."""

ANEW_NS: Final = 1_000_000_000
"""A frame this much earlier than the last is a new beginning and not out of order."""

JOIN_S: Final = 3.0
"""Limit for the thread to end, before and after the source is closed under it, seconds."""


class Sink(Protocol):
    """Takes every frame, for instance the recorder."""

    def submit(self, frame: Frame) -> None:
        """Take the next frame; must not block for long."""


@dataclass(frozen=True, slots=True)
class ReaderStats:
    """How reading goes.

    Parameters
    ----------
    frames
        Frames read.
    dropped
        Gaps in the source's frame index, frames.
    fps
        Frames per second over the last two seconds.
    age_s
        Time since the last frame, or since the start before the first, seconds.
    ended
        Whether the source came to its end.
    error
        Why reading failed, or that no frame has come for too long (``E-CAM-05``).
    sink_error
        What the last sink raised; it was detached, and the preview goes on.
    disordered
        Frames that came twice or after a later one, and were left out: for the eyes, the
        analysis and a take time only rises.
    lost
        Most frames lost in a row within the last two seconds.
    """

    frames: int
    dropped: int
    fps: float
    age_s: float
    ended: bool
    error: LivenessError | None
    sink_error: Exception | None = None
    disordered: int = 0
    lost: int = 0


class Reader:
    """Read an open source in a thread: every frame to the slot, and to a sink if attached.

    Leaving the context ends the thread and closes the source.

    Parameters
    ----------
    source
        An open source; nobody else reads it meanwhile.
    latest
        Where the newest frame is put.
    stall_s
        Time without a frame that counts as a stall, seconds.
    """

    def __init__(self, source: Source, latest: LatestFrame, *, stall_s: float = 10.0) -> None:
        self._source, self._latest = source, latest
        self._stall_s = stall_s
        # reentrant, because a sink may detach itself while it is given a frame
        self._lock = threading.RLock()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="reader", daemon=True)
        self._sink: Sink | None = None
        self._times: deque[float] = deque()
        self._gaps: deque[tuple[float, int]] = deque()
        self._frames = self._dropped = self._disordered = 0
        self._last_ns: int | None = None
        self._last_index: int | None = None
        self._last_s = time.monotonic()
        self._ended = False
        self._error: LivenessError | None = None
        self._sink_error: Exception | None = None

    def __enter__(self) -> Self:
        """Begin to read."""
        self._last_s = time.monotonic()
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the thread within its limit and close the source."""
        self._stop.set()
        if self._source.live:
            self._thread.join(0.1)  # mostly between two frames, and then ends by itself
        self._source.close()  # unblocks a read
        self._thread.join(JOIN_S)
        if self._thread.is_alive():
            log.warning("the source hangs, its thread is left behind")

    def attach(self, sink: Sink) -> None:
        """Give every frame that is read from now on to a sink; replaces one before.

        The first frame that it gets is the first whose read returns after this call.
        """
        with self._lock:
            self._sink, self._sink_error = sink, None

    def detach(self) -> None:
        """Give no further frame to the sink; none comes after this call returned."""
        with self._lock:
            self._sink = None

    @property
    def stats(self) -> ReaderStats:
        """How reading goes now."""
        with self._lock:
            now = time.monotonic()
            age_s = now - self._last_s
            error = self._error
            stopped = self._ended or self._stop.is_set() or error is not None
            if not stopped and age_s > self._stall_s:
                error = SourceError(
                    "E-CAM-05",
                    "the source gives no picture",
                    f"none for {age_s:.1f} s",
                    "check the cable or the network, then open it again",
                )
            return ReaderStats(
                self._frames,
                self._dropped,
                self._fps(now),
                age_s,
                self._ended,
                error,
                self._sink_error,
                self._disordered,
                self._lost(now),
            )

    def _fps(self, now: float) -> float:
        """Return the rate over the window; 0 when it holds no two frames."""
        while self._times and self._times[0] < now - RATE_S:
            self._times.popleft()
        if len(self._times) < 2 or self._times[-1] <= self._times[0]:
            return 0.0
        return (len(self._times) - 1) / (self._times[-1] - self._times[0])

    def _lost(self, now: float) -> int:
        """Return the longest gap in the window, frames."""
        while self._gaps and self._gaps[0][0] < now - RATE_S:
            self._gaps.popleft()
        return max((gap for _, gap in self._gaps), default=0)

    def _run(self) -> None:
        try:
            while not self._stop.is_set():
                frame = self._source.read()
                if self._stop.is_set():
                    return
                if frame is None:
                    self._ended = True
                    return
                self._hand_on(frame)
        except LivenessError as error:
            self._fail(error)
        except Exception as error:  # a source of somebody else may raise anything
            log.exception("the source failed")
            self._fail(
                SourceError(
                    "E-CAM-09",
                    "the source failed",
                    f"{type(error).__name__}: {error}",
                    "open it again",
                )
            )
        finally:
            self._latest.wake()

    def _fail(self, error: LivenessError) -> None:
        with self._lock:
            if not self._stop.is_set():  # closed under a read: no fault
                self._error = error

    def _hand_on(self, frame: Frame) -> None:
        with self._lock:
            now = time.monotonic()
            if self._last_ns is not None and 0 <= self._last_ns - frame.time_ns < ANEW_NS:
                self._disordered += 1
                return
            self._last_ns = frame.time_ns
            self._count(frame.index, now)
            self._latest.put(frame)
            if self._sink is None:
                return
            try:
                self._sink.submit(frame)
            except Exception as error:
                # the recorder's trouble is told there; the eyes keep their picture
                self._sink_error = error
                self._sink = None

    def _count(self, index: int, now: float) -> None:
        if self._last_index is not None and index > self._last_index + 1:
            gap = index - self._last_index - 1
            self._dropped += gap
            self._gaps.append((now, gap))
            self._lost(now)
        self._last_index = index
        self._frames += 1
        self._last_s = now
        self._times.append(now)
        if self._times[0] < now - RATE_S:
            self._times.popleft()
