from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from liveness.capture.fusion import Fusion, FusionWeights
from liveness.capture.signal import SignalFamily
from liveness.datasets.evidence import Evidence, FusedEvidence


@dataclass(frozen=True)
class Card:
    name: str
    family: SignalFamily
    cap: tuple[float, float]


CARDS = (
    Card("depth", "geometry", (-4.0, 3.0)),
    Card("texture", "texture", (-4.0, 0.5)),
    Card("reflection", "optics", (-1.5, 1.5)),
    Card("motion", "temporal", (-2.0, 1.5)),
)
CAP = {card.name: card.cap for card in CARDS}

llrs = st.floats(-10, 10, allow_nan=False)
qualities = st.floats(0, 1)
weights = st.builds(
    FusionWeights,
    weights=st.fixed_dictionaries({name: st.floats(0, 3) for name in CAP}),
    reject_weights=st.fixed_dictionaries({}, optional={n: st.floats(0, 3) for n in CAP}),
    biases=st.fixed_dictionaries({}, optional={name: st.floats(-1, 1) for name in CAP}),
    offset=st.floats(-2, 2),
)


@st.composite
def voices(draw: st.DrawFn) -> dict[str, Evidence]:
    names = draw(st.sets(st.sampled_from(sorted(CAP))))
    silent = draw(st.sets(st.sampled_from(sorted(CAP))))
    heard = {name: say(name, draw(llrs), draw(qualities)) for name in sorted(names)}
    return heard | {name: Evidence.abstain(name, "no light") for name in sorted(silent - names)}


def say(name: str, llr: float, quality: float = 1.0) -> Evidence:
    return Evidence(name, llr, True, quality, (f"{name} measured something",))


def fuse(evidence: dict[str, Evidence], weights: FusionWeights | None = None) -> FusedEvidence:
    return Fusion(weights, signals=CARDS).fuse(evidence)


@given(voices(), weights, st.sampled_from(sorted(CAP)), llrs, llrs, qualities)
@settings(max_examples=200, deadline=None)
def test_truth_X4_the_score_is_monotone_in_every_llr(
    others: dict[str, Evidence],
    weights: FusionWeights,
    name: str,
    first: float,
    second: float,
    quality: float,
) -> None:
    low, high = sorted((first, second))
    below = fuse(others | {name: say(name, low, quality)}, weights)
    above = fuse(others | {name: say(name, high, quality)}, weights)
    assert below.llr <= above.llr + 1e-12
    order = ["reject", "undecided", "accept"]
    assert order.index(below.decision) <= order.index(above.decision)


@given(voices(), weights)
@settings(max_examples=200, deadline=None)
def test_truth_X3_an_abstention_changes_nothing(
    evidence: dict[str, Evidence], weights: FusionWeights
) -> None:
    silent = {name for name in CAP if name not in evidence or not evidence[name].valid}
    without = {name: item for name, item in evidence.items() if item.valid}
    fused, less = fuse(evidence, weights), fuse(without, weights)
    assert all(fused.contributions[name] == 0.0 for name in silent)
    assert (fused.llr, fused.decision) == (less.llr, less.decision)


@given(voices(), weights)
@settings(max_examples=200, deadline=None)
def test_the_contributions_add_up_to_the_score(
    evidence: dict[str, Evidence], weights: FusionWeights
) -> None:
    fused = fuse(evidence, weights)
    offset = weights.offset if fused.valid else 0.0
    assert sum(fused.contributions.values()) + offset == pytest.approx(fused.llr, abs=1e-9)


@given(st.sampled_from(sorted(CAP)), llrs, qualities, weights)
@settings(max_examples=200, deadline=None)
def test_a_lone_signal_is_limited_and_never_accepted(
    name: str, llr: float, quality: float, weights: FusionWeights
) -> None:
    fused = fuse({name: say(name, llr, quality)}, weights)
    assert CAP[name][0] <= fused.llr <= 1.5 or not fused.valid
    assert fused.decision != "accept"


@given(voices(), weights)
@settings(max_examples=100, deadline=None)
def test_llr_beyond_a_cap_counts_as_the_cap(
    evidence: dict[str, Evidence], weights: FusionWeights
) -> None:
    clipped = {
        name: say(name, min(max(item.llr, CAP[name][0]), CAP[name][1]), item.quality)
        if item.valid
        else item
        for name, item in evidence.items()
    }
    assert fuse(evidence, weights).llr == fuse(clipped, weights).llr


