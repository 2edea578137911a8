"""A take that is being recorded from a live source."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from liveness.datasets.errors import LivenessError, RecordingError, SourceError
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeHeader

from .face import Face
from .frame import Frame
from .plugins import one_line
from .recorder import Analysed, Recorder, RecorderStatus
from .soundtrack import Listening, SoundTrack

BACKLOG_FRAMES = 90
"""Frames kept while the journal is being created: 3 s at 30 fps."""

ANALYSIS_LIMIT_S = 1.0
"""How long the end of a take waits for the analysis of its last frame."""

OPEN_LIMIT_S = 10.0
"""How long the end of a take waits for a journal that is still being created."""


Ending = Literal["complete", "incomplete", "aborted"]
"""How a take ends: as asked, by a fault, or broken off by the operator."""


@dataclass(frozen=True, slots=True)
class TakeResult:
    """How a live take ended.

    Parameters
    ----------
    take_id
        Its id.
    journal
        The journal, or ``None`` when nothing was recorded.
    status
        ``complete`` or ``incomplete``.
    error
        Why it ended by itself.
    """

    take_id: str
    journal: Path | None
    status: Literal["complete", "incomplete"]
    error: LivenessError | None = None


class LiveTake:
    """Hand frames and analyses of a live source to a recorder that opens by itself.

    The next frame is the take's zero. Its journal is created in a thread of its own, for
    neither the reader (frames would be lost) nor the caller (a window) may wait for a disk.

    Parameters
    ----------
    root
        Where the take is recorded.
    header
        Everything known of the take; the time zero is filled in.
    preroll
        Frames from before the take and the face in each, as far as it is known; asked once,
        in a thread, after the take's first frame came.
    microphone
        An open one, where the take is to have a sound track.
    """

    def __init__(
        self,
        root: DatasetRoot,
        header: TakeHeader,
        *,
        preroll: Iterable[tuple[Frame, Face | None]] = (),
        microphone: Listening | None = None,
    ) -> None:
        self._sound = None if microphone is None else SoundTrack(microphone, header)
        sound = None if self._sound is None else self._sound.info
        self.header = header if sound is None else header.model_copy(update={"sound": sound})
        self._root = root
        self._preroll = preroll
        self._lock = threading.Condition()
        self._backlog: deque[Frame | Analysed] = deque()
        self._held = 0
        self._recorder: Recorder | None = None
        self._opener: threading.Thread | None = None
        self._failed: LivenessError | None = None
        self._closing = False
        self._open = False
        self._first_index: int | None = None
        self._last_index = -1
        self._last_ns = 0
        self._analysed_index = -1

    @property
    def failed(self) -> LivenessError | None:
        """Why the recording cannot go on."""
        with self._lock:
            return self._failed

    @property
    def status(self) -> RecorderStatus:
        """Where the recording stands."""
        with self._lock:
            if self._recorder is None or not self._open:
                waiting = self._held
                return RecorderStatus(waiting, 0, 0, 0.0, waiting, 0, "frame", self._failed)
            return self._recorder.status

    def submit(self, frame: Frame) -> None:
        """Take in the next frame; never raises and never waits, it runs in the reader."""
        with self._lock:
            if self._closing or self._failed is not None:
                return
            if self._first_index is None:
                self._first_index = frame.index
                self._opener = threading.Thread(
                    target=self._open_recorder, args=(frame.time_ns,), name="take", daemon=True
                )
                self._opener.start()
                if self._sound is not None:
                    self._sound.begin(frame.time_ns)
            self._last_index, self._last_ns = frame.index, frame.time_ns
            if self._sound is not None:
                self._sound.frame(frame.time_ns)
            if not self._open:
                self._hold(frame)
                return
            self._record(frame, block=False)

    def submit_analysis(self, snapshot: Analysed) -> None:
        """Take in what the analysis says; frames from before the take are left out."""
        index = snapshot.frame.index
        with self._lock:
            if self._first_index is None or not self._first_index <= index:
                return
            self._analysed_index = index
            if index <= self._last_index and self._failed is None:
                if self._recorder is None or not self._open:
                    self._backlog.append(snapshot)
                else:
                    self._recorder.submit_analysis(snapshot)
            self._lock.notify_all()

    def note(self, kind: str, text: str) -> None:
        """Note something that happened; left out while the journal is being created."""
        with self._lock:
            if self._recorder is not None and self._open and self._failed is None:
                self._recorder.event(kind, text)

    def cut_short(self, what: str, remedy: str) -> SourceError:
        """Return the error of a take that its source ended."""
        kept = f"{self.status.frames_submitted} frames are kept"
        return SourceError("E-CAM-05", what, kept, remedy)

    def finish(self, status: Ending = "complete", reason: str = "") -> TakeResult:
        """End the take: every frame handed over is written, and the last analysis is in.

        Waits for the disk; a window calls it from a thread. ``aborted`` says that the operator
        broke the take off; what is there is kept as incomplete.
        """
        aborted = status == "aborted"
        with self._lock:
            self._closing = True
            opener = self._opener
        if opener is not None:
            opener.join(OPEN_LIMIT_S)
        if self._sound is not None:
            self._sound.finish(self._last_ns)
        with self._lock:
            recorder = self._recorder if self._open else None
            if recorder is not None and self._failed is None:
                self._lock.wait_for(
                    lambda: self._analysed_index >= self._last_index, ANALYSIS_LIMIT_S
                )
            error = self._failed
        if recorder is None:
            error = error or RecordingError(
                "E-REC-02", "nothing was recorded", "no frame came", "check the source"
            )
            return TakeResult(self.header.id, None, "incomplete", error)
        try:
            ended: Literal["complete", "incomplete"] = "incomplete"
            if error is None and status == "complete":
                ended = "complete"
            journal = recorder.stop(ended, reason, aborted=aborted)
        except LivenessError as failure:  # the disk hangs: what is there can be recovered
            return TakeResult(self.header.id, recorder.path, "incomplete", failure)
        error = error or recorder.status.failed
        return TakeResult(
            self.header.id, journal, ended if error is None else "incomplete", error
        )

    def _hold(self, frame: Frame) -> None:
        if self._held >= BACKLOG_FRAMES:
            self._failed = RecordingError(
                "E-REC-01",
                "the disk is too slow to begin a recording",
                f"{BACKLOG_FRAMES} frames wait",
                "choose a faster disk",
            )
            return
        self._backlog.append(frame)
        self._held += 1

    def _record(self, frame: Frame, *, block: bool) -> None:
        assert self._recorder is not None
        try:
            self._recorder.submit(frame, block=block)
        except LivenessError as error:
            self._failed = self._failed or error

    def _open_recorder(self, zero_ns: int) -> None:
        try:
            recorder = Recorder(self._root, self.header, zero_ns=zero_ns, on_failure=self._fail)
            recorder.__enter__()
            for frame, face in self._preroll:  # one by one: it may be decoded on the way
                recorder.submit_preroll((frame,), {frame.index: face})
        except LivenessError as error:
            self._fail(error)
            return
        except Exception as error:  # a thread that dies in silence would look like recording
            self._fail(
                RecordingError(
                    "E-REC-05", "the recorder failed", one_line(error), "report this"
                )
            )
            return
        self._recorder = recorder
        if self._sound is not None:
            self._sound.record_to(recorder)
        while True:
            with self._lock:
                if not self._backlog or self._failed is not None:
                    self._open = True
                    self._backlog.clear()
                    self._held = 0
                    return
                item = self._backlog.popleft()
                self._held -= isinstance(item, Frame)
            # outside the lock: it may wait for the encoders, and the reader must not
            if isinstance(item, Frame):
                self._record(item, block=True)
            else:
                recorder.submit_analysis(item)

    def _fail(self, error: LivenessError) -> None:
        with self._lock:
            self._failed = self._failed or error
            self._lock.notify_all()
