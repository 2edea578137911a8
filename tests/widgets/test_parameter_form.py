from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from liveness.capture.plugins import load_signals
from liveness.capture.signals.depth import DepthParameters
from liveness.capture.signals.reflection import ReflectionParameters
from liveness.widgets.parameter_form import ParameterForm, descriptions


@pytest.fixture
def form(qtbot: QtBot) -> Iterator[ParameterForm]:
    made = ParameterForm()
    qtbot.addWidget(made)
    made.resize(280, 300)
    made.show()
    yield made
    made.forget()


def test_every_number_of_a_signal_can_be_changed(form: ParameterForm) -> None:
    form.set_model(DepthParameters, {"corners": 80})
    assert form.values == {**DepthParameters().model_dump(), "corners": 80}
    told: list[dict[str, Any]] = []
    form.changed.connect(told.append)
    form.set_value("lost_s", 2.5)
    assert told == [{**form.values, "lost_s": 2.5}]
    assert isinstance(told[0]["corners"], int)


def test_the_limits_of_a_field_hold(form: ParameterForm) -> None:
    form.set_model(DepthParameters, {})
    (item,) = form._root.child("corners").items
    assert item.widget.accessibleName() == "corners"
    assert item.defaultBtn.accessibleName() == "Set corners back"
    limits = form._root.child("corners").opts["limits"]
    assert tuple(limits) == (20, 400)


def test_values_are_put_back_silently(form: ParameterForm) -> None:
    form.set_model(DepthParameters, {"corners": 80})
    told: list[object] = []
    form.changed.connect(told.append)
    form.set_values({"lost_s": 3.0})
    assert form.values == {**DepthParameters().model_dump(), "lost_s": 3.0}
    assert told == []


def test_what_is_no_number_is_left_out_and_nothing_says_so(form: ParameterForm) -> None:
    form.set_model(ReflectionParameters, {})
    assert "live_overlap" not in form.values
    form.set_model(None, {})
    assert form.none.isVisible()
    assert form.values == {}
    form.set_values({"a": 1})


def test_tips_are_the_texts_of_the_source() -> None:
    told = descriptions(DepthParameters)
    assert told["corners"] == "Most corners to follow."
    for signal in load_signals().classes:
        assert descriptions(signal.Parameters)  # type: ignore[attr-defined]


def test_a_form_that_forgot_begins_anew(form: ParameterForm) -> None:
    form.set_model(DepthParameters, {"corners": 80})
    form.forget()
    assert form.values == {}
    form.set_model(DepthParameters, {})
    assert form.values == DepthParameters().model_dump()
