"""The state machine of recording in the window: countdown, take, finalising, retake. No Qt."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal, Protocol

from liveness.capture.analysis import Analyser
from liveness.capture.audio import Cue
from liveness.capture.livetake import Ending, TakeResult
from liveness.capture.recording import RecorderStatus
from liveness.datasets.errors import LivenessError, RecordingError
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import CaptureInfo, TakeHeader, TakeRecord

from .taking import TakeRequest

COUNTDOWN_S = 3.0

Phase = Literal["idle", "countdown", "recording", "finishing", "failed"]


class Engine(Protocol):
    """What the controller needs of `liveness.capture.engine.LiveEngine`."""

    @property
    def info(self) -> CaptureInfo | None:
        """What the source is."""

    @property
    def analyser(self) -> Analyser | None:
        """Versions and units for the header."""

    @property
    def recording(self) -> RecorderStatus | None:
        """Where the recording stands."""

    @property
    def finished(self) -> TakeResult | None:
        """How the last take ended."""

    def start_recording(self, root: DatasetRoot, header: TakeHeader) -> None:
        """Record from the next frame on."""

    def stop_recording(self, status: Ending = "complete", reason: str = "") -> Path:
        """End the take; waits for the disk."""


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that the window tells its user.

    Parameters
    ----------
    kind
        ``started``, ``finalising``, ``take`` (with ``record``), ``failed`` (with ``error``),
        ``cancelled``.
    record
        The registered take.
    superseded
        Id of the take that this one replaces.
    error
        What went wrong.
    """

    kind: Literal["started", "finalising", "take", "failed", "cancelled"]
    record: TakeRecord | None = None
    superseded: str | None = None
    error: LivenessError | None = None


@dataclass(slots=True)
class _Job:
    """One take from the press of the button to its row in the table."""

    root: DatasetRoot
    engine: Engine
    request: Future[TakeRequest]
    zero: float
    seconds: float
    replaces: str | None
    told: int = 99
    began: float = 0.0
    counts: bool = False
    """Whether a frame has come."""


def _prepare(request: Callable[[], TakeRequest], engine: Engine) -> TakeRequest:
    """Make the request in a thread, and what else the header needs of the disk."""
    if engine.analyser is not None:
        _ = engine.analyser.model_id  # the sum over the model's file, kept from now on
    return request()


_Made = tuple[TakeRecord, LivenessError | None]
"""A take, and why it could not be noted that it replaces another one."""


def _make_take(root: DatasetRoot, journal: Path, replaces: str | None) -> _Made:
    """Make a take's file and note what it replaces; in a thread."""
    record = root.finalise(journal)
    try:
        if replaces is not None:
            root.supersede(replaces, record.id)
    except LivenessError as error:
        return record, error
    return record, None


