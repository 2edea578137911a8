"""What a cue says to the ear, said to the eye: a word over the picture for a moment."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from liveness.capture.audio import Cue

from . import theme
from .theme import State

SHOWN_MS = 1500
"""Long enough to be read at a glance from the side."""

PIXELS = 28
"""Read from two metres; over a small picture it is smaller."""

_SMALL = 16
_MARK = 22
_BAND = 80
"""The preview's own instruction with its caption is no higher."""


class CueBanner(QWidget):
    """A mark and a word over another widget, gone after a moment.

    It takes no clicks and no room. The ticks of a countdown have their number elsewhere and
    leave it as it is.

    Parameters
    ----------
    over
        The widget that it lies over.
    foot
        Whether it is a band along the foot, which hides what else is said there, rather than a
        plate at the head.
    """

    def __init__(self, over: QWidget, *, foot: bool = False) -> None:
        super().__init__(over)
        self._over, self._foot = over, foot
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._state: State | None = None
        self._text = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear)
        over.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """What is shown; empty when nothing is."""
        return self._text

    @property
    def state(self) -> State | None:
        """The mark beside it; ``None`` for a sentence without one."""
        return self._state

    def show_cue(self, cue: Cue) -> None:
        """Show the twin of a cue."""
        said = {
            "start": (State.RECORDING, self.tr("Recording")),
            "done": (State.BONA_FIDE, self.tr("Take kept")),
            "rejected": (State.WARNING, self.tr("Take not good")),
        }.get(cue)
        if said is not None:
            self.say(said[1], said[0])

    def say(self, text: str, state: State | None = None, *, shown_ms: int = SHOWN_MS) -> None:
        """Show a sentence for a moment; 0 milliseconds until the next one."""
        self._text, self._state = text, state
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        self.update()
        if shown_ms:
            self._timer.start(shown_ms)
        else:
            self._timer.stop()

    def clear(self) -> None:
        """Show nothing."""
        self._timer.stop()
        self._text, self._state = "", None
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle of the widget below."""
        if event.type() == QEvent.Type.Resize and watched is self._over:
            self._place()
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        """Return the room for mark and text, on one line where it fits."""
        metrics = QFontMetrics(self._font())
        mark = 0 if self._state is None else _MARK + theme.GAP
        room = max(120, self._over.width() - 4 * theme.MARGIN)
        words = metrics.boundingRect(
            0, 0, room - mark - 2 * theme.MARGIN, 400, Qt.TextFlag.TextWordWrap, self._text
        )
        return QSize(
            words.width() + mark + 2 * theme.MARGIN + 2, words.height() + 2 * theme.GAP
        )

    def _font(self) -> QFont:
        roomy = self._over.width() >= 480 and self._over.height() >= 270
        return theme.font(PIXELS if roomy else _SMALL, bold=True)

    def _place(self) -> None:
        size, below = self.sizeHint(), self._over.rect()
        if self._foot:
            height = max(size.height(), _BAND)
            self.setGeometry(0, below.height() - height, below.width(), height)
        else:
            left = (below.width() - size.width()) // 2
            self.setGeometry(left, theme.MARGIN, size.width(), size.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a plate, the mark and the text."""
        colours = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = colours.line if self._state is None else colours.of(self._state).name()
        painter.setPen(QPen(QColor(edge), 2))
        painter.setBrush(QColor(colours.panel))
        plate = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        corner = 0 if self._foot else theme.GAP
        painter.drawRoundedRect(plate, corner, corner)
        room = self.rect().adjusted(theme.MARGIN, 0, -theme.MARGIN, 0)
        if self._state is not None:
            top = (self.height() - _MARK) / 2
            theme.draw_mark(painter, self._state, QRectF(room.left(), top, _MARK, _MARK))
            room.setLeft(room.left() + _MARK + theme.GAP)
        painter.setFont(self._font())
        painter.setPen(QColor(colours.text))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(room, int(flags), self._text)
        painter.end()
