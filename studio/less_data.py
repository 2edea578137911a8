"""What a learning curve says: one model for the command, the window and the report."""

from __future__ import annotations

from typing import Literal

from liveness.datasets.model import Model

Of = Literal["people", "takes of each person", "species"]


class LessData(Model):
    """Fits on a part of the data."""

    of: Of
    """What was taken away."""
    part: str
    """What was left, or for a species which one was left out."""
    trained_on: int
    """Takes learnt from, mean over the fits."""
    people: int
    """Those in them, mean over the fits."""
    judged: int
    """Takes judged, over all draws."""
    cllr: float
    """Cost of the scores, bits: 1 says nothing. For a species: of bona fide beside it alone."""
    auc: float
    apcer: float | None
    """Of the worst species; for a species its own."""
    bpcer: float | None


class LearningCurve(Model):
    """How well fits do that learnt from less, and what follows."""

    points: tuple[LessData, ...]
    words: tuple[str, ...]
    """What more data would help, in plain words."""
    notes: tuple[str, ...] = ()
    """Points that could not be had."""
