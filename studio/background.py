"""One-off work off the window's thread, its result handed over when the window asks. No Qt."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from liveness.datasets.errors import LivenessError

log = logging.getLogger(__name__)

T = TypeVar("T")


class Background:
    """Runs work in two threads; `deliver` calls back in the thread that calls it.

    Parameters
    ----------
    on_error
        Called with an error for which its work named no handler.
    """

    def __init__(self, on_error: Callable[[LivenessError], None]) -> None:
        self._on_error = on_error
        self._pool = ThreadPoolExecutor(2, thread_name_prefix="desk")
        self._running: list[
            tuple[Future[Any], Callable[[Any], None], Callable[[LivenessError], None]]
        ] = []

    @property
    def busy(self) -> bool:
        """Whether anything runs or waits to be delivered."""
        return bool(self._running)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[LivenessError], None] | None = None,
    ) -> None:
        """Run ``work``, and hand its result to ``done`` or its error to ``failed``."""
        self._running.append((self._pool.submit(work), done, failed or self._on_error))

    def deliver(self) -> None:
        """Hand over what is finished."""
        for entry in [entry for entry in self._running if entry[0].done()]:
            self._running.remove(entry)
            future, done, failed = entry
            try:
                result = future.result()
            except LivenessError as error:
                failed(error)
                continue
            except Exception as error:  # a bug in a thread must be seen, not lost
                log.exception("background work failed")
                failed(LivenessError("E-ENV-12", "something went wrong inside", repr(error)))
                continue
            done(result)

    def close(self) -> None:
        """Start nothing more; what runs is left to end by itself."""
        self._running.clear()
        self._pool.shutdown(wait=False, cancel_futures=True)
