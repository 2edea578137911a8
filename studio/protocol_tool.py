"""What the window does with protocols beside following one: a new session, the editor."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from liveness.capture.analysis import Snapshot

if TYPE_CHECKING:
    from .main_window import MainWindow
    from .protocol_editor import ProtocolEditor


class ProtocolTool:
    """A tool of the window.

    Parameters
    ----------
    window
        Whose protocols they are.
    """

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.editor: ProtocolEditor | None = None
        """The editor, while it is open."""

    def edit(self) -> None:
        """Open the editor beside the window, on the site's own protocol that is followed."""
        if self.editor is None:
            # made when it is wanted: the window must come up fast
            from .protocol_editor import ProtocolEditor

            self.editor = ProtocolEditor(parent=self._window)
            self.editor.destroyed.connect(self._on_closed)
            self.editor.follow_requested.connect(self._window.protocols.choose)
            path = Path(self._window.settings.protocol)
            if path.suffix == ".toml" and path.is_file():
                self.editor.open_file(path)
        self.editor.show()
        self.editor.raise_()
        self.editor.activateWindow()

    def _on_closed(self) -> None:
        self.editor = None

    @property
    def handlers(self) -> Mapping[str, Callable[..., object]]:
        """What is done at each action."""
        return {
            "protocol.anew": lambda *_: self._window.protocols.begin_anew(),
            "protocol.edit": lambda *_: self.edit(),
        }

    def tick(self, snapshot: Snapshot | None) -> None:
        """Nothing: it waits for its actions."""

    def close(self) -> None:
        """Take back the question that may be open, and close the editor.

        What is not saved there is not kept: the window asks about takes only.
        """
        self._window.protocols.offer.close()
        if self.editor is not None:
            self.editor.drop()
