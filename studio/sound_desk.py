"""The microphone in the window: open while a step asks for sound, its level, what it lacks."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from liveness.capture.analysis import Snapshot
from liveness.capture.microphone import Microphone
from liveness.datasets.errors import LivenessError
from liveness.widgets.message_bar import Message
from liveness.widgets.sound_meter import SoundMeter, SoundReading

if TYPE_CHECKING:
    from .main_window import MainWindow

AGAIN_S = 10.0
"""After this long a microphone that was not there is looked for again, seconds."""

EVERY_S = 0.1
"""Time between two readings of the level, seconds."""


class SoundDesk(QObject):
    """Has the microphone open before the take that needs it, and never otherwise.

    A clock that has not settled yet would place the sound wrongly, so it is opened as soon as
    the step is on; what it hears outside of takes is kept nowhere.

    Parameters
    ----------
    window
        The window.
    make
        Makes a microphone of a device's name; ``None`` is the system's default.
    """

    def __init__(
        self,
        window: MainWindow,
        *,
        make: Callable[[str | None], Microphone] = Microphone,
    ) -> None:
        super().__init__(window)
        self._window, self._make = window, make
        self.meter = SoundMeter()
        self.meter.hide()
        layout = window.view.record.layout()
        if layout is not None:
            layout.addWidget(self.meter)
        self._microphone: Microphone | None = None
        self._opening = False
        self._closed = False
        self._fault: LivenessError | None = None
        self._again_s = self._next_s = 0.0

    @property
    def handlers(self) -> Mapping[str, Callable[..., object]]:
        """None: the protocol's step decides."""
        return {}

    @property
    def microphone(self) -> Microphone | None:
        """The open microphone."""
        return self._microphone

    def asked(self) -> bool:
        """Whether the step that is on asks for sound."""
        place = self._window.protocols.place
        return place is not None and place.step.microphone

    def refusal(self) -> str:
        """Return why the person or the mode allows no sound, in a few words, or ``""``."""
        form = self._window.view.form
        draft = form.draft()
        if draft.privacy != "full":
            return self.tr("this privacy mode keeps none")
        consent = form.chosen_consent()
        if consent is None:
            return self.tr("choose a consent")
        if not consent.allows("audio"):
            return self.tr("the consent is without audio")
        return ""

    def tick(self, snapshot: Snapshot | None) -> None:
        """Open or close the microphone, and show how loud it is."""
        now = time.monotonic()
        if now < self._next_s:
            return
        self._next_s = now + EVERY_S
        asked = self.asked()
        refusal = self.refusal() if asked else ""
        wanted = asked and not refusal
        engine = self._window.slot.engine
        self._check()
        if not wanted and self._microphone is not None and not self._window.takes.busy:
            self._let_go()
        if wanted and self._microphone is None and engine is not None and now >= self._again_s:
            self._open()
        if engine is not None:
            engine.microphone = self._microphone if wanted else None
        self.meter.setVisible(asked)
        if asked:
            self.meter.set_reading(self._reading(refusal))

    def _reading(self, refusal: str) -> SoundReading:
        if refusal:
            return SoundReading(None, refusal)
        if self._microphone is None:
            if self._fault is not None:
                return SoundReading(None, self.tr("no microphone"), fault=True)
            return SoundReading(
                None, self.tr("opening the microphone") if self._opening else ""
            )
        stats = self._microphone.stats
        settling = "" if stats.settled else self.tr("settling")
        return SoundReading(stats.peak_db, settling)

    def _open(self) -> None:
        if self._opening:
            return
        self._opening = True
        cue = None if self._fault is None else self._window.cue
        microphone = self._make(self._window.settings.microphone or None)

        def work() -> Microphone:
            if cue is not None:
                cue.close()  # PortAudio finds a new device only while it plays nothing
            microphone.__enter__()
            if self._closed:  # nobody is left to take it
                microphone.__exit__(None, None, None)
            return microphone

        self._window.background.run(work, self._opened, self._failed)

    def _opened(self, microphone: Microphone) -> None:
        self._opening = False
        self._fault = None
        self._microphone = microphone

    def _failed(self, error: LivenessError) -> None:
        self._opening = False
        self._again_s = time.monotonic() + AGAIN_S
        if self._fault is None:  # one notice, however often it is looked for
            self._window.view.messages.show_message(Message.of(error))
        self._fault = error

    def _check(self) -> None:
        """Tell of a microphone that has gone; the take keeps what it has."""
        if self._microphone is None:
            return
        error = self._microphone.stats.error
        if error is not None:
            self._let_go()
            self._failed(error)

    def _let_go(self) -> None:
        microphone, self._microphone = self._microphone, None
        engine = self._window.slot.engine
        if engine is not None:
            engine.microphone = None
        if microphone is not None:
            close = partial(microphone.__exit__, None, None, None)
            self._window.background.run(close, _nothing)

    def close(self) -> None:
        """Close the microphone."""
        self._closed = True
        microphone, self._microphone = self._microphone, None
        if microphone is not None:
            microphone.__exit__(None, None, None)


def _nothing(_: object) -> None:
    """Nothing is left to do."""
