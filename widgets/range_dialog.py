"""The range of a map's colour bar, typed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QWidget,
)


class RangeDialog(QDialog):
    """Asks for both ends of a range.

    Parameters
    ----------
    limits
        The range that is shown now.
    unit
        Its unit.
    """

    typed = Signal(object)
    """The range ``(low, high)``; ``None`` for the signal's own."""

    def __init__(
        self, limits: tuple[float, float], unit: str, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Range of the colours"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.low, self.high = QDoubleSpinBox(), QDoubleSpinBox()
        form = QFormLayout(self)
        for box, value, text in (
            (self.low, limits[0], self.tr("From")),
            (self.high, limits[1], self.tr("To")),
        ):
            box.setRange(-1e6, 1e6)
            box.setDecimals(3)
            box.setValue(value)
            box.setSuffix(f" {unit}" if unit else "")
            box.setAccessibleName(text)
            box.valueChanged.connect(self._check)
            form.addRow(text, box)
        self.fault = QLabel(self.tr("The upper end must lie above the lower one."))
        form.addRow(self.fault)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.use = buttons.addButton(self.tr("Use"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.own = buttons.addButton(
            self.tr("The signal's own"), QDialogButtonBox.ButtonRole.ResetRole
        )
        buttons.accepted.connect(self._use)
        buttons.rejected.connect(self.reject)
        self.own.clicked.connect(self._use_own)
        form.addRow(buttons)
        self._check()

    def _check(self, *_: object) -> None:
        good = self.low.value() < self.high.value()
        self.use.setEnabled(good)
        self.fault.setVisible(not good)

    def _use(self) -> None:
        self.typed.emit((self.low.value(), self.high.value()))
        self.accept()

    def _use_own(self) -> None:
        self.typed.emit(None)
        self.accept()
