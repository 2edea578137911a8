"""The controls of a camera, and an exposure that is seen to work or not."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest

from liveness.capture.camera import CameraSettings
from liveness.capture.controls import ControlReport, probe, slope_of
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
    return probe(
        0,
        settings,
        probe=lambda number: (None, ""),
        devices=list,
        platform="linux",
        factory=lambda name, backend, parameters: webcam,
    )


def test_only_controls_that_are_there_are_offered() -> None:
    report = asked(Webcam())
    assert report.got == {"exposure": 100.0, "gain": 4.0}
    assert report.settable == {"exposure"}


def test_an_exposure_that_works_is_seen_and_set_back() -> None:
    webcam = Webcam()
    report = asked(webcam)
    assert report.slope == pytest.approx(1.0, abs=0.05)
    assert report.exposure_obeys is True
    assert list(report.brightness) == sorted(set(report.brightness))
    report.require_exposure()
    assert webcam.values[cv2.CAP_PROP_EXPOSURE] == 100.0
    assert webcam.values[cv2.CAP_PROP_AUTO_EXPOSURE] == 3.0


def test_a_locked_exposure_stays_locked() -> None:
    webcam = Webcam()
    asked(webcam, CameraSettings(exposure=80))
    assert webcam.values[cv2.CAP_PROP_EXPOSURE] == 80.0
    assert webcam.values[cv2.CAP_PROP_AUTO_EXPOSURE] == 1.0


def test_a_camera_that_takes_the_value_and_ignores_it_is_found_out() -> None:
    report = asked(Webcam(obeys=False))
    assert report.slope == pytest.approx(0.0, abs=0.01)
    assert "exposure" in report.settable
    with pytest.raises(SourceError, match=r"E-CAM-14.*0\.00 stops of light"):
        report.require_exposure()


@pytest.mark.parametrize("light", [0.0, 50.0])
def test_a_dark_or_blown_out_picture_tells_nothing(light: float) -> None:
    report = asked(Webcam(light=light))
    assert (report.slope, report.exposure_obeys) == (None, None)
    report.require_exposure()


def test_the_slope_leaves_out_what_is_clipped() -> None:
    assert slope_of((-1, 0, 1), [100.0, 100.0 * 2 ** (1 / 2.2), 255.0]) == pytest.approx(1.0)
