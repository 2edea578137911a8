"""Makes a consent record: the sheet that the subject signs, and what the operator fills in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pydantic import ValidationError
from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from liveness.datasets.consent import Consent
from liveness.datasets.consent_text import ConsentText
from liveness.datasets.errors import LivenessError
from liveness.datasets.groups import GroupAttributes
from liveness.datasets.model import describe_validation

from . import theme, wording
from .consent_sheet import UNTIL, ConsentSheet
from .state_label import StateLabel
from .theme import State


class ConsentDialog(QDialog):
    """Makes a `Consent`, and what the subject told beside it; the caller stores both.

    It does not block the window, and stands on any screen.

    Parameters
    ----------
    texts
        What the subject may read, one or more; the first is shown.
    subject
        The subject whom the form starts with.
    taken
        Ids that exist already.
    """

    consent_made = Signal(Consent, object, object)
    """The record, the `ConsentText` that was read, and `GroupAttributes` or ``None``."""
    own_text_requested = Signal()
    withdraw_requested = Signal(str)
    """A consent of this subject is to be withdrawn instead."""

    def __init__(
        self,
        texts: Sequence[ConsentText],
        subject: str = "",
        taken: tuple[str, ...] = (),
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("New consent"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._taken = taken
        self.sheet = ConsentSheet(texts)
        self.subject = QLineEdit(subject)
        self.id = QLineEdit(self._next_id(subject))
        self._own_id = False
        self.expires = QDateEdit(QDate.currentDate().addYears(2))
        self._fault = StateLabel(State.WARNING, "", lines=2)
        self._buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self._withdraw = self._buttons.addButton(
            self.tr("Withdraw a consent\u2026"), role.ResetRole
        )
        self._save = self._buttons.addButton(self.tr("Save consent"), role.AcceptRole)
        self._cancel = self._buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self._build()
        self._connect()
        self.resize(720, 720)
        self._check()

    def _next_id(self, subject: str) -> str:
        number = 1
        stem = f"C-{subject}" if subject else "C"
        while f"{stem}-{number}" in self._taken:
            number += 1
        return f"{stem}-{number}"

    def _build(self) -> None:
        self.expires.setCalendarPopup(True)
        self.expires.setDisplayFormat(UNTIL)
        form = QFormLayout()
        form.addRow(self.tr("Subject"), self.subject)
        form.addRow(self.tr("Consent id"), self.id)
        form.addRow(self.tr("No recording after"), self.expires)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.MARGIN, theme.MARGIN, theme.MARGIN, theme.MARGIN)
        layout.addWidget(self.sheet, 1)
        layout.addLayout(form)
        layout.addWidget(self._fault)
        layout.addWidget(self._buttons)
        for field, name in (
            (self.id, self.tr("Consent id")),
            (self.subject, self.tr("Subject")),
            (self.expires, self.tr("Last day on which it lets record")),
            (self._save, self.tr("Save consent")),
            (self._withdraw, self.tr("Withdraw a consent instead")),
            (self._cancel, self.tr("Cancel")),
        ):
            field.setAccessibleName(name)
        for button in (self._save, self._withdraw, self._cancel):
            button.setAutoDefault(False)

    def _connect(self) -> None:
        self.id.textEdited.connect(self._on_id)
        self.id.textChanged.connect(self._check)
        self.subject.textChanged.connect(self._on_subject)
        self.sheet.changed.connect(self._check)
        self.sheet.own_text_requested.connect(self.own_text_requested)
        self._buttons.accepted.connect(self._on_save)
        self._buttons.rejected.connect(self.reject)
        self._withdraw.clicked.connect(self._on_withdraw)

    def _on_id(self) -> None:
        self._own_id = True

    def _on_subject(self, subject: str) -> None:
        if not self._own_id:
            self.id.setText(self._next_id(subject.strip()))
        self._check()

    @property
    def save_button(self) -> QPushButton:
        """The button that makes the record."""
        return self._save

    @property
    def withdraw_button(self) -> QPushButton:
        """The button that leads to a withdrawal."""
        return self._withdraw

    def refuse_text(self, error: LivenessError) -> None:
        """Say why the site's own text cannot be shown."""
        self._fault.set_state(
            State.WARNING, f"{error.what}: {wording.sentence(error.measured)}"
        )
        self._fault.setToolTip(str(error))

    @property
    def said(self) -> str:
        """What is said under the form."""
        return self._fault.text

    def fault(self) -> str:
        """Return what keeps the record from being made, or ``""``."""
        subject, signed = self.subject.text().strip(), self.sheet.signature.text().strip()
        if not subject:
            return self.tr("Give the subject's pseudonym.")
        if self.id.text().strip() in self._taken:
            return self.tr("This id exists already.")
        if "record" not in self.sheet.scope:
            return self.tr("Without the first line nothing can be recorded.")
        if not signed:
            return self.tr("The subject signs by typing their id over this line.")
        if signed != subject:
            return self.tr("The signature is not the subject's id.")
        made = self._make()
        return made if isinstance(made, str) else ""

    def _make(self) -> Consent | str:
        day, text = self.expires.date(), self.sheet.text
        if text is None:
            return self.tr("There is no text to agree to.")
        try:
            return Consent(
                id=self.id.text().strip(),
                subject=self.subject.text().strip(),
                scope=self.sheet.scope,
                form=text.id,
                form_version=f"{text.id}-{text.version}",
                form_sha256=text.sha256,
                language=text.language,
                signature=self.sheet.signature.text().strip(),
                expires=date(day.year(), day.month(), day.day()),
                retain_until=self.sheet.retain_until,
            )
        except ValidationError as error:
            return describe_validation(error)

    def _check(self) -> None:
        fault = self.fault()
        self._save.setEnabled(not fault)
        self._fault.setToolTip("")
        self._fault.set_state(
            State.WARNING if fault else State.BONA_FIDE, fault or self.tr("Ready to save.")
        )

    def _on_save(self) -> None:
        made = self._make()
        if isinstance(made, Consent) and not self.fault():
            told: GroupAttributes | None = self.sheet.groups.attributes(made.id)
            self.consent_made.emit(made, self.sheet.text, told)
            self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Return in a field do nothing: to sign is one thing, to save another."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _on_withdraw(self) -> None:
        self.withdraw_requested.emit(self.subject.text().strip())
        self.reject()
