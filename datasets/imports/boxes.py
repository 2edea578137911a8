"""The public sets' own face locations, each in its own words, as boxes."""

from __future__ import annotations

from pathlib import Path

from .base import Box, numbers, read_lines


def frame_boxes(path: Path) -> dict[int, Box]:
    """Return lines ``frame x y width height`` (Replay-Attack, Replay-Mobile).

    A box without size says that no face was found, and is left out.
    """
    found: dict[int, Box] = {}
    for line in read_lines(path):
        frame, x, y, width, height = numbers(path, line, 5)
        if width > 0 and height > 0:
            found[int(frame)] = (x, y, width, height)
    return found


def corner_boxes(path: Path) -> dict[int, Box]:
    """Return lines ``left top right bottom``, one a frame (SiW)."""
    found: dict[int, Box] = {}
    for frame, line in enumerate(read_lines(path)):
        left, top, right, bottom = numbers(path, line, 4)
        if right > left and bottom > top:
            found[frame] = (left, top, right - left, bottom - top)
    return found


def eye_boxes(path: Path) -> dict[int, Box]:
    """Return boxes round lines ``frame,x,y,x,y`` of both eyes (OULU-NPU).

    The box is three eye distances wide, which holds a face and little more.
    """
    found: dict[int, Box] = {}
    for line in read_lines(path):
        frame, left, y0, right, y1 = numbers(path, line, 5)
        apart = ((right - left) ** 2 + (y1 - y0) ** 2) ** 0.5
        if apart > 0:
            x, y = (left + right) / 2, (y0 + y1) / 2
            found[int(frame)] = (x - 1.5 * apart, y - 1.25 * apart, 3 * apart, 3.5 * apart)
    return found


def scaled_box(path: Path, width: int, height: int, grid: int = 224) -> dict[int, Box]:
    """Return one line ``x y width height score`` on a grid of 224 x 224 (CelebA-Spoof)."""
    for line in read_lines(path)[:1]:
        x, y, w, h = numbers(path, line, 4)
        if w > 0 and h > 0:
            across, down = width / grid, height / grid
            return {0: (x * across, y * down, w * across, h * down)}
    return {}
