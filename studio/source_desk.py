"""The source in the window: list, open, cancel, fail, and why there is none."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog

from liveness.capture.engine import LiveEngine
from liveness.capture.frame import Source
from liveness.capture.sources import SourceDescription, describe_sources
from liveness.datasets.errors import LivenessError
from liveness.datasets.take import CaptureInfo
from liveness.widgets import wording
from liveness.widgets.message_bar import Message

from .background import Background
from .collect_view import CollectView
from .engine_slot import EngineSlot
from .settings import Settings

DEMO = "demo:bona-fide"


class SourceDesk(QObject):
    """Connects source picker, card and engine slot.

    Parameters
    ----------
    view, settings, slot, background
        What it works on.
    describe
        Lists the sources; may take seconds.
    """

    engine_changed = Signal(object)
    """The engine that is watched from now on, or ``None``."""

    def __init__(
        self,
        view: CollectView,
        settings: Settings,
        slot: EngineSlot,
        background: Background,
        *,
        describe: Callable[[], list[SourceDescription]] = describe_sources,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view, self._settings, self._slot = view, settings, slot
        self._background, self._describe = background, describe
        self._state = ""
        self._asked = 0
        self._restore = True
        """Whether the last camera is still waited for, to be chosen again."""
        self._sources: list[SourceDescription] = []
        self.named: Callable[[], list[SourceDescription]] = list
        """Names cameras where nothing else does; asked in the window's thread."""
        for spec in reversed(settings.recordings):
            view.picker.add_file(spec)
        picker, card = view.picker, view.card
        picker.source_chosen.connect(self.start)
        picker.combo.activated.connect(self._on_chosen)
        picker.stop_requested.connect(self.stop)
        picker.cancel_requested.connect(self.stop)
        picker.refresh_requested.connect(self.refresh)
        picker.open_requested.connect(self.ask_recording)
        card.demo_requested.connect(self.start_demo)
        card.open_requested.connect(self.ask_recording)
        card.why_requested.connect(self.why)

    def refresh(self) -> None:
        """Look for sources in a thread."""
        self._background.run(self._describe, self._on_sources)

    def _on_sources(self, found: list[SourceDescription]) -> None:
        # patterns such as rtsp://... are typed, not chosen
        self._sources = [item for item in found if item.kind in ("camera", "demo")]
        if not any(item.spec.startswith("camera:") and item.available for item in found):
            self._sources = self.named() + self._sources
        self._view.picker.set_sources(self._sources)
        settings = self._settings
        if self._restore and settings.source and not self._state:
            picker = self._view.picker
            self._restore = not picker.choose_device(settings.source_id, settings.source)

    def _on_chosen(self, _: int) -> None:
        """Wait no longer for the last camera: a person chose."""
        self._restore = False

    def start_demo(self) -> None:
        """Start the demo camera with a live head."""
        self._view.picker.choose(DEMO)
        self.start(DEMO)

    def start_chosen(self) -> None:
        """Start what the picker shows."""
        spec = self._view.picker.current_spec()
        if spec:
            self.start(spec)

    def start(self, spec: str) -> None:
        """Open a source in the background and watch it."""
        self._view.messages.dismiss_action("source.start")
        self._restore = False
        self.stop()
        picker = self._view.picker
        picker.choose(spec)
        self._settings.source, self._settings.source_id = spec, picker.id_of(spec)
        self._state = "opening"
        picker.set_opening(picker.combo.currentText())
        self._view.preview.set_empty_text(self.tr("Opening the source\u2026"))
        self._view.show_source(True)
        self._asked += 1
        self._background.run(
            partial(self._slot.prepare, spec),
            partial(self._on_prepared, self._asked, spec),
            partial(self._on_refused, self._asked),
        )

    def _on_prepared(self, asked: int, spec: str, source: Source) -> None:
        """Enter a source, unless it was cancelled or another one was asked for since."""
        if asked == self._asked and self._state == "opening":
            self.engine_changed.emit(self._slot.enter(spec, source))

    def _on_refused(self, asked: int, error: LivenessError) -> None:
        if asked == self._asked:
            self._failed(error)

    def stop(self) -> None:
        """Close the source, or give up opening it."""
        if not self._state:
            return
        self._state = ""
        self._asked += 1
        self.engine_changed.emit(None)
        self._slot.close()
        self._view.picker.set_closed()
        self._view.show_source(False)

    def ask_recording(self) -> None:
        """Let the user choose a video, picture or take, without blocking the window."""
        dialog = QFileDialog(self._view.window(), self.tr("Open a recording"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [
                self.tr("Recordings (*.mp4 *.mkv *.avi *.mov *.webm *.h5 *.gif *.png *.jpg)"),
                self.tr("All files (*)"),
            ]
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.open_recording)
        dialog.open()

    def open_recording(self, path: str) -> None:
        """Open a file or folder as a source, and remember it."""
        self._view.picker.add_file(path)
        known = [old for old in self._settings.recordings if old != path]
        self._settings.recordings = [path, *known][:6]
        self.start(path)

    def why(self) -> None:
        """Look for the reasons why there is no camera, in a thread."""
        self._view.card.set_reasons([self.tr("looking\u2026")])
        self._background.run(_camera_reasons, self._view.card.set_reasons)

    def tick(self) -> None:
        """Follow the state of the engine."""
        engine = self._slot.engine
        if engine is None or not self._state:
            return
        if engine.error is not None:
            self._failed(engine.error)
        elif engine.state == "ended" and self._state != "ended":
            self._state = "ended"
            self._view.picker.set_closed(self.tr("the recording has ended"))
        elif engine.state == "reconnecting" and self._state == "running":
            self._state = "opening"
            if engine.lost is not None:
                self._broke_off(engine.lost)
        elif engine.state == "running" and self._state == "opening":
            self._state = "running"
            self._view.messages.dismiss_action("source.stop")
            virtual = engine.info is not None and _poses(engine.info)
            self._view.picker.set_running(self._describe_running(engine), virtual=virtual)

    def _broke_off(self, error: LivenessError) -> None:
        """Say that there is no picture now, and that nothing need be done but to plug it in."""
        self._view.picker.set_opening(self._view.picker.combo.currentText())
        self._view.preview.set_frame(None)
        self._view.preview.set_face(None)
        self._view.preview.set_instruction("")
        self._view.preview.set_empty_text(self.tr("Waiting for the source to come back\u2026"))
        self._view.messages.show_message(
            Message.of(error, button=self.tr("Stop"), action="source.stop")
        )

    def _describe_running(self, engine: LiveEngine) -> str:
        info = engine.info
        return "" if info is None else describe_capture(info)

    def _failed(self, error: LivenessError) -> None:
        self._state = ""
        self.engine_changed.emit(None)
        self._slot.close()
        self._view.picker.set_failed(error.what)
        self._view.show_source(False)
        self._view.messages.show_message(
            Message.of(error, button=self.tr("Try again"), action="source.start")
        )


def _poses(info: CaptureInfo) -> bool:
    """Whether a program poses as a camera; a demo or a file says itself what it is."""
    return info.kind == "camera" and info.virtual


def describe_capture(info: CaptureInfo) -> str:
    """Return size, rate and format of a source in one line."""
    parts = [f"{info.width} x {info.height}"]
    if info.fps:
        parts.append(f"{info.fps:g} fps")
    if info.pixel_format:
        parts.append(info.pixel_format)
    if info.clock == "media":
        parts.append("recording")
    return ", ".join(parts)


def _camera_reasons() -> list[str]:
    """Return what keeps a camera from being found, as ``doctor`` sees it."""
    from .doctor import check_camera
    from .environment import Environment

    finding = check_camera(Environment())
    parts = (finding.what, finding.measured, finding.remedy)
    reasons = [" ".join(wording.sentence(part) for part in parts if part)]
    for item in describe_sources():
        # a pattern such as camera:N stands for no device
        if item.kind == "camera" and not item.available and item.spec[-1:].isdigit():
            reasons.append(wording.sentence(f"{item.title}: {item.note}"))
    if not any(Path("/dev").glob("video*")) and Path("/dev").is_dir():
        reasons.append("The system has no /dev/video* device.")
    return reasons
