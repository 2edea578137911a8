"""What the demo camera shows, with its ground truth.

One public-domain portrait (NOTICE.md) becomes a live head or an attack. A scene proves the
code that looks at it, never a field error rate.
"""

from __future__ import annotations

from collections.abc import Callable

from .optics import Lens
from .scene import LiveScene, Scene

Builder = Callable[[Lens, int, int, float], Scene]
"""Takes lens, subject, seed and frames per second."""

SCENES: dict[str, Builder] = {
    "bona-fide": LiveScene,
}
"""Builders by scene id; all but ``bona-fide`` are PAI species."""


def build_scene(
    name: str, width: int, height: int, *, subject: int, seed: int, fps: float
) -> Scene:
    """Return a scene by its id.

    Raises
    ------
    KeyError
        When there is no such scene.
    """
    return SCENES[name](Lens(width, height), subject, seed, fps)
