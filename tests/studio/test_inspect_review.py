"""The inspector by keys: filter, problems, trim, relabel, blind review; no take changes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from pytestqt.qtbot import QtBot

from liveness.datasets.reviewing import review_take
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord
from liveness.studio.background import Background
from liveness.studio.demonstration import ensure_consents, plan, record_demo_take
from liveness.studio.inspect_page import InspectPage
from liveness.studio.layouts import Workbench
from liveness.studio.settings import Settings
from liveness.widgets.message_bar import MessageBar


class Takes(QObject):
    root_changed = Signal(str)
    take_added = Signal(object, object)

    def __init__(self, root: DatasetRoot) -> None:
        super().__init__()
        self.root = root


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> DatasetRoot:
    made = DatasetRoot.create(tmp_path_factory.mktemp("inspect") / "root")
    consents = ensure_consents(made, 1)
    session = made.start_session(site="gate", operator="O1", camera="demo")
    for row in plan(1, 2, 0):
        record_demo_take(made, session, consents[0], row, seconds=0.5)
    return made


@pytest.fixture
def root(recorded: DatasetRoot) -> Iterator[DatasetRoot]:
    (lines,) = recorded.path.glob("sessions/*/takes.jsonl")
    before = lines.read_bytes()
    hashes = {record.id: _sha256(recorded, record) for record in recorded.takes()}
    yield recorded
    assert lines.read_bytes().startswith(before)
    assert {record.id: _sha256(recorded, record) for record in recorded.takes()} == hashes
    lines.write_bytes(before)


def _sha256(root: DatasetRoot, record: TakeRecord) -> str:
    return hashlib.sha256(root.take_path(record).read_bytes()).hexdigest()


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
    made.takes.selectRow(0)
    qtbot.waitUntil(lambda: made._content is not None)
    yield made
    made.leave()
    background.close()
    assert errors == []


def _key(page: InspectPage, key: Qt.Key, qtbot: QtBot, until: Callable[[], bool]) -> None:
    page.timeline.setFocus()
    qtbot.keyClick(page.timeline, key)
    qtbot.waitUntil(until)


def _now(page: InspectPage) -> TakeRecord:
    record = page.record
    assert record is not None
    return record


def test_i_and_o_mark_the_part_that_counts(page: InspectPage, qtbot: QtBot) -> None:
    content = page._content
    assert content is not None
    page.timeline.move_to(3)
    _key(page, Qt.Key.Key_I, qtbot, lambda: _now(page).trim is not None)
    page.timeline.move_to(8)
    _key(page, Qt.Key.Key_O, qtbot, lambda: _now(page).trim.end_ns is not None)  # type: ignore[union-attr]
    trim = _now(page).trim
    assert trim is not None
    assert (trim.start_ns, trim.end_ns) == (content.time_ns[3], content.time_ns[9])
    assert trim.reviewer == "QA1"
    course = page.timeline._course
    assert course is not None
    assert course.trim == (trim.start_ns, trim.end_ns)
    assert page.timeline.row == 8
    page.timeline.move_to(2)
    page.timeline.setFocus()
    qtbot.keyClick(page.timeline, Qt.Key.Key_O)  # ends before it begins
    qtbot.waitUntil(lambda: page._bench.messages.message is not None)
    assert page._bench.messages.message.code == "E-LAB-05"  # type: ignore[union-attr]
    page.amend.buttons["clear"].click()
    qtbot.waitUntil(lambda: _now(page).trim.start_ns is None)  # type: ignore[union-attr]


def test_a_label_is_corrected_beside_the_recorded_one(page: InspectPage, qtbot: QtBot) -> None:
    recorded = _now(page).label
    other = "replay-phone" if recorded != "replay-phone" else "print-matte"
    assert page.amend.text == recorded
    page.amend.label.setCurrentText(other)
    page.amend.buttons["relabel"].click()
    qtbot.waitUntil(lambda: _now(page).label == other)
    assert page.amend.text == f"{other} by QA1, recorded as {recorded}"
    page.review.reviewer.clear()
    page.amend.buttons["relabel"].click()
    assert page.review.text == "give your pseudonym first"


def test_filters_count_and_the_next_take_follows(page: InspectPage, qtbot: QtBot) -> None:
    first = _now(page).id
    page.filter.review.setCurrentIndex(page.filter.review.findData("none"))
    assert page.filter.count.text() == "2 of 2"
    _key(page, Qt.Key.Key_A, qtbot, lambda: len(page.takes.takes.takes) == 1)
    assert page.filter.count.text() == "1 of 2"
    assert _now(page).id != first
    page.filter.review.setCurrentIndex(page.filter.review.findData("accept"))
    assert _now(page).id == first
    page.filter.text.setText("nobody")
    assert page.takes.takes.takes == ()
    assert page._open is None


def test_n_goes_through_the_problems_and_u_takes_back(
    page: InspectPage, qtbot: QtBot, root: DatasetRoot
) -> None:
    ids = [record.id for record in page.takes.takes.takes]
    page._known = replace(page._known, problems={ids[1]: ()})
    page.timeline.setFocus()
    qtbot.keyClick(page.timeline, Qt.Key.Key_N)
    assert _now(page).id == ids[1]
    review_take(root, ids[1], "accept", reviewer="QA2")
    page.review.reason.setCurrentIndex(page.review.reason.findData("blurred"))
    _key(page, Qt.Key.Key_X, qtbot, lambda: page.review.text.startswith("reject"))
    assert page.review.text == "reject by QA1: blurred (also reviewed by QA2)"
    _key(page, Qt.Key.Key_U, qtbot, lambda: page.review.text == "accept by QA2")
    page.timeline.setFocus()
    qtbot.keyClick(page.timeline, Qt.Key.Key_U)  # another's word stands
    qtbot.waitUntil(lambda: page._bench.messages.message is not None)
    assert page.review.text == "accept by QA2"


def test_a_blind_review_shows_nothing_before_the_decision(
    page: InspectPage, qtbot: QtBot, root: DatasetRoot
) -> None:
    id_ = _now(page).id
    review_take(root, id_, "accept", reviewer="QA2")
    page.reload()
    qtbot.waitUntil(lambda: page.review.text == "accept by QA2")
    page.amend.blind.setChecked(True)
    course = page.timeline._course
    assert course is not None
    assert course.lanes == []
    assert page.review.text == "not reviewed"
    assert page.why.text() == "Hidden until you have decided."
    assert page.takes.isColumnHidden(4)
    assert page.takes.isColumnHidden(5)
    tip = page.takes.takes.data(page.takes.currentIndex(), Qt.ItemDataRole.ToolTipRole)
    assert "score -," in tip
    assert page.panels["depth"].view._reason == "Hidden until you have decided."
    assert not page.filter.first.isEnabled()
    page._known = replace(page._known, problems={each.id: () for each in page._known.takes})
    page.next_problem()
    assert _now(page).id == id_
    page.timeline.move_to(5)
    assert page.why.text() == "Hidden until you have decided."
    _key(page, Qt.Key.Key_A, qtbot, lambda: page.review.text.startswith("accept by QA1"))
    course = page.timeline._course
    assert course is not None
    assert course.lanes != []
    assert page.timeline.row == 5
    assert "Depth" in page.why.text()


def test_duplicates_are_found_on_request(page: InspectPage, qtbot: QtBot) -> None:
    page.filter.duplicates.click()
    assert not page.filter.duplicates.isEnabled()
    qtbot.waitUntil(page.filter.duplicates.isEnabled)
    assert page._pairs == []
