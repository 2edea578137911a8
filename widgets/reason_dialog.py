"""Asks why, with a key for each answer: one hand and no mouse."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from . import theme

DIGITS = "123456789"
LONGEST = 200
"""Characters of a free text."""


class ReasonDialog(QDialog):
    """A list of reasons, chosen by digit, arrows or mouse, and a line for own words.

    It blocks nothing: what was to be stopped has stopped already. Escape leaves the question
    open.

    Parameters
    ----------
    question
        What is asked.
    reasons
        Answers to choose from: how each is called in the register, and in words. None asks for
        words alone.
    text
        What stands in the line at first.
    needed
        Whether one of the reasons has to be chosen.
    """

    answered = Signal(str, str)
    """The reason that was chosen (empty: none), and the own words."""

    def __init__(
        self,
        question: str,
        reasons: Sequence[tuple[str, str]] = (),
        *,
        text: str = "",
        needed: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(question)
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._needed = needed
        self.list = QListWidget()
        self.list.setAccessibleName(question)
        self.list.setFont(theme.font(14))
        for number, (name, words) in enumerate(reasons):
            digit = f"{DIGITS[number]}   " if number < len(DIGITS) else "     "
            item = QListWidgetItem(digit + words)
            item.setData(Qt.ItemDataRole.UserRole, name)
            self.list.addItem(item)
        self.words = QLineEdit(text)
        self.words.setMaxLength(LONGEST)
        self.words.setPlaceholderText(self.tr("in own words, never a name"))
        self.words.setAccessibleName(self.tr("In own words"))
        self._buttons = QDialogButtonBox()
        self._save = self._buttons.addButton(
            self.tr("Save"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self._later = self._buttons.addButton(
            self.tr("Leave it"), QDialogButtonBox.ButtonRole.RejectRole
        )
        for button in (self._save, self._later):
            button.setAccessibleName(button.text())
        label = QLabel(question)
        label.setFont(theme.font(16, bold=True))
        label.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setSpacing(theme.GAP)
        layout.addWidget(label)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.words)
        layout.addWidget(self._buttons)
        self.list.setVisible(bool(reasons))
        self.list.itemDoubleClicked.connect(lambda *_: self._on_save())
        self.list.itemSelectionChanged.connect(self._check)
        self._buttons.accepted.connect(self._on_save)
        self._buttons.rejected.connect(self.reject)
        self.list.installEventFilter(self)
        self.resize(440, 420 if reasons else 160)
        (self.list if reasons else self.words).setFocus()
        self._check()

    @property
    def reason(self) -> str:
        """The reason that is chosen; empty for none."""
        # a list that gets the focus has a current row that nobody chose
        chosen = self.list.selectedItems()
        return str(chosen[0].data(Qt.ItemDataRole.UserRole)) if chosen else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Choose by digit; a digit that is chosen already saves."""
        if watched is not self.list or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        row = event.key() - Qt.Key.Key_1
        if not 0 <= row < len(DIGITS):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # in the window behind, digits are keys of panels
            return True
        if event.type() == QEvent.Type.KeyPress and row < self.list.count():
            again = self.list.item(row).isSelected()
            self.list.setCurrentRow(row)
            if again:
                self._on_save()
        return True

    def _check(self, *_: object) -> None:
        self._save.setEnabled(not self._needed or bool(self.reason))

    def _on_save(self) -> None:
        if self._needed and not self.reason:
            return
        self.answered.emit(self.reason, self.words.text().strip())
        self.accept()
