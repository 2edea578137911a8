"""A trained model at work: logits of its networks over the frames become one llr."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from liveness.datasets.errors import LivenessError
from liveness.datasets.evidence import SignalMap
from liveness.datasets.model_file import MapOutput, ModelBytes, Network, ScoreOutput

from .colour_texture import WIDTH, describe
from .face import Face
from .frame import Frame
from .model_input import Box, cut, feature_input
from .model_runtime import Runtime, open_network

LOGIT_LIMIT: Final = 10.0
"""Largest logit of one network in one frame: beyond P = .99995 it counts rounding, and a single
frame must not outvote a hundred."""

FORGET_S: Final = 1.0
"""After so long without a face the next one may be another person's, seconds."""


@dataclass(frozen=True, slots=True, eq=False)
class ModelReading:
    """What a model says after the frames so far.

    Parameters
    ----------
    p
        P(bona fide) under the training prior: sigmoid of the mean logit.
    llr
        Mean logit less the logit of the prior, calibrated where the file says how, within the
        limits of the file.
    quality
        0..1: source pixels per input pixel, the mean over the frames.
    frames
        Number of frames scored.
    last
        P(bona fide) of each network in the last frame scored.
    map
        The map of the last frame scored, where the model has one.
    """

    p: float
    llr: float
    quality: float
    frames: int
    last: tuple[float, ...]
    map: SignalMap | None


class ModelScorer:
    """Runs a model on every n-th frame and averages; used by one thread at a time.

    The result depends on the frames given since the start and on nothing else. A frame without
    a face is not scored; the next one with a face is scored in its place.

    Parameters
    ----------
    model
        Read and checked by `liveness.datasets.model_file.read_model`.

    Raises
    ------
    LivenessError
        ``E-MOD-13`` when a network cannot be run here; ``E-MOD-14`` when its input or outputs
        are not as the description says.
    """

    def __init__(self, model: ModelBytes) -> None:
        self.model = model
        self.file = model.file
        self._networks: list[tuple[Network, Runtime]] = []
        for network, data in zip(model.file.networks, model.networks, strict=True):
            runtime = open_network(data, network.file)
            _probe(network, runtime)
            self._networks.append((network, runtime))
        prior = self.file.prior
        self._prior_logit = float(np.log(prior / (1 - prior)))
        self.reset()

    @property
    def runtime(self) -> str:
        """What runs the networks."""
        return self._networks[0][1].name

    @property
    def has_map(self) -> bool:
        """Whether one of the networks makes a map."""
        return any(network.map is not None for network, _ in self._networks)

    def reset(self) -> None:
        """Forget every frame."""
        self._logits: deque[tuple[float, float]] = deque(maxlen=self.file.window)
        self._count = 0
        self._owed = False
        self._seen_ns: int | None = None
        self._time_ns = -(2**63)
        self._last: tuple[float, ...] = ()
        self._map: SignalMap | None = None
        self._why = "no face was scored yet"

    def forget(self) -> None:
        """Forget what was scored, but not the schedule: a fault must not cost more frames."""
        self._logits.clear()
        self._last, self._map, self._owed = (), None, False

    @property
    def why_silent(self) -> str:
        """Why there is no reading."""
        return self._why

    def update(
        self, frame: Frame, face: Face | None, raw: Callable[[], Mapping[str, float]]
    ) -> None:
        """Take in the next frame; every n-th is scored.

        Parameters
        ----------
        frame, face
            As a signal gets them.
        raw
            Returns the raw quantities of the signal after this frame; called only for a model
            whose input they are.

        Raises
        ------
        Exception
            Whatever a network raises.
        """
        if frame.time_ns < self._time_ns:
            self.reset()
        self._time_ns = frame.time_ns
        self._follow(frame.time_ns, face)
        due = self._owed or self._count % self.file.every == 0
        self._count += 1
        self._owed = due and face is None
        if due and face is not None:
            self._score(frame, face, raw)

    def reading(self) -> ModelReading | None:
        """Return what the model says; ``None`` before the first frame was scored."""
        if not self._logits:
            return None
        logit, quality = np.mean(self._logits, axis=0).tolist()
        llr = logit - self._prior_logit
        calibration = self.file.calibration
        if calibration is not None:
            llr = calibration.slope * llr + calibration.offset
        low, high = self.file.limits
        return ModelReading(
            p=_sigmoid(logit),
            llr=min(max(llr, low), high),
            quality=quality,
            frames=len(self._logits),
            last=self._last,
            map=self._map,
        )

    def _follow(self, time_ns: int, face: Face | None) -> None:
        lost = self._seen_ns is not None and time_ns - self._seen_ns > FORGET_S * 1e9
        if face is not None:
            if lost:
                self.forget()
            self._seen_ns = time_ns

    def _score(self, frame: Frame, face: Face, raw: Callable[[], Mapping[str, float]]) -> None:
        logits: list[float] = []
        qualities: list[float] = []
        shown: SignalMap | None = None
        for network, runtime in self._networks:
            made = _input(network, frame, face, raw)
            if isinstance(made, str):
                self._why = made
                return
            blob, box, quality = made
            outputs = runtime.run(blob)
            answer = outputs[_position(network.score.output, runtime.outputs)]
            logits.append(bona_fide_logit(answer, network.score))
            qualities.append(quality)
            if network.map is not None and box is not None:
                at = _position(network.map.output, runtime.outputs)
                shown = _signal_map(outputs[at], network.map, box)
        self._logits.append((float(np.mean(logits)), min(qualities)))
        self._last = tuple(_sigmoid(logit) for logit in logits)
        self._map = shown


