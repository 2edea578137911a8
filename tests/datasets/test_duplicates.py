from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from small_takes import take_in

from liveness.datasets.codec import Codec, encode
from liveness.datasets.duplicates import (
    Pair,
    Signature,
    find_duplicates,
    read_signatures,
    signature_of,
)
from liveness.datasets.store import DatasetRoot


def test_the_same_pictures_in_two_files_are_found(tmp_path: Path) -> None:
    root = DatasetRoot.create(tmp_path / "root")
    one = take_in(root, "S1", seed=1)
    two = take_in(root, "S2", seed=1, species="print-matte", target="S1")
    other = take_in(root, "S1", seed=2)
    assert one.sha256 != two.sha256
    done: list[int] = []
    found = read_signatures(root, [one, two, other], done.append)
    assert done == [1, 2, 3]
    assert find_duplicates(found) == [Pair(one.id, two.id, True)]
    root.take_path(other).write_bytes(b"x")
    assert set(read_signatures(root, root.takes())) == {one.id, two.id}


class _Take:
    """A take as far as a signature reads it: a face that wanders over a picture."""

    def __init__(self, seed: int, *, quality: int = 0, faces: bool = True) -> None:
        chance = np.random.default_rng(seed)
        self.n_frames = 40
        self.time_ns = np.arange(40, dtype=np.int64) * 33_000_000
        self.rows_with_pixels = np.ones(40, dtype=np.bool_)
        ground = chance.integers(0, 256, (9, 16, 3), dtype=np.uint8)
        self._image = cv2.resize(ground, (320, 180))
        self._quality, self._faces = quality, faces
        steps = chance.normal(0, 0.4, (40, 1, 2)).cumsum(0) + np.array([160, 90])
        points = np.random.default_rng(7).uniform(-30, 30, (1, 478, 2))
        self._landmarks = np.zeros((40, 478, 3), np.float32)
        self._landmarks[:, :, :2] = steps + points
        if quality:  # found again in the coarser picture
            self._landmarks += np.random.default_rng(quality).normal(
                0, 0.15, self._landmarks.shape
            )

    def landmarks(self) -> tuple[np.ndarray, np.ndarray]:
        return self._landmarks, np.full(40, self._faces)

    def size(self, _: int) -> tuple[int, int]:
        return 320, 180

    def packet(self, _: int) -> tuple[bytes, Codec]:
        if not self._quality:
            return encode(self._image, Codec.RAW), Codec.RAW
        return cv2.imencode(".jpg", self._image, [1, self._quality])[1].tobytes(), Codec.JPEG

    def frame(self, _: int) -> np.ndarray:
        if not self._quality:
            return self._image
        data = np.frombuffer(self.packet(0)[0], np.uint8)
        image = cv2.imdecode(data, cv2.IMREAD_COLOR)
        assert image is not None
        return image


def _signature(seed: int, *, quality: int = 0, faces: bool = True) -> Signature:
    return signature_of(_Take(seed, quality=quality, faces=faces))  # type: ignore[arg-type]


@pytest.mark.parametrize("faces", [True, False])
def test_a_take_that_was_compressed_anew_is_nearly_the_same(faces: bool) -> None:
    found = {f"T{i}": _signature(i, faces=faces) for i in range(6)}
    found["again"] = _signature(2, quality=60, faces=faces)
    assert find_duplicates(found) == [Pair("T2", "again", False)]


def test_a_person_who_sits_before_the_same_wall_again_is_another_take() -> None:
    one, two = _signature(1), _signature(2)
    same_wall = Signature("other", one.luma, two.path, two.seconds)
    assert find_duplicates({"a": one, "b": same_wall}) == []
    shorter = Signature("other", one.luma, one.path, one.seconds / 2)
    assert find_duplicates({"a": one, "b": shorter}) == []
    assert find_duplicates({"a": one, "b": Signature("x", one.luma, None, 1.3)}) == []
