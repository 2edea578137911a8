from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liveness.capture.calibration import kept
from liveness.capture.calibration.board import Board
from liveness.capture.calibration.flicker import FlickerTask
from liveness.capture.frame import Frame, Latest, LatestFrame
from liveness.datasets.camera_profile import FlickerResult, LensResult
from liveness.datasets.take import CaptureInfo
from liveness.studio.background import Background
from liveness.studio.calibration_tool import CalibrationTool
from liveness.studio.calibration_window import CalibrationWindow
from liveness.studio.main_window import MainWindow

SIZE = (640, 360)


class Camera:
    """An engine that shows what it is told to."""

    def __init__(self, device: str = "Desk cam", kind: str = "folder") -> None:
        self.info = CaptureInfo(
            source="camera:0", kind=kind, device=device, width=SIZE[0], height=SIZE[1]
        )
        self.frames = LatestFrame()
        self.snapshots: Latest[Any] = Latest()


class Desk:
    """The window with what drives it."""

    def __init__(self, qtbot: QtBot, camera: Camera | None) -> None:
        self.background = Background(lambda error: pytest.fail(str(error)))
        self.window = CalibrationWindow(self.background)
        qtbot.addWidget(self.window)
        self.camera: Any = camera
        self.window.show()
        self.tick()

    def tick(self) -> None:
        QApplication.processEvents()
        self.background.deliver()
        self.window.tick(self.camera)

    def until(self, condition: Callable[[], object], limit_s: float = 20.0) -> None:
        end = time.monotonic() + limit_s
        while not condition():
            assert time.monotonic() < end, "it did not come"
            self.tick()
            time.sleep(0.002)

    def feed(self, frames: list[Frame]) -> None:
        """Show frames one by one, each until it was looked at."""
        for frame in frames:
            if self.window._worker is None:
                return
            self.camera.frames.put(frame)
            self.until(lambda f=frame: self._looked_at(f))  # type: ignore[misc]
            self.tick()

    def _looked_at(self, frame: Frame) -> bool:
        worker = self.window._worker
        return worker is None or (worker.newest is not None and worker.newest.frame is frame)

    def begin(self) -> None:
        self.until(self.window.page.begin.isEnabled)
        self.window.page.begin.click()
        self.until(lambda: self.window._worker is not None)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIVENESS_CAMERAS", str(tmp_path / "cameras"))


def test_a_lens_is_measured_shown_and_saved(qtbot: QtBot, rendered: ModuleType) -> None:
    desk = Desk(qtbot, Camera())
    page = desk.window.page
    desk.until(lambda: "0 of 6 measured" in desk.window.camera.text())
    desk.begin()
    camera = rendered.camera_matrix(*SIZE, 64)
    images = rendered.board_views(Board(), camera, SIZE, np.random.default_rng(0))
    desk.feed([rendered.frame_of(image, i) for i, image in enumerate(images[:9])])
    assert page.bar.format() == "9 of 12 views"
    assert page.view.instruction == "Taken: now another way"
    assert not page.save.isEnabled()
    desk.feed([rendered.frame_of(image, 20 + i) for i, image in enumerate(images[9:])])
    if desk.window._worker is not None:
        page.solve.click()
    desk.until(lambda: page.result.result is not None)
    result = page.result.result
    assert isinstance(result, LensResult)
    assert abs(result.horizontal_fov_deg.value / 64 - 1) < 0.01
    page.save.click()
    desk.until(lambda: "saved in" in page.state.text)
    profile = kept.find("Desk cam")
    assert profile is not None
    assert profile.lens == result
    desk.until(lambda: "1 of 6 measured" in desk.window.camera.text())
    assert "measured on" in desk.window.list.item(0).text()


def test_a_refusal_says_what_to_do_and_the_page_begins_anew(
    qtbot: QtBot, rendered: ModuleType
) -> None:
    desk = Desk(qtbot, Camera())
    desk.window.show_kind("screen")
    desk.until(desk.window.page.begin.isEnabled)
    desk.window.page.begin.click()
    desk.until(lambda: desk.window.page.state.state == "warning")
    assert "Calibrate the lens first." in desk.window.page.state.text
    assert desk.window.pattern is None
    assert desk.window.page.begin.isEnabled()
    desk.window.show_kind("lens")
    desk.window.page.options.columns.setValue(20)
    desk.begin()
    dark = np.zeros((SIZE[1], SIZE[0], 3), np.uint8)
    desk.feed([rendered.frame_of(dark)])
    assert desk.window.page.view.instruction == "Show the whole board"
    desk.window.solve()
    desk.until(lambda: desk.window.page.state.state == "warning")
    assert "0 of 8" in desk.window.page.state.text


