from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liveness.capture.fusion import FusionWeights
from liveness.datasets.evidence import Evidence
from liveness.studio.calibrate.matrix import EvidenceMatrix, reweighted, subsets
from liveness.studio.fused_scores import fusion_of

NAMES = ("depth", "texture", "reflection", "motion")
FITTED = FusionWeights(
    weights={"depth": 0.7, "texture": 1.1, "motion": 0.0, "reflection": 0.2},
    biases={"depth": 0.1, "reflection": -0.3},
    offset=0.25,
    caps={"texture": (-2.0, 1.0)},
    lone_cap=None,
    accept=0.4,
    reject=0.3,
    accept_families=1,
    calibrated=True,
)

said = st.one_of(
    st.none(),
    st.tuples(st.floats(-6, 6), st.floats(0, 1)),
)


def _evidence(values: dict[str, tuple[float, float] | None]) -> dict[str, Evidence]:
    return {
        name: Evidence.abstain(name, "nothing")
        if value is None
        else Evidence(name, value[0], True, value[1])
        for name, value in values.items()
    }


@settings(max_examples=60, deadline=None)
@given(st.lists(st.fixed_dictionaries(dict.fromkeys(NAMES, said)), min_size=1, max_size=8))
@pytest.mark.parametrize("weights", [FusionWeights.prior(), FITTED])
def test_it_fuses_as_the_fusion_does(
    weights: FusionWeights, takes: list[dict[str, tuple[float, float] | None]]
) -> None:
    evidence = [_evidence(values) for values in takes]
    matrix, fusion = EvidenceMatrix.of(evidence), fusion_of(weights)
    wanted = [each.llr if each.valid else np.nan for each in map(fusion.fuse, evidence)]
    np.testing.assert_allclose(matrix.fused(weights), wanted, atol=1e-12)


@pytest.mark.parametrize("weights", [FusionWeights.prior(), FITTED])
def test_a_dropped_signal_is_a_missing_column(weights: FusionWeights) -> None:
    chance = np.random.default_rng(2)
    takes = [{n: (float(chance.normal(0, 2)), 0.9) for n in NAMES} for _ in range(40)]
    whole = EvidenceMatrix.of([_evidence({**values}) for values in takes])
    without = EvidenceMatrix.of([_evidence({**values, "depth": None}) for values in takes])
    dropped = whole.fused(reweighted(weights, {"depth": 0.0}))
    np.testing.assert_allclose(dropped, without.fused(weights), atol=1e-6)
    others = tuple(n for n in NAMES if n != "depth")
    np.testing.assert_allclose(whole.fused(weights, others), dropped, atol=1e-12)
    assert not np.allclose(dropped, whole.fused(weights))


def test_families_count_what_can_count() -> None:
    matrix = EvidenceMatrix.of(
        [
            _evidence({"depth": (1.0, 1.0), "texture": (1.0, 1.0), "motion": (1.0, 1.0)}),
            _evidence({"depth": (1.0, 0.0), "texture": (1.0, 1.0)}),
            _evidence({"depth": None}),
        ]
    )
    assert matrix.families(FusionWeights.prior()).tolist() == [3, 1, 0]
    assert matrix.families(FITTED).tolist() == [2, 1, 0]


def test_subsets_are_all_but_the_empty_one() -> None:
    found = list(subsets(NAMES))
    assert len(set(found)) == 15
    assert found[0] == NAMES
