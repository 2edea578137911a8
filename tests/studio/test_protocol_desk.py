from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liveness.capture.audio import AudioCue
from liveness.capture.demo import DemoSource
from liveness.datasets.consent import Consent
from liveness.datasets.store import DatasetRoot
from liveness.studio.engine_slot import EngineSlot
from liveness.studio.main_window import MainWindow
from liveness.studio.session_controller import SessionController
from liveness.studio.settings import Settings
from liveness.widgets.draft import PresentationDraft
from liveness.widgets.theme import State

PROTOCOL = """id = "six"
title = "Six takes"
[[steps]]
id = "live"
title = "Live"
text = "Look into the camera."
seconds = 1.0
repetitions = 2
lighting = ["dim", "office"]
[[steps]]
id = "print"
title = "Print"
text = "Hold the print."
species = "print-matte"
seconds = 1.0
pais = 2
require = ["target"]
"""


@pytest.fixture
def root(tmp_path: Path) -> DatasetRoot:
    made = DatasetRoot.create(tmp_path / "root")
    made.consents.add(Consent(id="C1", subject="S1"))
    return made


@pytest.fixture
def protocol(tmp_path: Path) -> str:
    path = tmp_path / "six.toml"
    path.write_text(PROTOCOL)
    return str(path)


Open = Callable[[], MainWindow]


@pytest.fixture
def open_window(qtbot: QtBot, tmp_path: Path) -> Iterator[Open]:
    windows: list[MainWindow] = []

    def opener(_: str) -> DemoSource:
        return DemoSource("bona-fide", width=640, height=360, paced=True)

    def opened() -> MainWindow:
        window = MainWindow(
            Settings(muted=True),
            settings_path=tmp_path / "settings.json",
            slot=EngineSlot(opener=opener),
            controller=SessionController(countdown_s=0.0),
            cue=AudioCue(muted=True),
        )
        window.sources._describe = list
        window.show()
        qtbot.waitExposed(window)
        windows.append(window)
        return window

    yield opened
    for window in windows:
        window.close()
        qtbot.waitUntil(lambda window=window: not window.isVisible(), timeout=20_000)
        window.deleteLater()
    windows.clear()
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _ready(window: MainWindow, root: DatasetRoot, qtbot: QtBot) -> None:
    window.takes.open_root(root.path)
    qtbot.waitUntil(lambda: window.takes.root is not None, timeout=10_000)
    draft = PresentationDraft(
        subject="S1", consent="C1", operator="O1", site="gate", target="S9", pai="P1"
    )
    window.view.form.set_draft(draft)


def _press(window: MainWindow, qtbot: QtBot, key: Qt.Key) -> None:
    focus = QApplication.focusWidget() or window
    qtbot.keyClick(focus, key)


def test_six_takes_by_keys_alone_and_on_where_they_ended(
    open_window: Open, root: DatasetRoot, protocol: str, qtbot: QtBot
) -> None:
    window = open_window()
    _ready(window, root, qtbot)
    window.sources.start("demo:bona-fide")
    qtbot.waitUntil(lambda: window.feed.snapshot is not None, timeout=30_000)
    window.protocols.choose(protocol)
    qtbot.waitUntil(lambda: window.protocols.guided is not None, timeout=10_000)
    bar = window.view.steps
    assert bar.headline == "step 1 of 6: Live, dim"
    window.view.preview.setFocus()
    for number in range(1, 5):
        _record(window, qtbot, number)
    # away and back: what is passed over is still asked for
    assert bar.headline == "step 5 of 6: Print, PAI 1 of 2"
    assert "This step needs" not in window.takes.problem()
    _press(window, qtbot, Qt.Key.Key_Right)
    assert bar.headline.startswith("step 6 of 6")
    _press(window, qtbot, Qt.Key.Key_Left)
    _record(window, qtbot, 5)
    _record(window, qtbot, 6)
    assert bar.state_text == "protocol complete for this subject"
    takes = root.takes()
    assert [(t.step, t.repetition, t.label, t.lighting) for t in takes] == [
        ("live", 1, "bona-fide", "dim"),
        ("live", 2, "bona-fide", "office"),
        ("live", 3, "bona-fide", "dim"),
        ("live", 4, "bona-fide", "office"),
        ("print", 1, "print-matte", "office"),
        ("print", 2, "print-matte", "office"),
    ]
    (session,) = root.sessions()
    assert session.protocol == "six"


def _record(window: MainWindow, qtbot: QtBot, number: int) -> None:
    """Record the take of the place that is on, see it judged, and accept it."""
    bar = window.view.steps
    assert bar.headline.startswith(f"step {number} of 6")
    assert bar.state_text == "no take yet: Space records"
    count = len(window.view.takes.takes.takes)
    _press(window, qtbot, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(window.view.takes.takes.takes) == count + 1, timeout=30_000)
    assert bar.headline.startswith(f"step {number} of 6")
    qtbot.waitUntil(lambda: not window.background.busy, timeout=10_000)
    assert bar.state in (State.BONA_FIDE, State.WARNING)
    _press(window, qtbot, Qt.Key.Key_Return)


def test_a_step_waits_for_what_it_requires(
    open_window: Open, root: DatasetRoot, protocol: str, qtbot: QtBot
) -> None:
    window = open_window()
    _ready(window, root, qtbot)
    window.protocols.choose(protocol)
    qtbot.waitUntil(lambda: window.protocols.guided is not None, timeout=10_000)
    window.protocols.move(5)
    window.view.form.target.clear()
    assert window.takes._step_problem() == "This step needs: target."
    window.view.form.target.setText("S9")
    assert window.takes._step_problem() == ""
    cell = window.view.coverage.cells.cell(window.view.coverage.cells.index(0, 0))
    assert cell is not None
    window.view.coverage.cell_chosen.emit(cell)
    assert window.view.steps.headline == "step 1 of 6: Live, dim"
    window.protocols.leave()
    assert window.view.steps.isHidden()
    assert window.takes.asked is None


def test_a_protocol_that_is_wrong_is_named_with_its_line(
    open_window: Open, tmp_path: Path
) -> None:
    window = open_window()
    path = tmp_path / "bad.toml"
    path.write_text(PROTOCOL.replace("pais = 2", "pais = 0"))
    window.protocols.choose(str(path))
    assert window.protocols.guided is None
    message = window.view.messages.message
    assert message is not None
    assert "line 16" in message.what
