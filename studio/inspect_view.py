"""The parts of the Inspect layout and where they stand."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from liveness.widgets import theme
from liveness.widgets.amend_bar import AmendBar
from liveness.widgets.flow import flow
from liveness.widgets.map_panel import MapPanel
from liveness.widgets.preview import PreviewWidget
from liveness.widgets.review_bar import ReviewBar
from liveness.widgets.take_filter import TakeFilter
from liveness.widgets.take_table import TakeTable
from liveness.widgets.timeline import Timeline

from .inspecting import known_species
from .layouts import LayoutPage
from .panel_kinds import panel_kinds

SPEEDS = (0.25, 0.5, 1.0, 2.0, 4.0)

HIDDEN = (2, 3, 6, 7)
"""Columns of the take table that the timeline says better."""


class InspectView(LayoutPage):
    """Takes on the left, the chosen one in the middle, maps and why on the right."""

    def __init__(self) -> None:
        super().__init__()
        self.takes = TakeTable()
        self.filter = TakeFilter()
        self.amend = AmendBar(each.id for each in known_species())
        self.takes.set_empty_text(
            self.tr("No takes here yet. Collect some, or open a dataset.")
        )
        self.picture = PreviewWidget()
        self.picture.set_empty_text(self.tr("Choose a take on the left."))
        kinds = panel_kinds()
        self.panels = {name: MapPanel(name, kind=kind) for name, kind in kinds.items()}
        self.timeline = Timeline()
        self.review = ReviewBar()
        self.why = QLabel()
        self.play = QPushButton(self.tr("Play"))
        self.speed = QComboBox()
        self._build()

    def clear_panels(self, text: str) -> None:
        """Show no map, and say why."""
        for panel in self.panels.values():
            panel.view.set_empty_text(text)
            panel.set_evidence(None)

    def _build(self) -> None:
        self.takes.set_without(HIDDEN)
        self.clear_panels(self.tr("Choose a take on the left."))
        for speed in SPEEDS:
            self.speed.addItem(f"{speed:g} x", speed)
        self.speed.setCurrentIndex(SPEEDS.index(1.0))
        self.speed.setAccessibleName(self.tr("Speed"))
        self.play.setAccessibleName(self.tr("Play or pause (Space)"))
        self.why.setWordWrap(True)
        self.why.setFont(theme.font(13))
        self.why.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.why.setAccessibleName(self.tr("Why"))
        self.why.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.controls = flow((self.play, self.speed))
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self.picture, 1)
        column.addWidget(self.timeline)
        column.addLayout(self.controls)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self.filter)
        column.addWidget(self.takes, 1)
        right = QWidget()
        grid = QGridLayout(right)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.GAP)
        for i, panel in enumerate(self.panels.values()):
            grid.addWidget(panel, i // 2, i % 2)
        grid.addWidget(self.why, 2, 0, 1, 2)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        for widget, share in ((left, 3), (middle, 5), (right, 4)):
            splitter.addWidget(widget)
            splitter.setStretchFactor(splitter.count() - 1, share)
        splitter.setSizes([370, 490, 420])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        layout.addWidget(splitter, 1)
        layout.addWidget(self.amend)
        layout.addWidget(self.review)
        for button in (self.play, *self.review.buttons.values()):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
