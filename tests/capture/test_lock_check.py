"""The optical check on a running engine: the face's light, not the room's."""

from __future__ import annotations

import threading
from typing import Any

import cv2
import numpy as np
import pytest
from capture_fakes import FixedTracker, wait_for

from liveness.capture.analysis import Analyser
from liveness.capture.camera import CameraSource
from liveness.capture.control_board import ControlBoard
from liveness.capture.engine import LiveEngine
from liveness.capture.lock_check import check_lock, step_exposure, stepped, stops_between
from liveness.capture.signal import SignalContext
from liveness.datasets.errors import SourceError


class Lamp:
    """A driver whose face follows the exposure, before a window that is always the same."""

    def __init__(self, exponent: float = 1.0) -> None:
        self.values = {cv2.CAP_PROP_AUTO_EXPOSURE: 1.0, cv2.CAP_PROP_EXPOSURE: 100.0}
        self.exponent = exponent
        self.tick = threading.Event()

    def isOpened(self) -> bool:
        return True

    def read(self) -> tuple[bool, Any]:
        self.tick.wait(0.003)
        image = np.full((90, 160, 3), 200, np.uint8)
        light = 0.15 * (self.values[cv2.CAP_PROP_EXPOSURE] / 100) ** self.exponent
        image[20:80, 40:100] = round(255 * min(1.0, light) ** (1 / 2.2))
        return True, image

    def get(self, name: int, /) -> float:
        return self.values.get(name, -1.0)

    def set(self, name: int, value: float, /) -> bool:
        self.values[name] = value
        return True

    def release(self) -> None:
        pass


def camera(lamp: Lamp) -> CameraSource:
    return CameraSource(
        0,
        probe=lambda number: (None, ""),
        devices=list,
        platform="linux",
        factory=lambda name, backend, parameters: lamp,
    )


def faces(context: SignalContext) -> Analyser:
    """A face of 60 by 60 in every frame, where the lamp shines."""
    return Analyser(context, signals=(), tracker=FixedTracker(context))


@pytest.mark.parametrize(("exponent", "obeys"), [(1.0, True), (0.6, True), (0.0, False)])
def test_the_face_tells_whether_the_exposure_works(exponent: float, obeys: bool) -> None:
    lamp = Lamp(exponent)
    source = camera(lamp)
    source.board.ask(exposure=100.0)
    with LiveEngine(source, analyser_factory=faces) as engine:
        wait_for(lambda: engine.snapshots.peek()[1] is not None)
        report = check_lock(engine, source.board, threading.Event())
        assert report.face
        assert report.slope == pytest.approx(exponent, abs=0.05)
        assert report.obeys is obeys
        assert source.board.optical == report
        assert source.board.verdict() == ("locked" if obeys else "not locked")
        assert engine.info is not None
        assert engine.info.exposure_locked is obeys  # so is every take from now on
        assert lamp.values[cv2.CAP_PROP_EXPOSURE] == 100.0
        assert source.board.states[0].got == 100.0


def test_a_check_that_is_stopped_leaves_nothing_changed() -> None:
    lamp, stop = Lamp(), threading.Event()
    source = camera(lamp)
    with LiveEngine(source, analyser_factory=faces) as engine:
        wait_for(lambda: engine.snapshots.peek()[1] is not None)
        stop.set()
        with pytest.raises(SourceError, match=r"E-CAM-18.*it was stopped"):
            check_lock(engine, source.board, stop)
        wait_for(lambda: lamp.values[cv2.CAP_PROP_AUTO_EXPOSURE] == 3.0)
        assert source.board.settings.exposure is None
        assert source.board.optical is None


def test_a_source_without_an_exposure_is_not_checked() -> None:
    with pytest.raises(SourceError, match="E-CAM-17"):
        step_exposure(ControlBoard(), iter(()))


def test_an_exposure_is_counted_as_its_driver_does() -> None:
    assert [stepped(100, stops) for stops in (-1, 0, 1)] == [50, 100, 200]
    assert [stepped(-6, stops) for stops in (-1, 0, 1)] == [-7, -6, -5]  # Windows
    assert stops_between(100, 400) == 2
    assert stops_between(-6, -5) == 1
