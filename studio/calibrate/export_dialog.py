"""Who makes a profile and how long it holds, before it is written."""

from __future__ import annotations

import re
from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QWidget,
)

from liveness.datasets.model import ID_PATTERN

MONTHS = 6
"""How long a profile holds unless somebody says otherwise: cameras and light change."""


class ExportDialog(QDialog):
    """Asks for author and expiry, then for the file.

    Parameters
    ----------
    author
        Pseudonym that the form starts with.
    summary
        What is written, in a few lines.
    """

    wished = Signal(str, str, object)
    """Path, author (empty for nobody) and the last day of use (a date or ``None``)."""

    def __init__(self, author: str, summary: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export the profile"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.author = QLineEdit(author)
        self.author.setAccessibleName(self.tr("Author, a pseudonym"))
        self.expires = QDateEdit(QDate.currentDate().addMonths(MONTHS))
        self.expires.setCalendarPopup(True)
        self.expires.setDisplayFormat("yyyy-MM-dd")
        self.expires.setAccessibleName(self.tr("Last day of use"))
        self.ends = QCheckBox(self.tr("It expires"))
        self.ends.setChecked(True)
        self.ends.toggled.connect(self.expires.setEnabled)
        told = QLabel(summary)
        told.setWordWrap(True)
        self.fault = QLabel()
        self.fault.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.next = buttons.addButton(
            self.tr("Choose the file\u2026"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        form = QFormLayout(self)
        form.addRow(told)
        form.addRow(self.tr("Author, a pseudonym"), self.author)
        form.addRow(self.ends)
        form.addRow(self.tr("Last day of use"), self.expires)
        form.addRow(self.fault)
        form.addRow(buttons)
        self.author.textChanged.connect(self._check)
        buttons.accepted.connect(self._ask_file)
        buttons.rejected.connect(self.reject)
        self._check()
        self.resize(420, 220)

    @property
    def last_day(self) -> date | None:
        """The last day of use; ``None`` sets no limit."""
        if not self.ends.isChecked():
            return None
        chosen = self.expires.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    def _check(self) -> None:
        text = self.author.text().strip()
        good = not text or re.fullmatch(ID_PATTERN, text) is not None
        self.next.setEnabled(good)
        told = self.tr("A pseudonym has letters, digits, points, dashes and underscores.")
        self.fault.setText("" if good else told)

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Profile"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Profiles (*.json)")])
        dialog.setDefaultSuffix("json")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.write_to)
        dialog.open()

    def write_to(self, path: str) -> None:
        """Tell what is wished, and close."""
        self.wished.emit(path, self.author.text().strip(), self.last_day)
        self.accept()
