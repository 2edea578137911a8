"""From a frame to a snapshot: face, evidence of every signal, fused score, quality."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Self

import cv2

from liveness.datasets.errors import LivenessError
from liveness.datasets.evidence import Evidence, FusedEvidence
from liveness.datasets.model import Model
from liveness.datasets.model_file import ModelBytes
from liveness.datasets.profile import CameraProfile
from liveness.datasets.take import CaptureInfo

from .face import Face
from .frame import Frame, Source
from .fusion import Fusion
from .plugins import LoadedSignals, SignalClass, load_signals, one_line
from .quality import QUALITY_UNITS, frame_quality
from .signal import Signal, SignalContext
from .slotted import ModelSlots
from .tracker import FaceTracker, Tracker

log = logging.getLogger(__name__)

MAPS_EVERY = 15
"""Offline, every n-th frame's maps are made: twice a second at 30 fps."""


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """Everything known after one frame; never changed once made.

    Parameters
    ----------
    frame
        The frame.
    face
        The face that is followed; ``None`` when there is none.
    faces
        Number of faces in the last search.
    evidence
        Evidence by name of the signal, after this frame.
    fused
        What the fusion makes of it.
    quality
        Quantities of the picture by name, units in ``quality.QUALITY_UNITS``.
    cost_ms
        Milliseconds by part: ``face``, every signal, ``fusion``, ``quality``, ``total``.
    conflict
        Why the scene is not one person's, or ``None``.
    """

    frame: Frame
    face: Face | None
    faces: int
    evidence: Mapping[str, Evidence]
    fused: FusedEvidence
    quality: Mapping[str, float]
    cost_ms: Mapping[str, float]
    conflict: str | None = None


def context_of(info: CaptureInfo, base: SignalContext | None = None) -> SignalContext:
    """Return what the signals may know of an open source.

    Field of view and direction of the screen are those of the camera's profile, where it has
    them for this size of picture, else those of ``base``.
    """
    context = replace(
        base or SignalContext(),
        fps=info.fps,
        lossy_origin=info.lossy_origin,
        clock=info.clock,
        camera=CameraProfile.of(info),
    )
    profile = info.camera_profile
    if profile is None:
        return context
    lens, screen = profile.lens_for(info.width, info.height), profile.screen
    if lens is not None:
        fov = lens.pinhole_fov_deg
        context = replace(context, horizontal_fov_deg=fov, fov_calibrated=True)
    if screen is not None:
        eyes = (0.0, 0.0, profile.eyes_mm)
        context = replace(context, screen_direction=screen.direction_from(eyes))
    return context


