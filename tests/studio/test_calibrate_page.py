from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from liveness.datasets.evidence import Evidence
from liveness.studio import calibrate_page
from liveness.studio.background import Background
from liveness.studio.calibrate_page import CalibratePage
from liveness.studio.layouts import Workbench
from liveness.studio.settings import Settings
from liveness.studio.trial_table import Table
from liveness.widgets.message_bar import MessageBar


class Takes(QObject):
    root_changed = Signal(str)
    take_added = Signal(object, object)
    root: Any = SimpleNamespace(path=Path("nowhere"))


def _row(number: int, species: str | None, llr: float | None) -> Any:
    said = (
        Evidence.abstain("depth", "head still")
        if llr is None
        else Evidence("depth", llr, True, 1.0)
    )
    return SimpleNamespace(
        take=f"T{number}",
        species=species,
        subject=f"S{number}",
        pai=None if species is None else f"P{number}",
        evidence={"depth": said},
        camera=SimpleNamespace(kind="camera"),
    )


ROWS = (
    *(_row(i, None, 1.0 + i / 10) for i in range(5)),
    *(_row(10 + i, "print-matte", -2.0 + i / 10) for i in range(5)),
    _row(20, "print-matte", None),
)
TABLE = Table(ROWS, {"superseded by a retake": 2}, ())


@pytest.fixture
def page(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[CalibratePage]:
    def read(root: object, *, workers: int, on_done: Callable[[int, int], None]) -> Table:
        for done in range(3):
            on_done(done, 2)
        return TABLE

    monkeypatch.setattr(calibrate_page, "read_table", read)
    errors: list[Any] = []
    background = Background(errors.append)
    takes: Any = Takes()
    bench = Workbench(takes, background, Settings(), MessageBar())
    qtbot.addWidget(bench.messages)
    made = CalibratePage(bench)
    qtbot.addWidget(made)
    made._progress._timer.timeout.connect(background.deliver)
    made.show()
    yield made
    made.leave()
    background.close()
    assert errors == []


def _entered(page: CalibratePage, qtbot: QtBot) -> None:
    page.enter()
    qtbot.waitUntil(lambda: page._table is not None)
    page.signal.setCurrentText("depth")


def test_the_threshold_is_one_everywhere(page: CalibratePage, qtbot: QtBot) -> None:
    _entered(page, qtbot)
    page.set_threshold(0.25)
    assert page.typed.value() == page.distribution.threshold == page.threshold == 0.25
    assert page.bars.texts == (
        "BPCER: 0 of 5: 45.1 % or less",
        "APCER print-matte: 0 of 5: 45.1 % or less",
    )
    page.distribution.line.setValue(1.15)
    page.distribution._on_dragged()
    assert page.typed.value() == pytest.approx(1.15)
    assert page.bars.texts[0].startswith("BPCER: 2 of 5: 40.0 %")
    page.typed.setValue(-1.75)
    assert page.distribution.threshold == pytest.approx(-1.75)
    assert page.bars.texts[1].startswith("APCER print-matte: 2 of 5")


def test_each_signal_keeps_its_threshold(page: CalibratePage, qtbot: QtBot) -> None:
    _entered(page, qtbot)
    page.set_threshold(0.4)
    page.signal.setCurrentText("fused")
    assert page.threshold == 0.0
    page.signal.setCurrentText("depth")
    assert page.typed.value() == pytest.approx(0.4)


def test_the_verdict_says_what_the_data_cannot(page: CalibratePage, qtbot: QtBot) -> None:
    _entered(page, qtbot)
    page.set_threshold(0.0)
    text = page.verdict.text()
    assert "Separates these takes with a margin of 2.60 nat" in text
    assert "n under 30" in text
    assert "1 takes have no score here" in text
    assert "superseded by a retake: 2 takes" in text


def test_a_rule_moves_the_threshold_and_a_bad_one_is_named(
    page: CalibratePage, qtbot: QtBot
) -> None:
    _entered(page, qtbot)
    page.set_threshold(9.0)
    page.rule.setText("bpcer<=0.05")
    page.choose_by_rule()
    assert -1.6 < page.threshold <= 1.0
    page.rule.setText("bpcer<<0.05")
    page.choose_by_rule()
    message = page._bench.messages.message
    assert message is not None
    assert message.code == "E-CAL-03"


def test_a_click_on_the_curve_chooses_its_threshold(page: CalibratePage, qtbot: QtBot) -> None:
    _entered(page, qtbot)
    near = page.det.threshold_near(0.4, 0.0)
    assert near == pytest.approx(-1.7)
    page.det.threshold_chosen.emit(near)
    assert page.threshold == pytest.approx(-1.7)


def test_cancelling_says_how_to_go_on(
    page: CalibratePage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(root: object, *, workers: int, on_done: Callable[[int, int], None]) -> Table:
        page._cancel.set()  # as the Cancel button does
        on_done(1, 2)
        raise AssertionError("cancelled work goes on")

    monkeypatch.setattr(calibrate_page, "read_table", read)
    page.enter()
    qtbot.waitUntil(lambda: not page._busy)
    assert "Cancelled" in page.verdict.text()
    assert page._bench.messages.message is None
