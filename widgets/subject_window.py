"""What the person before the camera sees on a second screen: no score, no label, no name."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from liveness.capture.frame import Frame

from . import theme
from .preview import PreviewWidget

SENTENCE_PX = 40
"""A subject reads it from where they sit or stand, up to three metres."""


class SubjectWindow(QWidget):
    """A mirror with an oval, one sentence, the countdown and how much of the take is left."""

    closed = Signal()
    """Somebody closed the window."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.Window)
        self.setWindowTitle(self.tr("For the person before the camera"))
        self.mirror = PreviewWidget(mirrored=True)
        self.mirror.set_landmarks_shown(False)
        self.mirror.set_oval_shown(True)
        self.mirror.set_empty_text(self.tr("Please wait."))
        self._sentence = _Sentence()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._sentence)
        layout.addWidget(self.mirror, 1)
        self.resize(900, 700)
        self.setAccessibleName(self.windowTitle())

    @property
    def sentence(self) -> str:
        """What the person is asked to do."""
        return self._sentence.text

    @property
    def progress(self) -> float | None:
        """How much of the take is over, 0..1; ``None`` while none runs."""
        return self._sentence.progress

    def show_frame(self, frame: Frame | None) -> None:
        """Show a picture as a mirror does."""
        self.mirror.set_frame(frame)

    def say(self, sentence: str) -> None:
        """Show one sentence."""
        self._sentence.show_state(sentence, self._sentence.progress)

    def set_countdown(self, label: str | None, fraction: float = 0.0) -> None:
        """Show the countdown over the mirror, as the operator sees it."""
        self.mirror.set_countdown(label, fraction)

    def set_progress(self, fraction: float | None) -> None:
        """Show how much of the take is over, 0..1; ``None`` shows that none runs."""
        self._sentence.show_state(self._sentence.text, fraction)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the window is gone."""
        self.closed.emit()
        super().closeEvent(event)


class _Sentence(QWidget):
    """A sentence beside a ring that closes while a take runs."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.progress: float | None = None
        self.setFixedHeight(2 * SENTENCE_PX + 48)

    def show_state(self, text: str, progress: float | None) -> None:
        """Show another sentence and progress; costs nothing when they are the same."""
        if (text, progress) != (self.text, self.progress):
            self.text, self.progress = text, progress
            self.setAccessibleName(text)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ring and sentence."""
        colours = theme.colours()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.window))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect()).adjusted(24, 12, -24, -12)
        if self.progress is not None:
            side = room.height() - 24
            ring = QRectF(room.left(), room.center().y() - side / 2, side, side)
            painter.setPen(QPen(QColor(colours.line), 10))
            painter.drawEllipse(ring)
            pen = QPen(QColor(colours.accent), 10)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawArc(ring, 90 * 16, -round(min(max(self.progress, 0), 1) * 360 * 16))
            room.setLeft(ring.right() + 24)
        painter.setFont(theme.font(SENTENCE_PX, bold=True))
        painter.setPen(QColor(colours.text))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(room, int(flags), self.text)
        painter.end()