def test_flicker_goes_on_at_another_rate_after_the_camera_opened_anew(
    qtbot: QtBot, rendered: ModuleType
) -> None:
    desk = Desk(qtbot, Camera(kind="camera"))
    window = desk.window
    window.show_kind("flicker")
    page = window.page
    page.options.exposure.setValue(5.0)
    desk.begin()
    task: Any = window._worker.task if window._worker else None
    assert isinstance(task, FlickerTask)
    _show_all(desk, rendered.lamp(np.random.default_rng(0), 120, 30.0))
    assert isinstance(page.result.result, FlickerResult)
    assert page.result.result.verdict == "unknown"
    assert "120 Hz stands still" in page.state.text
    assert page.state.state == "warning"
    desk.camera = Camera(kind="camera")  # the same device at 25 frames a second
    desk.tick()
    assert page.result.result is not None
    page.again.click()
    _show_all(desk, rendered.lamp(np.random.default_rng(0), 120, 25.0))
    assert page.result.result.verdict == "120"
    desk.camera = Camera("Other cam")
    desk.tick()
    assert page.result.result is None


def _show_all(desk: Desk, frames: list[Frame]) -> None:
    """Hand all frames to the task but the last, which ends the recording."""
    worker = desk.window._worker
    assert worker is not None
    for frame in frames[:-1]:
        worker.task.add(frame)
    desk.feed(frames[-1:])
    desk.until(lambda: desk.window.page.result.result is not None)


def test_without_source_or_name_it_says_so(qtbot: QtBot, rendered: ModuleType) -> None:
    desk = Desk(qtbot, None)
    assert not desk.window.page.begin.isEnabled()
    desk.camera = Camera(device="")
    desk.until(desk.window.page.begin.isEnabled)
    assert "no name" in desk.window.camera.text()
    desk.window.show_kind("colour")
    desk.window.page.options.target.setCurrentIndex(1)
    desk.begin()
    grey = np.full((SIZE[1], SIZE[0], 3), 120, np.uint8)
    desk.feed([rendered.frame_of(grey + i % 2, i) for i in range(8)])
    desk.until(lambda: desk.window.page.result.result is not None)
    assert not desk.window.page.save.isEnabled()
    assert "no name to keep it under" in desk.window.page.state.text


def test_another_page_leaves_what_runs_and_keeps_what_is_measured(
    qtbot: QtBot, rendered: ModuleType
) -> None:
    desk = Desk(qtbot, Camera())
    desk.window.show_kind("colour")
    desk.window.page.options.target.setCurrentIndex(1)
    desk.begin()
    grey = np.full((SIZE[1], SIZE[0], 3), 120, np.uint8)
    desk.feed([rendered.frame_of(grey + i % 2, i) for i in range(8)])
    desk.until(lambda: desk.window.page.result.result is not None)
    desk.window.show_kind("noise")
    desk.begin()
    worker = desk.window._worker
    assert worker is not None
    desk.window.show_kind("colour")
    worker._thread.join(2.0)
    assert not worker._thread.is_alive()
    assert desk.window.pages["noise"].state.text == "not begun"
    assert desk.window.page.result.result is not None
    assert desk.window.page.save.isEnabled()


def test_the_pattern_is_as_large_as_it_says(qtbot: QtBot, rendered: ModuleType) -> None:
    desk = Desk(qtbot, Camera())
    lens = rendered.lens_of(rendered.camera_matrix(*SIZE, 64), SIZE)
    kept.keep("lens", lens, "Desk cam")
    desk.window.show_kind("screen")
    desk.begin()
    pattern = desk.window.pattern
    assert pattern is not None
    shown = pattern.grab().toImage()
    shown = shown.convertToFormat(shown.Format.Format_Grayscale8)
    pixels = np.array(shown.constBits())
    image = pixels.reshape(shown.height(), shown.bytesPerLine())[:, : shown.width()]
    board = Board(12, 7, 25.0, 100)
    view = board.detector().find(np.ascontiguousarray(image))
    assert view is not None
    assert len(view.ids) == board.corners
    side = float(np.diff(view.points[:11, 0]).mean())
    mm = pattern.square_mm(400.0)
    assert mm == pytest.approx(side / pattern.width() * 400.0, rel=0.002)
    qtbot.keyClick(pattern, Qt.Key.Key_Escape)
    desk.until(lambda: desk.window.pattern is None)
    assert desk.window._worker is None  # nothing was seen yet
    assert not desk.window.page.options.pattern.isChecked()


def test_the_board_is_written(qtbot: QtBot, tmp_path: Path) -> None:
    desk = Desk(qtbot, Camera())
    desk.window.write_board(str(tmp_path / "board.pdf"))
    desk.until(lambda: (tmp_path / "board.pdf").exists())
    desk.until(lambda: "print" in desk.window.page.state.text)
    desk.window.page.options.square.setValue(90)
    desk.window.write_board(str(tmp_path / "large.pdf"))
    desk.until(lambda: desk.window.page.state.state == "warning")
    assert "larger than its paper" in desk.window.page.state.text


def test_the_menu_opens_it_and_it_ends_with_the_studio(window: MainWindow) -> None:
    window.actions_by_id["camera.calibrate"].trigger()
    tool = next(tool for tool in window.tools if isinstance(tool, CalibrationTool))
    assert tool.calibration is not None
    assert tool.calibration.isVisible()
    first = tool.calibration
    tool.tick(None)
    assert tool.show() is first
    tool.close()
    assert not first.isVisible()
