"""Changes the window's language while it runs; a session goes on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from liveness.capture.analysis import Snapshot

from . import language
from .relabel import Relabeller

if TYPE_CHECKING:
    from .main_window import MainWindow


class LanguageDesk(QObject):
    """A tool of the window: one action for each language."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    @property
    def handlers(self) -> Mapping[str, Callable[..., object]]:
        """What each language's action does."""
        return {
            "language.en": partial(self.speak, "en"),
            "language.de": partial(self.speak, "de"),
        }

    def speak(self, name: Literal["en", "de"], *_: object) -> None:
        """Say everything that is on the screen, and all that follows, in a language."""
        old = language.current()
        self._window.settings.language = name
        if name == old:
            return
        language.install(name)
        Relabeller(old, name).widgets(QApplication.topLevelWidgets())

    def tick(self, snapshot: Snapshot | None) -> None:
        """Nothing to look at."""

    def close(self) -> None:
        """Nothing to let go of."""
