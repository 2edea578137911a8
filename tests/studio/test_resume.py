"""A session that was cut off goes on at the right place; what has changed since is said."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from pytestqt.qtbot import QtBot

from liveness.capture.audio import AudioCue
from liveness.datasets.consent import Consent
from liveness.datasets.errors import UsageError
from liveness.datasets.kept_protocol import keep_protocol
from liveness.datasets.protocol import parse_protocol
from liveness.datasets.reader import TakeReader
from liveness.datasets.root_files import require_open
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord
from liveness.studio.main_window import MainWindow
from liveness.studio.resuming import Resumable, differences, find_resumable
from liveness.studio.session_controller import SessionController
from liveness.studio.settings import load

PROTOCOL = """id = "six"
title = "Six takes"
[[steps]]
id = "live"
title = "Live"
text = "Look into the camera."
seconds = 0.4
repetitions = 3
[[steps]]
id = "long"
title = "A long one"
text = "Look into the camera."
seconds = 60.0
[[steps]]
id = "print"
title = "Print"
text = "Hold the print."
species = "print-matte"
seconds = 0.5
pais = 2
"""
SIX = parse_protocol(PROTOCOL, "six.toml")
pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs signals")
Open = Callable[[], MainWindow]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DatasetRoot:
    made = DatasetRoot.create(tmp_path / "root")
    made.consents.add(Consent(id="C1", subject="S1"))
    folder = tmp_path / "protocols"
    folder.mkdir()
    (folder / "six.toml").write_text(PROTOCOL)
    monkeypatch.setenv("LIVENESS_PROTOCOLS", str(folder))
    monkeypatch.setenv("LIVENESS_SETTINGS", str(tmp_path / "settings.json"))
    return made


@pytest.fixture
def open_window(qtbot: QtBot) -> Iterator[Open]:
    windows: list[MainWindow] = []

    def opened() -> MainWindow:
        window = MainWindow(
            load(), controller=SessionController(countdown_s=0.0), cue=AudioCue(muted=True)
        )
        window.sources._describe = list
        window.show()
        qtbot.waitExposed(window)
        window.open_later(None, None)
        windows.append(window)
        return window

    yield opened
    for window in windows:
        window.close()
        window.deleteLater()
    windows.clear()
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _record_until_killed(root: Path, frames: int) -> int:
    """Return how many frames of take 4 were told to be on the disk when the studio died."""
    script = Path(__file__).with_name("killed_studio.py")
    command = [sys.executable, str(script), str(root)]
    told = 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        for line in child.stdout:
            word, _, number = line.partition(" ")
            if word == "disk":
                told = int(number)
                if told >= frames:
                    child.kill()
                    break
        # what was in the pipe when it died
        for line in child.stdout:
            word, _, number = line.partition(" ")
            told = int(number) if word == "disk" and number.endswith("\n") else told
    return told


def test_a_killed_studio_goes_on_at_the_right_step(
    root: DatasetRoot, open_window: Open, qtbot: QtBot
) -> None:
    told = _record_until_killed(root.path, 20)
    before = {take.id: take.sha256 for take in root.takes()}
    assert len(before) == 3
    assert len(root.unfinished()) == 1

    window = open_window()  # as its user starts it again: it knows dataset and protocol
    qtbot.waitUntil(lambda: len(window.view.takes.takes.takes) == 4, timeout=60_000)
    qtbot.waitUntil(lambda: not window.background.busy, timeout=10_000)
    dialog = window.protocols.offer.dialog
    assert dialog is not None
    assert window.takes.problem() == "To record, say whether the session goes on."

    takes = root.takes()
    assert {take.id: take.sha256 for take in takes[:3]} == before
    cut = takes[3]
    assert (cut.status, cut.step, cut.frames_known_lost) == ("recovered", "long", 0)
    assert cut.frames >= told >= 20
    with TakeReader(root.take_path(cut)) as take:
        assert take.n_frames == cut.frames

    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    bar = window.view.steps
    assert bar.headline == "step 4 of 6: A long one"
    assert bar.state_text.endswith("of 60 s are kept: Space records it again")
    assert window.takes.asked is not None
    assert window.takes.asked.replaces == cut.id
    draft = window.view.form.draft()
    assert (draft.subject, draft.consent, draft.operator) == ("S1", "C1", "O1")
    (session,) = root.sessions()
    assert draft.session == session.id
    assert "session" not in window.takes.problem()


def made(root: DatasetRoot, *places: tuple[str, int], name: str = "v") -> str:
    """Make a session in which these places of a protocol are filled; return its id."""
    session = root.start_session(
        "gate", "O1", "camera:0", "six", name,
        protocol_sha256=keep_protocol(root.path, SIX),
    )  # fmt: skip
    folder = root.path / "sessions" / session.id
    for number, (step, repetition) in enumerate(places):
        record = TakeRecord(
            id=f"T-{name}-{number}", session=session.id, file="t.h5", sha256="0" * 64, frames=9,
            seconds=0.5, faces=9, label=SIX.step(step).species or "bona-fide",
            subject="S1", protocol="six", step=step, repetition=repetition,
        )  # fmt: skip
        with (folder / "takes.jsonl").open("a") as file:
            file.write(record.model_dump_json() + "\n")
    return session.id


def found(root: DatasetRoot, text: str = PROTOCOL) -> Resumable:
    resumable = find_resumable(parse_protocol(text, "p"), root)
    assert resumable is not None
    return resumable


def test_it_goes_on_after_the_newest_take_and_comes_back_to_what_was_passed_over(
    root: DatasetRoot,
) -> None:
    made(root, ("live", 1), ("live", 3))
    place = found(root).guided.place()
    assert place is not None
    assert place.headline == "A long one"
    made(root, ("live", 1), ("print", 1), ("print", 2), name="w")
    place = found(root).guided.place()
    assert place is not None
    assert (place.slot.step, place.slot.repetition) == ("live", 2)


def test_a_session_that_is_complete_closed_or_empty_is_not_offered(root: DatasetRoot) -> None:
    assert find_resumable(SIX, root) is None
    made(root)
    assert find_resumable(SIX, root) is None
    every = (("live", 1), ("live", 2), ("live", 3), ("long", 1), ("print", 1), ("print", 2))
    made(root, *every, name="w")
    assert find_resumable(SIX, root) is None


def test_what_differs_is_said(root: DatasetRoot) -> None:
    made(root, ("live", 1))
    as_it_was = found(root)
    same = {"camera": "camera:0", "site": "gate", "operator": "O1"}
    assert differences(as_it_was, **same) == ()
    assert differences(as_it_was, camera=None, site="", operator="") == ()
    new = PROTOCOL.replace("seconds = 60.0", "seconds = 5.0").replace("pais = 2", "pais = 3")
    changed = found(root, new)
    # it goes on as it was begun, whatever the file says now
    assert changed.guided.protocol == SIX
    assert differences(changed, camera="camera:1", site="desk", operator="O2") == (
        "the protocol has changed since: step long: seconds was 60, is 5; "
        "step print: pais was 2, is 3",
        "it was begun with camera camera:0, this is camera:1",
        "it was begun at site gate, this is desk",
        "it was begun by operator O1, this is O2",
    )


@pytest.mark.parametrize("answer", ["resume", "restart", "block", "close"])
def test_each_answer_does_what_it_says(
    root: DatasetRoot, open_window: Open, qtbot: QtBot, answer: str
) -> None:
    id_ = made(root, ("live", 1))
    window = open_window()
    window.takes.open_root(root.path)
    qtbot.waitUntil(lambda: window.takes.root is not None)
    window.protocols.choose("six")
    qtbot.waitUntil(lambda: window.protocols.offer.dialog is not None)
    dialog: Any = window.protocols.offer.dialog
    assert not dialog.isModal()
    if answer == "close":
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    else:
        getattr(dialog, answer).click()
    qtbot.waitUntil(lambda: not window.background.busy)
    assert window.takes.undecided == ""
    guided = window.protocols.guided
    (session,) = root.sessions()
    assert (session.closed_utc is not None) == (answer == "block")
    if answer == "block":
        with pytest.raises(UsageError, match="E-LAB-08"):
            require_open(session)
        message = window.view.messages.message
        assert message is not None
        assert message.what == f"Session {id_} is closed"
        assert find_resumable(SIX, root) is None
    if answer in ("block", "close"):
        assert guided is None
        assert window.view.form.session.isEnabled()
        return
    assert guided is not None
    assert (guided.session.id == id_) == (answer == "resume")
    assert window.view.form.session.text() == guided.session.id
    assert not window.view.form.session.isEnabled()


def test_the_session_that_is_on_is_gone_on_with_unasked(
    root: DatasetRoot, open_window: Open, qtbot: QtBot
) -> None:
    made(root, ("live", 1))
    window = open_window()
    window.takes.open_root(root.path)
    qtbot.waitUntil(lambda: window.takes.root is not None)
    window.protocols.choose("six")
    qtbot.waitUntil(lambda: window.protocols.offer.dialog is not None)
    window.protocols.offer.dialog.resume.click()  # type: ignore[union-attr]
    # as after a recovery or an erasure
    window.takes.reload()
    qtbot.waitUntil(lambda: not window.background.busy)
    assert window.protocols.offer.dialog is None
    assert window.protocols.guided is not None
    assert window.protocols.guided.session.id == "v"
