"""Recovery, withdrawal and erasure in the window: what happens, and what is said of it."""

from __future__ import annotations

import importlib.util
import threading
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from liveness.datasets.erasure import erasing
from liveness.datasets.erasure.plan import PLAN_FILE
from liveness.datasets.erasure.receipt import read_receipts
from liveness.datasets.lock import locked
from liveness.datasets.store import DatasetRoot
from liveness.studio.background import Background
from liveness.studio.care_desk import CareDesk
from liveness.studio.collect_view import CollectView
from liveness.studio.record_desk import RecordDesk
from liveness.studio.session_controller import SessionController
from liveness.studio.settings import Settings
from liveness.widgets.message_bar import Message
from liveness.widgets.withdraw_dialog import WithdrawDialog

TESTS = Path(__file__).resolve().parents[1] / "datasets"


def _module(path: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_FILES = _module(TESTS / "conftest.py", "care_dataset_fixtures")
_CROWD = _module(TESTS / "erasure" / "conftest.py", "care_erasure_fixtures")
root = _FILES.root
header_of = _FILES.header_of
finalise_here = _FILES.finalise_here
read_here = _CROWD.read_here
crowd = _CROWD.crowd
Crowd = _CROWD.Crowd

pytestmark = pytest.mark.usefixtures("finalise_here", "read_here")


class Desk:
    """A window's desks without the window."""

    def __init__(self, qtbot: QtBot) -> None:
        self.view = CollectView()
        qtbot.addWidget(self.view)
        self.background = Background(lambda error: self.view.messages.show_message(
            Message.of(error)
        ))  # fmt: skip
        self.controller = SessionController(countdown_s=0.0)
        settings = Settings(muted=True)
        self.takes = RecordDesk(self.view, settings, self.controller, self.background)
        self.care = CareDesk(self.view, self.takes, self.background)
        self.timer = QTimer()
        self.timer.timeout.connect(self.tick)
        self.timer.start(5)
        self.shown: list[str] = []
        self.qtbot = qtbot

    def tick(self) -> None:
        self.background.deliver()
        self.takes.tick()
        self.care.tick()
        text = self.view.activity.text
        if text and text not in self.shown[-1:]:
            self.shown.append(text)

    def open(self, path: Path) -> None:
        self.takes.open_root(path)
        self.wait()

    def wait(self) -> None:
        self.qtbot.waitUntil(lambda: not self.background.busy, timeout=20_000)

    @property
    def message(self) -> Message:
        message = self.view.messages.message
        assert message is not None
        return message

    def rows(self) -> int:
        return self.view.takes.takes.rowCount()


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(qtbot)
    yield made
    made.timer.stop()
    made.care.close()
    made.takes.close()
    made.background.close()


def test_a_clean_dataset_says_nothing(desk: Desk, crowd: Crowd) -> None:
    crowd.take("S1")
    desk.open(crowd.root.path)
    assert desk.view.messages.message is None
    assert desk.rows() == 1


def test_interrupted_takes_are_recovered_at_the_start(desk: Desk, crowd: Crowd) -> None:
    crowd.journal("S1")
    damaged = crowd.journal("S2", frames=6)
    data = bytearray(damaged.read_bytes())
    data[data.index(b"\x89LvTk", len(data) // 2) + 2000] ^= 1
    damaged.write_bytes(data)
    (crowd.root.path / "incoming" / "A.mcap").write_bytes(bytes(100_000))
    desk.open(crowd.root.path)
    assert desk.rows() == 2
    assert desk.message.what == "2 interrupted takes were recovered"
    assert desk.message.measured == "1 of their frames are known to be lost"
    desk.view.messages.dismiss()
    assert desk.message.code == "E-DAT-04", "the journal that could not be read is told, too"
    assert desk.view.activity.text == ""
    # what cannot be recovered is tried once a start
    assert not desk.care.busy


def test_recovery_can_be_cancelled_and_asked_for_again(
    desk: Desk, crowd: Crowd, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        crowd.journal("S1")
    real, begun, go = DatasetRoot.finalise, threading.Event(), threading.Event()

    def slow(self: DatasetRoot, *arguments: object, **options: object) -> object:
        begun.set()
        assert go.wait(10)
        return real(self, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(DatasetRoot, "finalise", slow)
    desk.takes.open_root(crowd.root.path)
    desk.qtbot.waitUntil(begun.is_set)
    desk.qtbot.waitUntil(lambda: desk.view.activity.text != "")
    assert "wait until the interrupted takes" in desk.takes.problem()
    desk.care.withdraw("C1", erase=True)
    assert desk.message.what == "This has to wait"
    desk.takes.open_root(crowd.root.path.parent / "other")
    assert "wait until the interrupted takes" in desk.message.what
    desk.view.activity.cancel_requested.emit()
    go.set()
    desk.wait()
    assert "Stopping\u2026" in desk.shown
    assert desk.message.what == "Takes still wait to be recovered"
    assert desk.message.measured == "2 in incoming"
    assert desk.message.action == "dataset.recover"
    assert "wait until" not in desk.takes.problem()
    desk.care.recover()
    desk.wait()
    assert desk.rows() == 3


def _dialog(desk: Desk) -> WithdrawDialog:
    desk.care.ask_withdrawal()
    (dialog,) = desk.view.window().findChildren(WithdrawDialog)
    desk.wait()
    return dialog


def test_a_withdrawal_erases_what_it_said(desk: Desk, crowd: Crowd) -> None:
    crowd.take("S1")
    crowd.take("S2", target="S1")
    crowd.take("S2")
    desk.open(crowd.root.path)
    desk.view.form.subject.setText("S1")
    dialog = _dialog(desk)
    assert dialog.chosen is not None
    assert dialog.chosen.subject == "S1"
    assert dialog.count.text.startswith("2 takes, 6 frames")
    assert not dialog.erase_button.isEnabled()
    dialog.typed.setText("S1")
    dialog.erase_button.click()
    desk.wait()
    (receipt,) = read_receipts(crowd.root.path)
    assert receipt.reason == "consent withdrawn"
    assert receipt.clean
    assert desk.message.what == "Erased: 2 takes, 6 frames"
    assert desk.rows() == 1
    assert {consent.subject for consent in crowd.root.consents} == {"S2"}
    assert desk.takes.held == ""


def test_a_withdrawal_may_keep_the_takes(desk: Desk, crowd: Crowd) -> None:
    crowd.take("S1")
    desk.open(crowd.root.path)
    dialog = _dialog(desk)
    id_ = dialog.chosen.id if dialog.chosen else ""
    dialog.withdraw_button.click()
    desk.wait()
    assert crowd.root.consents.get(id_).withdrawn_utc is not None
    assert desk.rows() == 1
    assert "withdrawn" in desk.message.what


def test_copies_that_were_found_are_told_and_searched_again(desk: Desk, crowd: Crowd) -> None:
    crowd.take("S1")
    stray = crowd.write("note.txt", "S1")
    desk.open(crowd.root.path)
    desk.care.withdraw("C1", erase=True)
    desk.wait()
    assert desk.message.measured == "note.txt (pseudonym)"
    assert (crowd.root.path / PLAN_FILE).exists()
    stray.unlink()
    assert desk.message.action == "dataset.recover"
    desk.care.recover()
    desk.wait()
    assert desk.message.what == "Erased: 1 take, 3 frames"


def test_a_cancelled_erasure_offers_to_go_on(
    desk: Desk, crowd: Crowd, monkeypatch: pytest.MonkeyPatch
) -> None:
    crowd.take("S1")
    desk.open(crowd.root.path)
    real = erasing.run_step

    def cancel(name: str, step: object) -> None:
        real(name, step)  # type: ignore[arg-type]
        desk.care._cancel.set()

    with monkeypatch.context() as patch:
        patch.setattr(erasing, "run_step", cancel)
        desk.care.withdraw("C1", erase=True)
        desk.wait()
    assert desk.message.code == "E-ERA-03"
    assert (desk.message.button, desk.message.action) == ("Go on", "dataset.recover")
    desk.care.recover()
    desk.wait()
    assert desk.message.what == "Erased: 1 take, 3 frames"


def test_without_a_dataset_there_is_nothing_to_withdraw(desk: Desk) -> None:
    desk.care.ask_withdrawal()
    assert desk.message.what == "There is no consent to withdraw"
    desk.care.recover()


def test_a_dataset_that_was_taken_over_is_let_go(
    desk: Desk, crowd: Crowd, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.open(crowd.root.path)
    monkeypatch.setattr(DatasetRoot, "lock_lost", True)
    desk.qtbot.waitUntil(lambda: desk.takes.root is None)
    assert desk.message.code == "E-DSK-06"
    with locked(crowd.root.path / "lock"):
        pass


def test_it_waits_for_a_take_that_is_made(
    desk: Desk, crowd: Crowd, monkeypatch: pytest.MonkeyPatch
) -> None:
    crowd.take("S1")
    desk.open(crowd.root.path)
    monkeypatch.setattr(RecordDesk, "working", True)
    desk.care.withdraw("C1", erase=True)
    assert desk.message.measured == "a take is recorded or its file is made"
    assert read_receipts(crowd.root.path) == []
