"""What stands where the picture would be when there is no source: three ways on."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from . import theme
from .flow import flow


class NoCameraCard(QFrame):
    """Offers the demo camera, a recording, and the reasons why there is no camera."""

    demo_requested = Signal()
    open_requested = Signal()
    why_requested = Signal()
    """The reasons are wanted; answer with `set_reasons`."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel(self.tr("No camera is running"))
        title.setFont(theme.font(28, bold=True))
        title.setWordWrap(True)
        text = QLabel(
            self.tr(
                "Connect a camera and choose it above, or go on without one: the demo camera "
                "renders a live head and attacks with known truth."
            )
        )
        text.setFont(theme.font(16))
        text.setWordWrap(True)
        text.setToolTip(text.text())  # the smallest window has no room for a long one
        self.demo = QPushButton(self.tr("Start the demo camera"))
        self.open = QPushButton(self.tr("Open a recording\u2026"))
        self.why = QPushButton(self.tr("Why is there no camera?"))
        self._reasons = QLabel()
        self._reasons.setWordWrap(True)
        self._reasons.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._reasons.hide()
        for button in (self.demo, self.open, self.why):
            button.setAccessibleName(button.text())
            button.setMinimumHeight(32)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, theme.GAP, 32, theme.GAP)
        layout.setSpacing(theme.GAP)
        layout.addStretch(1)
        for item in (title, text):
            layout.addWidget(item)
        layout.addLayout(flow((self.demo, self.open, self.why), spacing=theme.GAP))
        layout.addWidget(self._reasons)
        layout.addStretch(1)
        self.demo.setDefault(True)
        self.demo.clicked.connect(self.demo_requested)
        self.open.clicked.connect(self.open_requested)
        self.why.clicked.connect(self.why_requested)
        self.setAccessibleName(title.text())

    @property
    def reasons(self) -> str:
        """The reasons as they are shown."""
        return self._reasons.text() if not self._reasons.isHidden() else ""

    def set_reasons(self, reasons: Iterable[str]) -> None:
        """Show why there is no camera, one reason a line."""
        self._reasons.setText("\n".join("\u2022 " + reason for reason in reasons))
        self._reasons.setVisible(bool(self._reasons.text()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        painter = QPainter(self)
        colours = theme.colours()
        painter.fillRect(self.rect(), QColor(colours.panel))
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
