"""What the window says of a recording is what is on the disk: real engine, real journal."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

import numpy as np
import pytest
from pytestqt.qtbot import QtBot
from studio_fakes import open_window

from liveness.capture import journal_thread
from liveness.capture.analysis import Analyser
from liveness.capture.engine import LiveEngine
from liveness.capture.frame import Frame
from liveness.capture.signal import SignalContext
from liveness.datasets.consent import Consent
from liveness.datasets.errors import StorageError
from liveness.datasets.journal import JournalWriter
from liveness.datasets.reader import TakeReader
from liveness.datasets.records import FrameRecord
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import CaptureInfo
from liveness.studio.cue_desk import CueDesk
from liveness.studio.engine_slot import EngineSlot
from liveness.studio.main_window import MainWindow
from liveness.widgets.draft import PresentationDraft
from liveness.widgets.theme import State

FPS = 60


class NoFace:
    """A tracker that never looks."""

    faces, conflict, model_id = 0, None, "none"

    def __init__(self, context: SignalContext) -> None:
        self.context = context

    def update(self, frame: Frame) -> None:
        """Find nothing."""

    def reset(self) -> None:
        """Forget nothing."""

    def close(self) -> None:
        """Hold nothing."""


def bare_engine(source: Any) -> LiveEngine:
    def analyser(context: SignalContext) -> Analyser:
        tracker: Any = NoFace(context)
        return Analyser(context, signals=(), tracker=tracker)

    return LiveEngine(source, analyser_factory=analyser, preroll_s=0.0)


class Noise:
    """A camera of noise, which no codec makes small; it may leave out frames."""

    live = True
    frame_count = None
    info = CaptureInfo(source="noise", kind="demo", width=96, height=72, fps=FPS)

    def __init__(self) -> None:
        self.random = np.random.default_rng(0)
        self.index = 0
        self.skip = 0
        self.closed = threading.Event()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(self) -> Frame | None:
        if self.closed.wait(1 / FPS):
            return None
        self.index += 1 + self.skip
        self.skip = 0
        image = self.random.integers(0, 256, (72, 96, 3)).astype(np.uint8)
        stamp = round(self.index / FPS * 1e9)
        return Frame(image, stamp, self.index, arrival_ns=stamp)

    def close(self) -> None:
        self.closed.set()


@pytest.fixture
def camera() -> Noise:
    return Noise()


@pytest.fixture
def window(camera: Noise, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    slot = EngineSlot(opener=lambda spec: camera, engine=bare_engine)
    opened = open_window(qtbot, tmp_path / "settings.json", slot)
    made = next(opened)
    root = DatasetRoot.create(tmp_path / "root")
    root.consents.add(Consent(id="C1", subject="S1"))
    made.takes.open_root(root.path)
    qtbot.waitUntil(lambda: made.takes.root is not None, timeout=10_000)
    made.view.form.set_draft(PresentationDraft("S1", "C1", "O1", site="gate"))
    made.view.record.seconds.setValue(0)
    made.sources.start("noise")
    qtbot.waitUntil(lambda: made.takes.problem() == "", timeout=10_000)
    yield made
    yield from opened


def on_disk(window: MainWindow) -> int:
    """Return the frames of the running take that the disk has acknowledged."""
    status = window.controller.status
    return 0 if status is None else status.frames_on_disk


def record(window: MainWindow, qtbot: QtBot, frames: int) -> DatasetRoot:
    """Begin a take and wait until so many frames are on the disk."""
    window.takes.toggle()
    qtbot.waitUntil(lambda: on_disk(window) >= frames, timeout=20_000)
    root = window.takes.root
    assert root is not None
    return root


def take_of(window: MainWindow, root: DatasetRoot, qtbot: QtBot) -> TakeReader:
    """Wait for the take's file and open it."""
    qtbot.waitUntil(lambda: len(window.view.takes.takes.takes) == 1, timeout=30_000)
    return TakeReader(root.take_path(root.takes()[0]))


def test_a_writer_that_dies_at_frame_50_turns_the_indicator_stops_the_take_and_alarms(
    window: MainWindow, camera: Noise, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    written, died_at = JournalWriter.frame, []

    def frame(self: JournalWriter, found: FrameRecord) -> None:
        if self.frames == 50:
            died_at.append(camera.index)
            raise StorageError("E-DSK-03", "the disk has died", "input/output error")
        written(self, found)

    monkeypatch.setattr(JournalWriter, "frame", frame)
    cues: list[str] = []
    desk = next(tool for tool in window.tools if isinstance(tool, CueDesk))
    desk.shown.connect(cues.append)
    indicator = window.view.record.indicator
    root = record(window, qtbot, 10)
    assert (indicator.state, indicator.text[:3]) == (State.RECORDING, "REC")
    qtbot.waitUntil(lambda: indicator.text.startswith("FAILED"), timeout=20_000)
    # on the camera's clock: less than a second of frames
    assert camera.index - died_at[0] < FPS
    assert indicator.text == "FAILED: the disk has died"
    assert not window.takes.busy
    qtbot.waitUntil(lambda: "rejected" in cues)
    message = window.view.messages.message
    assert message is not None
    assert message.code == "E-DSK-03"
    with take_of(window, root, qtbot) as take:
        assert (take.n_frames, take.status) == (50, "incomplete")


def test_frames_that_were_skipped_are_counted_in_the_window_and_in_the_file(
    window: MainWindow, camera: Noise, qtbot: QtBot
) -> None:
    assert window.view.health.texts()[2] == "0 dropped"
    root = record(window, qtbot, 5)
    camera.skip = 5
    there = on_disk(window)
    qtbot.waitUntil(lambda: window.view.health.texts()[2] == "5 dropped", timeout=10_000)
    assert window.view.health.states()[2] is State.WARNING
    qtbot.waitUntil(lambda: on_disk(window) > there + 3)
    window.takes.stop()
    with take_of(window, root, qtbot) as take:
        assert take.dropped == 5
        assert int(np.diff(take.index).max()) == 6
    assert root.takes()[0].dropped == 5


def test_a_disk_that_fills_stops_the_take_with_the_reserve_left_and_a_file_to_read(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = window.takes.root
    assert root is not None
    monkeypatch.delenv("LIVENESS_DISK_RESERVE")
    room = 600_000
    before = _size(root)
    monkeypatch.setattr(journal_thread, "SPACE_EVERY_S", 0.0)
    monkeypatch.setattr(
        DatasetRoot,
        "free_bytes",
        lambda self: self.reserve_bytes + room - (_size(self) - before),
    )
    assert root.reserve_bytes == 10**9
    indicator = window.view.record.indicator
    record(window, qtbot, 3)
    qtbot.waitUntil(lambda: indicator.text.startswith("FAILED"), timeout=20_000)
    assert "nearly full" in indicator.text
    message = window.view.messages.message
    assert message is not None
    assert (message.code, message.action) == ("E-DSK-01", "root.choose")
    with take_of(window, root, qtbot) as take:
        assert take.status == "incomplete"
        assert take.n_frames > 3
        pictures = list(take.frames())
        assert len(pictures) == take.n_frames
    assert root.free_bytes() >= root.reserve_bytes
    window.health._next_disk = window.health._next = 0.0
    qtbot.waitUntil(lambda: window.view.health.states()[4] is State.WARNING)


def _size(root: DatasetRoot) -> int:
    """Return what the takes of a root take on the disk, bytes."""
    found = 0
    for path in root.path.rglob("*"):
        if path.suffix in (".mcap", ".h5", ".part"):
            try:
                found += path.stat().st_size
            except FileNotFoundError:  # renamed meanwhile
                continue
    return found
