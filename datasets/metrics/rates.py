"""Error rates at a threshold, as ISO/IEC 30107-3 reports them: per species, with intervals.

The classification rates (APCER, BPCER) and non-response rates (APNRR, BPNRR) of a PAD subsystem
are defined in ISO/IEC 30107-3:2023, clause 3 (terms) and clause 13 (metrics); docs/metrics.md
says what could be checked of it. APCER is per PAI species and its headline is the maximum.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from liveness.datasets.model import Model

from .intervals import clopper_pearson, upper_limit
from .trials import Bools, Trials

ACCEPT: Final = 1
UNDECIDED: Final = 0
REJECT: Final = -1
NO_RESPONSE: Final = -2

Outcomes = NDArray[np.int8]
"""What became of each presentation: one of the four codes above."""


class Rate(Model):
    """A proportion of errors, with the interval that its number of trials allows."""

    errors: int
    n: int
    """Trials; with 0 there is no rate."""
    value: float | None
    low: float | None
    """Lower end of the exact two-sided 95 % interval (Clopper-Pearson)."""
    high: float | None
    """Upper end of that interval."""
    upper: float | None
    """Exact one-sided 95 % upper limit: the rate is that or less."""

    @classmethod
    def of(cls, errors: int, n: int) -> Self:
        """Return the rate of ``errors`` among ``n`` trials.

        Raises
        ------
        ValueError
            When the counts are no counts.
        """
        if n == 0 and errors == 0:
            return cls(errors=0, n=0, value=None, low=None, high=None, upper=None)
        low, high = clopper_pearson(errors, n)
        return cls(
            errors=errors,
            n=n,
            value=errors / n,
            low=low,
            high=high,
            upper=upper_limit(errors, n),
        )

    def words(self) -> str:
        """Return what the count shows, in plain words."""
        if self.value is None or self.upper is None:
            return "no trial, so no rate"
        count = "1 error" if self.errors == 1 else f"{self.errors} errors"
        return f"{count} in {self.n} only shows {100 * self.upper:.1f} % or less"


class SpeciesRates(Model):
    """What became of the attacks of one PAI species."""

    species: str
    presentations: int
    apcer: Rate
    """Attacks accepted as bona fide, among those that answered."""
    undecided: Rate
    """Attacks that answered and were neither accepted nor rejected."""
    apnrr: Rate
    """Attacks to which nothing answered, among all."""


class ErrorRates(Model):
    """What became of bona fide presentations and of the attacks of each species."""

    species: tuple[SpeciesRates, ...]
    worst_species: str | None
    """The species with the highest APCER (of several, the one with the higher limit)."""
    apcer: Rate | None
    """The headline: APCER of the worst species; ``None`` without an attack that answered."""
    bona_fide: int
    """Bona fide presentations."""
    bpcer: Rate
    """Bona fide presentations rejected as attacks, among those that answered."""
    bona_fide_undecided: Rate
    """Bona fide presentations that answered and were neither accepted nor rejected."""
    bpnrr: Rate
    """Bona fide presentations to which nothing answered, among all."""


def outcomes_at(
    trials: Trials, threshold: float, reject_below: float | None = None
) -> Outcomes:
    """Return what becomes of each presentation at a threshold.

    Parameters
    ----------
    trials
        The presentations.
    threshold
        A score at or above it is accepted as bona fide.
    reject_below
        Where it is given, a score *at or below* it is rejected and what lies between is
        undecided; else every other score is rejected.

    Raises
    ------
    ValueError
        When a limit is NaN, or ``reject_below`` is not below the threshold.
    """
    if math.isnan(threshold) or (reject_below is not None and not reject_below < threshold):
        raise ValueError(f"threshold {threshold}, reject below {reject_below}: no order")
    found = np.full(len(trials), REJECT, np.int8)
    if reject_below is not None:
        found[trials.scores > reject_below] = UNDECIDED
    found[trials.scores >= threshold] = ACCEPT
    found[~trials.answered] = NO_RESPONSE
    return found


def error_rates(trials: Trials, outcomes: Outcomes) -> ErrorRates:
    """Return APCER per species and its maximum, BPCER, APNRR and BPNRR.

    APCER of a species is the share of its answered attacks that were accepted; accepting
    everything gives 100 %. BPCER is the share of answered bona fide presentations that were
    rejected. Undecided presentations stay in the denominators and are counted beside.

    Raises
    ------
    ValueError
        When there is not one outcome a presentation.
    """
    if outcomes.shape != (len(trials),):
        raise ValueError(f"{outcomes.shape} outcomes for {len(trials)} presentations")
    species = tuple(_species(trials, outcomes, name) for name in trials.species_names)
    rated = [each for each in species if each.apcer.value is not None]
    worst = max(rated, key=_severity, default=None)
    person = trials.bona_fide
    return ErrorRates(
        species=species,
        worst_species=None if worst is None else worst.species,
        apcer=None if worst is None else worst.apcer,
        bona_fide=int(person.sum()),
        bpcer=_share(outcomes[person], REJECT),
        bona_fide_undecided=_share(outcomes[person], UNDECIDED),
        bpnrr=_non_responses(outcomes[person]),
    )


def _species(trials: Trials, outcomes: Outcomes, name: str) -> SpeciesRates:
    mine = outcomes[trials.of_species(name)]
    return SpeciesRates(
        species=name,
        presentations=len(mine),
        apcer=_share(mine, ACCEPT),
        undecided=_share(mine, UNDECIDED),
        apnrr=_non_responses(mine),
    )


def _severity(rates: SpeciesRates) -> tuple[float, float]:
    return rates.apcer.value or 0.0, rates.apcer.high or 0.0


def _share(outcomes: Outcomes, code: int) -> Rate:
    answered = int(np.count_nonzero(outcomes != NO_RESPONSE))
    return Rate.of(int(np.count_nonzero(outcomes == code)), answered)


def _non_responses(outcomes: Outcomes) -> Rate:
    return Rate.of(int(np.count_nonzero(outcomes == NO_RESPONSE)), len(outcomes))


class GroupRates(Model):
    """The error rates of one group of presentations."""

    group: str
    rates: ErrorRates


def rates_by_group(
    trials: Trials, outcomes: Outcomes, groups: Sequence[str | None]
) -> tuple[GroupRates, ...]:
    """Return the error rates of each group (camera, light, age band), sorted by its name.

    Parameters
    ----------
    trials, outcomes
        As for :func:`error_rates`.
    groups
        The group of each presentation; ``None`` is told as ``unknown``.

    Raises
    ------
    ValueError
        When there is not one group a presentation.
    """
    if len(groups) != len(trials):
        raise ValueError(f"{len(groups)} groups for {len(trials)} presentations")
    names = ["unknown" if group is None else group for group in groups]
    found = []
    for name in sorted(set(names)):
        rows: Bools = np.array([each == name for each in names], np.bool_)
        found.append(
            GroupRates(group=name, rates=error_rates(trials.only(rows), outcomes[rows]))
        )
    return tuple(found)
