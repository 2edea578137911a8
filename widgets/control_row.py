"""One control of a camera: what is asked, what it is, and whether the two agree."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QGridLayout, QLabel, QWidget

from liveness.capture.control_board import ControlState

from .state_label import StateLabel
from .theme import State

UNBOUNDED = 1e7
"""Range of a field where the driver tells none."""


def title_of(name: str) -> str:
    """Return what a control is called."""
    return {
        "exposure": _tr("Exposure"),
        "white_balance_k": _tr("White balance"),
        "gain": _tr("Gain"),
        "focus": _tr("Focus"),
    }.get(name, name)


def unit_of(state: ControlState) -> str:
    """Return the unit of a control for people; empty where it is the driver's own."""
    if state.name == "white_balance_k":
        return "K"
    return {"us": "\u00b5s"}.get(state.unit, state.unit)


def number(value: float) -> str:
    """Return a value without needless digits.

    Examples
    --------
    >>> number(8000.0), number(6.02), number(-6.0)
    ('8000', '6.02', '-6')
    """
    return f"{value:.2f}".rstrip("0").rstrip(".") if value % 1 else f"{value:.0f}"


def agreement(state: ControlState) -> tuple[State, str]:
    """Return the mark of a control and its word."""
    if state.lock == "automatic":
        return State.UNDECIDED, _tr("automatic")
    if state.lock == "unknown":
        return State.UNDECIDED, _tr("not locked by the studio")
    if state.lock == "locked":
        if state.mismatch:
            return State.WARNING, _tr("locked at another value")
        return State.BONA_FIDE, _tr("locked, as asked")
    if state.automatic:
        return State.WARNING, _tr("not locked: still automatic")
    if state.fault == "drifted":
        return State.WARNING, _tr("not locked: it moved by itself")
    return State.WARNING, _tr("not locked: the camera ignores it")


class ControlRow(QObject):
    """The cells of one control in a grid of `CameraControls`.

    Parameters
    ----------
    name
        As `CameraSettings` names it.
    grid, row
        Where its cells stand.
    """

    asked = Signal(str, object)
    """Name and value; ``None`` leaves it to the camera."""

    def __init__(self, name: str, grid: QGridLayout, row: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.name = name
        self._writing = False
        title = title_of(name)
        self._title = QLabel(title)
        self.lock = QCheckBox(self.tr("lock at"))
        self.lock.setAccessibleName(self.tr("Lock {control}").format(control=title))
        self.value = QDoubleSpinBox()
        self.value.setAccessibleName(self.tr("{control}, asked").format(control=title))
        self.value.setKeyboardTracking(False)
        self.value.setRange(-UNBOUNDED, UNBOUNDED)
        self.value.setMinimumWidth(110)
        self._got = QLabel()
        self._got.setAccessibleName(
            self.tr("{control}, as the camera says").format(control=title)
        )
        self.state = StateLabel()
        for column, widget in enumerate(self._widgets()):
            grid.addWidget(widget, row, column)
        self.lock.toggled.connect(self._on_lock)
        self.value.valueChanged.connect(self._on_value)

    def _widgets(self) -> tuple[QWidget, ...]:
        return self._title, self.lock, self.value, self._got, self.state

    @property
    def got(self) -> str:
        """What is shown of the actual value."""
        return self._got.text()

    def set_shown(self, shown: bool) -> None:
        """Show the row, or hide it for a camera that has no such control."""
        for widget in self._widgets():
            widget.setVisible(shown)

    @property
    def shown(self) -> bool:
        """Whether the camera has the control."""
        return not self._title.isHidden()

    def set_enabled(self, enabled: bool) -> None:
        """Let it be changed, or not."""
        self.lock.setEnabled(enabled)
        self.value.setEnabled(enabled and self.lock.isChecked())

    def set_state(self, state: ControlState, *, enabled: bool) -> None:
        """Show what the camera answered; a field that is being typed in is left alone."""
        self._writing = True
        whole = (state.step or 0) % 1 == 0 and state.got % 1 == 0 and not state.unit
        self.value.setDecimals(0 if whole else 2)
        low, high = state.low, state.high
        self.value.setRange(-UNBOUNDED if low is None else low, high or UNBOUNDED)
        unit = unit_of(state)
        self.value.setSuffix(f" {unit}" if unit else "")
        self.lock.setChecked(state.asked is not None)
        if not self.value.hasFocus() or state.asked is None:
            self.value.setValue(state.got if state.asked is None else state.asked)
        self._writing = False
        self.set_enabled(enabled)
        self._got.setText(f"{number(state.got)} {unit}".strip())
        self.state.set_state(*agreement(state))

    def set_ignored(self, state: ControlState) -> None:
        """Say that the picture shows that a value which was taken has no effect."""
        if state.lock == "locked":
            self.state.set_state(State.WARNING, self.tr("taken, but the picture ignores it"))

    def _on_lock(self, locked: bool) -> None:
        if not self._writing:
            self.value.setEnabled(locked)
            self.asked.emit(self.name, self.value.value() if locked else None)

    def _on_value(self, value: float) -> None:
        if not self._writing and self.lock.isChecked():
            self.asked.emit(self.name, value)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ControlRow", text)
