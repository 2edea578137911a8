"""One calibration: what to do as a drawing and in words, the picture, progress, the result."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from liveness.capture.calibration.task import Progress, Seen
from liveness.capture.calibration.tasks import Kind, Setup
from liveness.capture.calibration.words import HINTS, PAGES
from liveness.capture.frame import Frame
from liveness.datasets.camera_profile import FlickerResult, Result
from liveness.datasets.errors import LivenessError

from . import theme, wording
from .calibration_options import CalibrationOptions
from .calibration_picture import CalibrationPicture
from .calibration_result import CalibrationResult
from .calibration_view import CalibrationView
from .state_label import StateLabel
from .theme import State

SIDE_WIDTH = 340
"""Width of the column beside the picture, pixels."""


class CalibrationPage(QWidget):
    """Guides through one calibration; computes nothing.

    Parameters
    ----------
    kind
        Which calibration.
    setup
        What the person has in hand, at first.
    """

    begin_requested = Signal()
    solve_requested = Signal()
    again_requested = Signal()
    """Another recording at another frame rate (flicker)."""
    save_requested = Signal()

    def __init__(self, kind: Kind, setup: Setup, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self.view = CalibrationView()
        self.options = CalibrationOptions(kind, setup)
        self.result = CalibrationResult()
        self.state = StateLabel(lines=3)
        self.bar = QProgressBar()
        self.bar.setTextVisible(True)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.begin = QPushButton(self.tr("Begin"))
        self.solve = QPushButton(self.tr("Work out now"))
        self.again = QPushButton(self.tr("Record again at another rate"))
        self.save = QPushButton(self.tr("Save into the camera's profile"))
        self.begin.clicked.connect(self.begin_requested)
        self.solve.clicked.connect(self.solve_requested)
        self.again.clicked.connect(self.again_requested)
        self.save.clicked.connect(self.save_requested)
        self._lay_out()
        self.set_idle()

    def _lay_out(self) -> None:
        words = PAGES[self.kind]
        said = wording.said
        title = QLabel(said(words.title))
        title.setFont(theme.font(16, bold=True))
        why = QLabel(wording.sentence(words.why))
        why.setWordWrap(True)
        steps = QLabel(
            "\n".join(
                f"{i}. {wording.sentence(step)}" for i, step in enumerate(words.steps, start=1)
            )
        )
        steps.setWordWrap(True)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, theme.GAP, 0)
        column.setSpacing(theme.GAP)
        for widget in (title, why, CalibrationPicture(self.kind), steps, self.options):
            column.addWidget(widget)
        column.addWidget(self.result)
        column.addStretch(1)
        inner = QWidget()
        inner.setLayout(column)
        side = QScrollArea()
        side.setWidgetResizable(True)
        side.setFrameShape(QScrollArea.Shape.NoFrame)
        side.setWidget(inner)
        side.setFixedWidth(SIDE_WIDTH)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GAP)
        for button in (self.begin, self.solve, self.again):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.save)
        self.again.setVisible(self.kind == "flicker")
        grid = QGridLayout(self)
        grid.setSpacing(theme.GAP)
        grid.addWidget(side, 0, 0, 4, 1)
        grid.addWidget(self.view, 0, 1)
        grid.addWidget(self.bar, 1, 1)
        grid.addWidget(self.state, 2, 1)
        grid.addLayout(buttons, 3, 1)
        grid.setRowStretch(0, 1)
        grid.setColumnStretch(1, 1)

    # what is shown

    def set_idle(self) -> None:
        """Wait for the person to begin."""
        self.bar.setRange(0, 1)
        self.bar.setValue(0)
        self.bar.setFormat("")
        self.view.set_instruction("")
        self.view.set_found(None, None, None, taken=False)
        self._buttons(begin=True)
        self.begin.setText(self.tr("Begin"))
        self.state.set_state(State.UNDECIDED, self.tr("not begun"))
        self.result.set_result(None)

    def set_no_source(self) -> None:
        """Say that there is nothing to look at."""
        self.view.set_frame(None)
        self.view.set_empty_text(self.tr("Start a source in the window first."))
        self.begin.setEnabled(False)

    def set_running(self) -> None:
        """Show that pictures are looked at."""
        self._buttons(begin=True)
        self.begin.setText(self.tr("Begin anew"))
        self.result.set_result(None)
        self.state.set_state(State.UNDECIDED, self.tr("looking"))

    def set_seen(self, frame: Frame, seen: Seen, progress: Progress) -> None:
        """Show the newest picture, what was found in it, and how far it is."""
        self.view.set_frame(frame)
        self.view.set_found(seen.points, seen.outline, progress.heat, taken=seen.taken)
        self.view.set_instruction(wording.sentence(HINTS[seen.hint]).rstrip("."))
        self.bar.setRange(0, progress.of)
        self.bar.setValue(min(progress.done, progress.of))
        self.bar.setFormat(self._unit(progress))
        self.solve.setEnabled(progress.ready)

    def _unit(self, progress: Progress) -> str:
        if self.kind == "flicker":
            return self.tr("{done:.1f} of {of:.0f} s").format(
                done=progress.done / 10, of=progress.of / 10
            )
        name = {
            "lens": self.tr("{done} of {of} views"),
            "distance": self.tr("{done} of {of} pictures"),
            "noise": self.tr("{done} of {of} pairs"),
            "colour": self.tr("{done} of {of} pictures"),
            "screen": self.tr("{done} of {of} mirrors"),
        }[self.kind]
        return name.format(done=progress.done, of=progress.of)

    def set_solving(self) -> None:
        """Show that it is being worked out."""
        self._buttons()
        self.view.set_instruction("")
        self.view.set_found(None, None, None, taken=False)
        self.state.set_state(State.UNDECIDED, self.tr("working it out"))

    def set_result(self, result: Result, camera: str) -> None:
        """Show the result; it can be kept where the camera has a name."""
        self._buttons(begin=True, again=True, save=bool(camera))
        self.result.set_result(result)
        text = self.tr("measured; not saved yet")
        if not camera:
            text = self.tr("measured; this source has no name to keep it under")
        if isinstance(result, FlickerResult) and result.verdict == "unknown":
            why = wording.sentence("; ".join(result.reasons[:1]))
            told = self.tr("it cannot be told: {why}").format(why=why)
            self.state.set_state(State.WARNING, told)
            return
        self.state.set_state(State.BONA_FIDE, text)

    def set_saved(self, path: str) -> None:
        """Say where it was kept."""
        self._buttons(begin=True, again=True)
        text = self.tr("saved in {path}; takes hold it once the source is opened again")
        self.state.set_state(State.BONA_FIDE, text.format(path=path))

    def set_refused(self, error: LivenessError) -> None:
        """Say why there is no result, and what to do."""
        self._buttons(begin=True)
        self.view.set_instruction("")
        said = [wording.sentence(text) for text in (error.what, error.measured, error.remedy)]
        self.state.set_state(State.WARNING, " ".join(text for text in said if text))

    def _buttons(self, *, begin: bool = False, again: bool = False, save: bool = False) -> None:
        self.begin.setEnabled(begin)
        self.solve.setEnabled(False)
        self.again.setEnabled(again)
        self.save.setEnabled(save)
