"""An office behind the person: drawn, out of focus, still."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .cv import cv2

_SIZE = (1280, 720)
_BOOKS = (
    (60, 70, 150),
    (150, 110, 60),
    (70, 120, 80),
    (90, 90, 100),
    (160, 160, 175),
    (50, 60, 80),
)


def _box(
    image: NDArray[np.float32], box: tuple[int, int, int, int], bgr: tuple[float, float, float]
) -> None:
    x, y, width, height = box
    image[y : y + height, x : x + width] = bgr


def _shelf(image: NDArray[np.float32], rng: np.random.Generator, left: int) -> None:
    _box(image, (left, 60, 290, 520), (70, 92, 118))
    for row in range(4):
        top = 75 + row * 128
        _box(image, (left + 12, top, 266, 112), (52, 66, 84))
        x = left + 18
        while x < left + 250:
            width = int(rng.integers(12, 30))
            tall = int(rng.integers(66, 104))
            book = np.array(_BOOKS[int(rng.integers(len(_BOOKS)))]) * rng.uniform(0.7, 1.3)
            _box(image, (x, top + 112 - tall, width, tall), tuple(np.clip(book, 0, 235)))
            x += width + int(rng.integers(1, 5))
            if rng.random() < 0.14:
                x += int(rng.integers(14, 44))


def _window(image: NDArray[np.float32], left: int) -> None:
    _box(image, (left, 40, 250, 330), (206, 206, 204))
    for x in (left + 14, left + 132):
        for y in (54, 214):
            _box(image, (x, y, 104, 142), (232, 222, 208))
    _box(image, (left + 10, 378, 232, 14), (188, 190, 192))


def _plant(image: NDArray[np.float32], rng: np.random.Generator, x: int) -> None:
    for _ in range(46):
        angle = rng.uniform(-2.6, -0.5)
        tip = (int(x + 120 * np.cos(angle) * rng.uniform(0.4, 1)),
               int(520 + 190 * np.sin(angle) * rng.uniform(0.4, 1)))  # fmt: skip
        green = tuple(float(v) for v in np.array([56, 112, 70]) * rng.uniform(0.6, 1.3))
        cv2.line(image, (x, 530), tip, green, int(rng.integers(5, 12)), cv2.LINE_AA)
    _box(image, (x - 44, 520, 88, 100), (120, 130, 150))


def office(width: int, height: int, seed: int) -> NDArray[np.uint8]:
    """Return an out-of-focus office, shape ``(height, width, 3)``, uint8, BGR.

    Parameters
    ----------
    width, height
        Size in pixels.
    seed
        Of the arrangement: which side the shelf is on, the books, the walls' colour.
    """
    rng = np.random.default_rng([seed, 21])
    y, x = np.mgrid[: _SIZE[1], : _SIZE[0]].astype(np.float32)
    light = 1.04 - 0.22 * np.hypot((x - 380) / 1280, (y - 200) / 720)
    wall = np.array([172, 180, 184]) * rng.uniform(0.86, 1.04, 3)
    image = np.ascontiguousarray(light[..., None] * wall.astype(np.float32))
    _box(image, (0, 600, 1280, 120), (92, 104, 116))
    _window(image, 70)
    _shelf(image, rng, 930)
    _plant(image, rng, 800)
    _box(image, (360, 610, 700, 26), (96, 122, 150))
    if rng.random() < 0.5:
        image = np.ascontiguousarray(image[:, ::-1])
    near = cv2.GaussianBlur(image, (0, 0), 5.0)
    near += cv2.GaussianBlur(
        rng.standard_normal((_SIZE[1], _SIZE[0], 1)).astype(np.float32), (0, 0), 1.3
    )[..., None] * np.float32(2.2)
    shown = np.clip(np.rint(near), 0, 255).astype(np.uint8)
    if (width, height) == _SIZE:
        return np.asarray(shown, np.uint8)
    return np.asarray(
        cv2.resize(shown, (width, height), interpolation=cv2.INTER_AREA), np.uint8
    )
