"""A second take beside the one that is looked at: picture, course, and a lock."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from . import theme
from .preview import PreviewWidget


class BesideView(QWidget):
    """Shows a take that stays while others are chosen."""

    moved = Signal(int)
    """Frame that a person went to."""

    lock_changed = Signal(bool)
    """Whether it follows the other take."""

    closed = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = PreviewWidget()
        self.title = QLabel()
        self.title.setFont(theme.font(13))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(self.tr("Frame of the take beside"))
        self.lock = QCheckBox(self.tr("Locked"))
        self.lock.setToolTip(self.tr("Keep the distance in time to the other take"))
        self.lock.setChecked(True)
        self.close_button = QPushButton(self.tr("Close"))
        self.close_button.setAccessibleName(self.tr("Close the take beside"))
        foot = QHBoxLayout()
        foot.addWidget(self.slider, 1)
        foot.addWidget(self.lock)
        foot.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GRID)
        layout.addWidget(self.title)
        layout.addWidget(self.picture, 1)
        layout.addLayout(foot)
        self.slider.valueChanged.connect(self.moved)
        self.lock.toggled.connect(self._on_lock)
        self.close_button.clicked.connect(self.closed)
        self.slider.setEnabled(False)
        self.hide()

    def _on_lock(self, locked: bool) -> None:
        self.slider.setEnabled(not locked)
        self.lock_changed.emit(locked)

    def set_course(self, text: str, frames: int) -> None:
        """Show another take: what it is called, and how many frames it has."""
        self.title.setText(text)
        with QSignalBlocker(self.slider):
            self.slider.setRange(0, max(0, frames - 1))

    def set_row(self, row: int) -> None:
        """Show where it stands, without telling anybody."""
        with QSignalBlocker(self.slider):
            self.slider.setValue(row)
