"""The Calibrate layout: a threshold to drag over the takes' scores, and what it costs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
)

from liveness.datasets.errors import LivenessError
from liveness.datasets.metrics import Rule, Trials
from liveness.datasets.metrics.curves import error_curve
from liveness.datasets.metrics.separation import Separation, ThresholdReading
from liveness.datasets.profile import Profile
from liveness.datasets.store import DatasetRoot
from liveness.widgets import theme
from liveness.widgets.activity_bar import ActivityBar
from liveness.widgets.det_plot import DetPlot
from liveness.widgets.distribution_plot import DistributionPlot
from liveness.widgets.message_bar import Message
from liveness.widgets.rate_bars import Bar, RateBars
from liveness.widgets.theme import State

from .calibrating import Wish, calibrate
from .fused_scores import fusion_of
from .latest_count import LatestCount
from .layouts import LayoutInfo, LayoutPage, Workbench
from .learning import DEFAULT_RULE
from .trial_table import Table, demo_warning, fuse_rows, read_table, trials_of

FUSED = "fused"

WORKERS = 2
"""Processes that score takes: never the window's own, which must not wait for them."""


class CancelledError(LivenessError):
    """The user cancelled; nothing is to be said."""


class CalibratePage(LayoutPage):
    """Distributions, DET and rates of one signal or of the fusion, under one threshold.

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
        self._separation: Separation | None = None
        self._trials: Trials | None = None
        self._thresholds: dict[str, float] = {}
        self._cancel = Event()
        self._busy = False
        self._progress = LatestCount(self)
        self.signal = QComboBox()
        self.typed = QDoubleSpinBox()
        self.rule = QLineEdit(DEFAULT_RULE)
        self.by_rule = QPushButton(self.tr("Choose by rule"))
        self.make = QPushButton(self.tr("Make a profile\u2026"))
        self.verdict = QLabel()
        self.distribution = DistributionPlot()
        self.det = DetPlot()
        self.bars = RateBars()
        self.activity = ActivityBar()
        self._build()
        self._connect()
        self._show_nothing()

    def _build(self) -> None:
        self.signal.setAccessibleName(self.tr("Signal"))
        self.signal.setMinimumWidth(140)
        self.typed.setAccessibleName(self.tr("Threshold, nat"))
        self.typed.setRange(-100, 100)
        self.typed.setDecimals(3)
        self.typed.setSingleStep(0.05)
        self.typed.setSuffix(self.tr(" nat"))
        self.rule.setAccessibleName(self.tr("Rule"))
        self.rule.setToolTip(self.tr("bpcer<=0.05, apcer<=0.05 in every species, or a cost"))
        self.verdict.setWordWrap(True)
        self.verdict.setFont(theme.font(13))
        self.verdict.setAccessibleName(self.tr("Verdict"))
        self.verdict.setAlignment(Qt.AlignmentFlag.AlignTop)
        top = QHBoxLayout()
        for name, widget in (
            (self.tr("Signal"), self.signal),
            (self.tr("Threshold"), self.typed),
            (self.tr("Rule"), self.rule),
        ):
            label = QLabel(name)
            label.setBuddy(widget)
            top.addWidget(label)
            top.addWidget(widget)
        top.addWidget(self.by_rule)
        top.addWidget(self.make)
        top.addStretch(1)
        top.addWidget(self.activity)
        grid = QGridLayout()
        grid.setSpacing(theme.GAP)
        grid.addWidget(self.distribution, 0, 0)
        grid.addWidget(self.det, 1, 0)
        right = QVBoxLayout()
        right.addWidget(self.verdict)
        right.addWidget(self.bars)
        right.addStretch(1)
        grid.addLayout(right, 0, 1, 2, 1)
        grid.setColumnStretch(0, 5)
        grid.setColumnStretch(1, 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        layout.addLayout(top)
        layout.addLayout(grid, 1)

    def _connect(self) -> None:
        self.signal.currentIndexChanged.connect(self._on_signal)
        self.typed.valueChanged.connect(self.set_threshold)
        self.distribution.threshold_moved.connect(self.set_threshold)
        self.det.threshold_chosen.connect(self.set_threshold)
        self.by_rule.clicked.connect(self.choose_by_rule)
        self.rule.returnPressed.connect(self.choose_by_rule)
        self.make.clicked.connect(self.ask_profile)
        self.activity.cancel_requested.connect(self._cancel.set)
        self._progress.changed.connect(self._on_progress)

    # coming and going

    def enter(self) -> None:
        """Read the scores of the dataset's takes; those that are known cost nothing."""
        root = self._bench.root
        if root is None or self._busy:
            return
        self._work(partial(read_table, root, workers=WORKERS), partial(self._on_table, root))

    def leave(self) -> None:
        """Let what runs end by itself: its scores are kept."""
        self._cancel.set()

    def _work(self, work: Callable[..., object], done: Callable[..., None]) -> None:
        """Run something long in the background, with progress and a way to stop it."""
        self._busy = True
        self._cancel.clear()
        self.activity.set_activity(self.tr("Scoring takes\u2026"), None, cancellable=True)
        self._bench.background.run(
            partial(work, on_done=partial(self._count, self._cancel)),
            partial(self._finished, done),
            self._failed,
        )

    def _count(self, cancel: Event, done: int, total: int) -> None:
        if cancel.is_set():
            raise CancelledError("E-CMD-03", "cancelled")
        self._progress.put(done, total)

    def _on_progress(self, done: int, total: int) -> None:
        if self._busy:
            text = self.tr("Scored {done} of {total} takes").format(done=done, total=total)
            self.activity.set_activity(text, done / max(1, total), cancellable=True)

    def _finished(self, done: Callable[..., None], result: object) -> None:
        self._busy = False
        self.activity.clear()
        done(result)

    def _failed(self, error: LivenessError) -> None:
        self._busy = False
        self.activity.clear()
        if not isinstance(error, CancelledError):
            self._bench.messages.show_message(Message.of(error))
        elif self._table is None:
            self.verdict.setText(self.tr("Cancelled. Come back to this layout to go on."))

    # the scores

    def _on_table(self, root: DatasetRoot, table: Table) -> None:
        self._root, self._table = root, table
        names = sorted({name for row in table.rows for name in row.evidence})
        chosen = self.signal.currentText() or FUSED
        self.signal.blockSignals(True)
        self.signal.clear()
        self.signal.addItems([FUSED, *names])
        self.signal.setCurrentText(chosen)
        self.signal.blockSignals(False)
        self._on_signal()

    def _on_signal(self) -> None:
        table = self._table
        if table is None or not table.rows:
            self._show_nothing()
            return
        name = self.signal.currentText()
        if name == FUSED:
            trials = trials_of(table.rows, fuse_rows(table.rows, fusion_of(None)))
        else:
            said = [row.evidence.get(name) for row in table.rows]
            trials = Trials.of(
                [None if e is None or not e.valid else e.llr for e in said],
                [row.species for row in table.rows],
                [row.subject for row in table.rows],
                [row.pai for row in table.rows],
            )
        self._trials, self._separation = trials, Separation.of(trials)
        self.distribution.set_separation(self._separation)
        try:
            self.det.set_curve(error_curve(trials))
        except ValueError:  # one of the classes has no score
            self.det.set_curve(None)
        self.set_threshold(self._thresholds.get(name, 0.0))

    def _show_nothing(self) -> None:
        self._separation = self._trials = None
        self.distribution.set_separation(None)
        self.det.set_curve(None)
        self.bars.set_bars(())
        self.verdict.setText(
            self.tr("No takes to calibrate on. Collect or import some, then come back.")
        )

    # the threshold

    @property
    def threshold(self) -> float:
        """The threshold of the signal that is shown, nat."""
        return self._thresholds.get(self.signal.currentText(), 0.0)

    def set_threshold(self, value: float) -> None:
        """Move the threshold everywhere, and show what it does."""
        separation = self._separation
        if separation is None:
            return
        self._thresholds[self.signal.currentText()] = value
        for widget in (self.typed, self.distribution, self.det):
            widget.blockSignals(True)
        self.typed.setValue(value)
        self.distribution.set_threshold(value)
        reading = separation.at(value)
        worst = reading.worst
        self.det.set_point(None if worst is None else worst[1].value, reading.bpcer.value)
        for widget in (self.typed, self.distribution, self.det):
            widget.blockSignals(False)
        self.bars.set_bars(_bars(reading))
        self.verdict.setText("\n".join(self._words(separation, value)))

    def _words(self, separation: Separation, value: float) -> list[str]:
        table = self._table
        lines = list(separation.verdict(value))
        silent = sum(separation.silent.values())
        if silent:
            lines.append(f"{silent} takes have no score here: the signal abstains on them.")
        if table is not None:
            lines += [f"{note[0].upper()}{note[1:]}." for note in demo_warning(table.rows)]
            lines += [f"Left out, {why}: {n} takes." for why, n in table.left_out.items()]
        if self.signal.currentText() == FUSED:
            lines.append("Uncalibrated fusion: prior weights, no profile yet.")
        return lines

    def choose_by_rule(self) -> None:
        """Put the threshold where the rule wants it."""
        if self._trials is None:
            return
        try:
            self.set_threshold(Rule.parse(self.rule.text()).threshold(self._trials))
        except LivenessError as error:
            self._bench.messages.show_message(Message.of(error))

    # the profile

    def ask_profile(self) -> None:
        """Let the user choose where a profile goes, without blocking the window."""
        dialog = QFileDialog(self, self.tr("Profile"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Profiles (*.json)")])
        dialog.setDefaultSuffix("json")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.make_profile)
        dialog.open()

    def make_profile(self, path: str) -> None:
        """Fit fusion and operating point by the rule, validate on other people, and save."""
        root = self._bench.root
        if root is None or self._busy:
            return
        try:
            wish = Wish(
                Rule.parse(self.rule.text()), author=self._bench.settings.operator or None
            )
        except LivenessError as error:
            self._bench.messages.show_message(Message.of(error))
            return
        self._work(partial(_make, root, wish, Path(path)), partial(self._on_profile, path))

    def _on_profile(self, path: str, profile: Profile) -> None:
        rates = profile.validation.rates
        worst = "no attack" if rates.apcer is None else rates.apcer.words()
        text = self.tr("Profile {id} is written to {path}").format(id=profile.id, path=path)
        fact = self.tr("validated on other people: APCER {apcer}; BPCER {bpcer}").format(
            apcer=worst, bpcer=rates.bpcer.words()
        )
        self._bench.messages.show_message(Message(text, fact, state=State.BONA_FIDE))


def _bars(reading: ThresholdReading) -> list[Bar]:
    worst = reading.worst
    bars = [Bar("bona-fide", "BPCER", reading.bpcer)]
    bars += [
        Bar(name, f"APCER {name}", rate, worst is not None and worst[0] == name)
        for name, rate in reading.species.items()
    ]
    return bars


def _make(
    root: DatasetRoot, wish: Wish, path: Path, *, on_done: Callable[[int, int], None]
) -> Profile:
    profile, _ = calibrate(root, wish, workers=WORKERS, on_done=on_done)
    profile.save(path)
    return profile


CALIBRATE = LayoutInfo("calibrate", "Calibrate", "Ctrl+2", CalibratePage)
