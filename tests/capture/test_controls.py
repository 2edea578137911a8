"""The controls of a camera, and an exposure that is seen to work or not."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest

from liveness.capture.camera import CameraSource
from liveness.capture.camera_settings import CameraSettings
from liveness.capture.controls import ControlReport, probe
from liveness.capture.lock_check import require_obedience
from liveness.datasets.errors import SourceError


class Webcam:
    """A driver with an exposure that shows three frames late, a gain and no focus."""

    def __init__(self, *, obeys: bool = True, light: float = 0.15) -> None:
        self.values = {
            cv2.CAP_PROP_FOURCC: float(cv2.VideoWriter.fourcc(*"YUYV")),
            cv2.CAP_PROP_AUTO_EXPOSURE: 3.0,
            cv2.CAP_PROP_EXPOSURE: 100.0,
            cv2.CAP_PROP_GAIN: 4.0,
        }
        self.obeys, self.light = obeys, light
        self.shown = [100.0] * 3

    def isOpened(self) -> bool:
        return True

    def read(self) -> tuple[bool, Any]:
        manual = self.values[cv2.CAP_PROP_AUTO_EXPOSURE] == 1.0
        exposure = self.values[cv2.CAP_PROP_EXPOSURE] if manual and self.obeys else 100.0
        self.shown = [*self.shown[1:], exposure]
        light = min(1.0, self.light * self.shown[0] / 100)
        return True, np.full((24, 32, 3), round(255 * light ** (1 / 2.2)), np.uint8)

    def get(self, name: int, /) -> float:
        return self.values.get(name, -1.0)

    def set(self, name: int, value: float, /) -> bool:
        if name not in self.values or name == cv2.CAP_PROP_FOURCC:
            return False
        if name == cv2.CAP_PROP_GAIN:
            return False  # it says that it has one, and takes none
        self.values[name] = value
        return True

    def release(self) -> None:
        pass


def asked(webcam: Webcam, settings: CameraSettings | None = None) -> ControlReport:
    source = CameraSource(
        0,
        settings,
        probe=lambda number: (None, ""),
        devices=list,
        platform="linux",
        factory=lambda name, backend, parameters: webcam,
    )
    return probe(source, source.board)


def test_only_controls_that_are_there_are_offered() -> None:
    report = asked(Webcam(), CameraSettings(gain=8))
    assert {state.name: state.got for state in report.states} == {"exposure": 100, "gain": 4}
    exposure, gain = report.states
    assert (exposure.automatic, exposure.lock) == (True, "automatic")
    assert (gain.fault, gain.lock, gain.mismatch) == ("ignored", "not locked", True)


def test_an_exposure_that_works_is_seen_and_set_back() -> None:
    webcam = Webcam()
    report = asked(webcam)
    assert report.optical is not None
    assert report.optical.slope == pytest.approx(1.0, abs=0.05)
    assert report.optical.obeys is True
    assert list(report.optical.luma) == sorted(set(report.optical.luma))
    require_obedience(report.optical)
    assert webcam.values[cv2.CAP_PROP_EXPOSURE] == 100.0
    assert webcam.values[cv2.CAP_PROP_AUTO_EXPOSURE] == 3.0


def test_a_locked_exposure_stays_locked() -> None:
    webcam = Webcam()
    asked(webcam, CameraSettings(exposure=80))
    assert webcam.values[cv2.CAP_PROP_EXPOSURE] == 80.0
    assert webcam.values[cv2.CAP_PROP_AUTO_EXPOSURE] == 1.0


def test_a_camera_that_takes_the_value_and_ignores_it_is_found_out() -> None:
    report = asked(Webcam(obeys=False), CameraSettings(exposure=100))
    assert report.optical is not None
    assert report.optical.slope == pytest.approx(0.0, abs=0.01)
    assert report.states[0].lock == "locked"  # as far as its answers tell
    with pytest.raises(SourceError, match=r"E-CAM-14.*0\.00 stops of light"):
        require_obedience(report.optical)


@pytest.mark.parametrize("light", [0.0, 50.0])
def test_a_dark_or_blown_out_picture_tells_nothing(light: float) -> None:
    report = asked(Webcam(light=light))
    assert report.optical is not None
    assert (report.optical.slope, report.optical.obeys) == (None, None)
    require_obedience(report.optical)


def test_a_camera_without_an_exposure_is_not_stepped() -> None:
    webcam = Webcam()
    del webcam.values[cv2.CAP_PROP_EXPOSURE]
    report = asked(webcam)
    assert [state.name for state in report.states] == ["gain"]
    assert report.optical is None
