"""The editor: live preview, faults at their fields, undo, files."""

from __future__ import annotations

import gc
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from liveness.datasets.protocol_plan import estimate, matrix
from liveness.datasets.protocol_toml import load_protocol
from liveness.studio import protocol_editing as editing
from liveness.studio.protocol_editor import ProtocolEditor
from liveness.studio.protocols import find_protocol, own_protocols

BROKEN = Path(__file__).parents[1] / "datasets" / "fixtures" / "broken-protocols"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "own"
    monkeypatch.setenv("LIVENESS_PROTOCOLS", str(folder))
    return folder


@pytest.fixture
def editor(qtbot: QtBot, own: Path) -> Iterator[ProtocolEditor]:
    made = ProtocolEditor()
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.drop()
    made.deleteLater()
    del made
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def type_into(editor: ProtocolEditor, key: str, text: str, *, head: bool = False) -> None:
    form = editor.view.head if head else editor.view.form
    line = form.fields[key].editor
    assert isinstance(line, QLineEdit)
    line.setText(text)


def said(editor: ProtocolEditor) -> str:
    message = editor.view.messages.message
    return "" if message is None else message.details


def test_the_preview_follows_what_is_typed(editor: ProtocolEditor, qtbot: QtBot) -> None:
    editor.copy_of(find_protocol("cc-toolbox"))
    assert editor.protocol is not None
    assert "720 attacks" in editor.view.preview.total.text()
    editor._on_chosen(1)
    type_into(editor, "pais", "4")
    qtbot.waitUntil(lambda: "750 attacks" in _total(editor))
    assert estimate(editor.protocol).attacks == 750
    assert editor.view.preview.matrix.rowCount() == len(matrix(editor.protocol))
    assert editor.view.steps.steps.data(editor.view.steps.steps.index(1, 2)) == "40"


def _total(editor: ProtocolEditor) -> str:
    return editor.view.preview.total.text()


def test_a_fault_is_shown_at_its_field_and_nothing_is_saved(editor: ProtocolEditor) -> None:
    type_into(editor, "seconds", "-3")
    type_into(editor, "subjects", "many", head=True)
    editor.refresh()
    form, head = editor.view.form, editor.view.head
    assert form.fields["seconds"].fault == "should be greater than 0, got -3"
    assert head.fields["subjects"].fault.startswith("should be a valid integer")
    assert not form.tabIcon(1).isNull()
    assert editor.view.faults.state.text == "2 fields are at fault:"
    assert editor.protocol is None
    assert _total(editor) == ""
    for name in ("save", "save_as", "save_own", "follow"):
        assert not editor.actions_by_id[name].isEnabled()
    # the list leads there
    editor.view.head.setCurrentIndex(0)
    editor.view.faults.chosen.emit(0)
    assert head.currentIndex() == 1
    type_into(editor, "seconds", "3")
    type_into(editor, "subjects", "3", head=True)
    editor.refresh()
    assert editor.protocol is not None
    assert editor.actions_by_id["save"].isEnabled()
    assert form.fields["seconds"].fault == ""


def test_a_broken_file_shows_its_exact_error_and_can_be_put_right(
    editor: ProtocolEditor,
) -> None:
    path = BROKEN / "unknown-field.toml"
    editor.open_file(path)
    assert said(editor) == (
        f"E-PRO-01: {path} line 9 (step 1, secnods: there is no such field, the nearest is "
        "seconds). Correct the protocol file."
    )
    assert editor.path == path
    assert editor.protocol is None
    editor.view.faults.list.setCurrentRow(0)
    editor.view.faults.remove.click()
    editor.refresh()
    assert editor.protocol is not None
    editor.undo_stack.undo()
    assert "secnods" in editor.content["steps"][0]


def test_a_file_that_is_no_protocol_changes_nothing(editor: ProtocolEditor) -> None:
    before = editor.content
    editor.open_file(BROKEN / "syntax.toml")
    assert "line 9 is not TOML" in said(editor)
    assert editor.content == before
    assert editor.path is None


@pytest.mark.parametrize("name", sorted(path.stem for path in BROKEN.glob("*.toml")))
def test_every_broken_file_is_told(editor: ProtocolEditor, name: str) -> None:
    editor.open_file(BROKEN / f"{name}.toml")
    editor.refresh()
    assert "E-PRO-01" in said(editor)
    assert (editor.protocol is None) == (name != "syntax")


