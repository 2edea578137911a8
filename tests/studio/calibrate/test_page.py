from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liveness.datasets.metrics import Rule
from liveness.datasets.store import DatasetRoot
from liveness.studio.calibrate import page as page_module
from liveness.studio.calibrate.page import CalibratePage
from liveness.widgets.map_panel import PANELS

Open = Callable[[DatasetRoot | None], CalibratePage]


def _said(page: CalibratePage) -> Any:
    return page._bench.messages.message


def _places(page: CalibratePage) -> list[float]:
    plots = page.plots
    return [
        page.state.threshold,
        plots.distribution.threshold,
        plots.series.threshold,
        page.left.typed.value(),
    ]


def test_one_threshold_stands_everywhere(page: CalibratePage) -> None:
    value = 0.123456789
    for line in (page.plots.distribution.line, page.plots.series.line):
        line.setValue(value)
        line.sigDragged.emit(line)
        assert _places(page) == pytest.approx([value] * 4, abs=1e-9)
        value = -1.987654321
    page.left.typed.setValue(0.25)
    assert _places(page) == pytest.approx([0.25] * 4, abs=1e-9)
    view = page.state.view
    assert view is not None
    assert page.rates.bars._bars[0].rate == view.separation.at(0.25).bpcer


def test_typed_digits_that_were_not_changed_keep_the_value(page: CalibratePage) -> None:
    page.state.move_threshold(0.123456789)
    page.left.typed.setFocus()
    QTest.keyClick(page.left.typed, Qt.Key.Key_Return)
    assert _places(page) == pytest.approx([0.123456789] * 4, abs=1e-9)
    page.left.typed.selectAll()
    QTest.keyClicks(page.left.typed, "0.5")
    QTest.keyClick(page.left.typed, Qt.Key.Key_Return)
    assert _places(page) == pytest.approx([0.5] * 4, abs=1e-9)


def test_the_line_is_dragged_with_the_mouse(page: CalibratePage, qtbot: QtBot) -> None:
    plot = page.plots.distribution
    qtbot.waitExposed(page)
    box = plot.plot.plotItem.vb
    low, high = plot.plot.viewRange()[0]
    start = box.mapViewToScene(QPointF(page.state.threshold, 3.0))
    goal_value = low + 0.8 * (high - low)
    goal = box.mapViewToScene(QPointF(goal_value, 3.0))
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton

    def send(kind: QEvent.Type, point: QPointF, button: Any, held: Any) -> None:
        at = QPointF(plot.plot.mapFromScene(point))
        whole = QPointF(plot.plot.viewport().mapToGlobal(at))
        keys = Qt.KeyboardModifier.NoModifier
        event = QMouseEvent(kind, at, whole, button, held, keys)
        QApplication.sendEvent(plot.plot.viewport(), event)

    send(QEvent.Type.MouseMove, start, none, none)
    send(QEvent.Type.MouseButtonPress, start, left, left)
    for part in (0.2, 0.4, 0.6, 0.8, 1.0):
        qtbot.wait(30)
        send(QEvent.Type.MouseMove, start + part * (goal - start), none, left)
    send(QEvent.Type.MouseButtonRelease, goal, left, none)
    assert page.state.threshold == pytest.approx(goal_value, abs=0.03 * (high - low))
    assert _places(page) == pytest.approx([page.state.threshold] * 4, abs=1e-9)
    page.undo.click()
    assert page.state.threshold == 0.0, "one drag is one step back"
    page.redo.click()
    assert page.state.threshold == pytest.approx(goal_value, abs=0.03 * (high - low))


def test_the_headline_is_the_worst_species_and_every_rate_has_its_n(
    page: CalibratePage,
) -> None:
    page.state.move_threshold(-0.5)
    view = page.state.view
    assert view is not None
    reading = view.separation.at(-0.5)
    worst = max(reading.species.items(), key=lambda pair: pair[1].value or 0.0)
    assert worst[0] == "mask-rigid"
    assert page.rates.headline.text() == "Worst: mask-rigid"
    assert f"{worst[1].errors} of {worst[1].n}" in page.rates.rate.text()
    assert "for literature only" in page.rates.literature.text()
    assert all("of 12" in text for text in page.rates.bars.texts)
    assert "n under 30" in page.rates.verdict.text()


def test_each_signal_keeps_its_threshold_and_an_undo_shows_it(page: CalibratePage) -> None:
    page.state.move_threshold(0.4)
    page.state.choose("fused")
    assert page.left.typed.value() == 1.0, "where the uncalibrated fusion accepts"
    page.undo.click()
    assert page.state.name == "depth"
    assert page.state.threshold == 0.0
    item = page.left.signals.currentItem()
    assert item is not None
    assert item.text().startswith("depth")


