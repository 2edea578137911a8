"""What errors cost: the detection cost function, actual and least.

Brummer and du Preez (2006); as used in the NIST speaker recognition evaluations.
"""

from __future__ import annotations

import math

import numpy as np
from pydantic import Field

from liveness.datasets.model import Model

from .trials import Floats, Trials


class Costs(Model):
    """How likely bona fide is, and what each error costs."""

    prior: float = Field(default=0.5, gt=0, lt=1)
    """Probability that a presentation is bona fide."""
    reject_bona_fide: float = Field(default=1.0, gt=0, allow_inf_nan=False)
    """Cost of a bona fide presentation that is rejected."""
    accept_attack: float = Field(default=1.0, gt=0, allow_inf_nan=False)
    """Cost of an attack that is accepted."""

    @property
    def bayes_threshold(self) -> float:
        """The best threshold when scores are log-likelihood ratios: ``-logit(pi_eff)``."""
        return math.log(self.accept_attack * (1 - self.prior)) - math.log(
            self.reject_bona_fide * self.prior
        )


class DetectionCost(Model):
    """Normalised detection cost: 1 is that of the better of "accept all" and "reject all"."""

    actual: float
    """At the Bayes threshold of the costs: right only when scores are calibrated."""
    least: float
    """At the best threshold for these very trials."""
    threshold: float
    """The Bayes threshold."""
    costs: Costs


def cost_at(trials: Trials, threshold: float, costs: Costs) -> float:
    """Return the normalised cost of deciding at a threshold.

    ``DCF = C_r pi P(reject | bona fide) + C_a (1 - pi) P(accept | attack)``, divided by
    ``min(C_r pi, C_a (1 - pi))``; attacks of all species count alike.

    Raises
    ------
    ValueError
        When a class has no score.
    """
    return float(_costs(trials, np.array([threshold]), costs)[0])


def detection_cost(trials: Trials, costs: Costs | None = None) -> DetectionCost:
    """Return actual and least detection cost; even costs at even odds by default.

    Raises
    ------
    ValueError
        When a class has no score.
    """
    costs = costs or Costs()
    scores = np.concatenate([trials.bona_fide_scores(), trials.attack_scores()])
    everywhere = np.append(np.unique(scores), np.inf)
    return DetectionCost(
        actual=cost_at(trials, costs.bayes_threshold, costs),
        least=float(_costs(trials, everywhere, costs).min()),
        threshold=costs.bayes_threshold,
        costs=costs,
    )


def _costs(trials: Trials, thresholds: Floats, costs: Costs) -> Floats:
    person, attack = np.sort(trials.bona_fide_scores()), np.sort(trials.attack_scores())
    if len(person) == 0 or len(attack) == 0:
        raise ValueError("a cost takes scores of bona fide presentations and of attacks")
    rejected = np.searchsorted(person, thresholds, side="left") / len(person)
    accepted = 1 - np.searchsorted(attack, thresholds, side="left") / len(attack)
    miss = costs.reject_bona_fide * costs.prior
    alarm = costs.accept_attack * (1 - costs.prior)
    found: Floats = (miss * rejected + alarm * accepted) / min(miss, alarm)
    return found
