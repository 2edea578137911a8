from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QPushButton,
)
from pytestqt.qtbot import QtBot
from studio_fakes import FakeEngine, engine_of, pretend_to_finalise, ready

from liveness.capture.audio import AudioCue
from liveness.datasets.errors import SourceError
from liveness.studio.main_window import MainWindow
from liveness.studio.settings import Settings, load
from liveness.widgets.map_panel import PANELS
from liveness.widgets.theme import State
from liveness.widgets.watchdog import Watchdog


def test_no_source_is_a_card_with_three_ways_on(window: MainWindow, qtbot: QtBot) -> None:
    card = window.view.card
    assert window.view.stage.currentWidget() is card
    assert [b.isEnabled() for b in card.findChildren(QPushButton)] == [True] * 3
    card.demo.click()
    assert engine_of(window).source == "demo:bona-fide"
    assert window.view.stage.currentWidget() is window.view.preview
    qtbot.waitUntil(lambda: "640 x 360" in window.view.picker.status)
    window.actions_by_id["source.stop"].trigger()
    assert window.view.stage.currentWidget() is card


def press(qtbot: QtBot, window: MainWindow, button: QPushButton) -> None:
    """Click where the button stands in the window, whatever lies over it."""
    place = button.mapTo(window, button.rect().center())
    assert window.childAt(place) is button
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_buttons_of_the_card_work_in_a_full_screen(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.showFullScreen()
    qtbot.waitExposed(window)
    card = window.view.card
    press(qtbot, window, card.why)
    qtbot.waitUntil(lambda: card.reasons not in ("", "\u2022 looking\u2026"), timeout=10_000)
    assert "amera" in card.reasons

    press(qtbot, window, card.open)
    (dialog,) = window.findChildren(QFileDialog)
    assert dialog.isVisible()
    video = tmp_path / "clip.mp4"
    video.touch()
    dialog.selectFile(str(video))
    dialog.accept()
    assert engine_of(window).source == str(video)
    assert window.view.stage.currentWidget() is window.view.preview
    assert window.view.picker.combo.currentText() == "clip.mp4"
    window.sources.stop()
    qtbot.waitUntil(lambda: window.slot.engine is None)

    press(qtbot, window, card.demo)
    assert engine_of(window).source == "demo:bona-fide"
    assert window.view.gates.isVisible()


def test_the_first_snapshot_of_a_source_is_told_once(window: MainWindow, qtbot: QtBot) -> None:
    told: list[None] = []
    window.feed.first_seen.connect(lambda: told.append(None))
    window.sources.start("demo:bona-fide")
    engine = engine_of(window)
    for index in range(3):
        engine.show(index)
        qtbot.waitUntil(lambda i=index: window.view.preview.shown >= i + 1)
    assert len(told) == 1


def test_gates_and_the_slow_computer_reach_the_window(window: MainWindow, qtbot: QtBot) -> None:
    window.sources.start("demo:bona-fide")
    engine_of(window).show(0)
    qtbot.waitUntil(lambda: "14" in window.view.gates.texts()[6])
    assert window.view.gates.states()[0] is State.BONA_FIDE
    qtbot.waitUntil(lambda: window.view.health.states()[0] is State.WARNING)
    assert "fold panels" in window.view.gates.tips()[6]


def test_frames_and_evidence_reach_the_widgets(window: MainWindow, qtbot: QtBot) -> None:
    window.sources.start("demo:bona-fide")
    engine = engine_of(window)
    engine.show(0)
    qtbot.waitUntil(lambda: window.view.preview.shown >= 1)
    qtbot.waitUntil(lambda: window.view.panels["depth"].state_text == "+1.4 bona fide")
    assert "abstains" in window.view.panels["reflection"].state_text
    qtbot.waitUntil(lambda: "29.9" in window.view.health.texts()[0])
    assert window.view.health.texts()[2] == "3 dropped"


def test_a_collapsed_or_hidden_panel_asks_for_no_map(window: MainWindow, qtbot: QtBot) -> None:
    window.sources.start("demo:bona-fide")
    engine = engine_of(window)
    assert engine.maps[-1] == frozenset(PANELS)
    window.actions_by_id["panel.depth"].trigger()
    assert engine.maps[-1] == frozenset(PANELS) - {"depth"}
    window.view.panels["motion"].hide()
    assert engine.maps[-1] == frozenset({"texture", "reflection"})
    window.view.panels["motion"].show()
    window.actions_by_id["panel.depth"].trigger()
    assert engine.maps[-1] == frozenset(PANELS)


def test_space_records_and_stops_and_the_take_appears(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    root = ready(window, qtbot, tmp_path)
    pretend_to_finalise(root)
    window.view.record.seconds.setValue(0)
    window.activateWindow()
    window.view.preview.setFocus()
    qtbot.keyClick(window.view.preview, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.controller.phase == "recording")
    qtbot.waitUntil(lambda: "2/2 frames on disk" in window.view.record.indicator.text)
    qtbot.keyClick(window.view.preview, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(window.view.takes.takes.takes) == 1)
    (session,) = root.sessions()
    assert session.site == "gate-2"
    qtbot.keyClick(window.view.preview, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: window.controller.phase == "recording")
    qtbot.keyClick(window.view.preview, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(window.view.takes.takes.takes) == 2)
    model = window.view.takes.model()
    assert model.data(model.index(1, 6)) == "superseded"


def test_no_shortcut_fires_while_typing(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    site = window.view.form.site
    site.setFocus()
    mirrored = window.settings.mirrored
    for key in "m l1":
        qtbot.keyClick(site, key)
    qtbot.keyClick(site, Qt.Key.Key_Backspace)
    assert site.text() == "m l"
    assert window.settings.mirrored is mirrored
    assert window.controller.phase == "idle"


def test_record_says_what_is_missing(window: MainWindow, qtbot: QtBot) -> None:
    assert not window.view.record.button.isEnabled()
    assert window.view.record.indicator.text == "To record, start a source."
    window.actions_by_id["record.toggle"].trigger()
    assert window.view.messages.message is not None
    assert window.view.messages.message.what == "To record, start a source."


def test_closing_while_recording_asks_once_and_leaves_on_request(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    pretend_to_finalise(ready(window, qtbot, tmp_path))
    window.takes.toggle()
    qtbot.waitUntil(lambda: window.controller.phase == "recording")
    for _ in range(3):
        assert not window.close()
    assert window.isVisible()
    assert window.view.messages.waiting == 0
    window.view.messages.action_triggered.emit("record.close")
    qtbot.waitUntil(lambda: not window.isVisible())


def test_a_source_that_fails_has_a_way_out(window: MainWindow, qtbot: QtBot) -> None:
    window.sources.start("camera:0")
    engine = engine_of(window)
    engine.error = SourceError("E-CAM-02", "the camera is in use", "EBUSY", "close it")
    qtbot.waitUntil(lambda: window.view.messages.message is not None)
    message = window.view.messages.message
    assert message is not None
    assert (message.code, message.button) == ("E-CAM-02", "Try again")
    assert window.view.stage.currentWidget() is window.view.card
    qtbot.waitUntil(lambda: engine.left)
    window.view.messages.action_triggered.emit(message.action)
    assert engine_of(window) is not engine


def test_opening_a_slow_source_keeps_the_window_alive(window: MainWindow, qtbot: QtBot) -> None:
    class SlowEngine(FakeEngine):
        def __init__(self, source: object) -> None:
            super().__init__(source)
            self.state = "opening"

        def __exit__(self, *_: object) -> None:
            time.sleep(0.2)
            self.left = True

    window.slot._make = SlowEngine  # type: ignore[assignment]
    window.sources.start("camera:0")
    engine_of(window)
    watchdog = Watchdog()
    qtbot.waitUntil(lambda: "opening" in window.view.picker.status)
    watchdog.start()
    window.view.picker.start.click()  # cancel
    qtbot.waitUntil(lambda: watchdog.ticks > 10)
    watchdog.stop()
    assert watchdog.max_gap_ms < 150
    assert window.slot.engine is None
    assert window.slot.wait_closed()


def test_a_source_that_was_cancelled_while_it_was_prepared_never_starts(
    window: MainWindow, qtbot: QtBot
) -> None:
    def slow(spec: str) -> Any:
        time.sleep(0.1)
        return spec

    window.slot._opener = slow
    watchdog = Watchdog()
    watchdog.start()
    window.sources.start("camera:0")
    assert window.view.picker.start.text() == "Cancel"
    window.view.picker.start.click()
    qtbot.waitUntil(lambda: not window.background.busy)
    assert window.slot.engine is None
    assert window.view.stage.currentWidget() is window.view.card
    assert watchdog.max_gap_ms < 100


def test_settings_are_remembered(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    ready(window, qtbot, tmp_path)
    window.actions_by_id["view.mirrored"].trigger()
    window.actions_by_id["codec.jpeg"].trigger()
    window.actions_by_id["panel.texture"].trigger()
    window.close()
    kept = load(tmp_path / "settings.json")
    assert (kept.mirrored, kept.codec, kept.collapsed) == (True, "jpeg", ["texture"])
    assert kept.root == str(tmp_path / "data")
    assert kept.source == "demo:bona-fide"
    assert kept.splitters


def test_damaged_layout_state_falls_back(qtbot: QtBot) -> None:
    settings = Settings(geometry="%%%", splitters={"upper": "\u20ac", "gone": "AA"})
    window = MainWindow(settings, cue=AudioCue(muted=True))
    assert (window.width(), window.height()) == (1280, 800)
    window.close()
    window.deleteLater()


def test_every_control_has_a_name(window: MainWindow) -> None:
    for kind in (QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox):
        for widget in window.view.findChildren(kind):
            inner = widget.objectName().startswith("qt_") or isinstance(
                widget.parent(), QComboBox | QAbstractSpinBox
            )
            named = widget.accessibleName() or getattr(widget, "text", str)()
            assert inner or named, f"{widget} in {widget.parent()}"


def test_themes_change_at_once(window: MainWindow, qtbot: QtBot) -> None:
    dark = window.grab().toImage().pixelColor(3, 400)
    window.actions_by_id["theme.light"].trigger()
    qtbot.waitUntil(lambda: window.grab().toImage().pixelColor(3, 400) != dark)
    assert window.settings.theme == "light"
    window.actions_by_id["theme.dark"].trigger()
