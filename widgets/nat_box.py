"""A box for a threshold: it shows three decimals and keeps all of them."""

from __future__ import annotations

from PySide6.QtWidgets import QDoubleSpinBox, QWidget

DECIMALS = 3


class NatBox(QDoubleSpinBox):
    """A log-likelihood ratio to type, nat.

    What was set is kept to twelve decimals, so that it equals the line in a plot; only text
    that a person changed is read back.
    """

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDecimals(12)
        self.setRange(-100, 100)
        self.setSingleStep(0.05)
        self.setSuffix(self.tr(" nat"))
        self.setKeyboardTracking(False)

    def textFromValue(self, value: float) -> str:
        """Return the value with three decimals."""
        return self.locale().toString(value, "f", DECIMALS)

    def valueFromText(self, text: str) -> float:
        """Return what was typed; the value as it is where the text was not changed."""
        plain = text.removesuffix(self.suffix()).strip()
        if plain == self.textFromValue(self.value()):
            return float(self.value())
        typed, known = self.locale().toDouble(plain)
        return float(typed) if known else float(self.value())
