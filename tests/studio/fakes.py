"""A window whose engine has no threads: the test puts frames and snapshots."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liveness.capture.analysis import Snapshot
from liveness.capture.audio import AudioCue
from liveness.capture.engine import Health
from liveness.capture.frame import Latest, LatestFrame
from liveness.capture.livetake import TakeResult
from liveness.capture.quality import frame_quality
from liveness.capture.recording import RecorderStatus
from liveness.datasets.consent import Consent
from liveness.datasets.errors import SourceError
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import CaptureInfo
from liveness.studio.engine_slot import EngineSlot
from liveness.studio.main_window import MainWindow
from liveness.studio.session_controller import SessionController
from liveness.studio.settings import Settings
from liveness.widgets import samples
from liveness.widgets.draft import PresentationDraft


class FakeEngine:
    """An engine without threads: the test puts frames and snapshots."""

    def __init__(self, source: object) -> None:
        self.source = source
        self.frames = LatestFrame()
        self.snapshots: Latest[Snapshot] = Latest()
        self.state = "running"
        self.error: SourceError | None = None
        self.info = CaptureInfo(source="fake", kind="demo", width=640, height=360, fps=30)
        self.analyser = SimpleNamespace(versions=lambda: {}, units=lambda: {}, model_id="none")
        self.maps: list[frozenset[str]] = []
        self.recording: RecorderStatus | None = None
        self.finished: TakeResult | None = None
        self.left = False

    def __enter__(self) -> FakeEngine:
        return self

    def __exit__(self, *_: object) -> None:
        self.left = True

    def set_maps(self, names: tuple[str, ...]) -> None:
        self.maps.append(frozenset(names))

    def health(self) -> Health:
        return Health(29.9, 14.5, 3, 41.0, 100, "running", self.error)

    def start_recording(self, root: Any, header: Any) -> None:
        self.finished = None
        self.recording = RecorderStatus(2, 2, 1000, 0.1, 0, 0, "frame", None)

    def stop_recording(self) -> Path:
        self.recording = None
        return Path("take.mcap")

    def show(self, index: int) -> None:
        frame = samples.frame(index)
        self.frames.put(frame)
        evidence, fused, seen = samples.all_evidence(), samples.fused(), samples.face()
        quality = frame_quality(frame, seen)
        self.snapshots.put(Snapshot(frame, seen, 1, evidence, fused, quality, {"total": 20.0}))


def engine_of(window: MainWindow) -> FakeEngine:
    """Return the engine once the source is prepared."""
    limit = time.monotonic() + 5
    while window.slot.engine is None and time.monotonic() < limit:
        QApplication.processEvents()
    engine: Any = window.slot.engine
    assert isinstance(engine, FakeEngine)
    return engine


def ready(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> DatasetRoot:
    """Open a dataset, fill in the form and start a source."""
    window.takes.open_root(tmp_path / "data")
    qtbot.waitUntil(lambda: window.takes.root is not None)
    window.takes.add_consent(Consent(id="C1", subject="S1"))
    qtbot.waitUntil(lambda: not window.background.busy)
    window.view.form.set_draft(PresentationDraft("S1", "C1", "O1", site="gate-2"))
    window.sources.start("demo:bona-fide")
    engine_of(window)
    root = window.takes.root
    assert root is not None
    return root


def pretend_to_finalise(root: DatasetRoot) -> None:
    """Stand in for the child process, whose own tests are elsewhere."""
    numbers = iter(range(1, 100))
    root.finalise = lambda journal: samples.take(next(numbers))  # type: ignore[method-assign, assignment]
    root.supersede = lambda old, new: None  # type: ignore[method-assign]


def open_window(
    qtbot: QtBot, settings_path: Path, slot: EngineSlot | None = None
) -> Iterator[MainWindow]:
    """Yield a window on the screen; afterwards nothing of it may be left."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    before = set(app.topLevelWidgets())
    if slot is None:
        slot = EngineSlot(opener=lambda spec: spec, engine=FakeEngine)  # type: ignore[arg-type, return-value]
    cue = AudioCue(muted=True)
    controller = SessionController(countdown_s=0.0, cue=cue.play)
    made = MainWindow(
        Settings(muted=True),
        settings_path=settings_path,
        slot=slot,
        controller=controller,
        cue=cue,
    )
    made.sources._describe = list
    made.show()
    qtbot.waitExposed(made)
    yield made
    leave(made, qtbot)
    del made
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [w for w in app.topLevelWidgets() if w not in before]
    assert not left, f"left over: {left}"


def leave(window: MainWindow, qtbot: QtBot) -> None:
    """Stop what runs and close."""
    window.controller.stop()
    qtbot.waitUntil(lambda: not window.takes.busy)
    window.close()
    window.deleteLater()
