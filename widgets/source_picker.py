"""Chooses the source: cameras and the demo by name, a recording by file."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from liveness.capture.sources import SourceDescription

from . import theme
from .state_label import StateLabel
from .theme import State

RECORDINGS = 6
"""So many opened files stay in the list."""

_ID = Qt.ItemDataRole.UserRole + 1
"""Where an item has what its device is known by."""


class SourcePicker(QWidget):
    """Lists `SourceDescription` rows and opened files; what is absent is greyed, with why."""

    source_chosen = Signal(str)
    """The spec of the source to start."""
    stop_requested = Signal()
    open_requested = Signal()
    refresh_requested = Signal()
    cancel_requested = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._descriptions: tuple[SourceDescription, ...] = ()
        self._files: list[str] = []
        self._state = "closed"
        self.combo = QComboBox()
        self.combo.setAccessibleName(self.tr("Source"))
        self.combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.combo.setMinimumContentsLength(24)
        self.combo.setPlaceholderText(self.tr("Choose a source"))
        self.combo.setMaximumWidth(360)
        self.combo.setMaxVisibleItems(16)
        self.start = QPushButton(self.tr("Start"))
        self.open = QPushButton(self.tr("Open recording\u2026"))
        self.open.setAccessibleName(self.tr("Open a recording"))
        self.refresh = QToolButton()
        self.refresh.setText("\u21bb")
        self.refresh.setToolTip(self.tr("Look for cameras again"))
        self.refresh.setAccessibleName(self.tr("Look for cameras again"))
        self._status = StateLabel()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GAP)
        for widget in (self.combo, self.refresh, self.start, self.open):
            layout.addWidget(widget)
        layout.addWidget(self._status, 1)
        self.start.clicked.connect(self._on_start)
        self.open.clicked.connect(self.open_requested)
        self.refresh.clicked.connect(self.refresh_requested)
        self.combo.activated.connect(self._on_activated)
        self.combo.currentIndexChanged.connect(self._show_spec)
        self.set_closed()

    @property
    def status(self) -> str:
        """What is said of the source."""
        return self._status.text

    def current_spec(self) -> str:
        """Return the spec that is chosen; empty when none is."""
        return self.combo.currentData() or ""

    def set_sources(self, descriptions: Sequence[SourceDescription]) -> None:
        """List other sources; the choice is kept by its device, else by its spec.

        A camera that is chosen and was unplugged stays in the list, greyed, until it is back.
        """
        id_ = self.combo.currentData(_ID) or ""
        chosen = next((d for d in self._descriptions if id_ and d.id == id_), None)
        kept = list(descriptions)
        if chosen is not None and chosen.id not in [d.id for d in kept]:
            gone = self.tr("not plugged in")
            kept.append(dataclasses.replace(chosen, available=False, note=gone))
        self._descriptions = tuple(kept)
        same = [d.spec for d in kept if id_ and d.id == id_]
        self._fill(same[0] if same else self.current_spec())

    def add_file(self, spec: str) -> None:
        """Add a recording to the list and choose it."""
        self._files = [spec, *(old for old in self._files if old != spec)][:RECORDINGS]
        self._fill(spec)

    def choose(self, spec: str) -> None:
        """Choose a source by its spec; one that is not listed is added."""
        if self.combo.findData(spec) < 0:
            self.add_file(spec)
        self.combo.setCurrentIndex(self.combo.findData(spec))

    def choose_device(self, id_: str, spec: str) -> bool:
        """Choose a device by what it is known by, else by spec; False when it is not there."""
        same = [d.spec for d in self._descriptions if id_ and d.id == id_]
        if id_ and not same:
            return False
        self.choose(same[0] if same else spec)
        return True

    def id_of(self, spec: str) -> str:
        """Return what the device of a spec is known by; empty where nothing is known."""
        return next((d.id for d in self._descriptions if d.spec == spec), "")

    def _fill(self, chosen: str) -> None:
        model = QStandardItemModel(self.combo)
        for description in self._descriptions:
            text = self._named(description)
            if not description.available and description.note:
                text = self.tr("{title}: {note}").format(title=text, note=description.note)
            item = QStandardItem(text)
            item.setData(description.spec, Qt.ItemDataRole.UserRole)
            item.setData(description.id, _ID)
            item.setToolTip(self._told(description))
            item.setEnabled(description.available)
            model.appendRow(item)
        for spec in self._files:
            item = QStandardItem(self._title(spec))
            item.setData(spec, Qt.ItemDataRole.UserRole)
            item.setToolTip(spec)
            model.appendRow(item)
        self.combo.blockSignals(True)
        self.combo.setModel(model)
        index = self.combo.findData(chosen) if chosen else -1
        if index < 0:
            index = next((i for i, d in enumerate(self._descriptions) if d.available), -1)
        self.combo.setCurrentIndex(index)
        self.combo.blockSignals(False)
        self._show_spec()
        self.start.setEnabled(self._state != "closed" or bool(self.current_spec()))

    def _named(self, description: SourceDescription) -> str:
        """Return name and port of a source, and that it is a program where it is one."""
        text = description.title
        if description.port:
            text = self.tr("{name}, port {port}").format(name=text, port=description.port)
        if description.virtual:
            text = self.tr("{name} (virtual camera)").format(name=text)
        return text

    def _told(self, description: SourceDescription) -> str:
        """Return what a source's tool tip says."""
        told = description.note or description.spec
        if description.virtual:
            warning = self.tr("A program, no camera: takes from it are marked as virtual.")
            told = f"{told}\n{warning}"
        return told

    def _title(self, spec: str) -> str:
        """Return a short name of a spec that is not listed: scene, camera or file."""
        if spec.startswith(("camera:", "pylon:")):
            return spec.partition("?")[0]
        if not spec.startswith("demo:"):
            return spec.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
        scene, _, query = spec.partition(":")[2].partition("?")
        parts = [self.tr("Demo, {scene}").format(scene=scene)]
        values = dict(part.split("=", 1) for part in query.split("&") if "=" in part)
        if "subject" in values:
            parts.append(self.tr("person {n}").format(n=values["subject"]))
        return ", ".join(parts)

    def set_closed(self, text: str = "") -> None:
        """Show that no source runs."""
        self._show("closed", State.UNDECIDED, text or self.tr("no source"), self.tr("Start"))

    def set_opening(self, title: str) -> None:
        """Show that a source is being opened; the button cancels."""
        text = self.tr("opening {title}, up to 20 s").format(title=title)
        self._show("opening", State.UNDECIDED, text, self.tr("Cancel"))

    def set_running(self, text: str, *, virtual: bool = False) -> None:
        """Show that a source runs, what it delivers, and whether a program poses as it."""
        if virtual:
            text = self.tr("virtual camera, {text}").format(text=text)
        mark = State.WARNING if virtual else State.BONA_FIDE
        self._show("running", mark, text, self.tr("Stop"))

    def set_failed(self, text: str) -> None:
        """Show that a source failed."""
        self._show("closed", State.WARNING, text, self.tr("Start"))

    def _show(self, state: str, mark: State, text: str, button: str) -> None:
        self._state = state
        self._status.set_state(mark, text)
        self._status.setToolTip(text)
        self.start.setText(button)
        self.start.setAccessibleName(self.tr("{button} the source").format(button=button))
        self.combo.setEnabled(state != "opening")
        self.start.setEnabled(state != "closed" or bool(self.current_spec()))

    def _show_spec(self) -> None:
        self.combo.setToolTip(self.current_spec())

    def _on_start(self) -> None:
        if self._state == "opening":
            self.cancel_requested.emit()
        elif self._state == "running":
            self.stop_requested.emit()
        elif self.current_spec():
            self.source_chosen.emit(self.current_spec())

    def _on_activated(self) -> None:
        if self._state == "running" and self.current_spec():
            self.source_chosen.emit(self.current_spec())
