from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from liveness.capture.frame import LatestFrame
from liveness.datasets.protocol import Prompt, Step
from liveness.studio.collect_view import CollectView
from liveness.studio.subject_desk import SubjectDesk
from liveness.widgets import samples
from liveness.widgets.map_panel import MapPanel
from liveness.widgets.score_strips import ScoreStrips

STEP = Step(
    id="live",
    title="Live",
    text="Count to ten.",
    seconds=10,
    prompts=(Prompt(at_s=1, text="Turn left"), Prompt(at_s=4, text="Turn right")),
)


class Desk:
    def __init__(self, view: CollectView) -> None:
        self.view = view
        self.controller: Any = SimpleNamespace(phase="idle", seconds=0.0, countdown_left_s=0.0)
        self.protocols: Any = SimpleNamespace(place=None)
        self.desk = SubjectDesk(view, self.controller, self.protocols)
        self.engine: Any = SimpleNamespace(frames=LatestFrame())
        self.engine.frames.put(samples.frame(1))

    def said(self) -> str:
        self.desk.tick(self.engine)
        assert self.desk.window is not None
        return self.desk.window.sentence


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    view = CollectView()
    qtbot.addWidget(view)
    made = Desk(view)
    made.desk.set_shown(True)
    assert made.desk.window is not None
    qtbot.addWidget(made.desk.window)
    return made


def test_one_sentence_at_a_time(desk: Desk) -> None:
    assert desk.said() == "Look at the camera"
    desk.protocols.place = SimpleNamespace(step=STEP)
    assert desk.said() == "Count to ten."
    desk.view.preview.set_instruction("Come closer")
    assert desk.said() == "Come closer"
    desk.controller.phase = "recording"
    # no guidance during a take: it would be followed
    assert desk.said() == "Count to ten."
    for seconds, text in ((1.0, "Turn left"), (3.9, "Turn left"), (4.1, "Turn right")):
        desk.controller.seconds = seconds
        assert desk.said() == text


def test_the_ring_follows_the_take(desk: Desk) -> None:
    desk.view.record.seconds.setValue(10)
    desk.said()
    assert desk.desk.window is not None
    assert desk.desk.window.progress is None
    desk.controller.phase, desk.controller.seconds = "recording", 2.5
    desk.said()
    assert desk.desk.window.progress == 0.25
    assert desk.desk.window.mirror.frame is not None


def test_on_an_attack_the_presenter_is_not_told_the_species(desk: Desk) -> None:
    attack = Step(id="p", title="Print", text="Hold it.", species="print-matte")
    desk.protocols.place = SimpleNamespace(step=attack)
    assert desk.said() == "Look at the camera"


def test_closing_the_window_unticks_its_action(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.desk.shown_changed) as told:
        desk.desk.set_shown(False)
    assert told.args == [False]
    assert desk.desk.window is None
    desk.desk.tick(desk.engine)


def test_no_widget_of_the_window_tells_a_score(desk: Desk) -> None:
    evidence, fused = samples.all_evidence(), samples.fused()
    for name, panel in desk.view.panels.items():
        panel.set_evidence(evidence[name], samples.frame(1), samples.face())
    assert desk.view.findChildren(MapPanel)  # the operator's window has what is looked for
    desk.controller.phase, desk.controller.seconds = "recording", 2.0
    desk.said()
    window = desk.desk.window
    assert window is not None
    tree = [window, *window.findChildren(QWidget)]
    assert not [each for each in tree if isinstance(each, MapPanel | ScoreStrips | QLabel)]
    told = [
        str(getter())
        for each in tree
        for name in (
            "text",
            "accessibleName",
            "accessibleDescription",
            "toolTip",
            "windowTitle",
        )
        if callable(getter := getattr(each, name, None))
    ]
    words = " ".join(told).casefold()
    scores = [f"{fused.llr:+.1f}", *(f"{each.llr:+.1f}" for each in evidence.values())]
    assert not [score for score in scores if score in words]
    for word in (
        "score",
        "llr",
        "nat,",
        "accept",
        "reject",
        "bona fide",
        "attack",
        "undecided",
    ):
        assert word not in words
