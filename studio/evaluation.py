"""What ``evaluate`` answers: one model for the command, the window and the report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from liveness.datasets.metrics import Assessment, ErrorRates, GroupRates, Rate
from liveness.datasets.model import Model
from liveness.datasets.profile import DataFingerprint

from .judged_takes import JudgedTake
from .less_data import LearningCurve

Scheme = Literal[
    "as-is",
    "within",
    "leave-one-species-out",
    "leave-one-session-out",
    "leave-one-camera-out",
    "leave-one-lighting-out",
    "cross",
    "learning-curve",
]
"""How learning and judging are kept apart. ``as-is``: nothing is learnt, a profile or the
uncalibrated fusion is judged as it is."""

SCHEME_WORDS: Mapping[Scheme, str] = {
    "as-is": "judged as it is, nothing was fitted",
    "within": "fitted on some people, judged on others of the same dataset",
    "leave-one-species-out": "fitted without a species and judged on it: an unseen attack",
    "leave-one-session-out": "fitted without a session and judged on it: another day",
    "leave-one-camera-out": "fitted without a camera and judged on it",
    "leave-one-lighting-out": "fitted without a light and judged on it",
    "cross": "fitted on one dataset and judged on the other: the honest proxy of deployment",
    "learning-curve": "fitted on less, judged on the same other people: would more help",
}


class CrossLoss(Model):
    """What is lost between the dataset that was learnt from and the other one."""

    apcer_within: Rate | None
    """APCER of the worst species on held-out people of the dataset that was learnt from."""
    apcer_cross: Rate | None
    """That on the other dataset."""
    apcer_loss: float | None
    """Their difference; above 0 means worse on the other dataset."""
    bpcer_within: Rate
    bpcer_cross: Rate
    bpcer_loss: float | None


class PartReport(Model):
    """One thing that was left out and judged: a fold, a species, a session, a camera."""

    left_out: str
    """What was left out of the learning."""
    trained_on: int
    """Takes learnt from, mean over the folds."""
    thresholds: tuple[float, ...]
    """Operating point of each fold."""
    rates: ErrorRates


class Evaluation(Model):
    """Error rates of a dataset, and everything that is needed to read them.

    The same takes, seed and program give the same bytes, whatever the number of workers.
    """

    format: Literal["liveness-evaluation"] = "liveness-evaluation"
    schema_version: Literal[1] = 1
    scheme: Scheme
    scheme_words: str
    loss: CrossLoss | None = None
    """First of all, for ``cross``."""
    calibrated: bool
    profile: str | None = None
    """Id of the profile that was judged."""
    profile_words: str = ""
    """How old it is beside these takes, and which attacks are new to it."""
    rule: str | None = None
    """How each operating point was chosen, where something was learnt."""
    accept: float | None
    """Accepted at this fused llr or above; ``None`` where each fold has its own."""
    reject: float | None
    """Rejected at this fused llr or below; what lies between is undecided."""
    seed: int
    data: DataFingerprint
    """The takes that were judged."""
    learnt_from: DataFingerprint | None = None
    left_out: Mapping[str, int]
    """Takes that were not judged, by reason."""
    faults: tuple[str, ...] = ()
    """Files that could not be read."""
    assessment: Assessment
    within: Assessment | None = None
    """For ``cross``: the same fits, judged on held-out people of their own dataset."""
    injection: ErrorRates | None = None
    """Injected video, which is outside of ISO/IEC 30107-3 and told apart."""
    parts: tuple[PartReport, ...] = ()
    takes: tuple[JudgedTake, ...] = ()
    """Every take that the figures count, and what became of it."""
    curve: LearningCurve | None = None
    """Whether more data would help, and of what; for the scheme ``learning-curve``."""
    groups: Mapping[str, tuple[GroupRates, ...]] = {}
    """By ``camera``, ``lighting`` and ``session``, where there are several."""
    warnings: tuple[str, ...] = ()
    """What these numbers do not show, in plain words."""
