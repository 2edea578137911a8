"""All keys of the window in a list, each of which can be changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from . import theme
from .state_label import StateLabel
from .theme import State

_ID = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One action and its key.

    Parameters
    ----------
    id, text
        What it is called within the program, and what it does in words.
    place
        Where it works, in words.
    keys, default
        In portable form; empty for none.
    """

    id: str
    text: str
    place: str
    keys: str
    default: str

    @property
    def changed(self) -> bool:
        """Whether the user gave it another key."""
        return self.keys != self.default


class KeyWindow(QDialog):
    """Lists `KeyRow`, and asks for other keys; the caller grants or refuses them.

    It does not block the window, so that a key can be tried at once.
    """

    assign_requested = Signal(str, str)
    """Id of an action, and the key that it shall have (empty: none)."""
    reset_requested = Signal(str)
    """Id of an action; empty for all of them."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._rows: dict[str, KeyRow] = {}
        self.search = QLineEdit()
        self.list = QTreeWidget()
        self.edit = QKeySequenceEdit()
        self.assign = QPushButton(self.tr("Give this key"))
        self.none = QPushButton(self.tr("No key"))
        self.reset = QPushButton(self.tr("Reset this"))
        self.reset_all = QPushButton(self.tr("Reset all"))
        self._said = StateLabel(State.UNDECIDED, "", lines=2)
        self._build()
        self._connect()
        self.resize(620, 620)
        self._on_chosen()

    def _build(self) -> None:
        self.search.setPlaceholderText(self.tr("search"))
        self.search.setClearButtonEnabled(True)
        self.list.setHeaderLabels(
            [self.tr("What it does"), self.tr("Key"), self.tr("Works in"), self.tr("Default")]
        )
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setFont(theme.font(13))
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setStretchLastSection(False)
        self.edit.setMaximumSequenceLength(1)
        self.edit.setClearButtonEnabled(True)
        for widget, name in (
            (self.search, self.tr("Search the keys")),
            (self.list, self.tr("Actions and their keys")),
            (self.edit, self.tr("Press the new key here")),
            (self.assign, self.tr("Give this key to the chosen action")),
            (self.none, self.tr("Leave the chosen action without a key")),
            (self.reset, self.tr("Give the chosen action its default key")),
            (self.reset_all, self.tr("Give every action its default key")),
        ):
            widget.setAccessibleName(name)
        # Enter is a key like others here: it must press nothing
        for button in (self.assign, self.none, self.reset, self.reset_all):
            button.setAutoDefault(False)
        about = QLabel(
            self.tr(
                "Choose an action, then press the new key or the foot switch in the field "
                "below. While you type in a text field, letters are letters."
            )
        )
        about.setWordWrap(True)
        label = QLabel(self.tr("New key"))
        label.setBuddy(self.edit)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(label)
        row.addWidget(self.edit, 1)
        for button in (self.assign, self.none, self.reset, self.reset_all):
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.MARGIN, theme.MARGIN, theme.MARGIN, theme.MARGIN)
        layout.setSpacing(theme.GAP)
        layout.addWidget(about)
        layout.addWidget(self.search)
        layout.addWidget(self.list, 1)
        layout.addLayout(row)
        layout.addWidget(self._said)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_search)
        self.list.currentItemChanged.connect(self._on_chosen)
        self.list.itemActivated.connect(lambda *_: self.edit.setFocus())
        self.edit.keySequenceChanged.connect(self._check)
        self.assign.clicked.connect(self._on_assign)
        self.none.clicked.connect(lambda: self._ask(""))
        self.reset.clicked.connect(lambda: self.reset_requested.emit(self.chosen))
        self.reset_all.clicked.connect(lambda: self.reset_requested.emit(""))

    @property
    def chosen(self) -> str:
        """Id of the action that is chosen; empty for none."""
        item = self.list.currentItem()
        return "" if item is None else str(item.data(0, _ID))

    @property
    def text(self) -> str:
        """What is said under the list."""
        return self._said.text

    def choose(self, id_: str) -> None:
        """Choose an action."""
        for i in range(self.list.topLevelItemCount()):
            item = self.list.topLevelItem(i)
            if item is not None and item.data(0, _ID) == id_:
                self.list.setCurrentItem(item)

    def set_rows(self, rows: Iterable[KeyRow]) -> None:
        """Show other keys; the chosen action stays chosen."""
        chosen = self.chosen
        self._rows = {row.id: row for row in rows}
        self.list.blockSignals(True)
        self.list.clear()
        for row in self._rows.values():
            item = QTreeWidgetItem([row.text, _shown(row.keys), row.place, _shown(row.default)])
            item.setData(0, _ID, row.id)
            if row.changed:
                item.setFont(1, theme.font(13, bold=True))
                item.setText(1, self.tr("{keys} (changed)").format(keys=_shown(row.keys)))
            self.list.addTopLevelItem(item)
        for column in (1, 2, 3):
            self.list.resizeColumnToContents(column)
            self.list.setColumnWidth(column, self.list.columnWidth(column) + theme.GAP)
        self.list.blockSignals(False)
        self._on_search(self.search.text())
        self.choose(chosen)
        self._check()

    def say(self, text: str, state: State) -> None:
        """Say what became of what was asked for."""
        self._said.set_state(state, text)

    def _on_search(self, text: str) -> None:
        words = text.casefold().split()
        for i in range(self.list.topLevelItemCount()):
            item = self.list.topLevelItem(i)
            if item is None:
                continue
            all_ = " ".join(item.text(column) for column in range(3)).casefold()
            item.setHidden(not all(word in all_ for word in words))

    def _on_chosen(self, *_: object) -> None:
        row = self._rows.get(self.chosen)
        self.edit.clear()
        self.edit.setEnabled(row is not None)
        if row is None:
            self.say(self.tr("Choose an action in the list."), State.UNDECIDED)
        else:
            self.say(row.text, State.UNDECIDED)
        self._check()

    def _check(self, *_: object) -> None:
        row = self._rows.get(self.chosen)
        self.assign.setEnabled(row is not None and not self.edit.keySequence().isEmpty())
        self.none.setEnabled(row is not None and bool(row.keys))
        self.reset.setEnabled(row is not None and row.changed)
        self.reset_all.setEnabled(any(each.changed for each in self._rows.values()))

    def _on_assign(self) -> None:
        self._ask(self.edit.keySequence().toString(QKeySequence.SequenceFormat.PortableText))

    def _ask(self, keys: str) -> None:
        if self.chosen:
            self.assign_requested.emit(self.chosen, keys)


def _shown(keys: str) -> str:
    """Return a key as this system writes it."""
    return (
        QKeySequence.fromString(keys).toString(QKeySequence.SequenceFormat.NativeText)
        or "\u2013"
    )
