"""Asks for the withdrawal of a consent, and says what it costs before it is done."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from liveness.datasets.consent import Consent

from .state_label import StateLabel
from .theme import State


class WithdrawDialog(QDialog):
    """Chooses a consent to withdraw, and whether its subject is erased; the caller does it.

    Parameters
    ----------
    consents
        All records; those that were withdrawn before are offered too, for the takes of their
        subjects may still be there.
    subject
        Whose consent is offered first.
    """

    counted = Signal(str)
    """The takes of this subject are to be counted; answer with :meth:`set_count`."""
    withdraw_requested = Signal(str)
    """Withdraw the consent of this id, and keep the takes."""
    erase_requested = Signal(str)
    """Withdraw the consent of this id, and erase its subject."""

    def __init__(
        self,
        consents: Iterable[Consent],
        subject: str = "",
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Withdraw a consent"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._consents = {consent.id: consent for consent in consents}
        self._known = False
        self.consent = QComboBox()
        self.typed = QLineEdit()
        self.count = StateLabel(State.UNDECIDED, "")
        self._buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self._withdraw = self._buttons.addButton(
            self.tr("Withdraw, keep takes"), role.AcceptRole
        )
        self._erase = self._buttons.addButton(
            self.tr("Withdraw and erase"), role.DestructiveRole
        )
        self._cancel = self._buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self._build()
        self._fill(subject)
        self.consent.currentIndexChanged.connect(self._on_chosen)
        self.typed.textChanged.connect(self._check)
        self._withdraw.clicked.connect(self._on_withdraw)
        self._erase.clicked.connect(self._on_erase)
        self._buttons.rejected.connect(self.reject)
        self._check()

    def _build(self) -> None:
        text = QLabel(
            self.tr(
                "With a withdrawn consent nothing more is recorded. Erasing removes every take "
                "of its subject, as presenter and as target and under whichever consent, with "
                "scores, exports and keys. There is no way back. Backups, and exports that "
                "were copied away, are not reached: delete them by hand."
            )
        )
        text.setWordWrap(True)
        text.setMinimumWidth(460)
        self.typed.setPlaceholderText(self.tr("the subject, as it stands above"))
        # Enter must not withdraw anything
        for button in (self._withdraw, self._erase):
            button.setAutoDefault(False)
        self._cancel.setDefault(True)
        form = QFormLayout(self)
        form.addRow(text)
        form.addRow(self.tr("Consent"), self.consent)
        form.addRow(self.tr("Would be erased"), self.count)
        form.addRow(self.tr("To erase, type"), self.typed)
        form.addRow(self._buttons)
        for field, name in (
            (self.consent, self.tr("Consent")),
            (self.typed, self.tr("Type the subject to confirm the erasure")),
            (self._withdraw, self.tr("Withdraw and keep the takes")),
            (self._erase, self.tr("Withdraw and erase the subject")),
            (self._cancel, self.tr("Cancel")),
        ):
            field.setAccessibleName(name)

    def _fill(self, subject: str) -> None:
        for consent in self._consents.values():
            fault = consent.fault()
            text = f"{consent.id}, {consent.subject}" + (f" ({fault})" if fault else "")
            self.consent.addItem(text, consent.id)
            if consent.subject == subject and self.consent.currentData() != consent.id:
                self.consent.setCurrentIndex(self.consent.count() - 1)
                subject = ""  # the first of theirs

    @property
    def chosen(self) -> Consent | None:
        """The consent that is chosen."""
        return self._consents.get(self.consent.currentData() or "")

    @property
    def erase_button(self) -> QPushButton:
        """The button that erases."""
        return self._erase

    @property
    def withdraw_button(self) -> QPushButton:
        """The button that only withdraws."""
        return self._withdraw

    def ask_count(self) -> None:
        """Ask for the count of what is chosen; called once the caller listens."""
        self._known = False
        self.count.set_state(State.UNDECIDED, self.tr("counting..."))
        self._check()
        if self.chosen is not None:
            self.counted.emit(self.chosen.subject)

    def set_count(self, subject: str, text: str) -> None:
        """Show what the erasure of a subject would remove; of another one it is passed over."""
        if self.chosen is not None and self.chosen.subject == subject:
            self._known = True
            self.count.set_state(State.WARNING, text)
            self._check()

    def _on_chosen(self) -> None:
        self.typed.clear()
        self.ask_count()

    def _check(self) -> None:
        chosen = self.chosen
        self._withdraw.setEnabled(chosen is not None and chosen.withdrawn_utc is None)
        typed = chosen is not None and self.typed.text().strip() == chosen.subject
        self._erase.setEnabled(typed and self._known)

    def _on_withdraw(self) -> None:
        if self.chosen is not None:
            self.withdraw_requested.emit(self.chosen.id)
        self.accept()

    def _on_erase(self) -> None:
        if self.chosen is not None:
            self.erase_requested.emit(self.chosen.id)
        self.accept()
