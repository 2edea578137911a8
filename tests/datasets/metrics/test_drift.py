from __future__ import annotations

import numpy as np
import pytest

from liveness.datasets.errors import DataError
from liveness.datasets.metrics.drift import drift

SIGNALS = ("depth", "fused", "motion", "texture")


def _day(
    random: np.random.Generator, shift: float = 0.0, n: int = 120
) -> dict[str, list[float]]:
    """Skewed and capped scores, as the signals give them."""
    made = {}
    for name in SIGNALS:
        scores = np.minimum(random.gamma(2.0, 0.7, n) - 0.5, 3.0)
        made[name] = (scores + shift * 0.9 * (name == "texture")).tolist()
    return made


def test_half_a_standard_deviation_is_flagged() -> None:
    flagged = named = 0
    shifts = []
    for seed in range(40):
        random = np.random.default_rng(seed)
        found = drift(_day(random), _day(random, 0.5))
        flagged += found.alarm
        named += found.signals[0].signal == "texture"
        shifts += [s.shift for s in found.signals if s.signal == "texture"]
    assert flagged >= 36
    assert named >= 36
    assert np.mean(shifts) == pytest.approx(0.5, abs=0.06)


def test_a_day_that_is_drawn_from_the_same_raises_few_alarms() -> None:
    random = np.random.default_rng(11)
    pool = _day(random, n=400)
    alarms = 0
    for _ in range(400):
        then, now = {}, {}
        for name, scores in pool.items():
            mixed = random.permutation(scores)
            then[name], now[name] = mixed[:120].tolist(), mixed[120:240].tolist()
        alarms += drift(then, now).alarm
    # .05 of 400 is 20; three standard deviations of the count are 13
    assert alarms <= 20 + 13


def test_abstentions_are_left_out_and_few_values_are_said() -> None:
    then = {"depth": [1.0] * 20, "motion": [0.5] * 20}
    found = drift(then, {"depth": [1.0] * 20 + [float("nan")] * 9, "motion": [0.5] * 3})
    assert [s.n_day for s in found.signals] == [20]
    assert found.untested == ("motion: 20 and 3 values, 8 are needed",)
    assert not found.alarm
    assert found.signals[0].shift == 0.0
    with pytest.raises(DataError, match="E-CAL-22"):
        drift({}, {"depth": [1.0]})
