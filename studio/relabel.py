"""Give everything that is on the screen its text in another language, without a restart.

Widgets ask for their texts once, when they are made. What they show is found again in the
catalogue of the language that was, and replaced by the same text of the other; values that
were written into a text stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabWidget,
    QTextEdit,
    QWidget,
)

from .catalogue import Catalogue

_TEXTS: Final = (
    "text",
    "title",
    "windowTitle",
    "toolTip",
    "statusTip",
    "accessibleName",
    "accessibleDescription",
    "placeholderText",
    "specialValueText",
    "prefix",
    "suffix",
    "iconText",
)
"""Properties that hold a text for people."""

_TYPED: Final = (QLineEdit, QPlainTextEdit, QTextEdit)
"""What a person typed there is nobody's to translate."""


class Relabeller:
    """Finds texts of one language and returns those of another.

    Parameters
    ----------
    old, new
        Languages, as in `language.LANGUAGES`.
    """

    def __init__(self, old: str, new: str) -> None:
        self._back = Catalogue.load(old).reversed()
        self._forward = Catalogue.load(new)

    def text(self, shown: str) -> str:
        """Return what stands for a text that is shown; itself when it is no text of ours."""
        return self._forward.formatted(self._back.formatted(shown))

    def widgets(self, tops: Iterable[QWidget]) -> int:
        """Relabel windows with all that is in them, and return how many texts changed."""
        changed = 0
        for top in tops:
            for thing in _everything(top):
                changed += self._one(thing)
            if top.parent() is None:  # Qt hands it on to all that is inside
                QApplication.sendEvent(top, QEvent(QEvent.Type.LanguageChange))
        return changed

    def _one(self, thing: QObject) -> int:
        changed = 0
        for name in _TEXTS:
            if name == "text" and isinstance(thing, _TYPED):
                continue
            shown = thing.property(name)
            if isinstance(shown, str) and shown:
                said = self.text(shown)
                if said != shown:
                    thing.setProperty(name, said)
                    changed += 1
        if isinstance(thing, QComboBox):
            for i in range(thing.count()):
                thing.setItemText(i, self.text(thing.itemText(i)))
        if isinstance(thing, QTabWidget):
            for i in range(thing.count()):
                thing.setTabText(i, self.text(thing.tabText(i)))
        if isinstance(thing, QWidget):
            thing.update()
        return changed


def _everything(top: QWidget) -> Iterator[QObject]:
    seen: set[int] = set()
    for thing in (top, *top.findChildren(QWidget), *top.findChildren(QAction)):
        if id(thing) not in seen:
            seen.add(id(thing))
            yield thing
