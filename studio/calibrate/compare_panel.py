"""Two ways to decide on the same takes: what is shown now, and one that was kept or opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QWidget

from liveness.capture.profiled import weights_of
from liveness.datasets.errors import LivenessError
from liveness.datasets.profile import Profile
from liveness.widgets import theme
from liveness.widgets.rows_table import Cell, RowsTable

from .board import FUSED, Board
from .comparing import Comparison, Decision, compare
from .panels import StatePanel
from .state import CalibrateState


class ComparePanel(StatePanel):
    """A is what the page shows; B stays as it was kept, or is a profile.

    Parameters
    ----------
    state
        What is looked at.
    on_error
        Told when a profile cannot be used.
    """

    def __init__(
        self,
        state: CalibrateState,
        on_error: Callable[[LivenessError], None],
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(state, parent=parent)
        self._on_error = on_error
        self._other: Mapping[str, Decision] = {}
        self._name = ""
        self.keep = QPushButton(self.tr("Keep this as B"))
        self.open = QPushButton(self.tr("Open a profile as B\u2026"))
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setFont(theme.font(12, tabular=True))
        self.words.setAccessibleName(self.tr("Comparison in words"))
        self.table = RowsTable(self.tr("No decision differs."))
        self.table.setAccessibleName(self.tr("Decisions that differ"))
        row = QHBoxLayout()
        row.addWidget(self.keep)
        row.addWidget(self.open)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addWidget(self.words)
        self.column.addWidget(self.table, 1)
        self.keep.clicked.connect(self.keep_this)
        self.open.clicked.connect(self.ask_profile)
        self.table.row_chosen.connect(self._on_row)
        self._takes: list[str] = []

    def keep_this(self) -> None:
        """Remember how the fusion decides now."""
        board = self.state.board
        if board is not None:
            threshold = self.state.thresholds[FUSED]
            of = self.tr("uncalibrated fusion")
            name = of if self.state.profile is None else self.state.profile.id
            if board.tried:
                name = self.tr("{name}, re-weighted").format(name=name)
            text = self.tr("{name} at {threshold:.3f} nat")
            self._take(board, threshold, text.format(name=name, threshold=threshold))

    def ask_profile(self) -> None:
        """Let the user choose a profile, without blocking the window."""
        dialog = QFileDialog(self, self.tr("Profile"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Profiles (*.json)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.open_profile)
        dialog.open()

    def open_profile(self, path: str) -> None:
        """Let a profile decide as B."""
        board = self.state.board
        if board is None:
            return
        try:
            profile = Profile.load(Path(path))
        except LivenessError as error:
            self._on_error(error)
            return
        threshold = profile.operating_point.threshold
        text = self.tr("profile {id} at {threshold:.3f} nat")
        name = text.format(id=profile.id, threshold=threshold)
        self._take(Board(board.rows, weights_of(profile)), threshold, name)

    def _take(self, board: Board, threshold: float, name: str) -> None:
        decided = zip(board.shown, board.decisions(threshold), strict=True)
        self._other = {row.take: decision for row, decision in decided}
        self._name = name
        self.refresh()

    def found(self) -> Comparison | None:
        """Return what differs now; ``None`` while there is no B."""
        board = self.state.board
        if board is None or not self._other:
            return None
        decided = board.decisions(self.state.thresholds[FUSED])
        both = [
            (row, mine)
            for row, mine in zip(board.shown, decided, strict=True)
            if row.take in self._other
        ]
        rows = [row for row, _ in both]
        other = [self._other[row.take] for row in rows]
        return compare(rows, [mine for _, mine in both], other)

    def refresh(self) -> None:
        """Compare again."""
        found = self.found()
        if found is None:
            self._takes = []
            self.table.set_empty_text(
                self.tr("Keep the thresholds of this moment as B, or open a profile as B.")
            )
            self.table.set_rows((), ())
            self.words.clear()
            return
        self.table.set_empty_text(self.tr("No decision differs."))
        self._takes = [change.take for change in found.changes]
        better = {"A": self.tr("A is right"), "B": self.tr("B is right"), "": "-"}
        rows: list[list[Cell]] = [
            [each.label, each.first, each.second, better[each.better], each.take]
            for each in found.changes
        ]
        headings = (self.tr("Label"), "A", "B", self.tr("Better"), self.tr("Take"))
        self.table.set_rows(headings, rows)
        text = self.tr("A: what is shown. B: {name}. {n} decisions differ. {words}")
        self.words.setText(
            text.format(name=self._name, n=len(rows), words=found.paired.words())
        )

    def _on_row(self, row: int) -> None:
        if row < len(self._takes):
            self.state.choose_take(self._takes[row])
