"""A short name that may be shown in part; the whole of it is told under the mouse."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QToolTip

LEAST = 110
"""Width that is always kept, pixels."""


class ElidedLabel(QLabel):
    """A label of one line that ends in an ellipsis where it has no room."""

    @property
    def elided(self) -> bool:
        """Whether not all of the text is seen."""
        return self.fontMetrics().horizontalAdvance(self.text()) > self.width()

    def minimumSizeHint(self) -> QSize:
        """Return the room for the beginning of the text."""
        whole = super().sizeHint()
        return QSize(min(LEAST, whole.width()), whole.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what fits."""
        if not self.elided:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.width()
        )
        painter.drawText(self.rect(), self.alignment(), shown)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Tell the whole text under the mouse."""
        if isinstance(event, QHelpEvent) and not self.toolTip():
            text = self.text() if self.elided else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)
