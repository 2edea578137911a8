from __future__ import annotations

import cv2
import numpy as np
import pytest

from liveness.datasets.evidence import SignalMap
from liveness.widgets import colormaps, samples


def test_the_range_is_fixed_and_unknown_is_transparent() -> None:
    values = np.array([[0, 25, 50, 99, -9, np.nan]], np.float32)
    picture = colormaps.colourise(SignalMap(values, "relief", "mm", 0, 50, (0, 0, 6, 1)))
    table = colormaps.table("relief")
    assert np.array_equal(picture[0, 0], table[0])
    assert np.array_equal(picture[0, 1], table[127])
    assert np.array_equal(picture[0, 2], table[255])
    assert np.array_equal(picture[0, 3], table[255])
    assert np.array_equal(picture[0, 4], table[0])
    assert picture[0, 5].tolist() == [0, 0, 0, 0]


@pytest.mark.parametrize("kind", ["relief", "peak", "highlight"])
def test_near_or_strong_is_bright(kind: str) -> None:
    luma = colormaps.table(kind)[:, :3] @ (0.114, 0.587, 0.299)  # type: ignore[arg-type]
    assert luma[-1] > 180 > 60 > luma[0]
    assert (np.diff(luma) > -1).all()


def test_flow_colours_direction_and_brightens_with_size() -> None:
    values = np.array([[0.0, 1.0, 2.0, 2.0]], np.float32)
    direction = np.array([[0, 0, 0, np.pi]], np.float32)
    picture = colormaps.colourise(
        SignalMap(values, "flow", "px", 0, 2, (0, 0, 4, 1), direction)
    ).astype(int)
    assert picture[0, :3, :3].max(axis=1).tolist() == [0, 127, 255]
    assert abs(picture[0, 2, :3] - picture[0, 3, :3]).max() > 100


def test_images_own_their_pixels() -> None:
    image = colormaps.to_image(samples.signal_map("depth"))
    assert (image.width(), image.height()) == (32, 32)
    assert image.pixelColor(0, 0).alpha() == 0
    assert colormaps.bar_image("flow").width() == 256
    assert colormaps.hue_image(26).pixelColor(0, 0).alpha() == 0


def test_the_maps_are_of_the_set_that_colour_blind_eyes_read() -> None:
    safe = {cv2.COLORMAP_VIRIDIS, cv2.COLORMAP_MAGMA, cv2.COLORMAP_BONE, cv2.COLORMAP_CIVIDIS}
    assert set(colormaps.TABLES.values()) <= safe
    # flow is told by arrows, too; its strength is brightness alone
    assert "flow" not in colormaps.TABLES
