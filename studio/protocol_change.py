"""One change of a protocol that is edited, which can be taken back."""

from __future__ import annotations

import zlib
from collections.abc import Callable

from PySide6.QtGui import QUndoCommand

from .protocol_editing import Content

Show = Callable[[Content, int], None]
"""Shows a table, with a step chosen."""


class ProtocolChange(QUndoCommand):
    """A change from one table to another; letters typed into one field are one change.

    Parameters
    ----------
    show
        Shows a table.
    before, after
        The tables, each with the step that is chosen.
    text
        What was done.
    key
        The field that was typed into; empty for a change that stands by itself.
    """

    def __init__(
        self,
        show: Show,
        before: tuple[Content, int],
        after: tuple[Content, int],
        text: str,
        key: str = "",
    ) -> None:
        super().__init__(text)
        self._show, self._before = show, before
        self.after, self.key = after, key

    def id(self) -> int:
        """Return a number for the field, or -1 for a change that does not merge."""
        return zlib.crc32(self.key.encode()) & 0x7FFFFFFF if self.key else -1

    def mergeWith(self, other: QUndoCommand) -> bool:  # noqa: N802
        """Take in a later change of the same field."""
        if not isinstance(other, ProtocolChange) or other.key != self.key:
            return False
        self.after = other.after
        return True

    def undo(self) -> None:
        """Show what was before."""
        self._show(*self._before)

    def redo(self) -> None:
        """Show what is after it."""
        self._show(*self.after)
