"""What the Calibrate page shows at this moment, and the way back from every change."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from liveness.datasets.profile import Profile

from .board import FUSED, Board, View, default_thresholds
from .steps import Change, Move


class CalibrateState(QObject):
    """Takes, weights, thresholds, the signal and the take that are looked at.

    Every panel shows this and changes it here, so that all of them agree. What a person changes
    goes onto the undo stack; one drag is one step.

    Parameters
    ----------
    history
        The window's undo stack.
    """

    board_changed = Signal()
    """Other takes, other weights, or a signal scored with other parameters."""
    view_changed = Signal()
    """Another signal is looked at, or its scores are others."""
    threshold_changed = Signal(float)
    """The threshold of the signal that is looked at, nat."""
    take_changed = Signal()
    """Another take is looked at."""

    def __init__(self, history: QUndoStack, *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.history = history
        self.board: Board | None = None
        self.view: View | None = None
        self.name = FUSED
        self.take: str | None = None
        self.profile: Profile | None = None
        """The profile whose fusion is in use; ``None`` before any calibration."""
        self._views: dict[str, View] = {}
        self._thresholds: dict[str, float] = {}
        self._gesture = 0

    @property
    def thresholds(self) -> Mapping[str, float]:
        """The threshold by signal and of ``fused``, nat."""
        if self.board is None:
            return self._thresholds
        return {**default_thresholds(self.board.names, self.board.weights), **self._thresholds}

    @property
    def threshold(self) -> float:
        """The threshold of what is looked at, nat."""
        return self.thresholds.get(self.name, 0.0)

    # what is shown

    def set_board(self, board: Board | None) -> None:
        """Show other takes, weights or evidence; the thresholds stay."""
        self.board = board
        self._views = {}
        if board is not None and self.name not in (FUSED, *board.names):
            self.name = FUSED
        if board is None or self.take not in {row.take for row in board.shown}:
            self.take = None
            self.take_changed.emit()
        self.board_changed.emit()
        self._look()

    def choose(self, name: str) -> None:
        """Look at another signal, or at ``fused``."""
        if name != self.name:
            self.name = name
            self._look()

    def choose_take(self, take: str | None) -> None:
        """Look at another take."""
        if take != self.take:
            self.take = take
            self.take_changed.emit()

    def view_of(self, name: str) -> View | None:
        """Return the scores of a signal, sorted once for each board."""
        if self.board is None or not self.board.shown:
            return None
        if name not in self._views:
            self._views[name] = self.board.view(name)
        return self._views[name]

    def _look(self) -> None:
        self.view = self.view_of(self.name)
        self.view_changed.emit()
        self.threshold_changed.emit(self.threshold)

    # what a person changes

    def move_threshold(self, value: float) -> None:
        """Move the threshold of what is looked at; moves of one gesture are one step back."""
        if self.view is not None and value != self.threshold:
            text = self.tr("move the threshold of {name}").format(name=self.name)
            move = Move(text, self.put, self.name, self.threshold, value, self._gesture)
            self.history.push(move)

    def put(self, name: str, value: float) -> None:
        """Put the threshold of a signal somewhere, and look at that signal."""
        self._thresholds[name] = value
        if self.name == name:
            self.threshold_changed.emit(value)
        else:
            self.choose(name)

    def end_gesture(self) -> None:
        """A drag has ended: the next move is a step of its own."""
        self._gesture += 1

    def put_thresholds(self, values: Mapping[str, float]) -> None:
        """Set thresholds without a step back, as a profile does when it is loaded."""
        self._thresholds.update(values)
        self.threshold_changed.emit(self.threshold)

    def change(self, text: str, apply: Callable[[], None], back: Callable[[], None]) -> None:
        """Do something that can be undone.

        Parameters
        ----------
        text
            What it is, for the menu.
        apply, back
            Does it, now and after an undo; takes it back.
        """
        self.history.push(Change(text, apply, back))
