"""What a model says of its own making: takes, people held out, and what more takes would do."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, FiniteFloat, PositiveFloat, PositiveInt

from .metrics import Assessment
from .metrics.area import Area
from .model import Model
from .profile import DataFingerprint

Line = Annotated[str, Field(min_length=1, max_length=500)]
Share = Annotated[float, Field(ge=0, le=1)]


class CurvePoint(Model):
    """How well models do on people held out that learnt from fewer people."""

    subjects: PositiveInt
    """People learnt from, the mean over the fits."""
    takes: PositiveInt
    """Takes learnt from, the mean over the fits."""
    auc: Share
    cllr: FiniteFloat
    """Cost of the scores as they come, bits: 1 says nothing."""
    fits: PositiveInt
    """Models that were fitted for it, one for each fold that could."""


class Across(Model):
    """How the model does on another dataset: another camera, light or site."""

    data: DataFingerprint
    """The takes judged there; nobody in them was known to the fit that judged them."""
    auc: Area
    held_out: Assessment
    auc_loss: FiniteFloat | None
    """AUC on people held out here less that there; above 0 is lost on the way."""
    words: str
    """What is lost, in plain words."""


class Training(Model):
    """Where a model comes from that ``train`` made, and how it did on people held out."""

    signal: Line
    signal_version: Line
    """Version of the algorithm whose quantities it takes."""
    generator: Line
    """Program and version."""
    created_utc: str
    seed: int
    """Of the folds and the bootstrap."""
    data: DataFingerprint
    """The takes."""
    ridge: PositiveFloat
    """Factor of the squared weights, chosen on people held out."""
    folds: PositiveInt
    """Folds in which people were held out."""
    sessions_apart: bool
    """Whether no session stood on both sides either."""
    auc: Area
    """Of the scores below, over the people."""
    held_out: Assessment
    """Of every take that some fold judged: scored by weights that had not seen its people or
    its PAI, before calibration; accepted at 0 or more."""
    curve: tuple[CurvePoint, ...] = ()
    across: Across | None = None
    """On another dataset, where one was given."""
    notes: tuple[str, ...] = ()
    """What was lacking, in plain words."""
