"""The record button, the countdown ring, and an indicator that hangs on frames on disk."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QSpinBox, QWidget

from . import theme
from .key_names import KEYS
from .state_label import StateLabel
from .theme import State

Phase = Literal["idle", "countdown", "recording", "finishing", "failed"]

STALL_S = 1.0
"""No frame reached the disk for this long: the indicator turns into a warning, seconds."""


@dataclass(frozen=True, slots=True)
class RecordReading:
    """What the bar shows.

    Parameters
    ----------
    phase
        Where the take is.
    problem
        Why recording cannot begin; empty when it can.
    countdown_s
        Seconds to zero.
    seconds
        Length of the take so far, seconds.
    on_disk, submitted
        Frames acknowledged on disk, and given to the recorder.
    failure
        Why the last take failed, while ``phase`` is ``failed``.
    """

    phase: Phase = "idle"
    problem: str = ""
    countdown_s: float = 0.0
    seconds: float = 0.0
    on_disk: int = 0
    submitted: int = 0
    failure: str = ""


class CountdownRing(QWidget):
    """A ring that fills as the countdown runs, with its number."""

    def __init__(self, *, total_s: float = 3.0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._total_s = total_s
        self._left_s: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def number(self) -> str:
        """The number in the ring; empty when no countdown runs."""
        return "" if self._left_s is None else countdown_number(self._left_s)

    def set_left(self, left_s: float | None) -> None:
        """Show the seconds to zero; ``None`` shows nothing."""
        self._left_s = left_s
        self.setVisible(left_s is not None)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the ring's size."""
        return QSize(32, 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ring and number."""
        if self._left_s is None:
            return
        colours = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        painter.setPen(QPen(QColor(colours.line), 3))
        painter.drawEllipse(ring)
        done = 1 - min(max(self._left_s / self._total_s, 0), 1)
        painter.setPen(QPen(QColor(colours.text), 3))
        painter.drawArc(ring, 90 * 16, -round(done * 360 * 16))
        painter.setFont(theme.font(13, bold=True, tabular=True))
        painter.drawText(ring, Qt.AlignmentFlag.AlignCenter, self.number)
        painter.end()


def countdown_number(left_s: float) -> str:
    """Return what a countdown shows: 3, 2, 1, and 0 only at zero."""
    return str(max(0, -int(-left_s // 1))) if left_s > 0 else "0"


class RecordBar(QWidget):
    """Starts and stops takes; shows a `RecordReading`.

    Parameters
    ----------
    clock
        Seconds; ``time.monotonic`` but for tests.
    """

    record_requested = Signal()
    stop_requested = Signal()
    retake_requested = Signal()

    def __init__(
        self,
        *,
        clock: Callable[[], float] = time.monotonic,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._reading = RecordReading()
        self._progress = (0, 0.0)
        self._icon_colours: theme.Colours | None = None
        self.button = QPushButton()
        self.retake = QPushButton()
        self.retake.setAccessibleName(self.tr("Retake the last take"))
        self.retake.setEnabled(False)
        self.seconds = QSpinBox()
        self.seconds.setRange(0, 600)
        self.seconds.setValue(5)
        self.seconds.setPrefix(self.tr("stop after "))
        self.seconds.setSuffix(self.tr(" s"))
        self.seconds.setSpecialValueText(self.tr("until stopped"))
        self.seconds.setAccessibleName(self.tr("Length of a take"))
        self.ring = CountdownRing()
        self.indicator = StateLabel(bold=True)
        self.button.setMinimumHeight(34)
        self.button.setFont(theme.font(13, bold=True))
        self.button.setMinimumWidth(150)
        # Space belongs to the window's shortcut wherever the focus is
        for button in (self.button, self.retake):
            button.setAutoDefault(False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.MARGIN, theme.GRID, theme.MARGIN, theme.GRID)
        layout.setSpacing(theme.GAP)
        layout.addWidget(self.button)
        layout.addWidget(self.seconds)
        layout.addWidget(self.retake)
        layout.addWidget(self.ring)
        layout.addWidget(self.indicator, 1)
        self.button.clicked.connect(self._on_button)
        self.retake.clicked.connect(self.retake_requested)
        KEYS.changed.connect(self._name_keys)
        self._name_keys()

    def _name_keys(self) -> None:
        text = self.tr("Retake ({key})").format(key=KEYS.of("record.retake"))
        self.retake.setText(text)
        self.set_reading(self._reading)

    @property
    def reading(self) -> RecordReading:
        """What is shown."""
        return self._reading

    def set_retake_possible(self, possible: bool) -> None:
        """Enable the retake button, or not."""
        self.retake.setEnabled(possible)

    def set_reading(self, reading: RecordReading) -> None:
        """Show another reading."""
        if reading.phase != self._reading.phase or reading.on_disk != self._progress[0]:
            self._progress = (reading.on_disk, self._clock())
        self._reading = reading
        active = reading.phase in ("countdown", "recording")
        text = self.tr("Stop ({key})") if active else self.tr("Record ({key})")
        text = text.format(key=KEYS.of("record.toggle"))
        self.button.setText(text)
        if theme.colours() is not self._icon_colours:
            self._icon_colours = theme.colours()
            self.button.setIcon(theme.mark_icon(State.RECORDING))
        self.button.setAccessibleName(text)
        startable = reading.phase in ("idle", "failed") and not reading.problem
        self.button.setEnabled(active or startable)
        self.button.setToolTip(reading.problem)
        self.seconds.setEnabled(not active)
        self.ring.set_left(reading.countdown_s if reading.phase == "countdown" else None)
        state, text = self._indicate()
        dim = state is State.RECORDING and not self._beat()
        self.indicator.set_state(state, text, dim=dim)
        self.indicator.setToolTip(self.indicator.text)

    def stalled(self) -> bool:
        """Whether frames are given but none reached the disk for a while."""
        reading = self._reading
        waiting = reading.submitted > reading.on_disk
        return waiting and self._clock() - self._progress[1] > STALL_S

    def _indicate(self) -> tuple[State, str]:
        reading = self._reading
        if reading.phase == "recording":
            return self._indicate_recording()
        if reading.phase == "countdown":
            return State.UNDECIDED, self.tr("take begins at zero")
        if reading.phase == "finishing":
            text = self.tr("writing the take: {n} frames on disk")
            return State.UNDECIDED, text.format(n=reading.on_disk)
        if reading.phase == "failed":
            return State.WARNING, self.tr("FAILED: {why}").format(why=reading.failure)
        if reading.problem:
            return State.UNDECIDED, reading.problem
        return State.BONA_FIDE, self.tr("ready: press {key} to record").format(
            key=KEYS.of("record.toggle")
        )

    def _indicate_recording(self) -> tuple[State, str]:
        reading = self._reading
        counts = self.tr("{done}/{all} frames on disk").format(
            done=reading.on_disk, all=reading.submitted
        )
        if self.stalled():
            waited = self._clock() - self._progress[1]
            text = self.tr("NOT WRITING for {s:.1f} s, {counts}")
            return State.WARNING, text.format(s=waited, counts=counts)
        whole = int(reading.seconds)
        clock = f"{whole // 60:02d}:{whole % 60:02d}"
        return State.RECORDING, self.tr("REC {clock}  {counts}").format(
            clock=clock, counts=counts
        )

    def _beat(self) -> bool:
        """Whether the pulse is on: it is the disk's, and stands still when no frame comes."""
        return int(self._progress[1] * 2) % 2 == 0

    def _on_button(self) -> None:
        if self._reading.phase in ("countdown", "recording"):
            self.stop_requested.emit()
        else:
            self.record_requested.emit()
