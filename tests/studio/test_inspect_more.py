"""A second take, exports, held overlays and filters of the Inspect layout."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liveness.datasets.errors import UsageError
from liveness.datasets.store import DatasetRoot
from liveness.studio.background import Background
from liveness.studio.demonstration import ensure_consents, plan, record_demo_take
from liveness.studio.inspect_more import InspectMore, make_inspect
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
def root(tmp_path_factory: pytest.TempPathFactory) -> DatasetRoot:
    made = DatasetRoot.create(tmp_path_factory.mktemp("more") / "root")
    consents = ensure_consents(made, 1)
    session = made.start_session(site="gate", operator="O1", camera="demo")
    for row in plan(1, 2, 0):
        record_demo_take(made, session, consents[0], row, seconds=1.0)
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
    qtbot.waitExposed(made)
    made.activateWindow()
    made.enter()
    qtbot.waitUntil(lambda: len(made.takes.takes.takes) == 2)
    yield made
    made.leave()
    more(made).beside.close()
    background.close()
    assert errors == []


def more(page: InspectPage) -> InspectMore:
    found = page.findChild(InspectMore)
    assert isinstance(found, InspectMore)
    return found


def _choose(page: InspectPage, row: int, qtbot: QtBot) -> None:
    page.takes.selectRow(row)
    qtbot.waitUntil(lambda: page.content is not None and page.picture.frame is not None)


@pytest.fixture
def pair(page: InspectPage, qtbot: QtBot) -> InspectPage:
    """The first take beside the second."""
    _choose(page, 0, qtbot)
    beside = more(page).beside
    qtbot.keyClick(page.timeline, Qt.Key.Key_B)
    qtbot.waitUntil(lambda: beside.record is not None)
    _choose(page, 1, qtbot)
    return page


def test_a_take_stays_beside_the_next_one(pair: InspectPage, qtbot: QtBot) -> None:
    beside = more(pair).beside
    assert beside.view.isVisible()
    assert beside.record is not None
    assert pair.record is not None
    assert beside.record.id != pair.record.id
    qtbot.waitUntil(lambda: beside.view.picture.frame is not None)
    assert beside.view.title.text() == beside.record.id
    beside.view.close_button.click()
    assert not beside.view.isVisible()
    assert beside.record is None


def test_locked_the_distance_in_time_stays_whatever_is_scrubbed(
    pair: InspectPage, qtbot: QtBot
) -> None:
    beside, first = more(pair).beside, pair.content
    second = beside._content
    assert first is not None
    assert second is not None
    pair.timeline.move_to(4)
    beside.view.lock.click()  # free
    beside.view.slider.setValue(9)
    assert beside.row == 9
    pair.timeline.move_to(6)
    qtbot.wait(60)
    assert beside.row == 9, "free, it stays"
    beside.view.lock.click()  # locked, three frames on
    wanted = int(second.time_ns[9]) - int(first.time_ns[6])
    assert beside.offset_ns == wanted
    for row in (12, 3, 15):
        pair.timeline.move_to(row)
        qtbot.waitUntil(lambda r=row: beside.row == r + 3)  # type: ignore[misc]
        assert int(second.time_ns[beside.row]) - int(first.time_ns[row]) == wanted
        shown = second.index[beside.row]
        qtbot.waitUntil(lambda i=shown: beside.view.picture.frame.index == i)  # type: ignore[misc]


def test_overlays_are_off_only_while_the_key_is_down(page: InspectPage, qtbot: QtBot) -> None:
    _choose(page, 0, qtbot)
    page.picture.set_landmarks_shown(True)
    overlays = more(page).overlays
    page.timeline.setFocus()
    qtbot.keyPress(page.timeline, Qt.Key.Key_H)
    assert overlays.held
    plain = page.picture.grab().toImage()
    qtbot.keyRelease(page.timeline, Qt.Key.Key_H)
    assert not overlays.held
    assert page.picture.grab().toImage() != plain
    page.filter.text.setFocus()
    qtbot.keyClick(page.filter.text, Qt.Key.Key_H)
    assert page.filter.text.text() == "h"
    assert not overlays.held
    page.filter.text.clear()


def test_scores_over_time_are_exported_as_they_are(
    page: InspectPage, qtbot: QtBot, tmp_path: Path
) -> None:
    _choose(page, 0, qtbot)
    content = page.content
    assert content is not None
    more(page).export.save("course", tmp_path / "course.csv")
    with (tmp_path / "course.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == content.count
    for row, line in enumerate(rows):
        assert float(line["time_ms"]) == pytest.approx(content.time_ns[row] / 1e6, abs=1e-3)
        fused = content.fused[row]
        assert line["fused_llr_nat"] == ("" if np.isnan(fused) else f"{fused:.6g}")
        assert line["decision"] == content.decisions[row]


@pytest.mark.parametrize("view", ["picture", "course", "page", "depth", "texture"])
def test_every_view_is_drawn_as_png_and_svg(
    page: InspectPage, qtbot: QtBot, tmp_path: Path, view: str
) -> None:
    _choose(page, 0, qtbot)
    export = more(page).export
    export.save(view, tmp_path / "x.png")
    image = QImage(str(tmp_path / "x.png"))
    widget = export.views[view][1]
    assert image.size() == widget.size() * widget.devicePixelRatioF()
    export.save(view, tmp_path / "x.SVG")
    text = (tmp_path / "x.SVG").read_text("utf-8")
    assert text.startswith("<?xml")
    assert len(text) > 1000


def test_the_numbers_of_a_map_are_exported_where_there_is_one(
    page: InspectPage, qtbot: QtBot, tmp_path: Path
) -> None:
    _choose(page, 0, qtbot)
    content = page.content
    assert content is not None
    track = content.tracks["texture"]
    rows = [r for r in range(content.count) if track.at(r, with_map=True).map is not None]  # type: ignore[union-attr]
    page.timeline.move_to(rows[0])
    more(page).export.save("texture", tmp_path / "m.csv")
    found = np.loadtxt(tmp_path / "m.csv", delimiter=",")
    kept = track.at(rows[0], with_map=True).map  # type: ignore[union-attr]
    assert kept is not None
    assert np.allclose(found, kept.values, rtol=1e-5, equal_nan=True)


def test_what_cannot_be_written_is_told(
    page: InspectPage, qtbot: QtBot, tmp_path: Path
) -> None:
    export = more(page).export
    with pytest.raises(UsageError, match="E-EXP-07"):
        export.save("course", tmp_path / "x.csv")  # no take is open
    with pytest.raises(UsageError, match="E-EXP-07"):
        export.save("picture", tmp_path / "x.bmp")
    export._save_or_say("picture", str(tmp_path / "no" / "x.png"))
    assert page._bench.messages.message is not None
    page._bench.messages.dismiss()


def test_limits_on_numbers_choose_takes(page: InspectPage, qtbot: QtBot) -> None:
    scores = sorted(r.score for r in page.takes.takes.takes if r.score is not None)
    page.filter.more.click()
    assert page.filter.ranges.isVisible()
    page.filter.ranges.low.setValue(scores[0] + 0.05)
    assert len(page.takes.takes.takes) == len(scores) - 1
    page.filter.ranges.reset.click()
    assert len(page.takes.takes.takes) == 2
    assert QApplication.activeModalWidget() is None
