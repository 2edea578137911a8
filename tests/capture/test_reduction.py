from __future__ import annotations

import numpy as np

from liveness.capture.reduction import MAP_EVERY_NS, MAP_LIMIT, MapThinner, reduce_map
from liveness.datasets.evidence import Evidence, Overlay, SignalMap


def _map(values: np.ndarray, direction: np.ndarray | None = None) -> SignalMap:
    kind = "relief" if direction is None else "flow"
    return SignalMap(values, kind, "px", 0.0, 1.0, (0, 0, 1, 1), direction)


def test_a_small_map_stays_as_it_is() -> None:
    small = _map(np.zeros((64, 30), np.float32))
    assert reduce_map(small) is small


def test_a_large_map_becomes_the_mean_of_what_is_known() -> None:
    values = np.arange(128 * 256, dtype=np.float32).reshape(128, 256)
    values[0, 0] = np.nan
    values[2:4, 4:8] = np.nan
    reduced = reduce_map(_map(values)).values
    assert reduced.shape == (64, 64)
    assert reduced.dtype == np.float32
    # blocks of 2 by 4
    block = np.array([1, 2, 3, 256, 257, 258, 259], np.float32)
    assert reduced[0, 0] == block.mean()
    assert np.isnan(reduced[1, 1])
    assert np.isclose(reduced[5, 9], values[10:12, 36:40].mean())


def test_only_the_long_side_is_reduced() -> None:
    reduced = reduce_map(_map(np.ones((10, 333), np.float32))).values
    assert reduced.shape == (10, MAP_LIMIT)
    assert np.all(reduced == 1)


def test_directions_are_averaged_as_vectors() -> None:
    direction = np.full((128, 128), np.pi - 0.1, np.float32)
    direction[:, ::2] = -np.pi + 0.1
    reduced = reduce_map(_map(np.ones((128, 128), np.float32), direction))
    assert reduced.direction is not None
    # the mean of the angles would be 0, which is the opposite
    assert np.allclose(np.abs(reduced.direction), np.pi, atol=0.01)


def test_one_map_per_signal_in_a_while() -> None:
    thinner = MapThinner()
    points = Overlay("points", np.zeros((1, 2), np.float32))

    def kept(name: str, time_ns: int) -> bool:
        item = Evidence(
            name, 0.0, True, 1.0, map=_map(np.zeros((2, 2), np.float32)), overlay=(points,)
        )
        thinned = thinner.thin({name: item}, time_ns)[name]
        assert thinned.overlay == ()
        return thinned.map is not None

    assert kept("depth", 0)
    assert not kept("depth", MAP_EVERY_NS - 1)
    assert kept("motion", MAP_EVERY_NS - 1)
    assert kept("depth", MAP_EVERY_NS)
    assert not kept("depth", MAP_EVERY_NS + 33_000_000)
    # a source that begins again
    assert kept("depth", 10)


def test_evidence_without_a_map_is_handed_on() -> None:
    item = Evidence("depth", 1.0, True, 0.5)
    assert MapThinner().thin({"depth": item}, 0)["depth"] is item
