"""A camera or stream that broke off is opened again until it is there."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator

from liveness.datasets.errors import SourceError

from .frame import Reopenable, Source

log = logging.getLogger(__name__)


def attempts(
    source: Reopenable, index: int, stop: threading.Event, every_s: float
) -> Iterator[Source]:
    """Yield one fresh source after the other, each after a pause, until told to stop.

    Parameters
    ----------
    source
        What broke off.
    index
        Number of the first frame that comes.
    stop
        Ends the attempts, and a pause at once.
    every_s
        Length of a pause, seconds.
    """
    while not stop.wait(every_s):
        yield source.again(index)


def is_open(source: Source) -> bool:
    """Enter a source; return whether it is open."""
    try:
        source.__enter__()
    except SourceError as refusal:
        log.info("not yet: %s", refusal)
        return False
    return True
