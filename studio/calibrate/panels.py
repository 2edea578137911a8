"""What the panels in the tabs of the Calibrate page have in common."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from liveness.widgets import theme

from .state import CalibrateState


class StatePanel(QWidget):
    """A panel that shows the state; it is told to look only while it is seen.

    Parameters
    ----------
    state
        What is looked at.
    """

    def __init__(self, state: CalibrateState, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = state
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(theme.GAP, theme.GRID, theme.GAP, theme.GRID)
        self.column.setSpacing(theme.GRID)

    def refresh(self) -> None:
        """Show the state as it is now."""
        raise NotImplementedError

    def labelled(self, text: str, widget: QWidget, row: QHBoxLayout) -> None:
        """Put a widget with its label into a row."""
        label = QLabel(text)
        label.setBuddy(widget)
        widget.setAccessibleName(text)
        row.addWidget(label)
        row.addWidget(widget)


def fill(box: QComboBox, items: list[tuple[str, object]]) -> None:
    """Put other choices into a box; what was chosen stays chosen, and nobody is told."""
    if [(box.itemText(i), box.itemData(i)) for i in range(box.count())] == items:
        return
    chosen = box.currentData()
    box.blockSignals(True)
    box.clear()
    for text, data in items:
        box.addItem(text, data)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.blockSignals(False)
