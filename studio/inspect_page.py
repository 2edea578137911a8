"""The Inspect layout: takes, the picture and four maps at one cursor, why, and the review."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import get_args

from PySide6.QtCore import QItemSelectionModel, QTimer, Signal

from liveness.datasets.amendments import Verdict
from liveness.datasets.duplicates import Pair
from liveness.datasets.errors import LivenessError
from liveness.datasets.take import TakeRecord
from liveness.widgets.message_bar import Message
from liveness.widgets.review_bar import ReviewWish
from liveness.widgets.timeline import Course

from .inspect_view import HIDDEN, InspectView
from .inspecting import Desk, Known, look_for_duplicates, read_known
from .layouts import Workbench
from .open_take import OpenTake, TakeContent
from .problems import problems_first
from .why import why

TICK_MS = 16

_SCORES = (4, 5)
"""Columns that a blind review goes without."""


class InspectPage(InspectView):
    """Everything of one take under one cursor.

    Parameters
    ----------
    bench
        What the window's layouts share.
    """

    ticked = Signal()
    """The page has looked at what is new; its parts do so now."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self._open: OpenTake | None = None
        self._seen = (0, 0)
        self._content: TakeContent | None = None
        self._playing_since: tuple[float, float] | None = None
        self._known = Known([], {}, {})
        self._pairs: list[Pair] = []
        self._connect()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.timeout.connect(self.ticked)

    def _connect(self) -> None:
        selection = self.takes.selectionModel()
        selection.currentRowChanged.connect(self._on_row)
        self.timeline.scrubbed.connect(self._on_scrubbed)
        self.play.clicked.connect(self.toggle_play)
        self.review.decided.connect(self._on_decided)
        self.filter.changed.connect(self._arrange)
        self.filter.duplicates.clicked.connect(self.find_duplicates)
        self.amend.relabelled.connect(self.relabel)
        self.amend.trimmed.connect(self.trim)
        self.amend.undone.connect(self.undo)
        self.amend.blind.toggled.connect(self._on_blind)
        self.review.reviewer.editingFinished.connect(self._arrange)
        self._bench.takes.root_changed.connect(self._on_root)
        self._bench.takes.take_added.connect(lambda *_: self.reload())
        self._bench.history.written.connect(self.reload)
        keys: dict[str, Callable[[], object]] = {
            "play": self.toggle_play,
            "back": partial(self.step, -1),
            "forward": partial(self.step, 1),
            "back_far": partial(self.step, -10),
            "forward_far": partial(self.step, 10),
            "next": partial(self.next_take, 1),
            "previous": partial(self.next_take, -1),
            "accept": partial(self.review.decide, "accept"),
            "reject": partial(self.review.decide, "reject"),
            "retake": partial(self.review.decide, "retake"),
            "begin": partial(self.trim, "start"),
            "end": partial(self.trim, "end"),
            "take_back": self.undo,
            "problem": self.next_problem,
        }
        self._bench.keymap.bind(self, {f"inspect.{id_}": act for id_, act in keys.items()})

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
        self._bench.background.run(partial(read_known, root, self._pairs), self._on_known)

    def _on_root(self, _: str) -> None:
        self._pairs = []
        self.reload()

    def _on_known(self, known: Known) -> None:
        self._known = known
        self.filter.set_takes(known.takes)
        self._arrange()

    def _arrange(self) -> None:
        """Show the takes that are asked for; the chosen one stays, or the next one is."""
        chosen, row = self.record, self.takes.currentIndex().row()
        takes = self.filter.shown(self._known.takes)
        if self.filter.first.isChecked() and not self.amend.blind.isChecked():
            takes = problems_first(takes[::-1], self._known.problems)[::-1]
        self.takes.takes.set_takes(takes)
        self.filter.set_count(len(takes), len(self._known.takes))
        if chosen is None:
            return
        if any(record.id == chosen.id for record in takes):
            self._choose(chosen.id)
        elif takes:
            self.takes.selectRow(min(row, len(takes) - 1))
        else:
            self.show_take(None)

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
                self.takes.viewport().update()
                self._show_review(record)
                self._show_course()

    def find_duplicates(self) -> None:
        """Compare the pictures of all takes."""
        if (root := self._bench.root) is None:
            return

        def found(pairs: list[Pair]) -> None:
            self.filter.duplicates.setEnabled(True)
            if root is self._bench.root:
                self._pairs = pairs
                self.reload()

        def failed(error: LivenessError) -> None:
            self.filter.duplicates.setEnabled(True)
            self._failed(error)

        self.filter.duplicates.setEnabled(False)
        self._bench.background.run(partial(look_for_duplicates, root), found, failed)

    @property
    def hidden(self) -> bool:
        """Whether a blind review hides what was measured and said of the chosen take."""
        record = self.record
        if record is None or not self.amend.blind.isChecked():
            return False
        return not self._known.decided(record.id, self.review.reviewer.text().strip())

    def _on_blind(self, blind: bool) -> None:
        self.takes.set_without((*HIDDEN, *_SCORES) if blind else HIDDEN)
        self.takes.takes.blind = blind
        self.filter.first.setEnabled(not blind)
        self._arrange()

    @property
    def content(self) -> TakeContent | None:
        """What is known of the open take, once it was read."""
        return self._content

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

    def next_problem(self) -> None:
        """Choose the next take below that has a problem; after the last one the first.

        A blind reviewer is not led to what the scores say.
        """
        if self.amend.blind.isChecked():
            return
        takes, row = self.takes.takes.takes, self.takes.currentIndex().row()
        for other in (*range(row + 1, len(takes)), *range(row)):
            if takes[other].id in self._known.problems:
                self.takes.selectRow(other)
                return

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
        self.clear_panels(self.tr("Choose a take on the left."))
        root = self._bench.root
        if record is None or root is None:
            self.review.set_standing("", "")
            self.amend.set_record(None)
            return
        self._show_review(record)
        self._open = OpenTake(root.take_path(record), record).__enter__()

    def _show_review(self, record: TakeRecord) -> None:
        self.amend.set_record(record)
        review = record.review
        if review is None or self.hidden:
            self.review.set_standing("", "")
            return
        self.review.set_standing(review.verdict, self._known.standing(review))

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
        self._show_course()
        self._show_row(0)

    def _show_course(self) -> None:
        """Show what is known of the open take; the cursor stays."""
        content = self._content
        if content is None:
            return
        row = self.timeline.row
        lanes = [(name, track.llr) for name, track in content.tracks.items()]
        lanes.append(("fused", content.fused))
        trim = (self.record or content.record).trim
        self.timeline.set_course(
            Course(
                content.time_ns,
                [] if self.hidden else lanes,
                [(event.time_ns, event.text) for event in content.events],
                content.drops().tolist(),
                (None, None) if trim is None else (trim.start_ns, trim.end_ns),
            )
        )
        self.timeline.set_row(row)
        self._show_evidence(self.timeline.row)

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
        if self.hidden:
            self.clear_panels(self.tr("Hidden until you have decided."))
            self.why.setText(self.tr("Hidden until you have decided."))
            return
        face, frame = content.face(row), self.picture.frame
        said = self._known.look(content.record.id)
        for name, panel in self.panels.items():
            track = content.tracks.get(name)
            evidence = None if track is None else track.at(row, with_map=True)
            panel.set_evidence(evidence, frame, face)
            said.append(why(panel.title, evidence))
        decision = content.decisions[row] or self.tr("not analysed")
        said.append(self.tr("Fused: {decision}.").format(decision=decision))
        self.why.setText("\n".join(said))

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

    def _on_decided(self, wish: ReviewWish) -> None:
        verdict = next(each for each in get_args(Verdict) if each == wish.verdict)
        self._say(self.tr(verdict), lambda desk: desk.review(verdict, wish.reason, wish.note))

    def relabel(self, label: str) -> None:
        """Correct the label of the chosen take."""
        text = self.tr("relabel as {label}").format(label=label)
        self._say(text, lambda desk: desk.relabel(label))

    def trim(self, mark: str) -> None:
        """Let the part that counts begin or end at the cursor, or take the trim back."""
        content, row = self._content, self.timeline.row
        if content is None:
            return
        after = None if row + 1 >= content.count else int(content.time_ns[row + 1])
        start = int(content.time_ns[row])
        self._say(self.tr("trim"), lambda desk: desk.trim(mark, start, after))

    def undo(self) -> None:
        """Take back the own last review of the chosen take."""
        self._say(self.tr("take-back of a review"), lambda desk: desk.undo())

    def _say(self, text: str, what: Callable[[Desk], None]) -> None:
        """Append what a reviewer says of the chosen take; the page is read anew after it."""
        record, root, bench = self.record, self._bench.root, self._bench
        if record is None or root is None or not self.review.named():
            return
        where = (root, record.id, self.review.reviewer.text().strip())
        words = self.tr("{what}, {take}").format(what=text, take=record.id)
        bench.history.say(
            bench.background, words, lambda key: what(Desk(*where, key)), where, self._failed
        )

    def _failed(self, error: LivenessError) -> None:
        self._bench.messages.show_message(Message.of(error))
