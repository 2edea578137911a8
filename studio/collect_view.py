"""The Collect layout: preview, maps, strips, form and takes, put together and nothing else."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from liveness.widgets import theme
from liveness.widgets.activity_bar import ActivityBar
from liveness.widgets.coverage_matrix import CoverageMatrix
from liveness.widgets.gate_row import GateRow
from liveness.widgets.health_strip import HealthStrip
from liveness.widgets.map_panel import MapPanel
from liveness.widgets.message_bar import MessageBar
from liveness.widgets.no_camera_card import NoCameraCard
from liveness.widgets.preflight_panel import PreflightPanel
from liveness.widgets.presentation_form import PresentationForm
from liveness.widgets.preview import PreviewWidget
from liveness.widgets.record_bar import RecordBar
from liveness.widgets.score_strips import ScoreStrips
from liveness.widgets.source_picker import SourcePicker
from liveness.widgets.step_bar import StepBar
from liveness.widgets.take_table import TakeTable

from .panel_kinds import panel_kinds


class CollectView(QWidget):
    """Every widget of the Collect layout, by name; the window gives them their objects."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picker = SourcePicker()
        self.messages = MessageBar()
        """Stands over every layout; the window places it."""
        self.card = NoCameraCard()
        self.preview = PreviewWidget()
        self.gates = GateRow()
        kinds = panel_kinds()
        self.panels = {name: MapPanel(name, kind=kind) for name, kind in kinds.items()}
        self.preflight = PreflightPanel()
        self.strips = ScoreStrips(tuple(kinds))
        self.form = PresentationForm()
        self.takes = TakeTable()
        self.coverage = CoverageMatrix()
        self.steps = StepBar()
        self.record = RecordBar()
        self.health = HealthStrip()
        self.activity = ActivityBar()
        self._splitters: dict[str, QSplitter] = {}
        self._build()
        self._settle_focus()

    def _build(self) -> None:
        self.stage = QStackedWidget()
        self.stage.addWidget(self.card)
        self.stage.addWidget(self.preview)
        left = QWidget()
        picture = QVBoxLayout(left)
        picture.setContentsMargins(0, 0, 0, 0)
        picture.setSpacing(0)
        picture.addWidget(self.stage, 1)
        picture.addWidget(self.gates)
        self.gates.hide()
        self.side = QStackedWidget()
        """Beside the picture: the maps, or the checklist before a take."""
        self.side.addWidget(self._maps())
        self.side.addWidget(self.preflight)
        upper = self._splitter("upper", Qt.Orientation.Horizontal, left, self.side)
        upper.setStretchFactor(0, 3)
        upper.setStretchFactor(1, 2)
        self.lower_tabs = QTabWidget()
        self.lower_tabs.setDocumentMode(True)
        self.lower_tabs.addTab(self.takes, self.tr("Takes"))
        self.lower_tabs.addTab(self.coverage, self.tr("Coverage"))
        lower = self._splitter("lower", Qt.Orientation.Horizontal, self.form, self.lower_tabs)
        lower.setStretchFactor(0, 1)
        lower.setStretchFactor(1, 1)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(upper, 1)
        column.addWidget(self.strips)
        column.addWidget(self.record)
        whole = self._splitter("whole", Qt.Orientation.Vertical, middle, lower)
        whole.setStretchFactor(0, 1)
        whole.setStretchFactor(1, 0)
        top = QHBoxLayout()
        top.setContentsMargins(theme.MARGIN, theme.GRID, theme.MARGIN, 0)
        top.addWidget(self.picker, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(self.health, 1)
        foot.addWidget(self.activity)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GRID)
        layout.addLayout(top)
        layout.addWidget(self.steps)
        inner = QVBoxLayout()
        inner.setContentsMargins(theme.GAP, 0, theme.GAP, 0)
        inner.addWidget(whole)
        layout.addLayout(inner, 1)
        layout.addLayout(foot)
        self.reset_layout()

    def _maps(self) -> QWidget:
        maps = QWidget()
        grid = QGridLayout(maps)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.GAP)
        for index, panel in enumerate(self.panels.values()):
            grid.addWidget(panel, index // 2, index % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return maps

    def _splitter(
        self, name: str, orientation: Qt.Orientation, first: QWidget, second: QWidget
    ) -> QSplitter:
        splitter = QSplitter(orientation)
        splitter.setObjectName(name)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(theme.GAP)
        splitter.addWidget(first)
        splitter.addWidget(second)
        self._splitters[name] = splitter
        return splitter

    def _settle_focus(self) -> None:
        """Keep the focus off clicked buttons: Space records, it does not press them again."""
        for button in self.findChildren(QAbstractButton):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.preview.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        # Return ends the typing: the next Space records
        for field in self.form.findChildren(QLineEdit):
            field.returnPressed.connect(self.preview.setFocus)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keys: a window gives its first button the focus, and Space to that."""
        super().showEvent(event)
        self.take_keys()

    def take_keys(self) -> None:
        """Let Space record and Return accept at once, unless somebody types."""
        at = QApplication.focusWidget()
        if isinstance(at, QLineEdit | QComboBox | QAbstractSpinBox | QAbstractItemView):
            return
        (self.preview if self.preview.isVisible() else self).setFocus()

    def reset_layout(self) -> None:
        """Give every part the share that it starts with."""
        self._splitters["upper"].setSizes([600, 400])
        self._splitters["lower"].setSizes([505, 495])
        self._splitters["whole"].setSizes([640, 150])
        for panel in self.panels.values():
            panel.set_collapsed(False)

    def demo_layout(self) -> None:
        """Give maps as much room as the picture, and the form and table the least."""
        self._splitters["upper"].setSizes([500, 500])
        self._splitters["whole"].setSizes([1000, 1])

    def splitter_states(self) -> dict[str, str]:
        """Return the state of each splitter by name, base64."""
        return {
            name: bytes(splitter.saveState().toBase64().data()).decode("ascii")
            for name, splitter in self._splitters.items()
        }

    def restore_splitters(self, states: dict[str, str]) -> bool:
        """Restore states; one that is damaged leaves its splitter as it is."""
        good = True
        for name, text in states.items():
            splitter = self._splitters.get(name)
            state = QByteArray.fromBase64(text.encode("ascii", "replace"))
            if splitter is None or state.size() != splitter.saveState().size():
                good = False  # Qt would take a part of a state, and make of it what it can
            elif not splitter.restoreState(state):
                good = False
        return good

    def show_source(self, running: bool) -> None:
        """Show the preview, or the card that helps to get one."""
        self.stage.setCurrentWidget(self.preview if running else self.card)
        self.gates.setVisible(running)
        self.take_keys()

    def active_maps(self) -> tuple[str, ...]:
        """Return the signals whose maps somebody sees."""
        return tuple(name for name, panel in self.panels.items() if panel.active)
