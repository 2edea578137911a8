"""``merge`` as a user types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from liveness.datasets.store import DatasetRoot
from liveness.studio.cli import run_app


@pytest.fixture
def sites(tmp_path: Path) -> list[str]:
    """Three datasets without takes; the first two share a subject's name."""
    paths = []
    for name, subject in (("north", "S1"), ("south", "S1"), ("west", "S9")):
        made = DatasetRoot.create(tmp_path / name)
        consent = ["consent", "add", str(made.path), "--id", f"C-{name}", "--subject", subject]
        assert run_app(consent) == 0
        made.subject_key(subject)
        paths.append(str(made.path))
    return paths


def test_sites_become_one_new_dataset(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, sites: list[str]
) -> None:
    new = tmp_path / "all"
    assert run_app(["merge", str(new), *sites, "--dry-run", "--prefix", "X-"]) == 1
    assert "with a prefix of its own" in capsys.readouterr().err
    assert run_app(["merge", str(new), *sites[1:], "--dry-run", "--prefix", "X-"]) == 0
    assert not new.exists()
    assert "nothing was changed" in capsys.readouterr().out
    assert run_app(["merge", str(new), sites[0], sites[2]]) == 0
    assert "2 new people" in capsys.readouterr().out
    assert {consent.subject for consent in DatasetRoot.open(new).consents} == {"S1", "S9"}


def test_conflicts_end_it_and_are_each_a_line(
    capsys: pytest.CaptureFixture[str], sites: list[str]
) -> None:
    capsys.readouterr()
    assert run_app(["merge", *sites]) == 1
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 2
    assert said[0].startswith("conflict: ")
    assert "--prefix" in said[0]
    assert "nothing was changed, for 1 conflict" in said[1]
    assert run_app(["merge", *sites, "--skip-conflicts", "--format", "json"]) == 1
    merged = json.loads(capsys.readouterr().out)
    assert (merged["done"], merged["people"], len(merged["conflicts"])) == (True, ["S9"], 1)


@pytest.mark.parametrize("kind", ["nothing", "file", "itself"])
def test_bad_input_is_one_line_and_makes_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, sites: list[str], kind: str
) -> None:
    (tmp_path / "file").write_text("x")
    other = sites[0] if kind == "itself" else str(tmp_path / kind)
    target = sites[0] if kind == "itself" else str(tmp_path / "new")
    capsys.readouterr()
    assert run_app(["merge", target, other]) in (1, 2)
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not (tmp_path / "new").exists()
