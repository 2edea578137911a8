"""The score against face size, luma, pose, sharpness or session: what else drives it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from liveness.datasets.store import DatasetRoot
from liveness.studio.trial_table import Row
from liveness.widgets import theme
from liveness.widgets.scatter_plot import ScatterPlot

from .conditions import CONDITIONS, read_conditions, title_of, trend_words
from .jobs import Jobs, Step
from .panels import StatePanel
from .state import CalibrateState

SPREAD = 0.6
"""Room that the labels of one name take side by side; the next name is 1 away."""

NAMED = ("session", "camera", "lighting")
"""Conditions that are names, known without reading a take's file."""


class AgainstPanel(StatePanel):
    """A mark for each take; what the files say is read when it is first asked for.

    Parameters
    ----------
    state
        What is looked at.
    jobs
        Reads the files.
    """

    moved = Signal(float)
    """The threshold line was dragged, nat."""

    def __init__(
        self, state: CalibrateState, jobs: Jobs, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(state, parent=parent)
        self._jobs = jobs
        self._root: DatasetRoot | None = None
        self._known: dict[str, dict[str, float]] = {}
        self.condition = QComboBox()
        for name, text in CONDITIONS.items():
            self.condition.addItem(self.tr(text), name)
        for name in NAMED:
            self.condition.addItem(self.tr(name), name)
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.note.setFont(theme.font(11, tabular=True))
        self.plot = ScatterPlot()
        row = QHBoxLayout()
        self.labelled(self.tr("Score against"), self.condition, row)
        row.addWidget(self.note, 1)
        self.column.addLayout(row)
        self.column.addWidget(self.plot, 1)
        self.condition.currentIndexChanged.connect(self.refresh)
        self.plot.threshold_moved.connect(self.moved)

    def set_root(self, root: DatasetRoot | None) -> None:
        """Look at the takes of another dataset."""
        self._root, self._known = root, {}

    def refresh(self) -> None:
        """Show the marks; read first what is not known yet."""
        board = self.state.board
        self.plot.set_threshold(self.state.threshold)
        if board is None:
            self.plot.set_points({}, "")
            self.note.clear()
            return
        name = self.condition.currentData()
        if name in NAMED:
            self._show_names(name, board.shown)
            return
        missing = [row.take for row in board.shown if row.take not in self._known]
        if missing and self._root is not None:
            self.note.setText(self.tr("Reading what the takes hold of it\u2026"))
            work = partial(_read, self._root, missing)
            self._jobs.run(self.tr("Reading"), work, self._on_known)
            return
        points: dict[str, tuple[list[float], list[float]]] = {}
        for row, score in zip(board.shown, board.scores(self.state.name), strict=True):
            value = self._known.get(row.take, {}).get(name)
            if value is not None and score is not None:
                across, up = points.setdefault(row.label, ([], []))
                across.append(value)
                up.append(score)
        self.plot.set_points(points, title_of(name))
        values = {label: pair[0] for label, pair in points.items()}
        self.note.setText(trend_words(values, {label: p[1] for label, p in points.items()}))

    def _on_known(self, found: dict[str, dict[str, float]]) -> None:
        self._known.update(found)
        self.refresh()

    def _show_names(self, name: str, rows: tuple[Row, ...]) -> None:
        board = self.state.board
        assert board is not None
        words = [str(getattr(row, name) or self.tr("unknown")) for row in rows]
        names = sorted(set(words))
        labels = sorted({row.label for row in rows})
        points: dict[str, tuple[list[float], list[float]]] = {}
        for row, word, score in zip(rows, words, board.scores(self.state.name), strict=True):
            if score is not None:
                # side by side: marks of several labels at one place would hide each other
                aside = SPREAD * (labels.index(row.label) / max(1, len(labels) - 1) - 0.5)
                across, up = points.setdefault(row.label, ([], []))
                across.append(names.index(word) + aside)
                up.append(score)
        self.plot.set_points(points, self.tr(name), names)
        self.note.setText(self.tr("{n} in all").format(n=len(names)))


def _read(root: DatasetRoot, takes: list[str], step: Step) -> dict[str, dict[str, float]]:
    found = read_conditions(root, takes, on_done=step)
    # a take that is not there any more is known to say nothing
    return {take: found.get(take, {}) for take in takes}
