"""Which key does what: the defaults of the actions, and what the user changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from .actions import EVERY_KEY, EVERYWHERE, ActionInfo, place_of, plain_text
from .settings import Settings

FORBIDDEN = ("Tab", "Shift+Tab", "Backtab")
"""Keys that move the focus from one field to the next, for those who work without a mouse."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a key cannot be given to an action.

    Parameters
    ----------
    owner
        The action that has it; ``None`` where no action may.
    """

    owner: ActionInfo | None


class Keymap(QObject):
    """Gives every action its key, and keeps what the user changed in the settings.

    What the user chose goes before a default: an action of a later version whose default the
    user gave to another one begins without a key.

    Parameters
    ----------
    settings
        Preferences; its ``keys`` hold what differs from the defaults, by the action's id.
    infos
        All actions.
    """

    changed = Signal()

    def __init__(
        self,
        settings: Settings,
        infos: Iterable[ActionInfo] = EVERY_KEY,
        *,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self.infos = {info.id: info for info in infos}
        self._apply: list[Callable[[], None]] = []

    def keys(self, id_: str) -> str:
        """Return the key of an action in portable form; empty where it has none."""
        own = self._settings.keys.get(id_)
        if own is not None:
            return portable(own)
        info = self.infos[id_]
        default = portable(info.shortcut)
        chosen = (
            other
            for other, keys in self._settings.keys.items()
            if other in self.infos and default and portable(keys) == default
        )
        taken = any(_meet(info, self.infos[other]) for other in chosen)
        return "" if taken else default

    def refusal(self, id_: str, keys: str) -> Refusal | None:
        """Return why an action cannot have a key, or ``None`` where it can."""
        keys = portable(keys)
        if keys in FORBIDDEN:
            return Refusal(None)
        for other in self.infos.values():
            taken = keys and self.keys(other.id) == keys
            if other.id != id_ and taken and _meet(self.infos[id_], other):
                return Refusal(other)
        return None

    def assign(self, id_: str, keys: str) -> Refusal | None:
        """Give an action another key (empty: none), unless it is refused.

        Any key that the computer hears of may be given, as a foot switch sends it.
        """
        refusal = self.refusal(id_, keys)
        if refusal is None:
            changed = dict(self._settings.keys)
            changed[id_] = portable(keys)
            if changed[id_] == portable(self.infos[id_].shortcut):
                del changed[id_]
            self._store(changed)
        return refusal

    def reset(self, id_: str) -> Refusal | None:
        """Give an action its default again, unless another one has it now."""
        return self.assign(id_, self.infos[id_].shortcut)

    def reset_all(self) -> None:
        """Give every action its default again."""
        self._store({})

    def _store(self, keys: dict[str, str]) -> None:
        self._settings.keys = keys
        for apply in self._apply:
            apply()
        self.changed.emit()

    def listed(self) -> list[tuple[str, str]]:
        """Return key and text of every action that has one, as the keyboard map shows them."""
        found = ((self.keys(info.id), plain_text(info)) for info in self.infos.values())
        return [(keys, text) for keys, text in found if keys]

    def attach(self, actions: Mapping[str, QAction]) -> None:
        """Give actions of the window their keys, now and whenever they change."""

        def apply() -> None:
            for id_, action in actions.items():
                if id_ in self.infos:
                    action.setShortcuts(sequences(self.keys(id_)))

        self._apply.append(apply)
        apply()

    def bind(self, page: QWidget, handlers: Mapping[str, Callable[[], object]]) -> None:
        """Let keys act while a page, or what is in it, has the focus; by the action's id."""
        made: dict[str, QShortcut] = {}
        for id_, act in handlers.items():
            made[id_] = QShortcut(page)
            made[id_].setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made[id_].activated.connect(act)

        def apply() -> None:
            for id_, shortcut in made.items():
                shortcut.setKeys(sequences(self.keys(id_)))

        self._apply.append(apply)
        page.destroyed.connect(lambda: self._apply.remove(apply))
        apply()


def portable(keys: str) -> str:
    """Return a key in the form in which it is stored; empty for what is none."""
    return QKeySequence.fromString(keys).toString(QKeySequence.SequenceFormat.PortableText)


def sequences(keys: str) -> list[QKeySequence]:
    """Return what Qt listens to; Return is the key of the number block, too."""
    if not keys:
        return []
    found = [QKeySequence.fromString(keys)]
    if keys == "Return":
        found.append(QKeySequence.fromString("Enter"))
    return found


def _meet(one: ActionInfo, other: ActionInfo) -> bool:
    """Whether two actions can act at one place, so that one key cannot be both's."""
    places = {place_of(one), place_of(other)}
    return EVERYWHERE in places or len(places) == 1
