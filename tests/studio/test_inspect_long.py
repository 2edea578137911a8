"""A long take under fast hands, and a day's review by keys alone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liveness.datasets.codec import Codec
from liveness.datasets.consent import Consent
from liveness.datasets.journal import JournalWriter
from liveness.datasets.presentation import Presentation
from liveness.datasets.records import FrameRecord, TakeEnd
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import CaptureInfo, TakeHeader, TakeRecord
from liveness.studio import open_take
from liveness.studio.background import Background
from liveness.studio.inspect_more import make_inspect
from liveness.studio.inspect_page import InspectPage
from liveness.studio.layouts import Workbench
from liveness.studio.settings import Settings
from liveness.widgets.message_bar import MessageBar

FRAMES = 1800
REVIEWED = 20


class Takes(QObject):
    root_changed = Signal(str)
    take_added = Signal(object, object)

    def __init__(self, root: DatasetRoot) -> None:
        super().__init__()
        self.root = root


def _pictures() -> list[bytes]:
    """60 JPEGs of 1280 x 720, each with a bar at a place of its own."""
    found = []
    for i in range(60):
        image = np.full((720, 1280, 3), 60, np.uint8)
        image[:, 20 * i : 20 * i + 20] = 220
        found.append(cv2.imencode(".jpg", image)[1].tobytes())
    return found


def _take(root: DatasetRoot, id_: str, pictures: list[bytes], frames: int) -> None:
    header = TakeHeader(
        id=id_,
        session=root.sessions()[0].id,
        presentation=Presentation(subject="S1"),
        consent=root.consents.get("C1"),
        capture=CaptureInfo(source="x", kind="video", width=1280, height=720, fps=30),
        signals={},
    )
    path = root.journal_path(id_)
    writer = JournalWriter(path, header, sync="never")
    for i in range(frames):
        data = pictures[i % len(pictures)]
        writer.frame(FrameRecord(i, i * 33_333_333, i, Codec.JPEG, 1280, 720, data))
    writer.close(TakeEnd())
    root.finalise(path)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> DatasetRoot:
    made = DatasetRoot.create(tmp_path_factory.mktemp("long") / "root")
    made.consents.add(Consent(id="C1", subject="S1"))
    made.start_session("lab", "O1", "cam")
    pictures = _pictures()
    _take(made, "T20261122-090000-aaaaaa", pictures, FRAMES)
    return made


@pytest.fixture
def page(root: DatasetRoot, qtbot: QtBot) -> Iterator[InspectPage]:
    errors: list[Any] = []
    background = Background(errors.append)
    takes: Any = Takes(root)
    bench = Workbench(takes, background, Settings(operator="QA1"), MessageBar())
    qtbot.addWidget(bench.messages)
    made = make_inspect(bench)
    qtbot.addWidget(made)
    made._timer.timeout.connect(background.deliver)
    made.resize(1280, 720)
    made.show()
    made.enter()
    qtbot.waitUntil(lambda: bool(made.takes.takes.takes))
    yield made
    made.leave()
    background.close()
    assert errors == []


def test_five_hundred_moves_show_the_last_frame_and_decode_few(
    page: InspectPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    decoded: list[int] = []
    picture = open_take.OpenTake._picture

    def counted(take: Any, row: int) -> Any:
        decoded.append(row)
        return picture(take, row)

    monkeypatch.setattr(open_take.OpenTake, "_picture", staticmethod(counted))
    page.takes.selectRow(0)
    qtbot.waitUntil(lambda: page.picture.frame is not None, timeout=20_000)
    timeline = page.timeline
    left, right = 90, timeline.width() - 12
    qtbot.mousePress(timeline, Qt.MouseButton.LeftButton, pos=QPoint(left, 20))
    for i in range(500):
        x = left + (right - left) * ((i * 37) % 500) // 500
        qtbot.mouseMove(timeline, QPoint(x, 20))
        timeline._scrub(float(x))  # an offscreen platform sends no moves with a button held
    qtbot.mouseRelease(timeline, Qt.MouseButton.LeftButton, pos=QPoint(left, 20))
    wanted = timeline.row
    qtbot.waitUntil(lambda: page.picture.frame.index == wanted, timeout=20_000)  # type: ignore[union-attr]
    assert decoded[-1] == wanted
    assert len(decoded) < 250, "who scrubs does not wait for pictures that nobody will see"
    bar = np.asarray(page.picture.frame.image)[360].mean(axis=1)  # type: ignore[union-attr]
    assert int(bar.argmax()) // 20 == wanted % 60, "the picture is that of the frame"


def test_twenty_takes_are_reviewed_by_keys_alone_and_no_file_changes(
    page: InspectPage, root: DatasetRoot, qtbot: QtBot
) -> None:
    have = len(root.takes())
    _take(root, "T20261122-100000-000000", _pictures()[:2], 3)
    small = root.take_path(root.takes()[-1])
    lines = small.with_name("takes.jsonl")
    for i in range(1, REVIEWED):  # the same small take under other names
        _copy_take(lines, small, f"T20261122-1000{i:02}-000000")
    page.reload()
    qtbot.waitUntil(lambda: len(page.takes.takes.takes) == have + REVIEWED, timeout=20_000)
    hashes = {path: _sha256(path) for path in root.path.glob("sessions/*/*.h5")}
    page.takes.selectRow(0)
    page.timeline.setFocus()
    for i in range(REVIEWED):
        qtbot.waitUntil(lambda: page.content is not None, timeout=20_000)
        record = page.record
        assert record is not None
        key = Qt.Key.Key_A if i % 3 else Qt.Key.Key_R
        qtbot.keyClick(page.timeline, key)
        if key == Qt.Key.Key_R:  # the list of reasons opens
            reasons = page.review.reason.view()
            qtbot.keyClick(reasons, Qt.Key.Key_Down)
            qtbot.keyClick(reasons, Qt.Key.Key_Return)
            qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
            page.activateWindow()  # the offscreen platform leaves no window active
            qtbot.waitUntil(page.timeline.hasFocus)
        qtbot.waitUntil(
            lambda id_=record.id: id_ in page._known.reviews,  # type: ignore[misc]
            timeout=20_000,
        )
        row = page.takes.currentIndex().row()
        qtbot.keyClick(page.timeline, Qt.Key.Key_PageDown)
        assert page.takes.currentIndex().row() == row + 1
    verdicts = [found[-1].verdict for found in page._known.reviews.values()]
    assert len(verdicts) == REVIEWED
    assert verdicts.count("retake") == 7
    assert {path: _sha256(path) for path in hashes} == hashes


def _copy_take(lines: Path, small: Path, id_: str) -> None:
    small.with_name(f"{id_}.h5").write_bytes(small.read_bytes())
    known = TakeRecord.model_validate_json(lines.read_text().splitlines()[-1])
    copy = known.model_copy(update={"id": id_, "file": f"{id_}.h5"})
    with lines.open("a") as file:
        file.write(copy.model_dump_json() + "\n")


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
