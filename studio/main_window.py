"""The window: menus from the actions, the Collect view, and a way out of everything."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QMainWindow,
    QMessageBox,
    QWidget,
)

from liveness.capture.audio import AudioCue
from liveness.capture.engine import LiveEngine
from liveness.datasets.errors import LivenessError
from liveness.datasets.take import CodecChoice
from liveness.widgets import theme
from liveness.widgets.message_bar import Message
from liveness.widgets.theme import State, ThemeName

from . import settings as settings_file
from .actions import ACTIONS, EVERYWHERE, find, place_of
from .activities import Activities
from .background import Background
from .calibrate.page import CALIBRATE
from .care_desk import CareDesk
from .collect_view import CollectView
from .engine_slot import EngineSlot
from .health_desk import HealthDesk
from .inspect_more import INSPECT
from .key_guard import KeyGuard
from .label_desk import LabelDesk
from .layouts import COLLECT, LayoutInfo, Layouts, Workbench
from .live_feed import LiveFeed
from .model_desk import ModelDesk
from .protocol_desk import ProtocolDesk
from .record_desk import DEFAULT_ROOT, RecordDesk
from .session_controller import SessionController
from .settings import Settings
from .source_desk import SourceDesk
from .subject_desk import SubjectDesk
from .tools import TOOLS
from .window_menus import make_menus

log = logging.getLogger(__name__)

LAYOUTS: tuple[LayoutInfo, ...] = (CALIBRATE, INSPECT)
"""The layouts beside Collect, in the order of the menu."""


class MainWindow(QMainWindow):
    """The studio.

    Parameters
    ----------
    settings
        Preferences; changed in place and saved when the window closes.
    settings_path
        Where they are saved; ``None`` saves them nowhere.
    slot, controller, cue
        Replaced in tests.
    """

    def __init__(
        self,
        settings: Settings | None = None,
        *,
        settings_path: Path | None = None,
        slot: EngineSlot | None = None,
        controller: SessionController | None = None,
        cue: AudioCue | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.settings = settings or Settings()
        self.settings_path = settings_path
        self.cue = cue or AudioCue(muted=self.settings.muted)
        self.controller = controller or SessionController(cue=self.cue.play)
        self.slot = slot or EngineSlot(preroll=self.settings.preroll)
        self.background = Background(self.show_error)
        self.view = CollectView()
        self.sources = SourceDesk(
            self.view, self.settings, self.slot, self.background, parent=self
        )
        self.takes = RecordDesk(
            self.view, self.settings, self.controller, self.background, parent=self
        )
        self.care = CareDesk(self.view, self.takes, self.background, parent=self)
        self.feed = LiveFeed(self.view, parent=self)
        self.protocols = ProtocolDesk(
            self.view, self.settings, self.takes, self.background, parent=self
        )
        self.labels = LabelDesk(
            self.view, self.takes, self.protocols, self.background, parent=self
        )
        self.subject = SubjectDesk(self.view, self.controller, self.protocols, parent=self)
        self.models = ModelDesk(self.view, self.background, parent=self)
        self.health = HealthDesk(self.view, self.settings, parent=self)
        self.layouts = Layouts(
            self.view,
            Workbench(self.takes, self.background, self.settings, self.view.messages),
            LAYOUTS,
            parent=self,
        )
        self.setCentralWidget(self.layouts.widget)
        self.activities = Activities(self.menuBar(), parent=self)
        self.tools = tuple(make(self) for make in TOOLS)
        self.actions_by_id: dict[str, QAction] = {}
        self._closing = False
        self._keys = KeyGuard(self)
        self._make_menus()
        self._connect()
        self._restore()
        self.setAcceptDrops(True)
        self.setMinimumSize(1024, 700)
        self.setWindowTitle(self.tr("Liveness Studio"))
        self.takes.tick()
        self.feed.start()

    # set-up

    def _make_menus(self) -> None:
        self.actions_by_id, menus = make_menus(self, self.settings, self._handlers())
        view = menus["&View"].menuAction()
        self.menuBar().insertMenu(view, self.protocols.menu)
        self.menuBar().insertMenu(view, self.models.menu)
        self.menuBar().insertMenu(view, self.layouts.menu)
        layouts = {f"layout.{id_}": each for id_, each in self.layouts.actions_by_id.items()}
        self.layouts.bench.keymap.attach(self.actions_by_id | layouts)

    def _handlers(self) -> dict[str, Callable[..., object]]:
        handlers: dict[str, Callable[..., object]] = {
            "root.choose": self.choose_root,
            "recording.open": self.sources.ask_recording,
            "consent.new": self._on_new_consent,
            "consent.withdraw": self.care.ask_withdrawal,
            "dataset.recover": self.care.recover,
            "window.close": self.close,
            "source.start": self.sources.start_chosen,
            "source.stop": self.sources.stop,
            "source.demo": self.sources.start_demo,
            "source.refresh": self.sources.refresh,
            "source.why": self.sources.why,
            "record.toggle": self.takes.toggle,
            "record.stop": self.takes.stop,
            "record.retake": self.takes.retake,
            "step.accept": self.protocols.accept,
            "step.previous": partial(self.protocols.move, -1),
            "step.next": partial(self.protocols.move, 1),
            "step.best": self.protocols.go_to_best,
            "step.auto": self._on_auto,
            "sound.muted": self._on_muted,
            "view.landmarks": self._on_landmarks,
            "view.oval": self._on_oval,
            "view.mirrored": self._on_mirrored,
            "view.subject": self.subject.set_shown,
            "view.reset": self.layouts.reset,
            "help.keys": self.show_keys,
            "help.about": self.show_about,
        }
        for tool in self.tools:
            handlers.update(tool.handlers)
        for info in ACTIONS:
            area, _, name = info.id.partition(".")
            if area == "codec":
                handlers[info.id] = partial(self._on_codec, cast(CodecChoice, name))
            elif area == "theme":
                handlers[info.id] = partial(self.set_theme, cast(ThemeName, name))
            elif area == "panel":
                handlers[info.id] = partial(self._on_panel, name)
        return handlers

    def _connect(self) -> None:
        self.sources.engine_changed.connect(self._on_engine)
        self.takes.root_changed.connect(self._on_root)
        self.view.messages.action_triggered.connect(self.trigger)
        self.layouts.changed.connect(self._on_layout)
        self.subject.shown_changed.connect(self.actions_by_id["view.subject"].setChecked)
        self.feed.ticked.connect(self._on_tick)
        for name, panel in self.view.panels.items():
            panel.active_changed.connect(partial(self._on_panel_active, name))
        QApplication.instance().installEventFilter(self._keys)  # type: ignore[union-attr]

    def _restore(self) -> None:
        settings = self.settings
        self.view.preview.set_mirrored(settings.mirrored)
        self.view.preview.set_landmarks_shown(settings.landmarks)
        self.view.preview.set_oval_shown(settings.oval)
        geometry = QByteArray.fromBase64(settings.geometry.encode("ascii", "replace"))
        whole = geometry.size() == self.saveGeometry().size()  # Qt takes a part of one, too
        if not whole or not self.restoreGeometry(geometry):
            self.resize(1280, 800)
        if settings.splitters and not self.view.restore_splitters(settings.splitters):
            self.view.reset_layout()
        for name in settings.collapsed:
            if name in self.view.panels:
                self.view.panels[name].set_collapsed(True)

    # what happens

    def trigger(self, id_: str) -> None:
        """Do an action by its id, as a message's button does."""
        if id_ == "record.close":
            self._stop_and_close()
        elif id_ in self.actions_by_id:
            self.actions_by_id[id_].trigger()

    def show_error(self, error: LivenessError) -> None:
        """Show an error that has no button of its own."""
        log.warning("shown: %s", error)
        self.view.messages.show_message(Message.of(error))

    def _on_engine(self, engine: LiveEngine | None) -> None:
        if engine is None and self.takes.busy:
            self.takes.stop()
        self.feed.watch(engine)
        self.takes.set_engine(engine)
        self.models.set_engine(engine)
        self.health.set_engine(engine)

    def _on_root(self, path: str) -> None:
        self.health.set_root(self.takes.root)
        self.setWindowTitle(self.tr("Liveness Studio: {path}").format(path=path))

    def _on_tick(self) -> None:
        self.background.deliver()
        self.sources.tick()
        self.takes.tick()
        self.care.tick()
        self.protocols.tick(self.feed.snapshot)
        self.labels.tick(self.slot.engine)
        self.subject.tick(self.slot.engine)
        self.health.tick(self.feed.shown_fps, self.controller)
        for tool in self.tools:
            tool.tick(self.feed.snapshot)
        if self._closing and not self.takes.busy:
            self.close()

    def _on_layout(self, id_: str) -> None:
        """Keep the keys of Collect out of the other layouts; the panels there cost nothing."""
        for action_id, action in self.actions_by_id.items():
            action.setEnabled(id_ == COLLECT or place_of(find(action_id)) == EVERYWHERE)
        self.feed.set_shown(id_ == COLLECT)

    def _on_panel(self, name: str) -> None:
        shown = self.actions_by_id[f"panel.{name}"].isChecked()
        self.view.panels[name].set_collapsed(not shown)

    def _on_panel_active(self, name: str, _: str, active: bool) -> None:
        if f"panel.{name}" in self.actions_by_id:  # one that is plugged in has no key
            self.actions_by_id[f"panel.{name}"].setChecked(not self.view.panels[name].collapsed)

    def _on_codec(self, codec: CodecChoice) -> None:
        self.settings.codec = codec

    def _on_muted(self, muted: bool) -> None:
        self.settings.muted = self.cue.muted = muted

    def _on_auto(self, auto: bool) -> None:
        self.settings.auto = auto

    def _on_landmarks(self, shown: bool) -> None:
        self.settings.landmarks = shown
        self.view.preview.set_landmarks_shown(shown)

    def _on_oval(self, shown: bool) -> None:
        self.settings.oval = shown
        self.view.preview.set_oval_shown(shown)

    def _on_mirrored(self, mirrored: bool) -> None:
        self.settings.mirrored = mirrored
        self.view.preview.set_mirrored(mirrored)

    def _on_new_consent(self) -> None:
        self.takes.new_consent(self.view.form.subject.text().strip())

    def set_theme(self, name: ThemeName) -> None:
        """Change to another theme at once."""
        self.settings.theme = name
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, name)
        self.actions_by_id[f"theme.{name}"].setChecked(True)

    def choose_root(self) -> None:
        """Let the user choose the dataset's folder, without blocking the window."""
        start = self.settings.root or str(DEFAULT_ROOT.parent)
        dialog = QFileDialog(self, self.tr("Dataset folder (empty, new or a dataset)"), start)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._on_root_chosen)
        dialog.open()

    def _on_root_chosen(self, path: str) -> None:
        self.takes.open_root(Path(path))

    def show_keys(self) -> None:
        """Show every shortcut, generated from the actions."""
        listed = self.layouts.bench.keymap.listed()
        lines = [f"{keys}\t{self.tr(text)}" for keys, text in listed]
        self._show_text(self.tr("Keyboard map"), "\n".join(lines))

    def show_about(self) -> None:
        """Say what this is, and what its scores are."""
        text = self.tr(
            "Liveness Studio collects faces and attacks under your own camera. Scores are "
            "log-likelihood ratios, above 0 means bona fide, uncalibrated until a profile is "
            "fitted. Nothing leaves this computer."
        )
        self._show_text(self.tr("About Liveness Studio"), text)

    def _show_text(self, title: str, text: str) -> None:
        box = QMessageBox(QMessageBox.Icon.NoIcon, title, text, parent=self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setModal(False)
        box.open()

    # events

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the first dataset, file or folder that was dropped."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths and (Path(paths[0]) / "dataset.json").is_file():
            self.takes.open_root(Path(paths[0]))
        elif paths:
            self.sources.open_recording(paths[0])

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stay while a take is recorded, and ask once; else save and let go of everything."""
        if self.takes.busy:
            event.ignore()
            self.view.messages.show_message(
                Message(
                    self.tr("A take is being recorded"),
                    self.tr("the window stays open until it is stopped"),
                    button=self.tr("Stop and close"),
                    action="record.close",
                    state=State.RECORDING,
                )
            )
            return
        self._save()
        self.feed.stop()
        for tool in self.tools:
            tool.close()
        self.layouts.close()
        self.subject.set_shown(False)
        QApplication.instance().removeEventFilter(self._keys)  # type: ignore[union-attr]
        self.sources.stop()
        self.care.close()
        self.takes.close()
        self.background.close()
        self.cue.close()
        self.slot.wait_closed()
        super().closeEvent(event)

    def _stop_and_close(self) -> None:
        self._closing = True
        self.takes.stop()

    def _save(self) -> None:
        settings = self.settings
        settings.geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        settings.splitters = self.view.splitter_states()
        settings.collapsed = [n for n, panel in self.view.panels.items() if panel.collapsed]
        if self.settings_path is not None:
            settings_file.save(settings, self.settings_path)

    def open_later(self, source: str | None, root: Path | None) -> None:
        """Look for sources and open dataset and source once the window is on the screen."""

        def begin() -> None:
            self.sources.refresh()
            path = root or (Path(self.settings.root) if self.settings.root else None)
            if path is not None and (root is not None or path.is_dir()):
                self.takes.open_root(path)
            if source:
                self.sources.start(source)

        QTimer.singleShot(0, self, begin)
