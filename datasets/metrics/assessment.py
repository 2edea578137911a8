"""Everything that is told of one set of decisions, each number with its n and interval."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from liveness.datasets.model import Model

from .bootstrap import ClusterInterval, cluster_bootstrap
from .cost import DetectionCost, detection_cost
from .curves import FixedRate, apcer_at_bpcer, bpcer_at_apcer, error_curve
from .information import Information, information
from .literature import Literature, acer, eer
from .rates import (
    ACCEPT,
    NO_RESPONSE,
    REJECT,
    ErrorRates,
    Outcomes,
    Rate,
    error_rates,
)
from .reliability import ReliabilityBin, reliability
from .sampling import design_effect, intraclass_correlation, presentations_needed
from .trials import NON_RESPONSES, POLARITY, POSITIVE_CLASS, Bools, Trials

HELD = 0.05
"""The rate at which the other one is told besides the operating point."""


DET_POINTS = 200
"""Points of a DET curve that are told at most."""


class Clustering(Model):
    """What it does to an error rate that subjects and PAIs come back."""

    interval: ClusterInterval | None
    """Bootstrap over subjects and, for attacks, PAIs; ``None`` with less than two of them."""
    correlation: float | None
    """Of errors within a PAI (of bona fide within a subject); ``None`` where unknown."""
    design_effect: float | None
    """How many times more presentations are needed because of it."""
    effective_n: float | None
    """What the presentations are worth, in independent ones."""


class DetPoint(Model):
    """One point of the DET curve: both errors at one threshold."""

    threshold: float
    apcer: float
    """Of the worst species."""
    bpcer: float


class Assessment(Model):
    """Error rates of a set of decisions, and how sure they are."""

    polarity: str = POLARITY
    positive_class: str = POSITIVE_CLASS
    non_responses: str = NON_RESPONSES
    rates: ErrorRates
    clusters: Mapping[str, Clustering]
    """By ``bona-fide`` (BPCER) and species (APCER)."""
    bpcer_at_apcer: FixedRate | None
    """Where APCER of every species is 5 %; chosen on these very trials, so it flatters."""
    apcer_at_bpcer: FixedRate | None
    information: Information | None
    cost: DetectionCost | None
    """At even costs and odds."""
    reliability: tuple[ReliabilityBin, ...]
    det: tuple[DetPoint, ...]
    """Of the presentations that answered, their numbers are in ``rates``; at most 200 points,
    evenly over the thresholds, from accepting all on."""
    literature: Literature
    warnings: tuple[str, ...]
    """What these numbers do not show, in plain words."""


def assess(trials: Trials, outcomes: Outcomes, *, seed: int = 0) -> Assessment:
    """Return everything that can be told of decisions; what cannot is ``None``.

    Parameters
    ----------
    trials
        The presentations; rows in any order give the same answer.
    outcomes
        What became of each, see :func:`~liveness.datasets.metrics.rates.outcomes_at`.
    seed
        Of the bootstrap.

    Raises
    ------
    ValueError
        When there is not one outcome a presentation.
    """
    rates = error_rates(trials, outcomes)
    both = len(trials.bona_fide_scores()) > 0 and len(trials.attack_scores()) > 0
    clusters = {"bona-fide": _clustering(trials, outcomes, None, seed)}
    for name in trials.species_names:
        clusters[name] = _clustering(trials, outcomes, name, seed)
    return Assessment(
        rates=rates,
        clusters=clusters,
        bpcer_at_apcer=bpcer_at_apcer(trials, HELD) if both else None,
        apcer_at_bpcer=apcer_at_bpcer(trials, HELD) if both else None,
        information=information(trials) if both else None,
        cost=detection_cost(trials) if both else None,
        reliability=reliability(trials) if both else (),
        det=_det(trials) if both else (),
        literature=Literature(eer=eer(trials) if both else None, acer=_acer(rates)),
        warnings=_warnings(rates),
    )


def _det(trials: Trials) -> tuple[DetPoint, ...]:
    curve = error_curve(trials)
    # the last threshold is infinite: nothing is accepted there
    count = len(curve.thresholds) - 1
    rows = np.unique(np.linspace(0, count - 1, min(count, DET_POINTS)).round().astype(np.intp))
    return tuple(
        DetPoint(
            threshold=float(curve.thresholds[i]),
            apcer=float(curve.apcer[i]),
            bpcer=float(curve.bpcer[i]),
        )
        for i in rows.tolist()
    )


def _acer(rates: ErrorRates) -> float | None:
    apcer, bpcer = rates.apcer, rates.bpcer.value
    if apcer is None or apcer.value is None or bpcer is None:
        return None
    return acer(apcer.value, bpcer)


def _clustering(
    trials: Trials, outcomes: Outcomes, species: str | None, seed: int
) -> Clustering:
    rows: Bools = trials.of_species(species) & (outcomes != NO_RESPONSE)
    part = trials.only(rows)
    errors = outcomes[rows] == (REJECT if species is None else ACCEPT)
    kinds = [part.subjects]
    if species is not None and len(set(part.pais) - {None}) > 1:
        kinds.append(part.pais)
    interval = cluster_bootstrap(errors, *kinds, seed=seed)
    repeats = kinds[-1]
    names = [f"\0{i}" if name is None else name for i, name in enumerate(repeats)]
    alike = intraclass_correlation(errors, names)
    effect = worth = None
    if alike is not None:
        sizes = np.unique(names, return_counts=True)[1]
        effect = design_effect(float((sizes**2).sum() / sizes.sum()), alike)
        worth = len(names) / effect
    return Clustering(
        interval=interval, correlation=alike, design_effect=effect, effective_n=worth
    )


def _warnings(rates: ErrorRates) -> tuple[str, ...]:
    found = []
    named = [("bona fide", rates.bpcer), *((s.species, s.apcer) for s in rates.species)]
    for name, rate in named:
        if rate.n == 0:
            found.append(f"{name}: nothing answered, so there is no rate")
        elif rate.value is not None and rate.value > HELD:
            found.append(f"{name}: {_between(rate)}")
        elif rate.upper is not None and rate.upper > HELD:
            found.append(f"{name}: {rate.words()}{_more(rate)}")
    if not rates.species:
        found.append("there are no attacks, so there is no APCER")
    if rates.bona_fide == 0:
        found.append("there are no bona fide presentations, so there is no BPCER")
    return tuple(found)


def _between(rate: Rate) -> str:
    """Return what a rate above the one that is held shows."""
    count = "1 error" if rate.errors == 1 else f"{rate.errors} errors"
    low, high = 100 * (rate.low or 0.0), 100 * (rate.high or 1.0)
    return f"{count} in {rate.n}: the true rate may lie from {low:.1f} to {high:.1f} %"


def _more(rate: Rate) -> str:
    """Return how many more clean presentations would show the rate that is held."""
    more = presentations_needed(HELD, rate.errors) - rate.n
    return f"; {more} more without an error would show {100 * HELD:g} %"
