"""A short benchmark before a session: says whether this computer keeps up, and what helps."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from liveness.capture.analysis import Snapshot
from liveness.capture.camera_settings import CameraSettings
from liveness.capture.speed import SpeedReport, measure_speed, scratch_of
from liveness.datasets.errors import LivenessError
from liveness.widgets import wording
from liveness.widgets.message_bar import Message
from liveness.widgets.theme import State

from .gates import NEEDED_FPS

if TYPE_CHECKING:
    from .activities import Activity
    from .main_window import MainWindow


class SpeedDesk(QObject):
    """A tool of the window: measures at the size and rate of the camera that runs.

    Parameters
    ----------
    window
        The window.
    measure
        Measures; for tests.
    """

    def __init__(
        self, window: MainWindow, *, measure: Callable[..., SpeedReport] = measure_speed
    ) -> None:
        super().__init__(window)
        self._window, self._measure = window, measure
        self._stop: threading.Event | None = None
        self._activity: Activity | None = None
        self._then = ""

    @property
    def handlers(self) -> Mapping[str, Callable[..., object]]:
        """One action."""
        return {"source.speed": self.start}

    @property
    def running(self) -> bool:
        """Whether it measures."""
        return self._stop is not None

    def start(self) -> None:
        """Measure in a thread; a source that runs is closed meanwhile, and opened again."""
        window = self._window
        if self._stop is not None or window.takes.busy:
            return
        what = self._wanted()
        self._then = window.slot.spec if window.slot.engine is not None else ""
        window.sources.stop()
        self._stop = threading.Event()
        self._activity = window.activities.begin(
            self.tr("Measuring whether this computer keeps up\u2026"), self._stop.set
        )
        root = window.takes.root
        folder = scratch_of(None if root is None else root.path)
        work = partial(self._measure, folder, needed_fps=NEEDED_FPS, stop=self._stop, **what)
        window.background.run(work, self._on_measured, self._on_refused)

    def _wanted(self) -> dict[str, object]:
        """Return size, rate and coding of the camera that runs, else of the usual one."""
        engine = self._window.slot.engine
        info = engine.info if engine is not None else None
        usual = CameraSettings()
        if info is None:
            width, height, fps, jpeg = usual.width, usual.height, usual.fps, True
        else:
            width, height = info.width, info.height
            fps = info.fps or usual.fps
            jpeg = info.got.get("passthrough") is True
        return {
            "width": max(width or 0, 160),
            "height": max(height or 0, 120),
            "fps": fps,
            "jpeg": jpeg,
            "codec": self._window.settings.codec,
        }

    def _end(self) -> None:
        self._stop = None
        if self._activity is not None:
            self._activity.end()
            self._activity = None
        if self._then:
            self._window.sources.start(self._then)
            self._then = ""

    def _on_measured(self, report: SpeedReport) -> None:
        self._end()
        rates = self.tr(
            "{w} x {h}: {written:.0f} of {fps:.0f} frames per second written, "
            "{analysed:.0f} analysed at the same time"
        ).format(
            w=report.width,
            h=report.height,
            written=report.written_fps,
            fps=report.fps,
            analysed=report.analysed_fps,
        )
        if report.keeps_up:
            what, state, remedy = self.tr("This computer keeps up"), State.BONA_FIDE, ""
        else:
            what, state = self.tr("This computer does not keep up"), State.WARNING
            remedy = " ".join(wording.sentence(wording.said(text)) for text in report.advice)
        self._window.view.messages.show_message(Message(what, rates, remedy, state=state))

    def _on_refused(self, error: LivenessError) -> None:
        cancelled = self._stop is not None and self._stop.is_set()
        self._end()
        if not cancelled:
            self._window.show_error(error)

    def tick(self, snapshot: Snapshot | None) -> None:
        """Nothing: the thread tells."""

    def close(self) -> None:
        """Break it off."""
        self._then = ""
        if self._stop is not None:
            self._stop.set()
