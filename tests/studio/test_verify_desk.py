from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from liveness.datasets.findings import Fault
from liveness.datasets.store import DatasetRoot
from liveness.studio import verify_desk
from liveness.studio.activities import Activities
from liveness.studio.background import Background
from liveness.studio.demonstration import DemoTake, ensure_consents, record_demo_take
from liveness.studio.verify_desk import VerifyDesk
from liveness.widgets.fault_window import FaultWindow
from liveness.widgets.message_bar import MessageBar


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> DatasetRoot:
    root = DatasetRoot.create(tmp_path_factory.mktemp("verify") / "root")
    consent = ensure_consents(root, 1)[0]
    session = root.start_session("lab", None, "demo")
    record_demo_take(root, session, consent, DemoTake("bona-fide", 0, 0, seed=1), seconds=0.3)
    return root


@pytest.fixture
def window(qtbot: QtBot, root: DatasetRoot) -> Any:
    window: Any = QMainWindow()
    qtbot.addWidget(window)
    window.activities = Activities(window.menuBar(), parent=window)
    bar = MessageBar()
    qtbot.addWidget(bar)
    window.errors, window.recovered = [], []
    window.background = Background(window.errors.append)
    window.view = SimpleNamespace(messages=bar)
    window.takes = SimpleNamespace(root=root)
    window.show_error = window.errors.append
    recover = SimpleNamespace(trigger=lambda: window.recovered.append(True))
    window.actions_by_id = {"dataset.recover": recover}
    return window


def _run(desk: VerifyDesk, window: Any, qtbot: QtBot) -> None:
    desk.verify()
    qtbot.waitUntil(
        lambda: window.background.deliver() or not window.background.busy, timeout=60_000
    )


def test_a_clean_dataset_is_called_clean(window: Any, qtbot: QtBot) -> None:
    desk = VerifyDesk(window)
    _run(desk, window, qtbot)
    assert desk.window is not None
    assert desk.window.verdict.text == "Clean: every checksum of 1 takes holds"
    assert not desk.window.recover.isEnabled()
    assert window.activities.running == []


def test_faults_are_listed_with_what_to_do(
    window: Any, qtbot: QtBot, root: DatasetRoot, tmp_path: Path
) -> None:
    left = root.path / "incoming" / "T20261122-000000-ffffff.mcap"
    left.write_bytes(b"cut off")
    try:
        desk = VerifyDesk(window)
        _run(desk, window, qtbot)
    finally:
        left.unlink()
    assert desk.window is not None
    codes = [fault.code for fault in desk.window.faults]
    assert "V-LEFTOVER" in codes
    assert desk.window.table.rowCount() == len(codes)
    assert all(desk.window.table.item(row, 4).text() for row in range(len(codes)))  # type: ignore[union-attr]
    desk.window.recover.click()
    assert window.recovered == [True]
    desk.window.copy.click()
    assert "V-LEFTOVER incoming/" in QApplication.clipboard().text()


def test_it_is_cancelled_between_two_takes(
    window: Any, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(root: object, tell: Any, **_: object) -> list[Fault]:
        for i in range(10_000):
            tell(i, 10_000, "x")
        return []

    monkeypatch.setattr(verify_desk, "verify_root", slow)
    desk = VerifyDesk(window)
    desk.verify()
    window.activities.bar.cancel_requested.emit()
    qtbot.waitUntil(lambda: window.background.deliver() or not window.background.busy)
    assert window.view.messages.message.what == "The check was cancelled"
    assert desk.window is None


def test_without_a_dataset_it_says_so(window: Any) -> None:
    window.takes.root = None
    VerifyDesk(window).verify()
    assert window.view.messages.message.what == "Open a dataset first"


def test_errors_come_before_warnings(qtbot: QtBot) -> None:
    window = FaultWindow()
    qtbot.addWidget(window)
    window.set_faults(
        [Fault("V-RETENTION", "a", "x", "warning"), Fault("V-CRC", "b", "y", "error")], 9
    )
    assert [fault.code for fault in window.faults] == ["V-CRC", "V-RETENTION"]
    assert window.verdict.text == "1 errors and 1 warnings in 9 takes"
    window.set_faults([Fault("V-RETENTION", "a", "x", "warning")], 9)
    assert window.verdict.text == "No error, 1 warnings in 9 takes"
