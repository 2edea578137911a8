"""The window in which a camera is calibrated: one page for each thing that is measured."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from liveness.capture.calibration import kept
from liveness.capture.calibration.flicker import FlickerTask
from liveness.capture.calibration.printing import write_board
from liveness.capture.calibration.task import Task
from liveness.capture.calibration.tasks import (
    KINDS,
    SCREEN_COLUMNS,
    SCREEN_FIRST_ID,
    SCREEN_ROWS,
    Kind,
    Setup,
    make_task,
)
from liveness.capture.calibration.words import PAGES
from liveness.capture.engine import LiveEngine
from liveness.datasets.camera_profile import CameraCalibration, Result
from liveness.datasets.errors import LivenessError
from liveness.datasets.take import CaptureInfo
from liveness.widgets import theme, wording
from liveness.widgets.calibration_page import CalibrationPage
from liveness.widgets.screen_board import ScreenBoard
from liveness.widgets.theme import State

from .background import Background
from .calibration_worker import CalibrationWorker
from .taking import generator

LIST_WIDTH = 210


class CalibrationWindow(QWidget):
    """Runs one calibration at a time on the source that is watched.

    Parameters
    ----------
    background
        Where slow work runs; delivered by the window that it belongs to.
    """

    closed = Signal()

    def __init__(self, background: Background, *, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._background = background
        self._engine: LiveEngine | None = None
        self._worker: CalibrationWorker | None = None
        self._flicker: FlickerTask | None = None
        """Kept after its result: it goes on at another frame rate, for which a camera opens
        anew."""
        self._running: Kind | None = None
        """What is looked at or worked out."""
        self._seen_camera = ""
        """Whose results these are."""
        self._asked = 0
        self._results: dict[Kind, Result] = {}
        self.pattern: ScreenBoard | None = None
        setup = self._setup()
        self.pages = {kind: CalibrationPage(kind, setup) for kind in KINDS}
        self.stack = QStackedWidget()
        self.list = QListWidget()
        self.camera = QLabel()
        self._lay_out()
        for kind, page in self.pages.items():
            page.begin_requested.connect(self.begin)
            page.solve_requested.connect(self.solve)
            page.again_requested.connect(self.again)
            page.save_requested.connect(partial(self.save, kind))
            page.options.print_requested.connect(self.ask_board)
            page.options.pattern_requested.connect(self.set_pattern_shown)
        self.list.currentRowChanged.connect(self._on_page)
        self.list.setCurrentRow(0)

    def _setup(self) -> Setup:
        """Return what is known of the desk: the screen's size as the system says it."""
        size = self.screen().physicalSize()
        known = size.width() >= 50 and size.height() >= 30
        return Setup(screen_mm=(size.width(), size.height())) if known else Setup()

    def _lay_out(self) -> None:
        self.setWindowTitle(self.tr("Calibrate the camera"))
        self.list.setAccessibleName(self.tr("What is calibrated"))
        self.list.setFixedWidth(LIST_WIDTH)
        self.list.setIconSize(QSize(12, 12))
        for kind in KINDS:
            item = QListWidgetItem(wording.said(PAGES[kind].title))
            item.setData(Qt.ItemDataRole.UserRole, kind)
            self.list.addItem(item)
            self.stack.addWidget(self.pages[kind])
        self.camera.setWordWrap(True)
        left = QVBoxLayout()
        left.addWidget(self.list, 1)
        left.addWidget(self.camera)
        self.camera.setFixedWidth(LIST_WIDTH)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.MARGIN, theme.MARGIN, theme.MARGIN, theme.MARGIN)
        layout.setSpacing(theme.MARGIN)
        layout.addLayout(left)
        layout.addWidget(self.stack, 1)
        self.resize(1180, 720)

    @property
    def page(self) -> CalibrationPage:
        """The page that is shown."""
        return self.pages[self.kind]

    @property
    def kind(self) -> Kind:
        """The calibration that is shown."""
        return KINDS[max(self.list.currentRow(), 0)]

    def show_kind(self, kind: Kind) -> None:
        """Show a page by its name."""
        self.list.setCurrentRow(KINDS.index(kind))

    def _on_page(self, _: int) -> None:
        self.cancel()  # what was measured already stays
        self.stack.setCurrentWidget(self.page)

    # what is watched

    def tick(self, engine: LiveEngine | None) -> None:
        """Show the newest picture of the source; called some 30 times a second."""
        if engine is not self._engine:
            self._engine = engine
            self.cancel()
        if engine is None or engine.info is None:
            self.page.set_no_source()
            return
        self._look_at_camera(engine.info)
        worker = self._worker
        if worker is None:
            self.page.begin.setEnabled(self._running is None)
            self.page.view.set_frame(engine.frames.peek()[1])
            return
        if worker.error is not None:
            error = LivenessError("E-ENV-12", "something went wrong inside", repr(worker.error))
            self.cancel()
            self.page.set_refused(error)
        elif worker.newest is not None:
            newest = worker.newest
            self.page.set_seen(newest.frame, newest.seen, newest.progress)
            self._tell_pattern()
            if worker.enough:
                self.solve()

    def _look_at_camera(self, info: CaptureInfo) -> None:
        """Forget the results of another camera."""
        camera = f"{kept.name_of(info) or info.source} {info.usb_id}"
        if camera == self._seen_camera:
            return
        self._seen_camera = camera
        self._results.clear()
        self._flicker = None
        for page in self.pages.values():
            page.set_idle()
        self.show_profile()

    def show_profile(self) -> None:
        """Read which results the camera has already, in a thread."""
        info = self._info()
        if info is None or not kept.name_of(info):
            self._show_profile(info, None)
            return
        work = partial(kept.find, kept.name_of(info), info.usb_id)
        self._background.run(work, partial(self._show_profile, info), self.page.set_refused)

    def _show_profile(
        self, info: CaptureInfo | None, profile: CameraCalibration | None
    ) -> None:
        have = {} if profile is None else profile.results()
        for row, kind in enumerate(KINDS):
            item = self.list.item(row)
            done = kind in have
            item.setIcon(theme.mark_icon(State.BONA_FIDE if done else State.UNDECIDED))
            when = have[kind].made_utc[:10] if done else ""
            text = self.tr("measured on {day}").format(day=when) if done else ""
            state = text or self.tr("not measured")
            item.setText(f"{wording.said(PAGES[kind].title)}\n{state}")
        name = "" if info is None else kept.name_of(info)
        text = self.tr("{name}: {have} of {all} measured").format(
            name=name, have=len(have), all=len(KINDS)
        )
        nameless = self.tr("This source has no name to keep a profile under.")
        self.camera.setText("" if info is None else text if name else nameless)

    def _info(self) -> CaptureInfo | None:
        return None if self._engine is None else self._engine.info

    # one calibration

    def begin(self) -> None:
        """Begin to look at pictures, anew."""
        info, engine = self._info(), self._engine
        self.cancel()
        if info is None or engine is None:
            return
        self._results.pop(self.kind, None)
        try:
            if self.kind == "screen" and self.pattern is None:
                self.page.options.pattern.setChecked(True)
            setup = self._chosen()
        except LivenessError as error:
            self.page.set_refused(error)
            return
        work = partial(_prepare, self.kind, setup, info)
        self._background.run(work, partial(self._start, self._asked), self._refused())

    def _chosen(self) -> Setup:
        """Return what was chosen, with the pattern's squares as the screen shows them."""
        setup = self.page.options.setup()
        if self.pattern is None:
            return setup
        square = self.pattern.square_mm(setup.screen_mm[0])
        return Setup(setup.board, setup.target, setup.exposure_ms, setup.screen_mm, square)

    def _start(self, asked: int, task: Task[Any]) -> None:
        engine = self._engine
        if asked != self._asked or engine is None:
            return
        self._flicker = task if isinstance(task, FlickerTask) else self._flicker
        self._running = self.kind
        self._worker = CalibrationWorker(task, engine.frames, _face_of(engine))
        self.page.set_running()

    def again(self) -> None:
        """Record another time, at whatever rate the source has now."""
        if self._flicker is not None and self._worker is None and self._running is None:
            self._flicker.again()
            self._start(self._asked, self._flicker)

    def solve(self) -> None:
        """Work out the result in a thread."""
        worker, self._worker = self._worker, None
        if worker is None:
            return
        self._close_pattern()
        self.page.set_solving()
        done = partial(self._solved, self._asked, self.kind)
        self._background.run(partial(_solve, worker), done, self._refused())

    def _solved(self, asked: int, kind: Kind, result: Result) -> None:
        if asked != self._asked:
            return
        self._running = None
        self._results[kind] = result
        info = self._info()
        self.pages[kind].set_result(result, "" if info is None else kept.name_of(info))

    def _refused(self) -> Callable[[LivenessError], None]:
        """Return what shows an error on the page that asked, if it is still meant."""
        asked, page = self._asked, self.page

        def show(error: LivenessError) -> None:
            if asked == self._asked:
                self._running = None
                self._close_pattern()
                page.set_refused(error)

        return show

    def save(self, kind: Kind) -> None:
        """Put the result into the camera's profile, in a thread."""
        info, result = self._info(), self._results.get(kind)
        if info is None or result is None:
            return
        name = kept.name_of(info)
        work = partial(kept.keep, kind, result, name, info.usb_id, generator=generator())
        self._background.run(work, partial(self._saved, kind), self.pages[kind].set_refused)

    def _saved(self, kind: Kind, made: tuple[CameraCalibration, Path]) -> None:
        self.pages[kind].set_saved(str(made[1]))
        self.show_profile()

    def cancel(self) -> None:
        """Leave what runs; nothing is kept of it."""
        self._asked += 1
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.cancel()
        if self._running is not None:
            self.pages[self._running].set_idle()
            self._running = None

    # board and pattern

    def ask_board(self) -> None:
        """Let the user choose where the board is written to print."""
        dialog = QFileDialog(self, self.tr("Write the board to print"), "board.pdf")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Board to print (*.pdf *.png)")])
        dialog.setDefaultSuffix("pdf")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.write_board)
        dialog.open()

    def write_board(self, path: str) -> None:
        """Write the board that the page's fields say."""
        page = self.page
        try:
            board = page.options.setup().board
        except LivenessError as error:
            page.set_refused(error)
            return
        text = self.tr("board written: print {path} at 100 %").format(path=path)
        self._background.run(
            partial(write_board, Path(path), board),
            lambda _: page.state.set_state(State.BONA_FIDE, text),
            page.set_refused,
        )

    def set_pattern_shown(self, shown: bool) -> None:
        """Show the board on this screen, for a mirror; or take it away."""
        if not shown:
            self._close_pattern()
        elif self.pattern is None:
            self.pattern = ScreenBoard(SCREEN_COLUMNS, SCREEN_ROWS, SCREEN_FIRST_ID)
            self.pattern.closed.connect(self._on_pattern_closed)
            self.pattern.setGeometry(self.screen().geometry())
            self.pattern.showFullScreen()

    def _tell_pattern(self) -> None:
        if self.pattern is not None:
            page = self.page
            self.pattern.set_text(f"{page.bar.format()}   {page.view.instruction}")

    def _close_pattern(self) -> None:
        if self.pattern is not None:
            self.pattern.close()

    def _on_pattern_closed(self) -> None:
        self.pattern = None
        self.pages["screen"].options.pattern.setChecked(False)
        worker = self._worker
        if self.kind == "screen" and worker is not None:
            ready = worker.newest is not None and worker.newest.progress.ready
            if ready:
                self.solve()
            else:
                self.cancel()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what runs."""
        self.cancel()
        self._close_pattern()
        self.closed.emit()
        super().closeEvent(event)


def _prepare(kind: Kind, setup: Setup, info: CaptureInfo) -> Task[Any]:
    """Make the task of a calibration; in a thread, for it reads the camera's profile."""
    name = kept.name_of(info)
    return make_task(kind, setup, info, kept.find(name, info.usb_id) if name else None)


def _solve(worker: CalibrationWorker) -> Result:
    worker.stop()
    result: Result = worker.task.solve()
    return result


def _face_of(engine: LiveEngine) -> Callable[[], Any]:
    """Return what gives the newest face that the analysis found."""

    def face() -> Any:
        snapshot = engine.snapshots.peek()[1]
        return None if snapshot is None else snapshot.face

    return face
