"""A printed photograph held up by hand: flat, or bent round an upright axis."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .carrier import Carrier, jacobian
from .compositor import coverage, paint, premultiplied
from .cv import cv2
from .head import middle, pose_of, rest_rotation
from .movement import HandMovement, Pose
from .office import office
from .optics import Lens, Points, f32, rotation
from .portrait import Portrait, load_portrait
from .sensor import READOUT_S, expose
from .strength import (
    BEND_RADIUS_MM,
    HALFTONE_CONTRAST,
    HALFTONE_PERIOD_PX,
    SHEET_TURN_DEG,
    geometric,
    linear,
)
from .subjects import subject
from .surface import Grid, Projection, outline
from .truth import Pattern, Truth, depth_of, flow_between

_SCALE = 2.3 / 1280
"""Canvas pixels per portrait pixel, per pixel of picture width."""
_DISTANCE_MM = 450.0
_PHOTO = (236, 268)
"""Width and height of the printed cut, portrait pixels."""
_MARGIN, _HANDS = 12.0, 26.0
"""White border of the paper and room for the fingers beside it, portrait pixels."""
_HALFTONE_DEG = 37.0
_SKIN_BGR = (118, 146, 198)


@dataclass(frozen=True, slots=True)
class PrintLook:
    """How a print is made and held.

    Parameters
    ----------
    period_px
        Of the halftone, on the canvas at 1280 pixels: coarse, so that a camera resolves it.
    contrast
        Of each of its two screens of dots in the mid-tones, fraction.
    turn_deg
        Amplitude of the turns in the hand, degrees.
    radius_mm
        Radius round which the paper is bent; ``None`` when flat.
    strength
        What the look was made from; ``None`` as it was composed.
    """

    period_px: float = 3.4
    contrast: float = 0.085
    turn_deg: float = 8.0
    radius_mm: float | None = None
    strength: float | None = None

    @classmethod
    def of(cls, strength: float | None, radius_mm: float | None = None) -> PrintLook:
        """Return the look at a strength, flat unless a radius is given."""
        if strength is None:
            return cls(radius_mm=radius_mm)
        return cls(
            period_px=geometric(HALFTONE_PERIOD_PX, strength),
            contrast=linear(HALFTONE_CONTRAST, strength),
            turn_deg=geometric(SHEET_TURN_DEG, strength),
            radius_mm=radius_mm,
            strength=strength,
        )


def _printed(photo: NDArray[np.float32], period: float, contrast: float) -> NDArray[np.float32]:
    """Return a photograph as a matte print shows it: less gamut, less contrast, a halftone."""
    grey = photo.mean(axis=2, keepdims=True)
    dull = grey + 0.72 * (photo - grey)
    inked = 44 + dull * f32((214 - 44) / 255)
    height, width = photo.shape[:2]
    y, x = np.mgrid[:height, :width].astype(np.float32)
    turn = np.radians(_HALFTONE_DEG)
    along = (x * np.cos(turn) + y * np.sin(turn)) * 2 * np.pi / period
    across = (y * np.cos(turn) - x * np.sin(turn)) * 2 * np.pi / period
    # dots are strongest in the mid-tones: white and black paper show none
    tone = inked / 255
    depth = 4 * tone * (1 - tone)
    screen = np.cos(along) + 0.8 * np.cos(across)
    return np.asarray(inked * (1 + contrast * depth * screen[..., None]), np.float32)


def _finger(
    colour: NDArray[np.float32],
    alpha: NDArray[np.float32],
    tip: Points,
    root: Points,
    width: float,
) -> None:
    """Draw a thumb from beyond the paper's edge on to it, in place."""
    mask = np.zeros(alpha.shape, np.float32)
    ends = [tuple(int(v * 16) for v in end) for end in (tip, root)]
    cv2.line(mask, ends[0], ends[1], 1.0, int(width), cv2.LINE_AA, 4)
    shadow = cv2.GaussianBlur(mask, (0, 0), width / 5)
    colour *= (1 - 0.45 * shadow * (1 - mask))[..., None]
    round_light = cv2.GaussianBlur(mask, (0, 0), width / 4)[..., None]
    flesh = f32(_SKIN_BGR) * (0.55 + 0.5 * round_light**2)
    nail = np.zeros_like(mask)
    at = tip + (root - tip) * 0.06
    axes = (int(width * 0.30 * 16), int(width * 0.24 * 16))
    spin = float(np.degrees(np.arctan2(*(root - tip)[::-1])))
    centre = (int(at[0] * 16), int(at[1] * 16))
    cv2.ellipse(nail, centre, axes, spin, 0, 360, 1.0, -1, cv2.LINE_AA, 4)
    flesh = flesh + 26 * cv2.GaussianBlur(nail, (0, 0), 1.0)[..., None]
    colour += mask[..., None] * (flesh - colour)
    np.maximum(alpha, mask, out=alpha)


def _fist(
    colour: NDArray[np.float32], alpha: NDArray[np.float32], at: Points, scale: float
) -> None:
    """Draw the fingers' backs behind the paper, in place: only what reaches past its edge."""
    behind = alpha < 0.5
    for finger in range(4):
        centre = (int(at[0] * 16), int((at[1] + (finger - 1) * 13 * scale) * 16))
        mask = np.zeros(alpha.shape, np.float32)
        axes = (int(15 * scale * 16), int(8 * scale * 16))
        cv2.ellipse(mask, centre, axes, 0, 0, 360, 1.0, -1, cv2.LINE_AA, 4)
        light = cv2.GaussianBlur(mask, (0, 0), 3 * scale)[..., None]
        mask *= behind
        colour += mask[..., None] * (f32(_SKIN_BGR) * (0.35 + 0.55 * light) - colour)
        np.maximum(alpha, mask, out=alpha)


