from __future__ import annotations

from pytestqt.qtbot import QtBot

from liveness.datasets.planner import SampleSize
from liveness.widgets.sample_plan import SamplePlan


def test_each_label_says_what_it_shows_and_lacks(qtbot: QtBot) -> None:
    plan = SamplePlan()
    qtbot.addWidget(plan)
    plan.set_sizes(
        [SampleSize("print-matte", 20, 0, 2, 0.05), SampleSize("bona-fide", 60, 0, 60, 0.05)]
    )

    def row(number: int) -> list[str]:
        items = [plan.table.item(number, column) for column in range(2)]
        return [item.text() for item in items if item is not None]

    assert row(0) == [
        "print-matte",
        "0 errors in 20 only shows 13.9 % or less; 39 more for 5 %",
    ]
    assert row(1)[1].endswith("enough for 5 %")
    item = plan.table.item(0, 0)
    assert item is not None
    assert "count for less than 20 independent ones" in item.toolTip()
    plan.set_sizes(())
    assert plan.table.rowCount() == 0


def test_another_claim_is_asked_for(qtbot: QtBot) -> None:
    plan = SamplePlan()
    qtbot.addWidget(plan)
    assert plan.claim.currentText() == "5 %"
    with qtbot.waitSignal(plan.claim_changed) as signal:
        plan.claim.setCurrentIndex(plan.claim.findText("7 %"))
    assert signal.args == [0.07]
