from __future__ import annotations

from itertools import pairwise

import pytest
from pytestqt.qtbot import QtBot

from liveness.widgets.sound_meter import SoundMeter, SoundReading
from liveness.widgets.theme import State


@pytest.mark.parametrize(
    ("reading", "state", "text"),
    [
        (SoundReading(), State.UNDECIDED, "no sound"),
        (
            SoundReading(None, "the consent is without audio"),
            State.UNDECIDED,
            "no sound: the consent is without audio",
        ),
        (
            SoundReading(None, "no microphone", fault=True),
            State.WARNING,
            "no sound: no microphone",
        ),
        (SoundReading(-22.0), State.BONA_FIDE, "sound -20 dB"),
        (SoundReading(-22.0, "settling"), State.UNDECIDED, "sound -20 dB, settling"),
        (SoundReading(float("-inf")), State.BONA_FIDE, "sound -60 dB"),
        (SoundReading(-1.0), State.WARNING, "sound too loud"),
    ],
)
def test_the_meter_says_whether_there_will_be_sound(
    qtbot: QtBot, reading: SoundReading, state: State, text: str
) -> None:
    meter = SoundMeter()
    qtbot.addWidget(meter)
    meter.set_reading(reading)
    assert (meter.label.state, meter.label.text) == (state, text)
    assert meter.accessibleName() == text


def test_the_bar_grows_with_the_sound(qtbot: QtBot) -> None:
    meter = SoundMeter()
    qtbot.addWidget(meter)
    meter.show()
    pictures = []
    for peak in (-55.0, -30.0, -6.0, 0.0):
        meter.set_reading(SoundReading(peak))
        pictures.append(meter._bar.grab().toImage())
    assert all(a != b for a, b in pairwise(pictures))
