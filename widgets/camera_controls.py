"""The controls of a camera: asked against actual, locks, the check by the picture, presets."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from liveness.capture.camera_settings import CONTROL_NAMES
from liveness.capture.control_board import ControlState, LockState, OpticalCheck

from . import theme
from .control_row import ControlRow
from .state_label import StateLabel
from .theme import State

SIZES = ((640, 480), (1280, 720), (1920, 1080), (3840, 2160))
RATES = (15, 25, 30, 60)

Format = tuple[int | None, int | None, float | None]
"""Width and height, pixels; frames per second; ``None`` leaves one to the camera."""


class CameraControls(QWidget):
    """Shows what a `ControlBoard` says, and asks for what a person wants."""

    asked = Signal(str, object)
    """A control and its value; ``None`` leaves it to the camera."""
    lock_requested = Signal(bool)
    """Lock everything as it is now, or leave everything to the camera."""
    format_requested = Signal(object)
    """A `Format`; the camera is opened again for it."""
    check_requested = Signal()
    preset_chosen = Signal(str)
    preset_saved = Signal(str)
    preset_removed = Signal(str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._enabled = False
        self._states: tuple[ControlState, ...] = ()
        self._asked_format: Format | None = None
        self.verdict = StateLabel(pixels=16, bold=True, lines=2)
        self.note = QLabel()
        self.note.setWordWrap(True)
        # room for one line is kept: what is below must not jump while one is being changed
        self.note.setMinimumHeight(self.note.fontMetrics().lineSpacing() + theme.GRID)
        self.rows: dict[str, ControlRow] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.MARGIN, theme.MARGIN, theme.MARGIN, theme.MARGIN)
        layout.setSpacing(theme.GAP)
        layout.addWidget(self.verdict)
        layout.addWidget(self.note)
        layout.addLayout(self._grid())
        layout.addLayout(self._locks())
        for part in (self._check(), self._format(), self._presets()):
            layout.addWidget(_line())
            layout.addLayout(part)
        layout.addStretch(1)
        self.setMinimumWidth(660)
        self.setAccessibleName(self.tr("Camera controls"))
        self.set_states((), "unknown", reason=self.tr("Start a camera to see its controls."))
        self.set_check(None)

    # parts

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.MARGIN)
        grid.setVerticalSpacing(theme.GAP)
        self._heads = []
        heads = ("", "", self.tr("asked"), self.tr("actual"), "")
        for column, text in enumerate(heads):
            head = QLabel(text)
            head.setFont(theme.font(11))
            grid.addWidget(head, 0, column)
            self._heads.append(head)
        for row, name in enumerate(CONTROL_NAMES, 1):
            made = ControlRow(name, grid, row, self)
            made.asked.connect(self.asked)
            self.rows[name] = made
        grid.setColumnStretch(4, 1)
        return grid

    def _locks(self) -> QHBoxLayout:
        self.lock_all = QPushButton(self.tr("Lock all as they are"))
        self.unlock_all = QPushButton(self.tr("Leave all to the camera"))
        self.lock_all.clicked.connect(self._on_lock_all)
        self.unlock_all.clicked.connect(self._on_unlock_all)
        return _row(self.lock_all, self.unlock_all)

    def _check(self) -> QHBoxLayout:
        self.check = QPushButton(self.tr("Check by the picture"))
        self.check.setToolTip(
            self.tr("Halves and doubles the exposure for a second, and looks at the face.")
        )
        self.checked = StateLabel(lines=2)
        self.check.clicked.connect(self.check_requested)
        row = _row(self.check, stretch=False)
        row.addWidget(self.checked, 1)
        return row

    def _format(self) -> QHBoxLayout:
        self.size_ = QComboBox()
        self.size_.setAccessibleName(self.tr("Size of the picture"))
        self.rate = QComboBox()
        self.rate.setAccessibleName(self.tr("Frames per second"))
        for combo, room in ((self.size_, 11), (self.rate, 8)):
            combo.setMinimumContentsLength(room)
        self.apply = QPushButton(self.tr("Open again so"))
        self.apply.setAccessibleName(self.tr("Open the camera again in this format"))
        self._actual = StateLabel()
        self.apply.clicked.connect(self._on_format)
        row = _row(QLabel(self.tr("Format")), self.size_, self.rate, self.apply, stretch=False)
        row.addWidget(self._actual, 1)
        return row

    def _presets(self) -> QHBoxLayout:
        self.preset = QComboBox()
        self.preset.setEditable(True)
        self.preset.setMinimumContentsLength(14)
        self.preset.setAccessibleName(self.tr("Name of the preset"))
        field = self.preset.lineEdit()
        assert field is not None
        field.setPlaceholderText(self.tr("Name of a preset"))
        field.setMaxLength(40)
        self.load = QPushButton(self.tr("Load"))
        self.save = QPushButton(self.tr("Save"))
        self.remove = QPushButton(self.tr("Remove"))
        for button, name, signal in (
            (self.load, self.tr("Load the preset"), self.preset_chosen),
            (self.save, self.tr("Save the preset"), self.preset_saved),
            (self.remove, self.tr("Remove the preset"), self.preset_removed),
        ):
            button.setAccessibleName(name)
            button.clicked.connect(lambda _=False, s=signal: s.emit(self.preset_name))
        self.preset.editTextChanged.connect(self._enable)
        self._preset_label = QLabel(self.tr("Preset"))
        row = _row(self._preset_label, self.preset, self.load, self.save, self.remove)
        return row

    # what is shown

    @property
    def preset_name(self) -> str:
        """The name in the field."""
        return self.preset.currentText().strip()

    def shown_rows(self) -> list[str]:
        """Return the controls that are shown, by name."""
        return [name for name, row in self.rows.items() if row.shown]

    def set_states(
        self, states: Sequence[ControlState], verdict: LockState, *, reason: str = ""
    ) -> None:
        """Show what a camera has; a reason says why nothing can be changed now."""
        self._states = tuple(states)
        self._enabled = bool(states) and not reason
        by_name = {state.name: state for state in states}
        for name, row in self.rows.items():
            row.set_shown(name in by_name)
            if name in by_name:
                row.set_state(by_name[name], enabled=self._enabled)
        if "exposure" in by_name and verdict == "not locked":
            self.rows["exposure"].set_ignored(by_name["exposure"])
        for head in self._heads:
            head.setVisible(bool(states))
        self.note.setText(reason)
        self._show_verdict(by_name.get("exposure"), verdict)
        self._enable()

    def _show_verdict(self, exposure: ControlState | None, verdict: LockState) -> None:
        if exposure is None:
            self.verdict.set_state(State.UNDECIDED, self.tr("No exposure that can be locked"))
        elif verdict == "locked":
            text = self.tr("The exposure is locked, as the camera says")
            self.verdict.set_state(State.BONA_FIDE, text)
        elif verdict == "not locked":
            text = self.tr("The exposure is NOT locked: takes are marked so")
            self.verdict.set_state(State.WARNING, text)
        else:
            text = self.tr("The exposure is left to the camera")
            self.verdict.set_state(State.UNDECIDED, text)

    def set_check(self, report: OpticalCheck | None, *, running: bool = False) -> None:
        """Show what the picture said of the exposure."""
        if running:
            self.checked.set_state(State.UNDECIDED, self.tr("looking, hold still\u2026"))
        elif report is None:
            self.checked.set_state(State.UNDECIDED, self.tr("not checked by the picture yet"))
        elif report.slope is None:
            text = self.tr("too dark or too bright to tell: change the light")
            self.checked.set_state(State.WARNING, text)
        else:
            where = self.tr("the face") if report.face else self.tr("the whole picture")
            text = self.tr("the exposure works: {slope:.2f} stops per stop, by {where}")
            if not report.obeys:
                text = self.tr("the camera ignores it: {slope:.2f} stops per stop, by {where}")
            state = State.BONA_FIDE if report.obeys else State.WARNING
            # a slope of -0.001 is none
            told = text.format(slope=round(report.slope, 2) + 0.0, where=where)
            self.checked.set_state(state, told)

    def set_format(self, asked: Format, actual: Format) -> None:
        """Show the format that is asked for and the one that came; a mismatch is marked.

        What a person chose and did not apply yet is left alone.
        """
        got = self.tr("actual: {w} x {h}, {fps} fps").format(
            w=actual[0] or "?", h=actual[1] or "?", fps=f"{actual[2]:g}" if actual[2] else "?"
        )
        pairs = zip(asked, actual, strict=True)
        same = all(a is None or (b is not None and abs(a - b) < 0.5) for a, b in pairs)
        self._actual.set_state(State.BONA_FIDE if same else State.WARNING, got)
        if asked != self._asked_format:
            self._asked_format = asked
            self._fill_formats(*asked)

    def _fill_formats(self, width: int | None, height: int | None, fps: float | None) -> None:
        sizes = sorted({*SIZES, *([(width, height)] if width and height else [])})
        self.size_.clear()
        self.size_.addItem(self.tr("as it is"), None)
        for pair in sizes:
            text = self.tr("{w} x {h}").format(w=pair[0], h=pair[1])
            self.size_.addItem(text, f"{pair[0]}x{pair[1]}")
        self.size_.setCurrentIndex(max(0, self.size_.findData(f"{width}x{height}")))
        self.rate.clear()
        self.rate.addItem(self.tr("as it is"), None)
        for rate in sorted({*map(float, RATES), *([fps] if fps else [])}):
            self.rate.addItem(self.tr("{fps:g} fps").format(fps=rate), rate)
        self.rate.setCurrentIndex(max(0, self.rate.findData(fps)))

    @property
    def actual_format(self) -> tuple[State, str]:
        """Mark and text of the format that came."""
        return self._actual.state, self._actual.text

    def set_presets(self, names: Sequence[str], current: str | None = None) -> None:
        """List the presets of this camera; what is typed stays unless another is current."""
        typed = self.preset.currentText() if current is None else current
        self.preset.clear()
        self.preset.addItems(list(names))
        self.preset.setEditText(typed)
        self._enable()

    def _enable(self) -> None:
        locked = [state for state in self._states if state.asked is not None]
        known = self.preset.findText(self.preset_name, Qt.MatchFlag.MatchExactly) >= 0
        exposure = any(state.name == "exposure" for state in self._states)
        named = bool(self.preset_name)
        for button, possible in (
            (self.lock_all, len(locked) < len(self._states)),
            (self.unlock_all, bool(locked)),
            (self.check, exposure),
            (self.apply, True),
            (self.load, known),
            (self.save, named),
            (self.remove, known),
            (self.size_, True),
            (self.rate, True),
            (self.preset, True),
        ):
            button.setEnabled(self._enabled and possible)

    # what is asked

    def _on_lock_all(self) -> None:
        self.lock_requested.emit(True)

    def _on_unlock_all(self) -> None:
        self.lock_requested.emit(False)

    def _on_format(self) -> None:
        size = self.size_.currentData()
        width, height = map(int, size.split("x")) if size else (None, None)
        self.format_requested.emit((width, height, self.rate.currentData()))


def _row(*widgets: QWidget, stretch: bool = True) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.GAP)
    for widget in widgets:
        row.addWidget(widget)
    if stretch:
        row.addStretch(1)
    return row


def _line() -> QFrame:
    line = QFrame()
    line.setFrameShape(QFrame.Shape.HLine)
    line.setFrameShadow(QFrame.Shadow.Plain)
    line.setForegroundRole(line.palette().ColorRole.Mid)
    return line
