"""What a check of the dataset found: code, place, what is wrong, what to do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from liveness.datasets.findings import Fault

from . import theme, wording
from .state_label import StateLabel
from .theme import State


class FaultWindow(QDialog):
    """Lists faults; what can be mended here has a button."""

    recover_requested = Signal()
    """Somebody wants interrupted takes to be recovered and lists to be written anew."""

    again_requested = Signal()
    """Somebody wants the check to be made again."""

    COLUMNS = 5

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModal(False)
        self.setWindowTitle(self.tr("Check of the dataset"))
        self.faults: tuple[Fault, ...] = ()
        self.verdict = StateLabel(bold=True)
        self.table = QTableWidget(0, self.COLUMNS)
        self.table.setAccessibleName(self.tr("Faults"))
        self.table.setHorizontalHeaderLabels(
            [
                self.tr("Gravity"),
                self.tr("Code"),
                self.tr("Where"),
                self.tr("What is wrong"),
                self.tr("What to do"),
            ]
        )
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setWordWrap(True)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        for column in range(self.COLUMNS):
            mode = QHeaderView.ResizeMode.Stretch
            if column < 2:
                mode = QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(column, mode)
        self.recover = QPushButton(self.tr("Recover"))
        self.recover.setToolTip(
            self.tr("Finish interrupted takes and write the lists of takes anew")
        )
        self.again = QPushButton(self.tr("Check again"))
        self.copy = QPushButton(self.tr("Copy the list"))
        self.shut = QPushButton(self.tr("Close"))
        self.recover.clicked.connect(self.recover_requested)
        self.again.clicked.connect(self.again_requested)
        self.copy.clicked.connect(self._copy)
        self.shut.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.addWidget(self.recover)
        foot.addWidget(self.again)
        foot.addStretch(1)
        foot.addWidget(self.copy)
        foot.addWidget(self.shut)
        layout = QVBoxLayout(self)
        layout.setSpacing(theme.GAP)
        layout.addWidget(self.verdict)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)
        self.resize(940, 420)

    def set_faults(self, faults: Sequence[Fault], takes: int) -> None:
        """Show what was found in so many takes; errors come first."""
        self.faults = tuple(sorted(faults, key=lambda fault: fault.severity != "error"))
        errors = sum(fault.severity == "error" for fault in faults)
        if errors:
            text = self.tr("{n} errors and {w} warnings in {takes} takes")
            self.verdict.set_state(
                State.ATTACK,
                text.format(n=errors, w=len(faults) - errors, takes=takes),
            )
        elif faults:
            text = self.tr("No error, {w} warnings in {takes} takes")
            self.verdict.set_state(State.WARNING, text.format(w=len(faults), takes=takes))
        else:
            text = self.tr("Clean: every checksum of {takes} takes holds")
            self.verdict.set_state(State.BONA_FIDE, text.format(takes=takes))
        self.table.setRowCount(len(self.faults))
        for row, fault in enumerate(self.faults):
            gravity = self.tr("error") if fault.severity == "error" else self.tr("warning")
            cells = (gravity, fault.code, fault.path, fault.text, wording.said(fault.fix))
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                item.setTextAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
                self.table.setItem(row, column, item)
        self.table.resizeRowsToContents()
        mended = {"V-LEFTOVER", "V-MANIFEST"}
        self.recover.setEnabled(any(fault.code in mended for fault in faults))
        self.copy.setEnabled(bool(faults))

    def text(self) -> str:
        """Return the list, a line a fault."""
        return "\n".join(
            f"{fault.severity} {fault.code} {fault.path}: {fault.text}; {fault.fix}"
            for fault in self.faults
        )

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
