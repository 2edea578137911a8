"""Cues in the window: their visual twins, and one notice where nothing is heard."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from liveness.capture.analysis import Snapshot
from liveness.capture.audio import Cue
from liveness.widgets.cue_banner import CueBanner
from liveness.widgets.message_bar import Message
from liveness.widgets.theme import State

if TYPE_CHECKING:
    from .main_window import MainWindow

READY_EVERY_S = 30.0
"""How often the device is asked for while a source runs; it is let go of when nobody asks."""


class CueDesk(QObject):
    """Shows every cue, heard or not.

    Parameters
    ----------
    window
        The window whose cues they are.
    """

    shown = Signal(str)
    """A cue was shown."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.banner = CueBanner(window.view.preview)
        self._cues: deque[Cue] = deque()
        self._told = False
        self._next_s = 0.0
        window.protocols.take_judged.connect(self._on_judged)
        window.cue.on_cue = self._cues.append  # by whichever thread; shown at the next tick

    @property
    def handlers(self) -> Mapping[str, Callable[..., object]]:
        """None: tones are muted by the window's own action."""
        return {}

    def tick(self, snapshot: Snapshot | None) -> None:
        """Show what was played, and have the device ready while a source runs."""
        while self._cues:
            cue = self._cues.popleft()
            self.banner.show_cue(cue)
            self.shown.emit(cue)
        cue_player = self._window.cue
        if not cue_player.notice:
            self._told = False
        elif not self._told:
            self._told = True
            text = self.tr("No sound device: cues are shown on the screen instead")
            self._window.view.messages.show_message(
                Message(text, code="E-AUD-01", state=State.UNDECIDED)
            )
        now = time.monotonic()
        if self._window.slot.engine is not None and now >= self._next_s:
            self._next_s = now + READY_EVERY_S
            cue_player.prepare()

    def _on_judged(self, take: str, faults: tuple[str, ...]) -> None:
        """Say by ear and eye that a take is no good: it can be made again at once.

        A bad attack counts all the same: leaving it out would bias the error rates.
        """
        takes = self._window.view.takes.takes.takes
        attack = any(record.id == take and not record.bona_fide for record in takes)
        if faults and not attack:
            self._window.cue.play("rejected")

    def close(self) -> None:
        """Show nothing more."""
        self._window.cue.on_cue = None
