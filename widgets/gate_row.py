"""The gates under the preview: what a good take needs, each with its value and its limit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

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
    fault
        Value and limit in a few words, shown beside the name where the gate is not held.
    detail
        Value, limit and unit, shown when the pointer rests on the gate.
    """

    name: str
    held: bool | None
    fault: str = ""
    detail: str = ""


GATES = ("size", "sharp", "light", "pose", "rate")
"""The gates in the order in which they stand."""


class GateRow(QWidget):
    """Shows one `GateReading` per gate; each keeps its place."""

    def __init__(self, names: Sequence[str] = GATES, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks = {name: StateLabel(text=name) for name in names}
        heading = QLabel(self.tr("gates"))
        heading.setFont(theme.font(13, bold=True))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.GAP, theme.GRID, theme.GAP, theme.GRID)
        layout.setSpacing(theme.GAP)
        layout.addWidget(heading)
        for mark in self._marks.values():
            layout.addWidget(mark, 1)
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
            word = self.tr(name)
            if reading.held is None:
                mark.set_state(State.UNDECIDED, word)
            elif reading.held:
                mark.set_state(State.BONA_FIDE, word)
            else:
                text = self.tr("{name} {fault}").format(name=word, fault=reading.fault)
                mark.set_state(State.WARNING, text.rstrip())
            tip = reading.detail or self.tr("not measured")
            if tip != mark.toolTip():
                mark.setToolTip(tip)
