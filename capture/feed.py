"""Frames on their way to a verdict: each of a file, the newest of a live source."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from .frame import Frame, LatestFrame, Source
from .prefetch import Prefetch
from .reader import Reader


@dataclass
class Feed:
    """Frames on their way to the analysis.

    Parameters
    ----------
    get
        Takes the longest time to wait in seconds and returns the next frame, ``None`` when
        none came in time; raises ``StopIteration`` at the end.
    live
        Whether the wall's clock counts.
    frames
        Frames that the source gave so far.
    """

    get: Callable[[float], Frame | None]
    live: bool
    frames: int = 0


@contextmanager
def stored_feed(source: Source) -> Iterator[Feed]:
    """Yield the feed of a source that waits for its reader: every frame."""
    with Prefetch(source) as ahead:
        stream = iter(ahead)

        def get(_: float) -> Frame | None:
            frame = next(stream)
            feed.frames += 1
            return frame

        feed = Feed(get, live=False)
        yield feed


@contextmanager
def live_feed(source: Source) -> Iterator[Feed]:
    """Yield the feed of a live source: the newest frame each time."""
    latest = LatestFrame()
    with Reader(source, latest) as reader:
        seen = 0

        def over() -> bool:
            stats = reader.stats
            return stats.ended or stats.error is not None

        def get(wait_s: float) -> Frame | None:
            nonlocal seen
            # asked before the frame: what came before the end is still taken
            ended = over()
            seen, frame = latest.take(seen, wait_s, over)
            stats = reader.stats
            feed.frames = stats.frames
            if frame is None and stats.error is not None:
                raise stats.error
            if frame is None and ended:
                raise StopIteration
            return frame

        feed = Feed(get, live=True)
        yield feed
