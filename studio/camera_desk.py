"""The controls of the camera that runs: asked, locked, checked by the picture, remembered."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout

from liveness.capture.analysis import Snapshot
from liveness.capture.camera_settings import CameraSettings
from liveness.capture.control_board import ControlBoard, Controllable, LockState, OpticalCheck
from liveness.capture.frame import Source
from liveness.capture.lock_check import check_lock, require_obedience
from liveness.datasets.errors import LivenessError
from liveness.widgets.camera_controls import CameraControls, Format
from liveness.widgets.message_bar import Message

from .camera_presets import CameraPreset, PresetStore

if TYPE_CHECKING:
    from liveness.capture.engine import LiveEngine

    from .main_window import MainWindow

log = logging.getLogger(__name__)

REMEMBERED = 20
"""Cameras whose settings are kept."""


class CameraDesk(QObject):
    """A tool of the window: a panel with the controls, and a message when a lock is lost.

    Parameters
    ----------
    window
        The window.
    presets
        Where presets are kept.
    """

    def __init__(self, window: MainWindow, *, presets: PresetStore | None = None) -> None:
        super().__init__(window)
        self._window = window
        self.presets = presets or PresetStore()
        self.controls = CameraControls()
        self.dialog = QDialog(window)
        self.dialog.setWindowTitle(self.tr("Camera controls"))
        self.dialog.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)
        layout = QVBoxLayout(self.dialog)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.controls)
        self._board: ControlBoard | None = None
        self._seen: tuple[object, ...] = ()
        self._verdict: LockState = "unknown"
        self._stop: threading.Event | None = None
        self._carried: CameraSettings | None = None
        window.slot.prepared = self._on_prepared
        controls = self.controls
        controls.asked.connect(self._on_asked)
        controls.lock_requested.connect(self._on_lock)
        controls.format_requested.connect(self._on_format)
        controls.check_requested.connect(self.check)
        controls.preset_chosen.connect(self._on_load)
        controls.preset_saved.connect(self._on_save)
        controls.preset_removed.connect(self._on_remove)

    @property
    def handlers(self) -> Mapping[str, Callable[..., object]]:
        """Open the panel; check the lock."""
        return {"source.controls": self.show, "source.lock": self.check}

    @property
    def checking(self) -> bool:
        """Whether the exposure is being stepped."""
        return self._stop is not None

    def show(self) -> None:
        """Open the panel, or bring it to the front."""
        self._seen = ()
        self._list_presets()
        self.dialog.show()
        self.dialog.raise_()

    def tick(self, snapshot: Snapshot | None) -> None:
        """Show what the camera answered since, and say when a lock is lost."""
        board = self._board
        if board is not None and self._window.slot.source is None:
            self._leave()
            board = None
        if self._stop is not None and self._window.takes.busy:
            self._stop.set()  # no take is recorded at an exposure that is stepped
        if board is not None:
            self._watch(board)
        if not self.dialog.isVisible():
            return
        reason = self._reason()
        seen = (board, board.version if board is not None else 0, reason)
        if seen != self._seen:
            self._seen = seen
            self._show_board(board, reason)

    def close(self) -> None:
        """Break off a check, close the panel."""
        self._leave()
        self._window.slot.prepared = lambda spec, source: None
        self.dialog.close()

    # the source

    def _on_prepared(self, spec: str, source: Source) -> None:
        """Ask of a camera what was asked of it last, before it is opened."""
        self._leave()
        if not isinstance(source, Controllable):
            return
        board = source.board
        kept = self._window.settings.cameras.get(board.device_id)
        if self._carried is not None:  # of the same camera, opened again for its format
            board.replace(self._carried)
        elif kept is not None and "?" not in spec:
            board.replace(kept)
        self._carried = None
        self._board = board
        self._list_presets()

    def _leave(self) -> None:
        if self._stop is not None:
            self._stop.set()
        self._board, self._verdict, self._seen = None, "unknown", ()
        self.controls.set_check(None)

    def _reason(self) -> str:
        """Return why nothing can be changed now; empty when it can."""
        engine = self._window.slot.engine
        if self._board is None:
            return self.tr("Start a camera to see its controls; this source has none.")
        if engine is None or engine.state != "running":
            return self.tr("The camera is being opened.")
        if self._window.takes.busy:
            return self.tr("A take is being recorded: its camera is left as it is.")
        return self.tr("The exposure is being checked.") if self.checking else ""

    def _show_board(self, board: ControlBoard | None, reason: str) -> None:
        states = board.states if board is not None else ()
        verdict: LockState = board.verdict() if board is not None else "unknown"
        self.controls.set_states(states, verdict, reason=reason)
        if board is None:
            return
        self.controls.set_check(board.optical, running=self.checking)
        engine, asked = self._window.slot.engine, board.settings
        info = engine.info if engine is not None else None
        if info is not None:
            self.controls.set_format(
                (asked.width, asked.height, asked.fps), (info.width, info.height, info.fps)
            )

    def _watch(self, board: ControlBoard) -> None:
        """Say that a lock does not hold, once, and that it holds again."""
        verdict = board.verdict()
        if verdict == self._verdict or self.checking:
            return
        self._verdict = verdict
        messages = self._window.view.messages
        if verdict == "not locked" and not _seen_to_fail(board):
            state = next(s for s in board.states if s.name == "exposure")
            asked = self.tr("asked {asked:g}, the camera has {got:g}")
            fact = asked.format(asked=state.asked, got=state.got)
            engine = self._window.slot.engine
            if engine is not None:
                engine.note("exposure", f"the exposure is not locked: {fact}")
            messages.show_message(
                Message(
                    self.tr("The exposure is not locked"),
                    fact,
                    self.tr("takes are marked so; choose another value or camera"),
                    button=self.tr("Camera controls"),
                    action="source.controls",
                )
            )
        elif verdict == "locked":
            messages.dismiss_action("source.controls")

    # what is asked

    def _on_asked(self, name: str, value: float | None) -> None:
        if self._board is not None:
            self._board.ask(**{name: value})
            self._board.checked(None)
            self._remember()

    def _on_lock(self, locked: bool) -> None:
        board = self._board
        if board is not None:
            states = board.states
            board.ask(**{state.name: state.got if locked else None for state in states})
            board.checked(None)
            self._remember()

    def _on_format(self, wanted: Format) -> None:
        if self._board is not None:
            width, height, fps = wanted
            self._board.ask(width=width, height=height, fps=fps)
            self._remember()
            self._open_again()

    def _open_again(self) -> None:
        """Open the source again: a format is only taken then."""
        self._carried = self._board.settings if self._board is not None else None
        self._window.sources.start(self._window.slot.spec)

    def _remember(self) -> None:
        """Keep what is asked of this camera for the next time, the last one last."""
        board = self._board
        if board is None:
            return
        kept = dict(self._window.settings.cameras)
        kept.pop(board.device_id, None)
        kept[board.device_id] = board.settings
        self._window.settings.cameras = dict(list(kept.items())[-REMEMBERED:])

    # the check

    def check(self) -> None:
        """Step the exposure in a thread, and see the face's luma move."""
        engine, board = self._window.slot.engine, self._board
        if engine is None or board is None or self._reason():
            return
        self._stop = stop = threading.Event()
        self._window.background.run(
            partial(_checked, engine, board, stop),
            partial(self._on_checked, board),
            partial(self._on_refused, board),
        )

    def _on_checked(self, board: ControlBoard, report: OpticalCheck) -> None:
        self._stop, self._seen = None, ()
        if board is not self._board:
            return
        try:
            require_obedience(report)
        except LivenessError as error:
            self._window.show_error(error)

    def _on_refused(self, board: ControlBoard, error: LivenessError) -> None:
        self._stop, self._seen = None, ()
        if board is self._board:
            self._window.show_error(error)

    # presets

    def _list_presets(self, current: str | None = None) -> None:
        board = self._board
        names = [p.name for p in self.presets.of(board.device_id)] if board is not None else []
        self.controls.set_presets(names, current)

    def _on_save(self, name: str) -> None:
        board, engine = self._board, self._window.slot.engine
        if board is None or engine is None or engine.info is None:
            return
        preset = CameraPreset(
            name=name,
            camera=board.device_id,
            device=engine.info.device,
            settings=board.settings,
        )
        try:
            self.presets.save(preset)
        except LivenessError as error:
            self._window.show_error(error)
        self._list_presets(name)

    def _on_load(self, name: str) -> None:
        board = self._board
        if board is None:
            return
        preset = next((p for p in self.presets.of(board.device_id) if p.name == name), None)
        if preset is None:
            self._list_presets()
            return
        board.checked(None)
        again = board.replace(preset.settings)
        self._remember()
        if again:
            self._open_again()

    def _on_remove(self, name: str) -> None:
        if self._board is not None:
            self.presets.remove(self._board.device_id, name)
            self._list_presets("")


def _seen_to_fail(board: ControlBoard) -> bool:
    """Whether the picture said so, which is a message of its own."""
    return board.optical is not None and board.optical.obeys is False


def _checked(engine: LiveEngine, board: ControlBoard, stop: threading.Event) -> OpticalCheck:
    """Run the check; to be called in a thread."""
    return check_lock(engine, board, stop)
