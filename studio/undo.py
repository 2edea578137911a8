"""What can be taken back in the window: one stack for labels, reviews, notes and thresholds.

What is said of a take stands in an append-only register, so taking it back appends, too: each
command of that kind knows the key of its line, and works in the background, in order. A value
that is only set, as a threshold is, is set back at once.
"""

from __future__ import annotations

import time
import zlib
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from liveness.datasets.amendments import new_key
from liveness.datasets.errors import LivenessError
from liveness.datasets.reviewing import take_back
from liveness.datasets.store import DatasetRoot

from .background import Background

LIMIT = 200
"""Steps that are kept."""

ONE_MOVE_S = 0.8
"""Changes of one value that follow one another as fast as this are one step, seconds."""


class History(QUndoStack):
    """The window's undo stack.

    Parameters
    ----------
    clock
        Seconds, monotonic.
    """

    written = Signal()
    """Something was appended to the register, or taken back: what is shown of it is old."""
    told = Signal(str)
    """What an undo or redo did, in words."""

    def __init__(
        self, *, clock: Callable[[], float] = time.monotonic, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.setUndoLimit(LIMIT)
        self._clock = clock
        self._setting = False
        self._waiting: deque[Callable[[], None]] = deque()
        self._works = False

    @property
    def busy(self) -> bool:
        """Whether lines are on their way to the disk."""
        return self._works

    def set_value(
        self, text: str, apply: Callable[[Any], object], before: Any, after: Any, *, name: str
    ) -> None:
        """Note that a value was changed; an undo calls ``apply`` with what it was before.

        Parameters
        ----------
        text
            What was changed, for the menu: ``threshold of depth``.
        apply
            Sets the value. It may call `set_value` itself: what an undo sets is not noted.
        before, after
            The value.
        name
            Which value it is. Changes of one name that follow at once are one step, so that a
            drag is taken back as a whole.
        """
        if not self._setting and before != after:
            self.push(_ValueStep(self, text, apply, (before, after), name, self._clock()))

    def apply(self, apply: Callable[[Any], object], value: Any) -> None:
        """Set a value without noting it; called by the steps."""
        self._setting = True
        try:
            apply(value)
        finally:
            self._setting = False

    def say(
        self,
        background: Background,
        text: str,
        append: Callable[[str], object],
        where: tuple[DatasetRoot, str, str],
        failed: Callable[[LivenessError], None],
    ) -> None:
        """Append something to the register, so that it can be taken back.

        Parameters
        ----------
        background
            Where it is written.
        text
            What is said, for the menu: ``reject of T12``.
        append
            Appends the line with the key that it is given.
        where
            The dataset, the take, and who says so.
        failed
            Told of an error.
        """
        self.push(_LineStep(self, background, text, append, where, failed))

    def work(
        self,
        background: Background,
        work: Callable[[], object],
        failed: Callable[[LivenessError], None],
    ) -> None:
        """Run one write after the other, in the order in which they were asked for."""

        def begin() -> None:
            background.run(work, done, broke)

        def done(_: object) -> None:
            self._next()
            self.written.emit()

        def broke(error: LivenessError) -> None:
            self._next()
            failed(error)
            self.written.emit()

        self._waiting.append(begin)
        if not self._works:
            self._next()

    def _next(self) -> None:
        self._works = bool(self._waiting)
        if self._waiting:
            self._waiting.popleft()()

    def drop(self, step: QUndoCommand) -> None:
        """Forget a step that came to nothing; where others stand on it, forget them all."""
        if self.index() == self.count() and self.command(self.count() - 1) is step:
            step.setObsolete(True)
            self.undo()
        else:
            self.clear()


class _ValueStep(QUndoCommand):
    """A value that was changed."""

    def __init__(
        self,
        history: History,
        text: str,
        apply: Callable[[Any], object],
        values: tuple[Any, Any],
        name: str,
        when: float,
    ) -> None:
        super().__init__(text)
        self._history, self._apply, self.name = history, apply, name
        self.before, self.after = values
        self.when = when
        self._pushed = False

    def id(self) -> int:
        """Return what steps of one value share."""
        return zlib.crc32(self.name.encode()) & 0x7FFF_FFFF

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take in the step that follows at once."""
        if not isinstance(other, _ValueStep) or other.name != self.name:
            return False
        if other.when - self.when > ONE_MOVE_S:
            return False
        self.after, self.when = other.after, other.when
        return True

    def redo(self) -> None:
        """Set the value again; when pushed it is set already."""
        if self._pushed:
            self._history.apply(self._apply, self.after)
            self._history.told.emit(self.text())
        self._pushed = True

    def undo(self) -> None:
        """Set the value as it was."""
        self._history.apply(self._apply, self.before)
        self._history.told.emit(self.text())


class _LineStep(QUndoCommand):
    """A line of the register; its undo is a line, too, and its redo an undo of that."""

    def __init__(
        self,
        history: History,
        background: Background,
        text: str,
        append: Callable[[str], object],
        where: tuple[DatasetRoot, str, str],
        failed: Callable[[LivenessError], None],
    ) -> None:
        super().__init__(text)
        self._history, self._background, self._append = history, background, append
        self._root, self._take, self._reviewer = where
        self._failed = failed
        self._key = new_key()
        self._undo_key = ""

    def redo(self) -> None:
        """Append the line, or take its undo back."""
        if not self._undo_key:
            self._history.work(
                self._background, partial(self._append, self._key), self._not_said
            )
            return
        self._take_back(self._undo_key, new_key())

    def undo(self) -> None:
        """Take the line back."""
        if self.isObsolete():
            return
        self._undo_key = new_key()
        self._take_back(self._key, self._undo_key)

    def _take_back(self, of: str, key: str) -> None:
        work = partial(take_back, self._root, self._take, of, reviewer=self._reviewer, key=key)
        self._history.work(self._background, work, self._not_taken_back)
        self._history.told.emit(self.text())

    def _not_said(self, error: LivenessError) -> None:
        self._history.drop(self)
        self._failed(error)

    def _not_taken_back(self, error: LivenessError) -> None:
        # what the stack believes and what the register says differ now: the register counts
        self._history.clear()
        self._failed(error)
