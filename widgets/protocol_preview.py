"""What a protocol comes to: its matrix of steps and conditions, its hours, its disk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from liveness.datasets.protocol_plan import Estimate, Row

from . import theme
from .empty_text import paint_empty

Index = QModelIndex | QPersistentModelIndex
JPEG_PART = 0.25
"""A camera's JPEG at 1080p takes about this part of lossless 720p (docs/measurements.md)."""


class MatrixModel(QAbstractTableModel):
    """Rows of a protocol's matrix."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show another matrix."""
        if tuple(rows) != self._rows:
            self.beginResetModel()
            self._rows = tuple(rows)
            self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of conditions of all steps."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of columns."""
        return 6

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return a column's name."""
        if role != Qt.ItemDataRole.DisplayRole or orientation == Qt.Orientation.Vertical:
            return None
        return (
            self.tr("Step"),
            self.tr("Label"),
            self.tr("Light"),
            self.tr("Distance"),
            self.tr("PAIs"),
            self.tr("Takes"),
        )[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text of a cell."""
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.TextAlignmentRole and column >= 3:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        distance = row.distance_mm
        return (
            row.step,
            row.label,
            row.lighting or "\u2013",
            "\u2013" if distance is None else self.tr("{d:g} cm").format(d=distance / 10),
            str(row.pais) if row.pais else "\u2013",
            str(row.takes),
        )[column]


class ProtocolPreview(QWidget):
    """Shows matrix and estimate of a protocol; pale while the protocol is not valid."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = QLabel(self.tr("What it comes to"))
        self._title.setFont(theme.font(16, bold=True))
        self.matrix = MatrixModel(self)
        self.view = _Matrix(self.tr("Correct the faults to see the matrix."))
        self.view.setModel(self.matrix)
        self.view.setAccessibleName(self.tr("Takes of one person"))
        header = self.view.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.total = QLabel()
        self.total.setWordWrap(True)
        self.total.setFont(theme.font(13, tabular=True))
        self.total.setTextFormat(Qt.TextFormat.PlainText)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GRID)
        layout.addWidget(self._title)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.total)

    def set_plan(self, rows: Sequence[Row], cost: Estimate | None, people: int = 1) -> None:
        """Show a plan; ``None`` for the cost of a protocol that is not valid."""
        self.matrix.set_rows(rows if cost is not None else ())
        self.view.viewport().update()
        if cost is None:
            self.total.setText("")
            return
        one = self.tr("For 1 person: {takes} takes, {live} live and {attacks} attacks.")
        many = self.tr("For {people} people: {takes} takes, {live} live, {attacks} attacks.")
        self.total.setText(
            (one if people == 1 else many).format(
                people=people, takes=cost.takes, live=cost.bona_fide, attacks=cost.attacks
            )
            + " "
            + self.tr(
                "About {hours} of one camera and one operator. About {size} lossless at "
                "720p, or {small} as the camera's JPEG at 1080p. Optional steps do not count."
            ).format(
                hours=_time(cost.hours),
                size=_size(cost.bytes),
                small=_size(cost.bytes * JPEG_PART),
            )
        )


class _Matrix(QTableView):
    """A table that says a sentence where it has no row."""

    def __init__(self, empty: str) -> None:
        super().__init__()
        self._empty = empty
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setFont(theme.font(13, tabular=True))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(24)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, or the sentence."""
        super().paintEvent(event)
        if self.model().rowCount() == 0:
            paint_empty(self, self._empty)


def _time(hours: float) -> str:
    return f"{hours * 60:.0f} min" if hours < 1 else f"{hours:.1f} h"


def _size(count: float) -> str:
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{count / 1e6:.0f} MB"
