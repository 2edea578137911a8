from __future__ import annotations

import numpy as np
import pytest
from capture_fakes import oval_face
from numpy.typing import NDArray

from liveness.capture.seam import SECTORS, rim_seam


def noise() -> NDArray[np.uint8]:
    random = np.random.default_rng(0)
    return random.normal(120, 12, (720, 1280, 3)).clip(0, 255).astype(np.uint8)


def test_an_even_picture_has_no_seam() -> None:
    found = rim_seam(oval_face(), noise())
    assert found is not None
    assert found.sectors.shape == (SECTORS,)
    assert abs(found.sectors).max() < 3
    assert found.level_db == pytest.approx(0, abs=1)
    assert found.share_below(-6) == 0


def test_a_smooth_face_shows_in_every_sector() -> None:
    image = noise()
    yy, xx = np.mgrid[:720, :1280]
    inside = ((xx - 650) / 150) ** 2 + ((yy - 380) / 180) ** 2 < 1
    image[inside] = image[inside] // 4 + 90
    found = rim_seam(oval_face(), image)
    assert found is not None
    assert found.level_db < -8
    assert found.share_below(-6) == 1


def test_a_seam_on_one_side_shows_in_its_sectors_only() -> None:
    image = noise()
    yy, xx = np.mgrid[:720, :1280]
    right = (((xx - 650) / 150) ** 2 + ((yy - 380) / 180) ** 2 < 1) & (xx > 650)
    image[right] = image[right] // 4 + 90
    found = rim_seam(oval_face(), image)
    assert found is not None
    # sectors 0 to 3 and 12 to 15 are to image right
    smooth = np.flatnonzero(found.sectors < -6)
    assert set(smooth) == {0, 1, 2, 3, 12, 13, 14, 15}
    assert found.share_below(-6) == 0.5


@pytest.mark.parametrize("x", [-140.0, 1130.0])
def test_what_leaves_the_picture_is_unknown(x: float) -> None:
    found = rim_seam(oval_face(x=x), noise())
    assert found is not None
    assert np.isnan(found.sectors).any()
    assert np.isfinite(found.level_db)
    assert rim_seam(oval_face(x=5000), noise()) is None
