"""Changes the window's language while it runs; a session goes on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Literal

from PySide6.QtWidgets import QApplication

from . import language
from .quiet_tool import QuietTool
from .relabel import Relabeller


class LanguageDesk(QuietTool):
    """A tool of the window: one action for each language."""

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
