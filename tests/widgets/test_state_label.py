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


def test_a_label_of_two_lines_breaks_its_text_and_then_cuts_it_at_a_word(qtbot: QtBot) -> None:
    label = StateLabel(State.WARNING, "one two three four five six seven eight", lines=2)
    qtbot.addWidget(label)
    one = StateLabel(State.WARNING, label.text)
    qtbot.addWidget(one)
    whole = label.sizeHint().width()
    assert label.sizeHint().height() >= 2 * one.sizeHint().height() - 4
    assert label.shown(whole) == label.text
    assert label.shown(round(0.6 * whole)) == label.text
    assert one.shown(round(0.6 * whole)) != one.text
    cut = label.shown(round(0.3 * whole))
    assert cut.endswith("\u2026")
    assert label.text.startswith(cut[:-1] + " ")
    assert label.shown(20).endswith("\u2026")
