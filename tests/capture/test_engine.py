"""The engine without a take: opening, health, the end of a source."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from typing import Any

from capture_fakes import INFO, Camera, FixedTracker, bare_analyser, wait_for

from liveness.capture.analysis import Analyser
from liveness.capture.engine import LiveEngine
from liveness.capture.frame import Frame
from liveness.capture.signal import SignalContext
from liveness.datasets.errors import SourceError


def test_opening_never_keeps_the_caller_waiting() -> None:
    camera = Camera()
    camera.opening = threading.Event()
    start = time.perf_counter()
    with LiveEngine(camera, analyser_factory=bare_analyser) as engine:
        assert time.perf_counter() - start < 0.2
        assert engine.state == "opening"
        assert engine.info is None
        assert engine.health().latency_ms is None
        camera.opening.set()
        wait_for(lambda: engine.snapshots.peek()[1])
        assert engine.state == "running"
        assert engine.info == INFO
        assert engine.analyser is not None
        assert engine.analyser.context.fps == 100.0
    assert camera.closed.is_set()
    assert engine.state == "ended"
    assert engine.error is None


def test_health_while_it_runs() -> None:
    with LiveEngine(Camera(), analyser_factory=bare_analyser) as engine:
        wait_for(lambda: engine.health().frames_read > 20)
        wait_for(lambda: engine.health().analysis_fps > 20)
        health = engine.health()
    assert health.state == "running"
    assert 20 < health.capture_fps < 250
    assert health.dropped == 0
    assert health.latency_ms is not None
    assert 0 < health.latency_ms < 200


def test_a_source_that_cannot_open_fails_with_its_reason() -> None:
    camera = Camera()
    camera.refusal = SourceError("E-CAM-02", "it is in use")
    with LiveEngine(camera, analyser_factory=bare_analyser) as engine:
        seen = engine.snapshots.take(0, 3.0, engine.is_over)
    assert seen == (0, None)
    assert engine.state == "failed"
    assert engine.error is camera.refusal
    assert engine.health().error is camera.refusal


def test_a_source_that_breaks_in_a_foreign_way_is_named() -> None:
    camera = Camera(5, failure=OSError("usb"))
    with LiveEngine(camera, analyser_factory=bare_analyser) as engine:
        wait_for(engine.is_over)
        wait_for(lambda: engine.state == "failed")
    assert engine.error is not None
    assert engine.error.code == "E-CAM-09"
    assert "usb" in str(engine.error)


def test_the_last_frame_of_a_source_is_analysed() -> None:
    with LiveEngine(Camera(12), analyser_factory=bare_analyser) as engine:
        wait_for(lambda: engine.state == "ended")
        snapshot = engine.snapshots.peek()[1]
    assert snapshot is not None
    assert snapshot.frame.index == 11


def test_maps_chosen_before_the_source_is_open_are_kept() -> None:
    asked: list[Any] = []

    class Spy(Analyser):
        def process(self, frame: Frame, *, maps: Any = (), only: Any = None) -> Any:
            asked.append(maps)
            return super().process(frame, maps=maps, only=only)

    def make_spy(context: SignalContext) -> Analyser:
        return Spy(context, signals=(), tracker=FixedTracker())

    engine = LiveEngine(Camera(), analyser_factory=make_spy)
    engine.set_maps({"depth"})
    with engine:
        wait_for(lambda: asked)
        engine.set_maps(())
        del asked[1:]
        wait_for(lambda: len(asked) > 3)
        assert set(asked[2:]) == {()}
    assert asked[0] == ("depth",)


def test_the_engine_is_imported_without_mediapipe_and_sound() -> None:
    code = (
        "import sys, liveness.capture.engine, liveness.capture.audio, liveness.capture.signals;"
        "sys.exit(' '.join({'mediapipe', 'sounddevice', 'PySide6'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stderr.strip() == ""
