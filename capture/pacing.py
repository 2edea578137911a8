"""A file that plays like a camera: at its own pace."""

from __future__ import annotations

import dataclasses
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Final, Self

from liveness.datasets.take import CaptureInfo

from .frame import Frame, Source
from .opencv import NOMINAL_FPS

LATE_S: Final = 0.25
"""When a frame is later than this, the schedule moves on rather than rushing after it."""

LONGEST_GAP_S: Final = 2.0
"""A hole in a recording is not sat out longer than this."""


class Paced:
    """Play a source at real time.

    No frame is left out, for it is footage: when the reader is late the next frames come at
    once, and when it is very late the schedule moves on. ``time_ns`` stays the source's own;
    ``arrival_ns`` is the time of delivery.

    Parameters
    ----------
    source
        A source that is not live, not entered yet; it is entered and closed by this.
    loop
        Begin again at the end; times and index go on rising.
    clock
        Monotonic time in seconds; for tests.
    """

    def __init__(
        self,
        source: Source,
        *,
        loop: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._source = source
        self._loop = loop
        self._clock = clock
        self._closed = threading.Event()
        self._origin: tuple[float, int] | None = None
        self._last: Frame | None = None
        self._offset_ns = 0
        self._offset_index = 0

    @property
    def info(self) -> CaptureInfo:
        """What the source is."""
        return self._source.info

    @property
    def live(self) -> bool:
        """Always: frames come when they are due."""
        return True

    @property
    def frame_count(self) -> int | None:
        """Number of frames, or ``None`` when it loops."""
        return None if self._loop else self._source.frame_count

    def read(self) -> Frame | None:
        """Wait until the next frame is due and return it; ``None`` at the end.

        Raises
        ------
        SourceError
            What the source raised.
        """
        if self._closed.is_set():
            return None
        frame = self._source.read()
        if frame is None and self._loop and self._last is not None:
            frame = self._again(self._last)
        if frame is None or not self._wait(frame.time_ns + self._offset_ns):
            return None
        self._last = dataclasses.replace(
            frame,
            time_ns=frame.time_ns + self._offset_ns,
            index=frame.index + self._offset_index,
            arrival_ns=time.monotonic_ns(),
        )
        return self._last

    def close(self) -> None:
        """Close the source; ends a wait in another thread at once."""
        self._closed.set()
        self._source.close()

    def __enter__(self) -> Self:
        """Open the source.

        Raises
        ------
        SourceError
            When it cannot be opened.
        """
        self._closed.clear()
        self._origin = self._last = None
        self._offset_ns = self._offset_index = 0
        self._source.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the source."""
        self.close()

    def _again(self, last: Frame) -> Frame | None:
        """Open the source anew and return its first frame, one period after the last."""
        self._source.close()
        if self._closed.is_set():
            return None
        self._source.__enter__()
        frame = self._source.read()
        if frame is not None:
            period_ns = round(1e9 / (self._source.info.fps or NOMINAL_FPS))
            self._offset_ns = last.time_ns + period_ns - frame.time_ns
            self._offset_index = last.index + 1 - frame.index
        return frame

    def _wait(self, time_ns: int) -> bool:
        """Wait until a frame is due; ``False`` when the source was closed meanwhile."""
        now = self._clock()
        if self._origin is None:
            self._origin = now, time_ns
        start, zero_ns = self._origin
        wait_s = start + (time_ns - zero_ns) / 1e9 - now
        if wait_s < -LATE_S or wait_s > LONGEST_GAP_S:
            wait_s = min(max(wait_s, 0.0), LONGEST_GAP_S)
            self._origin = now + wait_s, time_ns
        return not self._closed.wait(max(wait_s, 0.0))
