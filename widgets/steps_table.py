"""The steps of a protocol that is edited: a row each; buttons add, copy, move, remove."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from . import theme
from .step_picture import picture_pixmap
from .theme import State

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step.

    Parameters
    ----------
    title, label, picture
        What is presented: as the operator reads it, its species, its drawing.
    takes
        Takes of one person; ``None`` while that cannot be told.
    seconds
        Length of a take, as it stands in the table.
    optional
        Whether the protocol is complete without it.
    fault
        What is wrong with it; empty when nothing is.
    """

    title: str
    label: str
    picture: str
    takes: int | None
    seconds: str
    optional: bool = False
    fault: str = ""


class StepsModel(QAbstractTableModel):
    """Rows of steps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[StepRow, ...] = ()

    def set_rows(self, rows: Sequence[StepRow]) -> None:
        """Show other steps; a change of their number alone resets the table."""
        rows = tuple(rows)
        if len(rows) != len(self._rows):
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
        elif rows != self._rows:
            self._rows = rows
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, 3))

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of steps."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of columns."""
        return 4

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return a column's name, or a step's number."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return section + 1
        return (
            self.tr("Step"),
            self.tr("Presented"),
            self.tr("Takes"),
            self.tr("Seconds"),
        )[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return text, picture and mark of a cell."""
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            takes = "?" if row.takes is None else str(row.takes)
            title = self.tr("{title} (optional)") if row.optional else "{title}"
            return (title.format(title=row.title), row.label, takes, row.seconds)[column]
        if role == Qt.ItemDataRole.DecorationRole and column == 0:
            if row.fault:
                return theme.mark_pixmap(State.WARNING)
            return picture_pixmap(row.picture, 24) if row.picture else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.fault or f"{row.title}, {row.label}"
        if role == Qt.ItemDataRole.TextAlignmentRole and column in (2, 3):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None


class StepsTable(QWidget):
    """Shows `StepRow` after `StepRow`, and asks for changes; the caller makes them."""

    chosen = Signal(int)
    """Number of the step that is chosen, from 0; -1 for none."""
    add_requested = Signal()
    copy_requested = Signal()
    remove_requested = Signal()
    move_requested = Signal(int)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.steps = StepsModel(self)
        self.view = QTableView()
        self.view.setModel(self.steps)
        self.view.setAccessibleName(self.tr("Steps"))
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setTabKeyNavigation(False)
        self.view.setIconSize(QSize(24, 24))
        self.view.setFont(theme.font(13, tabular=True))
        self.view.verticalHeader().setDefaultSectionSize(30)
        header = self.view.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(1, 88)
        self.view.selectionModel().currentRowChanged.connect(self._on_current)
        self.buttons: dict[str, QPushButton] = {}
        bar = QHBoxLayout()
        bar.setSpacing(theme.GRID)
        for name, text, signal in (
            ("add", self.tr("&Add step"), self.add_requested),
            ("copy", self.tr("&Duplicate"), self.copy_requested),
            ("remove", self.tr("&Remove"), self.remove_requested),
        ):
            bar.addWidget(self._button(name, text))
            self.buttons[name].clicked.connect(signal)
        for name, text, by in (("up", self.tr("Up"), -1), ("down", self.tr("Down"), 1)):
            bar.addWidget(self._button(name, text))
            self.buttons[name].clicked.connect(lambda *_, by=by: self.move_requested.emit(by))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GRID)
        layout.addWidget(self.view, 1)
        layout.addLayout(bar)
        self._enable(-1)

    def _button(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(text.replace("&", ""))
        self.buttons[name] = button
        return button

    @property
    def current(self) -> int:
        """The chosen step, from 0; -1 for none."""
        return self.view.currentIndex().row()

    def set_rows(self, rows: Sequence[StepRow], current: int) -> None:
        """Show other steps with one chosen, without telling anybody."""
        with QSignalBlocker(self.view.selectionModel()):
            self.steps.set_rows(rows)
            if current != self.current and 0 <= current < len(rows):
                self.view.selectRow(current)
        self.view.viewport().update()
        self._enable(current)

    def _on_current(self, now: QModelIndex, before: QModelIndex) -> None:
        self._enable(now.row())
        self.chosen.emit(now.row())

    def _enable(self, row: int) -> None:
        count = self.steps.rowCount()
        self.buttons["copy"].setEnabled(row >= 0)
        # a protocol has a step at least
        self.buttons["remove"].setEnabled(row >= 0 and count > 1)
        self.buttons["up"].setEnabled(row > 0)
        self.buttons["down"].setEnabled(0 <= row < count - 1)
