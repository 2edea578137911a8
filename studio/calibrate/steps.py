"""What a person changed on the Calibrate page, with the way back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand

MOVE = 41
"""Qt merges commands of one id."""


class Change(QUndoCommand):
    """Something with a way back.

    Parameters
    ----------
    text
        What it is, for the menu.
    apply, back
        Does it, and takes it back.
    """

    def __init__(self, text: str, apply: Callable[[], None], back: Callable[[], None]) -> None:
        super().__init__(text)
        self._apply, self._back = apply, back

    def redo(self) -> None:
        """Do it, for the first time or again."""
        self._apply()

    def undo(self) -> None:
        """Take it back."""
        self._back()


class Move(QUndoCommand):
    """A threshold moved; the moves of one gesture are one step.

    Parameters
    ----------
    text
        What it is, for the menu.
    put
        Puts the threshold of a signal somewhere.
    name
        The signal.
    before, after
        Where the threshold was and is, nat.
    gesture
        Number of the drag that it belongs to.
    """

    def __init__(
        self,
        text: str,
        put: Callable[[str, float], None],
        name: str,
        before: float,
        after: float,
        gesture: int,
    ) -> None:
        super().__init__(text)
        self._put, self._before = put, before
        self.name, self.after, self.gesture = name, after, gesture

    def id(self) -> int:
        """Return what moves are known by."""
        return MOVE

    def mergeWith(self, other: QUndoCommand) -> bool:  # noqa: N802 - Qt's name
        """Take in the next move of the same drag."""
        if not isinstance(other, Move):
            return False
        if (other.name, other.gesture) != (self.name, self.gesture):
            return False
        self.after = other.after
        return True

    def redo(self) -> None:
        """Put the threshold where it was moved to."""
        self._put(self.name, self.after)

    def undo(self) -> None:
        """Put the threshold where it was."""
        self._put(self.name, self._before)
