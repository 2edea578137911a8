from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from studio_fakes import engine_of, ready

from liveness.capture.microphone import SoundStats
from liveness.datasets.consent import Consent
from liveness.datasets.errors import SoundError
from liveness.studio.main_window import MainWindow
from liveness.studio.sound_desk import SoundDesk
from liveness.widgets.draft import PresentationDraft
from liveness.widgets.theme import State

PROTOCOL = """id = "spoken"
title = "Spoken"
[[steps]]
id = "speak"
title = "Speaking"
text = "Count to ten."
seconds = 1.0
microphone = true
[[steps]]
id = "still"
title = "Still"
text = "Look here."
seconds = 1.0
"""


class FakeMicrophone:
    made: list[FakeMicrophone]
    refuse = False

    def __init__(self, device: str | None) -> None:
        self.device = device
        self.open = False
        self.stats = SoundStats(-20.0, False, 10, 0, 0, None)
        type(self).made.append(self)

    def __enter__(self) -> FakeMicrophone:
        if type(self).refuse:
            raise SoundError("E-AUD-03", "no microphone can be opened", "none", "plug one in")
        self.open = True
        return self

    def __exit__(self, *_: object) -> None:
        self.open = False


@pytest.fixture
def desk(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> SoundDesk:
    FakeMicrophone.made, FakeMicrophone.refuse = [], False
    monkeypatch.setattr("liveness.studio.sound_desk.AGAIN_S", 0.05)
    found = next(tool for tool in window.tools if isinstance(tool, SoundDesk))
    found._make = FakeMicrophone  # type: ignore[assignment]
    root = ready(window, qtbot, tmp_path)
    for id_, scope in (("C1", ("record", "audio")), ("C2", ("record",))):
        consent = Consent.model_validate({"id": id_, "subject": "S1", "scope": scope})
        window.view.form.set_consents(
            [*window.view.form._consents.values(), consent], choose="C1"
        )
    path = tmp_path / "spoken.toml"
    path.write_text(PROTOCOL)
    window.protocols.choose(str(path))
    qtbot.waitUntil(lambda: window.protocols.place is not None)
    assert root is window.takes.root
    return found


def microphone_of(window: MainWindow) -> Any:
    return getattr(engine_of(window), "microphone", None)


def test_it_is_open_while_a_step_asks_for_sound_and_not_otherwise(
    desk: SoundDesk, window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: microphone_of(window) is not None)
    (microphone,) = FakeMicrophone.made
    assert microphone.open
    assert microphone is microphone_of(window)
    assert microphone.device is None
    qtbot.waitUntil(lambda: desk.meter.label.text == "sound -20 dB, settling")
    microphone.stats = SoundStats(-31.0, True, 10, 0, 0, None)
    qtbot.waitUntil(lambda: desk.meter.label.text == "sound -30 dB")
    assert desk.meter.isVisible()
    window.protocols.move(1)
    qtbot.waitUntil(lambda: not microphone.open)
    assert microphone_of(window) is None
    assert not desk.meter.isVisible()


def test_without_the_scope_audio_it_is_never_opened_and_says_why(
    desk: SoundDesk, window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: microphone_of(window) is not None)
    window.view.form.set_draft(PresentationDraft("S1", "C2", "O1", site="gate-2"))
    text = "no sound: the consent is without audio"
    qtbot.waitUntil(lambda: desk.meter.label.text == text)
    assert microphone_of(window) is None
    qtbot.waitUntil(lambda: not FakeMicrophone.made[0].open)
    window.view.form.set_draft(
        PresentationDraft("S1", "C1", "O1", site="gate-2", privacy="signals")
    )
    text = "no sound: this privacy mode keeps none"
    qtbot.waitUntil(lambda: desk.meter.label.text == text)
    assert len(FakeMicrophone.made) == 1
    assert window.takes.problem() == "", "the take goes on without sound"


def test_where_there_is_none_one_notice_and_it_is_looked_for_again(
    desk: SoundDesk, window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: microphone_of(window) is not None)
    told: list[str] = []
    messages = window.view.messages
    show = messages.show_message
    messages.show_message = lambda m: (told.append(m.code), show(m))  # type: ignore[method-assign, assignment]
    first = FakeMicrophone.made[0]
    FakeMicrophone.refuse = True
    gone = SoundError("E-AUD-04", "the microphone has gone", "desk", "plug it in")
    first.stats = SoundStats(-20.0, True, 10, 0, 0, gone)
    qtbot.waitUntil(lambda: len(FakeMicrophone.made) >= 3)
    assert not first.open
    assert told == ["E-AUD-04"]
    assert desk.meter.label.state is State.WARNING
    assert desk.meter.label.text == "no sound: no microphone"
    FakeMicrophone.refuse = False
    qtbot.waitUntil(lambda: microphone_of(window) is not None)
    assert FakeMicrophone.made[-1].open
    qtbot.waitUntil(lambda: desk.meter.label.text.startswith("sound"))


def test_closing_the_window_closes_it(
    desk: SoundDesk, window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: microphone_of(window) is not None)
    window.close()
    assert not FakeMicrophone.made[0].open
