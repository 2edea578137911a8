"""What an inspector decides on a take: accept, reject or retake, with a reason and a note."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from liveness.datasets.amendments import REASONS

from . import theme
from .key_names import KEYS
from .state_label import StateLabel
from .theme import State

_STATES = {"accept": State.BONA_FIDE, "reject": State.ATTACK, "retake": State.WARNING}


@dataclass(frozen=True, slots=True)
class ReviewWish:
    """A decision as it was made.

    Parameters
    ----------
    verdict
        ``accept``, ``reject`` or ``retake``.
    reason
        One of `REASONS`; empty on accept.
    note
        Free text; never a name.
    """

    verdict: str
    reason: str
    note: str


class ReviewBar(QWidget):
    """Shows the review that stands, and asks for another one."""

    decided = Signal(object)
    """A `ReviewWish`."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._standing = StateLabel(text=self.tr("not reviewed"), bold=True)
        self.reviewer = self._line(self.tr("Reviewer"), self.tr("your pseudonym"))
        self.reason = QComboBox()
        self.reason.setAccessibleName(self.tr("Reason"))
        self.reason.addItem(self.tr("reason\u2026"), "")
        for reason in REASONS:
            self.reason.addItem(self.tr(reason), reason)
        self._waiting = ""
        self._came_from: QWidget | None = None
        self.reason.activated.connect(self._on_reason)
        self.note = self._line(self.tr("Note"), self.tr("note, never a name"))
        self.buttons = {
            "accept": self._button("accept"),
            "reject": self._button("reject"),
            "retake": self._button("retake"),
        }
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.GAP, theme.GRID, theme.GAP, theme.GRID)
        layout.setSpacing(theme.GAP)
        layout.addWidget(self._standing, 1)
        for widget in (self.reviewer, self.reason, self.note):
            layout.addWidget(widget, 1)
        for button in self.buttons.values():
            layout.addWidget(button)
        self.setAccessibleName(self.tr("Review"))
        KEYS.changed.connect(self._name_keys)
        self._name_keys()

    def _line(self, name: str, hint: str) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        field.setPlaceholderText(hint)
        field.setMinimumWidth(90)
        return field

    def _name_keys(self) -> None:
        """Say on each button which key does the same."""
        for verdict, text in (
            ("accept", self.tr("Accept ({key})")),
            ("reject", self.tr("Reject ({key})")),
            ("retake", self.tr("Ask for a retake ({key})")),
        ):
            named = text.format(key=KEYS.of(f"inspect.{verdict}"))
            self.buttons[verdict].setText(named)
            self.buttons[verdict].setAccessibleName(named)

    def _button(self, verdict: str) -> QPushButton:
        button = QPushButton()
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda *_, verdict=verdict: self.decide(verdict))
        return button

    @property
    def text(self) -> str:
        """What is said of the review that stands."""
        return self._standing.text

    def set_standing(self, verdict: str, text: str) -> None:
        """Show the review that stands; an empty verdict says that there is none."""
        if not verdict:
            self._standing.set_state(State.UNDECIDED, self.tr("not reviewed"))
        else:
            self._standing.set_state(_STATES[verdict], text)
        self._standing.setToolTip(text)

    def named(self) -> bool:
        """Return whether the reviewer gave a name, and ask for one if not."""
        if self.reviewer.text().strip():
            return True
        self._standing.set_state(State.WARNING, self.tr("give your pseudonym first"))
        return False

    def _ask_reason(self, verdict: str) -> None:
        """Open the list of reasons; one that is chosen there ends the decision."""
        self._waiting = verdict
        self._came_from = QApplication.focusWidget()
        self.reason.setFocus()
        self.reason.showPopup()

    def _on_reason(self, _: int) -> None:
        verdict, self._waiting = self._waiting, ""
        self.reason.hidePopup()
        if verdict and self.reason.currentData():
            self.decide(verdict)
            if self._came_from is not None:
                self._came_from.setFocus()
        self._came_from = None

    def decide(self, verdict: str) -> bool:
        """Ask for a review, unless a name or a reason is missing; return whether it was."""
        if not self.named():
            return False
        reason = str(self.reason.currentData() or "")
        if verdict != "accept" and not reason:
            self._standing.set_state(State.WARNING, self.tr("choose a reason first"))
            self._ask_reason(verdict)
            return False
        wish = ReviewWish(
            verdict, "" if verdict == "accept" else reason, self.note.text().strip()
        )
        self.reason.setCurrentIndex(0)
        self.note.clear()
        self.decided.emit(wish)
        return True
