"""``list`` as a user types it: filters, formats, and what is said of a wrong value."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from liveness.datasets.amendments import Relabel, Review
from liveness.datasets.durable import append_line
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord
from liveness.studio.cli import run_app

ROWS = (
    ("T1", "a", {"score": 2.5, "created_utc": "2026-01-05T09:00:00.000Z"}),
    ("T2", "a", {"label": "print-matte", "subject": "S2", "target": "S1", "score": -3.0}),
    ("T3", "b", {"label": "replay-phone", "status": "incomplete", "lighting": "dark"}),
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = DatasetRoot.create(tmp_path / "root")
    for id_, session, changes in ROWS:
        content: dict[str, object] = {
            "id": id_,
            "session": session,
            "file": f"{id_}.h5",
            "sha256": id_[1] * 64,
            "frames": 30,
            "seconds": 1.0,
            "faces": 30,
            "label": "bona-fide",
            "subject": "S1",
            "protocol": "quick-check",
            "created_utc": "2026-01-06T09:00:00.000Z",
        }
        made.start_session("lab", f"O-{session}", "cam", name=session)
        record = TakeRecord.model_validate(content | changes)
        append_line(made.path / "sessions" / session / "takes.jsonl", record.model_dump_json())
    return made.path


def _say(root: Path, session: str, line: Review | Relabel) -> None:
    append_line(root / "sessions" / session / "takes.jsonl", line.model_dump_json())


def _listed(capsys: pytest.CaptureFixture[str], root: Path, *options: str) -> list[str]:
    capsys.readouterr()
    assert run_app(["list", str(root), "--format", "json", *options]) == 0
    return [row["take"] for row in json.loads(capsys.readouterr().out)]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ("", ["T1", "T2", "T3"]),
        ("--label bona-fide", ["T1"]),
        ("--label print-matte --label replay-phone", ["T2", "T3"]),
        ("--family print", ["T2"]),
        ("--subject S1", ["T1", "T3"]),
        ("--target S1", ["T2"]),
        ("--session b", ["T3"]),
        ("--state incomplete", ["T3"]),
        ("--status complete", ["T1", "T2"]),
        ("--review none", ["T1", "T2", "T3"]),
        ("--operator O-a --protocol quick-check", ["T1", "T2"]),
        ("--lighting dark", ["T3"]),
        ("--since 2026-01-06", ["T2", "T3"]),
        ("--until 2026-01-05", ["T1"]),
        ("--until 2026-01-05T09:00", []),
        ("--since 2026-01-05T10:00+01:00 --until 9999-12-31", ["T1", "T2", "T3"]),
        ("--score-min -3 --score-max 2.5", ["T1", "T2"]),
        ("--score-max -3", ["T2"]),
        ("--limit 2", ["T1", "T2"]),
        # no take of it yet, but there might be one
        ("--label makeup", []),
        ("--state superseded", []),
    ],
)
def test_takes_are_filtered(
    capsys: pytest.CaptureFixture[str], root: Path, options: str, found: list[str]
) -> None:
    assert _listed(capsys, root, *options.split()) == found


def test_reviews_and_corrected_labels_are_shown(
    capsys: pytest.CaptureFixture[str], root: Path
) -> None:
    _say(root, "a", Review(id="T1", verdict="reject", reviewer="Q1"))
    _say(root, "a", Relabel(id="T2", label="print-bent", reviewer="Q1"))
    assert _listed(capsys, root, "--review", "reject") == ["T1"]
    assert _listed(capsys, root, "--label", "print-bent") == ["T2"]
    assert run_app(["list", str(root)]) == 0
    table = capsys.readouterr().out
    assert "review" in table
    assert "reject" in table
    assert "print-matte" not in table


def test_csv_holds_every_field(capsys: pytest.CaptureFixture[str], root: Path) -> None:
    assert run_app(["list", str(root), "--format", "csv", "--session", "a"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["take"] for row in rows] == ["T1", "T2"]
    assert rows[1]["path"] == "sessions/a/T2.h5"
    assert (rows[1]["operator"], rows[1]["family"], rows[1]["review"]) == ("O-a", "print", "")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            "--label print-mate",
            ("bona-fide, print-matte", "print-matte is meant"),
        ),
        ("--subject S7", ("S1, S2",)),
        ("--family prints", ("print, replay", "print is meant")),
        ("--session c", ("a, b",)),
        ("--state done", ("complete, incomplete",)),
        ("--review maybe", ("none",)),
        ("--operator O-c", ("O-a, O-b",)),
        ("--lighting noon", ("dark",)),
        ("--since yesterday", ("no day or time",)),
        ("--until 2026-13-01", ("no day or time",)),
        ("--limit 0", ("--limit",)),
    ],
)
def test_a_wrong_value_is_told_in_one_line(
    capsys: pytest.CaptureFixture[str], root: Path, options: str, said: tuple[str, ...]
) -> None:
    assert run_app(["list", str(root), *options.split()]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert all(part in line for part in said), line


def test_an_empty_dataset_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    DatasetRoot.create(tmp_path / "new")
    assert run_app(["list", str(tmp_path / "new")]) == 0
    assert "no takes yet" in capsys.readouterr().out
    assert run_app(["list", str(tmp_path / "new"), "--operator", "O1"]) == 2
    assert "no take says its operator" in capsys.readouterr().err
