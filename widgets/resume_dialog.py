"""Asks whether a session goes on, begins anew, or is closed; says what has changed since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from . import theme, wording
from .state_label import StateLabel
from .theme import State


@dataclass(frozen=True, slots=True)
class ResumeReading:
    """A session that lacks something.

    Parameters
    ----------
    session, protocol
        Its id, and the title of what it follows.
    facts
        What is known of it, a sentence without full stop each.
    differences
        What is not as it was when it began, a sentence each; empty when all fits.
    """

    session: str
    protocol: str
    facts: Sequence[str] = ()
    differences: Sequence[str] = ()


class ResumeDialog(QDialog):
    """Shows a `ResumeReading` and three ways on; the window behind it stays alive."""

    resumed = Signal()
    restarted = Signal()
    blocked = Signal()
    """The session is to be closed for good."""

    def __init__(self, reading: ResumeReading, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("A session is not complete"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.MARGIN, theme.MARGIN, theme.MARGIN, theme.MARGIN)
        layout.setSpacing(theme.GAP)
        title = QLabel(reading.protocol)
        title.setFont(theme.font(16, bold=True))
        title.setTextFormat(Qt.TextFormat.PlainText)
        layout.addWidget(title)
        for text in (self.tr("Session {id}").format(id=reading.session), *reading.facts):
            layout.addWidget(self._line(wording.sentence(text)))
        self.differences: list[StateLabel] = []
        if not reading.differences:
            self._add_state(State.BONA_FIDE, self.tr("Nothing that matters has changed since."))
        for text in reading.differences:
            self._add_state(State.WARNING, wording.sentence(text))
        layout.addSpacing(theme.GAP)
        buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.resume = buttons.addButton(self.tr("&Go on"), role.AcceptRole)
        self.restart = buttons.addButton(self.tr("&Begin a new session"), role.ActionRole)
        self.block = buttons.addButton(self.tr("&Close it for good"), role.DestructiveRole)
        self.resume.setToolTip(self.tr("at the place where it was left"))
        self.restart.setToolTip(self.tr("the old one stays open, and is offered again"))
        self.block.setToolTip(self.tr("its takes stay; nothing is added to it any more"))
        self.resume.setDefault(True)
        for button in (self.resume, self.restart, self.block):
            button.setAccessibleName(button.text().replace("&", ""))
        self.resume.clicked.connect(self._on_resume)
        self.restart.clicked.connect(self._on_restart)
        self.block.clicked.connect(self._on_block)
        layout.addWidget(buttons)
        self.resume.setFocus()

    def _line(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setMinimumWidth(460)
        return label

    def _add_state(self, state: State, text: str) -> None:
        label = StateLabel(
            state, text, lines=3 if len(text) > 140 else 2 if len(text) > 60 else 1
        )
        label.setToolTip(text)
        self.differences.append(label)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(label)

    def _on_resume(self) -> None:
        self.resumed.emit()
        self.accept()

    def _on_restart(self) -> None:
        self.restarted.emit()
        self.accept()

    def _on_block(self) -> None:
        self.blocked.emit()
        self.accept()
