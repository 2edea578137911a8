"""The live engine: source, reader, analysis and recording, with no window in sight."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Collection
from pathlib import Path
from types import TracebackType
from typing import Self

from liveness.datasets.errors import LivenessError, RecordingError, SourceError
from liveness.datasets.model_file import ModelBytes
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import CaptureInfo, TakeHeader

from .analysis import Analyser, Snapshot, context_of
from .analysis_thread import AnalysisThread
from .frame import Latest, LatestFrame, Reopenable, Source
from .health import Health, State, latency_ms
from .livetake import ANALYSIS_LIMIT_S, Ending, LiveTake, TakeResult
from .plugins import one_line
from .preroll import PREROLL_S, Preroll
from .reader import Reader
from .recorder import RecorderStatus
from .reopening import attempts, is_open
from .signal import SignalContext
from .soundtrack import Listening

log = logging.getLogger(__name__)

WATCH_S = 0.05
"""How often the engine looks whether its source or its recording has ended."""

TAKE_STALL_S = 2.0
"""A take whose source gives no frame for this long is stopped."""

REOPEN_S = 1.0
"""Time between two attempts to open a camera or stream again that broke off, seconds."""


class LiveEngine:
    """Run a source: newest frame for the eyes, snapshots of the analysis, takes to disk.

    The context manager returns at once; the source opens in a thread of the engine. Leaving
    it ends a take that is being recorded as incomplete and stops every thread.

    Parameters
    ----------
    source
        Not yet entered.
    analyser_factory
        Makes the analyser once the source is open and its context is known.
    context
        What is known of the deployment; rate, clock and origin come from the source.
    preroll_s
        How much from before a take is stored with it, seconds; 0 for nothing.
    """

    def __init__(
        self,
        source: Source,
        *,
        analyser_factory: Callable[[SignalContext], Analyser] = Analyser,
        context: SignalContext | None = None,
        preroll_s: float = PREROLL_S,
    ) -> None:
        self.preroll = Preroll(preroll_s)
        self.frames = LatestFrame()
        self.snapshots: Latest[Snapshot] = Latest()
        self.on_snapshot: Callable[[Snapshot], None] | None = None
        """Called in the analysis thread with each snapshot."""
        self.on_take_ended: Callable[[TakeResult], None] | None = None
        """Called in the engine's thread when a take ended by itself."""
        self.microphone: Listening | None = None
        """Open where the next take is to have a sound track, if its consent allows."""
        self._source = self._current = source
        self._factory, self._context = analyser_factory, context
        self._state: State = "opening"
        self._error: LivenessError | None = None
        self._lost: LivenessError | None = None
        self._disordered = 0
        self._opened: Source | None = None
        self._analyser: Analyser | None = None
        self._analysis: AnalysisThread | None = None
        self._reader: Reader | None = None
        self._maps: frozenset[str] = frozenset()
        self._models: dict[str, ModelBytes] = {}
        self._choosing = threading.Lock()
        self._latency: tuple[int, int] | None = None
        self._take: LiveTake | None = None
        self._finished: TakeResult | None = None
        self._taking = threading.Lock()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="engine", daemon=True)

    def __enter__(self) -> Self:
        """Begin to open the source."""
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop; a driver that hangs is given eight seconds and left behind."""
        self._stop.set()
        self._thread.join(3.0 if self._state == "running" else 0.1)
        if self._thread.is_alive():
            self._current.close()  # unblocks a read
            self._thread.join(5.0)

    @property
    def state(self) -> State:
        """State of the source."""
        return self._state

    @property
    def error(self) -> LivenessError | None:
        """Why the source failed, or the analysis ended by itself."""
        if self._error is None and self._analysis is not None:
            return self._analysis.error
        return self._error

    @property
    def lost(self) -> LivenessError | None:
        """Why the source broke off that is being opened again; ``None`` otherwise."""
        return self._lost if self._state == "reconnecting" else None

    @property
    def info(self) -> CaptureInfo | None:
        """What the source is, its controls as they are now; ``None`` while it opens."""
        return None if self._opened is None else self._opened.info

    @property
    def analyser(self) -> Analyser | None:
        """The analyser, for its versions, units and model; ``None`` while the source opens."""
        return self._analyser

    def is_over(self) -> bool:
        """Whether no further snapshot will come: a stop for ``snapshots.take``."""
        return self._state in ("ended", "failed") or self.error is not None

    def set_maps(self, names: Collection[str]) -> None:
        """Choose whose maps are made, from the next frame on."""
        self._maps = frozenset(names)
        if self._analysis is not None:
            self._analysis.set_maps(self._maps)

    def set_model(self, name: str, model: ModelBytes | None) -> None:
        """Put a trained model into a signal, from the next frame on; ``None`` takes it out.

        Raises
        ------
        RecordingError
            ``E-REC-08`` while a take is recorded: its header says what made its evidence.
        LivenessError
            As `Analyser.set_model`; while the source opens, an unknown name is left out.
        """
        take = self._take
        if take is not None:
            what = "models are not changed during a take"
            raise RecordingError("E-REC-08", what, take.header.id, "stop the take first")
        with self._choosing:
            if self._analyser is not None:
                self._analyser.set_model(name, model)
            elif model is None:
                self._models.pop(name, None)
            else:
                self._models[name] = model

    def health(self) -> Health:
        """Return how the engine keeps up now."""
        stats = self._reader.stats if self._reader is not None else None
        return Health(
            capture_fps=stats.fps if stats else 0.0,
            analysis_fps=self._analysis.fps if self._analysis is not None else 0.0,
            dropped=stats.dropped if stats else 0,
            latency_ms=latency_ms(self._latency, self._state == "running"),
            frames_read=stats.frames if stats else 0,
            state=self._state,
            error=self.error,
            reduced=self._analysis.reduced if self._analysis is not None else "",
            disordered=stats.disordered if stats else 0,
            lost=stats.lost if stats else 0,
        )

    def start_recording(self, root: DatasetRoot, header: TakeHeader) -> None:
        """Record from the next frame on, which is the take's time zero; returns at once.

        Raises
        ------
        StorageError
            ``E-DSK-01`` when the disk is nearly full.
        RecordingError
            ``E-REC-06`` when a take is being recorded, ``E-REC-07`` when no source runs.
        """
        root.check_space()
        with self._taking:
            if self._take is not None:
                raise RecordingError(
                    "E-REC-06",
                    "a take is being recorded",
                    self._take.header.id,
                    "stop it first",
                )
            if self._reader is None or self._state != "running":
                raise RecordingError(
                    "E-REC-07", "no source is running", self._state, "start a source first"
                )
            self._finished = None
            before = self.preroll.drain(header.consent)
            self._take = LiveTake(root, header, preroll=before, microphone=self.microphone)
            self._disordered = self._reader.stats.disordered
            self._reader.attach(self._take)

    @property
    def recording(self) -> RecorderStatus | None:
        """Where the recording stands; ``None`` when there is none."""
        take = self._take
        return None if take is None else take.status

    @property
    def finished(self) -> TakeResult | None:
        """How the last take ended, asked or by itself; ``None`` while one is recorded."""
        return self._finished

    def stop_recording(self, status: Ending = "complete", reason: str = "") -> Path:
        """End the take and return its journal; ``aborted`` where the operator broke it off.

        Waits for the disk and for the analysis of the last frame (one second at most); a window
        calls it from a thread. Where the take ended by itself, ``finished`` says why.

        Raises
        ------
        RecordingError
            ``E-REC-04`` when nothing is being recorded, ``E-REC-02`` when no frame came.
        LivenessError
            When the journal could not even be created.
        """
        result = self._end_take(status, reason) or self._finished
        if result is None:
            raise RecordingError("E-REC-04", "nothing is being recorded", "", "start a take")
        if result.journal is None:
            assert result.error is not None
            raise result.error
        return result.journal

    def _end_take(
        self, status: Ending, reason: str, error: LivenessError | None = None
    ) -> TakeResult | None:
        with self._taking:
            take = self._take
            if take is None:
                return None
            if self._reader is not None:
                self._reader.attach(self.preroll)
                if left_out := self._reader.stats.disordered - self._disordered:
                    text = f"{left_out} frames came twice or out of order, and were left out"
                    take.note("order", text)
            result = take.finish(status, reason)
            if error is not None and result.error is None:
                result = TakeResult(result.take_id, result.journal, result.status, error)
            self._finished, self._take = result, None
            return result

    def _run(self) -> None:
        try:
            with self._source as source:
                self._opened = source
                self._serve(source)
        except LivenessError as error:
            self._error = error
        except Exception as error:  # a driver may raise anything
            log.exception("the source failed")
            self._error = SourceError(
                "E-CAM-09", "the source failed", one_line(error), "open it again"
            )
        finally:
            self._state = "ended" if self._error is None else "failed"
            self.frames.wake()
            self.snapshots.wake()

    def _serve(self, source: Source) -> None:
        """Run reader and analysis until the source ends or the engine is stopped."""
        if self._stop.is_set():
            return
        analyser = self._factory(context_of(source.info, self._context))
        with self._choosing:
            for name, model in self._models.items():
                if name in analyser.names:
                    analyser.set_model(name, model)
            self._analyser = analyser
        with AnalysisThread(
            self.frames, self._analyser, self._hand_on, snapshots=self.snapshots
        ) as analysis:
            analysis.set_maps(self._maps)
            self._analysis = analysis
            error = self._read(source)
            while error is not None and (again := self._opened_again(error)) is not None:
                analysis.reset()
                error = self._read(again)
        if error is not None and error is not self._lost:
            raise error

    def _read(self, source: Source) -> LivenessError | None:
        """Read an open source to its end; return why it failed, if it did."""
        with Reader(source, self.frames) as reader:
            reader.attach(self.preroll)
            self._reader = reader
            self._state = "running"
            error = self._watch(reader)
            self._await_analysis()
            self._end_take_by_itself(error)
        return error

    def _opened_again(self, error: LivenessError) -> Source | None:
        """Open what broke off until it is there; ``None`` where that is not to be."""
        if not isinstance(self._source, Reopenable) or self._stop.is_set():
            return None
        log.warning("%s; it is opened again", error)
        self._lost, self._state = error, "reconnecting"
        _, last = self.frames.peek()
        index = 0 if last is None else last.index + 1
        for source in attempts(self._source, index, self._stop, REOPEN_S):
            self._current = source
            if is_open(source):
                self._opened = source
                return source
        return None

    def _watch(self, reader: Reader) -> LivenessError | None:
        """Wait for the end of the source and return why it failed, if it did."""
        while not self._stop.wait(WATCH_S):
            stats = reader.stats
            if stats.ended or stats.error is not None:
                return stats.error
            take = self._take
            if take is None:
                continue
            if take.failed is not None:
                self._announce(self._end_take("incomplete", str(take.failed)))
            elif stats.age_s > TAKE_STALL_S:
                # the source may come back; what was recorded has a hole already
                what = f"no frame for {stats.age_s:.1f} s, the take was stopped"
                stalled = take.cut_short(what, "check the camera and record the take again")
                self._announce(self._end_take("incomplete", str(stalled), stalled))
        return None

    def _await_analysis(self) -> None:
        """Let the analysis see the last frame, for it is the one that counts."""
        limit = time.monotonic() + ANALYSIS_LIMIT_S
        _, last = self.frames.peek()
        while last is not None and time.monotonic() < limit and not self._stop.is_set():
            _, snapshot = self.snapshots.peek()
            if self.error is not None or (snapshot and snapshot.frame.index >= last.index):
                return
            self._stop.wait(0.01)

    def _end_take_by_itself(self, error: LivenessError | None) -> None:
        take = self._take
        if take is None:
            return
        why = "the studio closed the source" if self._stop.is_set() else "the source ended"
        error = error or take.cut_short(f"{why} during the take", "record the take again")
        self._announce(self._end_take("incomplete", str(error), error))

    def note(self, kind: str, text: str) -> None:
        """Write into the running take, if there is one, that something happened."""
        take = self._take
        if take is not None:
            take.note(kind, text)

    def _announce(self, result: TakeResult | None) -> None:
        if result is not None and self.on_take_ended is not None:
            self.on_take_ended(result)

    def _hand_on(self, snapshot: Snapshot) -> None:
        self._latency = (snapshot.frame.arrival_ns, time.monotonic_ns())
        take = self._take
        if take is not None:
            take.submit_analysis(snapshot)
        self.preroll.analysed(snapshot)
        if self.on_snapshot is not None:
            self.on_snapshot(snapshot)


__all__ = ["Health", "LiveEngine", "State"]
