"""Score tables, read as bob.pad reads them."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import pytest

from liveness.datasets.exports.options import ExportOptions
from liveness.datasets.exports.rebuilding import rebuild_export
from liveness.datasets.exports.running import ExportResult, run_export
from liveness.datasets.exports.scores_csv import ScoresCsv, TakeScores
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord


@pytest.fixture
def result(root: DatasetRoot, takes: list[TakeRecord], tmp_path: Path) -> ExportResult:
    scores = {
        takes[0].id: TakeScores(1.25, {"depth": 2.0, "motion": None}),
        takes[1].id: TakeScores(None, {"depth": None}),
        takes[2].id: TakeScores(-0.1, {"depth": -3.0, "motion": 0.5}),
    }
    return run_export(root, ScoresCsv(scores), tmp_path / "scores", ExportOptions())


def _split(path: Path) -> tuple[dict[str, list[float]], list[float]]:
    """As ``split_csv_pad_per_pai`` of bob.pad.base: attacks by type, and bona fide."""
    attacks: dict[str, list[float]] = {}
    bona_fide: list[float] = []
    with path.open(newline="") as file:
        for row in csv.DictReader(file):
            if row["is_bonafide"].lower() == "true":
                bona_fide.append(float(row["score"]))
            else:
                attacks.setdefault(row["attack_type"], []).append(float(row["score"]))
    return attacks, bona_fide


def test_bona_fide_and_species_are_told_apart(
    result: ExportResult, takes: list[TakeRecord], tmp_path: Path
) -> None:
    attacks, bona_fide = _split(tmp_path / "scores" / "fused.csv")
    assert attacks == {"print-matte": [-0.1]}
    assert bona_fide[0] == 1.25
    assert math.isnan(bona_fide[1])  # a non-response is no score of 0
    attacks, bona_fide = _split(tmp_path / "scores" / "motion.csv")
    assert attacks == {"print-matte": [0.5]}
    assert all(math.isnan(score) for score in bona_fide)
    assert result.left_out == {"no score": (takes[3].id,)}
    assert "higher means bona fide" in (tmp_path / "scores" / "README.txt").read_text()


def test_four_columns_name_the_claimed_and_the_real(
    root: DatasetRoot, result: ExportResult, takes: list[TakeRecord], tmp_path: Path
) -> None:
    lines = (tmp_path / "scores" / "four-column" / "fused.txt").read_text().splitlines()
    s1, s2 = root.subject_key("S1"), root.subject_key("S2")
    assert lines == [
        f"{s1} {s1} visit/{takes[0].id} 1.25",
        f"{s2} {s2} visit/{takes[1].id} nan",
        f"{s2} print-matte visit/{takes[2].id} -0.1",  # it shows S2
    ]


def test_a_take_is_removed_from_every_table(
    root: DatasetRoot, result: ExportResult, takes: list[TakeRecord], tmp_path: Path
) -> None:
    left = rebuild_export(root, result.record, frozenset({takes[2].id}))
    assert list(left.takes) == [takes[0].id, takes[1].id]
    files = [path for path in (tmp_path / "scores").rglob("*") if path.is_file()]
    assert len(files) == len(left.files) == 7
    assert not any(takes[2].id in path.read_text() for path in files)
    attacks, bona_fide = _split(tmp_path / "scores" / "depth.csv")
    assert (attacks, bona_fide[0]) == ({}, 2.0)
