from __future__ import annotations

from typing import get_args

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from liveness.capture.audio import Cue
from liveness.widgets.cue_banner import CueBanner
from liveness.widgets.theme import State


def over(qtbot: QtBot) -> tuple[QWidget, CueBanner]:
    below = QWidget()
    qtbot.addWidget(below)
    below.resize(640, 360)
    banner = CueBanner(below)
    below.show()
    return below, banner


def test_each_cue_has_a_word_and_a_mark_of_its_own(qtbot: QtBot) -> None:
    _, banner = over(qtbot)
    said = {}
    for cue in get_args(Cue):
        banner.clear()
        banner.show_cue(cue)
        said[cue] = (banner.text, banner.state)
    assert said["tick"] == ("", None), "its number is on the countdown"
    assert said["start"] == ("Recording", State.RECORDING)
    assert said["done"] == ("Take kept", State.BONA_FIDE)
    assert said["rejected"] == ("Take not good", State.WARNING)
    pictures = []
    for cue in ("start", "done", "rejected"):
        banner.show_cue(cue)
        assert banner.accessibleName() == banner.text
        pictures.append(banner.grab().toImage())
    assert pictures[0] != pictures[1] != pictures[2]


def test_it_goes_by_itself_and_a_prompt_stays(qtbot: QtBot) -> None:
    _, banner = over(qtbot)
    banner.say("Turn left", shown_ms=20)
    assert banner.isVisible()
    qtbot.waitUntil(lambda: not banner.isVisible())
    assert banner.text == ""
    banner.say("Turn left", shown_ms=20)
    banner.say("Blink twice", shown_ms=0)
    qtbot.wait(60)
    assert banner.text == "Blink twice"


def test_it_stays_in_the_middle_and_within_the_picture(qtbot: QtBot) -> None:
    below, banner = over(qtbot)
    second = CueBanner(below, foot=True)
    banner.say("Recording", State.RECORDING)
    second.say("Turn the head slowly to the left and then to the right again, please", None)
    for width, height in ((640, 360), (1200, 700), (330, 200)):
        below.resize(width, height)
        for each in (banner, second):
            assert below.rect().contains(each.geometry())
            assert abs(each.geometry().center().x() - below.rect().center().x()) <= 1
        assert banner.geometry().bottom() < second.geometry().top()
