"""A live head before the demo camera."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .compositor import coverage, paint, premultiplied
from .cv import cv2
from .expression import expression_modes
from .eyes import (
    CORNEA_FROM_EYE_MM,
    IRIS_FROM_EYE_MM,
    LEFT,
    LID_LEVELS,
    RIGHT,
    Eye,
    Gaze,
    Screen,
    eye_centre,
    mirrored_points,
    project,
)
from .head import PIVOT_MM, HeadShape, build_head, pose_of
from .movement import HeadState, LiveMovement
from .optics import Lens, Points, f32, rotation
from .portrait import Portrait, load_portrait
from .subjects import Subject
from .surface import Grid, Projection, outline

PORTRAIT_SCALE = 3.0 / 1024
"""Canvas pixels per portrait pixel, per pixel of focal length: about one to one at 468 mm."""
_EYE_LINE = 0.43
"""Height of the eyes in the picture."""
_PULSE_BGR = (0.45, 0.9, 0.3)
"""Grey levels by which the pulse changes the skin at its peak; green most."""

Deform = Callable[[int, Points], Points]
"""Takes the frame's index and the head's surface; gives the surface as it is in that frame."""


@dataclass(frozen=True, slots=True, eq=False)
class HeadFrame:
    """Everything about a head in one frame.

    Parameters
    ----------
    state
        How it moves.
    turn
        Rotation of the head, shape ``(3, 3)``.
    projection
        Canvas to image.
    gazes
        The eyes, subject's right and left.
    level
        Step of the lids.
    """

    state: HeadState
    turn: NDArray[np.float64]
    projection: Projection
    gazes: tuple[Gaze, Gaze]
    level: int

    @property
    def openness(self) -> float:
        """Openness of the lids as drawn."""
        return self.level / (LID_LEVELS - 1)


@dataclass(slots=True)
class HeadStyle:
    """What a scene changes about a live head.

    Parameters
    ----------
    painted_eyes
        Whether the eyes are the canvas's own: no lids, gaze or mirror.
    still_face
        Whether the face is rigid.
    retouch
        Changes the portrait before it becomes the canvas.
    deform
        Moves the surface frame by frame.
    glints
        Moves the highlights' canvas corners: called with index, eye (0 right, 1 left), corners.
    """

    painted_eyes: bool = False
    still_face: bool = False
    retouch: Callable[[Portrait], Portrait] | None = None
    deform: Deform | None = None
    glints: Callable[[int, int, Points], Points] | None = None


class LiveHead:
    """A head with shoulders that sways, turns, blinks, glances, breathes and has a pulse.

    Parameters
    ----------
    lens
        The camera that looks at it.
    who
        The subject.
    seed
        Draws its motion.
    fps
        Frames per second.
    style
        What the scene changes.
    liveliness
        Scale of the turns.
    """

    def __init__(
        self,
        lens: Lens,
        who: Subject,
        seed: tuple[int, ...],
        fps: float,
        style: HeadStyle | None = None,
        liveliness: float = 1.0,
    ) -> None:
        self.lens = lens
        self.style = style or HeadStyle()
        self.screen = Screen()
        self._fps = fps
        portrait = load_portrait(who, PORTRAIT_SCALE * lens.focal_px, seed[0])
        if self.style.retouch is not None:
            portrait = self.style.retouch(portrait)
        self.portrait = portrait
        self.shape: HeadShape = build_head(portrait, who)
        self.movement = LiveMovement(seed, liveliness)
        self._block, self._modes = expression_modes(portrait, self.shape)
        self._eyes = (
            Eye(portrait, RIGHT, who.iris_bgr),
            Eye(portrait, LEFT, who.iris_bgr),
        )
        self._canvas = premultiplied(portrait.colour, portrait.alpha)
        self._covered = coverage(self._canvas[..., 3], self.shape.grid.shape)
        self._share = self.shape.follows
        self._calm = 1 - self._share
        self.outline = outline(self._covered)
        self._marks = np.ascontiguousarray(portrait.landmarks[:, :2])
        above = (0.5 - _EYE_LINE) * lens.height / lens.focal_px * who.distance_mm
        self._base = np.array([0.0, -above, who.distance_mm])
        irises = self.shape.at(self._marks[[468, 473]]).astype(np.float64)
        self._eye_centres = eye_centre(irises)
        self._screen_corners = self.screen.corners()
        self._frame_points = Grid(lens.width, lens.height).points()
        self._pulse = _pulse_layers(lens)

    def frame(self, index: int) -> HeadFrame:
        """Return the geometry of a frame; any index, in any order."""
        state = self.movement.at(index / self._fps)
        move = state.head
        turn = rotation(move.yaw, move.pitch, move.roll)
        surface = self._surface(index, state, turn)
        lens = self.lens
        projection = Projection(
            self.shape.points, lens.project(surface), surface[..., 2], self.shape.anchor
        )
        openness = 1.0 if self.style.painted_eyes else state.openness
        level = round(openness * (LID_LEVELS - 1))
        gazes = self._gazes(index, state, turn, projection, level)
        return HeadFrame(state, turn, projection, gazes, level)

    def _surface(self, index: int, state: HeadState, turn: NDArray[np.float64]) -> Points:
        plain = self.shape.surface
        if not self.style.still_face:
            plain = plain.copy()
            block = plain[self._block]
            for mode, amplitude in zip(self._modes, state.expression, strict=True):
                block += mode * np.float32(amplitude)
        if self.style.deform is not None:
            plain = self.style.deform(index, plain)
        # head and torso differ by a small rigid motion, which is blended along the neck
        moved = cv2.transform(plain, self._rigid(state, turn).astype(np.float32))
        calm = np.column_stack([np.eye(3), self._base + state.torso])
        rest = cv2.transform(plain, calm.astype(np.float32))
        return np.asarray(cv2.blendLinear(moved, rest, self._share, self._calm), np.float32)

    def _rigid(self, state: HeadState, turn: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the motion from the head's frame to the camera's, shape ``(3, 4)``."""
        pivot = np.array(PIVOT_MM)
        move = np.array([state.head.x, state.head.y, state.head.z])
        return np.column_stack([turn, pivot - turn @ pivot + move + self._base])

    def _gazes(
        self,
        index: int,
        state: HeadState,
        turn: NDArray[np.float64],
        projection: Projection,
        level: int,
    ) -> tuple[Gaze, Gaze]:
        right, left = self._eyes
        if self.style.painted_eyes:
            return Gaze(right.centre, None, None), Gaze(left.centre, None, None)
        rigid = self._rigid(state, turn)
        centres = self._eye_centres @ rigid[:, :3].T + rigid[:, 3]
        look = np.array(state.gaze_mm) - centres
        look /= np.sqrt((look * look).sum(axis=1, keepdims=True))
        glints = mirrored_points(centres + CORNEA_FROM_EYE_MM * look, self._screen_corners)
        irises = (centres + IRIS_FROM_EYE_MM * look)[:, None]
        seen = np.concatenate([irises, glints], axis=1).reshape(-1, 3)
        drawn = projection.inverse(project(self.lens, seen))
        openness = level / (LID_LEVELS - 1)
        gazes = []
        for which, (eye, part) in enumerate(
            zip(self._eyes, (drawn[:5], drawn[5:]), strict=True)
        ):
            iris, corners = part[0], part[1:]
            if self.style.glints is not None:
                corners = self.style.glints(index, which, corners)
            if eye.highlight_visible(iris, corners, openness):
                gazes.append(Gaze(iris, corners, projection.forward(corners)))
            else:
                gazes.append(Gaze(iris, None, None))
        return gazes[0], gazes[1]

    def canvas(self, frame: HeadFrame) -> NDArray[np.uint8]:
        """Return the canvas with the frame's eyes; valid until the next call."""
        if not self.style.painted_eyes:
            for eye, gaze in zip(self._eyes, frame.gazes, strict=True):
                eye.draw(self._canvas, gaze, frame.level, self.screen.bgr)
        return self._canvas

    def paint(self, image: NDArray[np.uint8], frame: HeadFrame) -> None:
        """Paint the person over an image, in place."""
        field = frame.projection.inverse_field(self._frame_points, self.outline)
        paint(image, self.canvas(frame), self._covered, field)
        if not self.style.still_face:
            self._flush(image, frame)

    @property
    def covered(self) -> NDArray[np.uint8]:
        """Where the canvas is painted, on its samples."""
        return self._covered

    def _flush(self, image: NDArray[np.uint8], frame: HeadFrame) -> None:
        """Let the pulse change the skin by less than a grey level, dithered."""
        level = round((frame.state.pulse + 1) / 2 * (len(self._pulse) - 1))
        tile = self._pulse[level]
        middle = frame.projection.forward(self._marks[4:5])[0]
        height, width = tile.shape[:2]
        x, y = int(middle[0] - width / 2), int(middle[1] - height / 2)
        top, left = max(y, 0), max(x, 0)
        area = image[top : y + height, left : x + width]
        if area.size:
            part = tile[top - y :, left - x :][: area.shape[0], : area.shape[1]]
            cv2.add(area, part, dst=area)

    def landmarks(self, frame: HeadFrame) -> Points:
        """Return the canvas pixels of the 478 landmarks in a frame."""
        marks = self._marks.copy()
        if not self.style.painted_eyes:
            for eye, gaze in zip(self._eyes, frame.gazes, strict=True):
                eye.landmarks(marks, gaze, frame.openness)
        return marks

    def pose(self, frame: HeadFrame) -> tuple[float, float, float]:
        """Return yaw, pitch and roll in degrees."""
        return pose_of(frame.turn, self.shape.rest)


def _pulse_layers(lens: Lens, levels: int = 9) -> list[NDArray[np.uint8]]:
    """Return what the pulse adds to the skin at equal steps, dithered to whole levels."""
    rng = np.random.default_rng(17)
    width, height = round(0.24 * lens.focal_px), round(0.30 * lens.focal_px)
    y, x = np.mgrid[:height, :width].astype(np.float32)
    far = np.hypot((x - width / 2) / (width / 2), (y - height / 2) / (height / 2))
    inside = np.clip(2.2 - 2.2 * far, 0, 1)[..., None] * f32(_PULSE_BGR)
    dither = rng.uniform(0, 1, inside.shape).astype(np.float32)
    return [
        np.asarray(dither < inside * level / (levels - 1), np.uint8) for level in range(levels)
    ]
