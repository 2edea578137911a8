from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from liveness.studio.actions import EVERY_KEY, find
from liveness.widgets.amend_bar import AmendBar
from liveness.widgets.key_names import DEFAULTS, KEYS
from liveness.widgets.record_bar import RecordBar
from liveness.widgets.review_bar import ReviewBar
from liveness.widgets.step_bar import StepBar, StepReading
from liveness.widgets.take_table import TakeTable


@pytest.fixture(autouse=True)
def defaults_again(qapp: object) -> Iterator[None]:
    yield
    KEYS.set_keys({})


def test_the_names_begin_with_the_keys_of_the_actions() -> None:
    assert {id_: find(id_, EVERY_KEY).shortcut for id_ in DEFAULTS} == DEFAULTS


def test_every_button_and_sentence_names_the_key_as_it_is_now(qtbot: QtBot) -> None:
    record, step, review = RecordBar(), StepBar(), ReviewBar()
    amend, takes = AmendBar(["print-matte"]), TakeTable()
    for widget in (record, step, review, amend, takes):
        qtbot.addWidget(widget)
    step.set_reading(StepReading(1, 2, "Live", "Look."))
    assert record.button.text() == "Record (Space)"
    assert step.state_text == "no take yet: Space records"
    KEYS.set_keys(
        {"record.toggle": "F13", "record.retake": "", "step.next": "PgDown"}
        | {"inspect.accept": "Ctrl+1", "inspect.begin": "B"}
    )
    assert record.button.text() == "Record (F13)"
    assert record.retake.text() == "Retake (no key)"
    assert record.indicator.text == "ready: press F13 to record"
    assert step.state_text == "no take yet: F13 records"
    assert step.next.toolTip() == step.next.accessibleName() == "Step after (PgDown)"
    assert review.buttons["accept"].text() == "Accept (Ctrl+1)"
    assert amend.buttons["start"].accessibleName() == "Begin here (B)"
    assert takes.empty_text.endswith("press F13 to record.")
    shown = [
        button.text()
        for widget in (record, step, review, amend)
        for button in widget.findChildren(QPushButton)
    ]
    assert not any("Space" in text for text in shown)


def test_a_widget_that_is_gone_is_not_told(qtbot: QtBot) -> None:
    bar = RecordBar()
    bar.deleteLater()
    del bar
    qtbot.wait(1)
    KEYS.set_keys({"record.toggle": "F2"})