def test_a_rule_moves_the_threshold_and_a_bad_one_is_named(page: CalibratePage) -> None:
    page.left.rule.setText("bpcer<=0.1")
    page.left.by_rule.click()
    view = page.state.view
    assert view is not None
    assert page.state.threshold == Rule.parse("bpcer<=0.1").threshold(view.trials)
    page.left.rule.setText("bpcer<<0.05")
    page.left.by_rule.click()
    assert _said(page).code == "E-CAL-03"


def test_a_click_on_the_curve_and_its_marker_choose_the_threshold(page: CalibratePage) -> None:
    det, view = page.plots.det, page.state.view
    assert view is not None
    assert view.det is not None
    i = len(view.det.thresholds) // 2
    apcer, bpcer = float(view.det.apcer[i]), float(view.det.bpcer[i])
    near = det.threshold_near(apcer, bpcer)
    assert near is not None
    det.threshold_chosen.emit(near)
    reading = view.separation.at(page.state.threshold)
    assert reading.worst is not None
    assert (reading.worst[1].value, reading.bpcer.value) == pytest.approx((apcer, bpcer))
    before = page.state.threshold
    spot = det.marker.pos()
    det.marker.setPos(spot.x() + 0.8, spot.y() - 0.8)
    assert page.state.threshold < before, "more attacks pass below"
    assert page.plots.distribution.threshold == page.state.threshold


def test_a_strip_chooses_the_take_that_is_ringed(page: CalibratePage) -> None:
    board = page.state.board
    assert board is not None
    row, score = next(
        (row, score)
        for row, score in zip(board.shown, board.scores("depth"), strict=True)
        if row.label == "mask-rigid"
    )
    page._root = None  # the takes of this dataset have no content
    page.plots.distribution.score_picked.emit("mask-rigid", score)
    assert page.state.take == row.take
    assert page.plots.distribution._marked == ("mask-rigid", score)


def test_every_tab_shows_something_of_every_signal(page: CalibratePage) -> None:
    for tab in range(7):
        page.plots.tabs.setCurrentIndex(tab)
        for name in ("fused", *PANELS):
            page.state.choose(name)
            page._refresh()
        page.grab()


def test_without_a_dataset_and_without_takes_it_says_what_to_do(
    open_page: Open, site: Callable[..., DatasetRoot]
) -> None:
    assert "No dataset is open" in open_page(None).rates.verdict.text()
    empty = open_page(site(people=0))
    assert "Collect or import some" in empty.rates.verdict.text()
    for button in (empty.left.by_rule, empty.left.fusion.fit_button, empty.left.typed):
        assert not button.isEnabled()
    empty.choose_by_rule()
    empty.plots.tabs.setCurrentIndex(1)
    empty.grab()
    assert _said(empty) is None


def test_attacks_without_bona_fide_have_no_rule(
    open_page: Open, site: Callable[..., DatasetRoot], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(site(people=2, each=2))
    board = page.state.board
    assert board is not None
    only = tuple(row for row in board.rows if row.species is not None)
    page.state.set_board(type(board)(only))
    page.left.by_rule.click()
    assert _said(page).code == "E-CAL-02"
    assert "nothing can be said" in page.rates.verdict.text()


def test_cancelling_says_how_to_go_on(
    open_page: Open,
    site: Callable[..., DatasetRoot],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = open_page(None)

    def read(root: object, *, workers: int, on_done: Callable[[int, int], None]) -> None:
        page.jobs.cancel()  # as the Cancel button does
        on_done(1, 2)
        raise AssertionError("cancelled work goes on")

    monkeypatch.setattr(page_module, "read_table", read)
    page._bench.takes.root = site(people=1)  # type: ignore[misc]
    page.enter()
    qtbot.waitUntil(lambda: not page.jobs.busy)
    assert "Stopped. Come back" in page.rates.verdict.text()
    assert _said(page) is None


def test_another_dataset_is_read_while_the_page_is_shown(
    open_page: Open, site: Callable[..., DatasetRoot], qtbot: QtBot
) -> None:
    page = open_page(site(people=2, each=1))
    takes: Any = page._bench.takes
    takes.root = site("second", people=3, each=1, prefix="X")
    takes.root_changed.emit("second")
    qtbot.waitUntil(lambda: page.about.text().startswith("12 takes"), timeout=9_000)
    board = page.state.board
    assert board is not None
    assert len(board.rows) == 12


def test_one_piece_of_work_runs_at_a_time(page: CalibratePage, qtbot: QtBot) -> None:
    gate = Event()
    page.jobs.run("Fitting", lambda step: gate.wait(5), lambda _: None)
    page.evaluation.ask(None)
    gate.set()
    assert "Fitting: wait until that is done" in _said(page).what
    qtbot.waitUntil(lambda: not page.jobs.busy)
    assert page.evaluation.found is None
