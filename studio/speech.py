"""Sentences spoken by the system's voice, where it has one; silent where it has none."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QLocale

log = logging.getLogger(__name__)


def system_voice() -> Any:
    """Return Qt's text-to-speech engine of this system, or ``None`` where it has no voice.

    The module is imported here: it loads a speech service, which most sessions never need.
    """
    try:
        from PySide6.QtTextToSpeech import QTextToSpeech
    except ImportError as error:  # an installation without it
        log.info("no voice: %s", error)
        return None
    # Qt offers an engine that only pretends, for tests
    names = [name for name in QTextToSpeech.availableEngines() if name != "mock"]
    for name in names:
        engine = QTextToSpeech(name)
        if engine.state() != QTextToSpeech.State.Error and engine.availableVoices():
            return engine
        engine.deleteLater()
    log.info("no voice: the engines %s have none", ", ".join(names) or "(none)")
    return None


class Speech:
    """Speaks one sentence at a time; the newest is the one that counts.

    Parameters
    ----------
    voice
        Makes the engine, once, with the first sentence; ``None`` is silence.
    """

    def __init__(self, voice: Callable[[], Any] = system_voice) -> None:
        self._make = voice
        self._voice: Any = None
        self._asked = False
        self._language = ""

    @property
    def silent(self) -> bool:
        """Whether it is known that the system has no voice."""
        return self._asked and self._voice is None

    def say(self, sentence: str, language: str) -> bool:
        """Speak a sentence instead of the one before; return whether there is a voice for it.

        Parameters
        ----------
        sentence
            What is said.
        language
            Of the operator, as ``en`` or ``de``; a voice of another language would make
            nonsense of it, and stays silent.
        """
        if not self._asked:
            self._asked, self._voice = True, self._make()
        voice = self._voice
        if voice is None:
            return False
        if language != self._language and not self._choose(language):
            return False
        voice.stop()
        voice.say(sentence)
        return True

    def stop(self) -> None:
        """Break off."""
        if self._voice is not None:
            self._voice.stop()

    def _choose(self, language: str) -> bool:
        """Take a voice of a language; the system's own country where it speaks it."""
        wanted = QLocale(language).language()
        fitting = [each for each in self._voice.availableLocales() if each.language() == wanted]
        if not fitting:
            log.info("no voice speaks %s", language)
            return False
        here = QLocale.system()
        self._voice.setLocale(next((each for each in fitting if each == here), fitting[0]))
        self._language = language
        return True
