"""Keeps a take beside the one that is looked at, locked in time or free."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QSplitter

from liveness.datasets.take import TakeRecord
from liveness.widgets.beside_view import BesideView
from liveness.widgets.message_bar import Message

from .inspect_page import InspectPage
from .layouts import Workbench
from .open_take import OpenTake, TakeContent


class Beside(QObject):
    """Opens a second take in the Inspect layout.

    Locked, it stands as far in time from the other take's cursor as it stood when the lock was
    closed; free, it has a slider of its own.

    Parameters
    ----------
    page
        The layout; its picture gets a neighbour.
    bench
        What the layouts share.
    """

    def __init__(self, page: InspectPage, bench: Workbench) -> None:
        super().__init__(page)
        self._page, self._bench = page, bench
        self.view = BesideView()
        self._open: OpenTake | None = None
        self._content: TakeContent | None = None
        self._seen = (0, 0)
        self.row = 0
        """Frame of the second take."""
        self.offset_ns = 0
        """Time of the second take's frame less that of the first, while locked."""
        split = QSplitter()
        split.setChildrenCollapsible(False)
        column = page.picture.parentWidget()
        layout = None if column is None else column.layout()
        if layout is not None:
            layout.replaceWidget(page.picture, split)
        split.addWidget(page.picture)
        split.addWidget(self.view)
        self.view.moved.connect(self._show)
        self.view.lock_changed.connect(self._on_lock)
        self.view.closed.connect(self.close)
        page.ticked.connect(self._tick)

    @property
    def record(self) -> TakeRecord | None:
        """The second take."""
        return None if self._content is None else self._content.record

    def pin(self) -> None:
        """Keep the take that is looked at beside whatever is chosen next."""
        root, record = self._bench.root, self._page.record
        if root is None or record is None:
            return
        self.close()
        self.row = self._page.timeline.row
        self.offset_ns = 0
        self.view.title.setText(record.id)
        self.view.lock.setChecked(True)
        self.view.show()
        self._open = OpenTake(root.take_path(record), record).__enter__()

    def close(self) -> None:
        """Let the second take go."""
        if self._open is not None:
            self._open.close()
        self._open, self._content, self._seen = None, None, (0, 0)
        self.view.picture.set_frame(None)
        self.view.picture.set_face(None)
        self.view.hide()

    def _on_lock(self, locked: bool) -> None:
        first, second = self._page.content, self._content
        if locked and first is not None and second is not None:
            here = int(first.time_ns[self._page.timeline.row])
            self.offset_ns = int(second.time_ns[self.row]) - here

    def _tick(self) -> None:
        taken = self._open
        if taken is None:
            return
        if taken.error is not None:
            self._bench.messages.show_message(Message.of(taken.error))
            self.close()
            return
        version, content = taken.content.peek()
        if content is not None and version != self._seen[0]:
            self._seen = (version, self._seen[1])
            self._content = content
            self.view.set_course(content.record.id, content.count)
            self._show(min(self.row, content.count - 1))
        version, picture = taken.pictures.peek()
        if picture is not None and version != self._seen[1]:
            self._seen = (self._seen[0], version)
            self.view.picture.set_empty_text(picture.fault)
            self.view.picture.set_frame(picture.frame)
        self._follow()

    def _follow(self) -> None:
        first, second = self._page.content, self._content
        if first is None or second is None or not self.view.lock.isChecked():
            return
        here = int(first.time_ns[self._page.timeline.row])
        row = second.row_at(here + self.offset_ns)
        if row != self.row:
            self._show(row)

    def _show(self, row: int) -> None:
        if self._open is None or self._content is None:
            return
        self.row = row
        self.view.set_row(row)
        self.view.picture.set_face(self._content.face(row))
        self._open.ask(row)