class Analyser:
    """Tracker, signals, fusion and quality, one frame after the other, in one thread.

    The result depends on the frames given since the start and on nothing else. OpenCV runs in
    one thread for that: some of its algorithms (dense inverse search flow) split their work
    by the number of threads and differ by it. The setting holds for the whole process, so
    ``process`` sets it again where somebody changed it.

    Parameters
    ----------
    context
        What is known of the deployment.
    signals
        Classes of the signals; all that are installed by default.
    fusion
        Weights in use; those before any calibration by default.
    parameters
        Parameters by name of the signal, where they differ from the defaults.
    tracker
        Where faces come from; the face mesh by default.
    models
        Trained models by name of the signal that they go into.
    """

    def __init__(
        self,
        context: SignalContext | None = None,
        *,
        signals: Sequence[SignalClass] | None = None,
        fusion: Fusion | None = None,
        parameters: Mapping[str, Model] | None = None,
        tracker: Tracker | None = None,
        models: Mapping[str, ModelBytes] | None = None,
    ) -> None:
        self.context = context or SignalContext()
        loaded = load_signals() if signals is None else LoadedSignals(tuple(signals), ())
        self._faults: dict[str, str] = {}
        self._logged: set[tuple[str, str]] = set()
        self.plugin_faults = loaded.faults
        """Signals of other packages that could not be loaded."""
        self.signals = tuple(self._build(loaded.classes, parameters or {}))
        self.fusion = fusion or Fusion(signals=self.signals)
        self._tracker: Tracker = tracker or FaceTracker(self.context)
        self._slots = ModelSlots()
        for name, model in (models or {}).items():
            self.set_model(name, model)
        self._swap_models()

    def __enter__(self) -> Self:
        """Return itself; models are loaded by the first frame."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Free the models."""
        self.close()

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the signals, in order."""
        return tuple(signal.name for signal in self.signals)

    @property
    def model_id(self) -> str:
        """Name, version and SHA-256 of the landmark model."""
        return str(self._tracker.model_id)

    @property
    def faults(self) -> Mapping[str, str]:
        """The last exception of each signal that raised one, by name."""
        return dict(self._faults)

    def versions(self) -> dict[str, str]:
        """Return the algorithm version by signal name, for the header of a take."""
        return {signal.name: signal.version for signal in self.signals}

    def units(self) -> dict[str, dict[str, str]]:
        """Return the unit by raw quantity by signal name, and those of ``quality``."""
        units = {signal.name: dict(signal.units) for signal in self.signals}
        return {**units, "quality": dict(QUALITY_UNITS)}

    def set_model(self, name: str, model: ModelBytes | None) -> None:
        """Put a trained model into a signal before the next frame; ``None`` takes it out.

        May be called from any thread. No signal forgets anything by it.

        Raises
        ------
        LivenessError
            ``E-MOD-15`` when there is no such signal; ``E-MOD-13`` or ``E-MOD-14`` when the
            model cannot be run.
        """
        if name not in self.names:
            raise LivenessError(
                "E-MOD-15", f"there is no signal {name!r}", f"there are {', '.join(self.names)}"
            )
        self._slots.put(name, model)

    def process(
        self,
        frame: Frame,
        *,
        maps: Collection[str] = (),
        only: Collection[str] | None = None,
    ) -> Snapshot:
        """Take in the next frame and return what is known after it.

        Parameters
        ----------
        frame
            Frames come in order; a time that goes back starts the tracker again.
        maps
            Names of the signals whose maps are wanted.
        only
            Names of the signals that take in this frame; the others say what they know
            without it. All by default, and always in a pass that must be repeatable.

        Raises
        ------
        LivenessError
            ``E-MOD-01`` when the landmark model is missing. A signal that raises abstains.
        """
        if cv2.getNumThreads() != 1:
            cv2.setNumThreads(1)
        self._swap_models()
        watch = _Watch()
        face = self._tracker.update(frame)
        watch.lap("face")
        evidence: dict[str, Evidence] = {}
        for signal in self.signals:
            given = frame if only is None or signal.name in only else None
            evidence[signal.name] = self._ask(signal, given, face, signal.name in maps)
            watch.lap(signal.name)
        fused = self.fusion.fuse(evidence)
        watch.lap("fusion")
        quality = frame_quality(frame, face)
        watch.lap("quality")
        return Snapshot(
            frame=frame,
            face=face,
            faces=max(self._tracker.faces, int(face is not None)),
            evidence=evidence,
            fused=fused,
            quality=quality,
            cost_ms=watch.done(),
            conflict=self._tracker.conflict,
        )

    def reset(self) -> None:
        """Forget every frame, as before the first one."""
        self._tracker.reset()
        for signal in self.signals:
            self._reset_signal(signal)
        self._faults.clear()

    def close(self) -> None:
        """Free the models; the next frame loads them again. From the thread that ran it."""
        self._tracker.close()

    def _swap_models(self) -> None:
        swapped = self._slots.apply(self.signals)
        if swapped is not None:
            self.signals = swapped
            self.fusion = Fusion(self.fusion.weights, signals=swapped)

    def _build(
        self, classes: Sequence[SignalClass], parameters: Mapping[str, Model]
    ) -> Iterator[Signal]:
        for made in classes:
            yield made(parameters.get(made.name), self.context)

    def _ask(
        self, signal: Signal, frame: Frame | None, face: Face | None, with_map: bool
    ) -> Evidence:
        """Feed one signal, where a frame is given; whatever it raises is an abstention."""
        try:
            if frame is not None:
                signal.update(frame, face)
            found = signal.evidence(with_map=with_map)
            if not isinstance(found, Evidence) or found.name != signal.name:
                raise TypeError(f"it answered {found!r} for evidence")
        except Exception as error:  # one signal must not take the others with it
            self._note_fault(signal.name, error)
            self._reset_signal(signal)
            return Evidence.abstain(signal.name, f"fault: {one_line(error)}")
        return found

    def _note_fault(self, name: str, error: Exception) -> None:
        text = one_line(error)
        if (name, text) not in self._logged:
            self._logged.add((name, text))
            log.error("signal %s: %s", name, text, exc_info=error)
        self._faults[name] = text

    def _reset_signal(self, signal: Signal) -> None:
        try:
            signal.reset()
        except Exception as error:  # as above
            self._note_fault(signal.name, error)


class _Watch:
    """Milliseconds by part."""

    def __init__(self) -> None:
        self._start = self._last = time.perf_counter()
        self._laps: dict[str, float] = {}

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self._laps[name] = 1e3 * (now - self._last)
        self._last = now

    def done(self) -> dict[str, float]:
        return {**self._laps, "total": 1e3 * (time.perf_counter() - self._start)}


def analyse_source(
    source: Source,
    analyser: Analyser,
    *,
    on_frame: Callable[[Frame], None] | None = None,
    maps_every: int = MAPS_EVERY,
) -> Iterator[Snapshot]:
    """Yield a snapshot for every frame of an open source: the offline schedule.

    Parameters
    ----------
    source
        An open source that nobody else reads.
    analyser
        A fresh analyser: a take's score starts from nothing.
    on_frame
        Called with each frame before it is analysed.
    maps_every
        Every n-th frame's maps are made, from the first; 0 for none.

    Raises
    ------
    SourceError
        What the source raises.
    """
    count = 0
    while (frame := source.read()) is not None:
        if on_frame is not None:
            on_frame(frame)
        due = maps_every > 0 and count % maps_every == 0
        yield analyser.process(frame, maps=analyser.names if due else ())
        count += 1
