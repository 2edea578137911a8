"""One take from a source that waits: every frame is analysed and recorded, none is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

from liveness.capture.analysis import Analyser, Snapshot
from liveness.capture.frame import Frame, Source
from liveness.capture.prefetch import Prefetch
from liveness.capture.recorder import Recorder
from liveness.datasets.consent import Consent
from liveness.datasets.errors import DataError, LivenessError, StorageError
from liveness.datasets.presentation import Presentation
from liveness.datasets.session import Session
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import (
    UNCALIBRATED,
    CaptureInfo,
    CodecChoice,
    TakeHeader,
    TakeRecord,
)

MAPS_EVERY = 15
"""In offline takes every n-th frame's maps are stored: twice a second at 30 fps."""


def generator() -> str:
    """Return program and version, as takes bear it."""
    try:
        return f"liveness-studio {version('liveness-studio')}"
    except PackageNotFoundError:
        return "liveness-studio (not installed)"


@dataclass(frozen=True, slots=True)
class TakeRequest:
    """What a take is to be: its label, its consent and where it belongs."""

    presentation: Presentation
    consent: Consent
    session: Session
    codec: CodecChoice = "auto"
    step: str | None = None
    repetition: int = 1
    manual: bool = False
    override: str = ""
    """Why it begins although the checklist is not green, and what is not."""
    source_sha256: str | None = None
    source_name: str | None = None
    """What the file says of its source instead of the source's own name."""
    number: int | None = None
    """Number of the take in its session; ``record_offline`` gives one where there is none."""
    thresholds: str = UNCALIBRATED
    """Id and SHA-256 of the profile whose thresholds decide."""

    @property
    def retain_until(self) -> date | None:
        """Last day of keeping the take: the session's or the consent's, the earlier."""
        days = (self.session.retain_until, self.consent.retain_until)
        return min((day for day in days if day is not None), default=None)

    def header(
        self,
        take_id: str,
        info: CaptureInfo,
        analyser: Analyser,
        *,
        zero_ns: int,
        schedule: Literal["live", "offline"],
    ) -> TakeHeader:
        """Return the journal's first record."""
        return TakeHeader(
            id=take_id,
            session=self.session.id,
            presentation=self.presentation,
            consent=self.consent,
            capture=info.model_copy(update={"source": self.source_name or info.source}),
            codec=self.codec,
            privacy=self.session.privacy,
            operator=self.session.operator,
            site=self.session.site,
            protocol=self.session.protocol,
            step=self.step,
            repetition=self.repetition,
            manual=self.manual,
            override=self.override,
            generator=generator(),
            signals=analyser.versions(),
            units=analyser.units(),
            schedule=schedule,
            landmark_model=analyser.model_id,
            zero_ns=zero_ns,
            source_sha256=self.source_sha256,
            station=self.session.station,
            number=self.number,
            retain_until=self.retain_until,
            thresholds=self.thresholds,
        )


def record_offline(
    root: DatasetRoot,
    request: TakeRequest,
    source: Source,
    analyser: Analyser,
    *,
    seconds: float | None = None,
    start_ns: int | None = None,
    on_frame: Callable[[Snapshot], None] | None = None,
    keep_without_face: bool = False,
) -> TakeRecord:
    """Record a take from an open source that waits for its reader.

    Parameters
    ----------
    root
        The dataset root, locked by the caller.
    request
        Label, consent and session.
    source
        An open source.
    analyser
        A fresh analyser: a take's score starts from nothing.
    seconds
        Length of the take on the source's clock; ``None`` takes all there is.
    start_ns
        Frames before this time of the source's clock are passed over.
    on_frame
        Called with each snapshot; may raise ``KeyboardInterrupt`` to cancel.
    keep_without_face
        Keep a take in which no face was found, as a non-response.

    Returns
    -------
    TakeRecord
        The registered take.

    Raises
    ------
    SourceError
        When the source fails before its first frame; a later failure ends the take, which is
        kept as incomplete, and is raised after that.
    DataError
        ``E-DAT-10`` for two faces, ``E-DAT-11`` for no face; nothing is kept then, since the
        source still has the footage.
    StorageError
        ``E-DSK-...``; the journal stays and can be recovered.
    """
    root.check_space()
    recording = _OfflineRecording(root, request, source, analyser, on_frame)
    failure = recording.read(seconds, start_ns, keep_without_face)
    record = root.finalise(recording.end(failure))
    if failure is not None:
        raise failure
    return record


