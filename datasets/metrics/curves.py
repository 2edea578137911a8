"""Errors over all thresholds: the DET curve, and one rate at a fixed other one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from liveness.datasets.model import Model

from .rates import ErrorRates, Rate, error_rates, outcomes_at
from .trials import Bools, Floats, Trials


@dataclass(frozen=True, slots=True, eq=False)
class ErrorCurve:
    """Error rates over rising thresholds: points of a DET curve (ISO/IEC 19795-1).

    Parameters
    ----------
    thresholds
        Shape ``(k,)``, float64, rising: every score that occurs, then infinity, at which
        nothing is accepted. Between two of them nothing changes.
    apcer
        Shape ``(k,)``: APCER of the worst species at each threshold; it falls.
    bpcer
        Shape ``(k,)``: BPCER at each threshold; it rises.
    species
        APCER of each species, shape ``(k,)`` each.
    pooled
        Shape ``(k,)``: share of all attacks accepted, whatever their species; for comparison
        with literature only.
    """

    thresholds: Floats
    apcer: Floats
    bpcer: Floats
    species: Mapping[str, Floats]
    pooled: Floats


def error_curve(trials: Trials) -> ErrorCurve:
    """Return the errors at every threshold that matters.

    Raises
    ------
    ValueError
        When no bona fide presentation or no attack has a score.
    """
    person, attack = trials.bona_fide_scores(), trials.attack_scores()
    if len(person) == 0 or len(attack) == 0:
        raise ValueError("a curve takes scores of bona fide presentations and of attacks")
    thresholds = np.append(np.unique(np.concatenate([person, attack])), np.inf)
    species = {}
    for name in trials.species_names:
        scores = trials.attack_scores(name)
        if len(scores):
            species[name] = _accepted(scores, thresholds)
    return ErrorCurve(
        thresholds=thresholds,
        apcer=np.max(list(species.values()), axis=0),
        bpcer=1 - _accepted(person, thresholds),
        species=species,
        pooled=_accepted(attack, thresholds),
    )


def _accepted(scores: Floats, thresholds: Floats) -> Floats:
    """Return the share of scores at or above each threshold."""
    below = np.searchsorted(np.sort(scores), thresholds, side="left")
    found: Floats = 1 - below / len(scores)
    return found


class FixedRate(Model):
    """One error rate where another is held: "BPCER at APCER 5 % or less"."""

    held: str
    """The rate that is held: ``apcer`` (of every species) or ``bpcer``."""
    limit: float
    threshold: float | None
    """Where both are read; ``None`` when only a threshold above every score will do."""
    rate: Rate
    """The other rate there (for APCER that of the worst species)."""
    species: str | None = None
    """The worst species, where ``rate`` is an APCER."""


def bpcer_at_apcer(trials: Trials, limit: float) -> FixedRate:
    """Return BPCER at the lowest threshold with APCER ``limit`` or less in every species.

    Measured on the trials at hand: a threshold that was chosen on them flatters. With a limit
    of .05 it is the BPCER20 of the literature.

    Raises
    ------
    ValueError
        When the limit is no rate, or a class has no score.
    """
    return _fixed(trials, "apcer", limit)


def apcer_at_bpcer(trials: Trials, limit: float) -> FixedRate:
    """Return the worst species' APCER at the highest threshold with BPCER ``limit`` or less.

    Raises
    ------
    ValueError
        When the limit is no rate, or a class has no score.
    """
    return _fixed(trials, "bpcer", limit)


def _fixed(trials: Trials, held: str, limit: float) -> FixedRate:
    if not 0 <= limit <= 1:
        raise ValueError(f"a rate lies between 0 and 1, got {limit}")
    curve = error_curve(trials)
    fits: Bools = (curve.apcer if held == "apcer" else curve.bpcer) <= limit
    at = int(np.argmax(fits)) if held == "apcer" else int(np.flatnonzero(fits)[-1])
    threshold = float(curve.thresholds[at])
    found: ErrorRates = error_rates(trials, outcomes_at(trials, threshold))
    rate = found.bpcer if held == "apcer" else found.apcer
    assert rate is not None  # the curve has attacks
    return FixedRate(
        held=held,
        limit=limit,
        threshold=threshold if np.isfinite(threshold) else None,
        rate=rate,
        species=found.worst_species if held == "bpcer" else None,
    )