def test_a_signal_without_weight_neither_adds_nor_makes_a_family() -> None:
    lone = FusionWeights(weights={"depth": 1.0, "texture": 0.0})
    fused = fuse({"depth": say("depth", 3.0), "texture": say("texture", 0.5)}, lone)
    assert fused.contributions == {
        "depth": 1.5,
        "texture": 0.0,
        "reflection": 0.0,
        "motion": 0.0,
    }
    assert fused.decision == "undecided"
    assert any("texture has no weight" in reason for reason in fused.reasons)


@pytest.mark.parametrize(
    ("name", "llr", "quality", "decision"),
    [
        ("depth", -3.0, 0.8, "reject"),
        ("depth", -2.5, 0.8, "reject"),
        ("texture", -4.0, 0.8, "reject"),
        ("texture", -4.0, 0.5, "reject"),
        ("depth", -1.0, 1.0, "undecided"),
        ("reflection", -1.5, 1.0, "undecided"),
        ("motion", -2.0, 1.0, "undecided"),
    ],
)
def test_only_hard_attack_cues_reject_alone_before_calibration(
    name: str, llr: float, quality: float, decision: str
) -> None:
    assert fuse({name: say(name, llr, quality)}).decision == decision


def test_two_families_accept_and_one_does_not() -> None:
    both = fuse({"depth": say("depth", 2.5, 0.9), "motion": say("motion", 1.2, 0.9)})
    assert both.llr == pytest.approx(0.5 * 0.9 * 2.5 + 0.5 * 0.9 * 1.2)
    assert both.decision == "accept"
    one = fuse({"depth": say("depth", 3.0)})
    assert one.llr == 1.5
    assert one.decision == "undecided"
    assert "families" in one.reasons[0]
    # quality 0 says nothing and must not count as a second family
    empty = fuse({"depth": say("depth", 3.0), "motion": say("motion", 1.5, 0.0)})
    assert empty.decision == "undecided"


def test_no_evidence_is_undecided_with_score_zero() -> None:
    fused = fuse({"depth": Evidence.abstain("depth", "no turn of the head")})
    assert (fused.llr, fused.valid, fused.decision) == (0.0, False, "undecided")
    assert "depth abstains: no turn of the head" in fused.reasons
    assert "texture abstains: no evidence yet" in fused.reasons


def test_the_reasons_name_contributions_and_say_uncalibrated() -> None:
    fused = fuse({"depth": say("depth", -3.0, 0.8), "motion": say("motion", 1.0)})
    assert not fused.calibrated
    assert fused.reasons[0] == "undecided: -1.90 lies between -2.00 and +1.00 (uncalibrated)"
    assert fused.reasons[1].startswith("depth adds -2.40 (llr -3.00, quality 0.80)")
    assert fused.reasons[2].startswith("motion adds +0.50")
    fitted = FusionWeights(weights={"depth": 1.0}, calibrated=True)
    assert "uncalibrated" not in fuse({"depth": say("depth", -3.0)}, fitted).reasons[0]
    assert fuse({"depth": say("depth", -3.0)}, fitted).calibrated


def test_evidence_of_an_unknown_signal_has_no_weight() -> None:
    fused = fuse({"gait": say("gait", 9.0), "depth": say("depth", -1.0)})
    assert fused.contributions["gait"] == 0.0
    assert fused.llr == -1.0


def test_weights_travel_as_json() -> None:
    weights = FusionWeights(
        weights={"depth": 1.2}, biases={"depth": -0.1}, caps={"depth": (-6.0, 6.0)}, accept=2.0
    )
    assert FusionWeights.model_validate_json(weights.model_dump_json()) == weights
    assert fuse({"depth": say("depth", -6.0)}, weights).llr == -6.0


@pytest.mark.parametrize(
    "fault",
    [
        {"weights": {"depth": -0.1}},
        {"weights": {"depth": float("nan")}},
        {"weights": {}, "accept": -3.0},
        {"weights": {}, "caps": {"depth": (1.0, 2.0)}},
        {"weights": {}, "unheard": 1},
    ],
)
def test_wrong_weights_are_refused(fault: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        FusionWeights.model_validate(fault)


def test_two_signals_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="one name"):
        Fusion(signals=(CARDS[0], CARDS[0]))
