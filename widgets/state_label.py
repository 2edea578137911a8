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
        self._dim = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    @property
    def state(self) -> State:
        """The state that is shown."""
        return self._state

    @property
    def dim(self) -> bool:
        """Whether the mark is pale."""
        return self._dim

    @property
    def text(self) -> str:
        """The word that is shown."""
        return self._text

    def set_state(self, state: State, text: str, *, dim: bool = False) -> None:
        """Show another state; ``dim`` pales the mark. Costs nothing when it is the same."""
        if (state, text, dim) == (self._state, self._text, self._dim):
            return
        wider = len(text) != len(self._text)
        self._state, self._text, self._dim = state, text, dim
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
        painter.setOpacity(0.3 if self._dim else 1.0)
        theme.draw_mark(painter, self._state, QRectF(0.5, top, MARK, MARK))
        painter.setOpacity(1.0)
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
