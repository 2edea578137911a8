"""The window's layouts: Collect at once, the others made when they are first shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QByteArray, QObject, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from liveness.datasets.store import DatasetRoot
from liveness.widgets.message_bar import MessageBar

from .background import Background
from .keymap import Keymap
from .record_desk import RecordDesk
from .settings import Settings
from .undo import History

COLLECT = "collect"


@dataclass(frozen=True, slots=True)
class Workbench:
    """What every layout works with.

    Parameters
    ----------
    takes
        Has the open dataset, and tells of another one and of new takes.
    background, settings, messages
        Of the window.
    history
        What can be taken back.
    keymap
        Which key does what; made from the settings.
    """

    takes: RecordDesk
    background: Background
    settings: Settings
    messages: MessageBar
    history: History = field(default_factory=History)
    keymap: Keymap = field(init=False)

    def __post_init__(self) -> None:
        """Make what follows from the settings."""
        object.__setattr__(self, "keymap", Keymap(self.settings))

    @property
    def root(self) -> DatasetRoot | None:
        """The open dataset."""
        return self.takes.root


@runtime_checkable
class Resettable(Protocol):
    """Has parts whose shares a person may change."""

    def reset_layout(self) -> None:
        """Give every part the share that it starts with."""
        ...


class LayoutPage(QWidget):
    """A layout beside Collect; told when it comes and goes, so that it works only when seen."""

    def enter(self) -> None:
        """Be shown: read what is new."""

    def leave(self) -> None:
        """Be hidden: stop what runs for the eyes only."""


@dataclass(frozen=True, slots=True)
class LayoutInfo:
    """A layout and how to make it.

    Parameters
    ----------
    id, title
        ``inspect``; what the menu says.
    shortcut
        In portable form.
    make
        Makes the page, when it is first shown.
    """

    id: str
    title: str
    shortcut: str
    make: Callable[[Workbench], LayoutPage]


class Layouts(QObject):
    """The pages of the window and the menu that changes between them.

    Parameters
    ----------
    collect
        The Collect layout, which is there from the start.
    bench
        Given to the pages.
    infos
        The other layouts.
    """

    changed = Signal(str)
    """Id of the layout that is shown now."""

    def __init__(
        self,
        collect: QWidget,
        bench: Workbench,
        infos: Sequence[LayoutInfo],
        *,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._collect = collect
        self.stack = QStackedWidget()
        self.stack.addWidget(collect)
        self.widget = QWidget()
        """Messages over the layout that is shown."""
        column = QVBoxLayout(self.widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bench.messages)
        column.addWidget(self.stack, 1)
        self.bench = bench
        self._infos = {info.id: info for info in infos}
        self._pages: dict[str, LayoutPage] = {}
        self._presets: dict[str, list[tuple[QSplitter, QByteArray]]] = {}
        self.current = COLLECT
        self.menu = QMenu(self.tr("&Layout"), self.stack)
        self.actions_by_id: dict[str, QAction] = {}
        self._group = QActionGroup(self)
        self._add(COLLECT, self.tr("Collect"), "Ctrl+1")
        for info in infos:
            self._add(info.id, self.tr(info.title), info.shortcut)

    def _add(self, id_: str, title: str, shortcut: str) -> None:
        action = QAction(title, self)
        action.setObjectName(f"layout.{id_}")
        action.setCheckable(True)
        action.setChecked(id_ == self.current)
        action.setShortcut(QKeySequence.fromString(shortcut))
        action.triggered.connect(lambda *_, id_=id_: self.show(id_))
        self._group.addAction(action)
        self.menu.addAction(action)
        self.actions_by_id[id_] = action

    def page(self, id_: str) -> LayoutPage | None:
        """Return a page that was made already."""
        return self._pages.get(id_)

    def _remember(self, id_: str) -> None:
        """Keep the shares of a page that was just laid out: its preset."""
        parts = self._pages[id_].findChildren(QSplitter)
        self._presets[id_] = [(part, part.saveState()) for part in parts]

    def reset(self) -> None:
        """Give the parts of the layout that is shown the shares that they start with."""
        if self.current == COLLECT and isinstance(self._collect, Resettable):
            self._collect.reset_layout()
        for splitter, state in self._presets.get(self.current, ()):
            splitter.restoreState(state)

    def show(self, id_: str) -> None:
        """Show a layout; one that does not exist, as in damaged settings, shows Collect."""
        if id_ != COLLECT and id_ not in self._infos:
            id_ = COLLECT
        if id_ == self.current:
            return
        before = self._pages.get(self.current)
        if before is not None:
            before.leave()
        self.current = id_
        if id_ == COLLECT:
            self.stack.setCurrentIndex(0)
        else:
            if id_ not in self._pages:
                self._pages[id_] = self._infos[id_].make(self.bench)
                self.stack.addWidget(self._pages[id_])
                QTimer.singleShot(0, self, partial(self._remember, id_))
            page = self._pages[id_]
            self.stack.setCurrentWidget(page)
            page.enter()
        self.actions_by_id[id_].setChecked(True)
        self.changed.emit(id_)

    def close(self) -> None:
        """Let every page stop what it runs."""
        for page in self._pages.values():
            page.leave()
