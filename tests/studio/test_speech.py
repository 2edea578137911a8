from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot
from studio_fakes import engine_of

from liveness.datasets.protocol import Prompt, Step
from liveness.studio import language
from liveness.studio.main_window import MainWindow
from liveness.studio.speech import Speech, system_voice
from liveness.studio.speech_desk import AGAIN_S, STEADY_S, SpeechDesk
from liveness.studio.subject_desk import SubjectDesk


class Voice:
    """A voice that writes down what it says."""

    def __init__(self, *languages: str) -> None:
        self.locales = [QLocale(name) for name in languages or ("en_GB", "de_DE")]
        self.locale: QLocale | None = None
        self.said: list[str] = []
        self.stopped = 0

    def availableLocales(self) -> list[QLocale]:
        return self.locales

    def setLocale(self, locale: QLocale) -> None:
        self.locale = locale

    def say(self, text: str) -> None:
        self.said.append(text)

    def stop(self) -> None:
        self.stopped += 1


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_the_voice_speaks_the_operators_language_or_not_at_all() -> None:
    voice = Voice()
    speech = Speech(lambda: voice)
    assert speech.say("Look straight", "en")
    assert voice.locale == QLocale("en_GB")
    assert speech.say("Geradeaus schauen", "de")
    assert voice.locale == QLocale("de_DE")
    assert not speech.say("Katsokaa suoraan", "fi")
    assert voice.said == ["Look straight", "Geradeaus schauen"]
    assert speech.say("Look straight", "en")
    assert voice.locale == QLocale("en_GB")


def test_where_there_is_no_voice_it_is_silent_and_asks_once() -> None:
    asked: list[int] = []

    def none() -> None:
        asked.append(1)

    speech = Speech(none)
    assert not speech.silent
    for _ in range(3):
        assert not speech.say("Look straight", "en")
    speech.stop()
    assert speech.silent
    assert asked == [1]


def test_this_system_has_a_voice_or_none_but_never_raises(qapp: object) -> None:
    Speech(system_voice).stop()
    voice = system_voice()
    assert voice is None or voice.availableVoices()


def test_qts_own_engine_takes_what_we_say(qtbot: QtBot) -> None:
    module = pytest.importorskip("PySide6.QtTextToSpeech")
    if "mock" not in module.QTextToSpeech.availableEngines():
        pytest.skip("this Qt has no engine for tests")
    engine = module.QTextToSpeech("mock")
    speech = Speech(lambda: engine)
    with qtbot.waitSignal(engine.stateChanged):
        assert speech.say("Look straight", "en")
    assert engine.locale().language() == QLocale.Language.English
    speech.stop()
    engine.deleteLater()


@pytest.fixture
def desk(window: MainWindow) -> SpeechDesk:
    found = next(tool for tool in window.tools if isinstance(tool, SpeechDesk))
    voice, clock = Voice(), Clock()
    found.speech = Speech(lambda: voice)
    found._clock = clock
    found.voice, found.time = voice, clock  # type: ignore[attr-defined]
    window.settings.muted = False
    window.sources.start("demo:bona-fide")
    engine_of(window)
    window.feed.stop()  # from here on the test ticks
    return found


def tick(desk: Any, seconds: float = 0.0) -> list[str]:
    desk.tick(None)
    desk.time.now += seconds
    desk.tick(None)
    return list(desk.voice.said)


def test_guidance_is_said_once_it_stands_and_again_when_it_comes_back(
    window: MainWindow, desk: Any
) -> None:
    preview = window.view.preview
    preview.set_instruction("Come nearer")
    assert tick(desk, STEADY_S / 2) == []
    preview.set_instruction("Hold still")
    assert tick(desk, STEADY_S) == ["Hold still"]
    assert tick(desk, 60) == ["Hold still"], "it does not nag"
    preview.set_instruction("")
    tick(desk, 1)
    preview.set_instruction("Hold still")
    assert tick(desk, STEADY_S) == ["Hold still"] * 2
    preview.set_instruction("")
    tick(desk, 1)
    preview.set_instruction("Hold still")
    assert tick(desk, STEADY_S) == ["Hold still"] * 2, f"not twice in {AGAIN_S} s"


@pytest.mark.parametrize("name", ["muted", "spoken"])
def test_it_is_silent_when_asked_to_be(window: MainWindow, desk: Any, name: str) -> None:
    window.actions_by_id[f"sound.{name}"].trigger()
    setattr(window.settings, name, name == "muted")
    window.view.preview.set_instruction("Come nearer")
    assert tick(desk, 5) == []


def test_a_takes_prompts_are_said_and_shown_large_and_nothing_else_is(
    window: MainWindow, desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    controller: Any = window.controller
    monkeypatch.setattr(type(controller), "phase", property(lambda _: "recording"))
    due: list[str] = [""]
    monkeypatch.setattr(SubjectDesk, "prompt", lambda _: due[0])
    window.view.preview.set_instruction("Come nearer")
    assert tick(desk, 5) == []
    for take in (1, 2):
        due[0] = "Turn left"
        assert tick(desk) == ["Turn left"] * take
        assert desk.banner.text == "Turn left"
        assert desk.banner.isVisibleTo(window)
        due[0] = ""
        tick(desk, 1)
        assert desk.banner.text == ""
    monkeypatch.undo()


def test_the_prompt_that_is_due_is_the_protocols(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = Step(
        id="turn",
        title="Turn",
        text="Look here.",
        prompts=(Prompt(at_s=0.5, text="Left"), Prompt(at_s=2, text="Right")),
    )
    place: Any = type("Place", (), {"step": step})
    monkeypatch.setattr(type(window.protocols), "place", property(lambda _: place))
    controller: Any = window.controller
    monkeypatch.setattr(type(controller), "phase", property(lambda _: "recording"))
    said = []
    for seconds in (0.0, 0.6, 1.9, 2.0):
        monkeypatch.setattr(type(controller), "seconds", property(lambda _, s=seconds: s))
        said.append(window.subject.prompt())
    assert said == ["", "Left", "Left", "Right"]
    monkeypatch.undo()


def test_another_language_of_the_window_is_another_voice(window: MainWindow, desk: Any) -> None:
    window.view.preview.set_instruction("Come nearer")
    tick(desk, 1)
    assert desk.voice.locale == QLocale("en_GB")
    before = language.current()
    try:
        window.actions_by_id["language.de"].trigger()
        window.view.preview.set_instruction("N\u00e4her kommen")
        assert tick(desk, 1)[-1] == "N\u00e4her kommen"
        assert desk.voice.locale == QLocale("de_DE")
    finally:
        window.actions_by_id[f"language.{before}"].trigger()
