"""The checklist before a take: state, reason and a way to put each thing right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from . import theme
from .state_label import StateLabel
from .theme import State


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One line.

    Parameters
    ----------
    id
        Told when its button is pressed.
    title
        What is looked at: ``White balance``.
    state, word
        The mark, and how it stands in a word or two.
    reason
        Why, with value and limit.
    fixable
        Whether there is a place where it is put right.
    holds
        Whether the start waits for it.
    """

    id: str
    title: str
    state: State
    word: str
    reason: str
    fixable: bool = False
    holds: bool = False


@dataclass(frozen=True, slots=True)
class PreflightReading:
    """What the panel shows.

    Parameters
    ----------
    lines
        In the order in which they stand.
    holding
        Number of lines that the start waits for.
    may_override
        Whether a reason lets it begin all the same.
    override
        The reason that was given; empty without one.
    """

    lines: tuple[CheckLine, ...] = ()
    holding: int = 0
    may_override: bool = False
    override: str = ""


class PreflightPanel(QWidget):
    """Shows a `PreflightReading`; asks to put things right, or to begin all the same."""

    fix_requested = Signal(str)
    """Id of the line."""
    override_given = Signal(str)
    """The operator's reason."""
    override_taken_back = Signal()
    close_requested = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reading: PreflightReading | None = None
        self._rows: dict[str, _Row] = {}
        heading = QLabel(self.tr("Before the take"))
        heading.setFont(theme.font(16, bold=True))
        self._summary = StateLabel(bold=True)
        self.close_button = self._button(self.tr("Show the maps"))
        self.close_button.clicked.connect(self.close_requested)
        top = QHBoxLayout()
        top.setSpacing(theme.GAP)
        top.addWidget(heading)
        top.addWidget(self._summary, 1)
        top.addWidget(self.close_button)
        inner = QWidget()
        self._grid = QGridLayout(inner)
        self._grid.setContentsMargins(0, 0, theme.GRID, 0)
        self._grid.setHorizontalSpacing(theme.GAP)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(2, 1)
        self._scroll = scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.reason = QLineEdit()
        self.reason.setMaxLength(200)
        self.reason.setPlaceholderText(self.tr("reason to begin all the same"))
        self.reason.setAccessibleName(self.tr("Reason to begin although not all is ready"))
        self.override = self._button(self.tr("Begin all the same"))
        self.override.clicked.connect(self._on_override)
        self.reason.returnPressed.connect(self._on_override)
        self.reason.textChanged.connect(self._enable)
        foot = QHBoxLayout()
        foot.setSpacing(theme.GAP)
        foot.addWidget(self.reason, 1)
        foot.addWidget(self.override)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.MARGIN, theme.GAP, theme.MARGIN, theme.GAP)
        layout.setSpacing(theme.GAP)
        layout.addLayout(top)
        layout.addWidget(scroll, 1)
        layout.addLayout(foot)
        self.setAccessibleName(self.tr("Checklist before the take"))
        self.set_reading(PreflightReading())

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    @property
    def summary(self) -> str:
        """What is said of all lines together."""
        return self._summary.text

    def texts(self) -> dict[str, tuple[str, str]]:
        """Return word and reason by id of the line."""
        return {id_: (row.state.text, row.reason.text()) for id_, row in self._rows.items()}

    def fix_button(self, id_: str) -> QPushButton:
        """Return the button of a line."""
        return self._rows[id_].fix

    def set_reading(self, reading: PreflightReading) -> None:
        """Show another reading; costs nothing when it is the same."""
        if reading == self._reading:
            return
        before, self._reading = self._reading, reading
        if [line.id for line in reading.lines] != list(self._rows):
            self._make_rows(reading.lines)
        for line in reading.lines:
            self._rows[line.id].show_line(line)
        if reading.holding:
            text = self.tr("{n} of {all} hold the start").format(
                n=reading.holding, all=len(reading.lines)
            )
            self._summary.set_state(State.WARNING, text)
        elif reading.override:
            text = self.tr("begins all the same: {why}").format(why=reading.override)
            self._summary.set_state(State.WARNING, text)
        elif reading.lines:
            self._summary.set_state(State.BONA_FIDE, self.tr("ready to record"))
        else:
            self._summary.set_state(State.UNDECIDED, self.tr("nothing looked at yet"))
        self._summary.setToolTip(self._summary.text)
        if before is None or before.override != reading.override:
            self.reason.setText(reading.override)
        self._enable()
        was = [line.id for line in (before or reading).lines if line.holds]
        held = [line.id for line in reading.lines if line.holds]
        if held and held != was:
            # once the room has settled: the line for a reason may just have taken some
            row = self._rows[held[0]].reason
            QTimer.singleShot(0, row, lambda: self._scroll.ensureWidgetVisible(row))

    def _make_rows(self, lines: Sequence[CheckLine]) -> None:
        for row in self._rows.values():
            row.remove()
        self._rows = {}
        for place, line in enumerate(lines):
            row = _Row(line)
            row.fix.clicked.connect(lambda *_, id_=line.id: self.fix_requested.emit(id_))
            for column, widget in enumerate((row.state, row.title, row.reason, row.fix)):
                self._grid.addWidget(widget, place, column)
            self._rows[line.id] = row
        self._grid.setRowStretch(len(lines), 1)

    def _enable(self) -> None:
        reading = self._reading or PreflightReading()
        given = bool(reading.override) and not reading.holding
        possible = reading.holding > 0 and reading.may_override
        self.reason.setEnabled(possible)
        self.reason.setVisible(possible or given)
        self.override.setVisible(possible or given)
        text = self.tr("Take it back") if given else self.tr("Begin all the same")
        self.override.setText(text)
        self.override.setAccessibleName(text)
        self.override.setEnabled(given or (possible and bool(self.reason.text().strip())))

    def _on_override(self) -> None:
        if not self.override.isEnabled() or self._reading is None:
            return
        if self._reading.override and not self._reading.holding:
            self.override_taken_back.emit()
        else:
            self.override_given.emit(self.reason.text().strip())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the panel's ground."""
        painter = QPainter(self)
        colours = theme.colours()
        painter.fillRect(self.rect(), QColor(colours.panel))
        painter.setPen(QColor(colours.line))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class _Row:
    """The widgets of one line."""

    def __init__(self, line: CheckLine) -> None:
        self.state = StateLabel(text=line.word)
        self.title = QLabel(line.title)
        self.title.setFont(theme.font(13, bold=True))
        self.reason = QLabel()
        self.reason.setWordWrap(True)
        self.reason.setTextFormat(Qt.TextFormat.PlainText)
        self.reason.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.fix = QPushButton()
        self.fix.setAutoDefault(False)
        self.fix.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.fix.setText(self.fix.tr("Fix"))
        # no wider than its word: the room is the reason's
        self.fix.setFixedWidth(self.fix.fontMetrics().horizontalAdvance(self.fix.text()) + 24)

    def show_line(self, line: CheckLine) -> None:
        """Show how the line stands now."""
        self.state.set_state(line.state, line.word)
        self.title.setText(line.title)
        self.reason.setText(line.reason)
        self.fix.setAccessibleName(self.fix.tr("Fix: {title}").format(title=line.title))
        self.fix.setToolTip(self.fix.accessibleName())
        self.fix.setVisible(line.fixable)

    def remove(self) -> None:
        """Take the widgets off the panel."""
        for widget in (self.state, self.title, self.reason, self.fix):
            widget.setParent(None)
            widget.deleteLater()
