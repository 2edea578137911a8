from __future__ import annotations

import math

from liveness.capture.fusion import Fusion
from liveness.capture.profiled import analyser_of, outside, weights_of
from liveness.capture.signal import SignalContext
from liveness.capture.signals import SIGNALS
from liveness.datasets.evidence import Evidence
from liveness.datasets.metrics import Trials, assess, outcomes_at
from liveness.datasets.profile import (
    CameraProfile,
    DataFingerprint,
    FusionTerms,
    Limits,
    OperatingPoint,
    Profile,
)
from liveness.datasets.take import CaptureInfo

INFO = CaptureInfo(source="camera:0", kind="camera", device="desk", width=640, height=480)
EMPTY = Trials.of([], [])
PROFILE = Profile(
    id="p",
    signals={"depth": "1"},
    models={"texture": "a" * 64},
    fusion=FusionTerms(weights={"depth": 2.0}, biases={"depth": 0.5}, offset=-1.0),
    calibration=None,
    operating_point=OperatingPoint(
        threshold=0.25, rule="bpcer<=0.05", chosen_on="fit", takes=4
    ),
    limits=Limits(cameras=(CameraProfile.of(INFO),)),
    data=DataFingerprint.of([], subjects=0, sessions=0),
    parts={},
    validation=assess(EMPTY, outcomes_at(EMPTY, 0)),
)


def decide(llr: float) -> tuple[str, float]:
    fusion = Fusion(weights_of(PROFILE), signals=SIGNALS)  # type: ignore[arg-type]
    found = fusion.fuse({"depth": Evidence("depth", llr, True, 1.0)})
    assert found.calibrated
    return found.decision, found.llr


def test_one_threshold_and_nothing_undecided() -> None:
    assert decide(0.375) == ("accept", 0.25)
    assert decide(0.375 - 1e-9)[0] == "reject"
    assert weights_of(PROFILE).reject == math.nextafter(0.25, 0)
    assert decide(-1.0)[0] == "reject"


def test_one_signal_may_decide_alone_after_calibration() -> None:
    assert decide(1.0) == ("accept", 1.5)


def test_where_a_profile_does_not_hold() -> None:
    assert outside(PROFILE, INFO, versions={"depth": "1", "motion": "9"}) == ()
    found = outside(
        PROFILE,
        INFO.model_copy(update={"device": "phone"}),
        versions={"depth": "2"},
        models={"depth": "b" * 64},
    )
    assert found == (
        "the profile was made for desk at 640 x 480, this is phone at 640 x 480",
        "the profile was made for version 1 of depth, this is 2",
        "the profile was made for no model in depth",
        "the profile was made for another model in texture",
    )


def test_an_analyser_that_decides_by_it() -> None:
    with analyser_of(PROFILE)(SignalContext(fps=25.0)) as analyser:
        assert analyser.fusion.weights == weights_of(PROFILE)
        assert analyser.context.fps == 25.0
