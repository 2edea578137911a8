from __future__ import annotations

import numpy as np
import pytest

from liveness.datasets.evidence import Evidence, SignalMap


def test_an_abstention_is_zero_and_says_why() -> None:
    evidence = Evidence.abstain("depth", "head still")
    assert (evidence.llr, evidence.valid, evidence.quality) == (0.0, False, 0.0)
    with pytest.raises(ValueError, match="says why"):
        Evidence("depth", 0.0, False, 0.0)
    with pytest.raises(ValueError, match="says why"):
        Evidence("depth", 0.5, False, 0.0, ("head still",))


@pytest.mark.parametrize(
    ("llr", "quality", "raw"),
    [(float("nan"), 0.5, {}), (1.0, 1.5, {}), (1.0, -0.1, {}), (1.0, 0.5, {"a": np.inf})],
)
def test_wild_numbers_are_refused(llr: float, quality: float, raw: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="depth"):
        Evidence("depth", llr, True, quality, raw=raw)


def test_a_map_is_checked() -> None:
    box = (0.0, 0.0, 4.0, 4.0)
    values = np.zeros((4, 4), np.float32)
    assert SignalMap(values, "relief", "mm", -1, 1, box).unit == "mm"
    with pytest.raises(ValueError, match="float32"):
        SignalMap(values.astype(np.float64), "relief", "mm", -1, 1, box)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="rise"):
        SignalMap(values, "relief", "mm", 1, 1, box)
    with pytest.raises(ValueError, match="direction"):
        SignalMap(values, "flow", "px", 0, 1, box, direction=np.zeros((2, 2), np.float32))
