from __future__ import annotations

import random
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pytest

from liveness.capture.gating import Fault, GateJudge
from liveness.datasets.evidence import Evidence
from liveness.datasets.gates import Gates
from liveness.studio.guidance import (
    _ASKS,
    HOLD_S,
    SENTENCES,
    STILL_S,
    GuidanceState,
    Guide,
    Instruction,
)

WIDTH, HEIGHT = 1280, 720
GOOD = {
    "sharpness": 200.0,
    "luma": 120.0,
    "clipped_percent": 1.0,
    "light_ratio": 1.2,
    "yaw_deg": 0.0,
    "pitch_deg": 0.0,
    "roll_deg": 0.0,
}
Box = tuple[float, float, float, float]
MIDDLE: Box = (512, 232, 256, 256)
S = GuidanceState


def snapshot(
    box: Box | None = MIDDLE, conflict: str | None = None, depth: str = "", **quality: float
) -> Any:
    evidence = {"depth": Evidence.abstain("depth", depth)} if depth else {}
    found: dict[str, float] = {}
    if box is not None:  # as the tracker would measure it
        sized = {"iod_px": box[2] / 2.1, "face_width_percent": 100 * box[2] / WIDTH}
        found = GOOD | sized | quality
    return SimpleNamespace(
        face=None if box is None else SimpleNamespace(box=box),
        conflict=conflict,
        quality=found,
        evidence=evidence,
        frame=SimpleNamespace(width=WIDTH, height=HEIGHT, time_ns=0),
    )


class Watch:
    """A guide with the judge that feeds it, as the window has them."""

    def __init__(self) -> None:
        self.guide = Guide()
        self.judge = GateJudge(Gates(settle_s=0.0))

    def see(self, given: Any, now_s: float) -> Instruction:
        return self.guide.update(given, self.judge.update(given), now_s)

    def settled(self, given: Any, start: float) -> Instruction:
        for i in range(31):
            shown = self.see(given, start + i / 30)
        return shown


@pytest.mark.parametrize(
    ("box", "quality", "state", "fact"),
    [
        (MIDDLE, {}, S.READY, ""),
        (None, {}, S.LOOK, "no face is found"),
        ((590, 310, 100, 100), {}, S.NEARER, "48 of 60 px between the eyes"),
        ((290, 10, 700, 700), {}, S.FARTHER, "55 % of the picture's width, limit 50 %"),
        ((60, 232, 256, 256), {}, S.CENTRE, "35 % of the width from the middle, limit 20 %"),
        ((512, 0, 256, 200), {}, S.CENTRE, "36 % of the height"),
        ((512, 470, 256, 250), {}, S.CENTRE, "33 % of the height"),
        (MIDDLE, {"yaw_deg": -33.0}, S.FACE, "turned by 33.0 degrees, limit 20"),
        (MIDDLE, {"pitch_deg": 19.0}, S.FACE, "nodded by 19.0 degrees, limit 15"),
        (MIDDLE, {"roll_deg": 24.0}, S.FACE, "tilted by 24.0 degrees, limit 15"),
        # the corner, small and turned: nearer comes first, for it mends most
        ((20, 20, 100, 100), {"yaw_deg": 40.0}, S.NEARER, "48 of 60 px"),
        # at the limits nothing is asked
        ((640 - 126 + 256, 232, 252, 256), {"yaw_deg": 20.0, "pitch_deg": 15.0}, S.READY, ""),
    ],
)
def test_twelve_faces_have_their_guidance(
    box: Box | None, quality: dict[str, float], state: GuidanceState, fact: str
) -> None:
    shown = Watch().settled(snapshot(box, **quality), 1.0)
    assert shown.state is state
    assert shown.text == SENTENCES[state]
    assert fact in str(shown.fact or "")
    assert bool(fact) == (shown.fact is not None)