def bona_fide_logit(answer: NDArray[np.float32], score: ScoreOutput) -> float:
    """Read log(P / (1 - P)) of *bona fide* out of a network's answer.

    Parameters
    ----------
    answer
        The output, any shape; flattened.
    score
        How it is read.

    Returns
    -------
    float
        Within ``LOGIT_LIMIT`` of 0.

    Raises
    ------
    ValueError
        When the answer has no such class, or is not finite.
    """
    values = np.asarray(answer, np.float64).ravel()
    if not np.isfinite(values).all():
        raise ValueError(f"the network answered {values[:4]}")
    single = values.size == 1
    if (single and score.bona_fide) or score.bona_fide >= values.size:
        raise ValueError(f"class {score.bona_fide} of {values.size} does not exist")
    if not single and score.polarity == "attack-high":
        raise ValueError(f"polarity is for a single number, the output has {values.size}")
    picked = float(values[score.bona_fide])
    if score.kind != "logits":
        if not -1e-3 <= picked <= 1 + 1e-3:
            raise ValueError(f"{picked:g} is no probability")
        inside = min(max(picked, 1e-9), 1 - 1e-9)
        logit = float(np.log(inside / (1 - inside)))
    else:
        others = np.delete(values, score.bona_fide)
        logit = picked - float(np.logaddexp.reduce(others)) if others.size else picked
    if score.polarity == "attack-high":
        logit = -logit
    return min(max(logit, -LOGIT_LIMIT), LOGIT_LIMIT)


def _sigmoid(logit: float) -> float:
    return float(1 / (1 + np.exp(-logit)))


def _input(
    network: Network, frame: Frame, face: Face, raw: Callable[[], Mapping[str, float]]
) -> tuple[NDArray[np.float32], Box | None, float] | str:
    """Return a network's input, the box that it covers, its quality; or why there is none."""
    if network.crop is not None:
        found = cut(frame.image, face.box, network.crop)
        if found is None:
            return "the face lies off the picture"
        return found.blob, found.box, found.detail
    if network.descriptor is not None:
        told = describe(frame.image, face)
        if told is None:
            return "the face lies off the picture"
        return told.values[None].astype(np.float32), None, told.detail
    assert network.features is not None
    values = feature_input(network.features, raw())
    return values if isinstance(values, str) else (values, None, 1.0)


def _position(output: str | None, names: Sequence[str]) -> int:
    if output is None and len(names) > 1:
        raise ValueError(f"name one of the outputs {', '.join(names)}")
    if output is not None and output not in names:
        raise ValueError(f"there is no output {output!r} among {', '.join(names)}")
    return 0 if output is None else list(names).index(output)


def _signal_map(values: NDArray[np.float32], made: MapOutput, box: Box) -> SignalMap:
    flat = np.asarray(values, np.float32)
    flat = flat.reshape(-1, *flat.shape[-2:])[0]
    flat = np.where(np.isfinite(flat), flat, np.float32(np.nan))
    return SignalMap(flat, made.kind, made.unit, made.low, made.high, box, title=made.title)


def _probe(network: Network, runtime: Runtime) -> None:
    """Run a network once on nothing, so that a wrong description is found now."""
    if network.crop is not None:
        width, height = network.crop.size
        blob = np.zeros((1, 3, height, width), np.float32)
    elif network.descriptor is not None:
        blob = np.zeros((1, WIDTH), np.float32)
    else:
        assert network.features is not None
        blob = np.zeros((1, network.features.width), np.float32)
    try:
        outputs = runtime.run(blob)
        bona_fide_logit(
            outputs[_position(network.score.output, runtime.outputs)], network.score
        )
        if network.map is not None:
            values = outputs[_position(network.map.output, runtime.outputs)]
            _signal_map(values, network.map, (0.0, 0.0, 1.0, 1.0))
    except Exception as error:  # each runtime has errors of its own
        raise LivenessError(
            "E-MOD-14",
            f"the network {network.file} is not as its description says",
            " ".join(f"input {blob.shape}, outputs {list(runtime.outputs)}; {error}".split())[
                :240
            ],
            "correct the input or the outputs in the JSON file",
        ) from error
