"""A profile in the window: live decisions by it, and a message where it does not hold."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from liveness.capture.engine import LiveEngine
from liveness.capture.profiled import analyser_of, outside
from liveness.datasets.profile import Profile
from liveness.widgets.message_bar import Message, MessageBar

from .engine_slot import EngineSlot
from .live_feed import LiveFeed


def slot_of(profile: Profile, *, preroll: bool = True) -> EngineSlot:
    """Return a slot whose engines decide by a profile."""
    made = partial(LiveEngine, analyser_factory=analyser_of(profile))
    return EngineSlot(engine=made, preroll=preroll)


class ProfileDesk(QObject):
    """Says of each source that is opened whether the profile was made for it.

    Parameters
    ----------
    profile
        The profile.
    slot, feed
        What runs, and who tells when its first snapshot is there.
    messages
        Where it is said.
    """

    def __init__(
        self,
        profile: Profile,
        slot: EngineSlot,
        feed: LiveFeed,
        messages: MessageBar,
        *,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._profile, self._slot, self._messages = profile, slot, messages
        feed.first_seen.connect(self.look)

    def look(self) -> None:
        """Compare the source that runs with what the profile was made for."""
        engine = self._slot.engine
        if engine is None or engine.info is None or engine.analyser is None:
            return
        for text in outside(self._profile, engine.info, versions=engine.analyser.versions()):
            self._messages.show_message(
                Message(
                    f"{text[0].upper()}{text[1:]}",
                    self.tr("profile {id}").format(id=self._profile.id),
                    self.tr("its error rates do not hold here: calibrate for this camera"),
                )
            )
