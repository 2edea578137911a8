"""Fills the health strip twice a second."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject

from liveness.capture.engine import LiveEngine
from liveness.datasets.errors import LivenessError
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import CaptureInfo, CodecChoice
from liveness.widgets import wording
from liveness.widgets.health_strip import HealthReading

from .collect_view import CollectView
from .gates import slow_computer
from .session_controller import SessionController
from .settings import Settings

EVERY_S = 0.5
DISK_EVERY_S = 2.0

BYTES_PER_PIXEL: dict[CodecChoice, float] = {"auto": 1.3, "lossless": 1.3, "jpeg": 0.45}
"""What a pixel takes on the disk until a take was measured; on the safe side."""

MEASURED_S = 2.0
"""A take shorter than this says nothing of the write rate, seconds."""


class HealthDesk(QObject):
    """Gathers what the health strip shows; asks the disk rarely."""

    def __init__(
        self, view: CollectView, settings: Settings, *, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._view, self._settings = view, settings
        self._engine: LiveEngine | None = None
        self._root: DatasetRoot | None = None
        self._next = self._next_disk = 0.0
        self._free: int | None = None

    @property
    def disk_s(self) -> float | None:
        """Time that the disk still holds, seconds, the reserve left; ``None`` if unknown."""
        rate, _ = self._write_rate()
        return None if self._free is None or not rate else self._free / rate

    def set_engine(self, engine: LiveEngine | None) -> None:
        """Read another engine's health."""
        self._engine = engine
        self._next = 0.0

    def set_root(self, root: DatasetRoot | None) -> None:
        """Look at another disk."""
        self._root = root
        self._next = self._next_disk = 0.0

    def tick(self, shown_fps: float | None, controller: SessionController) -> None:
        """Show what is known, when it is time to."""
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + EVERY_S
        recording = controller.phase in ("recording", "finishing")
        status = controller.status if recording else None
        if status is not None and status.seconds >= MEASURED_S:
            self._settings.bytes_per_second = status.bytes_on_disk / status.seconds
        self._look_at_disk(now)
        _, measured = self._write_rate()
        health = self._engine.health() if self._engine is not None else None
        running = health is not None and health.frames_read > 0
        self._view.health.set_reading(
            HealthReading(
                health.capture_fps if health and running else None,
                health.analysis_fps if health and running else None,
                shown_fps,
                health.latency_ms if health else None,
                health.dropped if health else 0,
                None if status is None else status.frames_on_disk,
                None if status is None else status.frames_submitted,
                self.disk_s,
                measured,
                wording.sentence(slow_computer(health)) if health and running else "",
            )
        )

    def _look_at_disk(self, now: float) -> None:
        if self._root is None or now < self._next_disk:
            return
        self._next_disk = now + DISK_EVERY_S
        try:
            self._free = max(0, self._root.free_bytes() - self._root.reserve_bytes)
        except LivenessError:
            self._free = 0

    def _write_rate(self) -> tuple[float, bool]:
        """Return bytes per second, and whether they were measured."""
        if self._settings.bytes_per_second > 0:
            return self._settings.bytes_per_second, True
        info = self._engine.info if self._engine is not None else None
        return estimate_rate(info, self._settings.codec), False


def estimate_rate(info: CaptureInfo | None, codec: CodecChoice) -> float:
    """Return the write rate to expect of a source, bytes per second; 0 without a source."""
    if info is None:
        return 0.0
    return info.width * info.height * (info.fps or 30.0) * BYTES_PER_PIXEL[codec]
