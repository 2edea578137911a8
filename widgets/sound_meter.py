"""Says whether a take will have sound, and how loud it is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from . import theme
from .state_label import StateLabel
from .theme import State

FLOOR_DB = -60.0
"""Left end of the bar; a quiet room lies about here."""

LOUD_DB = -3.0
"""From here on a voice is soon clipped."""


@dataclass(frozen=True, slots=True)
class SoundReading:
    """What the meter shows.

    Parameters
    ----------
    peak_db
        Loudest sample just now, decibel below full scale; ``None`` where there is no sound.
    why
        Why there is none, in a few words; or what is not yet well.
    fault
        Whether that is something to mend.
    """

    peak_db: float | None = None
    why: str = ""
    fault: bool = False


class _Bar(QWidget):
    """The level, with a mark where it gets too loud."""

    def __init__(self) -> None:
        super().__init__()
        self.part = 0.0
        self.loud = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the bar's size."""
        return QSize(72, 10)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar."""
        colours = theme.colours()
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.line))
        painter.drawRect(self.rect())
        painter.setBrush(colours.of(State.WARNING if self.loud else State.BONA_FIDE))
        painter.drawRect(QRectF(0, 0, self.width() * self.part, self.height()))
        painter.setBrush(QColor(colours.text))
        limit = self.width() * (1 - LOUD_DB / FLOOR_DB)
        painter.drawRect(QRectF(limit, 0, 1, self.height()))
        painter.end()


class SoundMeter(QWidget):
    """A word and a bar; shows a `SoundReading`."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = StateLabel()
        self._bar = _Bar()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GAP)
        layout.addWidget(self.label)
        layout.addWidget(self._bar)
        self.set_reading(SoundReading())

    def set_reading(self, reading: SoundReading) -> None:
        """Show another reading."""
        peak = reading.peak_db
        self._bar.setVisible(peak is not None)
        if peak is None:
            state = State.WARNING if reading.fault else State.UNDECIDED
            text = self.tr("no sound")
            if reading.why:
                text = self.tr("no sound: {why}").format(why=reading.why)
        else:
            self._bar.loud = peak > LOUD_DB
            self._bar.part = min(max(1 - peak / FLOOR_DB, 0.0), 1.0)
            self._bar.update()
            shown = max(peak, FLOOR_DB)
            # 10 dB steps in the word: a digit that runs says nothing to anybody
            level = self.tr("{n:.0f} dB").format(n=10 * round(shown / 10))
            state = State.WARNING if self._bar.loud else State.BONA_FIDE
            text = self.tr("sound {level}").format(level=level)
            if self._bar.loud:
                text = self.tr("sound too loud")
            elif reading.why:
                state, text = State.UNDECIDED, f"{text}, {reading.why}"
        self.label.set_state(state, text)
        self.setToolTip(text)
        self.setAccessibleName(text)
