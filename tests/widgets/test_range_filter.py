from __future__ import annotations

import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from liveness.datasets.take import TakeRecord
from liveness.widgets.range_filter import FIELDS, RangeFilter
from liveness.widgets.samples import take

SCORES = (-3.5, -1.0, None, 0.0, 0.4, 2.0, 6.5)


def _takes() -> list[TakeRecord]:
    return [
        take(i).model_copy(update={"score": score, "seconds": 1.0 + i, "frames": 30 * (i + 1)})
        for i, score in enumerate(SCORES)
    ]


@pytest.fixture
def bar(qtbot: QtBot) -> RangeFilter:
    bar = RangeFilter()
    qtbot.addWidget(bar)
    bar.set_takes(_takes())
    return bar


def _shown(bar: RangeFilter) -> list[float | None]:
    return [record.score for record in _takes() if bar.fits(record)]


def test_without_limits_all_fit_and_the_histogram_counts_them(bar: RangeFilter) -> None:
    assert _shown(bar) == list(SCORES)
    assert bar.histogram.counts.sum() == len(SCORES) - 1
    assert (bar.slider.minimum(), bar.slider.maximum()) == (-4, 7)


def test_slider_and_typed_limits_are_one(bar: RangeFilter, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bar.changed):
        bar.low.setValue(-1.0)
    assert bar.slider.value() == (-1.0, 7.0)
    with qtbot.waitSignal(bar.changed):
        bar.slider.setValue((-1.0, 2.0))
    assert (bar.low.value(), bar.high.value()) == (-1.0, 2.0)
    assert _shown(bar) == [-1.0, 0.0, 0.4, 2.0]


def test_limits_of_several_numbers_hold_together(bar: RangeFilter) -> None:
    bar.low.setValue(0.0)
    bar.field.setCurrentIndex(bar.field.findData("seconds"))
    bar.high.setValue(6.0)
    assert bar.limits == {"score": (0.0, math.inf), "seconds": (-math.inf, 6.0)}
    assert _shown(bar) == [0.0, 0.4, 2.0]
    assert bar.low.value() == 1.0, "no limit below: the least value there is"
    bar.reset.click()
    assert _shown(bar) == list(SCORES)
    assert not bar.reset.isEnabled()


def test_a_handle_at_its_end_limits_nothing(bar: RangeFilter) -> None:
    bar.low.setValue(0.0)
    bar.low.setValue(-4.0)
    assert bar.limits == {}


def test_a_saved_filter_of_another_version_gives_what_is_known(bar: RangeFilter) -> None:
    bar.set_limits({"score": (0.0, 1.0), "zork": (1.0, 2.0)})
    assert list(bar.limits) == ["score"]
    assert bar.high.value() == 1.0


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.sampled_from(sorted(FIELDS)), st.floats(-10, 300), st.floats(-10, 300))
def test_what_fits_equals_a_comparison_by_hand(
    bar: RangeFilter, field: str, a: float, b: float
) -> None:
    low, high = min(a, b), max(a, b)
    bar.set_limits({field: (low, high)})
    values = [FIELDS[field](record) for record in _takes()]
    wanted = [v is not None and low <= v <= high for v in values]
    assert [bar.fits(record) for record in _takes()] == wanted
