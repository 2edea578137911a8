from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from liveness.widgets import samples
from liveness.widgets.map_panel import MapPanel
from liveness.widgets.score_strips import ScoreStrips
from liveness.widgets.subject_window import SubjectWindow
from liveness.widgets.theme import State


def test_it_shows_a_mirror_a_sentence_and_nothing_of_the_scores(qtbot: QtBot) -> None:
    window = SubjectWindow()
    qtbot.addWidget(window)
    window.show_frame(samples.frame(1))
    window.say("Turn your head")
    assert window.sentence == "Turn your head"
    assert window.mirror.to_widget().m11() < 0
    children = window.findChildren(QWidget)
    assert not [
        child for child in children if isinstance(child, MapPanel | ScoreStrips | QLabel)
    ]
    words = " ".join(child.accessibleName() for child in children).casefold()
    assert not any(word in words for word in ("score", "llr", *map(str, State)))


def test_the_ring_closes_as_the_take_runs(qtbot: QtBot) -> None:
    window = SubjectWindow()
    qtbot.addWidget(window)
    window.say("Hold still")
    window.resize(600, 500)
    empty = window.grab().toImage()
    window.set_progress(0.25)
    quarter = window.grab().toImage()
    window.set_progress(0.75)
    assert window.progress == 0.75
    assert quarter != empty
    assert window.grab().toImage() != quarter
    window.set_progress(None)
    assert window.grab().toImage() == empty


def test_closing_is_told(qtbot: QtBot) -> None:
    window = SubjectWindow()
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignal(window.closed):
        window.close()
    assert not window.isVisible()
