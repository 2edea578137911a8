"""What a protocol has and what it lacks: rows of conditions, columns of subjects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from liveness.datasets.coverage import Cell

from . import theme
from .empty_text import paint_empty
from .theme import State

Index = QModelIndex | QPersistentModelIndex
Condition = tuple[str, str | None, float | None]


def condition_text(condition: Condition) -> str:
    """Return label, lighting and distance in one line."""
    label, lighting, distance = condition
    parts = [label]
    if lighting is not None:
        parts.append(lighting)
    if distance is not None:
        parts.append(f"{distance / 10:.0f} cm")
    return ", ".join(parts)


class CoverageModel(QAbstractTableModel):
    """Cells by condition and subject."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Condition] = []
        self._subjects: list[str] = []
        self._cells: dict[tuple[Condition, str], Cell] = {}
        self._notes: Mapping[str, str] = {}

    def set_cells(self, cells: Sequence[Cell]) -> None:
        """Show other cells; counts alone change without a reset, so a selection stays."""
        rows = list(dict.fromkeys((c.label, c.lighting, c.distance_mm) for c in cells))
        subjects = list(dict.fromkeys(cell.subject for cell in cells))
        found = {((c.label, c.lighting, c.distance_mm), c.subject): c for c in cells}
        if (rows, subjects) == (self._rows, self._subjects):
            self._cells = found
            if rows:
                last = self.index(len(rows) - 1, len(subjects) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._rows, self._subjects, self._cells = rows, subjects, found
        self.endResetModel()

    def set_notes(self, notes: Mapping[str, str]) -> None:
        """Say more of each label in the tips: what its takes can show."""
        self._notes = notes

    def cell(self, index: Index) -> Cell | None:
        """Return the cell at a place; ``None`` where a subject has no such condition."""
        key = (self._rows[index.row()], self._subjects[index.column()])
        return self._cells.get(key)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of conditions."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of subjects."""
        return 0 if parent is not None and parent.isValid() else len(self._subjects)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return a subject, or a condition."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self._subjects[section]
        return condition_text(self._rows[section])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return count, mark and words of a cell."""
        cell = self.cell(index)
        if cell is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            if cell.complete:
                return self.tr("\u2713 {n} done").format(n=cell.have)
            return self.tr("{have} of {need}").format(have=cell.have, need=cell.need)
        if role == Qt.ItemDataRole.DecorationRole:
            return theme.mark_pixmap(State.BONA_FIDE if cell.complete else State.UNDECIDED)
        if role == Qt.ItemDataRole.ToolTipRole:
            missing = max(0, cell.need - cell.have)
            text = self.tr("{subject}: {condition}, {missing} missing; click to go there")
            condition = condition_text((cell.label, cell.lighting, cell.distance_mm))
            text = text.format(subject=cell.subject, condition=condition, missing=missing)
            note = self._notes.get(cell.label)
            return text if note is None else f"{text}\n{cell.label}: {note}"
        return None


class CoverageMatrix(QTableView):
    """Shows a `Coverage`'s cells; a click, or Return on a cell, asks to go there."""

    cell_chosen = Signal(object)
    """The `Cell` to go to."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells = CoverageModel(self)
        self.setModel(self.cells)
        self.setAccessibleName(self.tr("Coverage of the protocol"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setFont(theme.font(13, tabular=True))
        self.verticalHeader().setDefaultSectionSize(24)
        self.horizontalHeader().setMinimumSectionSize(84)
        self.clicked.connect(self._on_chosen)
        self.activated.connect(self._on_chosen)
        self.cells.modelReset.connect(self.resizeColumnsToContents)
        self._empty = self.tr("No protocol. Choose one in the Protocol menu.")

    def set_cells(self, cells: Sequence[Cell]) -> None:
        """Show other cells."""
        self.cells.set_cells(cells)
        self.viewport().update()

    def set_empty_text(self, text: str) -> None:
        """Say something else where no cell is."""
        self._empty = text
        self.viewport().update()

    def _on_chosen(self, index: QModelIndex) -> None:
        cell = self.cells.cell(index)
        if cell is not None:
            self.cell_chosen.emit(cell)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells, or the sentence."""
        super().paintEvent(event)
        if self.cells.rowCount() == 0:
            paint_empty(self, self._empty)
