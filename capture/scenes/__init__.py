"""What the demo camera shows, with its ground truth.

One public-domain portrait (NOTICE.md) becomes a live head or an attack. A scene proves the
code that looks at it, never a field error rate.
"""

from __future__ import annotations

from collections.abc import Callable

from .mask import mask_scene
from .optics import Lens
from .prints import PrintScene, bent_print
from .scene import LiveScene, Scene
from .screens import monitor_scene, phone_scene
from .swap import swap_scene

Builder = Callable[[Lens, int, int, float], Scene]
"""Takes lens, subject, seed and frames per second."""

SCENES: dict[str, Builder] = {
    "bona-fide": LiveScene,
    "print-matte": PrintScene,
    "print-bent": bent_print,
    "replay-phone": phone_scene,
    "replay-monitor": monitor_scene,
    "face-swap-live": swap_scene,
    "mask-rigid": mask_scene,
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
