"""What an inspector corrects of a take: its label, the part that counts, the own last word."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QPushButton, QVBoxLayout, QWidget

from liveness.datasets.amendments import BONA_FIDE
from liveness.datasets.take import TakeRecord

from . import theme
from .flow import flow
from .key_names import KEYS


class AmendBar(QWidget):
    """Shows the label that counts beside the recorded one, and asks for corrections."""

    relabelled = Signal(str)
    """The label as it should be."""
    trimmed = Signal(str)
    """``start`` or ``end`` at the cursor, or ``clear``."""
    undone = Signal()
    """The own last review is taken back."""

    def __init__(self, species: Iterable[str], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = QLabel()
        self._said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.label = QComboBox()
        self.label.setAccessibleName(self.tr("Label as it should be"))
        self.label.addItems([BONA_FIDE, *species])
        self.blind = QCheckBox(self.tr("Blind review"))
        self.blind.setToolTip(
            self.tr("Hides scores, maps and what others said until you have decided.")
        )
        self.buttons = {
            "relabel": self._button(self.tr("Relabel")),
            "start": self._button(""),
            "end": self._button(""),
            "clear": self._button(self.tr("No trim")),
            "undo": self._button(""),
        }
        self.buttons["relabel"].clicked.connect(
            lambda: self.relabelled.emit(self.label.currentText())
        )
        for mark in ("start", "end", "clear"):
            self.buttons[mark].clicked.connect(lambda *_, mark=mark: self.trimmed.emit(mark))
        self.buttons["undo"].clicked.connect(lambda: self.undone.emit())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.GAP, 0, theme.GAP, 0)
        parts = (self.label, *self.buttons.values(), self.blind, self._said)
        layout.addLayout(flow(parts, spacing=theme.GAP))
        self.setAccessibleName(self.tr("Corrections"))
        KEYS.changed.connect(self._name_keys)
        self._name_keys()
        self.set_record(None)

    def _name_keys(self) -> None:
        """Say on each button which key does the same."""
        for name, text, id_ in (
            ("start", self.tr("Begin here ({key})"), "inspect.begin"),
            ("end", self.tr("End here ({key})"), "inspect.end"),
            ("undo", self.tr("Take back ({key})"), "inspect.take_back"),
        ):
            named = text.format(key=KEYS.of(id_))
            self.buttons[name].setText(named)
            self.buttons[name].setAccessibleName(named)

    @staticmethod
    def _button(text: str) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(text)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    @property
    def text(self) -> str:
        """What is said of the label."""
        return self._said.text()

    def set_record(self, record: TakeRecord | None) -> None:
        """Show the label of a take, and offer to correct it."""
        for widget in (self.label, *self.buttons.values()):
            widget.setEnabled(record is not None)
        if record is None:
            self._said.clear()
            return
        text = record.label
        if record.relabel is not None:
            text = self.tr("{label} by {reviewer}, recorded as {recorded}").format(
                label=record.label,
                reviewer=record.relabel.reviewer,
                recorded=record.file_label,
            )
        self._said.setText(text)
        self.label.setCurrentIndex(max(0, self.label.findText(record.label)))