@pytest.mark.parametrize(
    ("quality", "state", "fact"),
    [
        ({"luma": 30.0}, S.MORE_LIGHT, "level 30 of 255, 60 is needed"),
        ({"luma": 230.0}, S.LESS_LIGHT, "level 230 of 255, limit 215"),
        ({"clipped_percent": 40.0}, S.SOFTER_LIGHT, "40 % of the face clipped"),
        ({"light_ratio": 4.0}, S.EVEN_LIGHT, "4.0 to 1"),
        ({"sharpness": 12.0}, S.HOLD, "12 of 50"),
    ],
)
def test_light_and_blur_have_their_guidance_with_value_and_limit(
    quality: dict[str, float], state: GuidanceState, fact: str
) -> None:
    shown = Watch().settled(snapshot(**quality), 1.0)
    assert shown.state is state
    assert fact in str(shown.fact)


def test_two_people_are_more_urgent_than_how_they_stand() -> None:
    crowd = snapshot((590, 310, 100, 100), "two faces", yaw_deg=50)
    assert Watch().settled(crowd, 1.0).text == "One person only, please"


def test_a_face_that_runs_is_asked_to_hold_still() -> None:
    watch = Watch()
    for i in range(20):
        shown = watch.see(snapshot((300 + 12 * i, 232, 256, 256)), i / 30)
    assert shown.state is S.HOLD
    assert "moves by 1.4 of its width a second, limit 1.0" in str(shown.fact)
    slow = Watch()
    for i in range(20):
        shown = slow.see(snapshot((450 + 6 * i, 232, 256, 256)), i / 30)
    assert shown.state is S.READY


def test_a_still_head_is_asked_to_turn_after_a_while() -> None:
    watch = Watch()
    still = snapshot(depth="head still: turned 0.4 of 1.5 degrees")
    assert watch.settled(still, 0.0).text == ""
    assert watch.see(still, STILL_S).text == "Turn your head a little"
    other = snapshot(depth="one frame so far, two are needed")
    assert watch.settled(other, 3.0).text == ""


def test_every_fault_that_a_person_can_mend_has_an_instruction() -> None:
    assert set(Fault) - set(_ASKS) == {Fault.SLOW, Fault.LOST}
    assert set(SENTENCES) == set(GuidanceState)


def test_whatever_comes_one_message_stands_for_400_ms_at_least() -> None:
    chance = random.Random(5)
    seen = [
        snapshot(), snapshot(None), snapshot((590, 310, 100, 100)), snapshot(yaw_deg=33.0),
        snapshot(luma=30.0), snapshot(sharpness=12.0),
    ]  # fmt: skip
    watch = Watch()
    changes: list[float] = []
    shown, now = "", 0.0
    for _ in range(600):
        given, frames = chance.choice(seen), chance.choice((1, 2, 3, 8, 20, 40))
        for _ in range(frames):
            text = watch.see(given, now).text
            if text != shown:
                changes.append(now)
                shown = text
            now += 1 / 30
    gaps = [b - a for a, b in pairwise(changes)]
    assert len(gaps) > 50
    assert min(gaps) >= HOLD_S - 1e-6


def test_a_value_that_trembles_about_its_limit_changes_nothing() -> None:
    watch = Watch()
    texts = {
        watch.see(snapshot(iod_px=59.0 if i % 2 else 61.0), i / 30).text for i in range(60)
    }
    assert texts == {""}
    assert watch.settled(snapshot(iod_px=50.0), 3.0).text == "Come closer"
    assert watch.see(snapshot(), 4.1).text == "Come closer"
    assert watch.see(snapshot(), 4.2 + HOLD_S).text == ""
    watch.guide.reset()
    assert watch.see(snapshot(), 0.0).text == ""


def test_an_instruction_that_nobody_wants_any_more_does_not_stay() -> None:
    watch = Watch()
    assert watch.settled(snapshot(iod_px=50.0), 0.0).state is S.NEARER
    # two other faults take turns, each too short to be said by itself
    for i in range(40):
        other = snapshot(luma=30.0) if i % 6 < 3 else snapshot(yaw_deg=33.0)
        shown = watch.see(other, 1.0 + i / 30)
    assert shown.state is not S.NEARER
