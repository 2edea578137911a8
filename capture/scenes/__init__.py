"""What the demo camera shows, with its ground truth.

One public-domain portrait (NOTICE.md) becomes a live head or an attack. A scene proves the
code that looks at it, never a field error rate.
"""

from __future__ import annotations

from collections.abc import Callable

from .mask import mask_scene
from .optics import Lens
from .prints import bent_print, flat_print
from .scene import Scene, live_scene
from .screens import monitor_scene, phone_scene
from .swap import swap_scene

Builder = Callable[[Lens, int, int, float, float | None], Scene]
"""Takes lens, subject, seed, frames per second and strength (:mod:`.strength`)."""

SCENES: dict[str, Builder] = {
    "bona-fide": live_scene,
    "print-matte": flat_print,
    "print-bent": bent_print,
    "replay-phone": phone_scene,
    "replay-monitor": monitor_scene,
    "face-swap-live": swap_scene,
    "mask-rigid": mask_scene,
}
"""Builders by scene id; all but ``bona-fide`` are PAI species."""


def build_scene(
    name: str,
    width: int,
    height: int,
    *,
    subject: int,
    seed: int,
    fps: float,
    strength: float | None = None,
) -> Scene:
    """Return a scene by its id.

    Raises
    ------
    KeyError
        When there is no such scene.
    """
    return SCENES[name](Lens(width, height), subject, seed, fps, strength)
