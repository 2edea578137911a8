"""The sound of a take under its timeline: the least and greatest sample of each moment."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from liveness.capture.envelope import Envelope

from . import theme
from .timeline import LABEL_PX


class Waveform(QWidget):
    """Shows an `Envelope` on the same scale of time as a `Timeline` over it; hidden without."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._envelope: Envelope | None = None
        self._span = (0, 1)
        self._at = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Sound of the take"))
        self.hide()

    def sizeHint(self) -> QSize:
        """Return the usual size."""
        return QSize(400, 44)

    def set_sound(self, envelope: Envelope | None, span: tuple[int, int] = (0, 1)) -> None:
        """Show another sound over the time of a take, first and last frame, nanoseconds."""
        self._envelope, self._span = envelope, span
        self.setVisible(envelope is not None)
        self.update()

    def set_time(self, time_ns: int) -> None:
        """Put the cursor at a time of the take."""
        self._at = time_ns
        self.update()

    def place(self, time_ns: float) -> float:
        """Return where a time stands, pixels."""
        first, last = self._span
        part = (time_ns - first) / (last - first) if last > first else 0.0
        return LABEL_PX + part * max(1, self.width() - LABEL_PX - 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sound as a band about its middle, and the cursor."""
        sound = self._envelope
        if sound is None:
            return
        painter = QPainter(self)
        colours = theme.colours()
        painter.setFont(theme.font(11))
        painter.setPen(QColor(colours.secondary))
        label = self.rect().adjusted(0, 0, LABEL_PX - self.width(), 0)
        painter.drawText(label, int(Qt.AlignmentFlag.AlignVCenter), self.tr("sound"))
        painter.setClipRect(LABEL_PX, 0, self.width() - LABEL_PX - 8, self.height())
        middle, half = self.height() / 2, self.height() / 2 - 2
        top = [
            QPointF(self.place(t), middle - half * float(v))
            for t, v in zip(sound.time_ns, sound.high, strict=True)
        ]
        bottom = [
            QPointF(self.place(t), middle - half * float(v))
            for t, v in zip(sound.time_ns, sound.low, strict=True)
        ]
        painter.setPen(QPen(QColor(colours.text), 0.8))
        painter.setBrush(QColor(colours.secondary))
        painter.drawPolygon(QPolygonF(top + bottom[::-1]))
        painter.setPen(QPen(QColor(colours.accent), 1.5))
        painter.drawLine(
            QPointF(self.place(self._at), 0), QPointF(self.place(self._at), self.height())
        )
        painter.end()
