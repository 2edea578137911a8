"""The live map of reflection: both eyes side by side, with what was found drawn over them."""

from __future__ import annotations

import numpy as np

from liveness.datasets.evidence import Overlay, SignalMap

from .cornea import CHIP, CHIP_RADIUS, Eye, EyeReading

SPAN_LEVELS = 160.0


def chip_map(eyes: tuple[Eye, Eye], readings: tuple[EyeReading, EyeReading]) -> SignalMap:
    """Return the subject's right and left eye side by side as brightness above the iris.

    The eyes are scaled to one iris radius; the box of the map is the least that holds both.
    """
    reach = [(*eye.centre, eye.radius * CHIP / 2 / CHIP_RADIUS) for eye in eyes]
    left, top = min(x - r for x, _, r in reach), min(y - r for _, y, r in reach)
    right, bottom = max(x + r for x, _, r in reach), max(y + r for _, y, r in reach)
    return SignalMap(
        np.concatenate([reading.above for reading in readings], axis=1),
        "highlight",
        "levels",
        0.0,
        SPAN_LEVELS,
        (left, top, right - left, bottom - top),
        title="right eye, left eye: brightness above the iris",
    )


def highlight_outlines(
    eyes: tuple[Eye, Eye], readings: tuple[EyeReading, EyeReading]
) -> tuple[Overlay, ...]:
    """Return iris circles, outlines of highlights and their rectangles, image pixels."""
    turns = np.linspace(0, 2 * np.pi, 32, endpoint=False)
    circle = np.stack([np.cos(turns), np.sin(turns)], axis=1)
    drawn = []
    for eye, reading in zip(eyes, readings, strict=True):
        shapes = [circle]
        for highlight in reading.highlights:
            shapes += [highlight.outline, highlight.rectangle]
        drawn += [(shape * eye.radius + eye.centre).astype(np.float32) for shape in shapes]
    return tuple(Overlay("polygon", shape) for shape in drawn)
