from __future__ import annotations

import pytest

from liveness.capture.stored import PresentationTimes


def test_presentation_times_are_kept_where_they_rise() -> None:
    times = PresentationTimes(25.0)
    given = [0.0, 34.0, 67.0, 200.0]
    assert [times.next(ms, i) for i, ms in enumerate(given)] == [
        0,
        34_000_000,
        67_000_000,
        200_000_000,
    ]
    assert times.assumed == 0


@pytest.mark.parametrize("absent", [0.0, -7.7e15, float("nan")])
def test_absent_times_are_counted_at_the_rate(absent: float) -> None:
    times = PresentationTimes(50.0)
    assert [times.next(absent, i) for i in (0, 1, 2, 5)] == [0, 20_000_000, 40_000_000, 10**8]
    assert times.assumed >= 3


def test_a_time_that_goes_back_is_moved_on() -> None:
    times = PresentationTimes(None)
    got = [times.next(ms, i) for i, ms in enumerate([0.0, 100.0, 90.0, 150.0])]
    assert got == [0, 100_000_000, 133_333_333, 150_000_000]
