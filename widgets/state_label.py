"""A state in three ways at once: colour, shape and word."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from . import theme
from .theme import State

MARK = 11
"""Side of the mark, pixels."""


class StateLabel(QWidget):
    """A mark with its word.

    Parameters
    ----------
    state, text
        What is shown first.
    pixels
        Size of the text.
    bold
        Whether the text is bold.
    """

    def __init__(
        self,
        state: State = State.UNDECIDED,
        text: str = "",
        *,
        pixels: int = 13,
        bold: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._state, self._text = state, text
        self._pixels, self._bold = pixels, bold
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    @property
    def state(self) -> State:
        """The state that is shown."""
        return self._state

    @property
    def text(self) -> str:
        """The word that is shown."""
        return self._text

    def set_state(self, state: State, text: str) -> None:
        """Show another state; costs nothing when it is the same."""
        if (state, text) == (self._state, self._text):
            return
        wider = len(text) != len(self._text)
        self._state, self._text = state, text
        self.setAccessibleName(text)
        if wider:
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room for mark and word."""
        metrics = QFontMetrics(theme.font(self._pixels, bold=self._bold, tabular=True))
        width = MARK + 6 + metrics.horizontalAdvance(self._text) + 2
        return QSize(width, max(MARK + 4, metrics.height()))

    def minimumSizeHint(self) -> QSize:
        """Return the room for the mark and some of the word, the rest is elided."""
        return QSize(min(60, self.sizeHint().width()), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint mark and word; a word that does not fit ends in an ellipsis."""
        painter = QPainter(self)
        top = (self.height() - MARK) / 2
        theme.draw_mark(painter, self._state, QRectF(0.5, top, MARK, MARK))
        painter.setFont(theme.font(self._pixels, bold=self._bold, tabular=True))
        painter.setPen(theme.colours().text)
        room = self.rect().adjusted(MARK + 6, 0, 0, 0)
        shown = painter.fontMetrics().elidedText(
            self._text, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(
            room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown
        )
        painter.end()
