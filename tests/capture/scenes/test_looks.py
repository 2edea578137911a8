"""Camera and light of the demo's two sites."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from liveness.capture.analysis import context_of
from liveness.capture.demo import DemoSource
from liveness.capture.scenes.looks import LOOKS
from liveness.datasets.errors import UsageError

SMALL = {"width": 320, "height": 180}


def test_look_a_changes_nothing() -> None:
    plain = DemoSource(seed=3, **SMALL)
    assert plain.frame(2).encoded is None
    assert plain.info.device == "Demo camera"
    assert "look" not in plain.info.asked
    image = np.full((8, 8, 3), 100, np.uint8)
    assert LOOKS["a"].expose(image, (0,))[0] is image


def test_look_b_is_another_camera_and_another_light() -> None:
    one, other = DemoSource(seed=3, **SMALL), DemoSource(seed=3, look="b", **SMALL)
    bright, dim = one.frame(2), other.frame(2)
    # a lamp that is warm and dim: less of everything, and of blue least is left
    share = dim.image.mean((0, 1)) / bright.image.mean((0, 1))
    assert (share < 0.95).all()
    assert share[0] < share[1] < share[2]
    assert other.info.device == "Demo camera B"
    assert other.info.asked["look"] == "b"
    assert context_of(other.info).lossy_origin
    np.testing.assert_array_equal(one.truth(2).landmarks, other.truth(2).landmarks)


def test_what_it_sends_is_the_jpeg_of_its_picture() -> None:
    frame = DemoSource("print-matte", look="b", **SMALL).frame(1)
    assert frame.encoded is not None
    assert frame.encoding == "jpeg"
    packet = np.frombuffer(frame.encoded, np.uint8)
    np.testing.assert_array_equal(frame.image, cv2.imdecode(packet, cv2.IMREAD_COLOR))


def test_its_noise_is_of_the_size_it_says_and_differs_from_frame_to_frame() -> None:
    look = LOOKS["b"]
    grey = np.full((240, 320, 3), 120, np.uint8)
    first, second = look.expose(grey, (1, 0))[0], look.expose(grey, (1, 1))[0]
    assert (first != second).any()
    np.testing.assert_array_equal(first, look.expose(grey, (1, 0))[0])
    # the filter takes noise away and sharpening brings some back
    assert 0.2 * look.noise < first[..., 1].std() < 2 * look.noise


def test_a_look_that_there_is_not_is_named() -> None:
    with pytest.raises(UsageError, match="Use a, b"):
        DemoSource(look="c")
