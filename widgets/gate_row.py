"""The gates under the preview: what a good take needs, each with its value and its limit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from liveness.capture.gating import GATES

from . import theme
from .state_label import StateLabel
from .theme import State


@dataclass(frozen=True, slots=True)
class GateReading:
    """One gate as it stands.

    Parameters
    ----------
    name
        A word: ``size``.
    held
        Whether the limit is kept; ``None`` where nothing was measured.
    value
        Value, limit and unit in a few words, shown beside the name.
    detail
        The same as a sentence, shown when the pointer rests on the gate.
    """

    name: str
    held: bool | None
    value: str = ""
    detail: str = ""


PER_LINE = 4
"""Gates in one line: so many have room for value, limit and unit."""

_STATES = {None: State.UNDECIDED, True: State.BONA_FIDE, False: State.WARNING}


class GateRow(QWidget):
    """Shows one `GateReading` per gate; each keeps its place."""

    def __init__(self, names: Sequence[str] = GATES, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = {
            "size": self.tr("size"),
            "sharp": self.tr("sharp"),
            "light": self.tr("light"),
            "clip": self.tr("clip"),
            "even": self.tr("even"),
            "pose": self.tr("pose"),
            "rate": self.tr("rate"),
            "settled": self.tr("drift"),
        }
        self._words = {name: words.get(name, name) for name in names}
        self._marks = {name: StateLabel(text=self._words[name]) for name in names}
        layout = QGridLayout(self)
        layout.setContentsMargins(theme.GAP, theme.GRID, theme.GAP, theme.GRID)
        layout.setHorizontalSpacing(theme.GAP)
        layout.setVerticalSpacing(2)
        for place, mark in enumerate(self._marks.values()):
            # a line of text that grows must not push its neighbours about
            mark.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            layout.addWidget(mark, place // PER_LINE, place % PER_LINE)
        for column in range(PER_LINE):
            layout.setColumnStretch(column, 1)
        self.setAccessibleName(self.tr("Gates"))
        self.set_readings(())

    def texts(self) -> tuple[str, ...]:
        """Return what the gates say, from left to right."""
        return tuple(mark.text for mark in self._marks.values())

    def states(self) -> tuple[State, ...]:
        """Return the marks from left to right."""
        return tuple(mark.state for mark in self._marks.values())

    def tips(self) -> tuple[str, ...]:
        """Return what is said when the pointer rests on a gate, from left to right."""
        return tuple(mark.toolTip() for mark in self._marks.values())

    def set_readings(self, readings: Sequence[GateReading]) -> None:
        """Show other readings; a gate without one is not measured."""
        found = {reading.name: reading for reading in readings}
        for name, mark in self._marks.items():
            reading = found.get(name) or GateReading(name, None)
            text = f"{self._words[name]} {reading.value}".rstrip()
            mark.set_state(_STATES[reading.held], text)
            tip = reading.detail or self.tr("not measured")
            if tip != mark.toolTip():
                mark.setToolTip(tip)
