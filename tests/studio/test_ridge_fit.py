from __future__ import annotations

import numpy as np
import pytest

from liveness.capture.model_input import feature_input
from liveness.datasets.model_file import Features
from liveness.studio.ridge_fit import Bools, Floats, RidgeFit, Scale, fit_ridge

NAN = float("nan")


def drawn(n: int = 400, seed: int = 0) -> tuple[Floats, Bools]:
    chance = np.random.default_rng(seed)
    truth = np.arange(n) % 2 == 0
    # the second quantity says nothing; the llr of the first one is 2 x
    values = np.stack([chance.normal(np.where(truth, 1.0, -1.0)), chance.normal(size=n)], 1)
    return values, truth


def fit(values: Floats, truth: Bools, ridge: float = 1e-4) -> RidgeFit:
    names = ["bona-fide" if live else "print" for live in truth]
    people = [f"S{i}" for i in range(len(truth))]
    return fit_ridge(values, truth, names, people, ridge=ridge, limit=10.0, indicate=True)


def test_the_logit_is_the_known_likelihood_ratio() -> None:
    values, truth = drawn(20_000)
    logits = fit(values, truth).logits(np.array([[1.0, 0.0], [-0.5, 3.0]]))
    assert logits == pytest.approx([2.0, -1.0], abs=0.15)


def test_what_is_missing_says_so_by_its_indicator() -> None:
    values, truth = drawn()
    gone = values.copy()
    gone[~truth, 1] = NAN  # only attacks lack it
    found = fit(gone, truth)
    lacking, having = found.logits(np.array([[0.0, NAN], [0.0, 0.0]]))
    assert lacking < having - 1


def test_a_stronger_ridge_says_less() -> None:
    values, truth = drawn()
    far = np.array([[3.0, 0.0]])
    assert fit(values, truth, 1.0).logits(far) < fit(values, truth, 1e-3).logits(far)


def test_species_count_the_same_whatever_their_number() -> None:
    values = np.array([[1.0]] * 10 + [[0.0]] * 10 + [[0.5]])
    truth = np.array([True] * 10 + [False] * 11)
    labels = ["bona-fide"] * 10 + ["many"] * 10 + ["one"]
    rare = fit_ridge(
        values, truth, labels, labels, ridge=1e-3, limit=9.0, indicate=False
    ).logits(np.array([[0.5]]))
    as_many = fit_ridge(
        values,
        truth,
        ["bona-fide"] * 10 + ["many"] * 11,
        [str(i) for i in range(21)],
        ridge=1e-3,
        limit=9.0,
        indicate=False,
    ).logits(np.array([[0.5]]))
    assert rare < as_many


def test_the_slot_makes_the_same_input() -> None:
    values = np.array([[1.0, NAN, 3.0], [2.0, 5.0, 90.0], [4.0, 6.0, NAN], [3.0, 5.5, 2.0]])
    scale = Scale.of(values, 1.2, indicate=True)
    wanted = Features(
        names=("a", "b", "c"),
        mean=tuple(scale.mean.tolist()),
        std=tuple(scale.std.tolist()),
        limit=1.2,
        missing="indicate",
    )
    for row, expected in zip(values, scale.apply(values), strict=True):
        known = {n: v for n, v in zip("abc", row.tolist(), strict=True) if v == v}
        made = feature_input(wanted, known)
        assert not isinstance(made, str)
        np.testing.assert_allclose(made[0], expected, atol=1e-6)
