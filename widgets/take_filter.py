"""The line over the takes: which are shown, and what comes first."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from liveness.datasets.take import TakeRecord

from . import theme
from .flow import flow, tell_whole
from .range_filter import RangeFilter

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
        self.state_of = self._combo(self.tr("State"), self.tr("every state"), states)
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
        self.ranges = RangeFilter()
        self.ranges.hide()
        self.more = QToolButton()
        self.more.setText(self.tr("Numbers"))
        self.more.setToolTip(self.tr("Limits on score, duration, faces and losses"))
        self.more.setAccessibleName(self.tr("Show limits on numbers"))
        self.more.setCheckable(True)
        self.more.toggled.connect(self.ranges.setVisible)
        self.saved = QComboBox()
        self.saved.setAccessibleName(self.tr("Saved filters"))
        self.saved.setEditable(True)
        self.saved.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.saved.setCurrentText("")
        self.saved.setMinimumContentsLength(12)
        edit = self.saved.lineEdit()
        if edit is not None:
            edit.setPlaceholderText(self.tr("saved filter, or a name to save it"))
        self.keep = QPushButton(self.tr("Save"))
        self.keep.setAccessibleName(self.tr("Save this filter under the name"))
        self.drop = QPushButton(self.tr("Forget"))
        self.drop.setAccessibleName(self.tr("Forget the saved filter"))
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GRID)
        layout.addWidget(self.text, 0, 0, 1, 3)
        for column, combo in enumerate((self.label, self.state_of, self.review)):
            layout.addWidget(combo, 1, column)
            layout.setColumnStretch(column, 1)
        lines = (
            (self.first, self.count, self.duplicates),
            (self.more, self.saved, self.keep, self.drop),
        )
        for row, line in enumerate(lines, start=2):
            layout.addLayout(flow(line), row, 0, 1, 3)
        layout.addWidget(self.ranges, 4, 0, 1, 3)
        self.ranges.changed.connect(self.changed)
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
        tell_whole(combo)
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
        label, state = self.label.currentData(), self.state_of.currentData()
        review, words = self.review.currentData(), self.text.text().casefold().split()
        return [
            record
            for record in takes
            if label in (None, record.label)
            and state in (None, record.state)
            and review in (None, _review_of(record))
            and (not words or _holds(record, words))
            and self.ranges.fits(record)
        ]

    def set_takes(self, takes: Iterable[TakeRecord]) -> None:
        """Offer the labels and the numbers of other takes; what was chosen stays."""
        known = list(takes)
        self.set_labels(record.label for record in known)
        self.ranges.set_takes(known)

    def state(self) -> dict[str, Any]:
        """Return all that is asked, as JSON holds it."""
        return {
            "text": self.text.text(),
            "label": self.label.currentData(),
            "state": self.state_of.currentData(),
            "review": self.review.currentData(),
            "first": self.first.isChecked(),
            "limits": {
                field: [value if math.isfinite(value) else None for value in pair]
                for field, pair in self.ranges.limits.items()
            },
        }

    def set_state(self, state: Mapping[str, Any]) -> None:
        """Ask what a saved filter asks; what it does not name fits all."""
        with QSignalBlocker(self):
            self.text.setText(str(state.get("text") or ""))
            for name, combo in (
                ("label", self.label),
                ("state", self.state_of),
                ("review", self.review),
            ):
                combo.setCurrentIndex(max(0, combo.findData(state.get(name))))
            self.first.setChecked(bool(state.get("first")))
            limits = {}
            for field, (low, high) in dict(state.get("limits") or {}).items():
                limits[field] = (
                    -math.inf if low is None else float(low),
                    math.inf if high is None else float(high),
                )
            self.ranges.set_limits(limits)
            self.more.setChecked(self.more.isChecked() or bool(limits))
        self.changed.emit()

    def set_saved(self, names: Iterable[str], chosen: str = "") -> None:
        """Offer the names of saved filters."""
        with QSignalBlocker(self.saved):
            self.saved.clear()
            self.saved.addItems(sorted(names))
            self.saved.setCurrentIndex(-1)
            self.saved.setCurrentText(chosen)

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
