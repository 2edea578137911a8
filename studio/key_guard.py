"""Keys that are shortcuts everywhere, but not in a widget that has a use for them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QWidget,
)

_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
_OWN_KEYS: tuple[tuple[tuple[type[QWidget], ...], tuple[Qt.Key, ...]], ...] = (
    # Space belongs to a button that the Tab key chose, and to nobody else's button
    ((QAbstractButton,), (Qt.Key.Key_Space,)),
    (
        (QAbstractItemView, QComboBox, QAbstractSpinBox, QLineEdit),
        (*_ARROWS, Qt.Key.Key_Return),
    ),
)


_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class KeyGuard(QObject):
    """An event filter of the application; elsewhere Space records and Return accepts."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep a key for the widget that has the focus."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            # with Ctrl or Alt held a key is a command, wherever the focus is
            if not event.modifiers() & _HELD and any(
                isinstance(watched, kinds) and event.key() in keys for kinds, keys in _OWN_KEYS
            ):
                event.accept()
                return True
        return super().eventFilter(watched, event)
