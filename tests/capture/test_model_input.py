"""What a network is shown of a frame."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from liveness.capture.model_input import cut
from liveness.datasets.model_file import Crop


def ramp(rows: int = 60, columns: int = 100) -> NDArray[np.uint8]:
    """A picture whose blue channel is x and whose green channel is y."""
    image = np.zeros((rows, columns, 3), np.uint8)
    image[:, :, 0] = np.arange(columns)
    image[:, :, 1] = np.arange(rows)[:, None]
    return image


def crop(**changes: Any) -> Crop:
    return Crop.model_validate({"scale": 2.0, "size": (20, 20), "colour": "bgr", **changes})


def test_a_crop_covers_the_grown_box() -> None:
    found = cut(ramp(), (40, 20, 20, 20), crop())
    assert found is not None
    assert found.blob.shape == (1, 3, 20, 20)
    assert found.blob.dtype == np.float32
    assert found.box == (30, 10, 41, 41)
    assert found.detail == 1.0
    assert found.blob[0, 0].mean() == pytest.approx(50, abs=0.2)
    assert found.blob[0, 1].mean() == pytest.approx(30, abs=0.2)


def test_colour_order_mean_and_std_are_the_networks() -> None:
    found = cut(ramp(), (40, 20, 20, 20), crop(colour="rgb", mean=(0, 10, 50), std=(1, 2, 5)))
    assert found is not None
    assert found.blob[0, 0].max() == 0
    assert found.blob[0, 1].mean() == pytest.approx((30 - 10) / 2, abs=0.2)
    assert found.blob[0, 2].mean() == pytest.approx(0, abs=0.1)


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        ((0, 0, 20, 20), (0, 0, 41, 41)),
        ((80, 40, 20, 20), (59, 19, 41, 41)),
        # twice 50 rows is more than there are: the box shrinks to fit, then moves
        ((60, 5, 40, 50), (50, 0, 48, 60)),
    ],
)
def test_a_box_that_leaves_the_image_is_shifted_inside(
    box: tuple[float, float, float, float], expected: tuple[float, ...]
) -> None:
    found = cut(ramp(), box, crop())
    assert found is not None
    assert found.box == pytest.approx(expected, abs=2)
    assert found.box[0] >= 0
    assert found.box[0] + found.box[2] <= 100
    assert found.box[1] >= 0
    assert found.box[1] + found.box[3] <= 60


def test_a_square_is_mirrored_at_the_border() -> None:
    wanted = crop(square=True, border="reflect", scale=1.0, size=(40, 40))
    found = cut(ramp(), (-5, 10, 20, 40), wanted)
    assert found is not None
    assert found.box == (-15, 10, 40, 40)
    # columns 15..1, then 0..24: the border's own pixel is not repeated
    assert found.blob[0, 0, 0, :].tolist() == [*range(15, 0, -1), *range(25)]


def test_a_small_face_has_less_detail() -> None:
    found = cut(ramp(), (40, 20, 5, 10), crop(border="reflect", size=(40, 40)))
    assert found is not None
    assert found.detail == pytest.approx(10 / 40)


@pytest.mark.parametrize("border", ["shift", "reflect"])
@pytest.mark.parametrize(
    "box",
    [(500, 20, 20, 20), (-90, 20, 20, 20), (40, 20, 0, 20), (40, 20, float("nan"), 20)],
)
def test_a_face_off_the_picture_has_no_crop(
    border: str, box: tuple[float, float, float, float]
) -> None:
    assert cut(ramp(), box, crop(border=border)) is None


def test_area_averages_where_linear_skips() -> None:
    stripes = np.zeros((80, 80, 3), np.uint8)
    stripes[:, ::8] = 255
    even = cut(stripes, (20, 20, 40, 40), crop(size=(10, 10), border="reflect", resize="area"))
    assert even is not None
    assert even.blob[0, 0].std() < 1
    assert even.blob[0, 0].mean() == pytest.approx(255 / 8, abs=1)
