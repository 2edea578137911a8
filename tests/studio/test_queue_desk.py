from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot
from studio_fakes import ready

from liveness.datasets.consent import Consent
from liveness.datasets.errors import StorageError
from liveness.datasets.model import utc_now
from liveness.studio.day_desk import DayDesk
from liveness.studio.main_window import MainWindow
from liveness.studio.queue_desk import QueueDesk
from liveness.widgets import samples
from liveness.widgets.theme import State


@pytest.fixture
def desk(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> QueueDesk:
    root = ready(window, qtbot, tmp_path)
    for subject in ("S2", "S3"):
        root.consents.add(Consent(id=f"C-{subject}", subject=subject))
    window.view.form.set_consents(list(root.consents))
    numbers = itertools.count(1)

    def finalise(journal: Path) -> Any:
        subject = window.view.form.subject.text()
        return samples.take(next(numbers), subject=subject, registered_utc=utc_now())

    root.finalise = finalise  # type: ignore[method-assign]
    window.view.preview.setFocus()
    return next(tool for tool in window.tools if isinstance(tool, QueueDesk))


def words(desk: QueueDesk) -> dict[str, tuple[State, str]]:
    return {row.person: (row.state, row.word) for row in desk.panel.rows}


def press(window: MainWindow, qtbot: QtBot, key: Qt.Key) -> None:
    qtbot.keyClick(QApplication.focusWidget() or window, key)


def record(window: MainWindow, qtbot: QtBot) -> None:
    window.takes.toggle()
    qtbot.waitUntil(lambda: window.controller.phase == "recording")
    window.takes.stop()
    qtbot.waitUntil(lambda: not window.takes.working)


def test_a_key_goes_from_person_to_person_until_all_are_done(
    desk: QueueDesk, window: MainWindow, qtbot: QtBot
) -> None:
    desk.panel.field.setText("S1 S2 S3 S4")
    desk.panel.add.click()
    assert words(desk) == {
        "S1": (State.RECORDING, "now, 0 takes"),
        "S2": (State.UNDECIDED, "waits, 0 takes"),
        "S3": (State.UNDECIDED, "waits, 0 takes"),
        "S4": (State.WARNING, "no valid consent yet"),
    }
    record(window, qtbot)
    qtbot.waitUntil(lambda: words(desk)["S1"] == (State.BONA_FIDE, "done, 1 take"))
    assert desk.panel.next.text() == "Next: S2 (PgDown)"
    press(window, qtbot, Qt.Key.Key_PageDown)
    draft = window.view.form.draft()
    assert (draft.subject, draft.consent) == ("S2", "C-S2")
    assert window.takes.problem() == ""
    record(window, qtbot)
    desk.remove(("S4",))
    press(window, qtbot, Qt.Key.Key_PageDown)
    assert desk.person == "S3"
    record(window, qtbot)
    press(window, qtbot, Qt.Key.Key_PageDown)
    message = window.view.messages.message
    assert message is not None
    assert message.what == "Everybody in the queue is done."
    assert desk.person == "S3"


def test_nobody_is_changed_in_the_middle_of_a_take(
    desk: QueueDesk, window: MainWindow, qtbot: QtBot
) -> None:
    desk.add("S1 S2")
    window.takes.toggle()
    qtbot.waitUntil(lambda: window.controller.phase == "recording")
    desk.next()
    assert desk.person == "S1"
    window.takes.stop()
    qtbot.waitUntil(lambda: not window.takes.working)


def test_what_is_no_pseudonym_is_told_and_an_empty_queue_teaches(
    desk: QueueDesk, window: MainWindow
) -> None:
    desk.next()
    message = window.view.messages.message
    assert message is not None
    assert "write today's people under People" in message.what
    desk.add("Anna/Maria")
    message = window.view.messages.message
    assert message is not None
    assert message.what == "Not added: Anna/Maria"
    assert desk.panel.rows == ()


def test_with_a_protocol_a_person_is_done_when_it_is(
    desk: QueueDesk, window: MainWindow, qtbot: QtBot
) -> None:
    desk.add("S1 S2")
    window.protocols.choose("quick-check")
    qtbot.waitUntil(lambda: window.protocols.place is not None)
    desk.refresh()
    state, word = words(desk)["S1"]
    assert state is State.RECORDING
    assert word.startswith("now, 0 of ")
    assert not desk.done("S1")
    assert not desk.done("S2"), "nothing is known of whom the protocol has not seen"


def test_the_report_of_the_day_is_written_from_the_menu(
    desk: QueueDesk, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.actions_by_id["dataset.day"].trigger()
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    dialog.close()
    days = next(tool for tool in window.tools if isinstance(tool, DayDesk))
    for name, begins in (("day", b"<!doctype html>"), ("day.pdf", b"%PDF")):
        days.write(str(tmp_path / name))
        qtbot.waitUntil(lambda: not window.background.busy and not window.activities.running)
        out = tmp_path / (name if "." in name else f"{name}.html")
        assert out.read_bytes().startswith(begins)
    message = window.view.messages.message
    assert message is not None
    assert str(tmp_path / "day.pdf") in message.what
    assert "takes: 0" in message.measured
    days.write("/nowhere/day.html")
    qtbot.waitUntil(lambda: not window.background.busy)
    message = window.view.messages.message
    assert message is not None
    assert message.code == StorageError("E-DSK-02", "").code
    assert not window.activities.running
