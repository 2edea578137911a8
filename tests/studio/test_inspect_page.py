from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QObject, Qt, Signal
from pytestqt.qtbot import QtBot

from liveness.capture.replay import TakeSource
from liveness.datasets.reader import TakeReader
from liveness.datasets.store import DatasetRoot
from liveness.studio.background import Background
from liveness.studio.demonstration import ensure_consents, plan, record_demo_take
from liveness.studio.inspect_page import InspectPage
from liveness.studio.layouts import Workbench
from liveness.studio.open_take import OpenTake
from liveness.studio.settings import Settings
from liveness.studio.why import why
from liveness.widgets.message_bar import MessageBar


class Takes(QObject):
    root_changed = Signal(str)
    take_added = Signal(object, object)

    def __init__(self, root: DatasetRoot) -> None:
        super().__init__()
        self.root = root


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> DatasetRoot:
    made = DatasetRoot.create(tmp_path_factory.mktemp("inspect") / "root")
    consents = ensure_consents(made, 1)
    session = made.start_session(site="gate", operator="O1", camera="demo")
    for row in plan(1, 2, 0):
        record_demo_take(made, session, consents[0], row, seconds=0.7)
    return made


@pytest.fixture
def page(root: DatasetRoot, qtbot: QtBot) -> Iterator[InspectPage]:
    errors: list[Any] = []
    background = Background(errors.append)
    takes: Any = Takes(root)
    bench = Workbench(takes, background, Settings(operator="QA1"), MessageBar())
    qtbot.addWidget(bench.messages)
    made = InspectPage(bench)
    qtbot.addWidget(made)
    made._timer.timeout.connect(background.deliver)
    made.resize(1200, 700)
    made.show()
    made.enter()
    qtbot.waitUntil(lambda: len(made.takes.takes.takes) == 2)
    yield made
    made.leave()
    background.close()
    assert errors == []


def _choose(page: InspectPage, row: int, qtbot: QtBot) -> None:
    page.takes.selectRow(row)
    qtbot.waitUntil(lambda: page._content is not None and page.picture.frame is not None)


def test_every_view_is_at_the_cursor(page: InspectPage, qtbot: QtBot) -> None:
    _choose(page, 0, qtbot)
    content, record = page._content, page.record
    assert content is not None
    assert record is not None
    page.timeline.move_to(15)
    wanted = content.index[15]
    qtbot.waitUntil(lambda: page.picture.frame.index == wanted)  # type: ignore[union-attr]
    lines = page.why.text().splitlines()
    assert [line.split()[0].strip(":") for line in lines] == [
        "Depth", "Texture", "Reflection", "Motion", "Fused",
    ]  # fmt: skip
    assert lines[0] == why("Depth", content.tracks["depth"].at(15))
    assert page.panels["depth"].state_text
    with TakeReader(page._bench.root.take_path(record)) as take:  # type: ignore[union-attr]
        assert np.array_equal(page.picture.frame.image, take.frame(15))  # type: ignore[union-attr]


def test_keys_step_one_frame_and_the_newest_question_wins(
    page: InspectPage, qtbot: QtBot
) -> None:
    _choose(page, 0, qtbot)
    page.timeline.setFocus()
    qtbot.keyClick(page.timeline, Qt.Key.Key_Right)
    qtbot.keyClick(page.timeline, Qt.Key.Key_Right)
    qtbot.keyClick(page.timeline, Qt.Key.Key_Left)
    assert page.timeline.row == 1
    content = page._content
    assert content is not None
    for row in (3, 9, 4, 12, 7, 18):
        page.timeline.move_to(row)
    qtbot.waitUntil(
        lambda: page.picture.frame.index == content.index[18]  # type: ignore[union-attr]
    )
    page.toggle_play()
    qtbot.waitUntil(lambda: page.timeline.row == content.count - 1)
    assert page.play.text() == "Play"


def test_a_review_by_keys_changes_no_byte_of_the_take(page: InspectPage, qtbot: QtBot) -> None:
    root = page._bench.root
    assert root is not None
    _choose(page, 1, qtbot)
    record = page.record
    assert record is not None
    path = root.take_path(record)
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    page.timeline.setFocus()
    qtbot.keyClick(page.timeline, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: page.review.text == "accept by QA1")
    page.review.reason.setCurrentIndex(page.review.reason.findData("blurred"))
    qtbot.keyClick(page.timeline, Qt.Key.Key_X)
    qtbot.waitUntil(lambda: page.review.text == "reject by QA1: blurred")
    assert page.record is not None
    assert page.record.id == record.id
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before == record.sha256
    (known,) = [take for take in root.takes() if take.id == record.id]
    assert known.review is not None
    assert (known.review.verdict, known.review.reasons) == ("reject", ("blurred",))
    assert not known.usable


def test_a_take_that_is_damaged_is_named_and_the_next_one_opens(
    page: InspectPage, qtbot: QtBot, root: DatasetRoot
) -> None:
    record = page.takes.takes.takes[0]
    path = root.take_path(record)
    whole = path.read_bytes()
    path.write_bytes(whole[:2000])
    try:
        page.takes.selectRow(0)
        qtbot.waitUntil(lambda: page._bench.messages.message is not None)
        message = page._bench.messages.message
        assert message is not None
        assert message.code == "E-DAT-02"
    finally:
        path.write_bytes(whole)
    _choose(page, 1, qtbot)


def test_stored_evidence_is_what_was_said(root: DatasetRoot) -> None:
    (record, *_) = root.takes()
    path: Path = root.take_path(record)
    with TakeReader(path) as take:
        track, stored = take.track("depth"), take.evidence("depth")
        with pytest.raises(KeyError):
            take.track("fused")
    said = [track.at(row, with_map=True) for row in range(len(track.llr))]
    assert all(item is not None for item in said)
    for row, item in enumerate(said):
        assert item is not None
        assert item.valid == stored["valid"][row]
        assert item.llr == (stored["llr"][row] if item.valid else 0.0)
        assert "; ".join(item.reasons) == stored["reasons"][row]
    last = said[-1]
    assert last is not None
    assert last.map is not None
    assert last.map.unit == "mm"
    assert track.maps is not None
    assert track.maps.at(int(track.maps.rows[0]) - 1) is None


def test_a_take_that_is_opened_gives_faces_like_its_source(root: DatasetRoot) -> None:
    (record, *_) = root.takes()
    with (
        OpenTake(root.take_path(record), record) as taken,
        TakeSource(root.take_path(record)) as source,
    ):
        version, content = taken.content.take(0, 5.0)
        assert version
        assert content is not None
        frame = source.read()
        assert frame is not None
        taken.ask(0)
        _, picture = taken.pictures.take(0, 5.0)
        assert picture is not None
        assert picture.frame is not None
        assert np.array_equal(picture.frame.image, frame.image)
        assert content.face(0) is not None
        assert content.row_at(-5) == 0
        assert content.row_at(1e12) == content.count - 1
    assert content.size == (1280, 720)
