from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from liveness.capture.fusion import Fusion
from liveness.capture.fusion_fit import fit_fusion
from liveness.capture.signals import SIGNALS
from liveness.datasets.evidence import Evidence

NAMES = ("depth", "texture", "reflection")
MEAN = np.array([1.2, 1.0, 1.0])
SPREAD = np.array([1.8, 1.4, 1.6])
TRUE = 2 * MEAN / SPREAD**2
"""For Gaussians about +-m the log-likelihood ratio of z is 2 m z / s^2."""

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def simulated(seed: int, n: int = 4000) -> tuple[Floats, Bools, Floats, Bools]:
    """Scores whose product with their quality is Gaussian about +-MEAN; a tenth abstain."""
    random = np.random.default_rng(seed)
    target = np.arange(n) % 2 == 0
    z = np.where(target, 1, -1)[:, None] * MEAN + SPREAD * random.standard_normal((n, 3))
    quality = random.uniform(0.4, 1.0, (n, 3))
    valid = random.random((n, 3)) > 0.1
    return np.where(valid, z / quality, np.nan), valid, quality, target


def test_truth_X2_fusion_recovers_known_weights_from_gaussians() -> None:
    fits = [fit_fusion(*simulated(seed), names=NAMES) for seed in range(8)]
    found = np.array([[fit.weights[name] for name in NAMES] for fit in fits])
    error = found / TRUE - 1
    # the sample alone moves a weight by 4 % (Fisher); on average there is no error
    assert (abs(error) < 0.1).mean() > 0.95
    assert abs(error.mean(axis=0)).max() < 0.04
    assert 0.02 < error.std() < 0.06
    for fit in fits:
        assert fit.calibrated
        assert abs(fit.offset) < 0.3
        assert max(abs(bias) for bias in fit.biases.values()) < 0.4


def test_a_prior_other_than_even_gives_the_same_weights() -> None:
    weights = fit_fusion(*simulated(3), names=NAMES, prior=0.2)
    found = np.array([weights.weights[name] for name in NAMES])
    np.testing.assert_allclose(found, TRUE, rtol=0.15)
    # the score is a likelihood ratio: the prior is no part of it
    assert abs(weights.offset) < 0.3


def test_a_signal_that_points_the_wrong_way_gets_no_weight() -> None:
    llr, valid, quality, target = simulated(4)
    llr[:, 2] *= -1
    weights = fit_fusion(llr, valid, quality, target, names=NAMES)
    assert weights.weights["reflection"] == 0
    assert weights.weights["depth"] == pytest.approx(TRUE[0], rel=0.1)


def test_many_rows_of_one_species_count_no_more_than_few_of_another() -> None:
    random = np.random.default_rng(5)
    rows = {"person": (2.0, 200), "print": (-2.0, 1000), "replay": (1.0, 50)}
    llr = np.concatenate([random.normal(m, 1, n) for m, n in rows.values()])[:, None]
    group = [name for name, (_, n) in rows.items() for _ in range(n)]
    target = np.array([name == "person" for name in group])
    whole, all_valid = np.ones_like(llr), np.ones(llr.shape, np.bool_)
    plain = fit_fusion(llr, all_valid, whole, target, names=["depth"])
    fair = fit_fusion(llr, all_valid, whole, target, group, names=["depth"])
    # the few replays look alive: once they count as much as the prints, it says less
    assert fair.weights["depth"] < 0.7 * plain.weights["depth"]


def test_what_was_fitted_fuses_to_the_same_score() -> None:
    llr, valid, quality, target = simulated(6)
    weights = fit_fusion(llr, valid, quality, target, names=NAMES)
    fusion = Fusion(weights, signals=SIGNALS)  # type: ignore[arg-type]
    small = np.clip(llr[:20] * 0.1, -0.4, 0.4)
    for s, v, q in zip(small, valid[:20], quality[:20], strict=True):
        evidence = {
            name: Evidence(name=name, llr=float(s[i]), valid=True, quality=float(q[i]))
            if v[i]
            else Evidence.abstain(name, "none")
            for i, name in enumerate(NAMES)
        }
        expected = weights.offset + sum(
            weights.weights[name] * q[i] * s[i] + weights.biases[name]
            for i, name in enumerate(NAMES)
            if v[i]
        )
        assert fusion.fuse(evidence).llr == pytest.approx(expected)


@pytest.mark.parametrize("fault", ["shape", "class", "nan", "groups", "prior"])
def test_what_cannot_be_fitted_is_refused(fault: str) -> None:
    llr, valid, quality, target = simulated(7, 40)
    groups = None
    if fault == "shape":
        llr = llr[:, :2]
    elif fault == "class":
        target = np.ones(40, np.bool_)
    elif fault == "nan":
        llr[0], valid[0] = np.nan, True
    elif fault == "groups":
        groups = ["one"]
    with pytest.raises(ValueError, match=r"must be|takes|finite|groups|prior"):
        fit_fusion(
            llr,
            valid,
            quality,
            target,
            groups,
            names=NAMES,
            prior=2 if fault == "prior" else 0.5,
        )
