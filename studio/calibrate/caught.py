"""Who caught what: which signals reject each attack, what is lost without one. No Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from liveness.capture.fusion import FusionWeights
from liveness.datasets.metrics import Rate
from liveness.studio.trial_table import Row

from .matrix import EvidenceMatrix, subsets

NOBODY = ""
"""Key of the attacks that no signal catches."""


@dataclass(frozen=True, slots=True)
class Attack:
    """What the signals did with one attack, each at its own threshold.

    Parameters
    ----------
    row
        Its place among the takes.
    take, species
        Which attack it is.
    caught, passed
        Signals that reject it, and that let it pass; the others abstain.
    score
        Fused; ``None`` where nothing answered.
    """

    row: int
    take: str
    species: str
    caught: tuple[str, ...]
    passed: tuple[str, ...]
    score: float | None


@dataclass(frozen=True, slots=True)
class SpeciesCaught:
    """Counts of one species' attacks.

    Parameters
    ----------
    species, n
        The species and its attacks.
    by
        Attacks that a signal rejects, by signal.
    only
        Attacks that just one signal rejects, by that signal.
    nobody
        Attacks that no signal rejects.
    """

    species: str
    n: int
    by: Mapping[str, int]
    only: Mapping[str, int]
    nobody: int


@dataclass(frozen=True, slots=True)
class SubsetRates:
    """Error rates of the fusion when only some signals are heard.

    Parameters
    ----------
    names
        The signals.
    species, apcer
        The worst species and its APCER; ``None`` where no attack is answered.
    bpcer
        BPCER.
    silent
        Takes on which none of them answers.
    """

    names: tuple[str, ...]
    species: str | None
    apcer: Rate | None
    bpcer: Rate
    silent: int


def who_caught(
    rows: Sequence[Row],
    matrix: EvidenceMatrix,
    thresholds: Mapping[str, float],
    fused: Sequence[float | None],
) -> list[Attack]:
    """Return what each signal did with each attack.

    Parameters
    ----------
    rows, matrix
        The takes and their evidence, in one order.
    thresholds
        By signal, nat: an llr below it rejects; 0 where none is given.
    fused
        Fused score of each take.
    """
    limits = np.array([thresholds.get(name, 0.0) for name in matrix.names])
    rejects = matrix.valid & (matrix.llr < limits)
    passes = matrix.valid & ~rejects
    return [
        Attack(
            i,
            row.take,
            row.species,
            tuple(np.array(matrix.names)[rejects[i]].tolist()),
            tuple(np.array(matrix.names)[passes[i]].tolist()),
            fused[i],
        )
        for i, row in enumerate(rows)
        if row.species is not None
    ]


def summary(attacks: Sequence[Attack], names: Sequence[str]) -> list[SpeciesCaught]:
    """Return the counts by species, sorted by its name."""
    found = []
    for species in sorted({attack.species for attack in attacks}):
        mine = [attack for attack in attacks if attack.species == species]
        alone = [attack.caught[0] for attack in mine if len(attack.caught) == 1]
        found.append(
            SpeciesCaught(
                species,
                len(mine),
                {name: sum(name in attack.caught for attack in mine) for name in names},
                {name: alone.count(name) for name in names},
                sum(not attack.caught for attack in mine),
            )
        )
    return found


def subset_rates(
    rows: Sequence[Row], matrix: EvidenceMatrix, weights: FusionWeights, threshold: float
) -> list[SubsetRates]:
    """Return the error rates of every subset of signals, the whole first.

    All coefficients and the threshold stay as they are: this says what each signal adds to
    *this* fusion, not what a fusion fitted without it would do. Signals without a weight are
    not among the subsets.
    """
    labels = np.array([row.label for row in rows])
    names = [
        name
        for name in matrix.names
        if max(weights.weight(name, 1.0), weights.weight(name, -1.0)) > 0
        and matrix.valid[:, matrix.names.index(name)].any()
    ]
    return [
        _rates(subset, labels, matrix.fused(weights, subset), threshold)
        for subset in subsets(names)
    ]


def _rates(
    names: tuple[str, ...],
    labels: np.ndarray[tuple[int], np.dtype[np.str_]],
    scores: np.ndarray[tuple[int], np.dtype[np.float64]],
    threshold: float,
) -> SubsetRates:
    answered = ~np.isnan(scores)
    accepted = scores >= threshold
    rates = {}
    for label in np.unique(labels).tolist():
        mine = (labels == label) & answered
        errors = mine & (~accepted if label == "bona-fide" else accepted)
        rates[label] = Rate.of(int(errors.sum()), int(mine.sum()))
    bpcer = rates.pop("bona-fide", Rate.of(0, 0))
    rated = [(name, rate) for name, rate in rates.items() if rate.n]
    worst = max(rated, key=lambda row: (row[1].value, row[1].upper), default=None)
    return SubsetRates(
        names,
        None if worst is None else worst[0],
        None if worst is None else worst[1],
        bpcer,
        int((~answered).sum()),
    )
