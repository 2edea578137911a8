"""The desk of the source when a camera breaks off and comes back."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from pytestqt.qtbot import QtBot

from liveness.datasets.errors import SourceError
from liveness.studio.background import Background
from liveness.studio.collect_view import CollectView
from liveness.studio.engine_slot import EngineSlot
from liveness.studio.settings import Settings
from liveness.studio.source_desk import SourceDesk


class Engine(SimpleNamespace):
    """What the desk looks at."""

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *_: object) -> None:
        self.state = "ended"


def test_a_camera_that_broke_off_is_waited_for_and_said(qtbot: QtBot) -> None:
    engine = Engine(state="running", error=None, lost=None, info=None)
    make: Any = lambda source: engine  # noqa: E731
    opener: Any = lambda spec: spec  # noqa: E731
    view, background = CollectView(), Background(lambda error: None)
    qtbot.addWidget(view)
    desk = SourceDesk(view, Settings(), EngineSlot(opener, make), background)
    desk.start("camera:0")

    def open_() -> bool:
        background.deliver()
        desk.tick()
        return view.picker.start.text() == "Stop"

    qtbot.waitUntil(open_)
    engine.lost = SourceError("E-CAM-09", "camera 0 vanished", "no device", "plug it in")
    engine.state = "reconnecting"
    desk.tick()
    message = view.messages.message
    assert message is not None
    assert (message.code, message.button) == ("E-CAM-09", "Stop")
    assert view.picker.start.text() == "Cancel"
    engine.lost, engine.state = None, "running"
    desk.tick()
    assert view.messages.message is None
    assert view.picker.start.text() == "Stop"
    desk.stop()
