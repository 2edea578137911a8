"""One line that says whether everything keeps up: rates, latency, drops, disk."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from . import theme, wording
from .state_label import StateLabel
from .theme import State

LOW_DISK_S = 300.0
"""Less disk time than this is a warning, seconds."""

LATE_MS = 150.0
"""More latency than this is a warning, milliseconds."""


@dataclass(frozen=True, slots=True)
class HealthReading:
    """What the strip shows; ``None`` where it is not known.

    Parameters
    ----------
    captured_fps, analysed_fps, shown_fps
        Frames per second.
    latency_ms
        Age of the picture when it is shown, milliseconds.
    dropped
        Frames lost between the source and us.
    on_disk, submitted
        Frames of the running take: acknowledged on disk, and given to the recorder.
    disk_s
        Time that the disk still holds, seconds, the reserve left.
    disk_measured
        Whether that comes from a measured write rate rather than from an estimate.
    slow
        What the computer does not keep up with and what helps, as a sentence; or empty.
    """

    captured_fps: float | None = None
    analysed_fps: float | None = None
    shown_fps: float | None = None
    latency_ms: float | None = None
    dropped: int = 0
    on_disk: int | None = None
    submitted: int | None = None
    disk_s: float | None = None
    disk_measured: bool = False
    slow: str = ""


class HealthStrip(QWidget):
    """Shows a `HealthReading`."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rates = StateLabel(pixels=13)
        self._latency = StateLabel(pixels=13)
        self._dropped = StateLabel(pixels=13)
        self._frames = StateLabel(pixels=13)
        self._disk = StateLabel(pixels=13)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.MARGIN, theme.GRID, theme.MARGIN, theme.GRID)
        layout.setSpacing(theme.MARGIN)
        layout.addWidget(self._rates)
        for widget in (self._latency, self._dropped, self._frames, self._disk):
            layout.addWidget(self._line())
            layout.addWidget(widget)
        layout.addStretch(1)
        self.setAccessibleName(self.tr("Health"))
        self.set_reading(HealthReading())

    @staticmethod
    def _line() -> QFrame:
        line = QFrame()
        line.setFrameShape(QFrame.Shape.VLine)
        line.setFrameShadow(QFrame.Shadow.Plain)
        line.setForegroundRole(line.palette().ColorRole.Mid)
        return line

    def texts(self) -> tuple[str, ...]:
        """Return what the strip says, from left to right."""
        return (
            self._rates.text,
            self._latency.text,
            self._dropped.text,
            self._frames.text,
            self._disk.text,
        )

    def states(self) -> tuple[State, ...]:
        """Return the marks: rates, latency, drops, frames on disk, disk time."""
        marks = (self._rates, self._latency, self._dropped, self._frames, self._disk)
        return tuple(mark.state for mark in marks)

    def set_reading(self, reading: HealthReading) -> None:
        """Show another reading."""
        self._show_rates(reading)
        self._show_latency(reading)
        self._dropped.set_state(
            State.WARNING if reading.dropped else State.BONA_FIDE,
            self.tr("{n} dropped").format(n=reading.dropped),
        )
        self._show_frames(reading)
        self._show_disk(reading)
        # room once taken is kept: numbers change, their places do not
        for label in (self._rates, self._latency, self._dropped, self._frames, self._disk):
            label.setMinimumWidth(max(label.minimumWidth(), label.sizeHint().width()))

    def _show_rates(self, reading: HealthReading) -> None:
        text = self.tr("camera {a} / analysed {b} / shown {c} fps").format(
            a=_rate(reading.captured_fps),
            b=_rate(reading.analysed_fps),
            c=_rate(reading.shown_fps),
        )
        if reading.captured_fps is None:
            state = State.UNDECIDED
        else:
            state = State.WARNING if reading.slow else State.BONA_FIDE
        self._rates.set_state(state, text)
        self._rates.setToolTip(reading.slow)

    def _show_latency(self, reading: HealthReading) -> None:
        if reading.latency_ms is None:
            self._latency.set_state(State.UNDECIDED, self.tr("latency unknown"))
            return
        late = reading.latency_ms > LATE_MS
        self._latency.set_state(
            State.WARNING if late else State.BONA_FIDE,
            self.tr("latency {ms:.0f} ms").format(ms=reading.latency_ms),
        )

    def _show_frames(self, reading: HealthReading) -> None:
        if reading.on_disk is None or reading.submitted is None:
            self._frames.set_state(State.UNDECIDED, self.tr("not recording"))
            return
        self._frames.set_state(
            State.RECORDING,
            self.tr("{done}/{all} frames on disk").format(
                done=reading.on_disk, all=reading.submitted
            ),
        )

    def _show_disk(self, reading: HealthReading) -> None:
        if reading.disk_s is None:
            self._disk.set_state(State.UNDECIDED, self.tr("disk time unknown"))
            return
        text = self.tr("{time} left") if reading.disk_measured else self.tr("about {time} left")
        low = reading.disk_s < LOW_DISK_S
        self._disk.set_state(
            State.WARNING if low else State.BONA_FIDE,
            text.format(time=wording.duration(reading.disk_s)),
        )


def _rate(value: float | None) -> str:
    return "-" if value is None else f"{value:.1f}"
