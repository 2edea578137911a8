"""A tool of the window that only answers its actions: it looks at no picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from liveness.capture.analysis import Snapshot

if TYPE_CHECKING:
    from .main_window import MainWindow


class QuietTool(QObject):
    """What the tools of the menu have in common.

    Parameters
    ----------
    window
        The window.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    @property
    def handlers(self) -> Mapping[str, Callable[..., object]]:
        """What is done at each of its actions, by the action's id."""
        return {}

    def tick(self, snapshot: Snapshot | None) -> None:
        """Nothing to look at."""

    def close(self) -> None:
        """Nothing to let go of."""
