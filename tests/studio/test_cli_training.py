from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from liveness.datasets.model_file import ModelFile, read_model
from liveness.datasets.store import DatasetRoot
from liveness.studio.cli import app, run_app

Site = Callable[..., DatasetRoot]


def run(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["train", *[str(each) for each in arguments]])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.stdout


def fault(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    code = run_app(["train", *[str(each) for each in arguments]])
    err = capsys.readouterr().err.strip()
    assert len(err.splitlines()) == 1, err
    return code, err


def test_a_model_is_made_and_explained(motion_site: Site, tmp_path: Path) -> None:
    root, path = motion_site().path, tmp_path / "m.json"
    code, text = run(root, "--signal", "motion", "--out", path)
    assert code == 0
    assert "learnt from 48 takes (16 bona fide, 32 attacks) of 8 people" in text
    assert "On people held out" in text
    assert "% or less, print-matte" in text
    assert "Learning curve" in text
    assert "8 people are a first look" in text
    assert "--model-signal motion" in text
    assert read_model(path).file.training is not None
    code, text = run(root, "--signal", "motion", "--out", path, "--format", "json")
    assert code == 0
    found = ModelFile.model_validate(json.loads(text))
    assert found.networks == read_model(path).file.networks


def test_what_is_wrong_is_one_line_and_no_file(
    motion_site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root, path = motion_site(people=1).path, tmp_path / "m.json"
    code, err = fault(capsys, root, "--signal", "motion", "--out", path)
    assert code == 1
    assert "E-CAL-02" in err
    code, err = fault(capsys, root, "--signal", "colour", "--out", path)
    assert code == 2
    assert "E-MOD-15" in err
    code, err = fault(capsys, root, "--signal", "motion", "--out", tmp_path / "no" / "m.json")
    assert code == 2
    assert "E-CAL-05" in err
    assert not path.exists()
