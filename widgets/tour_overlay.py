"""A few cards that show a newcomer around; gone for good at one click on Skip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from . import theme

CARD_WIDTH = 340
DIM = 150
"""Darkness of what is not talked about, 0 to 255."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of the tour.

    Parameters
    ----------
    widget
        What is talked about; ``None`` for the window as a whole.
    title, text
        What is said.
    """

    widget: QWidget | None
    title: str
    text: str


class TourOverlay(QWidget):
    """Lies over a window, dims it, and leaves a hole where it talks about something."""

    ended = Signal(bool)
    """The tour is over; whether all of it was seen."""

    def __init__(self, window: QWidget, stops: Sequence[Stop]) -> None:
        super().__init__(window)
        self._window = window
        self._stops = list(stops)
        self.at = 0
        self.card = QFrame(self)
        self.card.setAutoFillBackground(True)
        self.card.setFrameShape(QFrame.Shape.StyledPanel)
        self.card.setFixedWidth(CARD_WIDTH)
        self._title = QLabel()
        self._title.setFont(theme.font(15, bold=True))
        self._title.setWordWrap(True)
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._count = QLabel()
        self.skip = QPushButton(self.tr("Skip"))
        self.skip.setAccessibleName(self.tr("Skip the tour"))
        self.next = QPushButton(self.tr("Next"))
        self.next.setDefault(True)
        self.skip.clicked.connect(lambda: self._end(seen=False))
        self.next.clicked.connect(self.go_on)
        buttons = QHBoxLayout()
        buttons.addWidget(self._count)
        buttons.addStretch(1)
        buttons.addWidget(self.skip)
        buttons.addWidget(self.next)
        self._column = layout = QVBoxLayout(self.card)
        layout.addWidget(self._title)
        layout.addWidget(self._text)
        layout.addLayout(buttons)
        window.installEventFilter(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._show()
        self.show()
        self.raise_()
        self.next.setFocus()

    @property
    def text(self) -> str:
        """What is said now."""
        return f"{self._title.text()}: {self._text.text()}"

    def go_on(self) -> None:
        """Go to the next stop; after the last one the tour is over."""
        if self.at + 1 >= len(self._stops):
            self._end(seen=True)
            return
        self.at += 1
        self._show()

    def _end(self, *, seen: bool) -> None:
        self.hide()
        self._window.removeEventFilter(self)
        self.ended.emit(seen)
        self.deleteLater()

    def _show(self) -> None:
        stop = self._stops[self.at]
        self._title.setText(stop.title)
        self._text.setText(stop.text)
        self._count.setText(
            self.tr("{n} of {total}").format(n=self.at + 1, total=len(self._stops))
        )
        last = self.at + 1 == len(self._stops)
        self.next.setText(self.tr("Done") if last else self.tr("Next"))
        self.next.setAccessibleName(self.next.text())
        self._place()
        self.update()

    def hole(self) -> QRect:
        """Return where the window is not dimmed, in our coordinates; empty for nowhere."""
        widget = self._stops[self.at].widget
        if widget is None or not widget.isVisible():
            return QRect()
        corner = self.mapFromGlobal(widget.mapToGlobal(QPoint(0, 0)))
        return QRect(corner, widget.size()).adjusted(-4, -4, 4, 4).intersected(self.rect())

    def _place(self) -> None:
        self.setGeometry(self._window.rect())
        # a text that wraps is as high as its width asks for
        self.card.setFixedHeight(self._column.heightForWidth(CARD_WIDTH))
        hole, card, room = self.hole(), self.card.rect(), self.rect()
        if hole.isEmpty():
            card.moveCenter(room.center())
        else:
            below = hole.bottom() + theme.GAP + card.height() <= room.bottom()
            above = hole.top() - theme.GAP - card.height() >= room.top()
            card.moveCenter(hole.center())
            if below:
                card.moveTop(hole.bottom() + theme.GAP)
            elif above:
                card.moveBottom(hole.top() - theme.GAP)
        card.moveLeft(min(max(card.left(), theme.GAP), room.right() - card.width() - theme.GAP))
        self.card.setGeometry(card)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim everything but the hole, and draw its edge."""
        painter = QPainter(self)
        whole, hole = QPainterPath(), QPainterPath()
        whole.addRect(self.rect())
        hole.addRoundedRect(self.hole(), 6, 6)
        painter.fillPath(whole.subtracted(hole), QColor(0, 0, 0, DIM))
        painter.setPen(QPen(QColor(theme.colours().accent), 2))
        painter.drawPath(hole)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc skips, Return and arrows go on; no key reaches the window below."""
        if event.key() == Qt.Key.Key_Escape:
            self._end(seen=False)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right):
            self.go_on()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False
