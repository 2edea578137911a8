from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import brier_score_loss

from liveness.datasets.metrics import Trials, brier, posterior


def test_it_is_that_of_scikit_learn_at_the_prior_of_the_trials() -> None:
    chance = np.random.default_rng(0)
    scores = np.concatenate([chance.normal(2, 2, 60), chance.normal(-2, 2, 40)])
    labels = [None] * 60 + ["print-matte"] * 40
    found = brier(Trials.of(scores, labels))
    truth = np.array([label is None for label in labels])
    assert found.score == pytest.approx(brier_score_loss(truth, posterior(scores, 0.6)))
    assert found.isotonic <= found.score < found.knows_nothing == pytest.approx(0.24)
    assert found.n == 100


def test_scores_of_the_wrong_polarity_are_worse_than_knowing_nothing() -> None:
    swapped = Trials.of([-3.0, -2.0, 2.0, 3.0], [None, None, "mask-rigid", "mask-rigid"])
    found = brier(swapped)
    assert found.score > found.knows_nothing


def test_scores_that_separate_are_perfect_after_the_best_map() -> None:
    found = brier(Trials.of([0.2, 0.3, 0.1], [None, None, "mask-rigid"]))
    assert found.isotonic == pytest.approx(0.0)
