"""What the window does with protocols beside following one: a new session, the editor."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from liveness.capture.analysis import Snapshot

if TYPE_CHECKING:
    from .main_window import MainWindow


class ProtocolTool:
    """A tool of the window.

    Parameters
    ----------
    window
        Whose protocols they are.
    """

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    @property
    def handlers(self) -> Mapping[str, Callable[..., object]]:
        """What is done at each action."""
        return {"protocol.anew": lambda *_: self._window.protocols.begin_anew()}

    def tick(self, snapshot: Snapshot | None) -> None:
        """Nothing: it waits for its actions."""

    def close(self) -> None:
        """Take back the question that may be open."""
        self._window.protocols.offer.close()
