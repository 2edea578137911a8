"""Draws the window and its parts on the demo, so that pictures of the studio never go stale.

Scores and maps come from the real analysis of the unpaced demo camera, frame by frame, and are
the same on every computer. The recording is a real take from the live engine.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from liveness.capture.analysis import Analyser, Snapshot, analyse_source, context_of
from liveness.capture.gating import GateJudge
from liveness.capture.sources import open_source
from liveness.datasets.consent import Consent
from liveness.datasets.errors import LivenessError, StorageError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from .main_window import MainWindow

SIZE = (1280, 800)
FRAMES = 120
"""Frames of the demo that are analysed for a picture: four seconds."""

SCENES = ("bona-fide", "print-matte", "replay-monitor")
"""What the window shows; each signal's map is drawn on each of them."""

RECORD_S = 2.0
LIMIT_S = 25.0
"""How long the recording may take to come about, seconds."""


def make_screenshots(
    out: Path,
    *,
    theme_name: str = "dark",
    language: str = "en",
    size: tuple[int, int] = SIZE,
    frames: int = FRAMES,
    root: Path | None = None,
) -> list[Path]:
    """Write pictures of the window and of each widget, and return their paths.

    Parameters
    ----------
    out
        Folder; made if needed.
    theme_name
        ``dark``, ``light`` or ``contrast``.
    language
        ``en``, ``de``, or ``pseudo`` to see what is clipped.
    size
        Width and height of the window, pixels.
    frames
        Frames of the demo behind each picture.
    root
        A dataset that the other layouts show; they are left out without one.

    Raises
    ------
    LivenessError
        ``E-DSK-02`` when the folder cannot be written.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            "E-DSK-02",
            f"the folder {out} cannot be written",
            str(error.strerror or error),
            "choose another folder",
        ) from error
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with (
        tempfile.TemporaryDirectory(prefix="liveness-screenshots-") as folder,
        _window(theme_name, size, language) as window,
    ):
        paths = list(_pictures(window, Path(folder), out, frames))
        if root is not None:
            paths += _layouts(window, root, out)
        return paths


def _pictures(window: MainWindow, folder: Path, out: Path, frames: int) -> Iterator[Path]:
    yield _grab(window, out, "window-no-camera")
    _open_root(window, folder / "dataset")
    yield from _record(window, out)
    _quiet(window)
    for scene in SCENES:
        _show_scene(window, scene, frames)
        yield _grab(window, out, f"window-{scene}")
        for name, panel in window.view.panels.items():
            yield _grab(panel, out, f"map-{name}-{scene}")
        if scene == "bona-fide":
            for name, widget in _parts(window):
                yield _grab(widget, out, f"widget-{name}")
    window.feed.start()
    yield _grab_message(window, out)


def _layouts(window: MainWindow, root: Path, out: Path) -> Iterator[Path]:
    """Show a dataset in the layouts beside Collect, once they have read it."""
    window.sources.stop()
    _quiet(window)
    window.takes.open_root(root)
    _wait(lambda: window.takes.root is not None and window.takes.root.path.samefile(root))
    for name, action in window.layouts.actions_by_id.items():
        action.trigger()
        _wait(lambda: False, 1.0)
        _wait(lambda: not window.background.busy, 300.0)
        _wait(lambda: False, 2.0)  # pictures that threads are drawing
        yield _grab(window, out, f"layout-{name}")


@contextmanager
def _window(theme_name: str, size: tuple[int, int], speaks: str) -> Iterator[MainWindow]:
    from liveness.widgets.theme import COLOURS

    from . import language
    from .app import make_application
    from .settings import Settings

    if theme_name not in COLOURS:
        raise LivenessError("E-ENV-13", f"there is no theme {theme_name!r}")
    app = make_application(theme_name)
    from .main_window import MainWindow

    language.install(speaks)
    window = MainWindow(Settings.model_validate({"theme": theme_name, "muted": True}))
    window.controller.countdown_s = 0.0
    window.resize(*size)
    window.show()
    app.processEvents()
    try:
        yield window
    finally:
        window.takes.stop()
        _wait(lambda: not window.takes.busy)
        window.close()
        window.deleteLater()
        app.processEvents()
        language.install("en")


def _wait(ready: Callable[[], bool], limit_s: float = LIMIT_S) -> bool:
    """Handle events until something is so; return whether it came in time."""
    from PySide6.QtWidgets import QApplication

    limit = time.monotonic() + limit_s
    while not ready() and time.monotonic() < limit:
        QApplication.processEvents()
        time.sleep(0.005)
    return ready()


def _grab(widget: QWidget, out: Path, name: str) -> Path:
    _wait(lambda: False, 0.05)  # layouts settle
    path = out / f"{name}.png"
    if not widget.grab().save(str(path)):
        raise StorageError("E-DSK-02", f"{path} cannot be written", "", "choose another folder")
    return path


def _open_root(window: MainWindow, path: Path) -> None:
    from liveness.widgets.draft import PresentationDraft

    window.sources.refresh()
    window.takes.open_root(path)
    _wait(lambda: window.takes.root is not None and not window.background.busy)
    window.takes.add_consent(Consent(id="DEMO-C1", subject="DEMO-S1", form_version="demo"))
    _wait(lambda: not window.background.busy)
    window.view.form.set_draft(
        PresentationDraft(
            "DEMO-S1", "DEMO-C1", "DEMO-O1", site="demo", lighting="office", distance_mm=500
        )
    )


def _show_scene(window: MainWindow, scene: str, frames: int) -> None:
    """Analyse a scene frame by frame and show the last moment as the live feed would."""
    from liveness.widgets.record_bar import RecordReading

    from .gates import read_gates

    view = window.view
    view.strips.clear()
    last: Snapshot | None = None
    judge = GateJudge(window.feed.gates)
    with open_source(f"demo:{scene}") as source, Analyser(context_of(source.info)) as analyser:
        view.picker.choose(f"demo:{scene}")
        for number, snapshot in enumerate(analyse_source(source, analyser, maps_every=1)):
            view.strips.add(snapshot.frame.time_ns, snapshot.evidence, snapshot.fused)
            last, checks = snapshot, judge.update(snapshot)
            if number + 1 >= frames:
                break
        text = f"{source.info.width} x {source.info.height}, {source.info.fps:g} fps"
    assert last is not None
    species = None if scene == "bona-fide" else scene
    view.form.species.setCurrentIndex(max(0, view.form.species.findData(species)))
    view.picker.set_running(text)
    view.show_source(True)
    window.feed.stop()  # it would say that no engine runs
    view.record.set_reading(RecordReading())
    view.preview.set_frame(last.frame)
    view.preview.set_face(last.face)
    view.gates.set_readings(read_gates(checks))
    for name, panel in view.panels.items():
        panel.set_evidence(last.evidence.get(name), last.frame, last.face)


def _parts(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    view = window.view
    yield "preview", view.preview
    yield "strips", view.strips
    yield "form", view.form
    yield "record-bar", view.record
    yield "health", view.health
    yield "sources", view.picker


def _record(window: MainWindow, out: Path) -> Iterator[Path]:
    """Record a real take from the live demo camera and show it, running and finished."""
    view = window.view
    view.form.species.setCurrentIndex(0)
    view.record.seconds.setValue(0)
    window.sources.start("demo:bona-fide")
    seen = _wait(lambda: window.feed.snapshot is not None and not window.takes.problem())
    if not seen:
        return
    window.takes.toggle()
    _wait(lambda: window.controller.seconds >= RECORD_S or window.controller.phase == "failed")
    yield _grab(window, out, "window-recording")
    window.takes.stop()
    _wait(lambda: bool(view.takes.takes.takes) and not window.takes.busy)
    yield _grab(window, out, "window-take")
    yield _grab(view.takes, out, "widget-takes")
    window.sources.stop()
    view.record.seconds.setValue(5)
    _wait(lambda: False, 1.0)  # the health strip forgets the source


def _quiet(window: MainWindow) -> None:
    """Close every message: a picture of the maps is not about the take before."""
    while window.view.messages.message is not None:
        window.view.messages.dismiss()


def _grab_message(window: MainWindow, out: Path) -> Path:
    """Show what a source that does not exist says; the error is the real one."""
    window.sources.start(str(out / "no-such-recording.mp4"))
    _wait(lambda: window.view.messages.message is not None, 5.0)
    return _grab(window, out, "window-error")
