"""Who caught what: by species, attack by attack, and every subset of signals."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from liveness.widgets import theme
from liveness.widgets.rate_bars import rate_text
from liveness.widgets.rows_table import Cell, RowsTable

from .board import FUSED
from .caught import Attack, SubsetRates, summary
from .panels import StatePanel
from .state import CalibrateState

CAUGHT, PASSED, SILENT = "\u25c6 rejects", "\u25cf passes", "\u25cc abstains"


class CaughtPanel(StatePanel):
    """Each signal rejects at its own threshold; subsets are fused at the fused one."""

    def __init__(self, state: CalibrateState, *, parent: QWidget | None = None) -> None:
        super().__init__(state, parent=parent)
        self.what = QComboBox()
        for text, data in (
            (self.tr("By species"), "species"),
            (self.tr("Every attack"), "all"),
            (self.tr("Attacks that one signal alone catches"), "one"),
            (self.tr("Attacks that no signal catches"), "none"),
            (self.tr("Every subset of signals"), "subsets"),
        ):
            self.what.addItem(text, data)
        self.table = RowsTable(self.tr("No attacks here."))
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.note.setFont(theme.font(11, tabular=True))
        row = QHBoxLayout()
        self.labelled(self.tr("Who caught what"), self.what, row)
        row.addWidget(self.note, 1)
        self.column.addLayout(row)
        self.column.addWidget(self.table, 1)
        self.table.setAccessibleName(self.tr("Who caught what"))
        self.what.currentIndexChanged.connect(self.refresh)
        self.table.row_chosen.connect(self._on_row)
        self._takes: list[str] = []

    def refresh(self) -> None:
        """Count again at the thresholds of this moment."""
        board, self._takes = self.state.board, []
        if board is None or not board.shown:
            self.table.set_rows((), ())
            self.note.clear()
            return
        what = self.what.currentData()
        if what == "subsets":
            self._show_subsets(board.subsets(self.state.thresholds[FUSED]))
            return
        attacks = board.caught(self.state.thresholds)
        if what == "species":
            self._show_species(attacks, board.names)
            return
        if what != "all":
            wanted = 1 if what == "one" else 0
            attacks = [attack for attack in attacks if len(attack.caught) == wanted]
        self._show_attacks(attacks, board.names)

    def _show_species(self, attacks: Sequence[Attack], names: Sequence[str]) -> None:
        rows: list[list[Cell]] = []
        for each in summary(attacks, names):
            cells: list[Cell] = [each.species, each.n]
            for name in names:
                alone = each.only[name]
                text = f"{each.by[name]} of {each.n}"
                cells.append(text + (self.tr(", {n} alone").format(n=alone) if alone else ""))
            rows.append([*cells, each.nobody])
        headings = (self.tr("Species"), "n", *names, self.tr("by none"))
        self.table.set_rows(headings, rows)
        self.note.setText(self.tr("Each signal at its own threshold."))

    def _show_attacks(self, attacks: Sequence[Attack], names: Sequence[str]) -> None:
        self._takes = [attack.take for attack in attacks]
        rows: list[list[Cell]] = []
        for attack in attacks:
            told = {name: self.tr(CAUGHT) for name in attack.caught}
            told |= {name: self.tr(PASSED) for name in attack.passed}
            score: Cell = "-" if attack.score is None else attack.score
            said = [told.get(name, self.tr(SILENT)) for name in names]
            rows.append([attack.species, *said, score, attack.take])
        headings = (self.tr("Species"), *names, self.tr("fused, nat"), self.tr("Take"))
        self.table.set_rows(headings, rows)
        self.note.setText(self.tr("{n} attacks").format(n=len(attacks)))

    def _show_subsets(self, found: Sequence[SubsetRates]) -> None:
        rows = [
            (
                " + ".join(each.names),
                "-" if each.species is None else each.species,
                "-" if each.apcer is None else rate_text(each.apcer),
                rate_text(each.bpcer),
                each.silent,
            )
            for each in found
        ]
        headings = (
            self.tr("Signals"),
            self.tr("Worst species"),
            self.tr("APCER"),
            self.tr("BPCER"),
            self.tr("no answer"),
        )
        self.table.set_rows(headings, rows)
        self.note.setText(self.tr("Weights and fused threshold as they are, not fitted anew."))

    def _on_row(self, row: int) -> None:
        if row < len(self._takes):
            self.state.choose_take(self._takes[row])
