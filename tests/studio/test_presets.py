"""Presets of the window, whatever the settings held, and one place for failures (81, 84)."""

from __future__ import annotations

import base64
import random
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QSplitter
from pytestqt.qtbot import QtBot

from liveness.capture.audio import AudioCue
from liveness.datasets.errors import LivenessError
from liveness.studio import settings as settings_file
from liveness.studio.main_window import MainWindow

PRESETS = ("layout.calibrate", "layout.inspect", "layout.collect", "view.demo")


def _noise(seed: int) -> str:
    return base64.b64encode(random.Random(seed).randbytes(90)).decode()


def _settings_of(tmp_path: Path, window: MainWindow, damage: str) -> str:
    """Return a settings file as the window wrote it, with its layout state damaged."""
    window._save()
    kept = settings_file.load(tmp_path / "settings.json")
    if damage == "noise":
        kept.geometry = _noise(1)
        kept.splitters = {name: _noise(i) for i, name in enumerate(kept.splitters)}
    elif damage == "cut":
        kept.geometry = kept.geometry[: len(kept.geometry) // 2]
        kept.splitters = {name: text[:9] for name, text in kept.splitters.items()}
    elif damage == "another version":
        kept.splitters = {"of a later version": _noise(3), "upper": ""}
    kept.collapsed = ["no such panel"]
    return kept.model_dump_json()


@pytest.mark.parametrize("damage", ["noise", "cut", "another version"])
def test_damaged_bytes_give_the_preset(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, damage: str
) -> None:
    preset = [splitter.sizes() for splitter in window.view._splitters.values()]
    path = tmp_path / "damaged.json"
    path.write_text(_settings_of(tmp_path, window, damage))
    other = MainWindow(settings_file.load(path), cue=AudioCue(muted=True))
    try:
        other.show()
        QApplication.processEvents()
        if damage != "another version":
            assert (other.width(), other.height()) == (1280, 800)
        other.resize(window.size())
        splitters = other.view._splitters.values()
        qtbot.waitUntil(lambda: [each.sizes() for each in splitters] == preset)
        assert not any(panel.collapsed for panel in other.view.panels.values())
    finally:
        other.close()
        other.deleteLater()


def test_every_preset_loads_and_can_be_reset(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window.sources, "start_demo", lambda: None)
    known = window.actions_by_id | {
        f"layout.{id_}": action for id_, action in window.layouts.actions_by_id.items()
    }
    collect = window.view.findChildren(QSplitter)
    first = {"collect": [splitter.sizes() for splitter in collect]}
    for id_ in PRESETS:
        known[id_].trigger()
        QApplication.processEvents()
        wanted = id_.removeprefix("layout.") if id_.startswith("layout.") else "collect"
        assert window.layouts.current == wanted
        assert window.layouts.stack.currentWidget().isVisible()
        page = window.layouts.stack.currentWidget()
        splitters = page.findChildren(QSplitter)
        preset = first.setdefault(wanted, [each.sizes() for each in splitters])
        assert splitters
        part = [each for each in splitters if min(each.sizes()) > 100][-1]
        one, two, *more = part.sizes()
        part.setSizes([one + 40, two - 40, *more])
        QApplication.processEvents()
        assert [each.sizes() for each in splitters] != preset
        window.actions_by_id["view.reset"].trigger()
        QApplication.processEvents()
        assert [each.sizes() for each in splitters] == preset, id_


def test_ten_failures_are_one_message_and_no_dialog(window: MainWindow, qtbot: QtBot) -> None:
    before = {top for top in QApplication.topLevelWidgets() if top.isVisible()}

    def fail(number: int) -> None:
        raise LivenessError("E-DSK-02", f"folder {number} cannot be written", "full", "free it")

    for number in range(10):
        window.background.run(lambda number=number: fail(number), lambda _: None)
    qtbot.waitUntil(lambda: not window.background.busy)
    bar = window.view.messages
    assert bar.isVisible()
    assert bar.waiting == 9
    shown = {top for top in QApplication.topLevelWidgets() if top.isVisible()} - before
    assert [top for top in shown if isinstance(top, QDialog)] == []
    assert QApplication.activeModalWidget() is None


def test_ten_failing_commands_open_at_most_one_dialog(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    before = {top for top in QApplication.topLevelWidgets() if top.isVisible()}
    for number in range(10):
        window.sources.start(str(tmp_path / f"gone-{number}.mp4"))
        window.takes.open_root(Path("/dev/null") / str(number))
        window.actions_by_id["record.toggle"].trigger()
    qtbot.waitUntil(lambda: not window.background.busy)
    qtbot.waitUntil(lambda: window.view.messages.message is not None)
    shown = {top for top in QApplication.topLevelWidgets() if top.isVisible()} - before
    assert len([top for top in shown if isinstance(top, QDialog)]) <= 1
    assert QApplication.activeModalWidget() is None
