"""The map of texture: where its tiles lie on the face."""

from __future__ import annotations

import numpy as np
import pytest
from capture_fakes import oval_face
from numpy.typing import NDArray

from liveness.capture.tiles import TILE_PX, tile_map


def noise(height: int = 720, width: int = 1280) -> NDArray[np.float64]:
    return np.random.default_rng(3).normal(128, 4, (height, width, 1)).repeat(3, axis=2)


def levels(image: NDArray[np.float64]) -> NDArray[np.uint8]:
    return np.clip(np.rint(image), 0, 255).astype(np.uint8)


@pytest.mark.parametrize("width", [70, 100, 127, 128, 200, 301, 303, 400, 611])
def test_the_tiles_lie_evenly_over_the_face(width: int) -> None:
    face = oval_face(300, 20, width, 1.1 * width)
    found = tile_map(levels(noise()), face, None, 0.0, 1e-3)
    assert found is not None
    for at in (0, 1):
        before = found.box[at] - face.box[at]
        after = face.box[at] + face.box[at + 2] - found.box[at] - found.box[at + 2]
        assert before == pytest.approx(after, abs=1.5), "as much is left at either end"
        assert abs(before) <= TILE_PX / 2


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_pattern_at_either_end_of_the_face_is_seen_there(side: str) -> None:
    image, face = noise(), oval_face(300, 100, 303, 330)
    x = np.arange(300, 364) if side == "left" else np.arange(539, 603)
    y = np.arange(200, 330)[:, None]
    # oblique, and no multiple of a codec's eight pixels
    image[200:330, x] += 20 * np.sin(2 * np.pi * (x / 3.7 + y / 9.3))[..., None]
    found = tile_map(levels(image), face, None, 0.0, 1e-3)
    assert found is not None
    values = np.nan_to_num(found.values, nan=0.0)
    half = values.shape[1] // 2
    left, right = values[:, :half].max(), values[:, half:].max()
    assert (left > right + 5) == (side == "left")
    assert max(left, right) > 10