def _sheet(portrait: Portrait, look: PrintLook) -> tuple[NDArray[np.uint8], Points]:
    """Return the canvas of paper and fingers, and where the portrait's corner lies on it."""
    scale = portrait.scale
    cut_w, cut_h = (round(v * scale) for v in _PHOTO)
    left = round(float(middle(portrait)[0]) - cut_w / 2)
    photo = portrait.colour[:cut_h, left : left + cut_w].astype(np.float32)
    border, hands = round(_MARGIN * scale), round(_HANDS * scale)
    width, height = cut_w + 2 * (border + hands), cut_h + 2 * (border + hands)
    colour = np.full((height, width, 3), 226.0, np.float32)
    rng = np.random.default_rng(5)
    colour += (
        cv2.GaussianBlur(rng.standard_normal(colour.shape).astype(np.float32), (0, 0), 1) * 4
    )
    edge = border + hands
    colour[edge : edge + cut_h, edge : edge + cut_w] = _printed(
        photo, look.period_px * scale / 2.3, look.contrast
    )
    alpha = np.zeros((height, width), np.float32)
    alpha[hands:-hands, hands:-hands] = 1
    alpha = cv2.GaussianBlur(alpha, (0, 0), 0.6)
    thick = 17 * scale
    for x, inward in ((hands, 1), (width - hands, -1)):
        _fist(colour, alpha, f32([x, 0.73 * height]), scale)
        tip = f32([x + inward * 0.75 * thick, 0.665 * height])
        root = f32([x - inward * 0.35 * thick, 0.73 * height])
        _finger(colour, alpha, tip, root, thick)
    return premultiplied(colour, alpha), f32([edge - left, edge])


class PrintScene:
    """A print held up by hand before an office.

    Parameters
    ----------
    lens
        The camera.
    number
        The subject shown.
    seed
        Draws motion, background and noise.
    fps
        Frames per second.
    look
        How the print is made and held.
    """

    def __init__(self, lens: Lens, number: int, seed: int, fps: float, look: PrintLook) -> None:
        self._lens, self._fps, self._seed = lens, fps, (seed, number)
        self._look = look
        portrait = load_portrait(subject(number), _SCALE * lens.width, seed)
        self._canvas, corner = _sheet(portrait, look)
        height, width = self._canvas.shape[:2]
        mm = _DISTANCE_MM / lens.focal_px
        self._carrier = Carrier(lens, width, height, mm, _DISTANCE_MM, look.radius_mm)
        self._covered = coverage(self._canvas[..., 3], self._carrier.shape)
        self._outline = outline(self._covered)
        self._marks = np.asarray(portrait.landmarks[:, :2] + corner, np.float32)
        self._rest = rest_rotation(portrait.landmarks)
        self._period = look.period_px * portrait.scale / 2.3
        self._hand = HandMovement((seed, number), turn_deg=look.turn_deg)
        self._room = office(lens.width, lens.height, seed + 31 * number)
        self._field = Grid(lens.width, lens.height).points()

    def _pose(self, index: int) -> Pose:
        return self._hand.at(index / self._fps)

    def _projection(self, index: int) -> Projection:
        return self._carrier.project(self._pose(index))

    def render(self, index: int) -> NDArray[np.uint8]:
        """Return the frame, shape ``(height, width, 3)``, uint8, BGR."""
        image = self._room.copy()
        field = self._projection(index).inverse_field(self._field, self._outline)
        paint(image, self._canvas, self._covered, field)
        return expose(image, (*self._seed, index))

    def truth(self, index: int) -> Truth:
        """Return what is known of the frame."""
        now = self._projection(index)
        before = self._projection(index - 1) if index else None
        pose = self._pose(index)
        yaw, pitch, roll = pose_of(rotation(pose.yaw, pose.pitch, pose.roll), self._rest)
        depth = now.depth_at(self._marks)
        alpha = np.asarray(self._canvas[..., 3], np.float32) / 255
        return Truth(
            index=index,
            time_s=index / self._fps,
            landmarks=now.forward(self._marks),
            relief_mm=depth - depth[[33, 133, 362, 263]].mean(),
            depth_mm=depth,
            yaw_deg=yaw,
            pitch_deg=pitch,
            roll_deg=roll,
            openness=(1.0, 1.0),
            highlights=(None, None),
            pattern=self._pattern(now),
            refresh_hz=None,
            readout_s=READOUT_S,
            screen_direction=None,
            flow=flow_between(before, now),
            depth_map=depth_of(self._lens, now, alpha, self._outline),
            strength=self._look.strength,
        )

    def _pattern(self, now: Projection) -> Pattern:
        turn = np.radians(_HALFTONE_DEG)
        wave = np.array([np.cos(turn), np.sin(turn)]) / self._period
        seen = np.linalg.inv(jacobian(now, self._marks[4])).T @ wave
        return Pattern.of_wave(seen)


def flat_print(
    lens: Lens, number: int, seed: int, fps: float, strength: float | None = None
) -> PrintScene:
    """Return the scene of a flat print; the strength sets its halftone and its turns."""
    return PrintScene(lens, number, seed, fps, PrintLook.of(strength))


def bent_print(
    lens: Lens, number: int, seed: int, fps: float, strength: float | None = None
) -> PrintScene:
    """Return the scene of a print bent round a radius of 150 mm, or as the strength says."""
    radius = 150.0 if strength is None else geometric(BEND_RADIUS_MM, strength)
    return PrintScene(lens, number, seed, fps, PrintLook.of(strength, radius))
