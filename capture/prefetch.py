"""Read ahead of the analysis, so that decoding and measuring run beside each other."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from types import TracebackType
from typing import Self

from .frame import Frame, Source

AHEAD = 4
"""Frames that a source may decode or render before they are wanted."""


class Prefetch:
    """The frames of an open source, read by a thread of its own.

    The order is the source's, none is lost, and an error of the source is raised where its
    frame would have come. Leaving the context stops the reading; the source stays open.

    Parameters
    ----------
    source
        An open source that nobody else reads meanwhile.
    ahead
        Number of frames to hold.
    """

    def __init__(self, source: Source, ahead: int = AHEAD) -> None:
        self._source = source
        self._buffer: queue.Queue[Frame | Exception | None] = queue.Queue(ahead)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="prefetch", daemon=True)

    def __enter__(self) -> Self:
        """Begin to read."""
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop reading; a source that hangs in its driver is left after five seconds."""
        self._stop.set()
        self._thread.join(5.0)

    def __iter__(self) -> Iterator[Frame]:
        """Yield the frames; raises what the source raised."""
        while (item := self._buffer.get()) is not None:
            if isinstance(item, Exception):
                raise item
            yield item

    def _run(self) -> None:
        try:
            while (frame := self._source.read()) is not None:
                if not self._hand_on(frame):
                    return
        except Exception as error:  # handed to the reader of the frames, whatever it is
            self._hand_on(error)
        else:
            self._hand_on(None)

    def _hand_on(self, item: Frame | Exception | None) -> bool:
        while not self._stop.is_set():
            try:
                self._buffer.put(item, timeout=0.1)
            except queue.Full:
                continue
            return True
        return False
