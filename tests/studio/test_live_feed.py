from __future__ import annotations

import time

import pytest
from pytestqt.qtbot import QtBot
from studio_fakes import engine_of

from liveness.studio import live_feed
from liveness.studio.main_window import MainWindow
from liveness.widgets import samples
from liveness.widgets.map_panel import PANELS


def test_every_frame_is_shown_while_an_analysis_takes_its_time(
    window: MainWindow, qtbot: QtBot
) -> None:
    """What the analysis of a frame costs is no matter of the preview: it waits for nothing."""
    window.sources.start("demo:bona-fide")
    engine = engine_of(window)
    engine.show(0)
    qtbot.waitUntil(lambda: window.view.preview.shown >= 1)
    window.feed.stop()  # from here on the looks are counted
    shown, snapshot = window.view.preview.shown, window.feed.snapshot
    for i in range(1, 25):
        engine.frames.put(samples.frame(i))
        window.feed._on_tick()
        window.view.preview.repaint()
        frame = window.view.preview.frame
        assert frame is not None
        assert frame.index == i, "the newest frame is on the screen, none waits"
    assert window.view.preview.shown == shown + 24
    assert window.feed.snapshot is snapshot


def test_all_four_panels_follow_the_analysis(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_feed, "PANELS_S", 0.0)
    window.sources.start("demo:bona-fide")
    engine = engine_of(window)
    engine.show(0)
    qtbot.waitUntil(lambda: window.feed.snapshot is not None)
    window.feed.stop()
    told: list[str] = []
    for name, panel in window.view.panels.items():
        plain = panel.set_evidence
        monkeypatch.setattr(
            panel,
            "set_evidence",
            lambda *a, name=name, plain=plain: (told.append(name), plain(*a)),
        )
    for i in range(1, 16):
        engine.show(i)
        window.feed._on_tick()
    assert {name: told.count(name) for name in PANELS} == dict.fromkeys(PANELS, 15)


def test_panels_are_painted_for_eyes_not_for_every_look(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.sources.start("demo:bona-fide")
    engine = engine_of(window)
    engine.show(0)
    qtbot.waitUntil(lambda: window.feed.snapshot is not None)
    window.feed.stop()
    clock = [time.monotonic() + 1000.0]
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    told: list[object] = []
    monkeypatch.setattr(window.view.panels["depth"], "set_evidence", lambda *a: told.append(a))
    for i in range(1, 31):  # one second of snapshots at 30 a second
        clock[0] += 1 / 30
        engine.show(i)
        window.feed._on_tick()
    assert len(told) >= 15
