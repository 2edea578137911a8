from __future__ import annotations

from pytestqt.qtbot import QtBot

from liveness.widgets.review_bar import ReviewBar, ReviewWish


def test_a_decision_needs_a_name_and_where_it_refuses_a_reason(qtbot: QtBot) -> None:
    bar = ReviewBar()
    qtbot.addWidget(bar)
    wishes: list[ReviewWish] = []
    bar.decided.connect(wishes.append)
    assert not bar.decide("accept")
    assert bar.text == "give your pseudonym first"
    bar.reviewer.setText("QA1")
    assert not bar.decide("reject")
    assert bar.text == "choose a reason first"
    bar.reason.setCurrentIndex(bar.reason.findData("blurred"))
    bar.note.setText("left eye only")
    bar.buttons["reject"].click()
    bar.buttons["accept"].click()
    assert wishes == [
        ReviewWish("reject", "blurred", "left eye only"),
        ReviewWish("accept", "", ""),
    ]


def test_the_review_that_stands_is_shown(qtbot: QtBot) -> None:
    bar = ReviewBar()
    qtbot.addWidget(bar)
    assert bar.text == "not reviewed"
    bar.set_standing("retake", "retake by QA1: blurred")
    assert bar.text == "retake by QA1: blurred"
    bar.set_standing("", "")
    assert bar.text == "not reviewed"
