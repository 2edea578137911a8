"""Made-up model objects of plausible shape, for the examples, the tests and an empty desk."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np

from liveness.capture.face import (
    EYE_LEFT,
    EYE_RIGHT,
    LANDMARKS,
    LEFT_IRIS,
    RIGHT_IRIS,
    Face,
)
from liveness.capture.frame import Frame
from liveness.datasets.evidence import Evidence, FusedEvidence, MapKind, Overlay, SignalMap
from liveness.datasets.take import TakeRecord

KINDS: dict[str, tuple[MapKind, str, float]] = {
    "depth": ("relief", "mm", 60.0),
    "texture": ("peak", "dB", 20.0),
    "reflection": ("highlight", "1", 1.0),
    "motion": ("flow", "px", 2.0),
}
"""Kind of map, unit and top of the range by signal."""


def frame(index: int = 0, width: int = 640, height: int = 360) -> Frame:
    """Return a colour ramp of a size, in pixels, at 30 frames per second."""
    image = np.zeros((height, width, 3), np.uint8)
    image[..., 0] = 70
    image[..., 1] = np.linspace(30, 120, height, dtype=np.uint8)[:, None]
    image[..., 2] = np.linspace(20, 140, width, dtype=np.uint8)[None, :]
    image[:, (index * 4) % width] = 200
    return Frame(image, index * 33_333_333, index)


def face(x: float = 320, y: float = 180, size: float = 100) -> Face:
    """Return landmarks scattered over a disc, with eyes where a face has them, in pixels."""
    rng = np.random.default_rng(0)
    angle = rng.uniform(0, 2 * np.pi, LANDMARKS)
    radius = size * np.sqrt(rng.uniform(0, 1, LANDMARKS))
    points = np.zeros((LANDMARKS, 3), np.float32)
    points[:, 0], points[:, 1] = x + radius * np.cos(angle), y + radius * np.sin(angle)
    ring = ((-0.5, 0), (-0.2, -0.2), (0.2, -0.2), (0.5, 0), (0.2, 0.2), (-0.2, 0.2))
    for eye, centre, side in ((EYE_RIGHT, RIGHT_IRIS, -1), (EYE_LEFT, LEFT_IRIS, 1)):
        middle = np.array([x + side * size * 0.4, y - size * 0.2])
        for index, (dx, dy) in zip(eye, ring, strict=True):
            points[index, :2] = middle + np.array((dx, dy)) * size * 0.25
        points[centre, :2] = middle
    box = (x - size, y - size, 2 * size, 2 * size)
    return Face(points, box, 3.0, -2.0, 1.0, size * 0.8, size * 0.12, 550.0)


def signal_map(name: str = "depth", rows: int = 32, columns: int = 32) -> SignalMap:
    """Return a dome with unknown corners, in the unit of a signal."""
    kind, unit, high = KINDS[name]
    y, x = np.mgrid[-1 : 1 : rows * 1j, -1 : 1 : columns * 1j]
    radius = np.hypot(x, y)
    values = np.where(radius <= 1, (1 - radius**2) * high, np.nan).astype(np.float32)
    direction = np.arctan2(-y, x).astype(np.float32) if kind == "flow" else None
    return SignalMap(values, kind, unit, 0.0, high, (220, 80, 200, 200), direction)


def evidence(name: str = "depth", llr: float = 1.4, *, with_map: bool = True) -> Evidence:
    """Return a valid evidence of a signal."""
    overlay = (
        Overlay("polygon", np.array([(276, 154), (284, 154), (284, 162), (276, 162)], "f4")),
        Overlay("lines", np.array([[(300, 180), (320, 172)], [(340, 190), (352, 204)]], "f4")),
        Overlay("points", np.array([(310, 200), (330, 210), (322, 150)], "f4")),
    )
    return Evidence(
        name,
        llr,
        True,
        0.8,
        (f"{name} measured 12.25, limit 8",),
        {"measured": 12.25},
        {"measured": KINDS[name][1]},
        signal_map(name) if with_map else None,
        overlay if with_map else (),
    )


def all_evidence(llr: float = 1.4) -> dict[str, Evidence]:
    """Return one evidence per signal; reflection abstains."""
    result = {name: evidence(name, llr * (1 - 0.2 * i)) for i, name in enumerate(KINDS)}
    result["reflection"] = Evidence.abstain(
        "reflection", "iris 11 of 16 px: come closer or use a sharper camera"
    )
    return result


def fused(llr: float = 1.3, *, valid: bool = True) -> FusedEvidence:
    """Return what a fusion would say under the prior thresholds, +1 and -2 nat."""
    if not valid:
        return FusedEvidence(0.0, False, "undecided", False, {}, ("no signal is valid",))
    decision: Literal["accept", "reject", "undecided"] = "undecided"
    if llr >= 1:
        decision = "accept"
    elif llr <= -2:
        decision = "reject"
    return FusedEvidence(llr, True, decision, False, {"depth": llr})


def take(number: int = 1, **changes: Any) -> TakeRecord:
    """Return a registered take; ``changes`` replace fields."""
    fields: dict[str, Any] = {
        "id": f"T{number:04d}",
        "session": "S-2026-01",
        "file": f"T{number:04d}.h5",
        "sha256": "0" * 64,
        "frames": 150,
        "seconds": 5.0,
        "faces": 148,
        "analysed": 150,
        "label": "bona-fide",
        "subject": "S1",
        "score": 1.449,
        "decision": "accept",
    }
    return TakeRecord(**{**fields, **changes})
