"""A scripted camera: a take begins by itself at the first green window, by hand at any time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from studio_fakes import engine_of, pretend_to_finalise, ready

from liveness.capture.analysis import Snapshot
from liveness.studio.collecting import GATE_HOLD_S, GATE_WAIT_S
from liveness.studio.main_window import MainWindow
from liveness.widgets import samples

FPS = 30
PROTOCOL = """id = "auto"
title = "Auto"
[[steps]]
id = "live"
title = "Live"
text = "Look."
seconds = 2.0
{species}
[steps.gates]
iod_px = 1.0
sharpness = 0.0
width_percent = 100.0
luma_min = 0.0
luma_max = 255.0
clipped_percent = 100.0
light_ratio = 1000.0
yaw_deg = 90.0
pitch_deg = 90.0
roll_deg = 90.0
fps = 0.0
settle_s = 0.0
"""


MakeScript = Callable[..., Any]


def snapshot(index: int, green: bool) -> Snapshot:
    """A picture of the script: its gates hold when somebody is in it."""
    face = samples.face() if green else None
    return Snapshot(samples.frame(index), face, int(green), {}, samples.fused(), {}, {})


class Script:
    """Plays frames to the window by hand, and notes at which one a take began."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot
        self.headers: list[Any] = []
        self.began: int | None = None
        self._at = 0
        engine: Any = engine_of(window)
        start = engine.start_recording

        def note(root: Any, header: Any) -> None:
            self.headers.append(header)
            self.began = self._at
            start(root, header)

        engine.start_recording = note
        window.feed.stop()

    def play(self, greens: list[bool], first: int = 0) -> int | None:
        """Return the frame at which a take began."""
        for i, green in enumerate(greens, first):
            self._at = i
            self.window.protocols.tick(snapshot(i, green))
            self.settle()
            if self.began is not None:
                return self.began
        return None

    def settle(self) -> None:
        """Let the thread that writes the session's folder come to its end."""
        limit = time.monotonic() + 5
        controller = self.window.controller
        controller.tick()
        while controller.phase == "countdown" and time.monotonic() < limit:
            if not controller.countdown_left_s:
                controller.tick()
            else:
                return
            time.sleep(0.001)


@pytest.fixture
def script_of(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> Iterator[MakeScript]:
    """Makes a script; at the end the window goes on by itself, so that it can close."""
    yield partial(_script, window, qtbot, tmp_path)
    window.feed.start()


def _script(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, *, auto: bool, species: str = ""
) -> Script:
    root = ready(window, qtbot, tmp_path)
    pretend_to_finalise(root)
    window.controller.countdown_s = 3.0
    window.settings.auto = auto
    path = tmp_path / "auto.toml"
    path.write_text(PROTOCOL.format(species=species))
    window.protocols.choose(str(path))
    qtbot.waitUntil(lambda: window.protocols.guided is not None)
    window.view.form.target.setText("S9")
    return Script(window, qtbot)


HOLD = round(GATE_HOLD_S * FPS)


@pytest.mark.parametrize(
    ("greens", "expected"),
    [
        ([True] * 30, HOLD),
        ([False] * 20 + [True] * 30, 20 + HOLD),
        # green for too short a time, twice
        ([True] * 7 + [False] + [True] * 7 + [False] + [True] * 30, 16 + HOLD),
    ],
)
def test_a_take_begins_at_the_first_green_window(
    script_of: MakeScript, greens: list[bool], expected: int
) -> None:
    script = script_of(auto=True)
    began = script.play(greens)
    assert began is not None
    # no countdown between: in three seconds the face may be gone
    assert abs(began - expected) <= 1
    (header,) = script.headers
    assert not header.manual


def test_red_gates_never_begin_a_live_take_and_a_key_always_does(
    window: MainWindow, script_of: MakeScript
) -> None:
    script = script_of(auto=True)
    window.controller.countdown_s = 0.0
    assert script.play([False] * round((GATE_WAIT_S + 1) * FPS)) is None
    window.trigger("record.toggle")
    script.settle()
    (header,) = script.headers
    assert header.manual


def test_an_attack_is_recorded_though_its_gates_do_not_hold(
    window: MainWindow, script_of: MakeScript
) -> None:
    script = script_of(auto=True, species='species = "print-matte"\nsupport = "hand"')
    # a face now and then, never for long enough
    flicker = [i % 6 == 0 for i in range(round((GATE_WAIT_S + 1) * FPS))]
    began = script.play(flicker)
    assert began is not None
    assert abs(began - GATE_WAIT_S * FPS) <= 1
    assert not script.headers[0].manual


def test_by_hand_there_is_a_countdown(window: MainWindow, script_of: MakeScript) -> None:
    script = script_of(auto=False)
    assert script.play([True] * 30) is None
    window.trigger("record.toggle")
    assert window.controller.countdown_left_s > 2
    assert script.headers == []
