"""Saves the settings as they change: a crash or a power cut forgets nothing that was chosen."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from liveness.capture.analysis import Snapshot

from . import settings as settings_file
from .settings import Settings

if TYPE_CHECKING:
    from .main_window import MainWindow

LOOK_S = 1.0
"""Time between two looks, seconds; a look takes some 0.05 ms."""


class SettingsKeeper:
    """A tool of the window without actions.

    Parameters
    ----------
    window
        Whose settings are kept.
    """

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._settings: Settings = window.settings
        self._saved = self._settings.model_copy(deep=True)
        self._next = 0.0
        self._writing = False
        self._lock = threading.Lock()

    @property
    def handlers(self) -> Mapping[str, Callable[..., object]]:
        """None: it only looks."""
        return {}

    def tick(self, _: Snapshot | None) -> None:
        """Save in a thread what has changed since the last time."""
        path: Path | None = self._window.settings_path
        now = time.monotonic()
        if path is None or self._writing or now < self._next:
            return
        self._next = now + LOOK_S
        if self._settings == self._saved:
            return
        self._saved = self._settings.model_copy(deep=True)
        self._writing = True
        saved = self._saved

        def write() -> None:
            with self._lock:
                if self._saved is saved:
                    settings_file.save(saved, path)

        self._window.background.run(write, self._done)

    def _done(self, _: None) -> None:
        self._writing = False

    def close(self) -> None:
        """Write the last state, after whatever is written now."""
        path: Path | None = self._window.settings_path
        with self._lock:
            self._saved = self._settings
            if path is not None:
                settings_file.save(self._settings, path)
