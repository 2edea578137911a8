"""How soon the last frame is on the screen after 500 fast moves over a take of 60 s at 720p.

Usage: ``python tests/benchmarks/scrub.py``. The take is JPEG, the window offscreen unless
``QT_QPA_PLATFORM`` says otherwise. Beside it, in the same run, one move with nothing before it:
what a frame costs anyway. Goal: 150 ms after the last of 500 moves.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import cv2
import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from liveness.datasets.codec import Codec
from liveness.datasets.consent import Consent
from liveness.datasets.journal import JournalWriter
from liveness.datasets.presentation import Presentation
from liveness.datasets.records import FrameRecord, TakeEnd
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import CaptureInfo, TakeHeader
from liveness.studio.app import make_application
from liveness.studio.background import Background
from liveness.studio.inspect_more import make_inspect
from liveness.studio.inspect_page import InspectPage
from liveness.studio.layouts import Workbench
from liveness.studio.settings import Settings
from liveness.widgets.message_bar import MessageBar

FRAMES = 1800
MOVES = 500
RUNS = 9
GOAL_MS = 150.0


class Takes(QObject):
    """What the page asks of the desk of takes."""

    root_changed = Signal(str)
    take_added = Signal(object, object)

    def __init__(self, root: DatasetRoot) -> None:
        super().__init__()
        self.root = root


def make_root(folder: Path) -> DatasetRoot:
    """Return a dataset with one take of a minute; its pictures are noise over a moving bar."""
    root = DatasetRoot.create(folder / "root")
    root.consents.add(Consent(id="C1", subject="S1"))
    session = root.start_session("lab", "O1", "cam").id
    header = TakeHeader(
        id="T20261122-090000-aaaaaa",
        session=session,
        presentation=Presentation(subject="S1"),
        consent=root.consents.get("C1"),
        capture=CaptureInfo(source="x", kind="video", width=1280, height=720, fps=30),
        signals={},
    )
    noise = np.random.default_rng(1).integers(40, 90, (720, 1280, 3), np.uint8)
    pictures = []
    for i in range(60):
        image = noise.copy()
        image[:, 20 * i : 20 * i + 20] = 220
        pictures.append(
            cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, 90])[1].tobytes()
        )
    path = root.journal_path(header.id)
    writer = JournalWriter(path, header, sync="never")
    for i in range(FRAMES):
        data = pictures[i % 60]
        writer.frame(FrameRecord(i, i * 33_333_333, i, Codec.JPEG, 1280, 720, data))
    writer.close(TakeEnd())
    root.finalise(path)
    return root


def until(ready: Any, limit_s: float = 30.0) -> None:
    """Handle events until something is so."""
    limit = time.monotonic() + limit_s
    while not ready():
        if time.monotonic() > limit:
            raise SystemExit("it did not come")
        QApplication.processEvents()


def latency(page: InspectPage, rows: list[int]) -> float:
    """Return the time from the last move to its picture, milliseconds."""
    for row in rows:
        page.timeline.move_to(row)
        QApplication.processEvents()
    start = time.perf_counter()
    wanted = rows[-1]
    until(lambda: page.picture.frame is not None and page.picture.frame.index == wanted)
    page.picture.repaint()
    return (time.perf_counter() - start) * 1000


def main() -> int:
    """Run the benchmark."""
    make_application("dark")
    with tempfile.TemporaryDirectory(prefix="liveness-scrub-") as folder:
        root = make_root(Path(folder))
        background = Background(lambda error: sys.exit(str(error)))
        takes: Any = Takes(root)
        page = make_inspect(Workbench(takes, background, Settings(operator="Q1"), MessageBar()))
        page._timer.timeout.connect(background.deliver)
        page.resize(1280, 740)
        page.show()
        page.enter()
        until(lambda: bool(page.takes.takes.takes))
        page.takes.selectRow(0)
        until(lambda: page.picture.frame is not None)
        rng = np.random.default_rng(2)
        single = [latency(page, [int(row)]) for row in rng.integers(0, FRAMES, RUNS)]
        fast = [latency(page, rng.integers(0, FRAMES, MOVES).tolist()) for _ in range(RUNS)]
        page.leave()
        background.close()
    one, many = statistics.median(single), statistics.median(fast)
    print(f"  one move            {one:6.1f} ms, {max(single):.1f} at most")
    print(f"  {MOVES} moves           {many:6.1f} ms, {max(fast):.1f} at most")
    print(f"  ratio               {many / one:6.2f}")
    good = many <= GOAL_MS
    print("goal met" if good else "goal missed")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
