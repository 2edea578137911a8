"""What the Calibrate page works on: takes, weights and a threshold for each signal. No Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from liveness.capture.fusion import FusionWeights
from liveness.datasets.evidence import Evidence
from liveness.datasets.metrics import Trials
from liveness.datasets.metrics.det_view import DetView
from liveness.datasets.metrics.separation import Separation
from liveness.studio.fused_scores import fusion_of
from liveness.studio.trial_table import Row, fuse_rows

from .caught import Attack, SubsetRates, subset_rates, who_caught
from .comparing import Decision, decide
from .matrix import EvidenceMatrix, Floats, reweighted

FUSED = "fused"


@dataclass(frozen=True, eq=False)
class Board:
    """Takes as some weights and parameters see them; never changed once made.

    Parameters
    ----------
    rows
        The takes.
    weights
        The fusion in use, before anything is tried out.
    factors
        What weights are multiplied with, by signal; 0 drops one.
    replaced
        Evidence of a signal that stands for the stored one (parameters are tried out): by
        signal, then by take. Takes that are not named there are not shown for that signal.
    """

    rows: tuple[Row, ...]
    weights: FusionWeights = field(default_factory=FusionWeights.prior)
    factors: Mapping[str, float] = field(default_factory=dict)
    replaced: Mapping[str, Mapping[str, Evidence]] = field(default_factory=dict)

    @cached_property
    def shown(self) -> tuple[Row, ...]:
        """The takes that are shown: those that every replaced signal was scored on."""
        if not self.replaced:
            return self.rows
        return tuple(
            replace(row, evidence={**row.evidence, **{n: m[row.take] for n, m in kept.items()}})
            for row in self.rows
            if (kept := self.replaced) and all(row.take in m for m in kept.values())
        )

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The signals that said anything, sorted."""
        return tuple(sorted({name for row in self.rows for name in row.evidence}))

    @cached_property
    def matrix(self) -> EvidenceMatrix:
        """The evidence of the takes that are shown."""
        return EvidenceMatrix.of([row.evidence for row in self.shown])

    @property
    def tried(self) -> bool:
        """Whether weights are tried out."""
        return any(factor != 1 for factor in self.factors.values())

    @cached_property
    def in_use(self) -> FusionWeights:
        """The weights with what is tried out."""
        return reweighted(self.weights, self.factors) if self.tried else self.weights

    @cached_property
    def fused(self) -> list[float | None]:
        """The fused score of each take that is shown; ``None`` where nothing answers."""
        found = fuse_rows(self.shown, fusion_of(self.in_use))
        return [each.llr if each.valid else None for each in found]

    def scores(self, name: str) -> list[float | None]:
        """Return the score of each take that is shown: of a signal, or ``fused``."""
        if name == FUSED:
            return self.fused
        said = [row.evidence.get(name) for row in self.shown]
        return [None if e is None or not e.valid else e.llr for e in said]

    def trials(self, name: str) -> Trials:
        """Return the takes that are shown as trials of a signal, or of the fusion."""
        return Trials.of(
            self.scores(name),
            [row.species for row in self.shown],
            [row.subject for row in self.shown],
            [row.pai for row in self.shown],
        )

    def view(self, name: str) -> View:
        """Return the sorted scores and the curve of a signal, or of the fusion."""
        trials = self.trials(name)
        separation = Separation.of(trials)
        return View(name, trials, separation, DetView.of(separation))

    def decisions(self, threshold: float) -> list[Decision]:
        """Return what the fusion decides of each take that is shown, at a threshold."""
        families = self.matrix.families(self.in_use).tolist()
        needed = self.in_use.accept_families
        return [
            decide(score, threshold, count, needed)
            for score, count in zip(self.fused, families, strict=True)
        ]

    def caught(self, thresholds: Mapping[str, float]) -> list[Attack]:
        """Return what each signal did with each attack that is shown."""
        return who_caught(self.shown, self.matrix, thresholds, self.fused)

    def subsets(self, threshold: float) -> list[SubsetRates]:
        """Return the error rates of every subset of signals at a fused threshold."""
        return subset_rates(self.shown, self.matrix, self.in_use, threshold)

    def fused_over_time(
        self,
        tracks: Mapping[str, tuple[Floats, Floats, np.ndarray[tuple[int], np.dtype[np.bool_]]]],
    ) -> Floats:
        """Return the fused score at each frame of a take, NaN where nothing answers.

        Parameters
        ----------
        tracks
            By signal: llr, quality and validity, shape ``(frames,)`` each.
        """
        count = max((len(llr) for llr, _, _ in tracks.values()), default=0)
        shape = (count, len(self.matrix.names))
        llr, quality, valid = np.zeros(shape), np.zeros(shape), np.zeros(shape, np.bool_)
        for k, name in enumerate(self.matrix.names):
            if name in tracks:
                said, good, spoke = tracks[name]
                spoke = spoke & (np.nan_to_num(good) > 0)
                llr[spoke, k], quality[spoke, k] = said[spoke], good[spoke]
                valid[:, k] = spoke
        return EvidenceMatrix(self.matrix.names, llr, quality, valid).fused(self.in_use)


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """The scores of one signal or of the fusion, ready for a threshold to be dragged.

    Parameters
    ----------
    name
        The signal, or ``fused``.
    trials
        In the order of the takes that are shown.
    separation, det
        The scores sorted, and their curve (``None`` where a class has none).
    """

    name: str
    trials: Trials
    separation: Separation
    det: DetView | None


def default_thresholds(names: Sequence[str], weights: FusionWeights) -> dict[str, float]:
    """Return where thresholds stand before anybody moved them: 0 is even odds."""
    return {FUSED: weights.accept, **dict.fromkeys(names, 0.0)}
