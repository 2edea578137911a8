from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from liveness.datasets.errors import LivenessError, RecordingError
from liveness.datasets.model_file import ModelBytes
from liveness.studio.background import Background
from liveness.studio.collect_view import CollectView
from liveness.studio.model_desk import ModelDesk
from liveness.widgets.map_panel import PANELS
from liveness.widgets.message_bar import Message


class FakeEngine:
    def __init__(self, recording: bool = False) -> None:
        self.models: dict[str, ModelBytes | None] = {}
        self.recording = recording

    def set_model(self, name: str, model: ModelBytes | None) -> None:
        if self.recording:
            raise RecordingError("E-REC-08", "models are not changed during a take")
        self.models[name] = model


class Rig:
    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.view = CollectView()
        qtbot.addWidget(self.view)
        self.background = Background(self.fail)
        self.desk = ModelDesk(self.view, self.background, parent=self.view)
        self.engine = FakeEngine()
        self.watch(self.engine)

    def fail(self, error: LivenessError) -> None:
        self.view.messages.show_message(Message.of(error))

    def watch(self, engine: Any) -> None:
        self.desk.set_engine(engine)

    def settle(self) -> None:
        def delivered() -> bool:
            self.background.deliver()
            return not self.background.busy

        self.qtbot.waitUntil(delivered)

    def load(self, name: str, path: Path) -> None:
        self.desk.load(name, str(path))
        self.settle()

    def can_remove(self) -> set[str]:
        actions = self.desk.actions_by_id
        return {name for name in PANELS if actions[f"model.remove.{name}"].isEnabled()}


@pytest.fixture
def rig(qtbot: QtBot) -> Iterator[Rig]:
    subject = Rig(qtbot)
    yield subject
    subject.background.close()


@pytest.fixture
def model(tmp_path: Path, tiny_onnx: ModuleType) -> Path:
    data = tiny_onnx.brightness(4, [[1.0, 0, 0], [0, 0, 1.0]], [0, 0])
    return Path(tiny_onnx.write_model(tmp_path, data))


def test_the_menu_offers_every_signal(rig: Rig) -> None:
    texts = [action.text() for action in rig.desk.menu.actions() if action.text()]
    assert texts[0] == "Load a model into depth…"
    assert texts[5] == "Remove the model of texture"
    assert len(texts) == 2 * len(PANELS)
    assert rig.can_remove() == set()


def test_a_model_goes_into_its_signal_and_its_panel_says_so(rig: Rig, model: Path) -> None:
    rig.load("texture", model)
    put = rig.engine.models["texture"]
    assert put is not None
    assert put.path == model
    assert rig.view.panels["texture"].model_text == "tiny"
    assert rig.view.panels["depth"].model_text == ""
    assert rig.can_remove() == {"texture"}


def test_a_model_is_taken_out_again(rig: Rig, model: Path) -> None:
    rig.load("texture", model)
    rig.desk.actions_by_id["model.remove.texture"].trigger()
    assert rig.engine.models == {"texture": None}
    assert rig.view.panels["texture"].model_text == ""
    assert rig.can_remove() == set()


def test_a_model_stays_when_the_source_changes(rig: Rig, model: Path) -> None:
    rig.watch(None)
    rig.load("motion", model)
    assert rig.view.panels["motion"].model_text == "tiny"
    second = FakeEngine()
    rig.watch(second)
    assert set(second.models) == {"motion"}


def test_a_model_at_fault_is_told_and_changes_nothing(rig: Rig, model: Path) -> None:
    rig.load("texture", model)
    (model.parent / "net.onnx").write_bytes(b"another")
    rig.load("depth", model)
    message = rig.view.messages.message
    assert message is not None
    assert message.code == "E-MOD-12"
    assert set(rig.engine.models) == {"texture"}
    assert rig.view.panels["depth"].model_text == ""


def test_during_a_take_the_model_stays(rig: Rig, model: Path) -> None:
    rig.load("texture", model)
    rig.engine.recording = True
    rig.desk.remove("texture")
    message = rig.view.messages.message
    assert message is not None
    assert message.code == "E-REC-08"
    assert rig.view.panels["texture"].model_text == "tiny"
    assert rig.can_remove() == {"texture"}


def test_the_file_is_asked_for_without_blocking(rig: Rig, model: Path) -> None:
    rig.desk.actions_by_id["model.load.reflection"].trigger()
    (dialog,) = rig.view.window().findChildren(QFileDialog)
    assert dialog.windowTitle() == "Model for Reflection"
    assert dialog.nameFilters()[0] == "Models (*.json)"
    dialog.fileSelected.emit(str(model))
    dialog.close()
    rig.settle()
    assert rig.view.panels["reflection"].model_text == "tiny"
