"""What a check answers: a decision and why, and nothing that shows the person."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Literal

from liveness.datasets.model import Model

Decision = Literal["accept", "reject", "undecided"]


class SignalVerdict(Model):
    """What one signal said when the verdict fell."""

    llr: float
    """Natural log, above 0 means bona fide; 0 when not valid."""
    valid: bool
    """False when the signal abstained; then ``reasons`` say why."""
    quality: float
    reasons: tuple[str, ...]


class Timing(Model):
    """How long the verdict took, on the source's clock and on the wall's."""

    first_face_s: float | None
    """From the first frame to the first face, seconds of the source; ``None`` without one."""
    decided_s: float | None
    """From the first face to the verdict, seconds of the source; ``None`` without a face."""
    wall_ms: float
    """From the call to the verdict, milliseconds, models loaded and source opened."""
    frames: int
    """Frames that the source gave."""
    analysed: int
    """Frames that were analysed; fewer than ``frames`` on a live source that is too fast."""


class Verdict(Model):
    """The answer to one check. It holds no image, no landmark and no measure of the face."""

    source: str
    """The source's name: without credentials, and of a file no folder."""
    decision: Decision
    score: float | None
    """Fused log-likelihood ratio, above 0 means bona fide; ``None`` without a valid signal."""
    confidence: float | None
    """Posterior of bona fide at a prior of one half; ``None`` before calibration."""
    calibrated: bool
    reasons: tuple[str, ...]
    """Why, the most telling first; sentences without full stop."""
    profile: str | None = None
    """Id of the profile that decided."""
    outside: tuple[str, ...] = ()
    """Why that profile does not hold here: another camera, another version, expired."""
    signals: Mapping[str, SignalVerdict]
    timing: Timing


def posterior(llr: float) -> float:
    """Return the posterior of bona fide at a prior of one half: the logistic of the llr."""
    if llr >= 0:
        return 1 / (1 + math.exp(-llr))
    return math.exp(llr) / (1 + math.exp(llr))
