"""Feeds a calibration with every picture of a source, in a thread of its own. No Qt."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from liveness.capture.calibration.task import Progress, Seen, Task
from liveness.capture.face import Face
from liveness.capture.frame import Frame, LatestFrame

log = logging.getLogger(__name__)

JOIN_S = 2.0


@dataclass(frozen=True, slots=True, eq=False)
class Looked:
    """What came of the newest picture."""

    frame: Frame
    seen: Seen
    progress: Progress


class CalibrationWorker:
    """Hands frames to a task as they come, until it is enough or is stopped.

    Parameters
    ----------
    task
        Used by this thread alone until `stop` returned.
    frames
        Where pictures come from.
    face
        Returns the newest face, for tasks that look at eyes.
    """

    def __init__(
        self, task: Task[Any], frames: LatestFrame, face: Callable[[], Face | None]
    ) -> None:
        self.task = task
        self._frames, self._face = frames, face
        self._stop = threading.Event()
        self._newest: Looked | None = None
        self._enough = False
        self.error: Exception | None = None
        """What went wrong inside, if anything did."""
        self._thread = threading.Thread(target=self._run, name="calibrate", daemon=True)
        self._thread.start()

    @property
    def newest(self) -> Looked | None:
        """What came of the newest picture; ``None`` before the first."""
        return self._newest

    @property
    def enough(self) -> bool:
        """Whether the task has all that it asked for."""
        return self._enough

    def cancel(self) -> None:
        """Ask it to end, and wait for nothing."""
        self._stop.set()
        self._frames.wake()

    def stop(self) -> None:
        """End after the picture in work."""
        self.cancel()
        self._thread.join(JOIN_S)

    def _run(self) -> None:
        seen = self._frames.peek()[0]
        try:
            while not self._stop.is_set():
                seen, frame = self._frames.take(seen, 0.2, self._stop.is_set)
                if frame is None:
                    continue
                found = self.task.add(frame, self._face())
                progress = self.task.progress()
                self._newest = Looked(frame, found, progress)
                if progress.ready and progress.done >= progress.of:
                    self._enough = True
                    return
        except Exception as error:  # shown to the person
            log.exception("the calibration ended")
            self.error = error
