"""Room for texts of any length: rows that wrap, and choices that are told whole."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QComboBox, QWidget
from superqt import QFlowLayout

from . import theme


def flow(widgets: Iterable[QWidget] = (), *, spacing: int = theme.GRID) -> QFlowLayout:
    """Return a row that goes on in the next line where a language needs more room.

    Parameters
    ----------
    widgets
        In their order.
    spacing
        Between them in both directions, pixels.
    """
    made = QFlowLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(spacing)
    made.setHorizontalSpacing(spacing)
    made.setVerticalSpacing(spacing)
    parts = list(widgets)
    tallest = max((widget.sizeHint().height() for widget in parts), default=0)
    for widget in parts:
        widget.setMinimumHeight(tallest)  # a row of the library is aligned at its top
        made.addWidget(widget)
    return made


def tell_whole(combo: QComboBox) -> None:
    """Say the chosen text as the tool tip too: a narrow box shows only its beginning."""
    combo.currentTextChanged.connect(combo.setToolTip)
    combo.setToolTip(combo.currentText())
