from __future__ import annotations

import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from liveness.capture.frame import Frame, LatestFrame
from liveness.capture.pai_label import draw_label
from liveness.datasets.pai import Pai, PaiBook
from liveness.datasets.store import DatasetRoot
from liveness.studio.background import Background
from liveness.studio.collect_view import CollectView
from liveness.studio.label_desk import LabelDesk

PAI = Pai(id="P7", species="print-matte", target="S9")


class Takes(QObject):
    """The part of the record desk that a label needs."""

    root_changed = Signal(str)

    def __init__(self, root: DatasetRoot) -> None:
        super().__init__()
        self.root = root
        self.busy = False


class Desk:
    def __init__(self, root: DatasetRoot, view: CollectView) -> None:
        self.view, self.takes = view, Takes(root)
        self.errors: list[Any] = []
        self.background = Background(self.errors.append)
        self.protocols = SimpleNamespace(place=None)
        self.desk = LabelDesk(
            view,
            self.takes,
            self.protocols,
            self.background,  # type: ignore[arg-type]
        )
        self.engine: Any = SimpleNamespace(frames=LatestFrame())

    def show(self, pai: Pai | None) -> None:
        picture = np.full((720, 1280, 3), 120, np.uint8)
        if pai is not None:
            label = cv2.resize(draw_label(pai), (260, 300), interpolation=cv2.INTER_AREA)
            picture[200:500, 500:760] = label[..., None]
        self.engine.frames.put(Frame(picture, 0, 0, arrival_ns=0))

    def look(self) -> None:
        self.desk._next = 0.0
        self.desk.tick(self.engine)
        limit = time.monotonic() + 5
        while self.background.busy and time.monotonic() < limit:
            self.background.deliver()
            time.sleep(0.002)


@pytest.fixture
def desk(tmp_path: Any, qtbot: QtBot) -> Callable[..., Desk]:
    def make(*pais: Pai) -> Desk:
        root = DatasetRoot.create(tmp_path / "root")
        for pai in pais:
            PaiBook(root.path).add(pai)
        view = CollectView()
        qtbot.addWidget(view)
        made = Desk(root, view)
        made.takes.root_changed.emit("")
        return made

    return make


def test_a_label_before_the_camera_fills_the_form(desk: Callable[..., Desk]) -> None:
    made = desk(PAI)
    made.show(PAI)
    made.look()
    draft = made.view.form.draft()
    assert (draft.species, draft.pai, draft.target) == ("print-matte", "P7", "S9")
    message = made.view.messages.message
    assert message is not None
    assert "P7" in message.what
    # once is enough
    made.view.messages.dismiss()
    made.look()
    assert made.view.messages.message is None


def test_a_label_that_does_not_fit_the_step_is_told(desk: Callable[..., Desk]) -> None:
    made = desk(PAI)
    made.protocols.place = SimpleNamespace(step=SimpleNamespace(species="replay-phone"))
    made.show(PAI)
    made.look()
    message = made.view.messages.message
    assert message is not None
    assert "this step asks for replay-phone" in message.what
    assert made.view.form.draft().species is None


def test_a_label_of_another_dataset_is_told(desk: Callable[..., Desk]) -> None:
    made = desk(PAI)
    made.show(PAI.model_copy(update={"id": "P8"}))
    made.look()
    message = made.view.messages.message
    assert message is not None
    assert "P8 is not in the registry" in message.what


def test_nobody_looks_without_a_registry_or_during_a_take(desk: Callable[..., Desk]) -> None:
    made = desk()
    made.show(PAI)
    made.look()
    assert made.view.messages.message is None
    PaiBook(made.takes.root.path).add(PAI)
    made.takes.root_changed.emit("")
    made.takes.busy = True
    made.look()
    assert made.view.form.draft().pai == ""
    assert made.errors == []
