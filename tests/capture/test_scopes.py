from __future__ import annotations

import cv2
import numpy as np
import pytest

from liveness.capture.face import Face
from liveness.capture.frame import Frame
from liveness.capture.quality import frame_quality
from liveness.capture.scopes import (
    BINS,
    clipped_percent,
    face_histogram,
    luma_of,
    peaking_mask,
    zebra_mask,
)

BOX = (40.0, 30.0, 200.0, 250.0)


def clipped_face(percent: float, level: int = 255) -> np.ndarray:
    """A picture whose face has this share of clipped pixels, and a black world round it."""
    random = np.random.default_rng(3)
    image = np.zeros((400, 400, 3), np.uint8)
    face = random.integers(20, 230, (250, 200, 3)).astype(np.uint8)
    chosen = random.permutation(face.shape[0] * face.shape[1])[: round(500 * percent)]
    # one channel is enough to lose the colour
    face.reshape(-1, 3)[chosen, chosen % 3] = level
    image[30:280, 40:240] = face
    return image


@pytest.mark.parametrize("level", [0, 255])
@pytest.mark.parametrize("percent", [0.0, 7.0, 40.0])
def test_clipped_pixels_of_the_face_are_told_to_a_tenth(percent: float, level: int) -> None:
    image = clipped_face(percent, level)
    found = face_histogram(image, BOX)
    assert found is not None
    assert found.clipped_percent == pytest.approx(percent, abs=0.1)
    ends = (found.black_percent, found.white_percent)
    assert ends == pytest.approx((percent, 0) if level == 0 else (0, percent), abs=0.1)
    # the gate says the same figure
    seen = Face(np.zeros((478, 3), np.float32), BOX, 0.0, 0.0, 0.0, 60.0, 9.0, 500.0)
    quality = frame_quality(Frame(image, 0, 0), seen)
    assert quality["clipped_percent"] == found.clipped_percent


def test_the_histogram_counts_every_pixel_of_the_face_at_its_level() -> None:
    image = np.full((300, 300, 3), 9, np.uint8)
    image[100:200, 100:200] = 130
    image[100:200, 100:125] = 61
    found = face_histogram(image, (100, 100, 100, 100))
    assert found is not None
    assert found.pixels == 10_000
    wanted = np.zeros(BINS)
    wanted[130 // 4], wanted[61 // 4] = 7500, 2500
    assert np.array_equal(found.counts, wanted)


def test_a_face_outside_has_no_histogram() -> None:
    assert face_histogram(np.zeros((50, 50, 3), np.uint8), (60, 60, 20, 20)) is None


def test_both_ends_at_once_are_one_clipped_pixel() -> None:
    image = np.full((10, 10, 3), 100, np.uint8)
    image[0] = (0, 255, 100)
    assert clipped_percent(image) == 10.0


@pytest.mark.parametrize("threshold", [1, 128, 245, 255])
def test_the_zebra_stands_exactly_where_the_luma_reaches_its_threshold(threshold: int) -> None:
    noise = np.random.default_rng(1).integers(0, 256, (90, 120, 3)).astype(np.uint8)
    levels = np.arange(256, dtype=np.uint8)[:, None, None].repeat(4, 1).repeat(3, 2)
    for image in (noise, levels):
        luma = luma_of(image)
        mask = zebra_mask(luma, threshold)
        assert np.array_equal(mask == 255, luma >= threshold)
        assert set(np.unique(mask)) <= {0, 255}
    # grey is its own luma, so the second picture shows the threshold by itself
    assert np.array_equal(luma_of(levels)[:, 0], np.arange(256))


def test_the_luma_is_that_of_the_standard() -> None:
    image = np.random.default_rng(2).integers(0, 256, (40, 40, 3)).astype(np.uint8)
    exact = image @ np.array((0.114, 0.587, 0.299))
    assert np.abs(luma_of(image) - exact).max() <= 0.51


def test_peaking_stands_on_sharp_edges_and_goes_with_the_focus() -> None:
    image = np.full((100, 100), 60, np.uint8)
    image[:, 50:] = 180
    mask = peaking_mask(image, 40)
    assert np.flatnonzero(mask[50]).tolist() == [49, 50]
    blurred = cv2.GaussianBlur(image, (0, 0), 3).astype(np.uint8)
    assert not peaking_mask(blurred, 40).any()
    # by its definition
    laplacian = np.zeros((100, 100), int)
    wide = image.astype(int)
    laplacian[1:-1, 1:-1] = (
        wide[:-2, 1:-1] + wide[2:, 1:-1] + wide[1:-1, :-2] + wide[1:-1, 2:]
    ) - 4 * wide[1:-1, 1:-1]
    assert np.array_equal(mask[1:-1, 1:-1] == 255, abs(laplacian)[1:-1, 1:-1] >= 40)
