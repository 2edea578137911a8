from __future__ import annotations

from itertools import pairwise
from types import SimpleNamespace
from typing import Any

from liveness.studio.guidance import HOLD_S, Guide


def snapshot(iod: float | None = 120.0, conflict: str | None = None) -> Any:
    face = None if iod is None else SimpleNamespace(iod_px=iod)
    return SimpleNamespace(face=face, conflict=conflict)


def test_one_instruction_at_a_time() -> None:
    guide = Guide()
    assert guide.update(snapshot(), 0.0).text == ""
    assert guide.update(snapshot(None), 1.0).text == ""
    shown = guide.update(snapshot(None), 1.7)
    assert (shown.text, shown.fact) == (
        "Look at the camera", "no face is found in the picture",
    )  # fmt: skip
    assert guide.update(snapshot(40.0), 2.2).fact == "40 of 60 px between the eyes"
    assert guide.update(snapshot(120.0, "two faces"), 2.7).text == "One person only, please"
    assert guide.update(snapshot(), 3.2).text == ""


def test_it_does_not_flicker() -> None:
    guide = Guide()
    texts = []
    for step in range(60):
        iod = 59.0 if step % 2 else 61.0
        texts.append(guide.update(snapshot(iod), step / 30).text)
    changes = sum(a != b for a, b in pairwise(texts))
    assert changes <= 2 / HOLD_S + 1
    guide.reset()
    assert guide.update(snapshot(), 0.0).text == ""
