"""The line over the takes: which are shown, and what comes first."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from liveness.datasets.take import TakeRecord

from . import theme

NOT_REVIEWED = "none"
STATES = ("complete", "incomplete", "recovered", "superseded")


class TakeFilter(QWidget):
    """Asks which takes are shown; every field must fit, an empty one fits all."""

    changed = Signal()
    """Another choice was made."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = QLineEdit()
        self.text.setPlaceholderText(self.tr("subject, id, session, light\u2026"))
        self.text.setAccessibleName(self.tr("Text to look for"))
        self.text.setClearButtonEnabled(True)
        self.label = self._combo(self.tr("Label"), self.tr("every label"), ())
        states = [(self.tr(state), state) for state in STATES]
        self.state = self._combo(self.tr("State"), self.tr("every state"), states)
        reviews = (
            (self.tr("not reviewed"), NOT_REVIEWED),
            (self.tr("accepted"), "accept"),
            (self.tr("rejected"), "reject"),
            (self.tr("retake asked for"), "retake"),
        )
        self.review = self._combo(self.tr("Review"), self.tr("every review"), reviews)
        self.first = QCheckBox(self.tr("Problems first"))
        self.duplicates = QPushButton(self.tr("Find duplicates"))
        self.count = QLabel()
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GRID)
        layout.addWidget(self.text, 0, 0, 1, 3)
        for column, combo in enumerate((self.label, self.state, self.review)):
            layout.addWidget(combo, 1, column)
            layout.setColumnStretch(column, 1)
        for column, widget in enumerate((self.first, self.count, self.duplicates)):
            layout.addWidget(widget, 2, column)
        self.text.textChanged.connect(lambda _: self.changed.emit())
        self.first.toggled.connect(lambda _: self.changed.emit())
        self.setAccessibleName(self.tr("Filter of the takes"))

    def _combo(self, name: str, every: str, choices: Iterable[tuple[str, str]]) -> QComboBox:
        combo = QComboBox()
        combo.setAccessibleName(name)
        combo.addItem(every, None)
        for text, value in choices:
            combo.addItem(text, value)
        combo.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        combo.setMinimumContentsLength(8)
        combo.currentIndexChanged.connect(lambda _: self.changed.emit())
        return combo

    def set_labels(self, labels: Iterable[str]) -> None:
        """Offer the labels that the takes bear; the chosen one stays."""
        wanted = sorted(set(labels))
        there = [self.label.itemData(i) for i in range(1, self.label.count())]
        if wanted == there:
            return
        chosen = self.label.currentData()
        with QSignalBlocker(self.label):
            while self.label.count() > 1:
                self.label.removeItem(1)
            for label in wanted:
                self.label.addItem(label, label)
            self.label.setCurrentIndex(max(0, self.label.findData(chosen)))

    def shown(self, takes: Iterable[TakeRecord]) -> list[TakeRecord]:
        """Return the takes that fit, in their order."""
        label, state = self.label.currentData(), self.state.currentData()
        review, words = self.review.currentData(), self.text.text().casefold().split()
        return [
            record
            for record in takes
            if label in (None, record.label)
            and state in (None, record.state)
            and review in (None, _review_of(record))
            and (not words or _holds(record, words))
        ]

    def set_count(self, shown: int, of: int) -> None:
        """Say how many takes are shown."""
        self.count.setText(self.tr("{shown} of {of}").format(shown=shown, of=of))


def _review_of(record: TakeRecord) -> str:
    return NOT_REVIEWED if record.review is None else record.review.verdict


def _holds(record: TakeRecord, words: Iterable[str]) -> bool:
    """Return whether a take bears all of some words, anywhere."""
    known = (
        record.id,
        record.session,
        record.label,
        record.subject,
        record.target,
        record.pai,
        record.lighting,
        record.step,
    )
    there = " ".join(filter(None, known)).casefold()
    return all(word in there for word in words)
