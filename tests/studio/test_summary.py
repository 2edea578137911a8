"""The report of a dataset: its sums are those of the files, and it needs no network."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from liveness.datasets.errors import UsageError
from liveness.datasets.reviewing import review_take
from liveness.datasets.store import DatasetRoot
from liveness.studio.cli import run_app
from liveness.studio.summary import summarise
from liveness.studio.summary_page import summary_html

from .conftest import add_person, add_take, score_record


@pytest.fixture
def root(tmp_path: Path) -> DatasetRoot:
    root = DatasetRoot.create(tmp_path / "faces")
    (root.path / "scores").mkdir()
    for name in ("S1", "S2", "S3"):
        add_person(root, name)
    number = 0
    for session in ("day-1", "day-2"):
        for subject in ("S1", "S2", "S3"):
            for label, llr in (("bona-fide", 2.0), ("print-matte", -2.0)):
                number += 1
                scored = score_record({"depth": llr, "motion": None})
                add_take(root, number, label, subject, scored, session=session)
    ids = [take.id for take in root.takes()]
    review_take(root, ids[0], "accept", reviewer="Q1")
    review_take(root, ids[0], "accept", reviewer="Q2")
    review_take(root, ids[1], "reject", reviewer="Q1", reasons=("wrong-label",))
    return root


def test_sums_equal_the_files(root: DatasetRoot) -> None:
    found, takes = summarise(root), root.takes()
    assert len(found.takes) == len(takes) == 12
    assert sum(each.takes for each in found.quality) == 12
    assert sum(each.frames for each in found.quality) == sum(take.frames for take in takes)
    assert sum(each.usable for each in found.quality) == sum(take.usable for take in takes)
    assert sum(found.verdicts.values()) == 12
    assert dict(found.verdicts) == {"accept": 1, "reject": 1, "none": 10}
    assert dict(found.reviewers) == {"Q1": 2, "Q2": 1}
    (agreement,) = found.agreement
    assert (agreement.takes, agreement.same) == (1, 1)
    spoke = {each.name: (each.valid, each.takes) for each in found.health}
    assert spoke == {"depth": (12, 12), "motion": (0, 12)}
    decided = {each.label: (sum(each.counts.values()), each.wrong.n) for each in found.decided}
    usable = [take.label for take in takes if take.usable]
    assert decided == {label: (usable.count(label),) * 2 for label in set(usable)}


def test_one_session_is_told_alone(root: DatasetRoot) -> None:
    found = summarise(root, "day-2")
    assert {take.session for take in found.takes} == {"day-2"}
    assert found.agreement == ()
    with pytest.raises(UsageError, match="E-DAT-30"):
        summarise(root, "day-9")


def test_the_page_needs_no_network_and_says_what_is_small(root: DatasetRoot) -> None:
    html = summary_html(summarise(root), generator="x 1")
    assert not re.search(r"(src|href)=[\"']?(https?:)?//", html)
    assert "<script" not in html
    assert "Uncalibrated" in html
    assert "12 takes" in html
    assert re.search(r"% \[[\d.]+, [\d.]+\], \d+ of 6", html), "intervals beside rates"
    assert html.index("bona-fide") < html.index("print-matte")


def test_an_empty_dataset_has_a_report(tmp_path: Path) -> None:
    root = DatasetRoot.create(tmp_path / "empty")
    html = summary_html(summarise(root), generator="x 1")
    assert "0 takes" in html


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("ending", ["html", "pdf"])
def test_the_command_writes_it(
    root: DatasetRoot, tmp_path: Path, ending: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / f"report.{ending}"
    assert run_app(["summary", str(root.path), "--out", str(out)]) == 0
    assert "12 takes" in capsys.readouterr().out
    assert out.read_bytes().startswith(b"%PDF" if ending == "pdf" else b"<!doctype html>")
    assert run_app(["summary", str(root.path), "--out", str(tmp_path / "x.txt")]) == 2
