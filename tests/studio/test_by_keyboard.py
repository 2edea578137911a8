"""A whole protocol by the keyboard alone: nothing is clicked, nothing called."""

from __future__ import annotations

import gc
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liveness.capture.audio import AudioCue
from liveness.capture.camera import CameraSource
from liveness.capture.demo import DemoSource
from liveness.capture.frame import Source
from liveness.capture.sources import SourceDescription
from liveness.datasets.consent import Consent
from liveness.datasets.reader import TakeReader
from liveness.datasets.store import DatasetRoot
from liveness.studio.engine_slot import EngineSlot
from liveness.studio.main_window import MainWindow
from liveness.studio.session_controller import SessionController
from liveness.studio.settings import Settings
from liveness.widgets.theme import State

PROTOCOL = """id = "six"
title = "Six takes"
[[steps]]
id = "live"
title = "Live"
text = "Look into the camera."
seconds = 1.5
repetitions = 2
lighting = ["dim", "office"]
[[steps]]
id = "print"
title = "Print"
text = "Hold the print."
species = "print-matte"
seconds = 1.5
pais = 2
support = "hand"
require = ["target", "pai"]
"""
TAKES = [
    ("live", 1, "bona-fide", "dim", None, None),
    ("live", 2, "bona-fide", "office", None, None),
    ("live", 3, "bona-fide", "dim", None, None),
    ("live", 4, "bona-fide", "office", None, None),
    ("print", 1, "print-matte", "office", "P1", "S8"),
    ("print", 2, "print-matte", "office", "P2", "S9"),
]
Open = Callable[[Callable[[str], Source]], MainWindow]


@pytest.fixture
def root(tmp_path: Path) -> DatasetRoot:
    made = DatasetRoot.create(tmp_path / "root")
    made.consents.add(Consent(id="C1", subject="S1"))
    return made


