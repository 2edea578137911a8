"""``review``, ``relabel`` and ``trim`` as a user types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from liveness.datasets.register import read_takes
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord
from liveness.studio.cli import run_app


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = DatasetRoot.create(tmp_path / "root")
    made.start_session("lab", "O1", "cam", name="visit")
    lines = [
        TakeRecord(
            id=f"T{i}",
            session="visit",
            file=f"T{i}.h5",
            sha256=f"{i:064x}",
            frames=60,
            seconds=2.0,
            faces=60,
            label="print-matte",
            pai="P1",
            subject="S1",
        ).model_dump_json()
        for i in range(3)
    ]
    (made.path / "sessions" / "visit" / "takes.jsonl").write_text("\n".join(lines) + "\n")
    return made.path


def _take(root: Path, id_: str = "T0") -> TakeRecord:
    return next(record for record in read_takes(root) if record.id == id_)


def _run(root: Path, command: str, *more: str) -> int:
    return run_app([command, str(root), *more])


def test_a_review_is_told_and_kept_and_taken_back(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = ("T0", "--reviewer", "Q1")
    why = ("--reason", "blurred", "--reason", "bad light", "--note", "see 1 s")
    assert _run(root, "review", *said, "--verdict", "reject", *why) == 0
    assert capsys.readouterr().out == "T0: reject by Q1 (blurred, bad light)\n"
    review = _take(root).review
    assert review is not None
    assert (review.reasons, review.note) == (("blurred", "bad light"), "see 1 s")
    assert _run(root, "review", *said, "--verdict", "accept", "--format", "json") == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["event"], row["verdict"], row["reviewer"]) == ("review", "accept", "Q1")
    assert _run(root, "review", *said, "--undo") == 0
    assert "now reject by Q1" in capsys.readouterr().out
    assert _run(root, "review", *said, "--undo") == 0
    assert "now not reviewed" in capsys.readouterr().out
    assert _take(root).review is None
    text = (root / "sessions" / "visit" / "takes.jsonl").read_text()
    assert len(text.splitlines()) == 3 + 4


def test_a_label_is_corrected_and_the_recorded_one_is_told(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(
        root, "relabel", "T0", "--label", "replay-phone", "--reviewer", "Q1", "--pai", "P9"
    ) == 0  # fmt: skip
    assert capsys.readouterr().out == "T0: replay-phone by Q1; recorded as print-matte\n"
    record = _take(root)
    assert (record.label, record.family, record.pai) == ("replay-phone", "replay", "P9")
    assert record.file_label == "print-matte"
    assert _take(root, "T1").label == "print-matte"


def test_a_trim_is_kept_and_taken_back(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = ("T0", "--reviewer", "Q1")
    assert _run(root, "trim", *said, "--from", "0.25", "--to", "1.5") == 0
    assert capsys.readouterr().out == "T0: counts from 0.25 s to 1.5 s, by Q1\n"
    trim = _take(root).trim
    assert trim is not None
    assert (trim.start_ns, trim.end_ns) == (250_000_000, 1_500_000_000)
    assert _run(root, "trim", *said, "--clear", "--format", "csv") == 0
    trim = _take(root).trim
    assert trim is not None
    assert (trim.start_ns, trim.end_ns) == (None, None)


def test_agreement_is_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(root, "review", "--agreement") == 0
    assert "no take was reviewed by two people" in capsys.readouterr().out
    for take, verdicts in (("T0", "aa"), ("T1", "ar"), ("T2", "rr")):
        for who, verdict in zip(("Q1", "Q2"), verdicts, strict=True):
            word = ("accept",) if verdict == "a" else ("reject", "--reason", "other")
            assert _run(root, "review", take, "--reviewer", who, "--verdict", *word) == 0
    capsys.readouterr()
    assert _run(root, "review", "--agreement", "--format", "json") == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert row["kappa"] == pytest.approx(0.4)  # (2/3 - 4/9) / (1 - 4/9)
    assert (row["first"], row["second"], row["takes"]) == ("Q1", "Q2", 3)
    assert row["differing"] == ["T1"]
    assert _run(root, "review", "--agreement") == 0
    assert "0.40" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("review", "T9", "--reviewer", "Q", "--verdict", "accept"), "E-DAT-17"),
        (("review", "T0", "--reviewer", "Q", "--verdict", "reject"), "a reject needs a reason"),
        (("review", "T0", "--reviewer", "Q", "--verdict", "reject", "--reason", "x"), "is no"),
        (("review", "T0", "--reviewer", "a b", "--verdict", "accept"), "E-LAB-02"),
        (("review", "T0", "--reviewer", "Q"), "--verdict or --undo"),
        (("review", "T0", "--verdict", "accept"), "--reviewer"),
        (("review", "T0", "--reviewer", "Q", "--verdict", "maybe"), "E-CMD-01"),
        (("review", "T0", "--reviewer", "Q", "--undo"), "reviewed by nobody"),
        (("review", "T0", "--agreement"), "--agreement goes without"),
        (("relabel", "T0", "--label", "print-mat", "--reviewer", "Q"), "E-LAB-01"),
        (("relabel", "T0", "--label", "bona-fide", "--reviewer", "Q", "--pai", "P"), "E-L"),
        (("trim", "T0", "--reviewer", "Q"), "or else --clear"),
        (("trim", "T0", "--reviewer", "Q", "--clear", "--to", "1"), "or else --clear"),
        (("trim", "T0", "--reviewer", "Q", "--from", "1", "--to", "1"), "E-LAB-05"),
        (("trim", "T0", "--reviewer", "Q", "--from", "3"), "the take lasts 2.000 s"),
        (("trim", "T0", "--reviewer", "Q", "--from", "nan"), "E-CMD-01"),
        (("trim", "T0", "--reviewer", "Q", "--to", "inf"), "E-LAB-05"),
    ],
)  # fmt: skip
def test_bad_input_is_one_line_and_changes_nothing(
    root: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    lines = root / "sessions" / "visit" / "takes.jsonl"
    before = lines.read_bytes()
    command, *more = arguments
    assert _run(root, command, *more) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 1
    assert said in told.err
    assert lines.read_bytes() == before


def test_a_mark_and_a_note_are_kept_and_listed(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = ("T0", "--reviewer", "O1")
    reason = ("--reason", "kiosk froze")
    assert _run(root, "mark", *said, "--outcome", "non-response", *reason) == 0
    assert capsys.readouterr().out == "T0: non-response by O1 (kiosk froze)\n"
    assert _run(root, "note", *said, "--text", "lamp flickered") == 0
    assert _run(root, "mark", "T1", "--reviewer", "O1", "--outcome", "aborted") == 0
    capsys.readouterr()
    assert (_take(root).result, _take(root).usable) == ("non-response", True)
    assert not _take(root, "T1").usable
    assert _run(root, "list", "--format", "json") == 0
    rows = {row["take"]: row for row in json.loads(capsys.readouterr().out)}
    assert (rows["T0"]["outcome"], rows["T0"]["note"]) == ("non-response", "lamp flickered")
    assert (rows["T1"]["outcome"], rows["T1"]["note"]) == ("aborted", None)
    assert _run(root, "note", *said, "--text", "") == 0
    assert capsys.readouterr().out == "T0: note cleared by O1\n"
    assert _run(root, "mark", *said, "--outcome", "accept") == 2
    assert _run(root, "note", "T9", "--reviewer", "O1", "--text", "x") == 2
    assert _run(root, "note", "T0", "--reviewer", "Ann Lee", "--text", "x") == 2
