from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import det_curve

from liveness.datasets.metrics import Trials, clopper_pearson, error_curve
from liveness.datasets.metrics.det_view import DetView, deviate
from liveness.datasets.metrics.separation import Separation


def _trials(n: int, *species: str, seed: int = 0) -> Trials:
    chance = np.random.default_rng(seed)
    scores = [chance.normal(1, 1, n)]
    labels: list[str | None] = [None] * n
    for k, name in enumerate(species):
        scores.append(chance.normal(-1 + k / 2, 1, n))
        labels += [name] * n
    return Trials.of(np.concatenate(scores), labels)


def test_points_are_those_of_scikit_learn() -> None:
    trials = _trials(60, "print-matte")
    view = DetView.of(Separation.of(trials))
    assert view is not None
    apcer, bpcer, thresholds = det_curve(trials.bona_fide, trials.scores)
    at = np.searchsorted(view.thresholds, thresholds)
    np.testing.assert_array_equal(view.thresholds[at], thresholds)
    np.testing.assert_allclose(view.apcer[at], apcer, atol=1e-12)
    np.testing.assert_allclose(view.bpcer[at], bpcer, atol=1e-12)


def test_the_curve_is_that_of_the_metrics_with_exact_intervals() -> None:
    trials = _trials(40, "print-matte", "mask-rigid")
    separation = Separation.of(trials)
    view, curve = DetView.of(separation), error_curve(trials)
    assert view is not None
    np.testing.assert_allclose(view.apcer, curve.apcer, atol=1e-12)
    np.testing.assert_allclose(view.bpcer, curve.bpcer, atol=1e-12)
    for i in (0, 17, 60, len(view.thresholds) - 1):
        reading = separation.at(float(view.thresholds[i]))
        assert reading.worst is not None
        assert (view.apcer_low[i], view.apcer_high[i]) == pytest.approx(
            clopper_pearson(reading.worst[1].errors, reading.worst[1].n)
        )
        assert (view.bpcer_low[i], view.bpcer_high[i]) == pytest.approx(
            clopper_pearson(reading.bpcer.errors, reading.bpcer.n)
        )


def test_many_scores_are_thinned_to_exact_points_close_together() -> None:
    separation = Separation.of(_trials(4000, "print-matte", "mask-rigid"))
    whole, thin = DetView.of(separation, limit=10**6), DetView.of(separation, limit=300)
    assert whole is not None
    assert thin is not None
    assert len(thin.thresholds) <= 300 < len(whole.thresholds)
    at = np.searchsorted(whole.thresholds, thin.thresholds)
    np.testing.assert_array_equal(whole.apcer[at], thin.apcer)
    way = np.abs(np.diff(deviate(thin.apcer))) + np.abs(np.diff(deviate(thin.bpcer)))
    # no hole is larger than one step of a single score allows
    assert way.max() < 0.5
    assert thin.thresholds[-1] == np.inf


def test_the_nearest_threshold_gives_the_errors_that_were_asked_for() -> None:
    separation = Separation.of(_trials(500, "print-matte"))
    view = DetView.of(separation)
    assert view is not None
    for i in range(10, len(view.thresholds) - 1, 90):
        threshold = view.nearest(float(view.apcer[i]), float(view.bpcer[i]))
        reading = separation.at(threshold)
        assert reading.worst is not None
        assert reading.worst[1].value == pytest.approx(float(view.apcer[i]))
        assert reading.bpcer.value == pytest.approx(float(view.bpcer[i]))


def test_a_class_without_scores_has_no_curve() -> None:
    assert DetView.of(Separation.of(Trials.of([1.0, 2.0], [None, None]))) is None
    assert DetView.of(Separation.of(Trials.of([1.0, None], ["mask-rigid", None]))) is None
