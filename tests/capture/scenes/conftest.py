from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from liveness.capture.demo import DemoSource
from liveness.capture.scenes.truth import Truth

Floats = NDArray[np.float32]


@lru_cache(maxsize=12)
def _source(scene: str, subject: int) -> DemoSource:
    return DemoSource(scene, subject=subject)


@pytest.fixture(scope="session")
def demo() -> Callable[..., DemoSource]:
    """A demo source at 720p by scene and subject, built once."""
    return lambda scene="bona-fide", subject=0: _source(scene, subject)


class Measure:
    """What the tests measure on pictures."""

    @staticmethod
    def grey(image: NDArray[np.uint8], sigma: float = 1.0) -> NDArray[np.uint8]:
        plain = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
        return np.asarray(cv2.GaussianBlur(plain, (0, 0), sigma), np.uint8)

    @staticmethod
    def corners(image: NDArray[np.uint8], truth: Truth, count: int = 150) -> Floats:
        """Strong corners inside the face's outline, shape (n, 2)."""
        mask = np.zeros(image.shape, np.uint8)
        hull = cv2.convexHull(np.ascontiguousarray(truth.landmarks[:468]))
        cv2.fillConvexPoly(mask, np.rint(hull).astype(np.int32), 255)
        inside = cv2.erode(mask, np.ones((15, 15), np.uint8))
        return cv2.goodFeaturesToTrack(image, count, 0.01, 8, mask=inside).reshape(-1, 2)

    @staticmethod
    def track(
        first: NDArray[np.uint8], second: NDArray[np.uint8], points: Floats
    ) -> tuple[Floats, NDArray[np.bool_]]:
        """Lucas-Kanade there and back: where corners went, and which came back."""
        here = points.reshape(-1, 1, 2)
        there, one, _ = cv2.calcOpticalFlowPyrLK(first, second, here, None, maxLevel=2)
        back, two, _ = cv2.calcOpticalFlowPyrLK(second, first, there, None, maxLevel=2)
        near = np.linalg.norm(back - here, axis=2).ravel() < 1
        return there.reshape(-1, 2), near & (one.ravel() > 0) & (two.ravel() > 0)

    @staticmethod
    def iod(truth: Truth) -> float:
        right, left = truth.landmarks[[33, 133]].mean(0), truth.landmarks[[362, 263]].mean(0)
        return float(np.linalg.norm(right - left))

    def unplanar(self, source: DemoSource, first: int, last: int, step: int = 3) -> float:
        """RMS residual of tracked corners from their homography, over the eyes' distance."""
        truth = source.truth(first)
        before = self.grey(source.frame(first).image)
        start = self.corners(before, truth)
        now, alive = start, np.ones(len(start), bool)
        for index in range(first + step, last + 1, step):
            image = self.grey(source.frame(index).image)
            now, found = self.track(before, image, now)
            alive &= found
            before = image
        matrix, _ = cv2.findHomography(start[alive], now[alive], 0)
        planar = cv2.perspectiveTransform(start[alive][None], matrix)[0]
        assert alive.sum() >= 60
        return float(np.sqrt(((now[alive] - planar) ** 2).sum(1).mean())) / self.iod(truth)

    @staticmethod
    def peak(image: NDArray[np.uint8], at: Floats, size: int = 128) -> tuple[float, ...]:
        """Strongest whitened spectral peak round a point: dB, period in px, angle in deg."""
        x, y = (int(v) for v in at - size / 2)
        part = image[y : y + size, x : x + size, 1].astype(np.float64)
        rest = part - cv2.GaussianBlur(part, (0, 0), 4)
        rest = np.clip(rest / (np.sqrt(cv2.GaussianBlur(rest**2, (0, 0), 8)) + 1), -3, 3)
        window = np.hanning(size)
        power = np.abs(np.fft.fft2(rest * np.outer(window, window))) ** 2
        line = np.fft.fftfreq(size)
        fy, fx = np.meshgrid(line, line, indexing="ij")
        radius = np.hypot(fx, fy)
        ring = (radius * size).astype(int)
        median = np.array([np.median(power[ring == k]) for k in range(ring.max() + 1)])
        white = power / median[ring]
        white[(radius < 0.06) | (radius > 0.48)] = 0
        i, j = np.unravel_index(white.argmax(), white.shape)
        angle = float(np.degrees(np.arctan2(fy[i, j], fx[i, j]))) % 180
        return 10 * float(np.log10(white.max())), float(1 / radius[i, j]), angle


@pytest.fixture(scope="session")
def measure() -> Measure:
    return Measure()
