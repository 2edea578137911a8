"""What if a signal were dropped or counted for more: a factor for each weight of the fusion."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QGridLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from liveness.capture.fusion import FusionWeights
from liveness.widgets import theme


class WhatIf(QWidget):
    """Factors from 0 (dropped) to 3; the other coefficients stay as they are."""

    changed = Signal(dict)
    """Factor by signal, after a person changed one."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self.heard: dict[str, QCheckBox] = {}
        self.factors: dict[str, QDoubleSpinBox] = {}
        self._weights: dict[str, QLabel] = {}
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.GRID)
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.note.setFont(theme.font(11))
        self.reset = QPushButton(self.tr("As in the fusion"))
        self.reset.setAccessibleName(self.tr("Set all weights back"))
        self.reset.clicked.connect(lambda: self.changed.emit(dict.fromkeys(self._names, 1.0)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._grid)
        layout.addWidget(self.note)
        layout.addWidget(self.reset)
        layout.addStretch(1)

    def set_weights(self, weights: FusionWeights, factors: Mapping[str, float]) -> None:
        """Show the weights of a fusion and what they are multiplied with; nobody is told."""
        names = tuple(weights.weights)
        if names != self._names:
            self._make(names)
        for name in names:
            factor = factors.get(name, 1.0)
            for widget in (self.heard[name], self.factors[name]):
                widget.blockSignals(True)
            self.heard[name].setChecked(factor > 0)
            self.factors[name].setValue(factor)
            for widget in (self.heard[name], self.factors[name]):
                widget.blockSignals(False)
            self._weights[name].setText(f"{weights.weights[name]:.2f}")
        tried = any(factors.get(name, 1.0) != 1 for name in names)
        self.reset.setEnabled(tried)
        told = self.tr("Tried out, not fitted anew and in no profile: fit to keep a change.")
        self.note.setText(told if tried else "")

    def _make(self, names: tuple[str, ...]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._names, self.heard, self.factors, self._weights = names, {}, {}, {}
        headings = (self.tr("Signal"), self.tr("weight"), self.tr("times"))
        for column, text in enumerate(headings):
            label = QLabel(text)
            label.setFont(theme.font(11))
            self._grid.addWidget(label, 0, column)
        for row, name in enumerate(names, 1):
            heard, factor, weight = QCheckBox(name), QDoubleSpinBox(), QLabel()
            heard.setAccessibleName(self.tr("Hear {name}").format(name=name))
            factor.setAccessibleName(self.tr("Weight of {name} times").format(name=name))
            factor.setRange(0, 3)
            factor.setSingleStep(0.1)
            factor.setKeyboardTracking(False)
            weight.setFont(theme.font(12, tabular=True))
            heard.toggled.connect(lambda on, name=name: self._set(name, 1.0 if on else 0.0))
            factor.valueChanged.connect(lambda value, name=name: self._set(name, value))
            for column, widget in enumerate((heard, weight, factor)):
                self._grid.addWidget(widget, row, column)
            self.heard[name], self.factors[name], self._weights[name] = heard, factor, weight

    def _set(self, name: str, value: float) -> None:
        factors = {each: self.factors[each].value() for each in self._names}
        self.changed.emit({**factors, name: value})
