"""``splits`` as a user types it, and ``list --split``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from liveness.datasets.durable import append_line
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord
from liveness.studio.cli import run_app


def _add(root: DatasetRoot, number: int, subject: str, target: str | None = None) -> None:
    root.start_session("lab", None, "cam", name="visit")
    record = TakeRecord(
        id=f"T{number}",
        session="visit",
        file=f"T{number}.h5",
        sha256=f"{number:064x}",
        frames=30,
        seconds=1.0,
        faces=30,
        label="bona-fide" if target is None else "print-matte",
        subject=subject,
        target=target,
    )
    for person in (subject, target):
        if person is not None:
            root.subject_key(person)
    append_line(root.path / "sessions" / "visit" / "takes.jsonl", record.model_dump_json())


@pytest.fixture
def root(tmp_path: Path) -> DatasetRoot:
    made = DatasetRoot.create(tmp_path / "root")
    for i in range(10):
        _add(made, i, f"S{i}")
    return made


def test_a_split_is_made_shown_and_used(
    capsys: pytest.CaptureFixture[str], root: DatasetRoot
) -> None:
    path = str(root.path)
    assert run_app(["splits", "make", path, "--name", "main", "--seed", "4"]) == 0
    assert "train" in capsys.readouterr().out
    _add(root, 10, "S10")
    _add(root, 11, "S3", "S10")
    assert run_app(["splits", "show", path, "--name", "main"]) == 0
    said = capsys.readouterr()
    assert "2 takes in no part, for somebody in them is new: T10, T11" in said.err
    assert run_app(["splits", "show", path, "--name", "main", "--format", "json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["name"], shown["seed"], shown["in_no_part"]) == ("main", 4, ["T10", "T11"])
    assert [(p["part"], p["people"], len(p["ids"])) for p in shown["parts"]] == [
        ("train", 6, 6),
        ("dev", 2, 2),
        ("test", 2, 2),
    ]
    for option, ids in (
        ("main:dev", shown["parts"][1]["ids"]),
        ("main", [i for part in shown["parts"] for i in part["ids"]]),
    ):
        assert run_app(["list", path, "--split", option, "--format", "json"]) == 0
        assert {row["take"] for row in json.loads(capsys.readouterr().out)} == set(ids)
    assert run_app(["splits", "list", path, "--format", "json"]) == 0
    assert [row["name"] for row in json.loads(capsys.readouterr().out)] == ["main"]
    assert run_app(["splits", "remove", path, "--name", "main"]) == 0
    assert run_app(["splits", "list", path]) == 0
    assert "no splits yet" in capsys.readouterr().out


def test_a_part_far_from_its_share_is_told(
    capsys: pytest.CaptureFixture[str], root: DatasetRoot
) -> None:
    for i in range(1, 8):
        _add(root, 20 + i, "S0", f"S{i}")
    assert run_app(["splits", "make", str(root.path), "--name", "main"]) == 0
    assert "train has 80 % of the people, 60 % were asked for" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("make", "--name", "x", "--parts", "a=1,b"), "write for instance"),
        (("make", "--name", "x", "--parts", "a=1,a=2"), "a stands twice"),
        (("make", "--name", "x", "--parts", "a=1"), "two or more"),
        (("make", "--name", "x", "--parts", "a=1,b=-1"), "above 0"),
        (("make", "--name", "a/b"), "cannot be named"),
        (("show", "--name", "x"), "no split yet"),
        (("remove", "--name", "x"), "no split yet"),
    ],
)
def test_wrong_values_are_told_in_one_line(
    capsys: pytest.CaptureFixture[str], root: DatasetRoot, arguments: tuple[str, ...], said: str
) -> None:
    command, *options = arguments
    assert run_app(["splits", command, str(root.path), *options]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert said.lower() in line.lower()


def test_an_unknown_part_lists_those_there_are(
    capsys: pytest.CaptureFixture[str], root: DatasetRoot
) -> None:
    assert run_app(["splits", "make", str(root.path), "--name", "main"]) == 0
    capsys.readouterr()
    assert run_app(["list", str(root.path), "--split", "main:dve"]) == 2
    assert "train, dev, test" in capsys.readouterr().err


def test_a_damaged_split_does_not_hide_the_others(
    capsys: pytest.CaptureFixture[str], root: DatasetRoot
) -> None:
    assert run_app(["splits", "make", str(root.path), "--name", "main"]) == 0
    (root.path / "splits" / "odd.json").write_text("{")
    capsys.readouterr()
    assert run_app(["splits", "list", str(root.path)]) == 1
    said = capsys.readouterr()
    assert "main" in said.out
    assert "odd.json" in said.err


def test_a_group_without_a_command_shows_its_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_app(["splits"]) == 2
    assert len(capsys.readouterr().err.splitlines()) > 5
