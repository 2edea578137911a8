"""Hears of cameras that are plugged in or out, through QtMultimedia, and lists them anew."""

from __future__ import annotations

import importlib
import logging
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QLoggingCategory, QObject, QTimer

from liveness.capture.analysis import Snapshot
from liveness.capture.devices import VIRTUAL
from liveness.capture.sources import SourceDescription
from liveness.datasets.errors import LivenessError

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from .background import Background
    from .main_window import MainWindow
    from .source_desk import SourceDesk

log = logging.getLogger(__name__)

FIRST_MS = 1500
"""QtMultimedia is loaded once the window stands, for it takes a while."""

SETTLE_MS = 300
"""A device node gets its rights a moment after it is there."""


class Watcher(Protocol):
    """What is used of ``QMediaDevices``."""

    @property
    def videoInputsChanged(self) -> SignalInstance:  # noqa: N802
        """A camera came or went."""

    def videoInputs(self) -> list[object]:  # noqa: N802
        """The cameras that there are."""


def _load() -> None:
    """Load QtMultimedia in a thread, so that the window need not."""
    # which of its libraries it found is nothing for the user's terminal
    QLoggingCategory.setFilterRules("qt.multimedia.*=false")
    importlib.import_module("PySide6.QtMultimedia")


def media_devices() -> Watcher:
    """Return the system's own list of cameras; to be made in the window's thread."""
    from PySide6.QtMultimedia import QMediaDevices

    made: Watcher = QMediaDevices()  # type: ignore[assignment]
    return made


class HotPlug(QObject):
    """Has the sources listed anew when a camera is plugged in or out.

    Parameters
    ----------
    sources
        Lists them.
    background
        Loads QtMultimedia.
    make
        Makes the watcher; for tests.
    """

    def __init__(
        self,
        sources: SourceDesk,
        background: Background,
        *,
        make: Callable[[], Watcher] = media_devices,
        first_ms: int = FIRST_MS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._sources, self._background, self._make = sources, background, make
        self._watcher: Watcher | None = None
        self._first, self._settle = QTimer(self), QTimer(self)
        for timer, wait_ms in ((self._first, first_ms), (self._settle, SETTLE_MS)):
            timer.setSingleShot(True)
            timer.setInterval(wait_ms)
        self._first.timeout.connect(self._begin)
        self._settle.timeout.connect(sources.refresh)
        self._first.start()

    @property
    def handlers(self) -> Mapping[str, Callable[..., object]]:
        """No actions: it works by itself."""
        return {}

    def tick(self, snapshot: Snapshot | None) -> None:
        """Nothing: the system tells."""

    def close(self) -> None:
        """Listen no longer."""
        self._first.stop()
        self._settle.stop()
        if self._watcher is not None:
            self._watcher.videoInputsChanged.disconnect(self._settle.start)
            self._watcher = None

    def _begin(self) -> None:
        self._background.run(_load, self._on_loaded, self._on_failed)

    def _on_loaded(self, _: None) -> None:
        self._watcher = self._make()
        self._watcher.videoInputsChanged.connect(self._settle.start)
        if sys.platform != "linux":  # where the kernel's own list says more
            self._sources.named = self.named
            self._sources.refresh()

    def _on_failed(self, error: LivenessError) -> None:
        log.info("cameras are only looked for when asked: %s", error)

    def named(self) -> list[SourceDescription]:
        """Return the cameras by the names that QtMultimedia has, in the system's order."""
        inputs = self._watcher.videoInputs() if self._watcher is not None else []
        return [
            SourceDescription(
                f"camera:{number}",
                device.description(),  # type: ignore[attr-defined]
                "camera",
                True,
                id=bytes(device.id().data()).decode("utf-8", "replace"),  # type: ignore[attr-defined]
                virtual=VIRTUAL.search(device.description()) is not None,  # type: ignore[attr-defined]
            )
            for number, device in enumerate(inputs)
        ]


def make_hot_plug(window: MainWindow) -> HotPlug:
    """Return the tool of a window."""
    return HotPlug(window.sources, window.background, parent=window)
