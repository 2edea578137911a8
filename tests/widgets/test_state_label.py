from __future__ import annotations

from pytestqt.qtbot import QtBot

from liveness.widgets.state_label import StateLabel
from liveness.widgets.theme import State


def test_a_state_is_shape_and_word(qtbot: QtBot) -> None:
    label = StateLabel(State.BONA_FIDE, "same word")
    qtbot.addWidget(label)
    label.resize(120, 20)
    first = label.grab().toImage()
    label.set_state(State.ATTACK, "same word")
    assert label.grab().toImage() != first
    assert (label.state, label.text) == (State.ATTACK, "same word")
    assert label.accessibleName() == "same word"


def test_a_long_word_widens_the_hint_and_is_elided_when_cut(qtbot: QtBot) -> None:
    label = StateLabel(text="ok")
    qtbot.addWidget(label)
    narrow = label.sizeHint().width()
    label.set_state(State.WARNING, "a much longer state than before")
    assert label.sizeHint().width() > narrow
    label.resize(40, 20)
    label.grab()
