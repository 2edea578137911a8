"""A state in three ways at once: colour, shape and word."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

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
    lines
        Lines that the text may break into; the room for them is kept.
    """

    def __init__(
        self,
        state: State = State.UNDECIDED,
        text: str = "",
        *,
        pixels: int = 13,
        bold: bool = False,
        lines: int = 1,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._state, self._text = state, text
        self._pixels, self._bold, self._lines = pixels, bold, lines
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
        return QSize(
            width,
            max(MARK + 4, metrics.height() + (self._lines - 1) * (metrics.lineSpacing() + 2)),
        )

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
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        if self._lines > 1:
            flags |= Qt.TextFlag.TextWordWrap
        painter.drawText(room, flags, self.shown(room.width()))
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Tell the whole text under the mouse, where it does not fit and no tip is set."""
        if isinstance(event, QHelpEvent) and not self.toolTip():
            room = self.width() - MARK - 6
            whole = self.shown(room) == self._text
            QToolTip.showText(event.globalPos(), "" if whole else self._text, self)
            return True
        return super().event(event)

    def shown(self, width: int) -> str:
        """Return what of the text fits into a width, pixels, with an ellipsis where it ends."""
        metrics = QFontMetrics(theme.font(self._pixels, bold=self._bold, tabular=True))
        if self._lines == 1:
            return metrics.elidedText(self._text, Qt.TextElideMode.ElideRight, width)
        words, room = self._text.split(" "), QRect(0, 0, width, 10_000)
        flags = int(Qt.TextFlag.TextWordWrap)
        for kept in range(len(words), 0, -1):
            text = " ".join(words[:kept]) + ("" if kept == len(words) else "\u2026")
            found = metrics.boundingRect(room, flags, text)
            # a line may be a pixel higher here than the font says
            if found.height() < (self._lines + 1) * metrics.lineSpacing():
                return text
        return "\u2026"
