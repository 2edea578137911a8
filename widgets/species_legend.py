"""Colour, dash and count of each label, beside plots and never over them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from . import theme
from .species_style import pen_of

LINE_PX = 26
ROW_PX = 20
BETWEEN_PX = 16


class SpeciesLegend(QWidget):
    """Shows ``label (n = ..)`` for each label, in as many rows as the width takes."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: dict[str, int] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("Legend"))

    @property
    def texts(self) -> tuple[str, ...]:
        """What is written."""
        return tuple(
            self.tr("{label} (n = {n})").format(label=label, n=n)
            for label, n in self._counts.items()
        )

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Show other labels, with the number of takes that have a score."""
        self._counts = dict(counts)
        self.setAccessibleDescription(", ".join(self.texts))
        self._fit()
        self.update()

    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows."""
        places = self._places(width)
        return max((place.bottom() + 1 for place in places), default=ROW_PX)

    def sizeHint(self) -> QSize:
        """Return the room at the present width."""
        return QSize(200, self.heightForWidth(max(200, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the rows anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        height = self.heightForWidth(max(200, self.width()))
        if height != self.minimumHeight():
            self.setFixedHeight(height)

    def _places(self, width: int) -> list[QRect]:
        metrics = QFontMetrics(theme.font(11, tabular=True))
        found: list[QRect] = []
        x = y = 0
        for text in self.texts:
            wide = LINE_PX + 6 + metrics.horizontalAdvance(text) + BETWEEN_PX
            if x and x + wide > width:
                x, y = 0, y + ROW_PX
            found.append(QRect(x, y, wide, ROW_PX))
            x += wide
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint lines and texts."""
        painter = QPainter(self)
        painter.setFont(theme.font(11, tabular=True))
        rows = zip(self._counts, self.texts, self._places(self.width()), strict=True)
        for label, text, place in rows:
            painter.setPen(pen_of(label, 2.4))
            middle = place.center().y()
            painter.drawLine(
                QPointF(place.left(), middle), QPointF(place.left() + LINE_PX, middle)
            )
            painter.setPen(QColor(theme.colours().text))
            painter.drawText(
                place.adjusted(LINE_PX + 6, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), text
            )
        painter.end()
