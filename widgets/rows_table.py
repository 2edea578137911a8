"""A table of plain texts to read, sort by and choose from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from . import theme
from .empty_text import paint_empty

Index = QModelIndex | QPersistentModelIndex
Cell = str | int | float
"""A number stands at the right and is sorted as one; a float is shown with two decimals."""


class _Rows(QAbstractTableModel):
    """The rows as they were given."""

    def __init__(self) -> None:
        super().__init__()
        self.headings: tuple[str, ...] = ()
        self.rows: tuple[tuple[Cell, ...], ...] = ()

    def set_rows(self, headings: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
        self.beginResetModel()
        self.headings, self.rows = tuple(headings), tuple(map(tuple, rows))
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.headings)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.headings[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.rows[index.row()][index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return f"{cell:+.2f}" if isinstance(cell, float) else str(cell)
        if role == Qt.ItemDataRole.UserRole:
            return cell
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = "AlignLeft" if isinstance(cell, str) else "AlignRight"
            return int(getattr(Qt.AlignmentFlag, side) | Qt.AlignmentFlag.AlignVCenter)
        return None


class RowsTable(QTableView):
    """Shows rows of texts and numbers.

    Parameters
    ----------
    empty
        The sentence that stands where there is no row.
    """

    row_chosen = Signal(int)
    """Place of the chosen row among those that were given."""

    def __init__(self, empty: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._empty = empty
        self._rows = _Rows()
        self._sorted = QSortFilterProxyModel()
        self._sorted.setSourceModel(self._rows)
        self._sorted.setSortRole(Qt.ItemDataRole.UserRole)
        self.setModel(self._sorted)
        self.setSortingEnabled(True)
        self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(22)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setResizeContentsPrecision(64)
        head.setHighlightSections(False)
        self.setFont(theme.font(12, tabular=True))
        # a focus makes a row the current one, but only a person selects it
        self.selectionModel().selectionChanged.connect(self._on_row)

    @property
    def texts(self) -> list[tuple[str, ...]]:
        """What the rows say, from top to bottom."""
        model = self._sorted
        return [
            tuple(model.index(r, c).data() for c in range(model.columnCount()))
            for r in range(model.rowCount())
        ]

    def set_empty_text(self, text: str) -> None:
        """Say something else where there is no row."""
        self._empty = text
        self.viewport().update()

    def set_rows(self, headings: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
        """Show other rows; the scroll bar stays where it was."""
        place = self.verticalScrollBar().value()
        self._rows.set_rows(headings, rows)
        self.horizontalHeader().setVisible(bool(rows))
        self.verticalScrollBar().setValue(place)

    def choose(self, row: int) -> None:
        """Choose a row by its place among those that were given."""
        index = self._sorted.mapFromSource(self._rows.index(row, 0))
        self.selectRow(index.row())

    def _on_row(self, *_: object) -> None:
        for index in self.selectionModel().selectedRows():
            self.row_chosen.emit(self._sorted.mapToSource(index).row())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, or what there is to do while there are none."""
        super().paintEvent(event)
        if not self._rows.rows:
            paint_empty(self, self._empty)
