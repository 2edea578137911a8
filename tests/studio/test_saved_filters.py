from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from liveness.studio.saved_filters import MAX_NAME, SavedFilters
from liveness.studio.settings import Settings
from liveness.widgets.take_filter import TakeFilter


@pytest.fixture
def bar(qtbot: QtBot) -> TakeFilter:
    bar = TakeFilter()
    qtbot.addWidget(bar)
    return bar


def test_a_filter_is_kept_by_name_over_a_restart(bar: TakeFilter, qtbot: QtBot) -> None:
    settings = Settings()
    SavedFilters(bar, settings)
    bar.text.setText("office")
    bar.saved.setCurrentText("  my filter ")
    bar.keep.click()
    again = Settings.model_validate(settings.model_dump(mode="json"))
    other = TakeFilter()
    qtbot.addWidget(other)
    SavedFilters(other, again)
    other.saved.setCurrentIndex(other.saved.findText("my filter"))
    other.saved.activated.emit(0)
    assert other.text.text() == "office"


def test_one_is_forgotten_and_what_is_asked_stays(bar: TakeFilter) -> None:
    settings = Settings(filters={"a": {"text": "x"}, "b": {}})
    SavedFilters(bar, settings)
    bar.text.setText("x")
    bar.saved.setCurrentText("a")
    bar.drop.click()
    assert list(settings.filters) == ["b"]
    assert bar.text.text() == "x"


def test_a_name_is_needed_and_is_not_endless(bar: TakeFilter) -> None:
    settings = Settings()
    SavedFilters(bar, settings)
    bar.keep.click()
    assert settings.filters == {}
    bar.saved.setCurrentText("n" * 99)
    bar.keep.click()
    assert list(settings.filters) == ["n" * MAX_NAME]
