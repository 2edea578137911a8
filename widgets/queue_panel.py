"""The people of the day: who is done, who is there, who comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from . import theme
from .empty_text import paint_empty
from .theme import State


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One person.

    Parameters
    ----------
    person
        Pseudonym.
    state
        ``bona-fide`` done, ``recording`` there now, ``warning`` cannot be recorded,
        ``undecided`` waits.
    word
        The same in words, with the takes.
    """

    person: str
    state: State
    word: str


class _List(QListWidget):
    """A list that teaches in one sentence while it is empty."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, or the sentence."""
        super().paintEvent(event)
        if not self.count():
            text = self.tr("Write the pseudonyms of today's people below, in their order.")
            paint_empty(self, text)


class QueuePanel(QWidget):
    """Shows `QueueRow` objects, and asks for more people, fewer, or the next one."""

    add_requested = Signal(str)
    remove_requested = Signal(object)
    """Pseudonyms, a tuple."""
    chosen = Signal(str)
    """Go on with this person."""
    next_requested = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[QueueRow, ...] = ()
        self.list = _List()
        self.list.setAccessibleName(self.tr("People of the day"))
        self.list.setIconSize(QSize(12, 12))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("S1, S2, S3\u2026"))
        self.field.setAccessibleName(self.tr("Pseudonyms to add"))
        self.add = self._button(self.tr("Add"), self.tr("Add people to the queue"))
        self.remove = self._button(self.tr("Remove"), self.tr("Remove the chosen people"))
        self.next = self._button("", self.tr("Go on with the next person"))
        foot = QHBoxLayout()
        foot.setSpacing(theme.GAP)
        foot.addWidget(self.field, 1)
        for button in (self.add, self.remove, self.next):
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, theme.GRID)
        layout.setSpacing(theme.GRID)
        layout.addWidget(self.list, 1)
        layout.addLayout(foot)
        self.field.returnPressed.connect(self._on_add)
        self.add.clicked.connect(self._on_add)
        self.remove.clicked.connect(self._on_remove)
        self.next.clicked.connect(self.next_requested)
        self.list.itemActivated.connect(self._on_activated)
        self.list.itemSelectionChanged.connect(self._enable)
        self.field.textChanged.connect(self._enable)
        self.set_next(None)
        self._enable()

    def _button(self, text: str, name: str) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setAutoDefault(False)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # Space records
        return button

    @property
    def rows(self) -> tuple[QueueRow, ...]:
        """What is shown."""
        return self._rows

    def set_rows(self, rows: Sequence[QueueRow]) -> None:
        """Show other people; costs nothing when they are the same."""
        if tuple(rows) == self._rows:
            return
        chosen = set(self.selected())
        self._rows = tuple(rows)
        self.list.clear()
        for row in rows:
            item = QListWidgetItem(QIcon(theme.mark_icon(row.state)), "")
            item.setText(self.tr("{person}: {word}").format(person=row.person, word=row.word))
            item.setData(Qt.ItemDataRole.UserRole, row.person)
            self.list.addItem(item)
            item.setSelected(row.person in chosen)
        self._enable()

    def set_next(self, person: str | None) -> None:
        """Name who comes next on the button."""
        text = self.tr("Next person (PgDown)")
        if person is not None:
            text = self.tr("Next: {person} (PgDown)").format(person=person)
        self.next.setText(text)
        self.next.setEnabled(person is not None)

    def selected(self) -> tuple[str, ...]:
        """Return the people who are chosen in the list."""
        items = self.list.selectedItems()
        return tuple(item.data(Qt.ItemDataRole.UserRole) for item in items)

    def _enable(self) -> None:
        self.add.setEnabled(bool(self.field.text().strip()))
        self.remove.setEnabled(bool(self.list.selectedItems()))

    def _on_add(self) -> None:
        text = self.field.text().strip()
        if text:
            self.field.clear()
            self.add_requested.emit(text)

    def _on_remove(self) -> None:
        self.remove_requested.emit(self.selected())

    def _on_activated(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
