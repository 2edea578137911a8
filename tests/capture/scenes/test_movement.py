from __future__ import annotations

import numpy as np
import pytest

from liveness.capture.scenes.movement import HandMovement, LiveMovement, Wave

TIMES = np.arange(0, 60, 1 / 30)


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_every_four_seconds_hold_a_turn(seed: int) -> None:
    movement = LiveMovement((seed, 0))
    yaw = np.array([movement.at(t).head.yaw for t in TIMES[: 20 * 30]])
    for first in range(0, len(yaw) - 120, 15):
        part = yaw[first : first + 120]
        assert np.abs(part).max() >= 6
    assert np.abs(yaw).max() <= 10


def test_motion_is_smooth() -> None:
    movement = LiveMovement((0, 0))
    yaw = np.array([movement.at(t).head.yaw for t in TIMES[:300]])
    assert np.abs(np.diff(yaw)).max() < 0.75


def test_blinks_are_as_long_and_as_frequent_as_people_s() -> None:
    movement = LiveMovement((0, 0))
    blinks = movement.blinks(60.0)
    assert 12 <= len(blinks) <= 35
    assert all(0.15 <= duration <= 0.25 for _, duration in blinks)
    openness = np.array([movement.at(t).openness for t in TIMES])
    closed = openness < 0.5
    starts = np.flatnonzero(closed[1:] & ~closed[:-1])
    assert len(starts) == len(blinks)
    assert openness.min() < 0.1
    assert openness.max() == 1


def test_any_instant_stands_by_itself() -> None:
    forward = LiveMovement((4, 2))
    states = [forward.at(t) for t in (0.0, 1.0, 2.0)]
    assert LiveMovement((4, 2)).at(2.0) == states[2]
    assert LiveMovement((5, 2)).at(2.0) != states[2]


def test_a_hand_trembles_little_and_turns_as_told() -> None:
    hand = HandMovement((0, 0), turn_deg=8.0)
    poses = [hand.at(t) for t in TIMES[:300]]
    assert 6 < max(abs(p.yaw) for p in poses) < 10
    fast = np.diff([p.x for p in poses], n=2)
    assert 0.01 < np.std(fast) < 0.5


def test_waves_add_up() -> None:
    wave = Wave(np.random.default_rng(0), (2.0, 1.5), (0.5, 0.2))
    values = np.array([wave(t) for t in TIMES])
    assert np.abs(values).max() <= 1.7
    assert values.std() == pytest.approx(np.sqrt((1.5**2 + 0.2**2) / 2), rel=0.1)