class SessionController:
    """Runs takes one after the other; `tick` is called some sixty times a second.

    Slow work (the session's folder, the journal's end, the child process that makes the HDF5
    file) runs in worker threads, so `tick` never waits.

    Parameters
    ----------
    clock
        Seconds, monotonic.
    cue
        Plays a tone; its visual twin is the caller's.
    countdown_s
        Seconds from the button to zero; 0 records at the next tick.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], float] = time.monotonic,
        cue: Callable[[Cue], None] = lambda _: None,
        countdown_s: float = COUNTDOWN_S,
    ) -> None:
        self._clock, self._cue = clock, cue
        self.countdown_s = countdown_s
        self._phase: Phase = "idle"
        self._job: _Job | None = None
        self._last: TakeRecord | None = None
        self._retake = False
        self._status: RecorderStatus | None = None
        self.failure: LivenessError | None = None
        """Why the last take failed; ``None`` once another begins."""
        self._happened: deque[Happened] = deque()
        # two: a take must begin and end at once while the one before is still finalised
        self._prompt = ThreadPoolExecutor(1, thread_name_prefix="take")
        self._finalise = ThreadPoolExecutor(1, thread_name_prefix="finalise")
        self._stopping: Future[Path] | None = None
        self._finalising: list[tuple[Future[_Made], str | None]] = []

    @property
    def phase(self) -> Phase:
        """Where the take is."""
        return self._phase

    @property
    def busy(self) -> bool:
        """Whether leaving now would lose something that is not on disk yet."""
        return self._phase in ("countdown", "recording", "finishing")

    @property
    def finalising(self) -> int:
        """Number of takes whose files are being made."""
        return len(self._finalising)

    @property
    def can_retake(self) -> bool:
        """Whether there is a take to replace, and time for it."""
        return self._last is not None and self._phase in ("idle", "failed")

    @property
    def countdown_left_s(self) -> float:
        """Seconds to zero, 0 when no countdown runs."""
        if self._job is None or self._phase != "countdown":
            return 0.0
        return max(0.0, self._job.zero - self._clock())

    @property
    def seconds(self) -> float:
        """Length of the running take, seconds."""
        if self._job is None or self._phase != "recording":
            return 0.0
        return self._clock() - self._job.began

    @property
    def status(self) -> RecorderStatus | None:
        """The recorder's last status of the running take."""
        return self._status

    def happened(self) -> list[Happened]:
        """Return and forget what happened since the last call."""
        found = list(self._happened)
        self._happened.clear()
        return found

    def begin(
        self,
        root: DatasetRoot,
        engine: Engine,
        request: Callable[[], TakeRequest],
        *,
        seconds: float = 0.0,
        replaces: str | None = None,
        countdown: bool = True,
    ) -> None:
        """Start the countdown, or the take at once.

        Parameters
        ----------
        root
            Where the take goes; locked by the caller.
        engine
            A running engine.
        request
            Makes label, consent and session; called in a thread, for it writes to the disk.
        seconds
            Length of the take; 0 records until `stop`.
        replaces
            Id of the take that this one supersedes, where it is no `retake` of the last.
        """
        if self.busy:
            return
        if self._retake and self._last is not None:
            replaces = self._last.id
        self._retake = False
        self.failure, self._status = None, None
        zero = self._clock() + (self.countdown_s if countdown else 0.0)
        future = self._prompt.submit(_prepare, request, engine)
        self._job = _Job(root, engine, future, zero, seconds, replaces)
        self._phase = "countdown"
        self.tick()

    def retake(self) -> bool:
        """Let the next take replace the last one, which is kept; return whether it can."""
        self._retake = self.can_retake
        return self._retake

    def stop(self) -> None:
        """Cancel a countdown, or end the take."""
        if self._phase == "countdown":
            self._phase, self._job = "idle", None
            self._happened.append(Happened("cancelled"))
        elif self._phase == "recording" and self._job is not None:
            self._phase = "finishing"
            self._stopping = self._prompt.submit(self._job.engine.stop_recording)

    def abort(self, reason: str, status: Ending = "aborted") -> bool:
        """Break the take off: what is there is kept, and counts for nothing.

        Returns whether there was one; a countdown is only cancelled. ``status`` is
        ``incomplete`` where it was no person who broke it off.
        """
        if self._phase != "recording" or self._job is None:
            self.stop()
            return False
        self._phase = "finishing"
        self._job.replaces = None  # what it should have replaced counts on
        stop = partial(self._job.engine.stop_recording, status, reason)
        self._stopping = self._prompt.submit(stop)
        return True

    def tick(self) -> None:
        """Advance whatever runs."""
        if self._phase == "countdown":
            self._tick_countdown()
        elif self._phase == "recording":
            self._tick_recording()
        elif self._phase == "finishing":
            self._tick_finishing()
        self._collect()

    def _tick_countdown(self) -> None:
        job = self._job
        assert job is not None
        left = job.zero - self._clock()
        number = max(0, -int(-left // 1))
        if 0 < number < job.told and number <= 3:
            self._cue("tick")
            job.told = number
        # the session's folder may take longer than the countdown: then zero is later
        if left > 0 or not job.request.done():
            return
        try:
            request = job.request.result()
            if job.engine.info is None or job.engine.analyser is None:
                raise RecordingError(
                    "E-REC-07", "no source is running", "", "start a source first"
                )
            header = request.header(
                job.root.new_take_id(),
                job.engine.info,
                job.engine.analyser,
                zero_ns=0,  # the engine fills in the time of the first frame
                schedule="live",
            )
            job.engine.start_recording(job.root, header)
        except LivenessError as error:
            self._fail(error)
            return
        job.began = self._clock()
        self._phase = "recording"
        self._cue("start")
        self._happened.append(Happened("started"))

    def _tick_recording(self) -> None:
        job = self._job
        assert job is not None
        status = job.engine.recording
        if status is not None:
            self._status = status
        # the first frame is the take's zero: a slow computer must not eat the take's time
        if not job.counts and status is not None and status.frames_submitted:
            job.counts, job.began = True, self._clock()
        ended = job.engine.finished
        if ended is not None:
            self._ended_by_itself(job, ended)
        elif job.counts and job.seconds and self._clock() - job.began >= job.seconds:
            self.stop()

    def _ended_by_itself(self, job: _Job, ended: TakeResult) -> None:
        """Keep what was written of a take that the disk or the source ended."""
        if ended.journal is not None:
            self._submit_finalise(job, ended.journal)
        error = ended.error or RecordingError(
            "E-REC-09", "the take ended by itself", "", "record it again"
        )
        self._fail(error)

    def _tick_finishing(self) -> None:
        job, stopping = self._job, self._stopping
        assert job is not None
        assert stopping is not None
        status = job.engine.recording
        if status is not None:
            self._status = status
        if not stopping.done():
            return
        self._stopping = None
        try:
            journal = stopping.result()
        except LivenessError as error:
            self._fail(error)
            return
        self._submit_finalise(job, journal)
        ended = job.engine.finished
        if ended is not None and ended.error is not None:
            self._fail(ended.error)
            return
        self._phase, self._job = "idle", None
        self._happened.append(Happened("finalising"))

    def _submit_finalise(self, job: _Job, journal: Path) -> None:
        future = self._finalise.submit(_make_take, job.root, journal, job.replaces)
        self._finalising.append((future, job.replaces))

    def _collect(self) -> None:
        """Take in the takes that were finalised."""
        for entry in [e for e in self._finalising if e[0].done()]:
            self._finalising.remove(entry)
            future, replaces = entry
            try:
                record, unsaid = future.result()
            except LivenessError as error:
                self.failure = error
                self._cue("rejected")
                self._happened.append(Happened("failed", error=error))
                continue
            self._last = record
            self._cue("done")
            self._happened.append(Happened("take", record, None if unsaid else replaces))
            if unsaid is not None:
                self._happened.append(Happened("failed", error=unsaid))

    def _fail(self, error: LivenessError) -> None:
        self._phase, self._job = "failed", None
        self.failure = error
        self._cue("rejected")
        self._happened.append(Happened("failed", error=error))

    def close(self, limit_s: float = 30.0) -> bool:
        """End what runs, and wait for the files; return whether all of them were made.

        What is not made in time stays as a journal, which `recover` turns into a take.
        """
        self.stop()
        limit = time.monotonic() + limit_s
        while (self.busy or self._finalising) and time.monotonic() < limit:
            self.tick()
            time.sleep(0.01)
        done = not self.busy and not self._finalising
        self._prompt.shutdown(wait=False, cancel_futures=True)
        self._finalise.shutdown(wait=False, cancel_futures=True)
        return done
