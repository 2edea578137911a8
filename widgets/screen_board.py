"""The board that a screen shows to a mirror: whole pixels, white around, Esc ends it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from liveness.capture.calibration.board import Board

from . import theme


class ScreenBoard(QWidget):
    """Shows a board in the middle of the whole screen.

    Parameters
    ----------
    columns, rows, first_id
        Of the board; its squares are as large as fits, half a square left white.
    """

    closed = Signal()

    def __init__(
        self, columns: int, rows: int, first_id: int, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._columns, self._rows, self._first_id = columns, rows, first_id
        self._image = QImage()
        self._drawn = 0
        self._text = ""
        self.setWindowTitle(self.tr("Pattern for the mirror"))
        self.setAccessibleName(self.tr("Pattern for the mirror"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    @property
    def square_px(self) -> int:
        """Side of a square in the screen's own pixels."""
        ratio = self.devicePixelRatioF()
        across = self.width() * ratio / (self._columns + 1)
        down = self.height() * ratio / (self._rows + 1)
        return max(1, int(min(across, down)))

    def square_mm(self, screen_width_mm: float) -> float:
        """Return the side of a square on a screen of this width, which it fills."""
        return self.square_px / (self.width() * self.devicePixelRatioF()) * screen_width_mm

    def set_text(self, text: str) -> None:
        """Say how far it is, for who sees nothing but this."""
        if text != self._text:
            self._text = text
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the board, and how to end it."""
        side, ratio = self.square_px, self.devicePixelRatioF()
        if side != self._drawn:
            board = Board(self._columns, self._rows, 25.0, self._first_id).draw(side)
            pixels = np.ascontiguousarray(board)
            height, width = pixels.shape
            kept = QImage(pixels.data, width, height, width, QImage.Format.Format_Grayscale8)
            self._image, self._drawn = kept.copy(), side
        self._image.setDevicePixelRatio(ratio)
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#FFFFFF"))
        size = self._image.deviceIndependentSize()
        # on whole pixels of the screen, or its edges would be grey
        left = round((self.width() - size.width()) / 2 * ratio) / ratio
        top = round((self.height() - size.height()) / 2 * ratio) / ratio
        painter.drawImage(QPointF(left, top), self._image)
        painter.setPen(QColor("#606060"))
        painter.setFont(theme.font(16))
        foot = QRectF(0, self.height() - 26, self.width(), 24)
        text = self.tr("{text}   Esc ends this").format(text=self._text).strip()
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, text)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """End at Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say that it is gone."""
        self.closed.emit()
        super().closeEvent(event)