@pytest.fixture
def open_window(
    qtbot: QtBot, tmp_path: Path, root: DatasetRoot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Open]:
    """Open the studio as its user finds it in the morning: a dataset, no protocol."""
    folder = tmp_path / "protocols"
    folder.mkdir()
    (folder / "six.toml").write_text(PROTOCOL)
    monkeypatch.setenv("LIVENESS_PROTOCOLS", str(folder))
    windows: list[MainWindow] = []

    def opened(opener: Callable[[str], Source]) -> MainWindow:
        window = MainWindow(
            Settings(muted=True, preroll=False),
            settings_path=tmp_path / "settings.json",
            slot=EngineSlot(opener=opener, preroll=False),
            controller=SessionController(countdown_s=0.0),
            cue=AudioCue(muted=True),
        )
        window.sources._describe = lambda: [
            SourceDescription("camera:0", "A camera", "camera", True)
        ]
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        window.open_later(None, root.path)
        qtbot.waitUntil(lambda: window.takes.root is not None, timeout=10_000)
        windows.append(window)
        return window

    yield opened
    for window in windows:
        window.close()
        qtbot.waitUntil(lambda window=window: not window.isVisible(), timeout=20_000)
        window.deleteLater()
    windows.clear()
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class Hands:
    """Somebody at the keyboard, who looks at the screen."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
        at = QApplication.activePopupWidget() or QApplication.focusWidget() or self.window
        self.qtbot.keyClick(at, key, held or Qt.KeyboardModifier.NoModifier)

    def type(self, text: str) -> None:
        field = QApplication.focusWidget()
        assert field is not None
        self.qtbot.keyClicks(field, text)
        self.press(Qt.Key.Key_Return)

    def choose_protocol(self, title: str) -> None:
        self.press(Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
        menu: Any = QApplication.activePopupWidget()
        assert menu is not None
        for _ in menu.actions():
            self.press(Qt.Key.Key_Down)
            if menu.activeAction().text() == title:
                break
        assert menu.activeAction().text() == title
        self.press(Qt.Key.Key_Return)
        # the offscreen platform has no window manager that gives the window back its keys
        self.window.activateWindow()
        self.qtbot.waitUntil(lambda: self.window.protocols.guided is not None, timeout=10_000)

    def fill(self, answers: Sequence[tuple[str, str]]) -> None:
        """Press Space and answer what is asked for, until nothing is."""
        for name, text in answers:
            self.press(Qt.Key.Key_Space)
            field = QApplication.focusWidget()
            assert field is not None
            assert field.accessibleName() == name
            self.type(text)

    def record(self, *, stop_after: int = 0) -> None:
        """Record a take; ``stop_after`` frames are on disk Esc ends it."""
        table = self.window.view.takes.takes
        count = len(table.takes)
        self.press(Qt.Key.Key_Space)
        message = self.window.view.messages.message
        said = "" if message is None else message.details
        assert self.window.takes.busy or self.window.takes.problem() == "", said
        if stop_after:
            self.qtbot.waitUntil(lambda: self._on_disk() >= stop_after, timeout=30_000)
            self.press(Qt.Key.Key_Escape)
        self.qtbot.waitUntil(lambda: len(table.takes) == count + 1, timeout=30_000)
        self.qtbot.waitUntil(lambda: not self.window.background.busy, timeout=10_000)

    def _on_disk(self) -> int:
        status = self.window.controller.status
        return 0 if status is None else status.frames_on_disk


def _six_takes(hands: Hands, reason: str = "") -> None:
    bar = hands.window.view.steps
    hands.choose_protocol("Six takes")
    assert "Name the subject" in bar.headline
    hands.fill([("Subject", "S1"), ("Operator", "O1"), ("Site", "gate-2")])
    if reason:  # a camera that tells nothing of its controls
        # the checklist looks four times a second
        hands.qtbot.waitUntil(lambda: hands.window.takes.problem() != "")
        hands.fill([("Reason to begin although not all is ready", reason)])
    assert bar.headline == "step 1 of 6: Live, dim"
    # arrows to and fro; a place that was passed over waits
    hands.press(Qt.Key.Key_Right)
    assert bar.headline == "step 2 of 6: Live, office"
    hands.press(Qt.Key.Key_Left)
    for number in range(1, 5):
        assert bar.headline.startswith(f"step {number} of 6")
        hands.record(stop_after=2 if number == 2 else 0)
        if number == 2:
            # too short: seen at once, and taken again
            assert bar.state is State.WARNING
            hands.press(Qt.Key.Key_Backspace)
            hands.qtbot.waitUntil(lambda: hands.window.controller.phase != "idle")
            hands.qtbot.waitUntil(
                lambda: (
                    len(hands.window.view.takes.takes.takes) == 3
                    and not hands.window.background.busy
                ),
                timeout=30_000,
            )
        assert bar.state in (State.BONA_FIDE, State.WARNING)
        hands.press(Qt.Key.Key_Return)
    for number, pai, target in ((5, "P1", "S8"), (6, "P2", "S9")):
        assert bar.headline == f"step {number} of 6: Print, PAI {number - 4} of 2, hand-held"
        hands.fill([("Target", target), ("PAI id", pai)])
        hands.record()
        hands.press(Qt.Key.Key_Return)
    assert bar.state_text == "protocol complete for this subject"


def _check(root: DatasetRoot, window: MainWindow) -> None:
    """The six takes are there, the short one beside them, and the matrix counts the files."""
    takes = [take for take in root.takes() if take.superseded_by is None]
    assert [
        (t.step, t.repetition, t.label, t.lighting, t.pai, t.target) for t in takes
    ] == TAKES
    (short,) = [take for take in root.takes() if take.superseded_by is not None]
    assert (short.step, short.repetition) == ("live", 2)
    assert short.seconds < 1.3
    for take in root.takes():
        with TakeReader(root.take_path(take)) as read:
            assert read.n_frames == take.frames > 0
            assert read.labels["manual"]
    in_files: Counter[tuple[str, str | None]] = Counter()
    for take in takes:
        with TakeReader(root.take_path(take)) as read:
            # a step without lights is recorded as the room is
            light = read.labels["lighting"] if take.bona_fide else None
            in_files[str(read.labels["label"]), light] += 1
    guided = window.protocols.guided
    assert guided is not None
    cells = {(c.label, c.lighting): (c.have, c.complete) for c in guided.coverage.cells()}
    assert cells == {key: (count, True) for key, count in in_files.items()}
    matrix = window.view.coverage.cells
    shown = [matrix.data(matrix.index(row, 0)) for row in range(matrix.rowCount())]
    assert shown == ["\u2713 2 done"] * 3
    (session,) = root.sessions()
    assert (session.protocol, session.operator, session.site) == ("six", "O1", "gate-2")
    assert "-gate-2-six-" in session.id


def test_six_takes_of_demo_sources(open_window: Open, root: DatasetRoot, qtbot: QtBot) -> None:
    window = open_window(lambda _: DemoSource("bona-fide", width=640, height=360, paced=True))
    hands = Hands(window, qtbot)
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    hands.press(Qt.Key.Key_D, held)
    qtbot.waitUntil(lambda: window.feed.snapshot is not None, timeout=30_000)
    _six_takes(hands)
    _check(root, window)


class ClipCamera:
    """A ``cv2.VideoCapture`` of a webcam before which a clip plays again and again."""

    def __init__(self, path: Path) -> None:
        self._path = str(path)
        self._clip = cv2.VideoCapture(self._path)
        self._due = time.monotonic()

    def isOpened(self) -> bool:
        return self._clip.isOpened()

    def read(self) -> tuple[bool, Any]:
        good, image = self._clip.read()
        if not good:
            self._clip = cv2.VideoCapture(self._path)
            good, image = self._clip.read()
        self._due = max(self._due + 1 / 30, time.monotonic())
        time.sleep(max(0.0, self._due - time.monotonic()))
        return good, np.ascontiguousarray(image)

    def get(self, name: int, /) -> float:
        return self._clip.get(name)

    def set(self, name: int, value: float, /) -> bool:
        return False

    def release(self) -> None:
        self._clip.release()


def test_six_takes_with_a_real_clip_as_the_camera(
    open_window: Open, root: DatasetRoot, qtbot: QtBot, shared_media: Path
) -> None:
    def opener(_: str) -> Source:
        clip = shared_media / "bona_fide" / "asl_book.mkv"
        return CameraSource(
            0, factory=lambda *_: ClipCamera(clip), probe=lambda _: (None, ""), devices=list
        )

    window = open_window(opener)
    hands = Hands(window, qtbot)
    qtbot.waitUntil(lambda: window.view.picker.current_spec() == "camera:0")
    hands.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.feed.snapshot is not None, timeout=30_000)
    _six_takes(hands, "this camera has no lock")
    _check(root, window)
    with TakeReader(root.take_path(root.takes()[0])) as take:
        assert take.capture.kind == "camera"
        assert take.labels["override"].startswith("this camera has no lock (exposure: ")
