"""The editor of protocols: steps, fields and what they come to, in a window of its own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QKeySequence, QUndoStack
from PySide6.QtWidgets import (
    QFileDialog,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

from liveness.datasets.errors import LivenessError
from liveness.datasets.protocol import Protocol, validate_protocol
from liveness.datasets.protocol_faults import FieldFault, Place
from liveness.datasets.protocol_toml import save_protocol
from liveness.widgets.message_bar import Message
from liveness.widgets.theme import State

from . import protocol_editing as editing
from .protocol_change import ProtocolChange
from .protocol_editing import Content
from .protocol_editor_view import EditorView, key_of, step_of
from .protocols import own_folder, shipped_protocols

WAIT_MS = 120
"""The preview follows after so long without a change, milliseconds."""


class ProtocolEditor(QMainWindow):
    """Edits one protocol; beside the studio's window, which goes on meanwhile."""

    saved = Signal(str)
    """Path of the file that was written."""
    follow_requested = Signal(str)
    """The protocol of this file is to be collected now."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.content: Content = editing.new_content()
        self.path: Path | None = None
        self.faults: tuple[FieldFault, ...] = ()
        self.protocol: Protocol | None = None
        """The protocol as it stands, while it is valid."""
        self._step = 0
        self._leaving = False
        self._then: Callable[[], object] = self.close
        self.undo_stack = QUndoStack(self)
        self.view = EditorView()
        self.setCentralWidget(self.view)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self.actions_by_id: dict[str, QAction] = {}
        self._make_menus()
        self._connect()
        self.resize(1280, 800)
        self._show_content(self.content, 0)
        self.undo_stack.setClean()

    # set-up

    def _make_menus(self) -> None:
        file = self.menuBar().addMenu(self.tr("&File"))
        edit = self.menuBar().addMenu(self.tr("&Edit"))
        standard = QKeySequence.StandardKey
        self._add(file, "new", self.tr("&New"), standard.New, self.new)
        shipped = file.addMenu(self.tr("New &from"))
        for protocol in shipped_protocols():
            name = f"from.{protocol.id}"
            self._add(shipped, name, protocol.title, None, partial(self.copy_of, protocol))
        self._add(file, "open", self.tr("&Open\u2026"), standard.Open, self.ask_open)
        file.addSeparator()
        self._add(file, "save", self.tr("&Save"), standard.Save, self.save)
        self._add(file, "save_as", self.tr("Save &as\u2026"), "Ctrl+Shift+S", self.ask_save)
        own = self.tr("Save among the site's o&wn")
        self._add(file, "save_own", own, None, self.save_own)
        file.addSeparator()
        self._add(file, "follow", self.tr("&Collect after it"), "Ctrl+R", self.follow)
        self._add(file, "close", self.tr("&Close"), standard.Close, self.close)
        for action, name, keys in (
            (self.undo_stack.createUndoAction(self, self.tr("&Undo")), "undo", standard.Undo),
            (self.undo_stack.createRedoAction(self, self.tr("&Redo")), "redo", standard.Redo),
        ):
            action.setShortcut(QKeySequence(keys))
            edit.addAction(action)
            self.actions_by_id[name] = action

    def _add(self, menu: QMenu, id_: str, text: str, keys: Any, done: Any) -> None:
        action = QAction(text, self)
        if isinstance(keys, str):
            action.setShortcut(QKeySequence.fromString(keys))
        elif keys is not None:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda *_: done())
        menu.addAction(action)
        self.actions_by_id[id_] = action

    def _connect(self) -> None:
        view, steps = self.view, self.view.steps
        view.head.edited.connect(self._on_head)
        view.form.edited.connect(self._on_step)
        steps.chosen.connect(self._on_chosen)
        steps.add_requested.connect(self.add_step)
        steps.copy_requested.connect(self.copy_step)
        steps.remove_requested.connect(self.remove_step)
        steps.move_requested.connect(self.move_step)
        view.faults.chosen.connect(self._go_to)
        view.faults.remove_requested.connect(self._remove_field)
        view.messages.action_triggered.connect(self._on_message)
        self.undo_stack.cleanChanged.connect(self._title)
        self._timer.timeout.connect(self.refresh)
        for kind in (QLineEdit, QPlainTextEdit):
            for field in self.findChildren(kind):
                field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Keep undo and redo for the whole protocol, not for the field that has the focus."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence.StandardKey
            if event.matches(keys.Undo) or event.matches(keys.Redo):
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    # what is edited

    def _change(self, content: Content, step: int, text: str, key: str = "") -> None:
        if content == self.content:
            return
        before = (self.content, self._step)
        self.undo_stack.push(
            ProtocolChange(self._show_content, before, (content, step), text, key)
        )

    def _on_head(self, key: str, value: object) -> None:
        place = tuple(key.split("."))
        text = self.tr("change of {field}").format(field=key)
        self._change(editing.with_value(self.content, place, value), self._step, text, key)

    def _on_step(self, key: str, value: object) -> None:
        place: Place = ("steps", self._step, *key.split("."))
        text = self.tr("change of {field}").format(field=key)
        merged = f"steps.{self._step}.{key}"
        self._change(editing.with_value(self.content, place, value), self._step, text, merged)

    def add_step(self) -> None:
        """Add a step after the chosen one."""
        new = self._step + 1
        self._change(editing.with_step_added(self.content, new), new, self.tr("adding a step"))

    def copy_step(self) -> None:
        """Add a copy of the chosen step after it."""
        content = editing.with_step_doubled(self.content, self._step)
        self._change(content, self._step + 1, self.tr("duplicating a step"))

    def remove_step(self) -> None:
        """Remove the chosen step; the last one stays."""
        count = len(editing.steps_of(self.content))
        if count > 1:
            content = editing.without_step(self.content, self._step)
            at = min(self._step, count - 2)
            self._change(content, at, self.tr("removing a step"))

    def move_step(self, by: int) -> None:
        """Move the chosen step up or down."""
        content = editing.with_step_moved(self.content, self._step, by)
        self._change(content, self._step + by, self.tr("moving a step"))

    def _on_chosen(self, row: int) -> None:
        if row >= 0:
            self._step = row
            self.view.show_step(self.content, row)
            self.view.show_faults(self.faults, row)

    def _show_content(self, content: Content, step: int) -> None:
        """Show a table with a step chosen; the preview follows a little later."""
        self.content, self._step = content, step
        self.view.head.set_content(content)
        self.view.show_steps(content, step, self.protocol, self.faults)
        self.view.show_step(content, step)
        self._title()
        self._timer.start()

    def refresh(self) -> None:
        """Check the protocol, and show what it comes to or what is wrong."""
        self._timer.stop()
        found = validate_protocol(self.content)
        valid = isinstance(found, Protocol)
        self.protocol = found if isinstance(found, Protocol) else None
        self.faults = () if isinstance(found, Protocol) else found
        self.view.show_steps(self.content, self._step, self.protocol, self.faults)
        self.view.show_faults(self.faults, self._step)
        self.view.show_plan(self.protocol)
        for name in ("save", "save_as", "save_own", "follow"):
            self.actions_by_id[name].setEnabled(valid)

    def _go_to(self, number: int) -> None:
        fault = self.faults[number]
        step = step_of(fault)
        if step is None:
            self.view.head.go_to(key_of(fault))
            return
        self._step = step
        self.view.show_steps(self.content, step, self.protocol, self.faults)
        self.view.show_step(self.content, step)
        self.view.show_faults(self.faults, step)
        self.view.form.go_to(key_of(fault))

    def _remove_field(self, number: int) -> None:
        """Take out a field that no protocol has."""
        content = editing.with_value(self.content, self.faults[number].place, None)
        self._change(content, self._step, self.tr("removing a field"))

    # files

    def new(self) -> None:
        """Begin a new protocol."""
        self._open(editing.new_content(), None)

    def copy_of(self, protocol: Protocol) -> None:
        """Begin with a shipped protocol, under an id of the site's own."""
        self._open(editing.copy_of_shipped(protocol), None)

    def ask_open(self) -> None:
        """Let the user choose a file."""
        dialog = self._dialog(self.tr("Open a protocol"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.open_file(Path(path)))
        dialog.open()

    def open_file(self, path: Path) -> None:
        """Edit a file; one with faults shows them, one that is no protocol changes nothing."""
        try:
            content, fault = editing.read_content(path)
        except LivenessError as error:
            self.view.messages.show_message(Message.of(error))
            return
        if self._open(content, path) and fault is not None:
            self.view.messages.show_message(Message.of(fault))

    def _open(self, content: Content, path: Path | None) -> bool:
        if not self.undo_stack.isClean() and not self._leaving:
            self._ask_about_changes("open")
            self._then = partial(self._open, content, path)
            return False
        self._leaving = False
        self.undo_stack.clear()
        self.path = path
        self._show_content(content, 0)
        self.refresh()
        return True

    def _dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self, title, str(own_folder() if self.path is None else self.path))
        dialog.setNameFilters([self.tr("Protocols (*.toml)")])
        dialog.setDefaultSuffix("toml")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    def ask_save(self) -> None:
        """Let the user choose where it is saved."""
        dialog = self._dialog(self.tr("Save the protocol"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(f"{self.content.get('id', 'protocol')}.toml")
        dialog.fileSelected.connect(lambda path: self.save_to(Path(path)))
        dialog.open()

    def save(self) -> None:
        """Save to the file it came from, or ask for one."""
        if self.path is None:
            self.ask_save()
        else:
            self.save_to(self.path)

    def save_own(self) -> None:
        """Save it among the site's own protocols, which the Protocol menu offers."""
        self.refresh()
        if self.protocol is None:
            return
        try:
            editing.require_own_id(self.protocol)
            own_folder().mkdir(parents=True, exist_ok=True)
        except LivenessError as error:
            self.view.messages.show_message(Message.of(error))
            self.view.head.go_to("id")
            return
        except OSError as error:
            reason = str(error.strerror or error)
            self.view.messages.show_message(
                Message(self.tr("The folder cannot be made"), f"{own_folder()}: {reason}")
            )
            return
        self.save_to(own_folder() / f"{self.protocol.id}.toml")

    def save_to(self, path: Path) -> bool:
        """Write a file; return whether it was written."""
        self.refresh()
        if self.protocol is None:
            return False
        try:
            save_protocol(self.protocol, path)
        except LivenessError as error:
            self.view.messages.show_message(Message.of(error))
            return False
        self.path = path
        self.undo_stack.setClean()
        self._title()
        text = self.tr("Saved as {path}").format(path=path)
        self.view.messages.show_message(Message(text, state=State.BONA_FIDE))
        self.saved.emit(str(path))
        return True

    def follow(self) -> None:
        """Collect after the protocol as it was saved."""
        if self.path is None or not self.undo_stack.isClean():
            text = self.tr("Save it first, then collect after it")
            self.view.messages.show_message(Message(text, state=State.UNDECIDED))
            return
        self.follow_requested.emit(str(self.path))

    # leaving

    def _title(self, *_: object) -> None:
        name = self.tr("new protocol") if self.path is None else self.path.name
        changed = "" if self.undo_stack.isClean() else self.tr(" (not saved)")
        self.setWindowTitle(
            self.tr("Protocol: {name}{changed}").format(name=name, changed=changed)
        )

    def _ask_about_changes(self, action: str) -> None:
        self.view.messages.show_message(
            Message(
                self.tr("The changes are not saved"),
                self.tr("save them with Ctrl+S, or go on without them"),
                button=self.tr("Drop the changes"),
                action=action,
            )
        )

    def _on_message(self, action: str) -> None:
        self._leaving = True
        if action == "close":
            self.close()
        else:
            self._then()

    def drop(self) -> None:
        """Close, whatever is not saved."""
        self._leaving = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Ask once where something is not saved."""
        if not self.undo_stack.isClean() and not self._leaving:
            event.ignore()
            self._ask_about_changes("close")
            return
        self._timer.stop()
        super().closeEvent(event)
