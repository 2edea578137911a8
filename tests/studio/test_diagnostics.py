"""The bundle: nothing of the people in it, whatever the log says."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from liveness.datasets.errors import LivenessError
from liveness.datasets.store import DatasetRoot
from liveness.studio.background import Background
from liveness.studio.cli import run_app
from liveness.studio.diagnostics import make_bundle, scrub, secrets_of
from liveness.studio.diagnostics_desk import DiagnosticsDesk
from liveness.studio.settings import Settings
from liveness.widgets.message_bar import MessageBar

from .conftest import add_person, add_take, score_record

PEOPLE = ("ALICE-07", "bob_2")


@pytest.fixture
def root(tmp_path: Path) -> DatasetRoot:
    root = DatasetRoot.create(tmp_path / "campus-north" / "faces")
    (root.path / "scores").mkdir()
    for number, name in enumerate(PEOPLE):
        add_person(root, name)
        score = score_record({"depth": 1.0})
        add_take(root, number, "bona-fide", name, score, session="visit-alice")
    folder = root.path / "sessions" / "visit-alice" / "session.json"
    facts = json.loads(folder.read_text())
    folder.write_text(json.dumps(facts | {"site": "north-hall", "operator": "OP-carol"}))
    return root


def _texts(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_no_pictures_and_no_ids_are_in_it(root: DatasetRoot, tmp_path: Path) -> None:
    log = f"take of alice-07 at {root.path}/sessions failed\nOP-carol pressed Stop; bob_2 left"
    settings = Settings(operator="OP-dave", site="south", root=str(root.path))
    out = tmp_path / "d.zip"
    names = make_bundle(out, root=root, settings=settings, log=log + "\nOP-dave at south")
    texts = _texts(out)
    assert names == sorted(texts) == ["README.txt", "log.txt", "report.json"]
    whole = "\n".join(texts.values()).lower()
    secrets = secrets_of(root) | {"OP-dave", "south", "campus-north", str(Path.home())}
    assert {"ALICE-07", "bob_2", "OP-carol", "north-hall", "visit-alice"} <= secrets
    assert [secret for secret in secrets if secret.lower() in whole] == []
    assert texts["log.txt"].splitlines() == [
        "take of [id] at ROOT/sessions failed",
        "[id] pressed Stop; [id] left",
        "[id] at [id]",
    ]


def test_it_tells_versions_findings_and_numbers(root: DatasetRoot, tmp_path: Path) -> None:
    make_bundle(tmp_path / "d.zip", root=root, settings=Settings(theme="light"), log="")
    report = json.loads(_texts(tmp_path / "d.zip")["report.json"])
    assert report["versions"]["mediapipe"] == "0.10.21"
    assert report["settings"]["theme"] == "light"
    assert "operator" not in report["settings"]
    assert {finding["code"] for finding in report["doctor"]} >= {"E-ENV-00", "E-DSK-01"}
    told = report["dataset"]
    assert (told["takes"], told["subjects"], told["sessions"]) == (2, 2, 1)


def test_a_number_for_an_id_leaves_the_numbers_whole() -> None:
    text = "take 7 of S7, 17 frames, x7"
    assert scrub(text, {"7", "S7"}, {}) == "take [id] of [id], 17 frames, x7"
    assert scrub("nothing", set(), {}) == "nothing"


def test_the_command_says_what_is_in_it(
    root: DatasetRoot, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "d.zip"
    assert run_app(["diagnose", "--out", str(out), "--root", str(root.path)]) == 0
    assert "report.json" in capsys.readouterr().out
    assert out.is_file()
    assert run_app(["diagnose", "--out", str(tmp_path / "d.txt")]) == 2
    assert capsys.readouterr().err.startswith("E-CMD-01: ")


def test_the_window_saves_it(root: DatasetRoot, tmp_path: Path, qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    errors: list[LivenessError] = []
    background = Background(errors.append)
    window = QWidget()
    qtbot.addWidget(window)
    for name, value in {
        "background": background,
        "settings": Settings(),
        "takes": SimpleNamespace(root=root),
        "view": SimpleNamespace(messages=bar),
    }.items():
        setattr(window, name, value)
    desk = DiagnosticsDesk(window)  # type: ignore[arg-type]
    desk.save(str(tmp_path / "d.zip"))
    qtbot.waitUntil(lambda: background.deliver() or not background.busy)
    assert bar.message is not None
    assert "no pictures, no ids" in bar.message.measured
    assert (tmp_path / "d.zip").is_file()
    desk.save(str(tmp_path / "no" / "such" / "d.zip"))
    qtbot.waitUntil(lambda: background.deliver() or not background.busy)
    assert len(errors) == 1
