"""The protocol of a scene, and the one that shows a live person."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from .live import HeadFrame, HeadStyle, LiveHead
from .office import office
from .optics import Lens
from .sensor import READOUT_S, expose
from .strength import LIVELINESS, geometric
from .subjects import subject
from .truth import Truth, depth_of, flow_between


class Scene(Protocol):
    """What the demo camera looks at; every frame stands by itself."""

    def render(self, index: int) -> NDArray[np.uint8]:
        """Return the frame, shape ``(height, width, 3)``, uint8, BGR."""

    def truth(self, index: int) -> Truth:
        """Return what is known of the frame."""


class LiveScene:
    """A live person in an office: the bona fide scene, and the base of mask and swap.

    Parameters
    ----------
    lens
        The camera.
    number
        The subject's number.
    seed
        Draws motion, background and noise.
    fps
        Frames per second.
    style
        What differs from a bona fide presentation.
    strength
        As the truth shall tell it.
    liveliness
        Scale of the head's turns.
    """

    def __init__(
        self,
        lens: Lens,
        number: int,
        seed: int,
        fps: float,
        style: HeadStyle | None = None,
        *,
        strength: float | None = None,
        liveliness: float = 1.0,
    ) -> None:
        self._lens, self._fps, self._strength = lens, fps, strength
        self._seed = (seed, number)
        self._head = LiveHead(lens, subject(number), self._seed, fps, style, liveliness)
        self._room = office(lens.width, lens.height, seed + 31 * number)

    def render(self, index: int) -> NDArray[np.uint8]:
        """Return the frame, shape ``(height, width, 3)``, uint8, BGR."""
        image = self._room.copy()
        self._head.paint(image, self._head.frame(index))
        return expose(image, (*self._seed, index))

    def truth(self, index: int) -> Truth:
        """Return what is known of the frame."""
        head = self._head
        frame = head.frame(index)
        before = head.frame(index - 1) if index else None
        marks = head.landmarks(frame)
        depth = frame.projection.depth_at(marks)
        yaw, pitch, roll = head.pose(frame)
        first, second = (gaze.highlight_px for gaze in frame.gazes)

        return Truth(
            index=index,
            time_s=index / self._fps,
            landmarks=frame.projection.forward(marks),
            relief_mm=depth - depth[[33, 133, 362, 263]].mean(),
            depth_mm=depth,
            yaw_deg=yaw,
            pitch_deg=pitch,
            roll_deg=roll,
            openness=(frame.openness, frame.openness),
            highlights=(first, second),
            pattern=None,
            refresh_hz=None,
            readout_s=READOUT_S,
            screen_direction=self._screen_direction(frame, depth),
            flow=flow_between(before.projection if before else None, frame.projection),
            depth_map=depth_of(self._lens, frame.projection, head.portrait.alpha, head.outline),
            strength=self._strength,
        )

    def _screen_direction(
        self, frame: HeadFrame, depth: NDArray[np.float32]
    ) -> tuple[float, float, float] | None:
        if frame.gazes[0].highlight is None and frame.gazes[1].highlight is None:
            return None
        corners = [33, 133, 362, 263]
        pixel = frame.projection.forward(self._head.landmarks(frame)[corners]).mean(axis=0)
        far = float(depth[corners].mean())
        offset = (pixel - self._lens.centre) / self._lens.focal_px * far
        line = np.array(self._head.screen.centre_mm) - (offset[0], offset[1], far)
        line /= np.linalg.norm(line)
        return float(line[0]), float(line[1]), float(line[2])


def liveliness_of(strength: float | None) -> float:
    """Return the scale of a head's turns at a strength."""
    return 1.0 if strength is None else geometric(LIVELINESS, strength)


def live_scene(
    lens: Lens, number: int, seed: int, fps: float, strength: float | None = None
) -> LiveScene:
    """Return the scene of a live person; the strength scales the turns of the head."""
    return LiveScene(
        lens, number, seed, fps, strength=strength, liveliness=liveliness_of(strength)
    )
