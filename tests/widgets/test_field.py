from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from liveness.widgets.field import Field, FieldSpec, Kind

OPTIONS = ((None, "none"), ("hand", "a hand"), ("worn", "worn"))


def field_of(qtbot: QtBot, kind: Kind) -> Field:
    field = Field(FieldSpec("key", "Title", kind, "hint", options=OPTIONS))
    qtbot.addWidget(field)
    field.show()
    return field


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("line", ["a", None]),
        ("text", ["a\nb", None]),
        ("number", [3, 4.0, 0.1, 1e-7, 123456789, 3.123456789, "x", None]),
        ("choice", ["hand", None, "worn"]),
        ("check", [True, None]),
        ("table", [{}, None]),
        ("words", [["a", "b c"], ["a"], None]),
        ("numbers", [[300, 500.5], ["far"], None]),
        ("several", [["hand"], ["hand", "worn"], None]),
        ("prompts", [[{"at_s": 1.5, "text": "left, now"}, {"at_s": "x", "text": ""}], None]),
    ],
)
def test_what_is_set_is_what_is_said(qtbot: QtBot, kind: Kind, values: list[Any]) -> None:
    field = field_of(qtbot, kind)
    told: list[object] = []
    field.edited.connect(lambda key, value: told.append((key, value)))
    for value in values:
        field.set_value(value)
        assert field.value() == value
    assert told == []
    assert field.editor.accessibleName() == "Title"
    assert field.editor.toolTip() == "hint"


def test_what_a_person_types_is_told_and_left_as_it_is(qtbot: QtBot) -> None:
    field = field_of(qtbot, "words")
    line = field.editor
    assert isinstance(line, QLineEdit)
    told: list[object] = []
    field.edited.connect(lambda key, value: told.append(value))
    qtbot.keyClicks(line, "dim, of")
    assert told[-1] == ["dim", "of"]
    line.setText("dim, ")
    assert told[-1] == ["dim"]
    # the caller shows the table anew: a comma that is being typed stays
    field.set_value(["dim"])
    assert line.text() == "dim, "
    field.set_value(["dim", "office"])
    assert line.text() == "dim, office"


@pytest.mark.parametrize("kind", ["text", "choice", "check", "number", "several"])
def test_each_editor_tells_its_change(qtbot: QtBot, kind: Kind) -> None:
    field = field_of(qtbot, kind)
    told: list[tuple[str, object]] = []
    field.edited.connect(lambda key, value: told.append((key, value)))
    editor = field.editor
    wanted: object = True
    if isinstance(editor, QPlainTextEdit):
        editor.setPlainText("x")
        wanted = "x"
    elif isinstance(editor, QComboBox):
        editor.setCurrentIndex(1)
        wanted = "hand"
    elif isinstance(editor, QLineEdit):
        editor.setText("2.5")
        wanted = 2.5
    elif isinstance(editor, QCheckBox):
        editor.click()
    else:
        editor.findChildren(QCheckBox)[1].click()
        wanted = ["hand"]
    assert told == [("key", wanted)]


def test_a_fault_stands_under_its_field(qtbot: QtBot) -> None:
    field = field_of(qtbot, "number")
    assert field.fault == ""
    field.set_fault("should be greater than 0, got -3")
    assert field.fault == "should be greater than 0, got -3"
    assert field.editor.accessibleDescription() == field.fault
    field.set_fault("")
    assert field.fault == ""
