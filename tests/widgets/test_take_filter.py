from __future__ import annotations

import json
import math

import pytest
from pytestqt.qtbot import QtBot

from liveness.datasets.amendments import Review
from liveness.datasets.take import TakeRecord
from liveness.widgets.take_filter import TakeFilter


def _record(id_: str, **changes: object) -> TakeRecord:
    content: dict[str, object] = {
        "id": id_,
        "session": "visit",
        "file": f"{id_}.h5",
        "sha256": "0" * 64,
        "frames": 30,
        "seconds": 1.0,
        "faces": 30,
        "label": "bona-fide",
        "subject": "Anna-1",
    }
    return TakeRecord.model_validate(content | changes)


TAKES = [
    _record("T1", review=Review(id="T1", verdict="reject", reviewer="Q1")),
    _record("T2", label="print-matte", target="Bert-2", lighting="office"),
    _record("T3", status="incomplete"),
    _record("T4", superseded_by="T3"),
]


@pytest.fixture
def bar(qtbot: QtBot) -> TakeFilter:
    made = TakeFilter()
    qtbot.addWidget(made)
    made.set_labels(record.label for record in TAKES)
    return made


def _shown(bar: TakeFilter) -> str:
    return " ".join(record.id for record in bar.shown(TAKES))


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("label", "print-matte", "T2"),
        ("label", "bona-fide", "T1 T3 T4"),
        ("state", "incomplete", "T3"),
        ("state", "superseded", "T4"),
        ("state", "complete", "T1 T2"),
        ("review", "none", "T2 T3 T4"),
        ("review", "reject", "T1"),
        ("review", "accept", ""),
    ],
)
def test_a_field_that_is_chosen_must_fit(
    bar: TakeFilter, field: str, value: str, shown: str
) -> None:
    combo = getattr(bar, {"state": "state_of"}.get(field, field))
    combo.setCurrentIndex(combo.findData(value))
    assert combo.currentData() == value
    assert _shown(bar) == shown
    combo.setCurrentIndex(0)
    assert _shown(bar) == "T1 T2 T3 T4"


def test_every_word_must_be_there_in_any_case(bar: TakeFilter) -> None:
    bar.text.setText("BERT off")
    assert _shown(bar) == "T2"
    bar.text.setText("anna bert nobody")
    assert _shown(bar) == ""


def test_a_label_that_is_chosen_stays_when_others_come(bar: TakeFilter, qtbot: QtBot) -> None:
    bar.label.setCurrentIndex(bar.label.findData("print-matte"))
    with qtbot.assertNotEmitted(bar.changed):
        bar.set_labels(["print-matte", "mask-rigid"])
    assert bar.label.currentData() == "print-matte"
    bar.set_labels(["mask-rigid"])
    assert bar.label.currentData() is None


def test_a_filter_is_saved_and_asked_again(bar: TakeFilter, qtbot: QtBot) -> None:
    bar.set_takes(TAKES)
    bar.label.setCurrentIndex(bar.label.findData("bona-fide"))
    bar.review.setCurrentIndex(bar.review.findData("none"))
    bar.ranges.set_limits({"frames": (10.0, math.inf)})
    asked, wanted = json.loads(json.dumps(bar.state())), _shown(bar)
    bar.set_state({})
    assert _shown(bar) == "T1 T2 T3 T4"
    with qtbot.waitSignal(bar.changed):
        bar.set_state(asked)
    assert _shown(bar) == wanted == "T3 T4"
    assert bar.more.isChecked()
    assert bar.state() == asked


def test_the_names_of_saved_filters_are_offered(bar: TakeFilter) -> None:
    bar.set_saved(["night", "day"], "night")
    assert [bar.saved.itemText(i) for i in range(bar.saved.count())] == ["day", "night"]
    assert bar.saved.currentText() == "night"
