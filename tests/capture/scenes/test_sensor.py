from __future__ import annotations

import numpy as np
import pytest

from liveness.capture.scenes.sensor import expose


def flat(level: int) -> np.ndarray:
    return np.full((180, 320, 3), level, np.uint8)


def test_noise_depends_on_the_signal() -> None:
    dark = expose(flat(40), (0, 1)).astype(float)
    light = expose(flat(215), (0, 1)).astype(float)
    assert 1.5 < light.std(axis=(0, 1))[1] < dark.std(axis=(0, 1))[1] * 0.85 < 4


def test_noise_is_fresh_in_every_frame_and_the_same_for_the_same_frame() -> None:
    one, again, other = (expose(flat(128), seed) for seed in ((3, 1), (3, 1), (3, 2)))
    np.testing.assert_array_equal(one, again)
    a, b = (image[..., 1].astype(float).ravel() for image in (one, other))
    assert abs(np.corrcoef(a, b)[0, 1]) < 0.05


def test_noise_leaves_the_mean() -> None:
    images = [expose(flat(128), (9, k)).astype(float).mean() for k in range(3)]
    clean = float(np.median(expose(flat(128), (9, 0))))
    assert np.mean(images) == pytest.approx(clean, abs=0.3)


def test_the_frame_that_comes_in_is_left_alone() -> None:
    image = flat(90)
    expose(image, (1, 1))
    assert (image == 90).all()
