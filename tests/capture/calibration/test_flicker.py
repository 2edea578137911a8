from __future__ import annotations

from types import ModuleType

import numpy as np
import pytest

from liveness.capture.calibration.flicker import FlickerTask
from liveness.capture.frame import Frame
from liveness.datasets.camera_profile import FlickerResult
from liveness.datasets.errors import DataError


def _verdict(
    rendered: ModuleType,
    hz: float,
    *rates: float,
    exposure_ms: float | None = 5.0,
    seed: int = 0,
    **how: float,
) -> FlickerResult:
    task = FlickerTask(exposure_ms=exposure_ms)
    rng = np.random.default_rng(seed)
    for i, fps in enumerate(rates):
        if i:
            task.again()
        frames = rendered.lamp(rng, hz, fps, exposure_ms=exposure_ms or 5.0, **how)
        for frame in frames:
            task.add(frame)
    return task.solve()


@pytest.mark.parametrize("readout", [0.02, 0.0])
@pytest.mark.parametrize(("hz", "says"), [(100, "100"), (120, "120"), (0, "none")])
@pytest.mark.parametrize("rates", [(30.0, 25.0), (29.0,), (24.0, 25.0)])
def test_truth_100_and_120_hz_are_told_from_none(
    rendered: ModuleType, rates: tuple[float, ...], hz: float, says: str, readout: float
) -> None:
    found = _verdict(rendered, hz, *rates, readout_s=readout)
    assert found.verdict == says
    assert found.modulation_percent is not None
    if hz:
        true = 100 * 0.05 * np.sinc(hz * 0.005)
        assert found.modulation_percent.value == pytest.approx(true, rel=0.05)
        assert found.readout_ms == pytest.approx(1e3 * readout, abs=0.5)
        assert found.modulation_percent.covers(true)
    else:
        assert found.modulation_percent.value < 0.3


@pytest.mark.parametrize("hz", [99.7, 100.3, 119.7, 120.3])
def test_mains_that_are_a_little_off_are_told(rendered: ModuleType, hz: float) -> None:
    assert _verdict(rendered, hz, 29.0).verdict == str(round(hz, -1)).removesuffix(".0")


@pytest.mark.parametrize(
    ("fps", "hz", "stands"),
    [(30, 120, "120"), (25, 100, "100"), (50, 100, "100"), (20, 0, "100")],
)
def test_bands_that_stand_still_are_not_told_from_none(
    rendered: ModuleType, fps: float, hz: float, stands: str
) -> None:
    found = _verdict(rendered, hz, fps)
    assert found.verdict == "unknown"
    assert f"{stands} Hz stands still" in found.reasons[0]


@pytest.mark.parametrize(("exposure", "hidden"), [(10.0, 100), (20.0, 100), (25 / 3, 120)])
def test_an_exposure_of_whole_periods_hides_and_says_so(
    rendered: ModuleType, exposure: float, hidden: float
) -> None:
    for hz in (0, hidden):
        found = _verdict(rendered, hz, 29.0, exposure_ms=exposure)
        assert found.verdict == "unknown"
        assert f"hides {hidden} Hz" in found.reasons[0]


def test_none_with_an_unknown_exposure_says_what_it_does_not_cover(
    rendered: ModuleType,
) -> None:
    found = _verdict(rendered, 0, 29.0, exposure_ms=None)
    assert found.verdict == "none"
    assert "the exposure is unknown" in found.reasons[0]
    assert _verdict(rendered, 100, 29.0, exposure_ms=None).reasons == ()


def test_no_false_flicker_in_noise_and_movement(rendered: ModuleType) -> None:
    for seed in range(6):
        found = _verdict(rendered, 0, 29.0, seed=seed)
        assert found.verdict == "none"
    rng = np.random.default_rng(5)
    task = FlickerTask(exposure_ms=5.0)
    level = np.cumsum(rng.normal(0, 0.7, 160))  # light that wanders
    for frame, more in zip(rendered.lamp(rng, 0, 29.0), level, strict=False):
        image = np.clip(frame.image + more, 0, 255).astype(np.uint8)
        task.add(Frame(image, frame.time_ns, frame.index))
    assert task.solve().verdict in ("none", "unknown")


def test_short_dark_and_white_recordings_are_refused(rendered: ModuleType) -> None:
    task = FlickerTask()
    for frame in rendered.lamp(np.random.default_rng(0), 100, 30.0, seconds=1.0):
        task.add(frame)
    with pytest.raises(DataError, match="too short") as caught:
        task.solve()
    assert caught.value.code == "E-CAL-32"
    dark = np.zeros((120, 160, 3), np.uint8)
    assert task.add(rendered.frame_of(dark, 900)).hint == "too-dark"
    assert task.add(rendered.frame_of(dark + 255, 901)).hint == "too-bright"
