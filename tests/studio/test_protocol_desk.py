from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from liveness.capture.audio import AudioCue
from liveness.capture.demo import DemoSource
from liveness.datasets.consent import Consent
from liveness.datasets.store import DatasetRoot
from liveness.studio.engine_slot import EngineSlot
from liveness.studio.main_window import MainWindow
from liveness.studio.protocol_tool import ProtocolTool
from liveness.studio.session_controller import SessionController
from liveness.studio.settings import Settings
from liveness.widgets.draft import PresentationDraft

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


def test_a_step_waits_for_what_it_requires(
    open_window: Open, root: DatasetRoot, protocol: str, qtbot: QtBot
) -> None:
    window = open_window()
    _ready(window, root, qtbot)
    window.protocols.choose(protocol)
    qtbot.waitUntil(lambda: window.protocols.guided is not None, timeout=10_000)
    window.protocols.move(5)
    window.view.form.target.clear()
    assert window.takes.step_problem() == "This step needs: target."
    window.view.form.target.setText("S9")
    assert window.takes.step_problem() == ""
    cell = window.view.coverage.cells.cell(window.view.coverage.cells.index(0, 0))
    assert cell is not None
    window.view.coverage.cell_chosen.emit(cell)
    assert window.view.steps.headline == "step 1 of 6: Live, dim"
    window.protocols.leave()
    assert window.view.steps.isHidden()
    assert window.takes.asked is None
    assert window.view.record.seconds.isEnabled()


def test_another_pai_does_not_inherit_the_labels_of_the_one_before(
    open_window: Open, root: DatasetRoot, protocol: str, qtbot: QtBot
) -> None:
    window = open_window()
    _ready(window, root, qtbot)
    window.protocols.choose(protocol)
    qtbot.waitUntil(lambda: window.protocols.guided is not None, timeout=10_000)
    form = window.view.form
    window.protocols.move(4)
    assert (form.pai.text(), form.target.text()) == ("P1", "S9")
    window.protocols.move(1)
    assert (form.pai.text(), form.target.text()) == ("", "")
    window.view.messages.dismiss()
    window.protocols.move(-1)
    assert (form.pai.text(), form.target.text()) == ("P1", "S9")


def test_a_session_bears_the_site_that_was_named_before_its_first_take(
    open_window: Open, root: DatasetRoot, protocol: str, qtbot: QtBot
) -> None:
    window = open_window()
    _ready(window, root, qtbot)
    window.view.form.site.clear()
    window.protocols.choose(protocol)
    qtbot.waitUntil(lambda: window.protocols.guided is not None, timeout=10_000)
    guided = window.protocols.guided
    assert guided is not None
    assert "-site-six-" in guided.session.id
    window.view.form.site.setText("gate 2")
    window.view.form.site.editingFinished.emit()
    guided = window.protocols.guided
    assert guided is not None
    assert "-gate-2-six-" in guided.session.id
    assert guided.subject == "S1"


def test_another_camera_is_warned_of_once(
    open_window: Open, root: DatasetRoot, protocol: str, qtbot: QtBot
) -> None:
    window = open_window()
    _ready(window, root, qtbot)
    window.protocols.choose(protocol)
    qtbot.waitUntil(lambda: window.protocols.guided is not None, timeout=10_000)
    guided = window.protocols.guided
    assert guided is not None
    first = guided.session
    guided.session = first.model_copy(update={"camera": "camera:0"})
    window.sources.start("demo:bona-fide")
    qtbot.waitUntil(lambda: window.view.messages.message is not None, timeout=30_000)
    message = window.view.messages.message
    assert message is not None
    assert message.what == "This session was begun with another camera"
    assert message.measured == "it was begun with camera:0, this is demo:bona-fide"
    assert message.action == "protocol.anew"
    window.view.messages.dismiss()
    window.protocols.tick(None)
    assert window.view.messages.message is None
    window.trigger("protocol.anew")
    assert window.protocols.guided is not None
    assert window.protocols.guided.session.id != first.id


def test_the_menu_has_the_sites_own_protocols(
    open_window: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIVENESS_PROTOCOLS", str(tmp_path))
    window = open_window()
    (tmp_path / "six.toml").write_text(PROTOCOL)
    (tmp_path / "wrong.toml").write_text("id = ")
    for _ in range(2):
        window.protocols.menu.aboutToShow.emit()
    titles = [action.text() for action in window.protocols.menu.actions()]
    assert titles.count("Six takes") == titles.count("wrong.toml (at fault)") == 1
    window.protocols.menu.actions()[titles.index("wrong.toml (at fault)")].trigger()
    message = window.view.messages.message
    assert message is not None
    assert "wrong.toml line 1 is not TOML" in message.what
    window.protocols.menu.actions()[titles.index("Six takes")].trigger()
    assert window.protocols.guided is not None
    assert window.protocols.guided.protocol.id == "six"


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


def test_the_editor_stands_beside_the_window_and_its_protocol_is_followed(
    open_window: Open, root: DatasetRoot, protocol: str, qtbot: QtBot
) -> None:
    window = open_window()
    window.protocols.choose(protocol)
    window.trigger("protocol.edit")
    tool = next(tool for tool in window.tools if isinstance(tool, ProtocolTool))
    editor = tool.editor
    assert editor is not None
    # it opens what is followed
    assert str(editor.path) == protocol
    assert not editor.isModal()
    window.trigger("protocol.edit")
    assert tool.editor is editor
    window.protocols.leave()
    editor.actions_by_id["follow"].trigger()
    assert window.protocols.guided is not None
    assert window.protocols.guided.protocol.id == "six"
    editor.close()
    qtbot.waitUntil(lambda: tool.editor is None)
    # one that is open with changes goes with the window
    window.trigger("protocol.edit")
    assert tool.editor is not None
    tool.editor.add_step()
