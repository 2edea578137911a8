"""What a threshold does, fast enough to be dragged, and what can be said of it in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from liveness.datasets.model import Model

from .literature import acer
from .rates import Rate
from .trials import Floats, Trials

EMPTY = 0.05
"""A stretch without scores is told where it is longer than this part of all scores' range."""


class ThresholdReading(Model):
    """Error rates at one threshold."""

    threshold: float
    bpcer: Rate
    """Bona fide scores below the threshold."""
    species: dict[str, Rate]
    """APCER: attack scores of each species at or above it."""

    @property
    def worst(self) -> tuple[str, Rate] | None:
        """The species with the highest APCER, which is the headline; of equals the one that
        its number of trials bounds least.
        """
        rated = [(name, rate) for name, rate in self.species.items() if rate.n]
        return max(rated, key=lambda row: (row[1].value, row[1].upper), default=None)

    @property
    def acer(self) -> float | None:
        """Mean of the worst species' APCER and BPCER; for comparison with literature only."""
        worst = self.worst
        if worst is None or worst[1].value is None or self.bpcer.value is None:
            return None
        return acer(worst[1].value, self.bpcer.value)


@dataclass(frozen=True, eq=False)
class Separation:
    """Scores sorted once, so that any threshold is answered by looking up.

    Parameters
    ----------
    bona_fide
        Sorted scores, shape ``(n,)``, nat.
    species
        Sorted scores by PAI species.
    silent
        Presentations without a score by label.
    """

    bona_fide: Floats
    species: Mapping[str, Floats]
    silent: Mapping[str, int]

    @classmethod
    def of(cls, trials: Trials) -> Separation:
        """Sort the scores of trials."""
        species = {name: np.sort(trials.attack_scores(name)) for name in trials.species_names}
        silent: dict[str, int] = {}
        for score, name in zip(trials.scores.tolist(), trials.species, strict=True):
            if not np.isfinite(score):
                label = name or "bona-fide"
                silent[label] = silent.get(label, 0) + 1
        return cls(np.sort(trials.bona_fide_scores()), species, silent)

    def at(self, threshold: float) -> ThresholdReading:
        """Return the error rates at a threshold; a score at it is accepted."""
        rejected = int(np.searchsorted(self.bona_fide, threshold, side="left"))
        species = {}
        for name, scores in self.species.items():
            accepted = len(scores) - int(np.searchsorted(scores, threshold, side="left"))
            species[name] = Rate.of(accepted, len(scores))
        return ThresholdReading(
            threshold=threshold, bpcer=Rate.of(rejected, len(self.bona_fide)), species=species
        )

    def gap(self, threshold: float) -> tuple[float, float] | None:
        """Return the stretch around a threshold in which all thresholds give the same errors.

        ``None`` where no score is on one of its sides: it has no end there.
        """
        everything = [self.bona_fide, *self.species.values()]
        below = [s[i - 1] for s in everything if (i := np.searchsorted(s, threshold))]
        above = [s[i] for s in everything if (i := np.searchsorted(s, threshold)) < len(s)]
        if not below or not above:
            return None
        return float(max(below)), float(min(above))

    def verdict(self, threshold: float) -> tuple[str, ...]:
        """Return what can be said of these scores and this threshold, one sentence each."""
        if not self._full:
            lacking = "attacks" if len(self.bona_fide) else "bona fide presentations"
            return (f"No {lacking} have a score here, so nothing can be said.",)
        said = [self._whole]
        gap = self.gap(threshold)
        if gap is not None and gap[1] - gap[0] > EMPTY * self._spread:
            said.append(
                f"The threshold lies in empty space: anything above {gap[0]:.2f} and up to "
                f"{gap[1]:.2f} gives the same errors."
            )
        said += self._small
        return tuple(said)

    # what no threshold changes is found once, for a threshold is dragged

    @property
    def _full(self) -> bool:
        return bool(len(self.bona_fide)) and any(len(s) for s in self.species.values())

    @cached_property
    def _spread(self) -> float:
        known = [s for s in (self.bona_fide, *self.species.values()) if len(s)]
        return float(max(s[-1] for s in known) - min(s[0] for s in known))

    @cached_property
    def _whole(self) -> str:
        low = float(self.bona_fide[0])
        high = max(float(scores[-1]) for scores in self.species.values() if len(scores))
        if low > high:
            return f"Separates these takes with a margin of {low - high:.2f} nat."
        over = sorted(
            (float((scores >= low).mean()), name)
            for name, scores in self.species.items()
            if len(scores) and scores[-1] >= low
        )
        share, name = over[-1]
        if share >= 0.5 and float(np.median(self.species[name])) >= float(
            np.median(self.bona_fide)
        ):
            return (
                f"No threshold can work: half of {name} scores as high as bona fide "
                "presentations do, or higher."
            )
        names = ", ".join(each for _, each in reversed(over))
        return f"No threshold is free of errors: {names} overlap with bona fide."

    @cached_property
    def _small(self) -> Sequence[str]:
        rates = {"bona fide": len(self.bona_fide)} | {
            k: len(v) for k, v in self.species.items()
        }
        few = [f"{name} {n}" for name, n in rates.items() if 0 < n < 30]
        if not few:
            return ()
        return (f"Few takes, so every rate is rough (n under 30): {', '.join(few)}.",)
