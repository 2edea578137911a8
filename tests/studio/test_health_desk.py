from __future__ import annotations

import pytest

from liveness.datasets.take import CaptureInfo
from liveness.studio.health_desk import estimate_rate


def test_the_estimate_follows_size_rate_and_codec() -> None:
    info = CaptureInfo(source="x", kind="demo", width=1280, height=720, fps=30)
    lossless = estimate_rate(info, "lossless")
    assert lossless == pytest.approx(1280 * 720 * 30 * 1.3)
    assert estimate_rate(info, "jpeg") < lossless / 2
    assert estimate_rate(None, "auto") == 0
