"""The signals on the left: which one is looked at, its threshold, rule and parameters."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from liveness.studio.learning import DEFAULT_RULE
from liveness.widgets import theme
from liveness.widgets.flow import tell_whole
from liveness.widgets.nat_box import NatBox
from liveness.widgets.parameter_form import ParameterForm

from .board import FUSED
from .fusion_panel import FusionPanel
from .state import CalibrateState

NAME = Qt.ItemDataRole.UserRole


class SignalPanel(QWidget):
    """Chooses a signal and shows what of it can be set.

    Parameters
    ----------
    state
        What is looked at.
    """

    live_changed = Signal(bool)
    """Whether the running source is looked at, rather than recorded takes."""

    def __init__(self, state: CalibrateState, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.source = QComboBox()
        self.source.addItem(self.tr("Recorded takes"), False)
        self.source.addItem(self.tr("Live source"), True)
        tell_whole(self.source)
        self.signals = QListWidget()
        self.signals.setAccessibleName(self.tr("Signal"))
        self.signals.setFont(theme.font(13, tabular=True))
        self.typed = NatBox()
        self.typed.setAccessibleName(self.tr("Threshold, nat"))
        self.rule = QLineEdit(DEFAULT_RULE)
        self.rule.setToolTip(self.tr("bpcer<=0.05, apcer<=0.05 in every species, or a cost"))
        self.by_rule = QPushButton(self.tr("Choose by the rule"))
        self.parameters = ParameterForm()
        self.each = QSpinBox()
        self.each.setRange(0, 10_000)
        self.each.setValue(5)
        self.each.setSpecialValueText(self.tr("all"))
        self.tried = QLabel()
        self.tried.setWordWrap(True)
        self.tried.setFont(theme.font(11, tabular=True))
        self.fusion = FusionPanel(state)
        self.below = QStackedWidget()
        self._build()
        self.source.currentIndexChanged.connect(
            lambda: self.live_changed.emit(bool(self.source.currentData()))
        )
        self.signals.currentItemChanged.connect(self._on_item)
        self.typed.valueChanged.connect(self._on_typed)

    def _build(self) -> None:
        self.signals.setFixedHeight(132)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(theme.GRID)
        for text, widget in (
            (self.tr("Data"), self.source),
            (self.tr("Threshold"), self.typed),
            (self.tr("Rule"), self.rule),
        ):
            form.addRow(text, widget)
            if not widget.accessibleName():
                widget.setAccessibleName(text)
        form.addRow(self.by_rule)
        tuned = QWidget()
        column = QVBoxLayout(tuned)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        limits = QFormLayout()
        limits.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        limits.setContentsMargins(0, 0, 0, 0)
        limits.addRow(self.tr("Takes of each label"), self.each)
        self.each.setAccessibleName(self.tr("Takes of each label that are scored again"))
        self.each.setToolTip(
            self.tr("How many takes a changed parameter is tried on; 0 for all of them")
        )
        column.addWidget(self.parameters, 1)
        column.addLayout(limits)
        column.addWidget(self.tried)
        self.below.addWidget(tuned)
        self.below.addWidget(self.fusion)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GAP)
        layout.addWidget(self.signals)
        layout.addLayout(form)
        layout.addWidget(self.below, 1)

    def set_names(self, names: tuple[str, ...], thresholds: Mapping[str, float]) -> None:
        """Show the signals with their thresholds; the one that is looked at is chosen."""
        self.signals.blockSignals(True)
        self.signals.clear()
        for name in (FUSED, *names):
            item = QListWidgetItem()
            item.setData(NAME, name)
            self.signals.addItem(item)
            if name == self._state.name:
                self.signals.setCurrentItem(item)
        self.signals.blockSignals(False)
        self.set_thresholds(thresholds)
        self.below.setCurrentIndex(1 if self._state.name == FUSED else 0)
        for widget in (self.by_rule, self.typed):
            widget.setEnabled(self._state.view is not None)

    def set_thresholds(self, thresholds: Mapping[str, float]) -> None:
        """Show where the thresholds stand."""
        for i in range(self.signals.count()):
            item = self.signals.item(i)
            name = item.data(NAME)
            item.setText(f"{name}   {thresholds.get(name, 0.0):+.2f} nat")
        self.typed.blockSignals(True)
        self.typed.setValue(thresholds.get(self._state.name, 0.0))
        self.typed.blockSignals(False)

    def _on_item(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._state.choose(item.data(NAME))
            self.below.setCurrentIndex(1 if self._state.name == FUSED else 0)

    def _on_typed(self, value: float) -> None:
        self._state.move_threshold(value)
        self._state.end_gesture()
