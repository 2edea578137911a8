from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from pytestqt.qtbot import QtBot

from liveness.capture.demo import DemoSource
from liveness.capture.profiled import weights_of
from liveness.datasets.errors import LivenessError
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
from liveness.studio import app as studio_app
from liveness.studio.collect_view import CollectView
from liveness.studio.engine_slot import EngineSlot
from liveness.studio.live_feed import LiveFeed
from liveness.studio.profile_desk import ProfileDesk, slot_of

INFO = CaptureInfo(source="camera:0", kind="camera", device="desk", width=640, height=480)
EMPTY = Trials.of([], [])
PROFILE = Profile(
    id="site-a",
    signals={"depth": "1"},
    fusion=FusionTerms(weights={"depth": 2.0}),
    calibration=None,
    operating_point=OperatingPoint(threshold=0.5, rule="bpcer<=0.05", chosen_on="fit", takes=4),
    limits=Limits(cameras=(CameraProfile.of(INFO),)),
    data=DataFingerprint.of([], subjects=0, sessions=0),
    parts={},
    validation=assess(EMPTY, outcomes_at(EMPTY, 0)),
)


@pytest.mark.parametrize(("device", "messages"), [("desk", 0), ("phone", 1)])
def test_another_camera_raises_a_message(qtbot: QtBot, device: str, messages: int) -> None:
    view = CollectView()
    qtbot.addWidget(view)
    engine: Any = SimpleNamespace(
        info=INFO.model_copy(update={"device": device}),
        analyser=SimpleNamespace(versions=lambda: {"depth": "1"}),
    )
    slot = cast(EngineSlot, SimpleNamespace(engine=engine))
    feed = LiveFeed(view, parent=view)
    ProfileDesk(PROFILE, slot, feed, view.messages, parent=view)
    feed.first_seen.emit()
    assert len(view.messages._messages) == messages
    if messages:
        told = view.messages._messages[-1]
        assert told.what.startswith("The profile was made for desk at 640 x 480, this is phone")
        assert told.measured == "profile site-a"


def test_a_profile_that_is_not_there_opens_no_window() -> None:
    with pytest.raises(LivenessError, match="there is no profile none"):
        studio_app.run(None, None, profile=Path("none.json"))


def test_engines_of_the_slot_decide_by_the_profile() -> None:
    slot = slot_of(PROFILE)
    with slot._make(DemoSource(paced=True, width=320, height=240)) as engine:
        assert engine.snapshots.take(0, timeout_s=20.0) is not None
        assert engine.analyser is not None
        assert engine.analyser.fusion.weights == weights_of(PROFILE)
