"""The window of keys: opened from the menu, kept in step with the keymap."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from liveness.capture.analysis import Snapshot
from liveness.widgets.key_names import DEFAULTS, KEYS
from liveness.widgets.key_window import KeyRow, KeyWindow
from liveness.widgets.theme import State

from .actions import EVERYWHERE, place_of, plain_text
from .keymap import Keymap, portable

if TYPE_CHECKING:
    from .main_window import MainWindow


class KeyDesk(QObject):
    """Lets the user give other keys to actions.

    Parameters
    ----------
    window
        The window whose keys they are.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._keymap: Keymap = window.layouts.bench.keymap
        self.window: KeyWindow | None = None
        self._keymap.changed.connect(self._show)
        self._keymap.changed.connect(self._name)
        self._name()

    @property
    def handlers(self) -> Mapping[str, Callable[..., object]]:
        """Opens the window."""
        return {"edit.keys": self.open}

    def open(self) -> None:
        """Show the window of keys, or bring it to the front."""
        if self.window is None:
            self.window = KeyWindow(parent=self._window)
            self.window.assign_requested.connect(self.assign)
            self.window.reset_requested.connect(self.reset)
            self.window.destroyed.connect(self._on_closed)
            self._show()
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def _name(self) -> None:
        """Let buttons and sentences name the keys as they are now."""
        KEYS.set_keys({id_: self._keymap.keys(id_) for id_ in DEFAULTS})

    def _on_closed(self) -> None:
        self.window = None

    def _show(self) -> None:
        if self.window is not None:
            self.window.set_rows(self.rows())

    def rows(self) -> list[KeyRow]:
        """Return every action with its key, as the window lists it."""
        places = {
            EVERYWHERE: self.tr("everywhere"),
            "collect": self.tr("Collect"),
            "inspect": self.tr("Inspect"),
            "calibrate": self.tr("Calibrate"),
        }
        return [
            KeyRow(
                info.id,
                self.tr(plain_text(info)),
                places[place_of(info)],
                self._keymap.keys(info.id),
                portable(info.shortcut),
            )
            for info in self._keymap.infos.values()
        ]

    def assign(self, id_: str, keys: str) -> None:
        """Give an action another key, or say whose it is."""
        refusal = self._keymap.assign(id_, keys)
        text = self.tr(plain_text(self._keymap.infos[id_]))
        if refusal is None:
            now = self.tr("{keys} now does: {what}") if keys else self.tr("No key for: {what}")
            self._say(now.format(keys=keys, what=text), State.BONA_FIDE)
        elif refusal.owner is None:
            said = self.tr("{keys} moves from field to field, and cannot be given to an action")
            self._say(said.format(keys=keys), State.WARNING)
        else:
            owner = self.tr(plain_text(refusal.owner))
            said = self.tr(
                "{keys} is the key of \u201c{owner}\u201d; give that another one first"
            )
            self._say(said.format(keys=keys, owner=owner), State.WARNING)

    def reset(self, id_: str) -> None:
        """Give an action, or all of them, the default keys again."""
        if id_:
            self.assign(id_, self._keymap.infos[id_].shortcut)
            return
        self._keymap.reset_all()
        self._say(self.tr("Every action has its default key again"), State.BONA_FIDE)

    def _say(self, text: str, state: State) -> None:
        if self.window is not None:
            self.window.say(text, state)

    def tick(self, _: Snapshot | None) -> None:
        """Nothing follows the pictures here."""

    def close(self) -> None:
        """Close the window of keys; the next window begins with its own."""
        KEYS.set_keys({})
        if self.window is not None:
            self.window.close()
