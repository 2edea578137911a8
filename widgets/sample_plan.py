"""What the takes so far can show, label by label, and how many more a claim needs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from liveness.datasets.planner import CLAIMS, SampleSize

from . import theme
from .empty_text import paint_empty
from .theme import State


class _Table(QTableWidget):
    """A table with a sentence where no row is."""

    empty = ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, or the sentence."""
        super().paintEvent(event)
        if self.rowCount() == 0:
            paint_empty(self, self.empty)


class SamplePlan(QWidget):
    """Shows `SampleSize` rows; another claim is asked of the caller."""

    claim_changed = Signal(float)
    """The rate that is to be shown."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.claim = QComboBox()
        self.claim.setAccessibleName(self.tr("Error rate that is to be shown"))
        for rate in CLAIMS:
            self.claim.addItem(self.tr("{rate:g} %").format(rate=100 * rate), rate)
        self.claim.setCurrentIndex(CLAIMS.index(0.05))
        self._basis = QLabel(
            self.tr("exact, one-sided 95 %; errors of the recorded decisions, uncalibrated")
        )
        self._basis.setFont(theme.font(11))
        self._basis.setWordWrap(True)
        self.table = _Table(0, 2)
        self.table.empty = self.tr("No takes yet. What they can show stands here.")
        self.table.setAccessibleName(self.tr("What the takes can show"))
        self.table.setHorizontalHeaderLabels([self.tr("Label"), self.tr("What the takes show")])
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setFont(theme.font(13, tabular=True))
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(24)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        label = QLabel(self.tr("To be shown"))
        label.setBuddy(self.claim)
        top = QHBoxLayout()
        top.setContentsMargins(theme.GAP, theme.GRID, theme.GAP, 0)
        top.setSpacing(theme.GAP)
        top.addWidget(label)
        top.addWidget(self.claim)
        top.addWidget(self._basis, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GRID)
        layout.addLayout(top)
        layout.addWidget(self.table, 1)
        self.claim.currentIndexChanged.connect(
            lambda *_: self.claim_changed.emit(self.claim.currentData())
        )

    def set_sizes(self, sizes: Sequence[SampleSize]) -> None:
        """Show other rows."""
        self.table.setRowCount(len(sizes))
        for row, size in enumerate(sizes):
            state = State.UNDECIDED if size.more else State.BONA_FIDE
            caution = f"\n{size.caution}" if size.caution else ""
            for column, text in enumerate((size.label, size.sentence)):
                item = QTableWidgetItem(text)
                item.setToolTip(f"{size.label}: {size.sentence}{caution}")
                if column == 1:
                    item.setIcon(QIcon(theme.mark_pixmap(state)))
                self.table.setItem(row, column, item)
        self.table.resizeColumnToContents(0)
        self.table.viewport().update()
