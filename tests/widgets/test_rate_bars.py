from __future__ import annotations

from pytestqt.qtbot import QtBot

from liveness.datasets.metrics.rates import Rate
from liveness.widgets.rate_bars import Bar, RateBars, rate_text


def test_nothing_wrong_in_thirty_shows_its_upper_bound(qtbot: QtBot) -> None:
    bars = RateBars()
    qtbot.addWidget(bars)
    bars.set_bars([Bar("mask-rigid", "APCER mask-rigid", Rate.of(0, 30), headline=True)])
    assert bars.texts == ("APCER mask-rigid: 0 of 30: 9.5 % or less",)
    assert bars.toolTip() == f"{bars.texts[0]}; two-sided 95 %: 0.0 to 11.6 %"


def test_a_rate_has_count_value_and_interval() -> None:
    assert rate_text(Rate.of(3, 12)) == "3 of 12: 25.0 % (5.5 to 57.2)"
    assert rate_text(Rate.of(4, 4)) == "4 of 4: 100 % (39.8 to 100)"
    assert rate_text(Rate.of(0, 0)) == "no answer"


def test_a_long_title_leaves_room_for_the_rate(qtbot: QtBot) -> None:
    bars = RateBars()
    qtbot.addWidget(bars)
    bars.set_bars([])
    empty = bars.grab().toImage()
    bars.set_bars([Bar("print-matte", "APCER " + "print-" * 20, Rate.of(1, 30))])
    bars.resize(260, 44)
    assert bars.grab().toImage() != empty
