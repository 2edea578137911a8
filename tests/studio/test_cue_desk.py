from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from pytestqt.qtbot import QtBot
from studio_fakes import engine_of, pretend_to_finalise, ready

from liveness.datasets.errors import StorageError
from liveness.studio.cue_desk import CueDesk
from liveness.studio.main_window import MainWindow
from liveness.widgets import samples
from liveness.widgets.theme import State


class Speaker:
    """Plays, or says that there is no device."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error
        self.heard: list[NDArray[np.float32]] = []
        self.asked = threading.Event()

    def __call__(self, samples: NDArray[np.float32], rate_hz: int) -> None:
        self.asked.set()
        if self.error is not None:
            raise self.error
        if samples.size:
            self.heard.append(samples)


@pytest.fixture(autouse=True)
def good_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The takes have no files to be judged by."""
    monkeypatch.setattr("liveness.studio.report_desk.take_faults", lambda *_: ())


def desk_of(window: MainWindow) -> CueDesk:
    return next(tool for tool in window.tools if isinstance(tool, CueDesk))


def give(window: MainWindow, speaker: Speaker) -> list[str]:
    """Let a window play its cues to a speaker, and return what it shows."""
    cue: Any = window.cue
    cue._player = speaker
    window.cue.muted = False
    controller: Any = window.controller
    controller._cue = window.cue.play
    shown: list[str] = []
    desk_of(window).shown.connect(shown.append)
    return shown


def record(window: MainWindow, qtbot: QtBot, shown: list[str]) -> None:
    count = len(shown)
    window.takes.toggle()
    qtbot.waitUntil(lambda: window.controller.phase == "recording")
    window.takes.stop()
    qtbot.waitUntil(lambda: not window.takes.working and len(shown) >= count + 2)


def test_each_cue_of_a_take_is_seen_as_it_is_heard(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    speaker = Speaker()
    shown = give(window, speaker)
    root = ready(window, qtbot, tmp_path)
    pretend_to_finalise(root)
    qtbot.waitUntil(speaker.asked.is_set)  # the device is ready before the first cue
    assert speaker.heard == []
    record(window, qtbot, shown)
    assert shown == ["start", "done"]
    assert desk_of(window).banner.text == "Take kept"
    qtbot.waitUntil(lambda: len(speaker.heard) == 2)

    def refuse(journal: Path) -> Any:
        raise StorageError("E-DSK-03", "the disk is full")

    root.finalise = refuse  # type: ignore[method-assign]
    record(window, qtbot, shown)
    assert shown[2:] == ["start", "rejected"]
    assert desk_of(window).banner.state is State.WARNING
    qtbot.waitUntil(lambda: len(speaker.heard) == 4)
    start, done, again, rejected = speaker.heard
    assert np.array_equal(start, again)
    assert len({start.size, done.size, rejected.size}) == 3
    assert not any(
        np.array_equal(a[:2000], b[:2000])
        for a, b in ((start, done), (done, rejected), (start, rejected))
    )


def test_without_a_sound_card_there_is_one_notice_and_the_cues_are_seen(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    class PortAudioError(Exception):
        pass

    speaker = Speaker(PortAudioError("Error querying device -1"))
    shown = give(window, speaker)
    messages = window.view.messages
    told: list[str] = []
    show = messages.show_message

    def note(message: Any) -> None:
        told.append(message.what)
        show(message)

    messages.show_message = note  # type: ignore[method-assign]
    root = ready(window, qtbot, tmp_path)
    pretend_to_finalise(root)
    qtbot.waitUntil(lambda: not window.cue.available)
    for number in (1, 2):
        record(window, qtbot, shown)
        assert shown == ["start", "done"] * number
    notice = "No sound device: cues are shown on the screen instead"
    assert told.count(notice) == 1
    assert messages.message is not None
    assert window.cue.notice.startswith("E-AUD-01")


def test_a_take_of_poor_quality_sounds_and_looks_rejected(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.sources.start("demo:bona-fide")
    engine_of(window)
    shown: list[str] = []
    desk_of(window).shown.connect(shown.append)
    attack = samples.take(1, id="T3", label="print-matte")
    window.view.takes.takes.set_takes([attack])
    window.protocols.take_judged.emit("T1", ())
    window.protocols.take_judged.emit("T3", ("blurred: sharpness 12 of 50",))
    window.protocols.take_judged.emit("T2", ("blurred: sharpness 12 of 50",))
    qtbot.waitUntil(lambda: shown == ["rejected"])
    assert desk_of(window).banner.text == "Take not good"
