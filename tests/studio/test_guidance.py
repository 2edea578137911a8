from __future__ import annotations

from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pytest

from liveness.datasets.evidence import Evidence
from liveness.studio.guidance import HOLD_S, STILL_S, Guide


def snapshot(
    iod: float | None = 120.0,
    conflict: str | None = None,
    yaw: float = 0.0,
    depth: str = "",
    **quality: float,
) -> Any:
    face = None
    if iod is not None:
        face = SimpleNamespace(iod_px=iod, yaw_deg=yaw, pitch_deg=0.0)
    evidence = {"depth": Evidence.abstain("depth", depth)} if depth else {}
    return SimpleNamespace(face=face, conflict=conflict, quality=quality, evidence=evidence)


def settled(guide: Guide, given: Any, start: float) -> Any:
    guide.update(given, start)
    return guide.update(given, start + HOLD_S + 0.01)


def test_one_instruction_at_a_time() -> None:
    guide = Guide()
    assert guide.update(snapshot(), 0.0).text == ""
    assert guide.update(snapshot(None), 1.0).text == ""
    shown = guide.update(snapshot(None), 1.7)
    assert (shown.text, shown.fact) == (
        "Look at the camera", "no face is found in the picture",
    )  # fmt: skip
    assert settled(guide, snapshot(40.0), 2.2).fact == "40 of 60 px between the eyes"
    both = snapshot(40.0, "two faces", yaw=50)
    assert settled(guide, both, 3.0).text == "One person only, please"
    assert settled(guide, snapshot(), 4.0).text == ""


@pytest.mark.parametrize(
    ("given", "text", "fact"),
    [
        ({"iod": 40.0}, "Come closer", "40 of 60 px"),
        ({"face_width_percent": 70.0}, "Go back a little", "70 % of the picture, limit 55 %"),
        ({"luma": 30.0}, "More light, please", "level 30, 55 is needed"),
        ({"luma": 230.0}, "Less light, please", "level 230, limit 215"),
        ({"luma": 120.0, "clipped_percent": 40.0}, "Softer light, please", "40 % clipped"),
        ({"sharpness": 12.0}, "Hold still", "12 of 50"),
        ({"yaw": -33.0}, "Face the camera", "turned by 33"),
    ],
)
def test_each_fault_has_an_instruction_with_its_value(
    given: dict[str, Any], text: str, fact: str
) -> None:
    shown = settled(Guide(), snapshot(**given), 1.0)
    assert shown.text == text
    assert fact in shown.fact


def test_a_still_head_is_asked_to_turn_after_a_while() -> None:
    guide = Guide()
    still = snapshot(depth="head still: turned 0.4 of 1.5 degrees")
    assert settled(guide, still, 0.0).text == ""
    assert guide.update(still, STILL_S).text == "Turn your head a little"
    other = snapshot(depth="one frame so far, two are needed")
    assert settled(guide, other, 3.0).text == ""


def test_it_does_not_flicker() -> None:
    guide = Guide()
    texts = []
    for step in range(60):
        iod = 59.0 if step % 2 else 61.0
        texts.append(guide.update(snapshot(iod), step / 30).text)
    assert not any(a != b for a, b in pairwise(texts))
    assert settled(guide, snapshot(50.0), 3.0).text == "Come closer"
    assert guide.update(snapshot(), 3.5).text == "Come closer"
    assert guide.update(snapshot(), 3.6 + HOLD_S).text == ""
    guide.reset()
    assert guide.update(snapshot(), 0.0).text == ""
