"""A video of a live head replayed on a display: phone in the hand, or monitor on a desk."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from .carrier import Carrier, jacobian
from .compositor import coverage, paint
from .cv import cv2
from .displays import (
    LEVEL,
    MONITOR,
    PHONE,
    TILE,
    Display,
    body,
    cooled,
    draw_stand,
    glare,
    grid_tile,
)
from .live import HeadStyle, LiveHead
from .movement import HandMovement, Pose
from .office import office
from .optics import Lens, Points, f32
from .sensor import READOUT_S, expose
from .strength import MOIRE_CONTRAST, MOIRE_PERIOD_PX, geometric, linear
from .subjects import subject
from .surface import STEP, Grid, Projection, outline
from .truth import Pattern, Truth, depth_of


@dataclass(frozen=True, slots=True, eq=False)
class _Still:
    """What does not change while a display stands.

    Parameters
    ----------
    projection
        Canvas to image.
    scene
        The frame without the video.
    part
        Rows and columns of the frame that the video changes.
    maps
        Fixed-point maps from that part to the canvas.
    mask
        1 where the video is, on that part.
    moire
        Factors of 220 on the largest upright box in the picture.
    """

    projection: Projection
    scene: NDArray[np.uint8]
    part: tuple[slice, slice]
    maps: tuple[NDArray[np.int16], NDArray[np.uint16]]
    mask: NDArray[np.uint8]
    moire: NDArray[np.uint8]


class ReplayScene:
    """A display that shows a live head, in front of an office.

    Parameters
    ----------
    lens
        The camera.
    number
        The subject shown.
    seed
        Draws both motions, backgrounds and noise.
    fps
        Frames per second.
    display
        What replays it.
    strength
        Sets the grid's contrast and period; ``None`` as it was composed.
    """

    def __init__(
        self,
        lens: Lens,
        number: int,
        seed: int,
        fps: float,
        display: Display,
        strength: float | None = None,
    ) -> None:
        if strength is not None:
            display = with_moire(display, lens, strength)
        self._strength = strength
        self._lens, self._fps, self._seed = lens, fps, (seed, number)
        self._display = display
        self._mm = display.distance_mm / lens.focal_px
        width, height = round(display.width_mm / self._mm), round(display.height_mm / self._mm)
        side, top = (round(b / self._mm) for b in display.bezel_mm)
        self._offset = f32([side, top])
        # the recorder's lens lets the face fill the picture's narrow side
        focal = display.head_iod_px / 127.0 * lens.focal_px
        self._video = Lens(width, height, focal)
        style = HeadStyle(retouch=cooled)
        self._head = LiveHead(self._video, subject(number), self._seed, fps, style)
        self._backdrop = self._recorded_room(seed + 31 * number + 7)
        self._canvas = body(
            width + 2 * side, height + 2 * top, 0.06 if self._hand_held else 0.008
        )
        self._carrier = Carrier(
            lens, self._canvas.shape[1], self._canvas.shape[0], self._mm, display.distance_mm
        )
        self._covered = coverage(self._canvas[..., 3], self._carrier.shape)
        self._outline = outline(self._covered)
        self._hand = (
            HandMovement((seed, number), display.hand_deg) if display.hand_deg else None
        )
        self._room = office(lens.width, lens.height, seed + 31 * number)
        if not self._hand_held:
            draw_stand(self._room, self._canvas.shape[0])
        self._field = Grid(lens.width, lens.height).points()
        # room for the aliases of these displays; what lies beyond wraps round
        periods = (height * 2 // 5 + 8, width * 2 // 5 + 8, 1)
        self._tiles = np.tile(grid_tile(display.grid_contrast), periods)
        self._bands = self._band_tile()
        self._glare = glare(round(0.30 * width), round(0.16 * height))
        # a display that stands is seen the same in every frame
        self._still = None if self._hand else self._still_view()

    def _recorded_room(self, seed: int) -> NDArray[np.uint8]:
        lens = self._video
        # a picture taller than wide shows the middle of the room
        wide = max(lens.width, round(lens.height * 16 / 9))
        left = (wide - lens.width) // 2
        room = office(wide, round(wide * 9 / 16), seed)[: lens.height, left : left + lens.width]
        shown = room * f32([1.0, 0.95, 0.9]) * np.float32(0.88) + 14
        return np.asarray(np.clip(shown, 0, 255), np.uint8)

    @property
    def _hand_held(self) -> bool:
        return self._display.hand_deg > 0

    def _screen_view(self) -> NDArray[np.uint8]:
        side, top = (int(v) for v in self._offset)
        return self._canvas[top : top + self._video.height, side : side + self._video.width]

    def _pose(self, index: int) -> Pose:
        roll = self._display.roll_deg
        if self._hand is None:
            return Pose(roll=roll)
        held = self._hand.at(index / self._fps)
        return replace(held, roll=held.roll + roll, z=0.4 * held.z, x=0.6 * held.x)

    def _projection(self, index: int) -> Projection:
        return self._carrier.project(self._pose(index))

    def _band_tile(self) -> NDArray[np.uint8]:
        """Return the bands of the rolling shutter, tall enough for any phase.

        A row that is read at ``t`` sees the display's brightness at ``t``; dithering keeps
        what is finer than a grey level.
        """
        rows = self._lens.height / (self._display.refresh_hz * READOUT_S)
        self._band_rows = rows
        count = self._lens.height + int(np.ceil(rows)) + 1
        wave = 1 + self._display.ripple * np.cos(2 * np.pi * np.arange(count) / rows)
        dither = np.random.default_rng(13).uniform(-0.5, 0.5, (count, self._lens.width, 1))
        tile = np.rint(LEVEL * wave[:, None, None] + dither).clip(0, 255).astype(np.uint8)
        return np.repeat(tile, 3, axis=2)

    def _moire(self, field: Points, box: tuple[int, int, int, int]) -> NDArray[np.uint8]:
        """Return the grid as the sensor samples it, factors of 220, on ``(x, y, w, h)``.

        The sensor has points at integers, where ``cos(2 pi (c - k x))`` equals
        ``cos(2 pi c)`` for every integer ``k``. So the nearest alias, which is slow enough
        to be interpolated, is exactly what the fast grid looks like.
        """
        x, y, width, height = box
        left, top = x // STEP, y // STEP
        right, bottom = -(-(x + width) // STEP), -(-(y + height) // STEP)
        part = (slice(top, bottom + 2), slice(left, right + 2))
        cycles = (field[part] - self._offset) * np.float32(self._mm / self._display.pitch_mm)
        nearest = np.float32(round(self._mm / self._display.pitch_mm))
        slow = cycles - nearest * self._field[part]
        slow -= np.floor(slow.min(axis=(0, 1)))
        size = (slow.shape[1] * STEP, slow.shape[0] * STEP)
        grown = cv2.resize(slow * np.float32(TILE), size, interpolation=cv2.INTER_LINEAR)
        first = (y - top * STEP + STEP, x - left * STEP + STEP)
        inner = grown[first[0] : first[0] + height, first[1] : first[1] + width]
        return np.asarray(
            cv2.remap(self._tiles, inner, None, cv2.INTER_NEAREST, borderMode=cv2.BORDER_WRAP),
            np.uint8,
        )

    def _box(self, now: Projection) -> tuple[int, int, int, int]:
        """Return the largest upright box inside the picture as it is seen."""
        w, h = self._video.width - 1, self._video.height - 1
        corners = f32([[0, 0], [w, 0], [w, h], [0, h]]) + self._offset
        seen = now.forward(corners)
        left, right = seen[[0, 3], 0].max(), seen[[1, 2], 0].min()
        upper, lower = seen[[0, 1], 1].max(), seen[[2, 3], 1].min()
        x, y = max(int(left) + 1, 0), max(int(upper) + 1, 0)
        return (
            x,
            y,
            min(int(right), self._lens.width) - x,
            min(int(lower), self._lens.height) - y,
        )

    def _still_view(self) -> _Still:
        now = self._projection(0)
        field = now.inverse_field(self._field, self._outline)
        scene = self._room.copy()
        paint(scene, self._canvas, self._covered, field)
        size = (field.shape[1] * STEP, field.shape[0] * STEP)
        full = cv2.resize(field, size, interpolation=cv2.INTER_LINEAR)[STEP:, STEP:]
        full = full[: self._lens.height, : self._lens.width]
        # the bezel's inner half is drawn with the picture, so that its edge is smooth
        edge = self._offset / 2
        inner = np.logical_and(full >= edge, full < f32(self._canvas.shape[1::-1]) - edge).all(
            axis=2
        )
        rows, columns = np.flatnonzero(inner.any(axis=1)), np.flatnonzero(inner.any(axis=0))
        part = (slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1))
        maps = cv2.convertMaps(np.ascontiguousarray(full[part]), None, cv2.CV_16SC2)
        mask = np.ascontiguousarray(inner[part].astype(np.uint8))
        return _Still(now, scene, part, maps, mask, self._moire(field, self._box(now)))

    def render(self, index: int) -> NDArray[np.uint8]:
        """Return the frame, shape ``(height, width, 3)``, uint8, BGR."""
        video = self._backdrop.copy()
        self._head.paint(video, self._head.frame(index))
        cv2.cvtColor(video, cv2.COLOR_BGR2BGRA, dst=self._screen_view())
        still = self._still
        if still is not None:
            image = still.scene.copy()
            seen = cv2.remap(self._canvas, *still.maps, cv2.INTER_LINEAR)
            target = image[still.part]
            cv2.copyTo(cv2.cvtColor(seen, cv2.COLOR_BGRA2BGR), still.mask, target)
            self._optics(image, index, still.projection, still.moire)
        else:
            image = self._room.copy()
            now = self._projection(index)
            field = now.inverse_field(self._field, self._outline)
            paint(image, self._canvas, self._covered, field)
            self._optics(image, index, now, self._moire(field, self._box(now)))
        return expose(image, (*self._seed, index))

    def _optics(
        self, image: NDArray[np.uint8], index: int, now: Projection, moire: NDArray[np.uint8]
    ) -> None:
        """Add what only a display shows: grid, bands and glare, in place."""
        x, y, width, height = self._box(now)
        area = image[y : y + height, x : x + width]
        cv2.multiply(area, moire, dst=area, scale=1 / LEVEL)
        phase = (index / self._fps * self._display.refresh_hz) % 1.0
        start = round(phase * self._band_rows) + y
        bands = self._bands[start : start + height, x : x + width]
        cv2.multiply(area, bands, dst=area, scale=1 / LEVEL)
        pose = self._pose(index)
        tall, wide = self._glare.shape[:2]
        # a mirror that turns by an angle moves what it shows by twice that
        shift = np.tan(np.radians([2 * pose.yaw, -2 * pose.pitch])) * 0.25 * self._lens.focal_px
        left = int(np.clip(0.66 * width - wide / 2 + shift[0], 0, width - wide))
        top = int(np.clip(0.2 * height - tall / 2 + shift[1], 0, height - tall))
        spot = area[top : top + tall, left : left + wide]
        cv2.add(spot, self._glare, dst=spot)

    def _marks(self, index: int) -> tuple[Points, tuple[float, float, float], float]:
        """Return landmarks on the display's canvas, the shown pose and the lids' openness."""
        frame = self._head.frame(index)
        marks = frame.projection.forward(self._head.landmarks(frame))
        return self._to_canvas(marks), self._head.pose(frame), frame.openness

    def _to_canvas(self, video: Points) -> Points:
        return np.asarray(video + self._offset, np.float32)

    def truth(self, index: int) -> Truth:
        """Return what is known of the frame."""
        now = self._projection(index)
        marks, (yaw, pitch, roll), openness = self._marks(index)
        depth = now.depth_at(marks)
        alpha = np.asarray(self._canvas[..., 3], np.float32) / 255
        return Truth(
            index=index,
            time_s=index / self._fps,
            landmarks=now.forward(marks),
            relief_mm=depth - depth[[33, 133, 362, 263]].mean(),
            depth_mm=depth,
            yaw_deg=yaw,
            pitch_deg=pitch,
            roll_deg=roll + self._pose(index).roll,
            openness=(openness, openness),
            highlights=self._shown_highlights(index, now),
            pattern=self._pattern(now, marks[4]),
            refresh_hz=self._display.refresh_hz,
            readout_s=READOUT_S,
            screen_direction=None,
            flow=lambda points: self._flow(index, points),
            depth_map=depth_of(self._lens, now, alpha, self._outline),
            strength=self._strength,
        )

    def _shown_highlights(
        self, index: int, now: Projection
    ) -> tuple[Points | None, Points | None]:
        first, second = (gaze.highlight_px for gaze in self._head.frame(index).gazes)
        return (
            None if first is None else now.forward(self._to_canvas(first)),
            None if second is None else now.forward(self._to_canvas(second)),
        )

    def _flow(self, index: int, points: Points) -> Points:
        if index == 0:
            return np.zeros_like(points)
        video = self._projection(index - 1).inverse(points) - self._offset
        skin = self._head.frame(index - 1).projection.inverse(video)
        moved = self._head.frame(index).projection.forward(skin)
        return np.asarray(
            self._projection(index).forward(self._to_canvas(moved)) - points, np.float32
        )

    def _pattern(self, now: Projection, at: Points) -> Pattern:
        cycles = self._mm / self._display.pitch_mm
        wave = np.linalg.inv(jacobian(now, at)).T @ np.array([cycles, 0.0])
        return Pattern.of_wave(wave)


def with_moire(display: Display, lens: Lens, strength: float) -> Display:
    """Return the display with the moire of a strength, seen straight on by a lens.

    Two of its pixels and a fraction fall on one of the sensor's: the fraction is the alias.
    """
    cycles = 2 + 1 / geometric(MOIRE_PERIOD_PX, strength)
    return replace(
        display,
        pitch_mm=display.distance_mm / lens.focal_px / cycles,
        grid_contrast=linear(MOIRE_CONTRAST, strength),
    )


def phone_scene(
    lens: Lens, number: int, seed: int, fps: float, strength: float | None = None
) -> ReplayScene:
    """Return the scene of a replay on a phone in the hand; the strength sets its moire."""
    return ReplayScene(lens, number, seed, fps, PHONE, strength)


def monitor_scene(
    lens: Lens, number: int, seed: int, fps: float, strength: float | None = None
) -> ReplayScene:
    """Return the scene of a replay on a monitor that stands; the strength sets its moire."""
    return ReplayScene(lens, number, seed, fps, MONITOR, strength)
