"""``erase`` and ``consent withdraw --erase`` as a person types them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from liveness.datasets.consent import Consent
from liveness.datasets.erasure.plan import PLAN_FILE
from liveness.datasets.store import DatasetRoot
from liveness.studio.cli import erasing, run_app


@pytest.fixture
def root(tmp_path: Path) -> DatasetRoot:
    made = DatasetRoot.create(tmp_path / "root")
    made.consents.add(Consent(id="C1", subject="S1"))
    made.consents.add(Consent(id="C2", subject="S2"))
    made.subject_key("S1")
    return made


def _run(*arguments: str | Path) -> int:
    return run_app([str(argument) for argument in arguments])


def test_it_shows_and_refuses_where_nobody_can_be_asked(
    root: DatasetRoot, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    assert _run("erase", root.path, "--subject", "S1") == 2
    said = capsys.readouterr()
    assert "1 consent record" in said.out
    assert said.err.startswith("E-ERA-02: nothing was erased")
    assert f"erase {root.path} --subject S1 --yes" in said.err
    assert [consent.id for consent in root.consents] == ["C1", "C2"]


@pytest.mark.parametrize(("typed", "code"), [("S1", 0), ("yes", 2), ("S10", 2)])
def test_on_a_terminal_the_pseudonym_is_typed(
    root: DatasetRoot, monkeypatch: pytest.MonkeyPatch, typed: str, code: int
) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(erasing.typer, "prompt", lambda *_, **__: typed)
    assert _run("erase", root.path, "--subject", "S1") == code
    left = [consent.id for consent in root.consents]
    assert left == (["C2"] if code == 0 else ["C1", "C2"])


def test_a_dry_run_changes_nothing(
    root: DatasetRoot, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in root.path.rglob("*") if path.is_file()}
    assert _run("erase", root.path, "--subject", "S1", "--dry-run", "--format", "json") == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["subject"], shown["consents"]) == ("S1", ["consents/C1.json"])
    assert before == {p: p.read_bytes() for p in root.path.rglob("*") if p.is_file()}


def test_the_receipt_is_printed_and_a_stray_copy_is_exit_1(
    root: DatasetRoot, capsys: pytest.CaptureFixture[str]
) -> None:
    stray = root.path / "note.txt"
    stray.write_text("S1")
    assert _run("erase", root.path, "--subject", "S1", "--yes") == 1
    said = capsys.readouterr()
    assert "note.txt: pseudonym" in said.out
    assert "--resume" in said.err
    assert (root.path / PLAN_FILE).exists()
    stray.unlink()
    assert _run("erase", root.path, "--resume", "--format", "json") == 0
    receipt = json.loads(capsys.readouterr().out)
    assert receipt["complete"] is True
    assert receipt["counts"]["consents"] == 1
    assert not (root.path / PLAN_FILE).exists()
    assert _run("erase", root.path, "--resume") == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--subject", "S9", "--yes"), "E-ERA-01"),
        (("--subject", "a b", "--yes"), "E-LAB-02"),
        (("--subject", "S1", "--resume"), "E-CMD-01"),
        ((), "E-CMD-01"),
        (("--subject", "S1", "--format", "csv"), "E-CMD-01"),
    ],
)
def test_bad_usage_is_one_line(
    root: DatasetRoot,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    code: str,
) -> None:
    assert _run("erase", root.path, *arguments) == 2
    said = capsys.readouterr()
    assert said.err.startswith(code)
    assert len(said.err.splitlines()) == 1
    assert len(list(root.consents)) == 2


def test_a_withdrawal_may_erase(root: DatasetRoot, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("consent", "withdraw", root.path, "--id", "C2") == 0
    assert f"erase {root.path} --subject S2" in capsys.readouterr().err
    command = ("consent", "withdraw", root.path, "--id", "C1", "--erase", "--yes")
    assert _run(*command, "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["reason"] == "consent withdrawn"
    assert [consent.id for consent in root.consents] == ["C2"]


def test_recover_goes_on_with_an_erasure(
    root: DatasetRoot, capsys: pytest.CaptureFixture[str]
) -> None:
    stray = root.path / "note.txt"
    stray.write_text("S1")
    assert _run("erase", root.path, "--subject", "S1", "--yes") == 1
    capsys.readouterr()
    assert _run("recover", root.path) == 1
    assert "note.txt: pseudonym" in capsys.readouterr().err
    stray.unlink()
    assert _run("recover", root.path) == 0
    assert "nothing is left" in capsys.readouterr().err
    assert _run("recover", root.path) == 0
    assert capsys.readouterr().err == ""


def test_a_lock_of_another_computer_is_named_and_can_be_taken(
    root: DatasetRoot, capsys: pytest.CaptureFixture[str]
) -> None:
    holder = {
        "pid": 77,
        "host": "laptop-7",
        "started": 1.0,
        "since_utc": "2026-11-22T08:00:00Z",
    }
    lock = root.path / "lock"
    lock.write_text(json.dumps({**holder, "renewed_every_s": 15.0}))
    assert _run("recover", root.path) == 1
    assert "process 77 on laptop-7, since 2026-11-22T08:00:00Z" in capsys.readouterr().err
    assert _run("recover", root.path, "--steal-lock") == 0
    assert "took the lock of process 77 on laptop-7" in capsys.readouterr().err
    assert not lock.exists()
