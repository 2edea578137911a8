from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from liveness.datasets.gates import Gates
from liveness.datasets.pictures import PICTURES
from liveness.datasets.protocol import Limits, Protocol, Step, StopRule
from liveness.datasets.species import SPECIES, Species
from liveness.widgets.field_form import FieldForm
from liveness.widgets.protocol_form import ProtocolForm
from liveness.widgets.step_form import StepForm


def fields_of(model: Any, *left_out: str, **inner: Any) -> set[str]:
    keys = {name for name in model.model_fields if name not in (*left_out, *inner)}
    return keys | {f"{name}.{key}" for name, part in inner.items() for key in part.model_fields}


@pytest.fixture
def form(qtbot: QtBot) -> StepForm:
    made = StepForm()
    qtbot.addWidget(made)
    made.show()
    return made


def test_no_field_of_a_protocol_is_left_out(form: StepForm, qtbot: QtBot) -> None:
    assert set(form.fields) == fields_of(Step, gates=Gates, stop=StopRule) | {"stop"}
    head = ProtocolForm()
    qtbot.addWidget(head)
    # own species are kept, and written in the file
    left_out = ("schema_version", "steps", "species")
    assert set(head.fields) == fields_of(Protocol, *left_out, limits=Limits)
    for one in (form, head):
        for key, field in one.fields.items():
            assert field.editor.accessibleName(), key


def test_every_species_and_picture_is_offered(form: StepForm) -> None:
    def offered(key: str) -> list[object]:
        combo = form.fields[key].editor
        assert isinstance(combo, QComboBox)
        return [combo.itemData(i) for i in range(combo.count())]

    assert offered("species") == [None, *(one.id for one in SPECIES)]
    assert offered("picture") == [None, *PICTURES]
    form.fields["species"].set_value("print-bent")
    form.set_species([Species(id="wax", family="mask", title="Wax")])
    assert offered("species")[-1] == "wax"
    assert form.fields["species"].value() == "print-bent"


def test_a_table_is_shown_and_changes_are_told(form: StepForm) -> None:
    told: list[tuple[str, object]] = []
    form.edited.connect(lambda key, value: told.append((key, value)))
    form.set_content(
        {"id": "a", "seconds": 2.5, "gates": {"iod_px": 40.0}, "stop": {}, "lighting": ["dim"]}
    )
    assert form.fields["gates.iod_px"].value() == 40
    assert form.fields["stop"].value() == {}
    assert form.fields["stop.stop_at"].editor.isEnabled()
    assert told == []
    form.fields["stop.stop_at"].editor.setText("4")  # type: ignore[attr-defined]
    assert told == [("stop.stop_at", 4)]
    form.set_content({"id": "a"})
    assert form.fields["gates.iod_px"].value() is None
    assert not form.fields["stop.stop_at"].editor.isEnabled()


def test_a_page_with_a_fault_bears_a_mark(form: StepForm) -> None:
    homeless = form.set_faults(
        {
            "seconds": "too long",
            "distance_mm.1": "too near",
            "secnods": "there is no such field",
        }
    )
    assert homeless == ("secnods",)
    assert form.fields["seconds"].fault == "too long"
    assert form.fields["distance_mm"].fault == "too near"
    marked = [not form.tabIcon(i).isNull() for i in range(form.count())]
    assert marked == [False, True, False, False]
    assert form.tabToolTip(1)
    assert form.go_to("distance_mm.1")
    assert form.currentIndex() == 1
    assert not form.go_to("secnods")
    form.set_faults({})
    assert form.tabIcon(1).isNull()
    assert isinstance(form, FieldForm)
