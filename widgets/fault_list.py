"""Everything that is wrong with what is edited, a line each; a line leads to its field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from . import theme
from .state_label import StateLabel
from .theme import State


class FaultList(QWidget):
    """Shows faults; Return or a double click asks to go there."""

    chosen = Signal(int)
    """Number of the fault to go to, from 0."""
    remove_requested = Signal(int)
    """The field of this fault is to be taken out."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = StateLabel(bold=True)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Faults"))
        self.list.setWordWrap(True)
        self.remove = QPushButton(self.tr("Remove this field"))
        self.remove.setAccessibleName(self.tr("Remove this field"))
        top = QHBoxLayout()
        top.addWidget(self.state, 1)
        top.addWidget(self.remove)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GRID)
        layout.addLayout(top)
        layout.addWidget(self.list, 1)
        self._removable: tuple[bool, ...] = ()
        self.list.itemActivated.connect(lambda _: self.chosen.emit(self.list.currentRow()))
        self.list.currentRowChanged.connect(self._on_current)
        self.remove.clicked.connect(lambda: self.remove_requested.emit(self.list.currentRow()))
        self.set_faults(())

    def set_faults(self, faults: Sequence[tuple[str, bool]]) -> None:
        """Show faults, each with whether its field can only be taken out."""
        texts = [text for text, _ in faults]
        there = [self.list.item(i).text() for i in range(self.list.count())]
        self._removable = tuple(removable for _, removable in faults)
        if texts != there:
            self.list.clear()
            for text in texts:
                item = QListWidgetItem(theme.mark_icon(State.WARNING), text)
                item.setToolTip(text)
                self.list.addItem(item)
        self.list.setVisible(bool(texts))
        if not texts:
            self.state.set_state(State.BONA_FIDE, self.tr("The protocol is valid."))
        elif len(texts) == 1:
            self.state.set_state(State.WARNING, self.tr("1 field is at fault:"))
        else:
            text = self.tr("{n} fields are at fault:").format(n=len(texts))
            self.state.set_state(State.WARNING, text)
        self._on_current(self.list.currentRow())

    def _on_current(self, row: int) -> None:
        self.remove.setVisible(any(self._removable))
        self.remove.setEnabled(0 <= row < len(self._removable) and self._removable[row])
