"""What a camera that does not do as it is asked leaves in the take: reader, recorder, file."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import pytest
from capture_fakes import bar, bare_analyser, wait_for

from liveness.capture import engine as engine_module
from liveness.capture.camera import CameraSource
from liveness.capture.camera_settings import CameraSettings
from liveness.capture.devices import CameraDevice
from liveness.capture.engine import LiveEngine
from liveness.datasets.reader import TakeReader
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import CaptureInfo, TakeHeader

MakeHeader = Callable[[], TakeHeader]
LOCKED = CameraSettings(exposure=120, white_balance_k=4600, gain=8)


class Driver:
    """A webcam that gives a picture for each that it is granted, and then waits or is gone."""

    def __init__(self, granted: int = 0) -> None:
        self.values = {cv2.CAP_PROP_EXPOSURE: 156.0, cv2.CAP_PROP_AUTO_EXPOSURE: 3.0}
        self.deaf = {cv2.CAP_PROP_FOURCC}
        self.granted = threading.Semaphore(granted)
        self.gone = threading.Event()
        self.count = 0

    def grant(self, count: int) -> None:
        self.granted.release(count)

    def isOpened(self) -> bool:
        return not self.gone.is_set()

    def read(self) -> tuple[bool, Any]:
        while not self.granted.acquire(timeout=0.005):
            if self.gone.is_set():
                return False, None
        self.count += 1
        threading.Event().wait(0.002)
        return True, bar(self.count)

    def get(self, name: int, /) -> float:
        return self.values.get(name, -1.0)

    def set(self, name: int, value: float, /) -> bool:
        if name not in self.deaf:
            self.values[name] = value
        return True

    def release(self) -> None:
        pass


def camera(driver: Callable[[], Driver], name: str = "C920") -> CameraSource:
    return CameraSource(
        0,
        LOCKED,
        probe=lambda number: (None, ""),
        devices=lambda: [CameraDevice(0, name, id="046d:082d@1-2")],
        platform="linux",
        factory=lambda name, backend, parameters: driver(),
    )


def of(engine: LiveEngine, header: TakeHeader) -> TakeHeader:
    """Return a header with the camera as the engine knows it, as the studio makes it."""
    assert engine.info is not None
    return header.model_copy(update={"capture": engine.info})


def on_disk(engine: LiveEngine) -> int:
    return engine.recording.frames_on_disk if engine.recording is not None else 0


def recorded(root: DatasetRoot, driver: Driver, header: MakeHeader, **options: Any) -> Path:
    """Record twelve frames and return the take's file."""
    driver.grant(1)
    with LiveEngine(
        camera(lambda: driver, **options), analyser_factory=bare_analyser
    ) as engine:
        wait_for(lambda: engine.state == "running")
        engine.start_recording(root, of(engine, header()))
        driver.grant(12)
        wait_for(lambda: on_disk(engine) == 12)
        journal = engine.stop_recording()
        driver.gone.set()
    return root.take_path(root.finalise(journal))


def stored(path: Path) -> CaptureInfo:
    with TakeReader(path) as take:
        return take.capture


def test_a_take_of_a_camera_that_ignores_the_exposure_says_so(
    root: DatasetRoot, live_header: MakeHeader
) -> None:
    driver = Driver()
    driver.deaf |= {cv2.CAP_PROP_EXPOSURE, cv2.CAP_PROP_AUTO_EXPOSURE}
    info = stored(recorded(root, driver, live_header, name="OBS Virtual Camera"))
    assert (info.asked["exposure"], info.got["exposure"]) == (120, 156)
    assert info.exposure_locked is False
    assert info.virtual is True  # it has the name of a program
    assert info.preset == LOCKED.digest


def test_a_take_of_a_camera_that_takes_other_values_has_both(
    root: DatasetRoot, live_header: MakeHeader
) -> None:
    class Rounding(Driver):
        def set(self, name: int, value: float, /) -> bool:
            coarse = {cv2.CAP_PROP_EXPOSURE: 100, cv2.CAP_PROP_FRAME_WIDTH: 640}
            step = coarse.get(name, 1)
            return super().set(name, value // step * step)

    info = stored(recorded(root, Rounding(), live_header))
    assert (info.asked["exposure"], info.got["exposure"]) == (120, 100)
    assert (info.asked["white_balance_k"], info.got["white_balance_k"]) == (4600, 4600)
    assert info.exposure_locked is True
    assert info.virtual is False
    assert (info.device, info.got["node"]) == ("C920", "/dev/video0")


def test_ninety_frames_are_kept_of_a_camera_that_vanishes_at_the_ninety_first(
    root: DatasetRoot, live_header: MakeHeader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_module, "REOPEN_S", 0.02)
    drivers = [Driver(1), Driver(), Driver(1)]
    drivers[1].gone.set()  # it is not there at the first look
    left = list(drivers)
    told: list[Any] = []
    source = camera(lambda: left.pop(0) if len(left) > 1 else left[0])
    engine = LiveEngine(source, analyser_factory=bare_analyser, preroll_s=0.0)
    engine.on_take_ended = told.append
    with engine:
        wait_for(lambda: engine.state == "running")
        source.board.ask(exposure=90)  # locked otherwise while it runs
        engine.start_recording(root, of(engine, live_header()))
        for _ in range(9):  # no more at once than wait for a reader that is busy
            before = on_disk(engine)
            drivers[0].grant(10)
            wait_for(lambda before=before: on_disk(engine) == before + 10)
        drivers[0].gone.set()
        wait_for(lambda: told)
        wait_for(lambda: engine.state == "running" and engine.lost is None)
        (result,) = told
        record = root.finalise(result.journal)
        assert (record.status, record.frames) == ("incomplete", 90)
        # what was locked is locked again, as it was locked last
        values = drivers[2].values
        assert values[cv2.CAP_PROP_EXPOSURE] == 90
        assert values[cv2.CAP_PROP_AUTO_EXPOSURE] == 1.0
        assert values[cv2.CAP_PROP_WB_TEMPERATURE] == 4600
        engine.start_recording(root, of(engine, live_header()))
        drivers[2].grant(3)
        wait_for(lambda: on_disk(engine) == 3)
        journal = engine.stop_recording()
        drivers[2].gone.set()
    again = root.finalise(journal)
    assert (again.status, again.frames) == ("complete", 3)
    info = stored(root.take_path(again))
    assert info.exposure_locked is True
    assert info.asked["exposure"] == 90


def test_a_lock_that_is_lost_during_a_take_is_an_event_of_it(
    root: DatasetRoot, live_header: MakeHeader
) -> None:
    driver = Driver(1)
    with LiveEngine(camera(lambda: driver), analyser_factory=bare_analyser) as engine:
        engine.note("exposure", "nobody records")
        wait_for(lambda: engine.state == "running")
        engine.start_recording(root, of(engine, live_header()))
        driver.grant(3)
        wait_for(lambda: on_disk(engine) == 3)
        engine.note("exposure", "the exposure is not locked: asked 120, the camera has 156")
        journal = engine.stop_recording()
        driver.gone.set()
    record = root.finalise(journal)
    with TakeReader(root.take_path(record)) as take:
        told = [(event.kind, event.text) for event in take.events()]
    assert told[-1][0] == "exposure"
    assert "asked 120" in told[-1][1]
    assert not any("nobody records" in text for _, text in told)