def journal_offline(
    root: DatasetRoot, request: TakeRequest, source: Source, analyser: Analyser
) -> Path:
    """Record a take as :func:`record_offline` does, and leave it as a journal.

    A process that does not hold the dataset's lock records so; the one that holds it then
    makes the journal a take.

    Parameters
    ----------
    root
        The dataset root, locked by somebody.
    request
        Label, consent, session, and the take's number.
    source, analyser
        As for :func:`record_offline`.

    Returns
    -------
    Path
        The closed journal, for :meth:`~liveness.datasets.store.DatasetRoot.finalise`.

    Raises
    ------
    LivenessError
        As :func:`record_offline`.
    """
    root.check_space()
    recording = _OfflineRecording(root, request, source, analyser, None)
    failure = recording.read(None, None, keep_without_face=False)
    journal = recording.end(failure)
    if failure is not None:
        raise failure
    return journal


class _OfflineRecording:
    """The recorder of one offline take, opened by its first frame."""

    def __init__(
        self,
        root: DatasetRoot,
        request: TakeRequest,
        source: Source,
        analyser: Analyser,
        on_frame: Callable[[Snapshot], None] | None,
    ) -> None:
        self._root, self._request, self._source = root, request, source
        self._analyser, self._on_frame = analyser, on_frame
        self._recorder: Recorder | None = None
        self._zero_ns = 0
        self.frames = 0
        self.faces = 0

    def read(
        self, seconds: float | None, start_ns: int | None, keep_without_face: bool
    ) -> LivenessError | None:
        """Read the source to its end; return why it failed after its first frame."""
        with Prefetch(self._source) as frames:
            failure = self.run(frames, seconds, start_ns)
        name = self._source.info.source
        if not self.frames:
            raise DataError("E-DAT-12", f"{name} holds no frame to record")
        if not self.faces and not keep_without_face:
            self.discard()
            raise DataError(
                "E-DAT-11",
                f"no face was found in {name}",
                f"{self.frames} frame{'s' if self.frames != 1 else ''} searched",
                "give footage of a face, or keep it as a non-response with --keep-without-face",
            )
        return failure

    def run(
        self, frames: Iterable[Frame], seconds: float | None, start_ns: int | None
    ) -> LivenessError | None:
        """Take in the frames; return why the source failed after its first one."""
        try:
            for frame in frames:
                if start_ns is not None and frame.time_ns < start_ns:
                    continue
                if not self.add(frame, seconds):
                    break
        except StorageError as error:
            if self._recorder is not None:
                self._recorder.stop("incomplete", str(error))  # it can be recovered
            raise
        except LivenessError as error:
            if not self.frames or error.code == "E-DAT-10":
                self.discard()
                raise
            return error
        except BaseException:
            self.discard()
            raise
        return None

    def add(self, frame: Frame, seconds: float | None) -> bool:
        """Analyse and record a frame; return False when the take's time is over."""
        if self._recorder is None:
            self._recorder = self._open(frame)
        if seconds is not None and frame.time_ns - self._zero_ns >= seconds * 1e9:
            return False
        maps = self._analyser.names if self.frames % MAPS_EVERY == 0 else ()
        self._recorder.submit(frame, block=True)
        snapshot = self._analyser.process(frame, maps=maps)
        if snapshot.conflict:
            raise DataError(
                "E-DAT-10",
                f"two faces in {self._source.info.source}",
                snapshot.conflict,
                "record one person at a time",
            )
        self._recorder.submit_analysis(snapshot)
        self.frames += 1
        self.faces += snapshot.face is not None
        if self._on_frame is not None:
            self._on_frame(snapshot)
        return True

    def _open(self, frame: Frame) -> Recorder:
        self._zero_ns = frame.time_ns
        request = self._request
        if request.number is None:
            number = self._root.numbers.next(request.session.id)
            request = replace(request, number=number)
        header = request.header(
            self._root.new_take_id(),
            self._source.info,
            self._analyser,
            zero_ns=frame.time_ns,
            schedule="offline",
        )
        # entered here and ended by stop(): the take's life does not fit one block
        return Recorder(self._root, header, zero_ns=frame.time_ns).__enter__()

    def end(self, failure: LivenessError | None) -> Path:
        """Close the journal and return it.

        Raises
        ------
        LivenessError
            What stopped the recording; the journal stays and can be recovered.
        """
        assert self._recorder is not None
        if failure is None:
            journal = self._recorder.stop()
        else:
            journal = self._recorder.stop("incomplete", str(failure))
        if self._recorder.status.failed is not None:
            raise self._recorder.status.failed
        return journal

    def discard(self) -> None:
        """Drop the journal of a take that must not be: its footage is still at the source."""
        if self._recorder is not None:
            self._recorder.discard()
