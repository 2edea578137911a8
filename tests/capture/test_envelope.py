from __future__ import annotations

import numpy as np
import pytest

from liveness.capture.envelope import envelope_of


def test_a_click_is_in_its_bin_at_its_time() -> None:
    samples = np.zeros((16000, 2), np.int16)
    samples[4000, 1], samples[4001, 0] = 32767, -32768
    time_ns = np.arange(16000) * 62_500
    found = envelope_of(samples, time_ns, bins=100)
    assert len(found.time_ns) == 100
    (at,) = np.flatnonzero(found.high > 0.5)
    assert found.low[at] == -1.0
    assert abs(int(found.time_ns[at]) - 250_000_000) <= 10_000_000
    assert (np.diff(found.time_ns) > 0).all()


@pytest.mark.parametrize("count", [0, 1, 7])
def test_a_short_sound_has_a_bin_for_each_sample(count: int) -> None:
    samples = np.arange(count, dtype=np.int16)[:, None] * 1000
    found = envelope_of(samples, np.arange(count, dtype=np.int64), bins=50)
    assert len(found.time_ns) == count
    assert np.allclose(found.high, samples[:, 0] / 32768)
