"""The one running engine of a window: opened and closed without ever waiting for a driver."""

from __future__ import annotations

import threading
from collections.abc import Callable

from liveness.capture.control_board import Controllable
from liveness.capture.engine import LiveEngine
from liveness.capture.frame import Source
from liveness.capture.sources import open_source
from liveness.datasets.errors import LivenessError

OpenSource = Callable[[str], Source]


AGAIN_S = 3.0
"""How long a source that is opened again waits for its own closing, seconds."""


def open_paced(spec: str) -> Source:
    """Return a source that plays at its own pace, as a camera does."""
    return open_source(spec, paced=True)


class EngineSlot:
    """Holds the engine of the source that is watched; knows no Qt.

    Parameters
    ----------
    opener
        Makes a source of a specification.
    engine
        Makes an engine of a source.
    preroll
        Whether each take gets what was before it.
    """

    def __init__(
        self,
        opener: OpenSource = open_paced,
        engine: Callable[[Source], LiveEngine] = LiveEngine,
        *,
        preroll: bool = True,
    ) -> None:
        self._preroll = preroll
        self._opener, self._make = opener, engine
        self._engine: LiveEngine | None = None
        self._closers: list[threading.Thread] = []
        self.spec = ""
        """What runs, or ran last."""
        self.source: Source | None = None
        """What the engine was made of, or will be."""
        self.prepared: Callable[[str, Source], None] = lambda spec, source: None
        """Called with each source before it is opened."""

    @property
    def engine(self) -> LiveEngine | None:
        """The engine, or ``None`` while nothing is watched."""
        return self._engine

    def prepare(self, spec: str) -> Source:
        """Return the source of a specification; in a thread, for it may load a whole room.

        Raises
        ------
        LivenessError
            When the specification names no source.
        """
        if spec.partition("?")[0] == self.spec.partition("?")[0]:
            self.wait_closed(AGAIN_S)  # a driver gives a camera to one at a time
        source = self._opener(spec)
        if isinstance(source, Controllable):
            source.identify()
        return source

    def enter(self, spec: str, source: Source) -> LiveEngine:
        """Close what runs and begin to open a prepared source; returns at once."""
        self.close()
        self.spec, self.source = spec, source
        self.prepared(spec, source)
        engine = self._make(source)
        if not self._preroll:
            engine.preroll.seconds = 0.0
        self._engine = engine.__enter__()
        return self._engine

    def open(self, spec: str) -> LiveEngine:
        """Prepare a source and enter it."""
        self.close()
        return self.enter(spec, self.prepare(spec))

    def close(self) -> None:
        """Close what runs in a thread of its own: a driver may take seconds."""
        engine, self._engine, self.source = self._engine, None, None
        if engine is None:
            return
        closer = threading.Thread(
            target=engine.__exit__, args=(None, None, None), name="close-source", daemon=True
        )
        closer.start()
        self._closers = [thread for thread in self._closers if thread.is_alive()]
        self._closers.append(closer)

    def wait_closed(self, limit_s: float = 8.0) -> bool:
        """Wait for everything that is being closed; return whether all of it is."""
        closers = list(self._closers)
        for thread in closers:
            thread.join(limit_s)
        return not any(thread.is_alive() for thread in closers)

    def failure(self) -> LivenessError | None:
        """Return why the engine stopped by itself, or ``None``."""
        return None if self._engine is None else self._engine.error
