"""Numbers of takes in their session."""

from __future__ import annotations

import threading
from pathlib import Path

from .register import read_takes


class TakeNumbers:
    """Counts the takes of each session of a dataset; may be asked from any thread.

    Parameters
    ----------
    root
        The dataset's folder.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lock = threading.Lock()
        self._last: dict[str, int] = {}

    def next(self, session: str) -> int:
        """Return the number of a session's next take, from 1.

        Every take counts, kept or not, and so do those that a crash left unfinished.
        """
        with self._lock:
            last = self._last.get(session)
            if last is None:
                unfinished = (self._root / "incoming").glob("*.mcap")
                registered = read_takes(self._root, self._root / "sessions" / session)
                last = len(registered) + len(list(unfinished))
            self._last[session] = last + 1
            return last + 1
