from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from liveness.capture.camera_settings import CameraSettings
from liveness.capture.control_board import ControlBoard, ControlState, OpticalCheck
from liveness.capture.gating import Fact
from liveness.capture.health import Health
from liveness.capture.light_meter import LightReading, LightState
from liveness.datasets.take import CaptureInfo
from liveness.studio.preflight import (
    CheckState,
    Override,
    PreflightItem,
    Situation,
    check,
    holding,
)

INFO = CaptureInfo(
    source="camera:0",
    kind="camera",
    device="desk camera",
    width=1280,
    height=720,
    exposure_locked=True,
    got={"auto_white_balance": 0.0, "white_balance_k": 4600.0, "autofocus": 0.0, "focus": 30.0},
)
GREEN = Situation(
    engine="running",
    info=INFO,
    health=Health(30.0, 29.0, 0, 40.0, 100, "running", None),
    light=LightReading(LightState.GOOD, Fact("level 120 of 255, 60 to 215")),
    root="/data",
    disk_s=7200.0,
    step="Live, office",
)
IDS = (
    "camera", "exposure", "white-balance", "focus", "light", "rate", "dataset", "disk",
    "operator", "consent", "protocol",
)  # fmt: skip


def item(at: Situation, id_: str) -> PreflightItem:
    return next(item for item in check(at) if item.id == id_)


def test_a_studio_in_order_holds_nothing() -> None:
    items = check(GREEN)
    assert tuple(item.id for item in items) == IDS
    assert {item.state for item in items} == {CheckState.READY}
    assert holding(items) == ()
    assert all(str(item.reason) for item in items)


def odd(**capture: Any) -> dict[str, object]:
    return {"info": INFO.model_copy(update=capture)}


DARK = LightReading(LightState.DARK, Fact("dark: level 20 of 255, 60 is needed"))


@pytest.mark.parametrize(
    ("id_", "changes", "state", "said"),
    [
        ("camera", {"engine": ""}, CheckState.WRONG, "no source runs"),
        ("camera", {"engine": "reconnecting"}, CheckState.WRONG, "broke off"),
        ("exposure", odd(exposure_locked=False), CheckState.WRONG, "automatic"),
        ("exposure", odd(exposure_locked=None), CheckState.UNKNOWN, "does not say"),
        ("white-balance", odd(got={"auto_white_balance": 1.0}), CheckState.WRONG, "automatic"),
        ("white-balance", odd(got={"white_balance_k": 5e3}), CheckState.UNKNOWN, "not say"),
        ("focus", odd(got={"autofocus": 1.0}), CheckState.WRONG, "the focus is automatic"),
        ("light", {"light": DARK}, CheckState.WRONG, "level 20 of 255, 60 is needed"),
        ("dataset", {"root": ""}, CheckState.WRONG, "no dataset folder"),
        ("disk", {"disk_s": 0.0}, CheckState.WRONG, "full but for the reserve"),
        ("operator", {"missing": ("operator",)}, CheckState.WRONG, "no operator"),
        ("consent", {"missing": ("subject", "consent")}, CheckState.WRONG, "no subject"),
        ("consent", {"missing": ("consent",)}, CheckState.WRONG, "no consent"),
        ("consent", {"consent_fault": "it expired"}, CheckState.WRONG, "it expired"),
        ("protocol", {"step_problem": "This step needs: target."}, CheckState.WRONG, "target"),
    ],
)
def test_each_item_forced_red_holds_the_start(
    id_: str, changes: dict[str, Any], state: CheckState, said: str
) -> None:
    at = replace(GREEN, **changes)
    found = item(at, id_)
    assert found.state is state
    assert said in str(found.reason)
    assert id_ in [held.id for held in holding(check(at))]


@pytest.mark.parametrize(
    ("id_", "changes", "state"),
    [
        ("camera", odd(virtual=True), CheckState.WARNING),
        ("exposure", odd(kind="demo"), CheckState.NEEDLESS),
        ("focus", odd(got={}), CheckState.NEEDLESS),
        # nobody sits there yet, and bad light on an attack is said and not refused
        ("light", {"light": LightReading(LightState.UNKNOWN, Fact("x"))}, CheckState.WARNING),
        ("light", {"light": DARK, "warn_only": True}, CheckState.WARNING),
        (
            "rate",
            {"health": Health(30.0, 12.0, 0, 40.0, 9, "running", None)},
            CheckState.WARNING,
        ),
        ("disk", {"disk_s": 200.0}, CheckState.WARNING),
        ("protocol", {"step": ""}, CheckState.NEEDLESS),
    ],
)
def test_some_things_are_said_and_hold_nothing(
    id_: str, changes: dict[str, Any], state: CheckState
) -> None:
    at = replace(GREEN, **changes)
    assert item(at, id_).state is state
    assert holding(check(at)) == ()


def board(**asked: float) -> ControlBoard:
    made = ControlBoard(CameraSettings(**asked))
    made.show(
        [
            ControlState("exposure", asked.get("exposure"), 300.0, automatic=False),
            ControlState("white_balance_k", None, 4600.0, automatic=True),
            ControlState("focus", None, 30.0),
        ]
    )
    return made


def test_the_controls_of_a_running_camera_have_the_last_word() -> None:
    at = replace(GREEN, **odd(exposure_locked=False, got={}), board=board(exposure=300.0))
    states = {found.id: found.state for found in check(at)}
    assert states["exposure"] is CheckState.READY
    assert states["white-balance"] is CheckState.WRONG
    assert states["focus"] is CheckState.UNKNOWN
    assert at.board is not None
    at.board.checked(OpticalCheck(0.02, (100.0, 100.0, 101.0)))
    found = item(at, "exposure")
    assert found.state is CheckState.WRONG, "the driver says yes, the picture says no"
    assert "does not keep the exposure" in str(found.reason)


def test_a_network_camera_that_tells_nothing_is_unknown_and_not_wrong() -> None:
    at = replace(GREEN, **odd(kind="stream", exposure_locked=None, got={}))
    states = {found.id: found.state for found in check(at)}
    locks = ("exposure", "white-balance", "focus")
    assert {states[name] for name in locks} == {CheckState.UNKNOWN}


def test_a_reason_covers_what_was_red_and_nothing_that_comes_later() -> None:
    given = Override()
    red = replace(GREEN, **odd(exposure_locked=False))
    assert not given.give("  ", check(red))
    assert given.give(" the camera   has no lock ", check(red))
    items = given.apply(check(red))
    assert holding(items) == ()
    assert item(red, "exposure").id == items[1].id
    assert items[1].state is CheckState.OVERRIDDEN
    assert given.text(items) == (
        "the camera has no lock (exposure: the exposure is automatic: it changes between takes)"
    )
    worse = given.apply(check(replace(red, light=DARK)))
    assert [held.id for held in holding(worse)] == ["light"]
    green = given.apply(check(GREEN))
    assert given.text(green) == "", "a take that needed no reason bears none"
    given.clear()
    assert holding(given.apply(check(red)))


def test_no_reason_stands_for_a_camera_or_a_consent() -> None:
    given = Override()
    for changes in ({"missing": ("consent",)}, {"engine": ""}, {"disk_s": 0.0}):
        both = replace(GREEN, **changes, light=DARK)
        assert not given.give("in a hurry", check(both))
    assert given.reason == ""
