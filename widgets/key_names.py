"""How the keys are called that buttons and sentences name.

A button that says "Record (Space)" must say something else once the user gave that another
key. The studio tells `KEYS`; widgets ask it, and listen.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QKeySequence

DEFAULTS: Mapping[str, str] = {
    "record.toggle": "Space",
    "record.retake": "Backspace",
    "step.accept": "Return",
    "step.previous": "Left",
    "step.next": "Right",
    "step.best": "Down",
    "inspect.accept": "A",
    "inspect.reject": "X",
    "inspect.retake": "R",
    "inspect.begin": "I",
    "inspect.end": "O",
    "inspect.take_back": "U",
}
"""Key by action, as widgets name it until they are told otherwise."""


class KeyNames(QObject):
    """The keys that widgets name."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._keys = dict(DEFAULTS)

    def set_keys(self, keys: Mapping[str, str]) -> None:
        """Name other keys, by action, in portable form; empty for none."""
        new = {id_: keys.get(id_, default) for id_, default in DEFAULTS.items()}
        if new != self._keys:
            self._keys = new
            self.changed.emit()

    def of(self, id_: str) -> str:
        """Return the name of an action's key as this system writes it.

        Raises
        ------
        KeyError
            For an action that no widget names.
        """
        keys = self._keys[id_]
        native = QKeySequence.fromString(keys).toString(QKeySequence.SequenceFormat.NativeText)
        return native or QCoreApplication.translate("KeyNames", "no key")


KEYS = KeyNames()
"""Those of this process: it has one keyboard."""
