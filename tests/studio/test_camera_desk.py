"""The panel of the camera's controls in the window, over a driver that is a fake."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from liveness.capture import controlled
from liveness.capture.analysis import Analyser
from liveness.capture.audio import AudioCue
from liveness.capture.camera import CameraSource
from liveness.capture.devices import CameraDevice
from liveness.capture.engine import LiveEngine
from liveness.capture.face import Face
from liveness.capture.frame import Frame, Source
from liveness.capture.signal import SignalContext
from liveness.capture.tracker import FaceTracker
from liveness.studio.camera_desk import CameraDesk
from liveness.studio.camera_presets import PresetStore
from liveness.studio.engine_slot import EngineSlot
from liveness.studio.main_window import MainWindow
from liveness.studio.settings import Settings, load
from liveness.widgets.theme import State
from liveness.widgets.watchdog import Watchdog

ID = "046d:082d@1-2"


class Driver:
    """A webcam without focus; its face follows the exposure as far as it is told to."""

    def __init__(self, *, deaf: bool = False, exponent: float = 1.0) -> None:
        self.values = {
            cv2.CAP_PROP_AUTO_EXPOSURE: 3.0,
            cv2.CAP_PROP_EXPOSURE: 100.0,
            cv2.CAP_PROP_WB_TEMPERATURE: 4000.0,
            cv2.CAP_PROP_AUTO_WB: 1.0,
            cv2.CAP_PROP_GAIN: 8.0,
        }
        self.deaf, self.exponent = deaf, exponent
        self.hang = threading.Event()
        self.hang.set()
        self.tick = threading.Event()

    def isOpened(self) -> bool:
        return self.hang.wait(10.0)

    def read(self) -> tuple[bool, Any]:
        self.tick.wait(0.004)
        image = np.full((90, 160, 3), 200, np.uint8)
        light = 0.15 * (self.values[cv2.CAP_PROP_EXPOSURE] / 100) ** self.exponent
        image[20:80, 40:100] = round(255 * min(1.0, light) ** (1 / 2.2))
        return True, image

    def get(self, name: int, /) -> float:
        return self.values.get(name, -1.0)

    def set(self, name: int, value: float, /) -> bool:
        controls = (cv2.CAP_PROP_EXPOSURE, cv2.CAP_PROP_AUTO_EXPOSURE)
        if not (self.deaf and name in controls) and name != cv2.CAP_PROP_FOCUS:
            self.values[name] = value
        return True

    def release(self) -> None:
        pass


class OneFace(FaceTracker):
    """A face where the lamp shines."""

    def update(self, frame: Frame) -> Face | None:
        box = (40, 20, 60, 60)
        return Face(np.zeros((478, 3), np.float32), box, 1, 2, 3, 30, 6, 500)

    def close(self) -> None:
        pass


def _analyser(context: SignalContext) -> Analyser:
    return Analyser(context, signals=(), tracker=OneFace(context))


class Studio:
    """The window with one camera."""

    def __init__(self, qtbot: QtBot, folder: Path, driver: Driver) -> None:
        self.qtbot, self.driver, self.left = qtbot, driver, False
        path = folder / "settings.json"
        slot = EngineSlot(self._source, partial(LiveEngine, analyser_factory=_analyser))
        self.window = MainWindow(
            load(path) if path.exists() else Settings(muted=True),
            settings_path=path,
            slot=slot,
            cue=AudioCue(muted=True),
        )
        self.window.sources._describe = list
        (self.desk,) = (tool for tool in self.window.tools if isinstance(tool, CameraDesk))
        self.desk.presets = PresetStore(folder / "presets")
        self.controls = self.desk.controls
        self.window.show()

    def _source(self, spec: str) -> Source:
        return CameraSource(
            0,
            probe=lambda number: (None, ""),
            devices=lambda: [CameraDevice(0, "C920", id=ID)],
            platform="linux",
            factory=lambda name, backend, parameters: self.driver,
        )

    def start(self, *, running: bool = True) -> None:
        self.window.sources.start("camera:0")
        self.until(lambda: self.window.slot.engine)
        if running:
            self.until(lambda: self.engine.state == "running")
            self.desk.show()
            self.until(self.controls.shown_rows)
            self.until(lambda: not self.controls.note.text())

    @property
    def engine(self) -> LiveEngine:
        assert self.window.slot.engine is not None
        return self.window.slot.engine

    def until(self, holds: Callable[[], Any]) -> None:
        self.qtbot.waitUntil(lambda: bool(holds()))

    def said(self) -> str:
        message = self.window.view.messages.message
        return "" if message is None else f"{message.code} {message.what} {message.measured}"

    def leave(self) -> None:
        self.driver.hang.set()
        if not self.left:
            self.left = True
            self.window.close()
            self.window.deleteLater()


@pytest.fixture
def enter(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[Driver], Studio]]:
    monkeypatch.setattr(controlled, "READ_BACK_S", 0.02)
    made: list[Studio] = []

    def make(driver: Driver) -> Studio:
        made.append(Studio(qtbot, tmp_path, driver))
        return made[-1]

    yield make
    for studio in made:
        studio.leave()


def test_only_what_the_camera_has_is_shown_and_a_lock_is_seen(
    enter: Callable[[Driver], Studio],
) -> None:
    studio = enter(Driver())
    studio.start()
    controls = studio.controls
    assert controls.shown_rows() == ["exposure", "white_balance_k", "gain"]
    assert controls.verdict.state is State.UNDECIDED
    controls.rows["exposure"].lock.click()
    studio.until(lambda: controls.verdict.state is State.BONA_FIDE)
    controls.rows["exposure"].value.setValue(60)
    studio.until(lambda: controls.rows["exposure"].got == "60")
    info = studio.engine.info
    assert info is not None
    assert (info.asked["exposure"], info.got["exposure"]) == (60, 60)
    assert info.exposure_locked is True
    studio.until(controls.unlock_all.isEnabled)
    controls.unlock_all.click()
    studio.until(lambda: studio.driver.values[cv2.CAP_PROP_AUTO_EXPOSURE] == 3.0)
    assert studio.driver.values[cv2.CAP_PROP_AUTO_WB] == 1.0


def test_a_camera_that_ignores_the_lock_is_called_not_locked_and_its_takes_marked(
    enter: Callable[[Driver], Studio], monkeypatch: pytest.MonkeyPatch
) -> None:
    noted: list[tuple[str, str]] = []
    monkeypatch.setattr(LiveEngine, "note", lambda self, kind, text: noted.append((kind, text)))
    studio = enter(Driver(deaf=True))
    studio.start()
    studio.controls.rows["exposure"].lock.click()
    studio.controls.rows["exposure"].value.setValue(60)
    studio.until(lambda: "NOT locked" in studio.controls.verdict.text)
    studio.until(lambda: "asked 60, the camera has 100" in studio.said())
    info = studio.engine.info
    assert info is not None
    assert info.exposure_locked is False
    assert noted[-1] == (
        "exposure",
        "the exposure is not locked: asked 60, the camera has 100",
    )


@pytest.mark.parametrize("exponent", [1.0, 0.0])
def test_the_picture_tells_whether_the_exposure_works(
    enter: Callable[[Driver], Studio], exponent: float
) -> None:
    studio = enter(Driver(exponent=exponent))
    studio.start()
    studio.controls.rows["exposure"].lock.click()
    studio.until(lambda: studio.controls.verdict.state is State.BONA_FIDE)
    watchdog = Watchdog()
    watchdog.start()
    studio.controls.check.click()
    assert studio.desk.checking
    studio.until(lambda: not studio.desk.checking)
    watchdog.stop()
    assert watchdog.max_busy_ms < 200
    studio.until(lambda: f"{exponent:.2f} stops per stop" in studio.controls.checked.text)
    assert "by the face" in studio.controls.checked.text
    if exponent:
        assert studio.said() == ""
        return
    assert "E-CAM-14" in studio.said()
    assert "0.00 stops of light" in studio.said()
    studio.until(lambda: "NOT locked" in studio.controls.verdict.text)
    info = studio.engine.info
    assert info is not None
    assert info.exposure_locked is False


def test_no_take_is_recorded_at_a_stepped_exposure(
    enter: Callable[[Driver], Studio], monkeypatch: pytest.MonkeyPatch
) -> None:
    studio = enter(Driver())
    studio.start()
    studio.controls.rows["exposure"].lock.click()
    studio.until(lambda: studio.controls.verdict.state is State.BONA_FIDE)
    studio.controls.check.click()
    monkeypatch.setattr(type(studio.window.takes), "busy", property(lambda self: True))
    studio.until(lambda: not studio.desk.checking)
    studio.until(lambda: "being recorded" in studio.controls.note.text())
    assert not studio.controls.rows["exposure"].value.isEnabled()
    assert "E-CAM-18" in studio.said()
    studio.until(lambda: studio.driver.values[cv2.CAP_PROP_EXPOSURE] == 100.0)
    monkeypatch.undo()


def test_presets_come_back_with_every_parameter(enter: Callable[[Driver], Studio]) -> None:
    studio = enter(Driver())
    studio.start()
    controls = studio.controls
    for name, value in (("exposure", 60), ("white_balance_k", 4600), ("gain", 12)):
        controls.rows[name].lock.click()
        controls.rows[name].value.setValue(value)
    board = studio.desk._board
    assert board is not None
    saved = board.settings
    controls.preset.setEditText("lamp")
    controls.save.click()
    studio.until(controls.unlock_all.isEnabled)
    controls.unlock_all.click()
    assert board.settings != saved
    controls.preset.setEditText("lamp")
    controls.load.click()
    assert board.settings == saved
    studio.until(lambda: studio.driver.values[cv2.CAP_PROP_GAIN] == 12)
    info = studio.engine.info
    assert info is not None
    assert info.preset == saved.digest == studio.desk.presets.of(ID)[0].digest
    controls.remove.click()
    assert studio.desk.presets.of(ID) == []


def test_camera_format_and_locks_are_remembered_over_a_restart(
    enter: Callable[[Driver], Studio], tmp_path: Path
) -> None:
    studio = enter(Driver())
    studio.start()
    studio.controls.rows["gain"].lock.click()
    studio.controls.size_.setCurrentText("640 x 480")
    studio.controls.rate.setCurrentText("15 fps")
    studio.controls.apply.click()
    driver = studio.driver
    studio.until(lambda: driver.values.get(cv2.CAP_PROP_FRAME_WIDTH) == 640)
    studio.until(lambda: studio.engine.state == "running")
    studio.leave()
    again = enter(Driver())
    assert again.window.settings.source == "camera:0"
    again.start()
    values = again.driver.values
    assert values[cv2.CAP_PROP_FRAME_WIDTH] == 640
    assert values[cv2.CAP_PROP_FPS] == 15
    assert again.controls.rows["gain"].lock.isChecked()


def test_a_camera_that_hangs_at_open_neither_stops_the_window_nor_holds_it(
    enter: Callable[[Driver], Studio],
) -> None:
    driver = Driver()
    driver.hang.clear()  # for ten seconds, unless the test ends before
    studio = enter(driver)
    picker = studio.window.view.picker
    watchdog = Watchdog()
    watchdog.start()
    studio.start(running=False)
    studio.until(lambda: watchdog.ticks > 10)
    assert studio.engine.state == "opening"
    assert picker.start.text() == "Cancel"
    picker.start.click()
    studio.until(lambda: watchdog.ticks > 20)
    watchdog.stop()
    assert watchdog.max_busy_ms < 100  # of processor time, in one go
    assert studio.window.slot.engine is None
    assert picker.start.text() == "Start"
    studio.driver = Driver()
    studio.start()  # the next one opens while the first still hangs
    assert not driver.hang.is_set()
