"""Frames to the journal: encoded in a small pool, written in order by one thread.

What the take's privacy mode leaves out is cut off here, before the journal.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

import numpy as np
from numpy.typing import NDArray

from liveness.datasets.durable import remove_file
from liveness.datasets.errors import LivenessError, RecordingError
from liveness.datasets.journal import JournalWriter, Sync
from liveness.datasets.privacy import private_evidence
from liveness.datasets.records import AnalysisRecord, Crop, EventRecord, TakeEnd
from liveness.datasets.records_extra import AudioRecord, pack_audio
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeHeader

from .face import Face
from .frame import Frame
from .journal_thread import JournalThread, Pending
from .privacy_gate import Decided, PrivacyGate
from .recording import (
    Analysed,
    FrameWatch,
    RecorderStatus,
    choose_codec,
    crop_of,
    encoded,
    kept_header,
    kept_of,
    planes_of,
)
from .reduction import MapThinner

_STOP_LIMIT_S = 120.0


class Recorder:
    """Records one take; a context manager that starts and ends its threads.

    Frames come from one thread, in order; analyses and events from any.

    Parameters
    ----------
    root
        Where the journal goes; its reserve of disk space is kept free.
    header
        The take's header; its consent is checked before by the caller.
    zero_ns
        Reading of the capture clock at the take's time zero, nanoseconds.
    queue_frames
        Frames that may wait; 60 are 2 s at 30 fps and 170 MB at 720p.
    workers
        Threads that encode.
    on_failure
        Called once, from the thread that notices, when the recording stops by itself.
    sync
        When data are forced to the disk, as ``JournalWriter`` has it.

    Raises
    ------
    StorageError
        On entering: ``E-DSK-01`` when the disk is nearly full, ``E-DSK-02`` when it is
        read-only.
    """

    def __init__(
        self,
        root: DatasetRoot,
        header: TakeHeader,
        *,
        zero_ns: int,
        queue_frames: int = 60,
        workers: int = 2,
        on_failure: Callable[[LivenessError], None] | None = None,
        sync: Sync = "auto",
    ) -> None:
        self._root = root
        self._header = kept_header(header, zero_ns)
        self._zero_ns = zero_ns
        self._limit = queue_frames
        self._workers = workers
        self._on_failure = on_failure
        self._sync: Sync = sync
        self._thread = JournalThread(root.check_space, self._fail)
        self._changed = self._thread.changed
        self._submitted = 0
        self._watch = FrameWatch()
        self._gate: PrivacyGate | None = None
        if self._header.privacy == "face":
            self._gate = PrivacyGate(queue_frames, self._header.face_margin)
        self._failed: LivenessError | None = None
        self._thinner = MapThinner()
        self._noted: set[str] = set()
        self._journal: JournalWriter | None = None
        self._pool: ThreadPoolExecutor | None = None

    @property
    def path(self) -> Path:
        """Where the journal stands."""
        return self._root.journal_path(self._header.id)

    @property
    def header(self) -> TakeHeader:
        """The header as it is recorded, with the time zero."""
        return self._header

    @property
    def status(self) -> RecorderStatus:
        """Where the recording stands now."""
        with self._changed:
            journal = self._journal
            return RecorderStatus(
                self._submitted,
                journal.frames if journal else 0,
                journal.size if journal else 0,
                (self._thread.last_ns - self._thread.first_ns) / 1e9,
                self._thread.waiting + (len(self._gate) if self._gate else 0),
                self._watch.dropped,
                journal.sync_mode if journal else "frame",
                self._failed,
            )

    def submit(self, frame: Frame, *, block: bool = False) -> None:
        """Hand over a frame; returns at once.

        Parameters
        ----------
        frame
            The next frame of the source.
        block
            Wait while the queue is full: for a source that is no camera.

        Raises
        ------
        RecordingError
            ``E-REC-01``, when the queue is full: the take ends as incomplete, with every
            frame that was handed over before.
        LivenessError
            What stopped the recording earlier, for instance a full disk.
        """
        with self._changed:
            if block:
                self._changed.wait_for(self._has_room)
            self._check()
            full = self._thread.waiting >= self._limit
            if not full:
                self._take_in(frame)
        if full:
            error = RecordingError(
                "E-REC-01",
                "the computer or the disk is too slow to record every frame",
                f"{self._limit} frames wait",
                "choose the codec jpeg, a lower resolution, or a faster disk",
            )
            self._fail(error)
            raise error

    def submit_analysis(self, snapshot: Analysed) -> None:
        """Hand over what the analysis says of a frame that was submitted.

        Analyses of frames from before the take, and those after its end, are left out.
        Maps are reduced to at most 64 by 64, at most one per signal in 0.45 s.
        """
        frame, face = snapshot.frame, snapshot.face
        with self._changed:
            first = self._watch.first_index
            if first is None or frame.index < first:
                return
        crop = crop_of(frame, face, self._header)
        evidence = private_evidence(snapshot.evidence, self._header.privacy, crop)
        record = AnalysisRecord(
            frame.index,
            None if face is None else face.landmarks,
            None if face is None else (face.yaw_deg, face.pitch_deg, face.roll_deg),
            self._thinner.thin(evidence, frame.time_ns),
            snapshot.fused,
            dict(snapshot.quality),
        )
        with self._changed:
            if self._failed is None and not self._thread.ending:
                if self._gate is not None:
                    self._enqueue_all(self._gate.analysed(frame, face))
                self._thread.put(record)

    def submit_preroll(
        self, frames: Iterable[Frame], faces: Mapping[int, Face | None] | None = None
    ) -> None:
        """Hand over frames from before the take's time zero, before its first frame.

        Waits while the queue is full.

        Parameters
        ----------
        frames
            In order; those that are not before the time zero are left out.
        faces
            The face by index of the frame, as far as it is known: privacy mode ``face`` keeps
            nothing of the others.

        Raises
        ------
        RecordingError
            ``E-REC-10``, when the take has begun; ``E-REC-04``, when it has ended.
        """
        with self._changed:
            self._check()
            if self._submitted:
                raise RecordingError("E-REC-10", "the pre-roll comes first", "", "report this")
            for frame in frames:
                self._changed.wait_for(self._has_room)
                if frame.time_ns < self._zero_ns:
                    face = (faces or {}).get(frame.index)
                    self._enqueue(frame, crop_of(frame, face, self._header), preroll=True)

    def submit_audio(
        self, samples: NDArray[np.int16], *, rate_hz: int, position: int, time_ns: int
    ) -> None:
        """Hand over a block of sound: a voice is a person.

        Only privacy mode ``full`` keeps it, and only where the consent has the scope ``audio``.

        Parameters
        ----------
        samples
            Shape ``(n, channels)``, int16.
        rate_hz
            Nominal rate, samples per second.
        position
            Number of the first sample since the microphone was opened.
        time_ns
            Monotonic clock at the first sample, nanoseconds.
        """
        record = AudioRecord(time_ns - self._zero_ns, position, rate_hz, samples)
        pack_audio(record)  # what is no sound is the caller's fault, not the journal's
        with self._changed:
            if self._failed is not None or self._thread.ending:
                return
            if self._header.privacy != "full":
                self._note_once("privacy", "the sound is not kept")
            elif not self._header.consent.allows("audio"):
                self._note_once(
                    "consent", "the sound is not kept: the consent is without audio"
                )
            else:
                self._thread.put(record)

    def event(self, kind: str, text: str, *, time_ns: int | None = None) -> None:
        """Note something that happened, now or at ``time_ns`` of the capture clock."""
        with self._changed:
            self._note(kind, text, time_ns)

    def stop(
        self,
        status: Literal["complete", "incomplete"] = "complete",
        reason: str = "",
        *,
        aborted: bool = False,
    ) -> Path:
        """Write all that waits and the end, and return the journal; twice is once.

        A recording that stopped by itself ends as incomplete, with its reason. It never
        raises for a disk: ``status`` says what failed. ``aborted`` says that the operator
        broke it off.
        """
        with self._changed:
            if self._gate is not None and self._failed is None and not self._thread.ending:
                self._enqueue_all(self._gate.flush())
            self._thread.end()
        if not self._thread.join(_STOP_LIMIT_S):
            raise RecordingError(
                "E-REC-03",
                "the disk does not answer",
                f"no end after {_STOP_LIMIT_S:.0f} s",
                "check the disk; recover the dataset afterwards",
            )
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None
        if self._journal is not None:
            if self._failed is not None:
                status, reason = "incomplete", str(self._failed)
            dropped = self._watch.dropped
            end = TakeEnd(status=status, reason=reason, dropped=dropped, aborted=aborted)
            try:
                self._journal.close(end)
            except LivenessError as error:
                self._fail(error)
        return self.path

    def discard(self) -> None:
        """Stop and delete the journal: the take is unwanted (raises when the disk refuses)."""
        remove_file(self.stop("incomplete", "discarded"))

    def __enter__(self) -> Self:
        """Create the journal and start the threads."""
        self._root.check_space()
        self._journal = JournalWriter(self.path, self._header, sync=self._sync)
        self._pool = ThreadPoolExecutor(self._workers, "encode")
        self._thread.start(self._journal)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop; after an error the take is incomplete."""
        if kind is None:
            self.stop()
        else:
            self.stop("incomplete", f"{kind.__name__}: {error}"[:500])

    def _has_room(self) -> bool:
        thread = self._thread
        return thread.waiting < self._limit or self._failed is not None or thread.ending

    def _check(self) -> None:
        if self._failed is not None:
            raise self._failed
        if self._pool is None or self._thread.ending:
            raise RecordingError("E-REC-04", "the recording has ended", "", "start a new take")

    def _take_in(self, frame: Frame) -> None:
        self._submitted += 1
        for kind, text in self._watch.see(frame, choose_codec(self._header.codec, frame)):
            self._note(kind, text, frame.time_ns)
        if self._gate is None:
            self._enqueue(frame, None)
            return
        late = self._gate.frame(frame)
        self._enqueue_all(late)
        if late:
            self._note_once("privacy", "the analysis is slow: frames go without pixels")

    def _enqueue_all(self, decided: Iterable[Decided]) -> None:
        for item in decided:
            self._enqueue(item.frame, item.crop)

    def _enqueue(self, frame: Frame, crop: Crop | None, *, preroll: bool = False) -> None:
        """Send on what the privacy mode keeps of a frame, and nothing else."""
        record, image = kept_of(frame, crop, self._header)
        future = None
        if image is not None and self._pool is not None:
            future = self._pool.submit(encoded, image, record.codec)
        self._thread.put(Pending(record, future, preroll))
        if not preroll and (frame.depth_mm is not None or frame.infrared is not None):
            self._enqueue_planes(frame, crop)

    def _enqueue_planes(self, frame: Frame, crop: Crop | None) -> None:
        try:
            planes = planes_of(frame, self._header.privacy, crop)
        except ValueError as error:
            self._note_once("plane", f"not kept: {error}")
            return
        for plane in planes:
            self._thread.put(plane)

    def _note(self, kind: str, text: str, time_ns: int | None = None) -> None:
        if self._failed is not None or self._thread.ending:
            return
        if time_ns is None:
            monotonic = self._header.capture.clock == "monotonic"
            last = self._watch.last
            latest = last.time_ns if last is not None else self._zero_ns
            time_ns = time.monotonic_ns() if monotonic else latest
        self._thread.put(EventRecord(time_ns - self._zero_ns, kind, text))

    def _note_once(self, kind: str, text: str) -> None:
        if text not in self._noted:
            self._noted.add(text)
            self._note(kind, text)

    def _fail(self, error: LivenessError) -> None:
        with self._changed:
            if self._failed is not None:
                return
            self._failed = error
            if not isinstance(error, RecordingError) or error.code != "E-REC-01":
                # nothing more can be written; a full queue still can
                self._thread.clear()
            self._changed.notify_all()
        if self._on_failure is not None:
            with contextlib.suppress(Exception):
                self._on_failure(error)


__all__ = ["Analysed", "Recorder", "RecorderStatus"]