def test_letters_typed_into_a_field_are_one_change(
    editor: ProtocolEditor, qtbot: QtBot
) -> None:
    line = editor.view.form.fields["title"].editor
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "Sit down")
    assert editor.content["steps"][0]["title"] == "Sit down"
    assert line.cursorPosition() == 8, "the field is not filled anew while it is typed into"
    # undo is the protocol's, wherever the focus is
    qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.content["steps"][0]["title"] == "New step"
    assert line.text() == "New step"
    editor.actions_by_id["redo"].trigger()
    assert line.text() == "Sit down"


def test_twenty_edits_and_twenty_undos_give_the_beginning(editor: ProtocolEditor) -> None:
    editor.copy_of(find_protocol("site-check"))
    first = editor.content
    chance = random.Random(3)
    for n in range(20):
        kind = n % 5
        if kind == 0:
            editor.add_step()
        elif kind == 1:
            editor.copy_step()
        elif kind == 2:
            type_into(editor, "title", f"Title {n}")
        elif kind == 3:
            editor.move_step(-1)
        else:
            editor._on_chosen(chance.randrange(len(editor.content["steps"])))
            editor.remove_step()
    assert editor.content != first
    assert editor.undo_stack.count() == 20
    for _ in range(20):
        editor.undo_stack.undo()
    assert editor.content == first
    assert editor.undo_stack.isClean()
    for _ in range(20):
        editor.undo_stack.redo()
    editor.refresh()
    assert editor.protocol is not None


def test_what_is_saved_is_the_protocol(
    editor: ProtocolEditor, tmp_path: Path, qtbot: QtBot
) -> None:
    editor.copy_of(find_protocol("motion-light"))
    type_into(editor, "title", "Ours", head=True)
    assert "not saved" in editor.windowTitle()
    editor.ask_save()
    (dialog,) = editor.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "ours.toml"))
    dialog.close()
    assert load_protocol(tmp_path / "ours.toml") == editor.protocol
    assert "not saved" not in editor.windowTitle()
    type_into(editor, "version", "2", head=True)
    editor.actions_by_id["save"].trigger()
    assert load_protocol(tmp_path / "ours.toml").version == "2"
    editor.save_to(tmp_path / "nowhere" / "p.toml")
    assert "E-DSK" in said(editor)


def test_the_sites_own_protocols_have_ids_of_their_own(
    editor: ProtocolEditor, own: Path
) -> None:
    editor.copy_of(find_protocol("masks"))
    type_into(editor, "id", "masks", head=True)
    editor.save_own()
    assert said(editor).startswith("E-PRO-06: masks is the id of a protocol that ships")
    type_into(editor, "id", "our-masks", head=True)
    editor.save_own()
    assert [found for _, found in own_protocols()] == [editor.protocol]
    assert find_protocol("our-masks") == editor.protocol
    assert editor.path == own / "our-masks.toml"


def test_changes_that_are_not_saved_are_asked_about_once(editor: ProtocolEditor) -> None:
    editor.follow()
    assert "Save it first" in said(editor)
    type_into(editor, "title", "Changed")
    changed = editor.content
    assert not editor.close()
    assert editor.isVisible()
    assert "The changes are not saved" in said(editor)
    editor.new()
    assert editor.content == changed
    # "Drop the changes" goes on with what was asked for
    editor.view.messages.action_triggered.emit("open")
    assert editor.content == editing.new_content()
    assert editor.close()


def test_a_step_of_the_table_is_the_step_of_the_form(editor: ProtocolEditor) -> None:
    editor.copy_of(find_protocol("quick-check"))
    editor.view.steps.view.selectRow(2)
    assert editor.view.form.fields["id"].value() == "replay"
    editor.view.steps.buttons["copy"].click()
    assert editor.view.form.fields["id"].value() == "replay-2"
    editor.view.steps.buttons["up"].click()
    assert [step["id"] for step in editor.content["steps"]][2] == "replay-2"
    assert editor.view.steps.current == 2
    editor.view.steps.buttons["remove"].click()
    assert editor.view.form.fields["id"].value() == "replay"
