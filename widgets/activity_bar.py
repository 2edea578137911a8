"""The one place where long work shows: what, how far, and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from . import theme


class ActivityBar(QWidget):
    """Shows one piece of work; hidden while there is none."""

    cancel_requested = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = QLabel()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedSize(120, 8)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.setAccessibleName(self.tr("Cancel the work"))
        self._cancel.clicked.connect(self.cancel_requested)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 0)
        layout.setSpacing(theme.GAP)
        for widget in (self._label, self._bar, self._cancel):
            layout.addWidget(widget)
        self.hide()

    @property
    def text(self) -> str:
        """What is being done; empty when nothing is."""
        return self._label.text() if not self.isHidden() else ""

    def set_activity(
        self, text: str, fraction: float | None = None, *, cancellable: bool = False
    ) -> None:
        """Show work; ``fraction`` 0..1 of it is done, ``None`` when nobody knows."""
        self._label.setText(text)
        if fraction is None:
            self._bar.setRange(0, 0)
        else:
            self._bar.setRange(0, 100)
            self._bar.setValue(round(100 * fraction))
        self._cancel.setVisible(cancellable)
        self.setVisible(bool(text))

    def clear(self) -> None:
        """Show that nothing is being done."""
        self.set_activity("", 0.0)
