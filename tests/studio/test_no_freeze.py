"""A tour through the whole window in which the event loop never stops for long (row 85)."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from liveness.datasets.store import DatasetRoot
from liveness.studio.main_window import MainWindow
from liveness.widgets.watchdog import Watchdog

LIMIT_MS = 350.0
"""The goal is 200 ms of a free processor; one that is shared does less in its time."""

studio_fakes = sys.modules["studio_fakes"]

TOUR = (
    "layout.calibrate",
    "layout.inspect",
    "layout.collect",
    "theme.light",
    "theme.contrast",
    "theme.dark",
    "language.de",
    "layout.calibrate",
    "layout.inspect",
    "language.en",
    "layout.collect",
    "panel.depth",
    "view.demo",
    "view.reset",
    "help.palette",
    "help.tour",
)


@pytest.fixture(autouse=True)
def _others_rest() -> Iterator[None]:
    """Keep what earlier tests left out of sight of the collector, as `smooth` does."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


def test_the_window_never_works_so_long_that_a_person_feels_it(
    window: MainWindow, qtbot: QtBot, site: Callable[..., DatasetRoot]
) -> None:
    """The window's own processor time counts, not the time that a full computer took."""
    window.takes.open_root(site("site", people=4, each=1).path)
    qtbot.waitUntil(lambda: window.takes.root is not None)
    window.sources.start("demo:bona-fide")
    known = window.actions_by_id | {
        f"layout.{id_}": action for id_, action in window.layouts.actions_by_id.items()
    }
    busy, said = {}, {}
    engine = studio_fakes.engine_of(window)
    dog = Watchdog(parent=window)
    for number, id_ in enumerate(TOUR):
        dog.start()
        qtbot.waitUntil(lambda: dog.ticks >= 1)
        known[id_].trigger()
        said[id_] = window.view.card.demo.text()
        ticks = dog.ticks
        qtbot.waitUntil(lambda ticks=ticks: dog.ticks >= ticks + 3, timeout=20_000)
        qtbot.waitUntil(lambda: not window.background.busy, timeout=30_000)
        dog.stop()
        busy[number, id_] = dog.max_busy_ms
    if window.settings.language != "en":
        known["language.en"].trigger()
    slow = {step: round(ms) for step, ms in busy.items() if ms > LIMIT_MS}
    sys.stdout.write(f"longest own work: {max(busy.values()):.0f} ms\n")
    assert slow == {}, f"busy longer than {LIMIT_MS} ms; all: {busy}"
    assert max(busy.values()) > 1.0
    assert said["language.en"] == said["theme.dark"] != said["language.de"]
    assert window.slot.engine is engine, "a language is no reason to stop"
