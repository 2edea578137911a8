"""The model slot: a trained model as a second scorer inside any signal."""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast

from liveness.datasets.evidence import Evidence
from liveness.datasets.model_file import ModelBytes

from .face import Face
from .frame import Frame
from .model import ModelReading, ModelScorer
from .plugins import one_line
from .signal import Signal, SignalContext, SignalFamily

log = logging.getLogger(__name__)


class SlottedSignal:
    """A signal with a trained model inside; for everybody else it is still that signal.

    The signal's own evidence is computed as ever. The model adds its llr, each of the two
    weighed by its own quality; where one of them has nothing to say the other speaks alone. An
    uncalibrated model takes nothing away from a measured attack: a plane that turned or a grid
    on skin is physics, and P = .99 of a network from elsewhere is not.

    A network that raises costs its own voice only, and the reasons say so.

    Parameters
    ----------
    inner
        The signal. Its state is not touched; where the model brings this camera's null for
        spectral peaks, it is told that.
    scorer
        The model.
    """

    def __init__(self, inner: Signal, scorer: ModelScorer) -> None:
        self.inner, self.scorer = inner, scorer
        self.show_map = True
        """Whether the model's map, where it has one, is shown in place of the signal's."""
        self.name: str = inner.name
        self.family: SignalFamily = inner.family
        self.title: str = inner.title
        file = scorer.file
        hashes = "+".join(network.sha256[:12] for network in file.networks)
        self.version: str = (
            f"{inner.version} with {file.name} {file.version} ({hashes}, {scorer.runtime})"
        )
        low, high = file.limits
        self.cap: tuple[float, float] = (inner.cap[0] + low, inner.cap[1] + high)
        own = ["model_p", "model_llr", "model_quality", "model_frames"]
        own += [f"model_{i + 1}_p" for i in range(len(file.networks))]
        self.units: Mapping[str, str] = {**inner.units, **dict.fromkeys(own, "1")}
        self._fault: str | None = None
        self._before = getattr(inner, "context", None)
        null = file.texture_null
        if (
            null is not None
            and isinstance(self._before, SignalContext)
            and null.holds_for(self._before.camera)
        ):
            # the model was trained at this camera, and measured it too
            inner.context = replace(self._before, texture_null=null)  # type: ignore[attr-defined]

    def release(self) -> Signal:
        """Return the signal as it was without the model."""
        if isinstance(self._before, SignalContext):
            self.inner.context = self._before  # type: ignore[attr-defined]
        return self.inner

    def update(self, frame: Frame, face: Face | None) -> None:
        """Take in the next frame."""
        self.inner.update(frame, face)
        try:
            self.scorer.update(frame, face, lambda: self.inner.evidence().raw)
        except Exception as error:  # a foreign network may raise anything
            text = one_line(error)
            if text != self._fault:
                log.error("model %s: %s", self.scorer.file.name, text, exc_info=error)
            self.scorer.forget()
            self._fault = text

    def evidence(self, *, with_map: bool = False) -> Evidence:
        """Return the signal's evidence with the model's."""
        own_map = with_map and self.show_map and self.scorer.has_map
        found = self.inner.evidence(with_map=with_map and not own_map)
        reading = self.scorer.reading()
        if reading is None:
            silent = self._silence()
            reasons = (*found.reasons, silent)
            return replace(found, reasons=reasons, units=self.units)
        self._fault = None
        joined = _join(
            found, reading, self._told(reading), self.scorer.file.calibration is None
        )
        raw = {
            **found.raw,
            "model_p": reading.p,
            "model_llr": reading.llr,
            "model_quality": reading.quality,
            "model_frames": float(reading.frames),
            **{f"model_{i + 1}_p": p for i, p in enumerate(reading.last)},
        }
        shown = reading.map if own_map else found.map
        return replace(joined, raw=raw, units=self.units, map=shown)

    def reset(self) -> None:
        """Forget everything seen."""
        self._fault = None
        self.scorer.reset()
        self.inner.reset()

    def _silence(self) -> str:
        name = self.scorer.file.name
        if self._fault is not None:
            return f"the model {name} failed: {self._fault}"
        return f"the model {name} is silent: {self.scorer.why_silent}"

    def _told(self, reading: ModelReading) -> str:
        low, high = self.scorer.file.limits
        frames = "1 frame" if reading.frames == 1 else f"{reading.frames} frames"
        limit = ""
        if reading.llr in (low, high):
            limit = f", at its limit of {reading.llr:+.2f}"
        return (
            f"the model {self.scorer.file.name} says P(bona fide) {reading.p:.3f} over "
            f"{frames}{limit}"
        )


def _join(found: Evidence, reading: ModelReading, told: str, uncalibrated: bool) -> Evidence:
    """Weigh the signal's own llr and the model's by their qualities."""
    if not found.valid or found.quality <= 0:
        return replace(
            found,
            llr=reading.llr,
            valid=True,
            quality=reading.quality,
            reasons=(told, *found.reasons),
            calibrated=not uncalibrated,
        )
    model_llr = reading.llr
    if uncalibrated and found.llr < 0:
        model_llr = min(model_llr, 0.0)
    own, its = found.quality * found.llr, reading.quality * model_llr
    quality = max(found.quality, reading.quality)
    first = abs(its) > abs(own)
    return replace(
        found,
        llr=(own + its) / quality,
        quality=quality,
        reasons=(told, *found.reasons) if first else (*found.reasons, told),
        calibrated=found.calibrated and not uncalibrated,
    )


class ModelSlots:
    """Which model goes into which signal: any thread asks, the one that runs them does it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._asked: dict[str, ModelScorer | None] = {}

    def put(self, name: str, model: ModelBytes | None) -> None:
        """Ask for a model in the signal ``name``; ``None`` takes it out.

        Raises
        ------
        LivenessError
            ``E-MOD-13``, ``E-MOD-14``: the model cannot be run.
        """
        scorer = None if model is None else ModelScorer(model)
        with self._lock:
            self._asked[name] = scorer

    def apply(self, signals: Sequence[Signal]) -> tuple[Signal, ...] | None:
        """Return the signals with what was asked for; ``None`` when nothing was.

        The signals themselves stay, with all that they remember.
        """
        with self._lock:
            asked, self._asked = self._asked, {}
        if not asked:
            return None
        return tuple(
            _slotted(signal, asked[signal.name]) if signal.name in asked else signal
            for signal in signals
        )


def _slotted(signal: Signal, scorer: ModelScorer | None) -> Signal:
    inner = signal.release() if isinstance(signal, SlottedSignal) else signal
    if scorer is None:
        return inner
    # its name and units are the wrapped signal's, which a class variable cannot be
    return cast(Signal, SlottedSignal(inner, scorer))
