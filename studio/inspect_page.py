"""The Inspect layout: takes, the picture and four maps at one cursor, why, and the review."""

from __future__ import annotations

import time
from functools import partial

from PySide6.QtCore import QItemSelectionModel, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from liveness.datasets.errors import LivenessError
from liveness.datasets.register import read_takes
from liveness.datasets.reviewing import review_take
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord
from liveness.widgets import theme
from liveness.widgets.map_panel import PANELS, MapPanel
from liveness.widgets.message_bar import Message
from liveness.widgets.preview import PreviewWidget
from liveness.widgets.review_bar import ReviewBar, ReviewWish
from liveness.widgets.take_table import TakeTable
from liveness.widgets.timeline import Course, Timeline

from .layouts import LayoutInfo, LayoutPage, Workbench
from .open_take import OpenTake, TakeContent
from .why import why

SPEEDS = (0.25, 0.5, 1.0, 2.0, 4.0)

TICK_MS = 16

_HIDDEN = (2, 3, 6, 7)
"""Columns of the take table that the timeline says better."""


class InspectPage(LayoutPage):
    """Everything of one take under one cursor.

    Parameters
    ----------
    bench
        What the window's layouts share.
    """

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self._open: OpenTake | None = None
        self._seen = (0, 0)
        self._content: TakeContent | None = None
        self._playing_since: tuple[float, float] | None = None
        self.takes = TakeTable()
        self.takes.set_empty_text(
            self.tr("No takes here yet. Collect some, or open a dataset.")
        )
        self.picture = PreviewWidget()
        self.picture.set_empty_text(self.tr("Choose a take on the left."))
        self.panels = {name: MapPanel(name) for name in PANELS}
        self.timeline = Timeline()
        self.review = ReviewBar()
        self.why = QLabel()
        self.play = QPushButton(self.tr("Play"))
        self.speed = QComboBox()
        self._build()
        self._connect()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)

    def _build(self) -> None:
        for hidden in _HIDDEN:
            self.takes.setColumnHidden(hidden, True)
        for speed in SPEEDS:
            self.speed.addItem(f"{speed:g} x", speed)
        self.speed.setCurrentIndex(SPEEDS.index(1.0))
        self.speed.setAccessibleName(self.tr("Speed"))
        self.play.setAccessibleName(self.tr("Play or pause (Space)"))
        self.why.setWordWrap(True)
        self.why.setFont(theme.font(13))
        self.why.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.why.setAccessibleName(self.tr("Why"))
        self.why.setAlignment(Qt.AlignmentFlag.AlignTop)
        controls = QHBoxLayout()
        controls.addWidget(self.play)
        controls.addWidget(self.speed)
        controls.addStretch(1)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self.picture, 1)
        column.addWidget(self.timeline)
        column.addLayout(controls)
        right = QWidget()
        grid = QGridLayout(right)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.GAP)
        for i, panel in enumerate(self.panels.values()):
            grid.addWidget(panel, i // 2, i % 2)
        grid.addWidget(self.why, 2, 0, 1, 2)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        for widget, share in ((self.takes, 3), (middle, 5), (right, 4)):
            splitter.addWidget(widget)
            splitter.setStretchFactor(splitter.count() - 1, share)
        splitter.setSizes([330, 520, 430])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        layout.addWidget(splitter, 1)
        layout.addWidget(self.review)
        for button in (self.play, *self.review.buttons.values()):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _connect(self) -> None:
        selection = self.takes.selectionModel()
        selection.currentRowChanged.connect(self._on_row)
        self.timeline.scrubbed.connect(self._on_scrubbed)
        self.play.clicked.connect(self.toggle_play)
        self.review.decided.connect(self._on_decided)
        self._bench.takes.root_changed.connect(lambda _: self.reload())
        self._bench.takes.take_added.connect(lambda *_: self.reload())
        keys = {
            "Space": self.toggle_play,
            "Left": partial(self.step, -1),
            "Right": partial(self.step, 1),
            "Shift+Left": partial(self.step, -10),
            "Shift+Right": partial(self.step, 10),
            "PgDown": partial(self.next_take, 1),
            "PgUp": partial(self.next_take, -1),
            "A": partial(self.review.decide, "accept"),
            "X": partial(self.review.decide, "reject"),
            "R": partial(self.review.decide, "retake"),
        }
        for key, act in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # coming and going

    def enter(self) -> None:
        """Show the dataset's takes as they are now."""
        self.review.reviewer.setText(
            self.review.reviewer.text() or self._bench.settings.operator
        )
        self._timer.start()
        self.reload()

    def leave(self) -> None:
        """Close the take, and stop to look."""
        self._timer.stop()
        self.show_take(None)

    def reload(self) -> None:
        """Read the takes again; the chosen one stays chosen."""
        root = self._bench.root
        if root is None or not self._timer.isActive():
            return
        self._bench.background.run(partial(read_takes, root.path), self._on_takes)

    def _on_takes(self, takes: list[TakeRecord]) -> None:
        chosen = self.record
        self.takes.takes.set_takes(takes)
        if chosen is not None:
            self._choose(chosen.id)

    def _choose(self, id_: str) -> None:
        for row, record in enumerate(self.takes.takes.takes):
            if record.id == id_:
                index = self.takes.takes.index(row, 0)
                flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
                rows = flags | QItemSelectionModel.SelectionFlag.Rows
                selection = self.takes.selectionModel()
                selection.blockSignals(True)
                selection.setCurrentIndex(index, rows)
                selection.blockSignals(False)
                self._show_review(record)

    # the take

    @property
    def record(self) -> TakeRecord | None:
        """The take that is looked at."""
        row = self.takes.currentIndex().row()
        known = self.takes.takes.takes
        return known[row] if 0 <= row < len(known) else None

    def next_take(self, by: int) -> None:
        """Choose the take under or over the chosen one."""
        row = self.takes.currentIndex().row() + by
        if 0 <= row < len(self.takes.takes.takes):
            self.takes.selectRow(row)

    def _on_row(self, *_: object) -> None:
        self.show_take(self.record)

    def show_take(self, record: TakeRecord | None) -> None:
        """Open a take; ``None`` closes the one that is open."""
        if self._open is not None:
            self._open.close()
            self._open = None
        self._content, self._seen, self._playing_since = None, (0, 0), None
        self.play.setText(self.tr("Play"))
        self.picture.set_frame(None)
        self.picture.set_face(None)
        self.timeline.set_course(None)
        self.why.clear()
        for panel in self.panels.values():
            panel.set_evidence(None)
        root = self._bench.root
        if record is None or root is None:
            self.review.set_standing("", "")
            return
        self._show_review(record)
        self._open = OpenTake(root.take_path(record), record).__enter__()

    def _show_review(self, record: TakeRecord) -> None:
        review = record.review
        if review is None:
            self.review.set_standing("", "")
            return
        reasons = ", ".join(review.reasons)
        text = f"{review.verdict} by {review.reviewer}" + (f": {reasons}" if reasons else "")
        self.review.set_standing(review.verdict, text)

    def _tick(self) -> None:
        taken = self._open
        if taken is None:
            return
        if taken.error is not None:
            self._bench.messages.show_message(Message.of(taken.error))
            self.show_take(None)
            return
        version, content = taken.content.peek()
        if content is not None and version != self._seen[0]:
            self._seen = (version, self._seen[1])
            self._begin(content)
        version, picture = taken.pictures.peek()
        if picture is not None and version != self._seen[1]:
            self._seen = (self._seen[0], version)
            self.picture.set_empty_text(picture.fault)
            self.picture.set_frame(picture.frame)
            if picture.row == self.timeline.row:
                self._show_evidence(picture.row)
        self._advance()

    def _begin(self, content: TakeContent) -> None:
        self._content = content
        trim = content.record.trim
        lanes = [(name, track.llr) for name, track in content.tracks.items()]
        self.timeline.set_course(
            Course(
                content.time_ns,
                [*lanes, ("fused", content.fused)],
                [(event.time_ns, event.text) for event in content.events],
                content.drops().tolist(),
                (None, None) if trim is None else (trim.start_ns, trim.end_ns),
            )
        )
        self._show_row(0)

    def _show_row(self, row: int) -> None:
        content, taken = self._content, self._open
        if content is None or taken is None:
            return
        taken.ask(row)
        self.picture.set_face(content.face(row))
        self._show_evidence(row)

    def _show_evidence(self, row: int) -> None:
        """Show what was said at a frame; the eye chips follow once its picture is there."""
        content = self._content
        if content is None:
            return
        face, frame = content.face(row), self.picture.frame
        said = []
        for name, panel in self.panels.items():
            track = content.tracks.get(name)
            evidence = None if track is None else track.at(row, with_map=True)
            panel.set_evidence(evidence, frame, face)
            said.append(why(panel.title, evidence))
        decision = content.decisions[row] or self.tr("not analysed")
        said.append(self.tr("Fused: {decision}.").format(decision=decision))
        self.why.setText("\n".join(said))

    # moving

    def step(self, frames: int) -> None:
        """Move by frames."""
        self._playing_since = None
        self.play.setText(self.tr("Play"))
        self.timeline.move_to(self.timeline.row + frames)

    def _on_scrubbed(self, row: int) -> None:
        self._playing_since = None
        self.play.setText(self.tr("Play"))
        self._show_row(row)

    def toggle_play(self) -> None:
        """Play from the cursor, or stop."""
        content = self._content
        if self._playing_since is not None or content is None:
            self._playing_since = None
            self.play.setText(self.tr("Play"))
            return
        if self.timeline.row >= content.count - 1:
            self.timeline.set_row(0)
        start = float(content.time_ns[self.timeline.row])
        self._playing_since = (time.monotonic(), start)
        self.play.setText(self.tr("Pause"))

    def _advance(self) -> None:
        content = self._content
        if self._playing_since is None or content is None:
            return
        began, start = self._playing_since
        speed = float(self.speed.currentData())
        row = content.row_at(start + (time.monotonic() - began) * 1e9 * speed)
        if row != self.timeline.row:
            self.timeline.set_row(row)
            self._show_row(row)
        if row >= content.count - 1:
            self._playing_since = None
            self.play.setText(self.tr("Play"))

    # deciding

    def _on_decided(self, wish: ReviewWish) -> None:
        record, root = self.record, self._bench.root
        if record is None or root is None:
            return
        self._bench.background.run(
            partial(_review, root, record.id, wish, self.review.reviewer.text().strip()),
            self._on_takes,
            self._failed,
        )

    def _failed(self, error: LivenessError) -> None:
        self._bench.messages.show_message(Message.of(error))


def _review(root: DatasetRoot, id_: str, wish: ReviewWish, reviewer: str) -> list[TakeRecord]:
    """Append the review, and return the takes as they stand with it."""
    reasons = (wish.reason,) if wish.reason else ()
    verdict = wish.verdict
    assert verdict in ("accept", "reject", "retake")
    review_take(root, id_, verdict, reviewer=reviewer, reasons=reasons, note=wish.note)  # type: ignore[arg-type]
    return read_takes(root.path)


INSPECT = LayoutInfo("inspect", "Inspect", "Ctrl+3", InspectPage)
