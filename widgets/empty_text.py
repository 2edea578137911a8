"""The sentence that stands where a list or a table has nothing to show."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractScrollArea

from . import theme


def paint_empty(view: QAbstractScrollArea, text: str) -> None:
    """Paint a sentence in the middle of a view; called from its ``paintEvent``."""
    painter = QPainter(view.viewport())
    painter.setPen(QColor(theme.colours().secondary))
    flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
    painter.drawText(view.viewport().rect().adjusted(12, 8, -12, -8), flags, text)
    painter.end()
