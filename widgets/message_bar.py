"""What went wrong, why we think so, what to do: one line, one button, nothing modal."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from liveness.datasets.errors import LivenessError

from . import theme, wording
from .state_label import StateLabel
from .theme import State


@dataclass(frozen=True, slots=True)
class Message:
    """One message.

    Parameters
    ----------
    what
        What happened, in plain words.
    measured
        The fact that makes us say so.
    remedy
        What to do.
    code
        Of the error catalogue; empty for a notice.
    button, action
        Text of the one button, and the id of what it does; empty for no button.
    state
        How grave it is.
    """

    what: str
    measured: str = ""
    remedy: str = ""
    code: str = ""
    button: str = ""
    action: str = ""
    state: State = State.WARNING

    @classmethod
    def of(cls, error: LivenessError, *, button: str = "", action: str = "") -> Message:
        """Return the message of an error."""
        said = wording.said
        return cls(
            said(error.what),
            said(error.measured),
            said(error.remedy),
            error.code,
            button,
            action,
        )

    @property
    def details(self) -> str:
        """Everything as one line, for the clipboard."""
        return str(LivenessError(self.code or "note", self.what, self.measured, self.remedy))


class MessageBar(QWidget):
    """Shows the newest `Message`; closing it brings back the one before."""

    action_triggered = Signal(str)
    """The id of the action of the message whose button was pressed."""

    KEEP = 20
    """Older messages than this are forgotten."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._messages: list[Message] = []
        self._mark = StateLabel(bold=True)
        self._why = QLabel()
        self._why.setWordWrap(True)
        self._why.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._button = QPushButton()
        self._button.setAccessibleName(self.tr("No action"))
        self._copy = QToolButton()
        self._copy.setText(self.tr("Copy details"))
        self._copy.setAccessibleName(self.tr("Copy details"))
        self._close = QToolButton()
        self._close.setText("\u00d7")
        self._close.setAccessibleName(self.tr("Close message"))
        for button in (self._copy, self._close):
            button.setAutoRaise(True)
        self._mark.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.MARGIN, theme.GRID, theme.GAP, theme.GRID)
        layout.setSpacing(theme.GAP)
        layout.addWidget(self._mark)
        layout.addWidget(self._why, 1)
        for widget in (self._button, self._copy, self._close):
            layout.addWidget(widget)
        self._button.clicked.connect(self._on_button)
        self._copy.clicked.connect(self._on_copy)
        self._close.clicked.connect(self.dismiss)
        self.hide()

    @property
    def message(self) -> Message | None:
        """The message that is shown."""
        return self._messages[-1] if self._messages else None

    @property
    def waiting(self) -> int:
        """How many older messages wait behind it."""
        return max(0, len(self._messages) - 1)

    def show_message(self, message: Message) -> None:
        """Show a message before all others; the same one is not stacked."""
        self._messages = [old for old in self._messages if old != message][-self.KEEP + 1 :]
        self._messages.append(message)
        self._render()

    def dismiss(self) -> None:
        """Close the message that is shown."""
        if self._messages:
            self._messages.pop()
        self._render()

    def dismiss_action(self, action: str) -> None:
        """Close every message whose button does this: its cause is gone."""
        self._messages = [old for old in self._messages if old.action != action]
        self._render()

    def _render(self) -> None:
        message = self.message
        self.setVisible(message is not None)
        if message is None:
            return
        what = f"{message.code}  {message.what}" if message.code else message.what
        self._mark.set_state(message.state, what)
        parts = [wording.sentence(part) for part in (message.measured, message.remedy) if part]
        if self.waiting:
            parts.append(self.tr("({n} more)").format(n=self.waiting))
        self._why.setText(" ".join(parts))
        self._button.setText(message.button)
        self._button.setAccessibleName(message.button or self.tr("No action"))
        self._button.setVisible(bool(message.button))
        self._copy.setVisible(bool(message.code))
        self.setAccessibleName(message.details)

    def _on_button(self) -> None:
        message = self.message
        if message is not None:
            self.dismiss()
            self.action_triggered.emit(message.action)

    def _on_copy(self) -> None:
        if self.message is not None:
            QGuiApplication.clipboard().setText(self.message.details)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and a line of the state's colour."""
        painter = QPainter(self)
        colours = theme.colours()
        painter.fillRect(self.rect(), QColor(colours.raised))
        if self.message is not None:
            painter.fillRect(0, 0, 3, self.height(), colours.of(self.message.state))
        painter.end()
