"""Which step of the protocol is on, in words that are read from a distance."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from . import theme
from .key_names import KEYS
from .state_label import StateLabel
from .step_picture import StepPicture
from .theme import State


@dataclass(frozen=True, slots=True)
class StepReading:
    """A place in a protocol as it stands.

    Parameters
    ----------
    number, total
        From 1; 0 of 0 while no subject is named.
    headline
        What is presented under which conditions.
    text
        What operator and subject do.
    made
        Whether a take fills the place.
    faults
        What is wrong with that take, each with value and limit; empty when it is good.
    complete
        Whether nothing is missing of this subject.
    picture
        Name of the drawing that shows it; empty for none.
    left
        What is left of a take that did not come to its end; empty for none.
    """

    number: int = 0
    total: int = 0
    headline: str = ""
    text: str = ""
    made: bool = False
    faults: tuple[str, ...] = ()
    complete: bool = False
    picture: str = ""
    left: str = ""


class ElidedLabel(QWidget):
    """A line of text that ends in an ellipsis where there is no room; its tip has it all."""

    def __init__(
        self, pixels: int, *, bold: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._text, self._bold = "", bold
        self._font = theme.font(pixels, bold=bold, tabular=True)
        self.setFixedHeight(pixels + 8)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def text(self) -> str:
        """The whole text."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show another text."""
        if text != self._text:
            self._text = text
            self.setToolTip(text)
            self.setAccessibleName(text)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what fits."""
        painter = QPainter(self)
        painter.setFont(self._font)
        colours = theme.colours()
        painter.setPen(colours.text if self._bold else colours.secondary)
        shown = painter.fontMetrics().elidedText(
            self._text, Qt.TextElideMode.ElideRight, self.width()
        )
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(self.rect(), flags, shown)
        painter.end()


class StepBar(QWidget):
    """Shows a `StepReading`, and leads to the places around it."""

    previous_requested = Signal()
    next_requested = Signal()
    accept_requested = Signal()
    suggestion_requested = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.previous = self._button("◀")
        self.next = self._button("▶")
        self.best = self._button(self.tr("Best next"))
        self.accept = self._button(self.tr("Accept"))
        self.previous.clicked.connect(self.previous_requested)
        self.next.clicked.connect(self.next_requested)
        self.best.clicked.connect(self.suggestion_requested)
        self.accept.clicked.connect(self.accept_requested)
        self.picture = StepPicture(side=44)
        self._headline = ElidedLabel(16, bold=True)
        self._text = ElidedLabel(13)
        self._state = StateLabel()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._headline)
        words.addWidget(self._text)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.MARGIN, theme.GRID, theme.MARGIN, theme.GRID)
        layout.setSpacing(theme.GAP)
        layout.addWidget(self.previous)
        layout.addWidget(self.next)
        layout.addWidget(self.picture)
        layout.addLayout(words, 1)
        layout.addWidget(self._state)
        layout.addWidget(self.best)
        layout.addWidget(self.accept)
        self.setAccessibleName(self.tr("Step of the protocol"))
        self._reading = StepReading()
        KEYS.changed.connect(self._name_keys)
        self._name_keys()

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if len(text) == 1:
            button.setFixedWidth(36)
        return button

    def _name_keys(self) -> None:
        """Say on each button which key does the same."""
        for button, text, id_ in (
            (self.previous, self.tr("Step before ({key})"), "step.previous"),
            (self.next, self.tr("Step after ({key})"), "step.next"),
            (self.best, self.tr("Go where most is missing ({key})"), "step.best"),
            (self.accept, self.tr("Keep the take and go on ({key})"), "step.accept"),
        ):
            name = text.format(key=KEYS.of(id_))
            button.setAccessibleName(name)
            button.setToolTip(name)
        self.set_reading(self._reading)

    @property
    def headline(self) -> str:
        """The line in large letters."""
        return self._headline.text

    @property
    def text(self) -> str:
        """What is to be done."""
        return self._text.text

    @property
    def state_text(self) -> str:
        """What is said of the take."""
        return self._state.text

    @property
    def state(self) -> State:
        """The mark beside it."""
        return self._state.state

    def set_reading(self, reading: StepReading) -> None:
        """Show another place."""
        self._reading = reading
        known = reading.total > 0
        if known:
            line = self.tr("step {number} of {total}: {headline}").format(
                number=reading.number, total=reading.total, headline=reading.headline
            )
        else:
            line = self.tr("Name the subject below to begin the protocol")
        self._headline.set_text(line)
        self._text.set_text(reading.text)
        self.picture.set_name(reading.picture)
        self.picture.setVisible(bool(reading.picture))
        self._state.setVisible(known)
        self._state.set_state(*self._said(reading))
        self._state.setToolTip("\n".join(reading.faults))
        self.previous.setEnabled(known and reading.number > 1)
        self.next.setEnabled(known and reading.number < reading.total)
        self.best.setEnabled(known and not reading.complete)
        self.accept.setEnabled(reading.made and not reading.complete)

    def _said(self, reading: StepReading) -> tuple[State, str]:
        if reading.complete:
            return State.BONA_FIDE, self.tr("protocol complete for this subject")
        if not reading.made and reading.left:
            return State.WARNING, reading.left
        if not reading.made:
            return State.UNDECIDED, self.tr("no take yet: {key} records").format(
                key=KEYS.of("record.toggle")
            )
        if not reading.faults:
            return State.BONA_FIDE, self.tr("take is good: {key} goes on").format(
                key=KEYS.of("step.accept")
            )
        more = len(reading.faults) - 1
        text = reading.faults[0] + (self.tr(" and {n} more").format(n=more) if more else "")
        return State.WARNING, text
