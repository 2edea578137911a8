"""Spoken prompts: what stands in large letters is said aloud, too."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from liveness.capture.analysis import Snapshot
from liveness.widgets.cue_banner import CueBanner

from . import language
from .speech import Speech

if TYPE_CHECKING:
    from .main_window import MainWindow

STEADY_S = 0.5
"""A sentence that stood for less time is not said: guidance may still change its mind."""

AGAIN_S = 8.0
"""The same guidance is said again after this long, seconds; it would nag otherwise."""


class SpeechDesk(QObject):
    """Says the sentence of the moment: the step's text, the guidance, the prompts of a take.

    It is never alone: each sentence stands in the subject's window, guidance and the step's
    text in the operator's, and a take's prompts are shown over the picture by this desk.

    Parameters
    ----------
    window
        The window.
    speech
        What speaks.
    clock
        Seconds, monotonic.
    """

    def __init__(
        self,
        window: MainWindow,
        *,
        speech: Speech | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(window)
        self._window, self._clock = window, clock
        self.speech = speech or Speech()
        self.banner = CueBanner(window.view.preview, foot=True)
        self._sentence = ""
        self._since_s = 0.0
        self._said: dict[str, float] = {}

    @property
    def handlers(self) -> Mapping[str, Callable[..., object]]:
        """Speak or not."""
        return {"sound.spoken": self.set_spoken}

    def set_spoken(self, spoken: bool) -> None:
        """Speak from now on, or break off."""
        self._window.settings.spoken = spoken
        if not spoken:
            self.speech.stop()

    def tick(self, snapshot: Snapshot | None) -> None:
        """Say what is new and has stood for a moment."""
        window, now = self._window, self._clock()
        engine = window.slot.engine
        running = engine is not None and engine.state == "running"
        prompt = window.subject.prompt()
        sentence = (prompt or self._said_now()) if running else ""
        if prompt != self.banner.text:
            if prompt:
                self.banner.say(prompt, shown_ms=0)
            else:
                self.banner.clear()
        if sentence != self._sentence:
            self._sentence, self._since_s = sentence, now
        if not sentence or not self._due(sentence, prompt, now):
            return
        self._said = {text: at for text, at in self._said.items() if now - at < AGAIN_S}
        self._said[sentence] = now
        if window.settings.spoken and not window.settings.muted:
            self.speech.say(sentence, language.current())

    def _said_now(self) -> str:
        """Return what is said outside of a take: the guidance, else what the step asks for.

        What an operator does with an attack is read, not told to the room.
        """
        place = self._window.protocols.place
        step = place.step.text if place is not None and place.step.bona_fide else ""
        return self._window.view.preview.instruction or step

    def _due(self, sentence: str, prompt: str, now: float) -> bool:
        """Return whether a sentence is to be said now."""
        phase = self._window.controller.phase
        if phase == "countdown" or (phase == "recording" and not prompt):
            return False  # the tones are speaking; and nothing disturbs a take but its prompts
        if phase in ("finishing", "failed"):
            return False
        if not prompt and now - self._since_s < STEADY_S:
            return False
        said = self._said.get(sentence)
        if said is None:
            return True
        return said < self._since_s and (bool(prompt) or now - said >= AGAIN_S)

    def close(self) -> None:
        """Say nothing more."""
        self.speech.stop()
