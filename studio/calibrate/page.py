"""The Calibrate layout: signals, plots under one threshold, and what the threshold costs."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout

from liveness.datasets.errors import DataError, LivenessError
from liveness.datasets.metrics import Rule
from liveness.datasets.store import DatasetRoot
from liveness.studio.layouts import LayoutInfo, LayoutPage, Workbench
from liveness.studio.trial_table import Table, demo_warning, read_table
from liveness.widgets import theme, wording
from liveness.widgets.activity_bar import ActivityBar
from liveness.widgets.message_bar import Message
from liveness.widgets.theme import State

from .against_panel import AgainstPanel
from .board import FUSED, Board
from .caught_panel import CaughtPanel
from .compare_panel import ComparePanel
from .course import Course, read_course
from .evaluate_panel import EvaluatePanel
from .fitting import Fitting
from .jobs import Jobs, Step
from .live import LiveLook
from .panels import StatePanel
from .picture_panel import PicturePanel
from .plots import PlotStack
from .rates_panel import RatesPanel
from .reliability_panel import ReliabilityPanel
from .signal_panel import SignalPanel
from .state import CalibrateState
from .tuned import parameters_of
from .tuning import Tuning

WORKERS = 2
"""Processes that score takes: never the window's own, which must not wait for them."""

LATER_MS = 40
"""Tables follow a drag at this rate; plots, rates and verdict at once."""


