"""Distribution, time series and DET curve of what is looked at, under one threshold."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSplitter, QTabWidget, QVBoxLayout, QWidget

from liveness.datasets.metrics.separation import ThresholdReading
from liveness.widgets import theme
from liveness.widgets.det_plot import DetPlot
from liveness.widgets.distribution_plot import DistributionPlot
from liveness.widgets.series_plot import SeriesPlot
from liveness.widgets.species_legend import SpeciesLegend

from .board import View
from .state import CalibrateState


class PlotStack(QWidget):
    """The plots; a drag in one moves the threshold in all.

    Parameters
    ----------
    state
        What is looked at.
    """

    def __init__(self, state: CalibrateState, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.legend = SpeciesLegend()
        self.distribution = DistributionPlot()
        self.series = SeriesPlot()
        self.series_of = QLabel()
        self.series_of.setFont(theme.font(11, tabular=True))
        self.series_of.setContentsMargins(theme.GAP, 0, theme.GAP, 0)
        self.det = DetPlot()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.det, self.tr("DET curve"))
        self._build()
        self._connect()

    def _build(self) -> None:
        over_time = QWidget()
        column = QVBoxLayout(over_time)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self.series_of)
        column.addWidget(self.series, 1)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setObjectName("calibrate-plots")
        self.splitter.setChildrenCollapsible(False)
        for widget, stretch in ((self.distribution, 4), (over_time, 3), (self.tabs, 5)):
            widget.setMinimumHeight(110)
            self.splitter.addWidget(widget)
            self.splitter.setStretchFactor(self.splitter.count() - 1, stretch)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GRID)
        layout.addWidget(self.legend)
        layout.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        state = self._state
        for plot in (self.distribution, self.series):
            plot.threshold_moved.connect(state.move_threshold)
            plot.line.sigPositionChangeFinished.connect(state.end_gesture)
        self.det.threshold_chosen.connect(state.move_threshold)
        self.det.marker.sigPositionChangeFinished.connect(state.end_gesture)
        self.distribution.score_picked.connect(self.pick)

    def set_view(self, view: View | None) -> None:
        """Show other scores."""
        self.distribution.set_separation(None if view is None else view.separation)
        self.det.set_view(None if view is None else view.det)
        counts = {}
        if view is not None:
            separation = view.separation
            counts = {"bona-fide": len(separation.bona_fide)}
            counts |= {name: len(scores) for name, scores in separation.species.items()}
        self.legend.set_counts(counts)

    def set_reading(self, reading: ThresholdReading) -> None:
        """Show the threshold and its rates."""
        self.distribution.set_threshold(reading.threshold)
        self.series.set_threshold(reading.threshold)
        worst = reading.worst
        self.det.set_point(None if worst is None else worst[1].value, reading.bpcer.value)

    def pick(self, label: str, score: float) -> None:
        """Look at the take of a label whose score lies nearest."""
        board = self._state.board
        if board is None:
            return
        scores = board.scores(self._state.name)
        near = [
            (abs(value - score), row.take)
            for value, row in zip(scores, board.shown, strict=True)
            if value is not None and row.label == label
        ]
        if near:
            self._state.choose_take(min(near)[1])

    def mark(self) -> None:
        """Ring the score of the take that is looked at."""
        board, take = self._state.board, self._state.take
        if board is None or take is None:
            self.distribution.set_marked("", None)
            return
        scores = board.scores(self._state.name)
        for value, row in zip(scores, board.shown, strict=True):
            if row.take == take:
                finite = value is not None and np.isfinite(value)
                self.distribution.set_marked(row.label, value if finite else None)
