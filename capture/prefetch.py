"""Read ahead of the analysis, so that decoding and measuring run beside each other."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Protocol, Self, runtime_checkable

from .frame import Frame, Source

AHEAD = 4
"""Frames that a source may decode or render before they are wanted."""

DECODERS = 2
"""Threads that decode beside each other, for a source that lets them."""


@runtime_checkable
class Divisible(Protocol):
    """A source whose frames are read one after the other and may be decoded side by side."""

    def read_packet(self) -> Callable[[], Frame] | None:
        """Return what decodes the next frame, or ``None`` at the end.

        It is called once, in any thread, and raises what is wrong with the frame.
        """


class Prefetch:
    """The frames of an open source, read by a thread of its own.

    The order is the source's, none is lost, and an error of the source is raised where its
    frame would have come. A `Divisible` source is decoded by a few threads; that changes
    neither. Leaving the context stops the reading; the source stays open.

    Parameters
    ----------
    source
        An open source that nobody else reads meanwhile.
    ahead
        Number of frames to hold.
    decoders
        Number of threads that decode a `Divisible` source.
    """

    def __init__(self, source: Source, ahead: int = AHEAD, decoders: int = DECODERS) -> None:
        self._source = source
        self._buffer: queue.Queue[Frame | Future[Frame] | Exception | None] = queue.Queue(ahead)
        self._stop = threading.Event()
        self._pool = ThreadPoolExecutor(decoders, "decode")
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
        self._pool.shutdown(cancel_futures=True)

    def __iter__(self) -> Iterator[Frame]:
        """Yield the frames; raises what the source raised."""
        while (item := self._buffer.get()) is not None:
            if isinstance(item, Exception):
                raise item
            yield item.result() if isinstance(item, Future) else item

    def _run(self) -> None:
        try:
            while (item := self._next()) is not None:
                if not self._hand_on(item):
                    return
        except Exception as error:  # handed to the reader of the frames, whatever it is
            self._hand_on(error)
        else:
            self._hand_on(None)

    def _next(self) -> Frame | Future[Frame] | None:
        if not isinstance(self._source, Divisible):
            return self._source.read()
        decode = self._source.read_packet()
        return None if decode is None else self._pool.submit(decode)

    def _hand_on(self, item: Frame | Future[Frame] | Exception | None) -> bool:
        while not self._stop.is_set():
            try:
                self._buffer.put(item, timeout=0.1)
            except queue.Full:
                continue
            return True
        return False
