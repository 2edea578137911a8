"""Cameras that do not do what they are asked: each fault as a driver of its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import cv2
import pytest
from capture_fakes import (
    Camera,
    bar,
    bare_analyser,
    journal_end,
    journal_events,
    journal_frames,
    wait_for,
)

from liveness.capture import controlled, live
from liveness.capture import engine as engine_module
from liveness.capture.camera import CameraSettings, CameraSource
from liveness.capture.devices import CameraDevice
from liveness.capture.engine import LiveEngine
from liveness.capture.frame import Frame
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeHeader

MakeHeader = Callable[[], TakeHeader]
LOCKED = CameraSettings(exposure=120, white_balance_k=4600, gain=8, focus=30)


class Driver:
    """A ``cv2.VideoCapture`` of a camera that obeys, but for what a test makes of it."""

    def __init__(self, period_s: float = 0.005) -> None:
        self.values = {cv2.CAP_PROP_FOURCC: float(cv2.VideoWriter.fourcc(*"YUYV"))}
        self.asked: list[tuple[int, float]] = []
        self.period_s = period_s
        self.gone = threading.Event()
        self.released = threading.Event()
        self.count = 0

    def isOpened(self) -> bool:
        return not self.gone.is_set()

    def read(self) -> tuple[bool, Any]:
        if self.gone.is_set():
            return False, None
        time.sleep(self.period_s)
        self.count += 1
        return True, bar(self.count)

    def get(self, name: int, /) -> float:
        return self.values.get(name, -1.0)

    def set(self, name: int, value: float, /) -> bool:
        self.asked.append((name, value))
        self.values[name] = value
        return True

    def release(self) -> None:
        self.released.set()


def camera(driver: Callable[[], Driver], **options: Any) -> CameraSource:
    return CameraSource(
        0,
        LOCKED,
        probe=lambda number: (None, ""),
        devices=list,
        platform="linux",
        factory=lambda name, backend, parameters: driver(),
        **options,
    )


def test_a_camera_that_ignores_the_exposure_is_not_called_locked() -> None:
    class Stubborn(Driver):
        def get(self, name: int, /) -> float:
            fixed = {cv2.CAP_PROP_EXPOSURE: 156.0, cv2.CAP_PROP_AUTO_EXPOSURE: 3.0}
            return fixed.get(name, super().get(name))

    with camera(Stubborn) as source:
        info = source.info
    assert info.asked["exposure"] == 120
    assert info.got["exposure"] == 156
    assert info.exposure_locked is False


def test_a_camera_that_returns_other_values_has_both_in_its_description() -> None:
    class Rounding(Driver):
        def set(self, name: int, value: float, /) -> bool:
            coarse = {cv2.CAP_PROP_EXPOSURE: 100, cv2.CAP_PROP_WB_TEMPERATURE: 1000}
            step = coarse.get(name, 1)
            return super().set(name, value // step * step)

    with camera(Rounding) as source:
        info = source.info
    assert (info.asked["exposure"], info.got["exposure"]) == (120, 100)
    assert (info.asked["white_balance_k"], info.got["white_balance_k"]) == (4600, 4000)
    assert (info.asked["focus"], info.got["focus"]) == (30, 30)
    assert info.exposure_locked is True


def test_a_camera_that_vanishes_mid_take_comes_back_with_the_same_controls(
    root: DatasetRoot, live_header: MakeHeader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_module, "REOPEN_S", 0.02)
    drivers: list[Driver] = []
    plugged = threading.Event()
    plugged.set()

    def plug() -> Driver:
        made = Driver()
        if not plugged.is_set():
            made.gone.set()
        drivers.append(made)
        return made

    told = []
    engine = LiveEngine(camera(plug), analyser_factory=bare_analyser)
    engine.on_take_ended = told.append
    with engine:
        wait_for(lambda: engine.state == "running")
        engine.start_recording(root, live_header())
        wait_for(lambda: ((engine.recording and engine.recording.frames_on_disk) or 0) > 5)
        plugged.clear()
        drivers[0].gone.set()
        wait_for(lambda: engine.state == "reconnecting")
        wait_for(lambda: len(drivers) > 3)
        assert (engine.lost and engine.lost.code, engine.error) == ("E-CAM-09", None)
        assert not engine.is_over()
        seen, before = engine.frames.peek()
        plugged.set()
        wait_for(lambda: engine.state == "running")
        _, after = engine.frames.take(seen, 3.0)
        assert engine.lost is None
        engine.start_recording(root, live_header())
        wait_for(lambda: ((engine.recording and engine.recording.frames_on_disk) or 0) > 5)
        again = engine.stop_recording()
    assert before is not None
    assert after is not None
    assert after.index > before.index
    assert [result.status for result in told] == ["incomplete"]
    assert told[0].journal is not None
    assert "E-CAM-09" in journal_end(told[0].journal).reason
    assert len(journal_frames(told[0].journal)) > 5
    assert journal_end(again).status == "complete"
    assert drivers[-1].asked == drivers[0].asked != []
    assert all(driver.released.is_set() for driver in drivers)


def test_a_camera_that_never_comes_back_does_not_hold_the_exit() -> None:
    drivers = [Driver()]
    engine = LiveEngine(camera(lambda: drivers[0]), analyser_factory=bare_analyser)
    with engine:
        wait_for(lambda: engine.state == "running")
        drivers[0].gone.set()
        wait_for(lambda: engine.state == "reconnecting")
        begun = time.monotonic()
    assert time.monotonic() - begun < 0.5
    assert (engine.state, engine.error) == ("ended", None)


def test_twelve_frames_a_second_instead_of_thirty_are_measured() -> None:
    class Slow(Driver):
        def set(self, name: int, value: float, /) -> bool:
            return super().set(name, 12.0 if name == cv2.CAP_PROP_FPS else value)

    slow = Slow(1 / 12)
    with LiveEngine(camera(lambda: slow), analyser_factory=bare_analyser) as engine:
        wait_for(lambda: engine.health().frames_read > 10)
        assert engine.health().capture_fps == pytest.approx(12, abs=1)
        info = engine.info
        assert engine.analyser is not None
        assert engine.analyser.context.fps == 12.0
    assert info is not None
    assert (info.asked["fps"], info.got["fps"], info.fps) == (30.0, 12.0, 12.0)


def test_a_camera_that_hangs_at_open_is_given_up_at_once() -> None:
    hanging = threading.Event()

    class Hanging(Driver):
        def isOpened(self) -> bool:
            return hanging.wait(10.0)

    begun = time.monotonic()
    engine = LiveEngine(camera(Hanging, timeout_s=0.3), analyser_factory=bare_analyser)
    with engine:
        assert time.monotonic() - begun < 0.1
        wait_for(lambda: engine.error)
    assert engine.error is not None
    assert engine.error.code == "E-CAM-04"
    assert time.monotonic() - begun < 1.0
    hanging.set()


def test_opening_is_cancelled_while_the_driver_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "JOIN_S", 0.1)
    hanging = threading.Event()

    class Hanging(Driver):
        def isOpened(self) -> bool:
            return hanging.wait(10.0)

    driver = Hanging()
    with LiveEngine(camera(lambda: driver, timeout_s=8.0)) as engine:
        wait_for(lambda: engine.state == "opening")
        begun = time.monotonic()
    assert time.monotonic() - begun < 0.6
    assert engine.state == "failed"
    hanging.set()
    assert driver.released.wait(2.0)  # the device is free as soon as the driver returns


class Jumbled(Camera):
    """Every tenth frame comes twice, and every tenth but five before the one before it."""

    def __init__(self) -> None:
        super().__init__()
        self.ahead: list[Frame] = []
        self.given = 0

    def read(self) -> Frame | None:
        if self.ahead:
            return self.ahead.pop(0)
        frame = super().read()
        if frame is None:
            return None
        if frame.index % 10 == 0:
            self.ahead = [frame]
        elif frame.index % 10 == 5:
            later = super().read()
            if later is None:
                return None
            self.ahead = [frame]
            return later
        return frame


def test_frames_that_come_twice_or_late_are_left_out_and_counted(
    root: DatasetRoot, live_header: MakeHeader
) -> None:
    with LiveEngine(Jumbled(), analyser_factory=bare_analyser) as engine:
        wait_for(lambda: engine.state == "running")
        engine.start_recording(root, live_header())
        wait_for(lambda: ((engine.recording and engine.recording.frames_on_disk) or 0) > 40)
        journal = engine.stop_recording()
        assert engine.health().disordered >= 8
    frames = journal_frames(journal)
    times, numbers = [f.time_ns for f in frames], [f.index for f in frames]
    assert times == sorted(set(times))
    assert numbers == sorted(set(numbers))
    assert not any(number % 10 == 5 for number in numbers[1:])
    (text,) = [text for kind, text in journal_events(journal) if kind == "order"]
    assert text.endswith("came twice or out of order, and were left out")
    assert int(text.split()[0]) >= 6


def test_a_lock_that_is_lost_while_it_runs_is_noticed_and_in_the_next_take(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert controlled.READ_BACK_S < 1.0  # that is how soon a camera is asked again
    monkeypatch.setattr(controlled, "READ_BACK_S", 0.02)
    driver = Driver()
    driver.values[cv2.CAP_PROP_EXPOSURE] = 156.0
    with LiveEngine(camera(lambda: driver), analyser_factory=bare_analyser) as engine:
        wait_for(lambda: engine.info)
        assert engine.info is not None
        assert engine.info.exposure_locked is True
        preset = engine.info.preset
        assert preset == LOCKED.digest
        driver.values[cv2.CAP_PROP_AUTO_EXPOSURE] = 3.0  # another program sets it
        wait_for(lambda: engine.info is not None and not engine.info.exposure_locked)
        assert engine.info.got["auto_exposure"] == 3.0
        assert engine.info.preset == preset


def test_a_camera_that_was_plugged_in_again_is_found_under_its_new_number() -> None:
    listed = [CameraDevice(0, "C920", id="046d:082d@1-2")]
    opened: list[Any] = []

    def factory(name: Any, backend: int, parameters: Any) -> Driver:
        opened.append(name)
        return Driver()

    source = CameraSource(
        0,
        LOCKED,
        probe=lambda number: (None, ""),
        devices=lambda: listed,
        platform="linux",
        factory=factory,
    )
    with source:
        assert source.info.device.startswith("C920")
    listed[:] = [CameraDevice(0, "Another"), CameraDevice(2, "C920", id="046d:082d@1-2")]
    with source.again(5) as again:
        assert again.info.source == "camera:2"
    assert opened == [0, 2]
