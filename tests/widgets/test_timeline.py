from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from liveness.widgets.timeline import Course, Timeline

TIMES = np.arange(11, dtype=np.int64) * 100_000_000
SCORES = np.linspace(-4, 4, 11, dtype=np.float32)
SILENT = np.full(11, np.nan, np.float32)


@pytest.fixture
def timeline(qtbot: QtBot) -> Timeline:
    made = Timeline()
    qtbot.addWidget(made)
    made.resize(592, 80)  # 500 px of plot
    made.set_course(Course(TIMES, [("depth", SCORES), ("motion", SILENT)]))
    made.show()
    return made


def test_the_cursor_goes_to_the_nearest_frame(timeline: Timeline, qtbot: QtBot) -> None:
    assert [timeline.row_at(x) for x in (0, 84, 108, 110, 584, 900)] == [0, 0, 0, 1, 10, 10]
    seen: list[int] = []
    timeline.scrubbed.connect(seen.append)
    qtbot.mousePress(timeline, Qt.MouseButton.LeftButton, pos=QPoint(84 + 250, 20))
    qtbot.mouseRelease(timeline, Qt.MouseButton.LeftButton, pos=QPoint(84 + 250, 20))
    assert seen == [5]
    assert timeline.position_text == "500 ms, frame 6 of 11"
    timeline.move_to(5)
    assert seen == [5]
    timeline.move_to(99)
    assert seen == [5, 10]


def test_what_others_set_is_not_told_back(timeline: Timeline) -> None:
    seen: list[int] = []
    timeline.scrubbed.connect(seen.append)
    timeline.set_row(3)
    assert (timeline.row, seen) == (3, [])


def test_the_pointer_reads_every_lane(timeline: Timeline) -> None:
    course = Course(
        TIMES, [("depth", SCORES), ("motion", SILENT)], [(500_000_000, "dark")], [5]
    )
    timeline.set_course(course)
    text = timeline._told(84 + 250)
    assert text.splitlines() == [
        "500 ms, frame 6",
        "depth +0.000 nat",
        "motion abstains",
        "dark",
        "frames are missing here",
    ]


def test_events_drops_and_trim_are_drawn(timeline: Timeline) -> None:
    pictures = []
    for course in (
        Course(TIMES, [("depth", SILENT)]),
        Course(TIMES, [("depth", SCORES)]),
        Course(TIMES, [("depth", SILENT)], [(500_000_000, "dark")]),
        Course(TIMES, [("depth", SILENT)], drops=[5]),
        Course(TIMES, [("depth", SILENT)], trim=(200_000_000, None)),
    ):
        timeline.set_course(course)
        pictures.append(timeline.grab().toImage())
    for i, one in enumerate(pictures):
        assert all(one != other for other in pictures[i + 1 :]), i


def test_one_frame_and_no_take_are_drawn_too(timeline: Timeline) -> None:
    timeline.set_course(Course(TIMES[:1], [("depth", SCORES[:1])]))
    assert timeline.position_text == "0 ms, frame 1 of 1"
    assert timeline.row_at(300) == 0
    timeline.grab()
    timeline.set_course(None)
    assert timeline.position_text == ""
    timeline.grab()