class CalibratePage(LayoutPage):
    """Everything that a threshold changes, moving while it is dragged.

    Parameters
    ----------
    bench
        What the window's layouts share.
    """

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self._table: Table | None = None
        self._root: DatasetRoot | None = None
        self._course: Course | None = None
        self.state = CalibrateState(bench.history, parent=self)
        self.activity = ActivityBar()
        self.jobs = Jobs(bench.background, self.activity, self.show_error, parent=self)
        self.tuning = Tuning(
            self.state, self.jobs, self.show_error, workers=WORKERS, parent=self
        )
        self.left = SignalPanel(self.state)
        self.plots = PlotStack(self.state)
        self.rates = RatesPanel()
        self.fitting = Fitting(self, bench, self.state, self.jobs, WORKERS)
        self.caught = CaughtPanel(self.state)
        self.against = AgainstPanel(self.state, self.jobs)
        self.reliability = ReliabilityPanel(self.state)
        self.compare = ComparePanel(self.state, self.show_error)
        self.evaluation = EvaluatePanel(
            self.state, self.jobs, self.left.rule.text, self.show_error, workers=WORKERS
        )
        self.picture = PicturePanel(self.state)
        self.live = LiveLook(self.state, self.plots, self.picture, parent=self)
        self.undo = QPushButton(self.tr("Undo"))
        self.redo = QPushButton(self.tr("Redo"))
        self.about = QLabel()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(LATER_MS)
        self._build()
        self._connect()
        self._on_view()

    def _build(self) -> None:
        tabs = self.plots.tabs
        for panel, title in (
            (self.caught, self.tr("Who caught what")),
            (self.against, self.tr("Score against")),
            (self.reliability, self.tr("Reliability")),
            (self.compare, self.tr("Compare")),
            (self.evaluation, self.tr("Evaluate")),
            (self.picture, self.tr("Picture")),
        ):
            tabs.addTab(panel, title)
        self.about.setFont(theme.font(11, tabular=True))
        top = QHBoxLayout()
        top.addWidget(self.undo)
        top.addWidget(self.redo)
        top.addWidget(self.about)
        top.addStretch(1)
        top.addWidget(self.activity)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setObjectName("calibrate")
        self.splitter.setChildrenCollapsible(False)
        for widget, stretch, least in (
            (self.left, 0, 230),
            (self.plots, 5, 360),
            (self.rates, 2, 250),
        ):
            widget.setMinimumWidth(least)
            self.splitter.addWidget(widget)
            self.splitter.setStretchFactor(self.splitter.count() - 1, stretch)
        self.splitter.setSizes([240, 680, 340])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.GAP, theme.GRID, theme.GAP, theme.GAP)
        layout.setSpacing(theme.GRID)
        layout.addLayout(top)
        layout.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        state, left = self.state, self.left
        state.board_changed.connect(self._on_board)
        state.view_changed.connect(self._on_view)
        state.threshold_changed.connect(self._on_threshold)
        state.take_changed.connect(self._on_take)
        state.history.canUndoChanged.connect(self.undo.setEnabled)
        state.history.canRedoChanged.connect(self.redo.setEnabled)
        state.history.undoTextChanged.connect(self.undo.setToolTip)
        state.history.redoTextChanged.connect(self.redo.setToolTip)
        self.undo.clicked.connect(state.history.undo)
        self.redo.clicked.connect(state.history.redo)
        self.undo.setEnabled(False)
        self.redo.setEnabled(False)
        left.by_rule.clicked.connect(self.choose_by_rule)
        left.rule.returnPressed.connect(self.choose_by_rule)
        left.parameters.changed.connect(self._on_parameters)
        left.each.valueChanged.connect(lambda n: setattr(self.tuning, "each", n))
        left.fusion.what_if.changed.connect(self.try_weights)
        left.fusion.fit.connect(lambda: self.fitting.fit(left.rule.text()))
        left.fusion.open.connect(self.fitting.ask_profile)
        left.fusion.export.connect(self.fitting.ask_export)
        left.fusion.drop.connect(self.fitting.drop)
        left.live_changed.connect(self.live.set_on)
        self.live.ended.connect(self._on_take)
        self.tuning.settled.connect(self._show_parameters)
        self.against.moved.connect(state.move_threshold)
        self.plots.tabs.currentChanged.connect(self._refresh)
        self._later.timeout.connect(self._refresh)
        self.jobs.refused.connect(self._on_refused)
        self._bench.takes.root_changed.connect(self._on_root)
        self._bench.takes.take_added.connect(lambda *_: self._on_take_added())

    def show_error(self, error: LivenessError) -> None:
        """Say what went wrong."""
        self._bench.messages.show_message(Message.of(error))

    # coming and going

    def enter(self) -> None:
        """Read the scores of the dataset's takes; those that are known cost nothing."""
        root = self._bench.root
        self.live.seen(True)
        if root is None or self.jobs.busy:
            return
        work, done = partial(_read, root), partial(self._on_table, root)
        self.jobs.run(self.tr("Scoring"), work, done, self._on_unread)
        if self.state.view is None:
            self.rates.set_reading(None, [self._nothing()])

    def leave(self) -> None:
        """Stop what runs; the scores that are made are kept."""
        self.live.seen(False)
        self.jobs.cancel()

    def _on_root(self, _: str) -> None:
        """Another dataset is open: what runs for the old one is stopped."""
        if self.isVisible():
            self.jobs.cancel()
            self._enter_when_free()

    def _enter_when_free(self) -> None:
        if self.jobs.busy:
            QTimer.singleShot(LATER_MS, self, self._enter_when_free)
        else:
            self.enter()

    def _on_refused(self, what: str) -> None:
        text = self.tr("{what}: wait until that is done, or cancel it").format(what=what)
        self._bench.messages.show_message(Message(text, state=State.UNDECIDED))

    def _on_take_added(self) -> None:
        if self.isVisible():
            self.enter()

    def _on_unread(self) -> None:
        if self._table is None:
            said = self.tr("Stopped. Come back to this layout to go on.")
            self.rates.set_reading(None, [said])

    def _on_table(self, root: DatasetRoot, table: Table) -> None:
        if root is not self._root:
            self._root = root
            self.fitting.set_root(root)
            self.tuning.set_root(root)
            self.against.set_root(root)
            self.evaluation.set_root(root)
        self._table = table
        before = self.state.board
        board = Board(table.rows)
        if before is not None:
            board = replace(board, weights=before.weights, factors=before.factors)
        self.state.set_board(self.tuning.applied(board))

    # showing

    def _on_board(self) -> None:
        board = self.state.board
        names = () if board is None else board.names
        self.left.set_names(names, self.state.thresholds)
        self.left.fusion.refresh()
        self.about.setText("" if self._table is None else _about(self._table, board))

    def _on_view(self) -> None:
        self.plots.set_view(self.state.view)
        self.plots.mark()
        self.left.set_names(
            () if self.state.board is None else self.state.board.names, self.state.thresholds
        )
        self._show_parameters()
        self._show_course()
        if self.state.view is None:
            self.rates.set_reading(None, [self._nothing()])
        self._later.start()

    def _nothing(self) -> str:
        if self.jobs.busy and self._table is None:
            return self.tr("The takes are being scored. Scores that are made are kept.")
        if self._bench.root is None:
            return self.tr("No dataset is open. Choose one in the menu File.")
        return self.tr("No takes to calibrate on. Collect or import some, then come back.")

    def _on_threshold(self, value: float) -> None:
        """Show what the threshold does: all that is seen at once, tables a moment later."""
        view = self.state.view
        if view is None:
            return
        reading = view.separation.at(value)
        self.plots.set_reading(reading)
        self.left.set_thresholds(self.state.thresholds)
        self.rates.set_reading(reading, self._words(value))
        if not self._later.isActive():
            self._later.start()

    def _words(self, value: float) -> list[str]:
        view, table, board = self.state.view, self._table, self.state.board
        assert view is not None
        lines = [wording.said(line) for line in view.separation.verdict(value)]
        if silent := sum(view.separation.silent.values()):
            text = self.tr("Takes without a score here, on which the signal abstains: {n}.")
            lines.append(text.format(n=silent))
        if board is not None and view.name == FUSED and not board.weights.calibrated:
            lines.append(
                self.tr(
                    "Uncalibrated: an accept also takes two families of signals, which these "
                    "rates leave out."
                )
            )
        if board is not None and view.name == FUSED and self.state.profile is not None:
            known = set(self.state.profile.parts.get("fit", ()))
            if count := sum(row.take in known for row in board.shown):
                text = self.tr("{n} of these {all} takes were fitted to: their rates flatter.")
                lines.append(text.format(n=count, all=len(board.shown)))
        if board is not None and board.tried:
            lines.append(self.tr("Weights are tried out, they are in no profile."))
        if table is not None:
            notes = [*demo_warning(table.rows), *self.fitting.beyond()]
            lines += [wording.sentence(note) for note in notes]
            text = self.tr("Left out, {why}: {n} takes.")
            lines += [text.format(why=why, n=n) for why, n in table.left_out.items()]
        return lines

    def _refresh(self, *_: object) -> None:
        """Let the panel that is seen look again."""
        panel = self.plots.tabs.currentWidget()
        if isinstance(panel, StatePanel):
            panel.refresh()

    # one take

    def _on_take(self) -> None:
        self.plots.mark()
        take, root = self.state.take, self._root
        self._course = None
        self._show_course()
        if take is not None and root is not None:
            self._bench.background.run(
                partial(read_course, root, take), self._on_course, self.show_error
            )

    def _on_course(self, course: Course) -> None:
        if course.take == self.state.take:
            self._course = course
            self._show_course()

    def _show_course(self) -> None:
        course, board, name = self._course, self.state.board, self.state.name
        if self.live.on:
            return
        if course is None or board is None:
            self.plots.series.set_series(None, None)
            self.plots.series_of.clear()
            self.picture.show_moment("", None, None, {})
            return
        tuned = self.tuning.track(name, course.take)
        seconds, how = course.seconds, course.how
        if tuned is not None:
            seconds, how = tuned.seconds, self.tr("a fresh pass with the parameters tried out")
            scores = tuned.llr.copy()
            scores[~tuned.valid] = float("nan")
        elif name == FUSED:
            scores = board.fused_over_time(course.tracks)
        else:
            scores = course.scores(name)
        row = next((row for row in board.rows if row.take == course.take), None)
        text = self.tr("{name} of {take}, {label}: {how}")
        label = "" if row is None else row.label
        said = text.format(name=name, take=course.take, label=label, how=how)
        self.plots.series_of.setText(said)
        nothing = self.tr("{name} says nothing in this take.").format(name=name)
        self.plots.series.set_series(seconds, scores, empty=nothing)
        said = text.format(name=name, take=course.take, label=label, how=course.how)
        self.picture.show_moment(said, course.frame, course.face, course.evidence or {})

    # changing

    def choose_by_rule(self) -> None:
        """Put the threshold where the rule wants it."""
        view = self.state.view
        if view is None:
            return
        try:
            value = Rule.parse(self.left.rule.text()).threshold(view.trials)
        except LivenessError as error:
            self.show_error(error)
            return
        except ValueError:  # one of the classes has no score
            what = self.tr("no threshold can be chosen for {name}").format(name=view.name)
            self.show_error(DataError("E-CAL-02", what, " ".join(self._words(0.0)[:1])))
            return
        self.state.end_gesture()
        self.state.move_threshold(value)
        self.state.end_gesture()

    def try_weights(self, factors: dict[str, float]) -> None:
        """Re-weight or drop signals, as a step that can be taken back."""
        board = self.state.board
        if board is None or factors == board.factors:
            return
        before = board.factors

        def use(wanted: dict[str, float]) -> None:
            if self.state.board is not None:
                self.state.set_board(replace(self.state.board, factors=wanted))

        text = self.tr("try other weights")
        self.state.change(text, partial(use, factors), partial(use, dict(before)))

    def _on_parameters(self, values: dict[str, object]) -> None:
        if self.state.name != FUSED:
            self.tuning.wish(self.state.name, values)

    def _show_parameters(self) -> None:
        """Show the parameters in use of the signal that is looked at."""
        name = self.state.name
        kind = None if name == FUSED else parameters_of(name)
        self.left.parameters.set_model(kind, self.tuning.values.get(name, {}))
        self.left.tried.setText("" if name == FUSED else self.tuning.words(name))


def _read(root: DatasetRoot, step: Step) -> Table:
    return read_table(root, workers=WORKERS, on_done=step)


def _about(table: Table, board: Board | None) -> str:
    shown = len(table.rows) if board is None else len(board.shown)
    people = len({name for row in table.rows for name in row.people if name[0] != "?"})
    text = QCoreApplication.translate("CalibratePage", "{takes} takes of {people} people")
    return text.format(takes=shown, people=people)


CALIBRATE = LayoutInfo("calibrate", "Calibrate", "Ctrl+2", CalibratePage)
