"""The takes of a dataset root, newest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QColor, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from liveness.datasets.take import TakeRecord

from . import theme, wording
from .empty_text import paint_empty
from .key_names import KEYS
from .theme import State

Index = QModelIndex | QPersistentModelIndex


class Column(NamedTuple):
    """One column: its heading, its text and whether it is a number."""

    title: str
    text: Callable[[TakeRecord], str]
    number: bool = False


def score_text(record: TakeRecord) -> str:
    """Return the score with two significant digits, ``-`` when no signal was valid."""
    return "-" if record.score is None else wording.two_digits(record.score)


def faces_percent(record: TakeRecord) -> str:
    """Return the share of frames with a face, ``-`` without frames."""
    return f"{100 * record.faces / record.analysed:.0f} %" if record.analysed else "-"


def said_text(record: TakeRecord) -> str:
    """Return what became of a take, as far as somebody said so; empty where nobody did."""
    if record.result == "aborted":
        return "aborted"
    if record.review is not None and record.review.verdict != "accept":
        return {"reject": "rejected", "retake": "to retake"}[record.review.verdict]
    return "non-response" if record.mark is not None else ""


COLUMNS: tuple[Column, ...] = (
    Column("Label", lambda r: r.label),
    Column("Subject", lambda r: r.subject or "-"),
    Column("Frames", lambda r: str(r.frames), True),
    Column("Faces", faces_percent, True),
    Column(
        "Score, nat", lambda r: "-" if r.score is None else wording.two_digits(r.score), True
    ),
    Column("Decision", lambda r: wording.decision_word(r.decision)),
    Column("Status", lambda r: QCoreApplication.translate("TakeFilter", r.status)),
    Column("Duration", lambda r: f"{r.seconds:.1f} s", True),
)

SUBJECT, DECISION, STATUS = 1, 5, 6
GO_FIRST = (2, 7, 3)
"""Frames, duration, faces: what a narrow table goes without, the least missed first."""

SAMPLED = 64
"""Rows whose texts set the width of a column."""

LABEL_PX = 112
"""A longer label ends in an ellipsis; the tool tip has it whole."""

PAD = "\u2002"
"""Keeps a number off the word in the next column."""


class TakeModel(QAbstractTableModel):
    """Rows of `TakeRecord`, the newest at the top."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._takes: list[TakeRecord] = []
        self._superseded: frozenset[str] = frozenset()
        self.blind = False
        """Whether details tell no score."""

    @property
    def takes(self) -> tuple[TakeRecord, ...]:
        """The rows from top to bottom."""
        return tuple(self._takes)

    def set_takes(self, takes: Iterable[TakeRecord], superseded: Iterable[str] = ()) -> None:
        """Show other takes, given oldest first."""
        self.beginResetModel()
        self._takes = list(takes)[::-1]
        known = {record.id for record in self._takes if record.superseded_by is not None}
        self._superseded = frozenset(superseded) | known
        self.endResetModel()

    def add_take(self, record: TakeRecord) -> None:
        """Add a take at the top."""
        self.beginInsertRows(QModelIndex(), 0, 0)
        self._takes.insert(0, record)
        self.endInsertRows()

    def mark_superseded(self, id_: str) -> None:
        """Mark a take as replaced by a retake; it stays."""
        self._superseded |= {id_}
        for row, record in enumerate(self._takes):
            if record.id == id_:
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(COLUMNS) - 1))

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of takes."""
        return 0 if parent is not None and parent.isValid() else len(self._takes)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return a heading."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            title = self.tr(COLUMNS[section].title)
            return title + PAD if COLUMNS[section].number else title
        if role == Qt.ItemDataRole.TextAlignmentRole and COLUMNS[section].number:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return text, mark, alignment or details of a cell."""
        record, column = self._takes[index.row()], COLUMNS[index.column()]
        superseded = record.id in self._superseded
        if role == Qt.ItemDataRole.DisplayRole:
            if index.column() == STATUS and superseded:
                return self.tr("superseded")
            text = column.text(record)
            if index.column() == STATUS and not self.blind and (said := said_text(record)):
                text = self.tr(said)
            return text + PAD if column.number or index.column() == DECISION else text
        if role == Qt.ItemDataRole.DecorationRole:
            return self._mark(record, index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole and column.number:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ForegroundRole and superseded:
            return QColor(theme.colours().secondary)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._details(record)
        return None

    def _details(self, record: TakeRecord) -> str:
        score = "-" if record.score is None or self.blind else f"{record.score:+.4f} nat"
        text = self.tr(
            "{label}, subject {subject}: {id}, session {session}\n"
            "score {score}, {dropped} frames dropped"
        )
        lines = [
            text.format(
                label=record.label,
                subject=record.subject or "-",
                id=record.id,
                session=record.session,
                score=score,
                dropped=record.dropped,
            )
        ]
        if record.mark is not None:
            lines.append(f"{self.tr(record.mark.outcome)}: {record.mark.reason or '-'}")
        if record.review is not None and not self.blind:
            why = ", ".join((*record.review.reasons, record.review.note)).strip(", ")
            lines.append(f"{self.tr(record.review.verdict)}: {why or '-'}")
        if record.note is not None and record.note.text:
            lines.append(self.tr("note: {text}").format(text=record.note.text))
        return "\n".join(lines)

    @staticmethod
    def _mark(record: TakeRecord, column: int) -> QPixmap | None:
        if column == DECISION:
            state = wording.DECISION_STATES.get(record.decision, State.UNDECIDED)
        elif column == STATUS and (record.status != "complete" or not record.usable):
            state = State.WARNING
        else:
            return None
        return theme.mark_pixmap(state)


class TakeTable(QTableView):
    """Shows takes; empty, it says how to make one."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.takes = TakeModel(self)
        self._without: frozenset[int] = frozenset()
        self.setModel(self.takes)
        self.setAccessibleName(self.tr("Takes"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setFont(theme.font(13, tabular=True))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(24)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(SUBJECT, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(40)
        # beside the rows that are seen; of ten thousand takes more would be felt
        header.setResizeContentsPrecision(SAMPLED)
        self._fit_columns()
        for signal in (self.takes.rowsInserted, self.takes.modelReset, self.takes.dataChanged):
            signal.connect(self._fit_columns)
        self._empty = ""
        KEYS.changed.connect(self.viewport().update)

    def set_without(self, columns: Iterable[int]) -> None:
        """Keep columns hidden, whatever the room."""
        self._without = frozenset(columns)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Give every column the room that its texts need; the subject has the rest.

        Where that is not enough for the subjects, some columns are hidden: a take that cannot
        be told from the next one is of no use.
        """
        for column in range(len(COLUMNS)):
            if column in self._without:
                self.hideColumn(column)
            elif column != SUBJECT:
                self.showColumn(column)
                self.resizeColumnToContents(column)
        self.setColumnWidth(0, min(self.columnWidth(0), LABEL_PX))
        header = self.horizontalHeader()
        needed = max(self.sizeHintForColumn(SUBJECT), header.sectionSizeHint(SUBJECT))
        shown = set(range(len(COLUMNS))) - {SUBJECT} - self._without
        for column in GO_FIRST:
            if sum(map(self.columnWidth, shown)) + needed <= self.viewport().width():
                break
            shown.discard(column)
            self.hideColumn(column)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many columns as there is room for."""
        super().resizeEvent(event)
        self._fit_columns()

    @property
    def empty_text(self) -> str:
        """The sentence that stands where no take is."""
        text = self.tr("No takes yet. Fill in the form, then press {key} to record.")
        return self._empty or text.format(key=KEYS.of("record.toggle"))

    def set_empty_text(self, text: str) -> None:
        """Say something else where no take is."""
        self._empty = text
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, or the sentence."""
        super().paintEvent(event)
        if self.takes.rowCount() == 0:
            paint_empty(self, self.empty_text)
