"""``migrate`` as a user types it."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest

from liveness.datasets.root_files import ROOT_SCHEMA
from liveness.studio.cli import run_app

FIXTURES = Path(__file__).parents[1] / "datasets" / "fixtures"


def test_an_old_dataset_is_copied_into_the_present_schema(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with tarfile.open(FIXTURES / "root-schema-1.tar.gz") as packed:
        packed.extractall(tmp_path, filter="data")
    old, new = tmp_path / "schema-1", tmp_path / "new"
    assert run_app(["migrate", str(old), "--out", str(new)]) == 0
    said = capsys.readouterr()
    assert f"{new} has 2 takes in schema {ROOT_SCHEMA}" in said.out
    assert run_app(["list", str(new), "--lighting", "office"]) == 0
    assert run_app(["migrate", str(old), "--out", str(new)]) == 2
    assert "cannot hold the copy" in capsys.readouterr().err
    assert run_app(["migrate", str(new), "--out", str(tmp_path / "x")]) == 2
    assert "needs no migration" in capsys.readouterr().err
