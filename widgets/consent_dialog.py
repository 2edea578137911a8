"""A small dialog that makes a consent record; non-modal work goes on behind it."""

from __future__ import annotations

from datetime import date

from pydantic import ValidationError
from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from liveness.datasets.consent import FORM_TEXT, SCOPES, Consent
from liveness.datasets.model import describe_validation

from .state_label import StateLabel
from .theme import State


class ConsentDialog(QDialog):
    """Makes a `Consent`; the caller stores it.

    Parameters
    ----------
    subject
        The subject whom the form starts with.
    taken
        Ids that exist already.
    """

    consent_made = Signal(Consent)

    def __init__(
        self, subject: str = "", taken: tuple[str, ...] = (), *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("New consent"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._taken = taken
        self.id = QLineEdit(self._next_id(subject))
        self.subject = QLineEdit(subject)
        self.scopes = {scope: QCheckBox(scope) for scope in SCOPES}
        self.expires = QDateEdit(QDate.currentDate().addYears(2))
        self.agreed = QCheckBox(self.tr("The subject has agreed to this text"))
        self._fault = StateLabel(State.WARNING, "")
        self._buttons = QDialogButtonBox()
        self._save = self._buttons.addButton(
            self.tr("Save consent"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self._cancel = self._buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self._build()
        self._connect()
        self._check()

    def _next_id(self, subject: str) -> str:
        number = 1
        stem = f"C-{subject}" if subject else "C"
        while f"{stem}-{number}" in self._taken:
            number += 1
        return f"{stem}-{number}"

    def _build(self) -> None:
        text = QLabel(FORM_TEXT)
        text.setWordWrap(True)
        text.setMinimumWidth(420)
        form = QFormLayout(self)
        form.addRow(text)
        form.addRow(self.tr("Consent id"), self.id)
        form.addRow(self.tr("Subject"), self.subject)
        for scope, box in self.scopes.items():
            box.setChecked(scope not in ("audio", "share"))
            box.setAccessibleName(self.tr("Scope {scope}").format(scope=scope))
            form.addRow(self.tr("Scope") if scope == "record" else "", box)
        self.expires.setCalendarPopup(True)
        self.expires.setDisplayFormat("yyyy-MM-dd")
        form.addRow(self.tr("Expires"), self.expires)
        form.addRow(self.agreed)
        form.addRow(self._fault)
        form.addRow(self._buttons)
        for field, name in (
            (self.id, self.tr("Consent id")),
            (self.subject, self.tr("Subject")),
            (self.expires, self.tr("Expires")),
            (self.agreed, self.tr("The subject has agreed")),
            (self._save, self.tr("Save consent")),
            (self._cancel, self.tr("Cancel")),
        ):
            field.setAccessibleName(name)

    def _connect(self) -> None:
        self.id.textChanged.connect(self._check)
        self.subject.textChanged.connect(self._check)
        for box in (*self.scopes.values(), self.agreed):
            box.toggled.connect(self._check)
        self._buttons.accepted.connect(self._on_save)
        self._buttons.rejected.connect(self.reject)

    @property
    def save_button(self) -> QPushButton:
        """The button that makes the record."""
        return self._save

    def fault(self) -> str:
        """Return what keeps the record from being made, or ``""``."""
        if not self.subject.text().strip():
            return self.tr("Give the subject's pseudonym.")
        if self.id.text().strip() in self._taken:
            return self.tr("This id exists already.")
        if not self.scopes["record"].isChecked():
            return self.tr("Without the scope record nothing can be recorded.")
        if not self.agreed.isChecked():
            return self.tr("Show the text to the subject and mark that it was agreed to.")
        made = self._make()
        return made if isinstance(made, str) else ""

    def _make(self) -> Consent | str:
        day = self.expires.date()
        try:
            return Consent(
                id=self.id.text().strip(),
                subject=self.subject.text().strip(),
                scope=tuple(s for s, box in self.scopes.items() if box.isChecked()),
                expires=date(day.year(), day.month(), day.day()),
            )
        except ValidationError as error:
            return describe_validation(error)

    def _check(self) -> None:
        fault = self.fault()
        self._save.setEnabled(not fault)
        self._fault.set_state(
            State.WARNING if fault else State.BONA_FIDE, fault or self.tr("Ready to save.")
        )

    def _on_save(self) -> None:
        made = self._make()
        if isinstance(made, Consent):
            self.consent_made.emit(made)
            self.accept()
