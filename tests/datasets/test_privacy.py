from __future__ import annotations

import numpy as np
import pytest

from liveness.datasets.evidence import Evidence, SignalMap
from liveness.datasets.privacy import (
    JOIN_NS,
    face_crop,
    joined,
    private_evidence,
    private_plane,
)
from liveness.datasets.session import PrivacyMode

SIZE = (200, 100)


def _box(x: float, y: float, w: float, h: float) -> np.ndarray:
    return np.array([[x, y, 0], [x + w, y + h, 0]], np.float32)


def test_the_crop_is_the_face_with_its_margin() -> None:
    assert face_crop(_box(60, 30, 40, 20), SIZE, 0.25) == (50, 20, 60, 40)
    # whole pixels, none of the margin cut
    assert face_crop(_box(60.5, 30.5, 40, 20), SIZE, 0.25) == (50, 20, 61, 41)
    assert face_crop(_box(60, 30, 40, 20), SIZE, 0) == (60, 30, 40, 20)


def test_the_crop_ends_at_the_picture() -> None:
    assert face_crop(_box(-10, 80, 40, 40), SIZE, 0.5) == (0, 60, 50, 40)
    assert face_crop(_box(300, 30, 40, 20), SIZE, 0.1) is None
    assert face_crop(np.full((5, 3), np.nan, np.float32), SIZE) is None


def test_a_frame_between_two_keeps_what_both_keep_together() -> None:
    near = joined((50, 20, 60, 40), (60, 25, 60, 40), 66_000_000)
    assert near == (50, 20, 70, 45)
    assert joined((50, 20, 60, 40), (60, 25, 60, 40), JOIN_NS + 1) is None
    assert joined((50, 20, 60, 40), None, 1) is None
    assert joined(None, (50, 20, 60, 40), 1) is None
    assert joined((50, 20, 60, 40), (50, 20, 60, 40), -1) is None


def test_a_face_that_jumped_shows_nothing_between() -> None:
    assert joined((0, 20, 40, 40), (60, 20, 40, 40), 1) is None
    assert joined((0, 0, 40, 40), (0, 50, 40, 40), 1) is None


def _evidence(kind: str, box: tuple[float, float, float, float]) -> dict[str, Evidence]:
    shown = SignalMap(np.zeros((4, 4), np.float32), kind, "1", 0, 1, box)  # type: ignore[arg-type]
    return {"a": Evidence("a", 1.0, True, 1.0, ("why",), map=shown)}


@pytest.mark.parametrize(
    ("mode", "kind", "box", "kept"),
    [
        ("full", "highlight", (0, 0, 9, 9), True),
        ("signals", "highlight", (60, 30, 9, 9), False),
        ("signals", "relief", (60, 30, 9, 9), True),
        ("signals", "flow", (0, 0, 9, 9), True),
        ("face", "highlight", (60, 30, 9, 9), True),
        ("face", "highlight", (40, 30, 19, 9), False),
        ("face", "peak", (0, 0, 9, 9), True),
    ],
)
def test_maps_that_are_pictures_stay_inside_what_is_kept(
    mode: PrivacyMode, kind: str, box: tuple[float, float, float, float], kept: bool
) -> None:
    found = private_evidence(_evidence(kind, box), mode, (50, 20, 60, 40))["a"]
    assert (found.map is not None) is kept
    assert (found.llr, found.reasons) == (1.0, ("why",))


def test_planes_are_kept_where_the_face_is() -> None:
    plane = np.arange(1, 200 * 100 + 1, dtype=np.uint16).reshape(100, 200)
    crop = (50, 20, 60, 40)
    assert private_plane(plane, SIZE, "full", None) is plane
    assert private_plane(plane, SIZE, "signals", crop) is None
    assert private_plane(plane, SIZE, "face", None) is None
    # a plane of another size does not show the same place in the same pixel
    assert private_plane(plane[::2, ::2], SIZE, "face", crop) is None
    kept = private_plane(plane, SIZE, "face", crop)
    assert kept is not None
    assert np.array_equal(kept[20:60, 50:110], plane[20:60, 50:110])
    assert np.count_nonzero(kept) == 60 * 40
